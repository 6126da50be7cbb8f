//! One build of the page, tied together.
//!
//! A static host hands out files one by one, some of them out of a cache, and is changed file by file. Page and checker speak a language
//! of their own build, so a mixture must not run. Every file that another one starts is therefore told by its content: the checker's
//! files carry their hash in their names, the page's script and wasm are held to theirs by the browser, and one id, worked out from all
//! files, stands for the whole.

use crate::start::{self, Fetched};
use crate::{files, integrity, lzma, minify, offline, policy};
use std::collections::BTreeMap;
use std::path::Path;
use waxseal_prose::Lang;

/// The page.
const PAGE: &str = "index.html";
/// The script that loads the checker, as the sources call it.
const LOADER: &str = "waxseal-checker.js";
/// The pages besides, which run scripts of this site.
const EXAMPLES: [&str; 2] = ["example.html", "embed.html"];
/// What a host answers where there is no such page.
const MISSING: &str = "404.html";
/// What embeds the checks in another page.
const MODULE: &str = "waxseal.js";
/// How many digits a build is told by.
const ID: usize = 12;

/// Ties what trunk built, gives each page its policy, and writes the service worker.
///
/// # Errors
/// When a file is missing, or is not as trunk writes it.
pub(crate) fn tie(dist: &Path, public_url: &str) -> Result<(), String> {
    smaller_styles(dist)?;
    change(dist, PAGE, |page| start::styled(dist, page))?;
    let (loader, checkers) = checker(dist)?;
    change(dist, MODULE, |text| replace(text, LOADER, &loader))?;
    change(dist, PAGE, |page| started_whole(dist, page, &checkers))?;
    let id = id(dist)?;
    change(dist, PAGE, |page| policy::running(&named(page, &id, &loader)))?;
    for example in EXAMPLES {
        change(dist, example, policy::running)?;
    }
    change(dist, MISSING, |page| policy::still(&at_home(page, public_url)))?;
    offline::write(dist, &id)
}

/// Packs the wasm of the workers and names their files by their content, a script and a wasm a program, all named by the loader; the name
/// of that, and the wasm of the checker in each language.
fn checker(dist: &Path) -> Result<(String, BTreeMap<String, Fetched>), String> {
    let mut checkers = BTreeMap::new();
    for program in programs() {
        let (script, wasm) = worker(&program);
        smaller_worker(dist, &script, &wasm)?;
        let stem = script.trim_end_matches(".js");
        let small = rename(dist, stem, ".js", &script)?;
        let (packed, hash) = pack(dist, stem, &wasm)?;
        change(dist, LOADER, |loader| {
            let loader = replace(loader, &script, &small)?;
            replace(&loader, &format!("{wasm}\""), &format!("{packed}\", \"{hash}\""))
        })?;
        if let Some(lang) = program.strip_prefix(files::WORKER) {
            checkers.insert(lang.to_owned(), Fetched { address: format!("./{packed}"), hash });
        }
    }
    change(dist, LOADER, |loader| Ok(minify::script(&lzma::with_unpacker(loader)?)))?;
    Ok((rename(dist, "waxseal-checker", ".js", LOADER)?, checkers))
}

/// What workers run, most of it once a language, as trunk names it.
fn programs() -> impl Iterator<Item = String> {
    let in_each = |program: &'static str| Lang::ALL.map(|lang| format!("{program}{}", lang.tag()));
    [files::WORKER, files::SET_UP].into_iter().flat_map(in_each).chain([files::REPORTS.to_owned()])
}

/// The script and the wasm of a program.
fn worker(program: &str) -> (String, String) {
    (format!("{program}.js"), format!("{program}_bg.wasm"))
}

/// Makes every style sheet smaller.
fn smaller_styles(dist: &Path) -> Result<(), String> {
    for file in files::all(dist)?.into_iter().filter(|file| file.name.ends_with(".css")) {
        change(dist, &file.name, |sheet| Ok(minify::styles(sheet)))?;
    }
    Ok(())
}

/// Makes the checker's script and wasm smaller.
fn smaller_worker(dist: &Path, script: &str, wasm: &str) -> Result<(), String> {
    let (small, changed) = minify::import_names(&minify::script(&text(dist, script)?), &read(dist, wasm)?);
    save(dist, script, small.as_bytes())?;
    save(dist, wasm, &changed)
}

/// Makes the page's own script and wasm smaller, names them by what they are then, and has them held to it. The wasm is fetched
/// by the script within the page, which is there before trunk's start.
fn started_whole(dist: &Path, page: &str, checkers: &BTreeMap<String, Fetched>) -> Result<String, String> {
    let script = between(page, "from '", "'")?.to_owned();
    let wasm = between(page, "module_or_path: '", "'")?.to_owned();
    let (script_file, wasm_file) = (file_name(&script), file_name(&wasm));
    let (old_script, old_wasm) = (text(dist, script_file)?, read(dist, wasm_file)?);
    let (small, changed) = minify::import_names(&minify::script(&old_script), &old_wasm);
    save(dist, script_file, small.as_bytes())?;
    save(dist, wasm_file, &changed)?;
    let new_script = rename(dist, "waxseal-web", ".js", script_file)?;
    let (new_wasm, wasm_hash) = pack(dist, "waxseal-web", wasm_file)?;
    let script_hash = integrity::of(small.as_bytes());
    let page = replace(&replace(page, script_file, &new_script)?, wasm_file, &new_wasm)?;
    let (script, wasm) = (script.replace(script_file, &new_script), wasm.replace(wasm_file, &new_wasm));
    let map = format!("<script type=importmap>{{\"integrity\":{{\"{script}\":\"{script_hash}\"}}}}</script>");
    let page = replace(&page, &format!("'{wasm}'"), "early.page")?;
    let page = start::filled(&page, &Fetched { address: wasm, hash: wasm_hash }, checkers)?;
    replace(&page, "<meta charset", &format!("{map}<meta charset"))
}

fn file_name(url: &str) -> &str {
    url.rsplit('/').next().unwrap_or(url)
}

/// The page, saying which build it is and what starts its checker.
fn named(page: &str, id: &str, loader: &str) -> String {
    let meta = format!("<meta name=waxseal-build content={id} data-checker=./{loader}>");
    page.replacen("<script type=importmap>", &format!("{meta}<script type=importmap>"), 1)
}

/// A page that may be served at any address below the site: where the site's own address is known, its links go there.
fn at_home(page: &str, public_url: &str) -> String {
    let known = public_url.starts_with('/') || public_url.starts_with("https://");
    if known { page.replace("href=\"./\"", &format!("href=\"{public_url}\"")) } else { page.to_owned() }
}

/// What stands for this build: the hash of every name and every content.
fn id(dist: &Path) -> Result<String, String> {
    let mut all = Vec::new();
    for file in files::all(dist)? {
        all.extend(format!("{}\0{}\0", file.name, integrity::short(&file.bytes)).into_bytes());
    }
    Ok(integrity::name(&all).chars().take(ID).collect())
}

/// Puts the hash of a file between the two parts of its name; the new name.
fn rename(dist: &Path, start: &str, end: &str, old: &str) -> Result<String, String> {
    let name = format!("{start}-{}{end}", integrity::name(&read(dist, old)?));
    std::fs::rename(dist.join(old), dist.join(&name)).map_err(|e| format!("{old}: {e}"))?;
    Ok(name)
}

/// Packs a program and names it by what it is then; its name, and what it is held to: as it comes, and as the service worker keeps it.
fn pack(dist: &Path, start: &str, old: &str) -> Result<(String, String), String> {
    let program = read(dist, old)?;
    let packed = lzma::pack(&program).map_err(|e| format!("{old}: {e}"))?;
    let name = format!("{start}-{}{}", integrity::name(&packed), lzma::ENDING);
    save(dist, &name, &packed)?;
    std::fs::remove_file(dist.join(old)).map_err(|e| format!("{old}: {e}"))?;
    Ok((name, format!("{} {}", integrity::of(&packed), integrity::of(&program))))
}

fn read(dist: &Path, name: &str) -> Result<Vec<u8>, String> {
    std::fs::read(dist.join(name)).map_err(|e| format!("{name}: {e}"))
}

fn text(dist: &Path, name: &str) -> Result<String, String> {
    String::from_utf8(read(dist, name)?).map_err(|e| format!("{name}: {e}"))
}

fn save(dist: &Path, name: &str, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(dist.join(name), bytes).map_err(|e| format!("{name}: {e}"))
}

fn change(dist: &Path, name: &str, to: impl FnOnce(&str) -> Result<String, String>) -> Result<(), String> {
    let changed = to(&text(dist, name)?).map_err(|e| format!("{name}: {e}"))?;
    save(dist, name, changed.as_bytes())
}

/// Replaces what must be there.
fn replace(text: &str, old: &str, new: &str) -> Result<String, String> {
    if text.contains(old) { Ok(text.replace(old, new)) } else { Err(format!("it does not say {old}")) }
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> Result<&'t str, String> {
    let rest = text.split_once(before).map(|(_, rest)| rest).ok_or(format!("it does not say {before}"))?;
    rest.split_once(after).map(|(found, _)| found).ok_or(format!("{before} does not end"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page_by_trunk(base: &str) -> String {
        format!(
            "<!doctype html><meta charset=utf-8><script>const PAGE = null;\nconst CHECKERS = {{}};\n\
             // Here stands unpack.mjs.\n</script>\
             <link rel=stylesheet href={base}base-1.css><script type=module>\
             import init, * as bindings from '{base}waxseal-web-1.js';\n\
             const wasm = await init({{ module_or_path: '{base}waxseal-web-1_bg.wasm' }});</script>\
             <link href={base}waxseal-web-1.js rel=modulepreload>"
        )
    }

    fn site(name: &str, base: &str, worker: &str) -> std::path::PathBuf {
        let dist = std::env::temp_dir().join(format!("waxseal-build-id-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dist);
        std::fs::create_dir_all(&dist).unwrap();
        let named = programs().map(|program| {
            let (script, wasm) = super::worker(&program);
            format!("\"{program}\": [\"./{script}\", \"./{wasm}\"],")
        });
        let loader = named.chain(["\n// Here stands unpack.mjs.\n".to_owned()]).collect::<String>();
        for (name, text) in [
            (PAGE, page_by_trunk(base).as_str()),
            (EXAMPLES[0], "<meta charset=utf-8><script type=module src=example.js></script>"),
            (EXAMPLES[1], "<meta charset=utf-8><script type=module src=embed.js></script>"),
            (MISSING, "<meta charset=utf-8><a href=\"./\">home</a>"),
            (MODULE, "new Worker(\"./waxseal-checker.js\")"),
            (LOADER, loader.as_str()),
            ("base-1.css", "p {}"),
            ("waxseal-web-1.js", "// a\na"),
            ("waxseal-web-1_bg.wasm", "b"),
            ("waxseal-worker-en.js", "c"),
            ("waxseal-worker-en_bg.wasm", worker),
            ("waxseal-worker-nl.js", "c"),
            ("waxseal-worker-nl_bg.wasm", "n"),
            ("waxseal-set-up-en.js", "c"),
            ("waxseal-set-up-en_bg.wasm", "s"),
            ("waxseal-set-up-nl.js", "c"),
            ("waxseal-set-up-nl_bg.wasm", "t"),
            ("waxseal-reports.js", "c"),
            ("waxseal-reports_bg.wasm", "r"),
            ("about.en.json", "{}"),
            ("public_suffix_list.dat", "com"),
        ] {
            std::fs::write(dist.join(name), text).unwrap();
        }
        dist
    }

    fn text(dist: &Path, name: &str) -> String {
        super::text(dist, name).unwrap()
    }

    fn loader(dist: &Path) -> String {
        let names = std::fs::read_dir(dist).unwrap().map(|entry| entry.unwrap().file_name());
        names
            .map(|name| name.into_string().unwrap())
            .find(|name| name.starts_with("waxseal-checker"))
            .unwrap()
    }

    #[test]
    fn each_file_names_the_next_by_its_content() {
        let dist = site("names", "/sub/", "d");
        tie(&dist, "/sub/").unwrap();
        let (page, loader) = (text(&dist, PAGE), loader(&dist));
        assert!(page.contains(&format!("data-checker=./{loader}>")), "{page}");
        let packed = lzma::pack(b"b").unwrap();
        let wasm = format!("waxseal-web-{}.wasm.lzma", integrity::name(&packed));
        for (file, bytes) in [("waxseal-web-87428fc522803d31.js", b"a\n".as_slice()), (&wasm, &packed)] {
            assert_eq!(read(&dist, file).unwrap(), bytes);
            assert!(page.contains(&integrity::of(bytes)), "{page}");
        }
        assert!(page.contains(&format!("PAGE = [\"/sub/{wasm}\", ")), "{page}");
        assert!(files::all(&dist).unwrap().iter().all(|file| !file.name.ends_with(".wasm")));
        assert!(!page.contains("waxseal-web-1"), "{page}");
        // The map names the script as the page imports it.
        assert!(page.contains("{\"integrity\":{\"/sub/waxseal-web-87428fc522803d31.js\":"), "{page}");
        assert!(page.contains("from '/sub/waxseal-web-87428fc522803d31.js'"), "{page}");
        for wasm in [b"d", b"n", b"s", b"t", b"r"] {
            let hash = format!("{} {}", integrity::of(&lzma::pack(wasm).unwrap()), integrity::of(wasm));
            assert!(text(&dist, &loader).contains(&format!(".wasm.lzma\", \"{hash}\"]")));
        }
        assert!(text(&dist, MODULE).contains(&loader));
        assert!(text(&dist, MISSING).contains("href=\"/sub/\""));
        let worker = text(&dist, files::SERVICE_WORKER);
        assert!(worker.contains(&format!("\"./\":\"{}\"", integrity::short(page.as_bytes()))), "{worker}");
        std::fs::remove_dir_all(&dist).unwrap();
    }

    #[test]
    fn another_checker_is_another_build() {
        let (one, other) = (site("one", "./", "d"), site("other", "./", "e"));
        tie(&one, "./").unwrap();
        tie(&other, "./").unwrap();
        assert_ne!(loader(&one), loader(&other));
        let build =
            |dist: &Path| between(&text(dist, PAGE), "waxseal-build content=", " ").unwrap().to_owned();
        assert_ne!(build(&one), build(&other));
        for dist in [one, other] {
            std::fs::remove_dir_all(&dist).unwrap();
        }
    }
}
