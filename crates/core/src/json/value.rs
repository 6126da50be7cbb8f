//! A value of JSON.

use std::collections::BTreeMap;

/// How deep lists and objects may stand in one another.
pub const MAX_DEPTH: usize = 128;

/// A value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Json {
    /// `null`, and what is not there.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Whole {
        /// Whether it stands behind a minus.
        negative: bool,
        /// The rest of it.
        magnitude: u64,
    },
    /// Any other number. Nothing here is one, so its value is not kept.
    Fraction,
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// An object.
    Object(BTreeMap<String, Self>),
}

/// Why a field of an object that a person wrote cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// It is not a text.
    NotText {
        /// Its key.
        key: String,
    },
    /// It is neither true nor false.
    NotBoolean {
        /// Its key.
        key: String,
    },
    /// It is not a list of texts.
    NotTexts {
        /// Its key.
        key: String,
    },
    /// It is not there, and may not be left out.
    Missing {
        /// Its key.
        key: String,
    },
    /// There is no such key.
    Unknown {
        /// The key.
        key: String,
    },
    /// What should hold it is not an object.
    NotAnObject,
}

impl Json {
    /// What stands at a key, and `null` where nothing does.
    #[must_use]
    pub fn get(&self, key: &str) -> &Self {
        self.as_object().and_then(|object| object.get(key)).unwrap_or(&Self::Null)
    }

    /// What stands at a place of a list, counted from 0, and `null` where nothing does.
    #[must_use]
    pub fn at(&self, place: usize) -> &Self {
        self.as_list().and_then(|list| list.get(place)).unwrap_or(&Self::Null)
    }

    /// Whether it is `null`, or not there.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The text, where it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The truth value, where it is one.
    #[must_use]
    pub const fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self { Some(*value) } else { None }
    }

    /// The number, where it is a whole one that is not negative.
    #[must_use]
    pub const fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Whole { negative: false, magnitude } => Some(*magnitude),
            _ => None,
        }
    }

    /// The number, where it is a whole one.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match *self {
            Self::Whole { negative: false, magnitude } => magnitude.try_into().ok(),
            Self::Whole { negative: true, magnitude } => 0_i64.checked_sub_unsigned(magnitude),
            _ => None,
        }
    }

    /// The list, where it is one.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    /// The object, where it is one.
    #[must_use]
    pub const fn as_object(&self) -> Option<&BTreeMap<String, Self>> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }

    /// Holds an object that a person wrote to the keys that are read of it, so that nothing is passed over in silence.
    ///
    /// # Errors
    /// The first other key.
    pub fn only(&self, keys: &[&str]) -> Result<(), FieldError> {
        let unknown = self.as_object().into_iter().flatten().find(|(key, _)| !keys.contains(&key.as_str()));
        unknown.map_or(Ok(()), |(key, _)| Err(FieldError::Unknown { key: key.clone() }))
    }

    /// The text at a key of an object that a person wrote; `None` where nothing stands there.
    ///
    /// # Errors
    /// That it is no text.
    pub fn text(&self, key: &str) -> Result<Option<String>, FieldError> {
        match self.get(key) {
            Self::Null => Ok(None),
            Self::Text(text) => Ok(Some(text.clone())),
            _ => Err(FieldError::NotText { key: key.to_owned() }),
        }
    }

    /// Whether `true` stands at a key of an object that a person wrote.
    ///
    /// # Errors
    /// That it is neither true nor false.
    pub fn flag(&self, key: &str) -> Result<bool, FieldError> {
        match self.get(key) {
            Self::Null => Ok(false),
            value => value.as_bool().ok_or_else(|| FieldError::NotBoolean { key: key.to_owned() }),
        }
    }

    /// The texts in the list at a key; none where nothing stands there.
    ///
    /// # Errors
    /// That it is no list of texts.
    pub fn texts(&self, key: &str) -> Result<Vec<String>, FieldError> {
        let wrong = || FieldError::NotTexts { key: key.to_owned() };
        let value = self.get(key);
        if value.is_null() {
            return Ok(Vec::new());
        }
        let mut texts = Vec::new();
        for item in value.as_list().ok_or_else(wrong)? {
            texts.push(item.as_str().ok_or_else(wrong)?.to_owned());
        }
        Ok(texts)
    }
}
