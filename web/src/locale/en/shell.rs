//! English.

use crate::locale::shell::ShellWords;

pub(super) const WORDS: ShellWords = ShellWords {
    theme: "Theme",
    theme_system: "As the system",
    theme_light: "Light",
    theme_dark: "Dark",
    shortcuts: "Keyboard shortcuts",
    keys: [
        ("/", "Go to the box"),
        ("Ctrl Enter", "Check what is in the box (⌘ Enter on a Mac)"),
        ("Esc", "Stop the check"),
        ("g c", "Go to the check"),
        ("g r", "Go to Reports"),
        ("g s", "Go to Set up"),
        ("g a", "Go to About"),
        ("g d", "Go to the page for developers"),
        ("?", "Open this list"),
    ],
    single_keys: "Use shortcuts of a single character. They are always off while you type.",
    close: "Close",
    terms: "All terms",
    developers: "For developers",
    licences: "Licences",
    offline: "You are offline. The examples work; DNS questions have to wait.",
    link_chose: |url| {
        format!(
            "This link chose the DNS resolver {url}. Whoever runs it would see the names that are asked \
             for, and could answer what they like. Nothing has been asked."
        )
    },
    agree: "Use it for this visit",
    decline: |own| format!("Keep {own}"),
    link_refused: |why| format!("The link to this page names a DNS resolver. {why}"),
    try_resolver: "Try it",
    resolvers_to_try: "To try, in Europe: DNS4EU at https://unfiltered.joindns4.eu/dns-query, Mullvad at \
                       https://dns.mullvad.net/dns-query. One question tells whether a resolver lets this \
                       page ask it, and whether it validates DNSSEC. Whoever runs it sees the names that \
                       are asked for.",
    resolver_asked: "One question is on its way: the SPF record of example.org.",
    resolver_validates: "It answers this page, and says that DNSSEC validated the answer.",
    resolver_without_dnssec: "It answers this page, but does not say that DNSSEC validated the answer. With \
                              it, this page cannot tell whether DANE protects a domain.",
    resolver_unusable: "It was reached, but gave no answer that can be used: it refuses this question, or \
                        this is not the address of a DNS-over-HTTPS resolver.",
    resolver_unread: "Your browser got no answer from it. Either it cannot be reached, or it does not let \
                      web pages read its answers (CORS); a browser does not say which.",
    link_waits: "A link put this into the box. Nothing has been asked: press Check to have it checked.",
    offline_check: "You are offline, so DNS questions get no answer. What a message says of itself can \
                    still be read, and the examples work as always.",
    update: "There is a new version of this page.",
    update_now: "Reload for the new version",
    document_waiting: "One moment…",
    document_missing: "This text is not on your device yet, and it cannot be fetched now. Open it again \
                       when you are online.",
};
