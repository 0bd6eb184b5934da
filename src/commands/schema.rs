//! `kosring schema`: the data contract, from the constants that the readers use.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::cli::SchemaFormat;
use crate::schema::{Column, EXPORTS, Kind};

/// The contract in one of its forms.
pub fn render(format: SchemaFormat) -> String {
    match format {
        SchemaFormat::Text => text(),
        SchemaFormat::Markdown => markdown(),
        SchemaFormat::JsonSchema => format!("{:#}", json_schema()),
    }
}

fn kind(column: &Column) -> String {
    match column.kind {
        Kind::Id(_) => "identifier".into(),
        Kind::Account => "identifier of an account".into(),
        Kind::Time => "time".into(),
        Kind::Day => "date".into(),
        Kind::Money => "CNY".into(),
        Kind::Word(words) => words.join(" | "),
        Kind::Text => "text".into(),
    }
}

fn text() -> String {
    let mut out = String::from(
        "Files: .csv, .tsv, .csv.gz, .csv.zst, .parquet, or a folder of parts.\n\
         UTF-8 or GB18030. Times: 2025-04-09 13:05:00[.123], 2025/4/9 13:05, RFC 3339,\n\
         epoch seconds or milliseconds. A star marks what is required.\n",
    );
    for export in &EXPORTS {
        let star = if export.required { "*" } else { "" };
        let _ = write!(out, "\n{}{star}: {}\n", export.name, export.doc);
        for column in export.columns {
            let star = if column.required { "*" } else { "" };
            let name = format!("{}{star}", column.name);
            let _ = writeln!(out, "  {name:<16} {} ({})", column.doc, kind(column));
        }
    }
    out
}

fn markdown() -> String {
    let mut out = String::new();
    for export in &EXPORTS {
        let need = if export.required { "required" } else { "optional" };
        let _ = write!(out, "## `{}` ({need})\n\n{}.\n\n", export.name, export.doc);
        out.push_str("| column | required | holds | meaning | other headers |\n|---|---|---|---|---|\n");
        for column in export.columns {
            let need = if column.required { "yes" } else { "no" };
            let holds = kind(column).replace('|', "\\|");
            let aliases = column.aliases.join(", ");
            let _ = writeln!(out, "| `{}` | {need} | {holds} | {} | {aliases} |", column.name, column.doc);
        }
        out.push('\n');
    }
    out
}

fn json_schema() -> Value {
    let column = |column: &Column| {
        let mut value = match column.kind {
            Kind::Word(words) => json!({ "type": "string", "enum": words }),
            Kind::Day => json!({ "type": "string", "format": "date" }),
            Kind::Money => json!({ "type": "string", "pattern": r"^\d{1,11}(\.\d{1,2})?$" }),
            _ => json!({ "type": "string" }),
        };
        value["description"] = column.doc.into();
        value["x-aliases"] = column.aliases.into();
        (column.name.to_string(), value)
    };
    let definitions = EXPORTS.iter().map(|export| {
        let properties: serde_json::Map<String, Value> = export.columns.iter().map(column).collect();
        let required: Vec<&str> = export.columns.iter().filter(|c| c.required).map(|c| c.name).collect();
        let definition = json!({
            "type": "object",
            "description": export.doc,
            "x-required-export": export.required,
            "properties": properties,
            "required": required,
        });
        (export.name.to_string(), definition)
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "kosring exports: one row of each",
        "$defs": definitions.collect::<serde_json::Map<String, Value>>(),
    })
}
