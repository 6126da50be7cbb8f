//! Zip archives (PKWARE's APPNOTE), also such as break off before their directory.

use super::gzip::Unpacked;
use super::{Opener, Place};
use crate::unread::Unread;
use flate2::bufread::DeflateDecoder;
use memchr::memmem;
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};

/// The most entries of archives, all that are nested in one file together.
pub const MAX_ENTRIES: usize = 100_000;
/// The octets of a local header before its name (APPNOTE §4.3.7).
const LOCAL_HEADER: usize = 30;

impl Opener<'_> {
    pub(super) fn zip(&mut self, bytes: &[u8], place: &Place) {
        let Ok(archive) = ZipArchive::from_slice(bytes) else { return self.salvage(bytes, place) };
        let before = self.count;
        let mut entries = archive.entries();
        loop {
            match entries.next_entry() {
                Ok(Some(entry)) => {
                    let name = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
                    if entry.is_dir() || is_of_system(&name) {
                        continue;
                    }
                    let below = place.below(&name);
                    if !self.counts_entry(&below, MAX_ENTRIES) {
                        return;
                    }
                    let unpacked = self.entry(&archive, &entry);
                    match unpacked {
                        Ok(unpacked) => self.open_unpacked(unpacked, &below),
                        Err(why) => self.fail(Some(&below), why),
                    }
                }
                Ok(None) => break,
                Err(_) => {
                    self.fail(Some(place), Unread::DamagedArchive);
                    break;
                }
            }
        }
        if self.count == before && !place.is_part {
            self.fail(Some(place), Unread::NoReport);
        }
    }

    fn entry(
        &mut self,
        archive: &ZipSliceArchive<&[u8]>,
        entry: &ZipFileHeaderRecord<'_>,
    ) -> Result<Unpacked, Unread> {
        if entry.flags().is_encrypted() {
            return Err(Unread::Encrypted);
        }
        let data = archive.get_entry(entry.wayfinder()).map_err(|_| Unread::DamagedArchive)?.data();
        self.inflate(data, entry.compression_method())
    }

    fn inflate(&mut self, mut data: &[u8], method: CompressionMethod) -> Result<Unpacked, Unread> {
        let length = data.len();
        match method {
            CompressionMethod::STORE => Ok(self.unpack(&mut data, length)),
            CompressionMethod::DEFLATE => Ok(self.unpack(&mut DeflateDecoder::new(data), length)),
            _ => Err(Unread::UnknownCompression),
        }
    }

    /// The entries of an archive without a directory, by their local headers.
    fn salvage(&mut self, bytes: &[u8], place: &Place) {
        let before = self.count;
        for at in memmem::find_iter(bytes, b"PK\x03\x04") {
            let Some((name, method, data)) = local_entry(bytes, at) else { continue };
            let below = place.below(&name);
            if !self.counts_entry(&below, MAX_ENTRIES) {
                return;
            }
            match self.inflate(data, method) {
                // Stored data has no end of its own; a report ends by itself.
                Ok(unpacked) => self.open_unpacked(unpacked, &below),
                Err(why) => self.fail(Some(&below), why),
            }
        }
        if self.count == before {
            self.fail(Some(place), Unread::DamagedArchive);
        }
    }
}

/// The name, the method and the data from a local header on, to the end of the archive.
fn local_entry(bytes: &[u8], at: usize) -> Option<(String, CompressionMethod, &[u8])> {
    let header = bytes.get(at..)?.get(..LOCAL_HEADER)?;
    let number = |place: usize| header.get(place..)?.first_chunk().copied().map(u16::from_le_bytes);
    let (name, extra) = (usize::from(number(26)?), usize::from(number(28)?));
    let method = match number(8)? {
        0 => CompressionMethod::STORE,
        8 => CompressionMethod::DEFLATE,
        _ => return None,
    };
    let start = at + LOCAL_HEADER;
    let written = String::from_utf8_lossy(bytes.get(start..start + name)?).into_owned();
    let data = bytes.get(start + name + extra..)?;
    (!is_of_system(&written) && !written.ends_with('/')).then_some((written, method, data))
}

/// What operating systems put into archives besides.
fn is_of_system(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/")
        || file.starts_with("._")
        || matches!(file, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}
