//! Requests out of the JSON that a browser makes of them.

use super::{Act, Function, Request};
use waxseal_core::json::Json;

impl Request {
    /// Reads one; `None` for anything else.
    #[must_use]
    pub fn read(value: &Json) -> Option<Self> {
        match value.as_str() {
            Some("HandOver") => return Some(Self::HandOver),
            Some("TakeOver") => return Some(Self::TakeOver),
            _ => {}
        }
        let (name, parts) = value.as_object()?.iter().next()?;
        let text = |key: &str| parts.get(key).as_str().map(str::to_owned);
        let number = || parts.get("number").as_u64()?.try_into().ok();
        Some(match name.as_str() {
            "Check" => Self::Check {
                number: number()?,
                resolver: text("resolver"),
                lang: text("lang")?,
                file: parts.get("file").as_bool()?,
                selectors: parts.texts("selectors").ok()?,
            },
            "Open" => Self::Open {
                number: number()?,
                resolver: text("resolver"),
                lang: text("lang")?,
                fragment: text("fragment")?,
                by_itself: parts.get("by_itself").as_bool()?,
                selectors: parts.texts("selectors").ok()?,
            },
            "Act" => Self::Act { act: Act::read(parts.get("act"))?, fields: fields(parts.get("fields"))? },
            "SetUp" => Self::SetUp {
                resolver: text("resolver")?,
                lang: text("lang")?,
                fields: fields(parts.get("fields"))?,
                act: Act::read(parts.get("act")),
            },
            "ReadReports" => {
                Self::ReadReports { number: number()?, resolver: text("resolver"), lang: text("lang")? }
            }
            "Reports" => Self::Reports {
                lang: text("lang")?,
                act: Act::read(parts.get("act")),
                fields: fields(parts.get("fields"))?,
            },
            "Call" => Self::Call { number: number()?, function: Function::read(parts.get("function"))? },
            _ => return None,
        })
    }
}

/// The fields of a form: pairs of a name and a value.
fn fields(value: &Json) -> Option<Vec<(String, String)>> {
    let pair = |pair: &Json| Some((pair.at(0).as_str()?.to_owned(), pair.at(1).as_str()?.to_owned()));
    value.as_list()?.iter().map(pair).collect()
}

impl Act {
    /// By the name of its variant, which is its word but for the first letter.
    fn read(value: &Json) -> Option<Self> {
        let name = value.as_str()?;
        Self::ALL.into_iter().find(|act| act.as_str().eq_ignore_ascii_case(name))
    }
}

impl Function {
    fn read(value: &Json) -> Option<Self> {
        Some(match value.as_str()? {
            "CheckMessage" => Self::CheckMessage,
            "CheckDomain" => Self::CheckDomain,
            "CheckSpf" => Self::CheckSpf,
            "CheckRecord" => Self::CheckRecord,
            "SetUp" => Self::SetUp,
            "ReadReports" => Self::ReadReports,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use waxseal_core::json::text;

    fn read_again(request: &Request) -> Option<Request> {
        Request::read(&Json::parse(&text(request).unwrap()).unwrap())
    }

    #[test]
    fn every_request_is_read_as_it_was_written() {
        let (lang, fragment) = ("nl".to_owned(), "report=\"x".to_owned());
        let (selectors, resolver) = (vec!["s1".to_owned()], "https://dns.example/".to_owned());
        let fields = vec![("name".to_owned(), "a\nb".to_owned())];
        let mut requests = vec![
            Request::Check {
                number: 1,
                resolver: None,
                lang: lang.clone(),
                file: true,
                selectors: selectors.clone(),
            },
            Request::Open {
                number: 2,
                resolver: Some(resolver.clone()),
                lang: lang.clone(),
                fragment,
                by_itself: true,
                selectors,
            },
            Request::HandOver,
            Request::TakeOver,
        ];
        for act in Act::ALL {
            requests.push(Request::Act { act, fields: fields.clone() });
        }
        for act in [None, Some(Act::SetUp)] {
            let (resolver, lang, fields) = (resolver.clone(), lang.clone(), fields.clone());
            requests.push(Request::SetUp { resolver, lang, fields, act });
        }
        for resolver in [None, Some(resolver)] {
            requests.push(Request::ReadReports { number: 4, resolver, lang: lang.clone() });
        }
        for act in [None, Some(Act::Stop)] {
            requests.push(Request::Reports { lang: lang.clone(), act, fields: fields.clone() });
        }
        use Function as F;
        for function in
            [F::CheckMessage, F::CheckDomain, F::CheckSpf, F::CheckRecord, F::SetUp, F::ReadReports]
        {
            requests.push(Request::Call { number: 3, function });
        }
        for request in &requests {
            assert_eq!(read_again(request).as_ref(), Some(request));
        }
    }

    #[test]
    fn anything_else_is_no_request() {
        for text in ["null", "[]", "{}", "\"Speak\"", r#"{"Call": {"number": 1, "function": "x"}}"#] {
            assert_eq!(Request::read(&Json::parse(text).unwrap()), None, "{text}");
        }
    }
}
