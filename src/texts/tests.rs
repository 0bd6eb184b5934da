//! Missing, unused and ill-formed texts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;
use crate::detect::DETECTORS;
use crate::evidence::{FAMILIES, TYPOLOGIES};
use crate::schema::{ACCOUNT_KINDS, CHANGE_FIELDS};

/// Sections named after registries: their names are found by value, not by a key in the source.
const REGISTRIES: [&str; 19] = [
    "typology",
    "typology_about",
    "action",
    "role",
    "kind",
    "bond",
    "account_kind",
    "family",
    "family_about",
    "rule",
    "change",
    "since",
    "detector",
    "label",
    "code",
    "figure",
    "column",
    "field",
    "verdict",
];

fn keys(lang: Lang) -> BTreeSet<String> {
    let sections = lang.texts().sections.iter();
    sections.flat_map(|(section, texts)| texts.keys().map(move |name| format!("{section}.{name}"))).collect()
}

/// Names of the places of a text, each as often as it stands there.
fn places(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        text.split('{').skip(1).map(|part| part.split_once('}').expect("a closed place").0).collect();
    names.sort_unstable();
    names
}

/// The program's source and templates, but for the texts themselves.
fn source() -> String {
    fn read(folder: &Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            let of = |ending| path.extension().is_some_and(|e| e == ending);
            if path.is_dir() {
                read(&path, all);
            } else if ["rs", "html", "js"].into_iter().any(of) && !path.ends_with("texts/tests.rs") {
                all.push_str(&std::fs::read_to_string(&path).expect("text"));
            }
        }
    }
    let mut all = String::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    all
}

/// Fault: a text added to one language and forgotten in another, or one that lost a place on the way.
#[test]
fn languages_have_the_same_keys_and_places() {
    for lang in Lang::ALL {
        assert_eq!(keys(lang), keys(Lang::En), "{}", lang.tag());
        assert_eq!(Lang::of_tag(lang.tag()), Some(lang));
        for key in keys(lang) {
            let (text, english) = (lang.texts().get(&key), Lang::En.texts().get(&key));
            assert!(!text.trim().is_empty(), "{} {key} is empty", lang.tag());
            assert_eq!(places(text), places(english), "{} {key}", lang.tag());
        }
    }
}

/// Fault: Chinese texts that are English still, or of the other script.
#[test]
fn texts_are_in_their_language() {
    let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    // Each character is written in one of the scripts only.
    let foreign = |lang| match lang {
        Lang::Hans => "號綁賬帳設審轉買賣關聯團訊發時",
        _ => "号绑账设审转买卖关联团讯发时",
    };
    for key in keys(Lang::En) {
        assert!(!han(Lang::En.texts().get(&key)), "en {key}");
        for lang in [Lang::Hans, Lang::Hant] {
            let stray = lang.texts().get(&key).find(|c| foreign(lang).contains(c));
            assert_eq!(stray, None, "{} {key}", lang.tag());
        }
    }
}

/// Fault: a detector, code, family, abuse, action, role or kind that people see as a bare word.
#[test]
fn every_registry_entry_has_a_text() {
    let mut wanted: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let codes = || DETECTORS.iter().flat_map(|d| d.codes).map(|c| c.name);
    wanted.insert("code", codes().collect());
    wanted.insert("label", codes().collect());
    wanted.insert("detector", DETECTORS.iter().map(|d| d.name).collect());
    wanted.insert("family", FAMILIES.iter().map(|f| f.name()).collect());
    wanted.insert("family_about", FAMILIES.iter().map(|f| f.name()).collect());
    wanted.insert("typology", TYPOLOGIES.iter().map(|t| t.name()).collect());
    wanted.insert("typology_about", TYPOLOGIES.iter().map(|t| t.name()).collect());
    wanted.insert("account_kind", ACCOUNT_KINDS.to_vec());
    wanted.insert("field", CHANGE_FIELDS.to_vec());
    for (section, names) in wanted {
        for name in names {
            let key = format!("{section}.{name}");
            assert!(keys(Lang::En).contains(&key), "no text {key} in src/texts");
        }
    }
}

fn in_a_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Fault: texts that nothing shows any more. A key stands in the source as it is; names of registries
/// stand there between quotation marks.
#[test]
fn every_text_is_used() {
    let source = source();
    let mut unused = keys(Lang::En);
    unused.retain(|key| {
        let (section, name) = key.split_once('.').expect("keys have a section");
        let used = match REGISTRIES.contains(&section) {
            true => source.contains(&format!("\"{name}\"")),
            // The whole key, not the beginning of a longer one.
            false => source.split(key.as_str()).skip(1).any(|rest| !rest.starts_with(in_a_name)),
        };
        !used
    });
    assert!(unused.is_empty(), "not used: {unused:?}");
}

/// Fault: figures of findings that people see as a bare word.
#[test]
fn every_figure_has_a_text() {
    let source = source();
    let named = source.split("(\"").filter_map(|part| part.split_once("\", Figure::"));
    let names: BTreeSet<&str> = named
        .map(|(name, _)| name)
        .filter(|n| n.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        .collect();
    assert!(names.len() > 20, "figures are no longer written as the test expects: {names:?}");
    for name in names {
        assert!(keys(Lang::En).contains(&format!("figure.{name}")), "no text figure.{name} in src/texts");
    }
}

#[test]
fn values_are_filled_in_and_not_searched() {
    let filled = Lang::En.texts().fill("summary.rows", &[("used", "{rejected}"), ("rejected", "2")]);
    assert_eq!(filled, "Rows: {rejected} used, 2 rejected");
    assert_eq!(Lang::Hans.texts().get("no.such"), "no.such");
}
