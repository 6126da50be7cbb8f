//! What a file is, by its first octets.

/// A file that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A PDF document.
    Pdf,
    /// A picture.
    Picture,
    /// An archive, in which reports often come.
    Archive,
}

impl FileKind {
    /// The kind of a file; `None` for one that may be text, or a mail.
    #[must_use]
    pub fn of(octets: &[u8]) -> Option<Self> {
        const BEGINNINGS: [(&[u8], FileKind); 11] = [
            (b"%PDF-", FileKind::Pdf),
            (b"\x89PNG", FileKind::Picture),
            (b"\xff\xd8\xff", FileKind::Picture),
            (b"GIF8", FileKind::Picture),
            (b"BM", FileKind::Picture),
            (b"II*\0", FileKind::Picture),
            (b"MM\0*", FileKind::Picture),
            (b"PK\x03\x04", FileKind::Archive),
            (b"\x1f\x8b", FileKind::Archive),
            (b"7z\xbc\xaf", FileKind::Archive),
            (b"Rar!", FileKind::Archive),
        ];
        if octets.starts_with(b"RIFF") && octets.get(8..12) == Some(b"WEBP")
            || octets.get(4..8) == Some(b"ftyp")
        {
            return Some(Self::Picture);
        }
        let found = BEGINNINGS.iter().find(|(beginning, _)| octets.starts_with(beginning));
        // A text may begin with these two letters; a bitmap has its length behind them.
        found
            .map(|(_, kind)| *kind)
            .filter(|_| !octets.starts_with(b"BM") || octets.iter().take(32).any(|b| *b == 0))
    }
}
