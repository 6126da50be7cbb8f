#!/usr/bin/env bash
# Puts the terminal program of a release into the runner's folder, held to the checksums of that release.
set -euo pipefail

if [ -n "$BINARY" ]; then
  [ -x "$BINARY" ] || { echo "::error::$BINARY is no program"; exit 2; }
  echo "binary=$BINARY" >> "$GITHUB_OUTPUT"
  exit
fi
case "$RUNNER_OS-$RUNNER_ARCH" in
  Linux-X64) target=x86_64-unknown-linux-musl ;;
  Linux-ARM64) target=aarch64-unknown-linux-musl ;;
  macOS-X64) target=x86_64-apple-darwin ;;
  macOS-ARM64) target=aarch64-apple-darwin ;;
  Windows-X64) target=x86_64-pc-windows-msvc ;;
  *) echo "::error::There is no program for $RUNNER_OS on $RUNNER_ARCH"; exit 2 ;;
esac
folder="$RUNNER_TEMP/waxseal"
releases="https://github.com/$REPOSITORY/releases/download/$VERSION"
archive="waxseal-$target.tar.gz"
mkdir -p "$folder"
cd "$folder"
curl --fail --silent --show-error --location --remote-name "$releases/$archive" --remote-name "$releases/SHA256SUMS"
sums=$(command -v sha256sum || true)
grep " $archive\$" SHA256SUMS | if [ -n "$sums" ]; then sha256sum --check; else shasum -a 256 --check; fi
tar -xzf "$archive"
program="$folder/waxseal"
[ "$RUNNER_OS" != Windows ] || program="$program.exe"
echo "binary=$program" >> "$GITHUB_OUTPUT"
