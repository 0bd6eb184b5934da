//! How a setting is read, checked and shown.

use toml::de::DeValue;

use super::Settings;
use crate::state::Delivery;
use crate::texts::Lang;
use crate::time::Zone;

/// How a setting is read, checked and shown.
#[allow(missing_docs, reason = "default, bounds and accessors say what they are")]
pub enum Field {
    /// A whole number between two bounds.
    Int { default: i64, min: i64, max: i64, get: fn(&Settings) -> i64, set: fn(&mut Settings, i64) },
    /// A number between two bounds.
    Real { default: f64, min: f64, max: f64, get: fn(&Settings) -> f64, set: fn(&mut Settings, f64) },
    /// Whether or not.
    Switch { default: bool, get: fn(&Settings) -> bool, set: fn(&mut Settings, bool) },
    /// The name of a time zone.
    Zone { default: &'static str, get: fn(&Settings) -> &str, set: fn(&mut Settings, String) },
    /// How an export comes.
    Delivery { get: fn(&Settings) -> Delivery, set: fn(&mut Settings, Delivery) },
    /// A language.
    Lang { default: Lang, get: fn(&Settings) -> Lang, set: fn(&mut Settings, Lang) },
}

/// One setting.
pub struct Key {
    /// Dotted path in the TOML file.
    pub name: &'static str,
    /// Unit of the value.
    pub unit: &'static str,
    /// What it does and where its default comes from.
    pub doc: &'static str,
    /// How it is read.
    pub field: Field,
}

impl Field {
    /// Puts the default in place.
    pub fn reset(&self, settings: &mut Settings) {
        match self {
            Field::Int { default, set, .. } => set(settings, *default),
            Field::Real { default, set, .. } => set(settings, *default),
            Field::Switch { default, set, .. } => set(settings, *default),
            Field::Zone { default, set, .. } => set(settings, (*default).to_string()),
            Field::Delivery { set, .. } => set(settings, Delivery::default()),
            Field::Lang { default, set, .. } => set(settings, *default),
        }
    }

    /// Reads a value of the file; the error says what was expected.
    pub fn set(&self, settings: &mut Settings, value: &DeValue<'_>) -> Result<(), String> {
        match self {
            Field::Int { min, max, set, .. } => {
                let parsed = value.as_integer().and_then(|i| i.as_str().parse::<i64>().ok());
                match parsed {
                    Some(n) if (*min..=*max).contains(&n) => set(settings, n),
                    _ => return Err(format!("expected a whole number from {min} to {max}")),
                }
            }
            Field::Real { min, max, set, .. } => {
                let float = value.as_float().and_then(|f| f.as_str().parse::<f64>().ok());
                let whole = value.as_integer().and_then(|i| i.as_str().parse::<f64>().ok());
                match float.or(whole) {
                    Some(x) if x >= *min && x <= *max => set(settings, x),
                    _ => return Err(format!("expected a number from {min} to {max}")),
                }
            }
            Field::Switch { set, .. } => match value.as_bool() {
                Some(on) => set(settings, on),
                None => return Err("expected true or false".into()),
            },
            Field::Zone { set, .. } => match value.as_str() {
                Some(name) if Zone::named(name).is_some() => set(settings, name.to_string()),
                _ => return Err("expected an IANA time zone such as \"Asia/Shanghai\"".into()),
            },
            Field::Delivery { set, .. } => match value.as_str().and_then(Delivery::named) {
                Some(delivery) => set(settings, delivery),
                None => return Err(format!("expected one of {}", Delivery::NAMES.join(", "))),
            },
            Field::Lang { set, .. } => match value.as_str().and_then(Lang::of_tag) {
                Some(lang) => set(settings, lang),
                None => return Err(format!("expected one of {}", Lang::TAGS.join(", "))),
            },
        }
        Ok(())
    }

    /// The value as TOML.
    pub fn show(&self, settings: &Settings) -> String {
        match self {
            Field::Int { get, .. } => get(settings).to_string(),
            Field::Real { get, .. } => format!("{:?}", get(settings)),
            Field::Switch { get, .. } => get(settings).to_string(),
            Field::Zone { get, .. } => format!("{:?}", get(settings)),
            Field::Delivery { get, .. } => format!("{:?}", get(settings).name()),
            Field::Lang { get, .. } => format!("{:?}", get(settings).tag()),
        }
    }

    /// The value as JSON.
    pub fn json(&self, settings: &Settings) -> serde_json::Value {
        match self {
            Field::Int { get, .. } => get(settings).into(),
            Field::Real { get, .. } => get(settings).into(),
            Field::Switch { get, .. } => get(settings).into(),
            Field::Zone { get, .. } => get(settings).into(),
            Field::Delivery { get, .. } => get(settings).name().into(),
            Field::Lang { get, .. } => get(settings).tag().into(),
        }
    }
}
