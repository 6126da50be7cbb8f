//! The parts of a view, one a file: data in, elements out.

pub(crate) mod address_test;
pub(crate) mod addresses;
pub(crate) mod advice;
pub(crate) mod arc;
pub(crate) mod assume;
pub(crate) mod chip;
pub(crate) mod compare;
pub(crate) mod dkim;
pub(crate) mod dmarc;
pub(crate) mod dns_log;
pub(crate) mod keys;
pub(crate) mod mx;
pub(crate) mod path;
pub(crate) mod picture;
pub(crate) mod record;
pub(crate) mod remarks;
pub(crate) mod requirements;
pub(crate) mod said;
pub(crate) mod seal;
pub(crate) mod spf;
pub(crate) mod trust;
pub(crate) mod what_if;
