//! Outlook's `.msg`: a compound file ([MS-CFB]) in whose root one stream holds the header section as it arrived
//! ([MS-OXPROPS] §2.1053, PidTagTransportMessageHeaders). The body stands there in Outlook's own form, so no
//! signature over it can be verified.

/// What every compound file starts with.
const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// The stream's name where its text is UTF-16, and where it has one byte a character.
const HEADERS: [(&str, bool); 2] = [("__substg1.0_007D001F", true), ("__substg1.0_007D001E", false)];
/// The streams of the body's text, and of a delivery report's.
const BODIES: [(&str, bool); 4] = [
    ("__substg1.0_1001001F", true),
    ("__substg1.0_1001001E", false),
    ("__substg1.0_1000001F", true),
    ("__substg1.0_1000001E", false),
];
/// The most entries of the directory that are read; a message with a thousand recipients has some ten thousand.
const MAX_ENTRIES: usize = 100_000;
/// The octets of a directory entry.
const ENTRY: usize = 128;
/// How many sectors of the allocation table the header itself names; later ones only very large files have.
const TABLE_IN_HEADER: usize = 109;
/// Sector numbers from here on mark ends and gaps.
const MAX_SECTOR: u32 = 0xffff_fffa;

/// Whether these bytes are a compound file.
pub(super) fn is_compound_file(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// The header section that a `.msg` file keeps; `None` where it has none, as a message that was never sent has not.
pub(super) fn transport_headers(bytes: &[u8]) -> Option<Vec<u8>> {
    HEADERS.iter().find_map(|(name, wide)| text_of(bytes, name, *wide))
}

/// The text that a `.msg` file keeps of its body, or of a report on its delivery ([MS-OXPROPS] §2.620 PidTagBody, PidTagReportText);
/// `None` for other files.
pub(crate) fn body_text(bytes: &[u8]) -> Option<String> {
    if !is_compound_file(bytes) {
        return None;
    }
    let texts = BODIES.iter().filter_map(|(name, wide)| text_of(bytes, name, *wide));
    texts.map(|text| String::from_utf8_lossy(&text).into_owned()).find(|text| !text.trim().is_empty())
}

/// The text of one stream at the root.
fn text_of(bytes: &[u8], name: &str, wide: bool) -> Option<Vec<u8>> {
    let file = CompoundFile::open(bytes)?;
    let root = file.entry(0)?;
    let text = file.stream(&root, &file.child(&root, name)?)?;
    if !wide {
        return Some(text);
    }
    Some(utf8(&text))
}

/// Text of UTF-16 without the zeros at its end, as UTF-8.
fn utf8(wide: &[u8]) -> Vec<u8> {
    let units = wide.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(u16::from_le_bytes);
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    text.trim_end_matches('\0').as_bytes().to_vec()
}

/// What is attached to a message that Outlook saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlookAttachment {
    /// Its file name; empty where it has none.
    pub name: String,
    /// Its octets.
    pub content: Vec<u8>,
}

/// The most attachments of one message that are read, those of messages in it included.
const MAX_ATTACHMENTS: usize = 1_000;
/// How deep messages may be attached to one another.
const MAX_ATTACHED_DEPTH: usize = 4;
/// What the storage of an attachment is called ([MS-OXMSG] §2.2.2), before its number.
const ATTACHMENT: &str = "__attach_version1.0_#";
/// The content of an attachment: PidTagAttachDataBinary, or a storage where it is a message of its own.
const CONTENT: &str = "__substg1.0_37010102";
const CONTENT_MESSAGE: &str = "__substg1.0_3701000D";
/// PidTagAttachLongFilename and PidTagAttachFilename.
const FILE_NAMES: [(&str, bool); 4] = [
    ("__substg1.0_3707001F", true),
    ("__substg1.0_3707001E", false),
    ("__substg1.0_3704001F", true),
    ("__substg1.0_3704001E", false),
];

/// The attachments of a `.msg` file, those of messages attached to it among them.
#[must_use]
pub fn outlook_attachments(bytes: &[u8]) -> Vec<OutlookAttachment> {
    let mut found = Vec::new();
    let Some(file) = CompoundFile::open(bytes) else { return found };
    let Some(root) = file.entry(0) else { return found };
    let mut open = vec![(root.child, 0)];
    while let Some((child, depth)) = open.pop() {
        for storage in file.children(child).filter(|entry| entry.name.starts_with(ATTACHMENT)) {
            if found.len() >= MAX_ATTACHMENTS {
                return found;
            }
            if let Some(message) =
                file.child(&storage, CONTENT_MESSAGE).filter(|_| depth < MAX_ATTACHED_DEPTH)
            {
                open.push((message.child, depth + 1));
            }
            let content = file.child(&storage, CONTENT).and_then(|entry| file.stream(&root, &entry));
            if let Some(content) = content {
                let names = FILE_NAMES.iter();
                let name = names.filter_map(|(name, wide)| {
                    let text = file.stream(&root, &file.child(&storage, name)?)?;
                    String::from_utf8(if *wide { utf8(&text) } else { text }).ok()
                });
                let name = name.map(|name| name.trim_end_matches('\0').to_owned()).next().unwrap_or_default();
                found.push(OutlookAttachment { name, content });
            }
        }
    }
    found
}

/// A compound file, with the tables that tell which sector follows which.
struct CompoundFile<'a> {
    bytes: &'a [u8],
    sector: usize,
    mini_sector: usize,
    cutoff: u64,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    directory: Vec<u8>,
}

/// An entry of the directory: a stream, or a storage with entries of its own.
struct Entry {
    name: String,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: u64,
}

impl<'a> CompoundFile<'a> {
    /// [MS-CFB] §2.2: the header, then the tables it points to.
    fn open(bytes: &'a [u8]) -> Option<Self> {
        // Sectors have 512 octets in version 3 and 4096 in version 4; small ones 64.
        let shift = |at| u16_at(bytes, at).filter(|shift| (6..=12).contains(shift));
        let (sector, mini_sector) = (1 << shift(30)?, 1 << shift(32)?);
        let cutoff = u64::from(u32_at(bytes, 56)?);
        let mut file = Self {
            bytes,
            sector,
            mini_sector,
            cutoff,
            table: Vec::new(),
            mini_table: Vec::new(),
            directory: Vec::new(),
        };
        let places =
            (0..TABLE_IN_HEADER).filter_map(|at| u32_at(bytes, 76 + 4 * at)).filter(|&s| s < MAX_SECTOR);
        let tables: Vec<u8> = places.filter_map(|place| file.sector(place)).flatten().copied().collect();
        file.table = numbers(&tables);
        file.directory = file.chain(u32_at(bytes, 48)?);
        file.mini_table = numbers(&file.chain(u32_at(bytes, 60)?));
        Some(file)
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..)?;
        Some(rest.get(..self.sector).unwrap_or(rest))
    }

    /// The sectors of a chain, put together. A chain that bites its tail ends after as many sectors as the file has.
    fn chain(&self, start: u32) -> Vec<u8> {
        let numbers = follow(&self.table, start, self.bytes.len() / self.sector);
        numbers.filter_map(|number| self.sector(number)).flatten().copied().collect()
    }

    fn entry(&self, number: u32) -> Option<Entry> {
        let at = usize::try_from(number).ok()?.checked_mul(ENTRY)?;
        let bytes = self.directory.get(at..)?.get(..ENTRY)?;
        let length = usize::from(u16_at(bytes, 64)?).min(64).saturating_sub(2);
        let name = bytes.get(..length)?.chunks_exact(2).filter_map(|pair| pair.try_into().ok());
        let name = char::decode_utf16(name.map(u16::from_le_bytes)).map(|c| c.unwrap_or('\0')).collect();
        let [left, right, child] = [u32_at(bytes, 68)?, u32_at(bytes, 72)?, u32_at(bytes, 76)?];
        let size = u64::from(u32_at(bytes, 120)?);
        Some(Entry { name, left, right, child, start: u32_at(bytes, 116)?, size })
    }

    /// The entry of this name right below another one. Messages that are attached have such streams too, further down.
    fn child(&self, parent: &Entry, name: &str) -> Option<Entry> {
        self.children(parent.child).find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The entries beside one another in the tree that starts at a number.
    fn children(&self, first: u32) -> impl Iterator<Item = Entry> {
        let mut open = vec![first];
        // A tree has each entry once; entries that lead back to one another would be gone round without end.
        let most = MAX_ENTRIES.min(self.directory.len() / ENTRY);
        let numbers = std::iter::from_fn(move || {
            let number = open.pop()?;
            let entry = self.entry(number);
            let beside = entry.iter().flat_map(|entry| [entry.left, entry.right]);
            open.extend(beside.filter(|&number| number < MAX_SECTOR));
            Some(entry)
        });
        numbers.take(most).flatten()
    }

    /// The content of a stream. Small ones share sectors: theirs lie in the stream of the root entry.
    fn stream(&self, root: &Entry, entry: &Entry) -> Option<Vec<u8>> {
        let mut content = if entry.size < self.cutoff {
            let shared = self.chain(root.start);
            let most = shared.len() / self.mini_sector + 1;
            let parts = follow(&self.mini_table, entry.start, most).filter_map(|number| {
                let at = usize::try_from(number).ok()?.checked_mul(self.mini_sector)?;
                let rest = shared.get(at..)?;
                Some(rest.get(..self.mini_sector).unwrap_or(rest))
            });
            parts.flatten().copied().collect()
        } else {
            self.chain(entry.start)
        };
        content.truncate(usize::try_from(entry.size).ok()?);
        Some(content)
    }
}

/// The numbers of a chain from `start`, at most as many as there can be sectors.
fn follow(table: &[u32], start: u32, most: usize) -> impl Iterator<Item = u32> {
    let next = |&number: &u32| table.get(usize::try_from(number).ok()?).copied();
    std::iter::successors(Some(start), next).take_while(|&number| number < MAX_SECTOR).take(most)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|four| four.try_into().ok()).map(u32::from_le_bytes).collect()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().copied().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Body, Message, Origin, Repair};
    use proptest::prelude::*;

    const END: u32 = 0xffff_fffe;
    const FREE: u32 = 0xffff_ffff;

    /// A `.msg` with one stream: sector 0 the table, 1 the directory, 2 the small table, then the stream.
    fn msg(name: &str, content: &[u8]) -> Vec<u8> {
        let small = content.len() < 4096;
        let mut table = vec![0xffff_fffd, END, END];
        let sectors = content.len().div_ceil(512) as u32;
        table.extend((0..sectors).map(|n| if n + 1 == sectors { END } else { 4 + n }));
        table.resize(128, FREE);
        let minis = content.len().div_ceil(64) as u32;
        let mut mini: Vec<u32> = (0..minis).map(|n| if n + 1 == minis { END } else { n + 1 }).collect();
        mini.resize(128, FREE);
        let mut header = SIGNATURE.to_vec();
        header.resize(512, 0xff);
        for (at, value) in [(30, 9_u16), (32, 6)] {
            header[at..at + 2].copy_from_slice(&value.to_le_bytes());
        }
        for (at, value) in [(48, 1_u32), (56, 4096), (60, 2), (76, 0)] {
            header[at..at + 4].copy_from_slice(&value.to_le_bytes());
        }
        let root = entry("Root Entry", 1, if small { 3 } else { END }, content.len());
        let stream = entry(name, FREE, if small { 0 } else { 3 }, content.len());
        let mut directory = [root, stream].concat();
        directory.resize(512, 0);
        let bytes = |numbers: Vec<u32>| numbers.into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>();
        [header, bytes(table), directory, bytes(mini), content.to_vec()].concat()
    }

    fn entry(name: &str, child: u32, start: u32, size: usize) -> Vec<u8> {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = entry.len() as u16 + 2;
        entry.resize(64, 0);
        entry.extend(length.to_le_bytes());
        entry.extend([5, 0]);
        entry.extend([FREE, FREE, child].into_iter().flat_map(u32::to_le_bytes));
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend((size as u64).to_le_bytes());
        entry
    }

    #[test]
    fn chains_that_bite_their_tails_are_no_longer_than_the_file() {
        let mut bytes = vec![0; 20_000];
        bytes[..SIGNATURE.len()].copy_from_slice(SIGNATURE);
        // Every number is 0, so every sector is followed by the first; all sectors have the largest size there is.
        (bytes[30], bytes[32]) = (12, 12);
        let file = CompoundFile::open(&bytes).unwrap();
        assert!(file.directory.len() <= bytes.len() && file.mini_table.len() * 4 <= bytes.len());
        let entry = |size| Entry { name: String::new(), left: 0, right: 0, child: 0, start: 0, size };
        for size in [0, 1, u64::from(u32::MAX)] {
            file.stream(&entry(0), &entry(size)).inspect(|content| assert!(content.len() <= bytes.len()));
        }
    }

    #[test]
    fn the_header_section_is_found_in_small_and_in_shared_sectors() {
        for lines in [1, 3, 200] {
            let text = format!("{}From: a@b.example\r\n\r\n", "Received: by mx.example; x\r\n".repeat(lines));
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(transport_headers(&msg("__substg1.0_007D001F", &wide)).unwrap(), text.as_bytes());
            assert_eq!(
                transport_headers(&msg("__substg1.0_007D001E", text.as_bytes())).unwrap(),
                text.as_bytes()
            );
        }
    }

    #[test]
    fn a_msg_is_read_as_headers_without_a_body() {
        let file = msg("__substg1.0_007D001E", b"From: a@b.example\r\nSubject: x\r\n\r\n");
        let message = Message::parse(&file, Origin::File);
        assert_eq!(message.fields().len(), 2);
        assert_eq!(*message.body(), Body::Absent);
        assert_eq!(message.repairs(), [Repair::OutlookMessage { has_header: true }]);
        let headless = msg("__substg1.0_0037001F", b"xx");
        let unsent = Message::parse(&headless, Origin::File);
        assert_eq!(unsent.repairs(), [Repair::OutlookMessage { has_header: false }]);
    }

    proptest! {
        #[test]
        fn no_bytes_panic_or_run_long(noise in proptest::collection::vec(any::<u8>(), 0..2048), at in 0..3000_usize) {
            let mut file = msg("__substg1.0_007D001F", &noise);
            let place = at.min(file.len() - 1);
            file[place] ^= noise.first().copied().unwrap_or(0x55);
            let _ = transport_headers(&file);
            let _ = transport_headers(&[SIGNATURE, &noise].concat());
        }
    }
}
