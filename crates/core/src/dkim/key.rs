//! The key record (RFC 6376 §3.6.1).

use super::algorithm::Algorithm;
use crate::crypto::{self, HashAlgorithm, KeyType, PublicKey, base64};
use crate::syntax::{SyntaxError, tag_list, without_fws};
use serde::Serialize;

/// A key record that can be verified with.
#[derive(Clone, Debug)]
pub struct KeyRecord {
    /// `p=`, decoded and read.
    pub key: PublicKey,
    /// `p=` as it was decoded, to tell whether two records publish the same key.
    pub data: Vec<u8>,
    /// `h=`: the hashes the key may be used with; any, where it is absent.
    pub hashes: Option<Vec<String>>,
    /// `s=`: the services the key is for; `*` is every service.
    pub services: Vec<String>,
    /// `t=y`: the domain is testing DKIM.
    pub testing: bool,
    /// `t=s`: `i=` may not name a subdomain of `d=`.
    pub strict: bool,
    /// `n=`, for people.
    pub notes: Option<String>,
    /// Whether `v=` stands where the RFC wants it: first, or not at all.
    pub version_first: bool,
}

/// Why a TXT record gives no key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "problem", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum KeyRecordError {
    /// Not a tag-list.
    Syntax {
        /// Where it stops being one.
        error: SyntaxError,
    },
    /// A quotation mark or backslash stands in the key, as when a panel's quotes were typed into the value.
    Quoting,
    /// `v=` is something else than `DKIM1`.
    Version {
        /// What it is.
        version: String,
    },
    /// No `p=`.
    NoKey,
    /// `p=` is empty: the key has been revoked.
    Revoked,
    /// `k=` names a kind of key nobody knows.
    KeyType {
        /// The name.
        key_type: String,
    },
    /// `p=` is not base64.
    NotBase64,
    /// `p=` is base64 of something that is not such a key.
    Data {
        /// What is wrong with it.
        error: crypto::KeyError,
    },
}

impl KeyRecord {
    /// Reads a TXT record.
    ///
    /// # Errors
    /// [`KeyRecordError`] says why it gives no key.
    pub fn parse(text: &str) -> Result<Self, KeyRecordError> {
        let list = tag_list(text).map_err(|error| syntax_error(text, error))?;
        let get = |name: &str| list.iter().find(|tag| tag.name == name).map(|tag| tag.value);
        // RFC 6376 §3.6.1: "Records beginning with a "v=" tag with any other value MUST be discarded."
        if let Some(version) = get("v").filter(|&version| version != "DKIM1") {
            return Err(if is_quoted(version) {
                KeyRecordError::Quoting
            } else {
                KeyRecordError::Version { version: version.to_owned() }
            });
        }
        let data = get("p").ok_or(KeyRecordError::NoKey)?;
        let (key, data) = public_key(get("k").unwrap_or("rsa"), data)?;
        let flags = split(get("t").unwrap_or_default());
        Ok(Self {
            key,
            data,
            hashes: get("h").map(split),
            services: split(get("s").unwrap_or("*")),
            testing: flags.iter().any(|flag| flag == "y"),
            strict: flags.iter().any(|flag| flag == "s"),
            notes: get("n").map(str::to_owned),
            version_first: list.iter().position(|tag| tag.name == "v").is_none_or(|at| at == 0),
        })
    }

    /// Whether `h=` lets the key be used with a hash.
    #[must_use]
    pub fn allows_hash(&self, hash: HashAlgorithm) -> bool {
        self.hashes.as_ref().is_none_or(|hashes| hashes.iter().any(|name| name == hash.as_str()))
    }

    /// Whether `s=` lets the key be used for e-mail.
    #[must_use]
    pub fn allows_email(&self) -> bool {
        self.services.iter().any(|service| service == "*" || service == "email")
    }

    /// Whether the key is of the kind an algorithm needs.
    #[must_use]
    pub fn fits(&self, algorithm: Algorithm) -> bool {
        self.key.kind() == algorithm.key_type()
    }
}

/// `x-tag = value *( [FWS] ":" [FWS] value )`
fn split(list: &str) -> Vec<String> {
    without_fws(list).split(':').map(str::to_owned).collect()
}

fn public_key(kind: &str, data: &str) -> Result<(PublicKey, Vec<u8>), KeyRecordError> {
    let text = without_fws(data);
    // RFC 6376 §3.6.1: "An empty value means that this public key has been revoked."
    if text.is_empty() {
        return Err(KeyRecordError::Revoked);
    }
    if is_quoted(&text) {
        return Err(KeyRecordError::Quoting);
    }
    // RFC 6376 §3.6.1: "Unrecognized key types MUST be ignored."
    let kind = [KeyType::Rsa, KeyType::Ed25519]
        .into_iter()
        .find(|known| known.as_str() == kind)
        .ok_or_else(|| KeyRecordError::KeyType { key_type: kind.to_owned() })?;
    let data = base64::decode(&text).ok_or(KeyRecordError::NotBase64)?;
    let key = PublicKey::parse(kind, &data).map_err(|error| KeyRecordError::Data { error })?;
    Ok((key, data))
}

/// Whether a panel's quoting was typed into the value: no tag that matters can hold these.
fn is_quoted(text: &str) -> bool {
    text.contains(['"', '\\'])
}

/// Quotes around the record are the likeliest reason for it not to be a tag-list.
fn syntax_error(text: &str, error: SyntaxError) -> KeyRecordError {
    if is_quoted(text) { KeyRecordError::Quoting } else { KeyRecordError::Syntax { error } }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ED25519: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    fn parse(text: &str) -> Result<KeyRecord, KeyRecordError> {
        KeyRecord::parse(&text.replace("KEY", ED25519))
    }

    #[test]
    fn rfc_6376_3_6_1_defaults() {
        let record = parse("k=ed25519; p=KEY").unwrap();
        assert!(record.allows_email() && record.allows_hash(HashAlgorithm::Sha1));
        assert!(!record.testing && !record.strict && record.version_first && record.notes.is_none());
        assert!(record.fits(Algorithm::Ed25519Sha256) && !record.fits(Algorithm::RsaSha256));
    }

    #[test]
    fn the_restrictions_are_read() {
        let record =
            parse("v=DKIM1; k=ed25519; h=sha512 : sha256; s=web:tlsrpt; t=y:s:z; n=; x=9; p=KEY;").unwrap();
        assert!(record.allows_hash(HashAlgorithm::Sha256) && !record.allows_hash(HashAlgorithm::Sha1));
        assert!(!record.allows_email() && record.testing && record.strict);
        assert!(parse("k=ed25519; s=web:email; p=KEY").unwrap().allows_email());
    }

    #[test]
    fn what_gives_no_key_is_told_apart() {
        use KeyRecordError::*;
        let error = |text| parse(text).unwrap_err();
        assert_eq!(error("v=DKIM1; p="), Revoked);
        assert_eq!(error("v=DKIM1; k=rsa"), NoKey);
        assert_eq!(error("v=DKIM2; p=KEY"), Version { version: "DKIM2".into() });
        assert_eq!(error("k=dsa; p=KEY"), KeyType { key_type: "dsa".into() });
        assert_eq!(error("k=ed25519; p=KEY*"), NotBase64);
        assert_eq!(error("k=ed25519; p=Zm9v"), Data { error: crypto::KeyError::BadLength });
        assert_eq!(error(r#""v=DKIM1; k=ed25519; p=KEY""#), Quoting);
        assert_eq!(error(r#"v=DKIM1\; k=ed25519\; p=KEY"#), Quoting);
        assert_eq!(error(r#"v=DKIM1; k=ed25519; p=KE" "Y"#), Quoting);
        assert!(matches!(error("just words"), Syntax { .. }));
    }

    #[test]
    fn a_version_that_is_not_first_is_noticed() {
        assert!(!parse("k=ed25519; v=DKIM1; p=KEY").unwrap().version_first);
    }
}
