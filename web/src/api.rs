//! The JavaScript API: the page's own wasm, under `window.wasmBindings`.
//!
//! Each function returns a Promise of the report as a plain object, and rejects with an `Error` whose message is one
//! clear sentence.
#![allow(unreachable_pub, reason = "wasm-bindgen exports these to JavaScript")]

use crate::platform::{self, TABLES};
use crate::run::{self, Answers, Door};
use js_sys::{Error, Uint8Array};
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use waxseal_core::dns::{Draft, Zone};
use waxseal_core::domain::Domain;
use waxseal_core::evidence::Given;
use waxseal_core::message::Origin;
use waxseal_core::time::Timestamp;
use waxseal_core::{DomainInput, MessageInput, SpfInput, check_domain, check_message, check_spf};

/// The options that all functions take.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Options {
    doh: Option<String>,
    zone: Option<Zone>,
    now: Option<String>,
    ip: Option<String>,
    mail_from: Option<String>,
    helo: Option<String>,
    trust: Option<String>,
    selectors: Vec<String>,
    draft: Vec<DraftOption>,
}

#[derive(Deserialize)]
struct DraftOption {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    value: String,
}

impl Options {
    fn read(options: JsValue) -> Result<Self, Error> {
        if options.is_undefined() || options.is_null() {
            return Ok(Self::default());
        }
        serde_wasm_bindgen::from_value(options)
            .map_err(|error| Error::new(&format!("The options cannot be read: {error}.")))
    }

    fn drafts(&self) -> Result<Vec<Draft>, Error> {
        let drafts = self.draft.iter().map(|draft| Draft::parse(&draft.name, &draft.kind, &draft.value));
        drafts.collect::<Result<_, _>>().map_err(|reason| Error::new(&reason))
    }

    /// The zone of the options, or else the resolver they name, under their drafts.
    fn door(&mut self) -> Result<Door, Error> {
        let drafts = self.drafts()?;
        let answers = match self.zone.take() {
            Some(zone) => Answers::Zone(zone),
            None => Answers::resolver(self.doh.as_deref().unwrap_or(run::DEFAULT_RESOLVER))
                .map_err(|reason| Error::new(&reason))?,
        };
        Ok(Door::new(answers, drafts, Rc::new(|_| ())))
    }

    fn now(&self) -> Result<Timestamp, Error> {
        match &self.now {
            None => Ok(platform::now()),
            Some(text) => Timestamp::parse_rfc3339(text)
                .ok_or_else(|| Error::new(&format!("\"{text}\" is not a time like 2026-01-01T00:00:00Z."))),
        }
    }

    fn given(&self) -> Result<Given, Error> {
        let ip = self
            .ip
            .as_ref()
            .map(|ip| ip.parse().map_err(|_| Error::new(&format!("\"{ip}\" is not an IP address."))));
        Ok(Given { ip: ip.transpose()?, mail_from: self.mail_from.clone(), helo: self.helo.clone() })
    }
}

fn to_js<T: Serialize>(report: &T) -> Result<JsValue, Error> {
    report
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .map_err(|error| Error::new(&format!("The report cannot be handed over: {error}.")))
}

/// Checks a message, given as text or as bytes.
#[wasm_bindgen(js_name = checkMessage)]
pub async fn js_check_message(message: JsValue, options: JsValue) -> Result<JsValue, Error> {
    let mut options = Options::read(options)?;
    let (bytes, origin) = match message.as_string() {
        Some(text) => (text.into_bytes(), Origin::Paste),
        None if message.is_instance_of::<Uint8Array>() => (Uint8Array::new(&message).to_vec(), Origin::File),
        None => return Err(Error::new("The message must be a string or a Uint8Array.")),
    };
    let (given, now, trust) = (options.given()?, options.now()?, options.trust.clone());
    let input = MessageInput { bytes: &bytes, origin, given, trust, now, tables: TABLES };
    to_js(&check_message(&options.door()?, &input).await)
}

/// Checks a domain.
#[wasm_bindgen(js_name = checkDomain)]
pub async fn js_check_domain(domain: String, options: JsValue) -> Result<JsValue, Error> {
    let mut options = Options::read(options)?;
    let domain = Domain::parse_international(domain.trim(), platform::to_ascii)
        .map_err(|reason| Error::new(&format!("\"{domain}\" cannot be checked: {reason}.")))?;
    let input = DomainInput { domain, selectors: options.selectors.clone(), now: options.now()? };
    to_js(&check_domain(&options.door()?, &input).await)
}

/// Who sends, for [`js_check_spf`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Client {
    ip: String,
    #[serde(default)]
    mail_from: Option<String>,
    #[serde(default)]
    helo: String,
    #[serde(default)]
    receiver: Option<String>,
}

/// Evaluates SPF for `{ ip, mailFrom, helo }`.
#[wasm_bindgen(js_name = checkSpf)]
pub async fn js_check_spf(client: JsValue, options: JsValue) -> Result<JsValue, Error> {
    let mut options = Options::read(options)?;
    let client: Client = serde_wasm_bindgen::from_value(client)
        .map_err(|error| Error::new(&format!("The client cannot be read: {error}.")))?;
    let ip =
        client.ip.parse().map_err(|_| Error::new(&format!("\"{}\" is not an IP address.", client.ip)))?;
    let now = options.now()?;
    let input =
        SpfInput { ip, mail_from: client.mail_from, helo: client.helo, receiver: client.receiver, now };
    to_js(&check_spf(&options.door()?, &input).await)
}
