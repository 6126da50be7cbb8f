//! The public suffixes: fetched when the first message is checked, from where the page came from, and kept.

use crate::platform::TABLES;
use gloo_net::http::Request;
use std::cell::RefCell;
use std::rc::Rc;
use waxseal_core::dmarc::SuffixList;

/// Where the list stands, beside the page.
const FILE: &str = "./public_suffix_list.dat";

thread_local! {
    static LIST: RefCell<Option<Rc<SuffixList>>> = const { RefCell::new(None) };
}

/// The list, where it was fetched already.
pub(crate) fn known() -> Option<Rc<SuffixList>> {
    LIST.with_borrow(Clone::clone)
}

/// The list; `None` where it cannot be fetched, as without a network.
pub(crate) async fn fetched() -> Option<Rc<SuffixList>> {
    if let Some(list) = known() {
        return Some(list);
    }
    let response = Request::get(FILE).send().await.ok().filter(gloo_net::http::Response::ok)?;
    let text = response.text().await.ok()?;
    let list = Rc::new(SuffixList::parse(&text, TABLES.to_ascii));
    LIST.set(Some(list.clone()));
    Some(list)
}
