//! `kosring schema`: the contract in three forms, none of which may lose anything.

use serde_json::Value;

use super::common::kosring;
use super::contract::{EXPORTS, WORDS};

fn schema(format: &str) -> String {
    kosring(&["schema", "--format", format]).expect(0).stdout
}

/// Columns of the contract: name and whether it is required.
fn columns(list: &'static str) -> impl Iterator<Item = (&'static str, bool)> {
    list.split(' ').map(|c| (c.trim_end_matches('*'), c.ends_with('*')))
}

/// Fault: wording or aliases changed unnoticed.
#[test]
fn texts() {
    insta::assert_snapshot!("text", schema("text"));
    insta::assert_snapshot!("markdown", schema("markdown"));
    insta::assert_snapshot!("json_schema", schema("json-schema"));
    assert_eq!(kosring(&["schema"]).expect(0).stdout, schema("text"));
}

/// Fault: an export or column of the contract that the code does not know, or the other way round.
#[test]
fn json_schema_is_the_contract() {
    let schema: Value = serde_json::from_str(&schema("json-schema")).unwrap();
    let definitions = schema["$defs"].as_object().unwrap();
    assert_eq!(definitions.len(), EXPORTS.len());
    for (export, needed, list) in EXPORTS {
        let definition = &definitions[export];
        assert_eq!(definition["x-required-export"], needed, "{export}");
        let known = definition["properties"].as_object().unwrap();
        assert_eq!(known.len(), columns(list).count(), "{export}");
        for (column, _) in columns(list) {
            assert!(
                known[column]["description"].as_str().is_some_and(|d| !d.is_empty()),
                "{export}.{column}"
            );
        }
        let required: Vec<&str> =
            definition["required"].as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect();
        let expected: Vec<&str> = columns(list).filter(|c| c.1).map(|c| c.0).collect();
        assert_eq!(required, expected, "{export}");
    }
    for (export, column, words) in WORDS {
        let known = &definitions[export]["properties"][column]["enum"];
        assert_eq!(*known, words.split(' ').collect::<Value>(), "{export}.{column}");
    }
}

/// Fault: a form for people that leaves out what the form for machines has.
#[test]
fn text_and_markdown_list_every_column() {
    let (text, markdown) = (schema("text"), schema("markdown"));
    for (export, needed, list) in EXPORTS {
        let star = if needed { "*" } else { "" };
        let (_, of_text) = text.split_once(&format!("\n{export}{star}: ")).expect(export);
        let of_text = of_text.split("\n\n").next().unwrap();
        let need = if needed { "required" } else { "optional" };
        let (_, of_markdown) = markdown.split_once(&format!("## `{export}` ({need})\n")).expect(export);
        let of_markdown = of_markdown.split("\n## ").next().unwrap();
        for (column, needed) in columns(list) {
            let star = if needed { "*" } else { "" };
            assert!(of_text.contains(&format!("\n  {column}{star} ")), "text: {export}.{column}");
            let need = if needed { "yes" } else { "no" };
            assert!(
                of_markdown.contains(&format!("\n| `{column}` | {need} | ")),
                "Markdown: {export}.{column}"
            );
        }
    }
}

/// Fault: a bar inside a cell that breaks the Markdown table.
#[test]
fn markdown_tables_are_regular() {
    let text = schema("markdown").replace("\\|", "or");
    let rows: Vec<&str> = text.lines().filter(|l| l.starts_with('|')).collect();
    assert!(rows.len() > 60);
    for row in rows {
        assert_eq!(row.matches('|').count(), 6, "{row}");
    }
}
