//! What people read, in three languages: keys → texts, one TOML file a language.
//!
//! Codes, columns and identifiers stay English whatever the language; texts say what they mean. A key
//! is `section.name`. Registries have a section each, whose names are the registry's own: `code`,
//! `label` (a code in a few words), `detector`, `family`, `typology`, `action`, `role`, `kind`,
//! `bond` (a tie that no finding names), `figure` (names in the detail of a finding), `column` (of report.xlsx). A
//! text may hold places such as `{rows}`, which [`Texts::fill`] fills.
//!
//! The tests hold all languages to the same keys and places, every registry entry to a text, and every
//! text to a use in the source.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Languages that reports are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// 简体中文.
    Hans,
    /// 繁體中文.
    Hant,
}

impl Lang {
    /// All languages.
    pub const ALL: [Lang; 3] = [Lang::En, Lang::Hans, Lang::Hant];
    /// The tags of all languages.
    pub const TAGS: [&'static str; 3] = ["en", "zh-Hans", "zh-Hant"];

    /// The language's tag (BCP 47), as settings and `lang` attributes have it.
    pub fn tag(self) -> &'static str {
        Lang::TAGS[self as usize]
    }

    /// The language of a tag.
    pub fn of_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// Its texts, which are parsed once.
    pub fn texts(self) -> &'static Texts {
        static PARSED: [OnceLock<Texts>; 3] = [const { OnceLock::new() }; 3];
        PARSED[self as usize].get_or_init(|| {
            let sections = toml::from_str(self.source()).expect("a test parses every language");
            Texts { lang: self, sections }
        })
    }

    fn source(self) -> &'static str {
        match self {
            Lang::En => include_str!("en.toml"),
            Lang::Hans => include_str!("zh-Hans.toml"),
            Lang::Hant => include_str!("zh-Hant.toml"),
        }
    }
}

/// The texts of one language.
pub struct Texts {
    /// The language.
    pub lang: Lang,
    sections: BTreeMap<String, BTreeMap<String, String>>,
}

impl Texts {
    /// The text of a key, such as `"summary.rows"`; the key itself where there is none, so that a
    /// forgotten text is seen and stops nobody.
    pub fn get<'t>(&'t self, key: &'t str) -> &'t str {
        let (section, name) = key.split_once('.').unwrap_or(("", key));
        self.find(section, name).unwrap_or(key)
    }

    /// The text of a registry's entry, such as `("code", "rent_paid")`; the entry's name where there
    /// is none.
    pub fn of<'t>(&'t self, section: &str, name: &'t str) -> &'t str {
        self.find(section, name).unwrap_or(name)
    }

    /// The text of a key with its places filled: `{name}` becomes the value of that name. Values are
    /// not searched for places, so that an identifier of `{path}` stays one.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = self.get(key);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(before);
            match values.iter().find(|value| value.0 == name) {
                Some((_, value)) => out.push_str(value),
                None => out.push_str(&format!("{{{name}}}")),
            }
            rest = after;
        }
        out + rest
    }

    /// Several things one after the other, as the language separates them.
    pub fn list<S: AsRef<str>>(&self, things: &[S]) -> String {
        things.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(self.get("summary.comma"))
    }

    /// What is said of something, behind the colon of the language.
    pub fn said(&self, of: &str, text: &str) -> String {
        format!("{of}{}{text}", self.get("summary.colon"))
    }

    /// All names of a section with their texts.
    pub fn section(&self, section: &str) -> impl Iterator<Item = (&str, &str)> {
        self.sections.get(section).into_iter().flatten().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    fn find(&self, section: &str, name: &str) -> Option<&str> {
        self.sections.get(section)?.get(name).map(String::as_str)
    }
}

#[cfg(test)]
mod tests;
