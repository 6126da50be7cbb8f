//! Several DMARC records as one.

use super::{Intent, value};
use crate::dmarc::Policy;

impl Intent {
    /// One record of several: of everything what asks for the least, so that no mail is lost by tidying up, and the reports of all.
    #[must_use]
    pub fn merged(records: &[Self]) -> Option<Self> {
        let first = match records {
            [one] => return Some(one.clone()),
            several => several.iter().min_by_key(|record| record.policy())?,
        };
        let mut all = Self { written: String::new(), ..first.clone() };
        let p = records.iter().map(Self::policy).min()?;
        let below = |record: &Self| record.policy_of("sp").unwrap_or(record.policy());
        let missing = |record: &Self| record.policy_of("np").unwrap_or(below(record));
        let (sp, np) = (records.iter().map(below).min()?, records.iter().map(missing).min()?);
        all.set("p", p.as_str());
        all = all
            .with("sp", if sp == p { "" } else { sp.as_str() })
            .with("np", if np == sp { "" } else { np.as_str() });
        for mode in ["adkim", "aspf"] {
            let is_strict = records.iter().all(|record| record.get(mode) == Some("s"));
            all = all.with(mode, if is_strict { "s" } else { "" });
        }
        let share = records.iter().filter_map(|record| record.get("pct")?.parse::<u8>().ok()).min();
        all = all.with("pct", &share.map(|share| share.to_string()).unwrap_or_default());
        if records.iter().any(|record| record.get("t") == Some("y")) {
            all.set("t", "y");
        }
        for record in records {
            if !all.written.is_empty() {
                all.written.push('\n');
            }
            all.written.push_str(&record.written);
            for (name, value) in &record.tags {
                match name.as_str() {
                    "rua" | "ruf" => all.take_addresses(name, value),
                    "p" | "sp" | "np" | "adkim" | "aspf" | "pct" | "t" => {}
                    name if all.get(name).is_none() => all.set(name, value),
                    _ => {}
                }
            }
        }
        all.unclear = records.iter().flat_map(|record| record.unclear.iter().cloned()).collect();
        Some(all)
    }

    fn policy_of(&self, name: &str) -> Option<Policy> {
        self.get(name).and_then(value::policy)
    }
}
