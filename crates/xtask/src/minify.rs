//! Scripts and style sheets, made smaller to send. Trunk's own minifier gives the names of a script by chance, so that no two builds
//! would be the same.

mod script;

pub(crate) use script::script;
use std::collections::{BTreeMap, BTreeSet};

/// How every name begins by which a wasm imports a function of its script.
const IMPORT: &str = "__wbg_";
/// How many hexadecimal digits such a name ends with.
const DIGITS: usize = 16;

/// Numbers the names by which a wasm imports the functions of its script, in both. They end in a hash, which no compression makes
/// shorter; a number of the same length does as well, since the two files belong to each other alone.
pub(crate) fn import_names(script: &str, wasm: &[u8]) -> (String, Vec<u8>) {
    let (mut script, mut wasm) = (script.to_owned(), wasm.to_vec());
    let mut numbered = BTreeMap::new();
    for (number, name) in imports(&script).into_iter().enumerate() {
        let (start, _) = name.split_at(name.len() - DIGITS);
        let short = format!("{start}{number:0DIGITS$x}");
        script = script.replace(&name, &short);
        numbered.insert(name.into_bytes(), short.into_bytes());
    }
    rename(&mut wasm, &numbered);
    (script, wasm)
}

/// The style sheet without comments, and without the white space that parts nothing. No text in it may look like a comment.
pub(crate) fn styles(sheet: &str) -> String {
    let mut rest = sheet;
    let mut plain = String::new();
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain.lines().map(str::trim).filter(|line| !line.is_empty()).fold(String::new(), |text, line| {
        let parted = text.is_empty() || text.ends_with(['{', '}', ';', ',']);
        let line = line.strip_suffix(" {").map_or_else(|| line.to_owned(), |start| format!("{start}{{"));
        text + if parted { "" } else { " " } + &line.replacen(": ", ":", usize::from(line.ends_with(';')))
    })
}

fn imports(script: &str) -> BTreeSet<String> {
    let words = script.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let is_import = |word: &&str| {
        let digits = word.rsplit('_').next().unwrap_or_default();
        word.starts_with(IMPORT) && digits.len() == DIGITS && digits.chars().all(|c| c.is_ascii_hexdigit())
    };
    words.filter(is_import).map(str::to_owned).collect()
}

/// Gives every name its new one, which is as long.
fn rename(wasm: &mut [u8], numbered: &BTreeMap<Vec<u8>, Vec<u8>>) {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let mut at = 0;
    while let Some(rest) = wasm.get_mut(at..).filter(|rest| !rest.is_empty()) {
        if !rest.starts_with(IMPORT.as_bytes()) {
            at += 1;
            continue;
        }
        let end = rest.iter().position(|byte| !is_word(byte)).unwrap_or(rest.len());
        if let Some((short, name)) = rest.get_mut(..end).and_then(|name| Some((numbered.get(&*name)?, name)))
        {
            name.copy_from_slice(short);
        }
        at += end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_and_wasm_still_name_the_same() {
        let script =
            "const a = { __wbg_get_00ff00ff00ff00ff: f, __wbg_set_0123456789abcdef: g, __wbg_ptr: h };";
        let wasm = b"\0__wbg_set_0123456789abcdef\x01__wbg_get_00ff00ff00ff00ff\x02__wbg_ptr";
        let (small, changed) = import_names(script, wasm);
        assert_eq!(
            small,
            "const a = { __wbg_get_0000000000000000: f, __wbg_set_0000000000000001: g, __wbg_ptr: h };"
        );
        assert_eq!(changed, b"\0__wbg_set_0000000000000001\x01__wbg_get_0000000000000000\x02__wbg_ptr");
    }

    #[test]
    fn rules_stay_and_what_only_people_read_goes() {
        let sheet = "/* Two\n lines. */\n@layer a {\n  .b > .c:hover,\n  .d {\n    margin: calc(1px + 2px) 0;\n    /* Why. */\n    \
                     grid-template-areas:\n      \"x y\"\n      \"z z\";\n  }\n}\n";
        let small =
            "@layer a{.b > .c:hover,.d{margin:calc(1px + 2px) 0;grid-template-areas: \"x y\" \"z z\";}}";
        assert_eq!(styles(sheet), small);
    }
}
