//! The words of the set-up page, a struct that every language fills.

use waxseal_core::providers::Kind;
use waxseal_core::setup::Purpose;

/// Every word and sentence of the set-up that is not about a finding.
#[derive(Debug)]
#[deny(clippy::missing_docs_in_private_items)]
pub(crate) struct SetupWords {
    /// First line of the set-up page.
    pub(crate) question: &'static str,
    /// Under that line.
    pub(crate) lead: &'static str,
    /// Label of the domain's box.
    pub(crate) domain: &'static str,
    /// Heading of the choice of sending services.
    pub(crate) sends: &'static str,
    /// Under that heading.
    pub(crate) sends_note: &'static str,
    /// Label of the box that searches the catalogue.
    pub(crate) find: &'static str,
    /// Heading above the services of a kind.
    pub(crate) kind: fn(Kind) -> &'static str,
    /// Label of the box for addresses of own servers.
    pub(crate) own: &'static str,
    /// Under that box.
    pub(crate) own_note: &'static str,
    /// Label of the box for services outside the catalogue.
    pub(crate) others: &'static str,
    /// Under that box.
    pub(crate) others_note: &'static str,
    /// Label of the tick box for a domain without mail.
    pub(crate) nothing: &'static str,
    /// Label of the box for the Microsoft 365 tenant.
    pub(crate) tenant: &'static str,
    /// Under that box.
    pub(crate) tenant_note: &'static str,
    /// Label of the menu of a provider's regions.
    pub(crate) region: fn(&str) -> String,
    /// Heading of the choice of where mail arrives.
    pub(crate) receives: &'static str,
    /// Label of the menu of that choice.
    pub(crate) place: &'static str,
    /// Option of that menu: as published.
    pub(crate) unchanged: &'static str,
    /// Option of that menu: own servers.
    pub(crate) hosts: &'static str,
    /// Option of that menu: no mail.
    pub(crate) nowhere: &'static str,
    /// Label of the box for own servers' names.
    pub(crate) host_names: &'static str,
    /// Under that box.
    pub(crate) host_names_note: &'static str,
    /// Heading of the choice of the report address.
    pub(crate) reports: &'static str,
    /// Label of its box.
    pub(crate) reports_address: &'static str,
    /// Under that box.
    pub(crate) reports_note: &'static str,
    /// On the button that makes the records.
    pub(crate) make: &'static str,
    /// Heading above what cannot be used of what was typed.
    pub(crate) refused: &'static str,
    /// While DNS is being asked: how many queries, how many answers.
    pub(crate) asking: fn(u32, u32) -> String,
    /// Heading of the records of a plan.
    pub(crate) records: &'static str,
    /// Heading above the records of a purpose.
    pub(crate) purpose: fn(Purpose) -> &'static str,
    /// Label beside the name as a DNS panel wants it.
    pub(crate) panel_name: &'static str,
    /// In place of that name, where the panel takes nothing for the domain itself.
    pub(crate) panel_nothing: &'static str,
    /// Label beside the whole name.
    pub(crate) full_name: &'static str,
    /// Label beside the type.
    pub(crate) kind_label: &'static str,
    /// Label beside the value.
    pub(crate) value: &'static str,
    /// In place of a name that only an account shows.
    pub(crate) unnamed: &'static str,
    /// On a record for an own server.
    pub(crate) own_server: &'static str,
    /// Label beside a value that is known in part.
    pub(crate) so_far: &'static str,
    /// Text of the link to the documentation of a provider.
    pub(crate) its_page: fn(&str) -> String,
    /// On the button that asks DNS what is published.
    pub(crate) check_live: &'static str,
    /// On the button that copies all records.
    pub(crate) copy_all: &'static str,
    /// Heading of the steps, which have an order.
    pub(crate) order: &'static str,
    /// On a step that is done.
    pub(crate) done: &'static str,
    /// Heading of what is not in the records, with reasons.
    pub(crate) left_out: &'static str,
}
