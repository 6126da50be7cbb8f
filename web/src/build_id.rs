//! Which build of the page this is, as `cargo xtask dist` wrote it into the page.

use crate::platform;
use web_sys::Element;

/// The address of the script that starts a checker, where the page names none: it was built for trying things out.
const UNNAMED_CHECKER: &str = "./waxseal-checker.js";

/// What tells this build from any other; `None` where it was built for trying things out.
pub(crate) fn id() -> Option<String> {
    meta()?.get_attribute("content")
}

/// The address of the script that starts the checker of this very build.
pub(crate) fn checker() -> String {
    let named = meta().and_then(|meta| meta.get_attribute("data-checker"));
    named.unwrap_or_else(|| UNNAMED_CHECKER.to_owned())
}

fn meta() -> Option<Element> {
    platform::find("meta[name=waxseal-build]")
}
