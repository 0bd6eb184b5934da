//! Settings: one TOML file → one checked value.
//!
//! [`keys::KEYS`] is the registry. Reading, checking, `kosring settings` and the settings in
//! `run.json` follow from it, so that a new setting is one field here and one line there. All
//! problems of a file are reported at once, each with its key, line and what was expected.

mod field;
mod keys;

use std::collections::BTreeMap;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use crate::error::Fault;
use crate::evidence::Family;
use crate::mask::MaskKey;
use crate::schema::EXPORTS;
use crate::state::Delivery;
use crate::texts::Lang;
use crate::time::Zone;
use crate::watch::Watched;

pub use field::{Field, Key};
pub use keys::KEYS;

/// The settings in force. Units and defaults: [`keys::KEYS`].
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "every field is documented where its key is: keys::KEYS")]
pub struct Settings {
    pub timezone: String,
    pub window_days: i64,
    pub max_rejected_share: f64,
    pub memory_limit_mb: i64,
    pub max_identifier_bytes: i64,
    pub max_field_bytes: i64,
    pub max_columns: i64,
    pub max_decompressed_mb: i64,
    pub max_compression_ratio: i64,
    pub max_rejected_mb: i64,
    pub retry_seconds: i64,
    pub quota: i64,
    pub prior: f64,
    pub prior_accounts: i64,
    pub family_cap_bits: f64,
    pub managed_share: f64,
    pub succeeded_share: f64,
    pub operated_alike: f64,
    pub deceived_share: f64,
    pub confirmed_bits: f64,
    pub min_active_days: i64,
    pub change_window_days: i64,
    pub affiliation_min_days: i64,
    pub cohort_days: i64,
    pub review_score: f64,
    pub action_bits: f64,
    pub false_share: f64,
    pub action_families: i64,
    pub own_bits: f64,
    pub severe_bits: f64,
    pub severe_families: i64,
    pub close_spend_cny: i64,
    pub close_leads: i64,
    pub ban_bits: f64,
    pub ban_accounts: i64,
    pub ring_member_score: f64,
    pub ring_score: f64,
    pub ring_edge_bits: f64,
    pub ring_resolution: f64,
    pub top_rings: i64,
    pub full_rings: i64,
    pub ring_findings: i64,
    pub chain_hops: i64,
    pub language: Lang,
    pub sheet_rows: i64,
    pub state_window_days: i64,
    pub state_replace_share: f64,
    pub gate_growth: f64,
    pub gate_export_share: f64,
    /// How each export comes, in the order of [`EXPORTS`].
    pub deliveries: [Delivery; EXPORTS.len()],
    pub mask_messages: bool,
    pub touched_only: bool,
    /// Other headers of the exports' columns: (export, header in the file) → contract column.
    pub columns: BTreeMap<(String, String), String>,
    /// Families whose evidence is left out before anything is scored; from the command line alone.
    pub without_families: Vec<Family>,
    /// Detectors that do not run; from the command line alone.
    pub skipped_detectors: Vec<&'static str>,
    /// First and last day of the window (days since 1970-01-01, local), where they were asked for; from the
    /// command line alone.
    pub days: (Option<i32>, Option<i32>),
    /// What a report consists of beside its usual files; from the command line alone.
    pub output: Output,
}

/// What `analyze` writes on top of the usual files, and whether it hides identifiers.
#[derive(Debug, Clone, Default)]
pub struct Output {
    /// Machine tables as Parquet too.
    pub parquet: bool,
    /// Tables as CSV that a spreadsheet opens without harm, too.
    pub excel_csv: bool,
    /// Identifiers appear as keyed hashes only.
    pub mask: Option<MaskKey>,
    /// What is shown first, if a list was given.
    pub watch: Option<Vec<Watched>>,
}

impl Default for Settings {
    fn default() -> Self {
        let mut settings = Settings {
            timezone: String::new(),
            window_days: 0,
            max_rejected_share: 0.0,
            memory_limit_mb: 0,
            max_identifier_bytes: 0,
            max_field_bytes: 0,
            max_columns: 0,
            max_decompressed_mb: 0,
            max_compression_ratio: 0,
            max_rejected_mb: 0,
            retry_seconds: 0,
            quota: 0,
            prior: 0.0,
            prior_accounts: 0,
            family_cap_bits: 0.0,
            managed_share: 0.0,
            succeeded_share: 0.0,
            operated_alike: 0.0,
            deceived_share: 0.0,
            confirmed_bits: 0.0,
            min_active_days: 0,
            change_window_days: 0,
            affiliation_min_days: 0,
            cohort_days: 0,
            review_score: 0.0,
            action_bits: 0.0,
            false_share: 0.0,
            action_families: 0,
            own_bits: 0.0,
            severe_bits: 0.0,
            severe_families: 0,
            close_spend_cny: 0,
            close_leads: 0,
            ban_bits: 0.0,
            ban_accounts: 0,
            ring_member_score: 0.0,
            ring_score: 0.0,
            ring_edge_bits: 0.0,
            ring_resolution: 0.0,
            top_rings: 0,
            full_rings: 0,
            ring_findings: 0,
            chain_hops: 0,
            language: Lang::En,
            sheet_rows: 0,
            state_window_days: 0,
            state_replace_share: 0.0,
            gate_growth: 0.0,
            gate_export_share: 0.0,
            deliveries: [Delivery::Snapshot; EXPORTS.len()],
            mask_messages: false,
            touched_only: false,
            columns: BTreeMap::new(),
            without_families: Vec::new(),
            skipped_detectors: Vec::new(),
            days: (None, None),
            output: Output::default(),
        };
        for key in KEYS {
            key.field.reset(&mut settings);
        }
        settings
    }
}

impl Settings {
    /// Reads a settings file.
    ///
    /// # Errors
    /// [`Fault::Settings`] if it cannot be read, or with every problem in it.
    pub fn read(path: &Path) -> Result<Settings, Fault> {
        let text = std::fs::read_to_string(path)
            .map_err(|e| Fault::Settings(vec![format!("{}: cannot be read: {e}", path.display())]))?;
        Settings::parse(&text, &path.display().to_string())
    }

    /// Reads settings from text; `name` stands for the file in messages.
    pub fn parse(text: &str, name: &str) -> Result<Settings, Fault> {
        let table = DeTable::parse(text).map_err(|e| {
            let line = e.span().map_or(1, |s| line_of(text, s.start));
            Fault::Settings(vec![format!("{name}:{line}: not TOML: {}", e.message())])
        })?;
        let mut reader = Reader { text, name, settings: Settings::default(), problems: Vec::new() };
        reader.table("", table.get_ref());
        if reader.problems.is_empty() {
            return Ok(reader.settings);
        }
        reader.problems.sort();
        Err(Fault::Settings(reader.problems.into_iter().map(|(_, problem)| problem).collect()))
    }

    /// Whether a detector is to run.
    pub fn runs(&self, detector: &str) -> bool {
        !self.skipped_detectors.contains(&detector)
    }

    /// The time zone in force.
    pub fn zone(&self) -> Zone {
        Zone::named(&self.timezone).expect("checked when it was set")
    }

    /// The settings as a file that would bring them about, every key with its documentation.
    pub fn to_toml(&self) -> String {
        let mut text = String::from("# kosring settings: every key with its unit and default.\n");
        let mut section = "";
        for key in KEYS {
            let (group, name) = key.name.split_once('.').unwrap_or(("", key.name));
            if group != section {
                text.push_str(&format!("\n[{group}]\n"));
                section = group;
            }
            let default = key.field.show(&Settings::default());
            let lines = key.doc.lines().map(|l| format!("# {l}\n")).collect::<String>();
            let unit = key.unit;
            text.push_str(&format!(
                "{lines}# ({unit}; default {default})\n{name} = {}\n",
                key.field.show(self)
            ));
        }
        text.push_str(
            "\n# Other headers: [columns.<export>], \"header in the file\" = \"contract column\".\n",
        );
        let mut export = "";
        for ((of, header), column) in &self.columns {
            if of != export {
                text.push_str(&format!("[columns.{of}]\n"));
                export = of;
            }
            text.push_str(&format!("{} = {column:?}\n", toml::Value::from(header.as_str())));
        }
        text
    }

    /// Settings from the pairs of a `run.json`. Keys that this version does not know are passed over: a
    /// report of another version is read as far as it goes.
    ///
    /// # Errors
    /// [`Fault::Settings`] if a value is not what its key takes.
    pub fn from_pairs(pairs: &BTreeMap<String, serde_json::Value>) -> Result<Settings, Fault> {
        let mut text = String::new();
        for (name, value) in pairs {
            let value =
                value.as_str().map_or_else(|| value.to_string(), |v| toml::Value::from(v).to_string());
            match name.strip_prefix("columns.").and_then(|rest| rest.split_once('.')) {
                Some((export, header)) => {
                    let header = toml::Value::from(header);
                    text.push_str(&format!("columns.{export}.{header} = {value}\n"));
                }
                None if KEYS.iter().any(|k| k.name == name) => text.push_str(&format!("{name} = {value}\n")),
                None => {}
            }
        }
        Settings::parse(&text, "run.json")
    }

    /// The settings as (key, value) pairs for `run.json`.
    pub fn pairs(&self) -> BTreeMap<String, serde_json::Value> {
        let known = KEYS.iter().map(|k| (k.name.to_string(), k.field.json(self)));
        let columns = self
            .columns
            .iter()
            .map(|((export, header), column)| (format!("columns.{export}.{header}"), column.as_str().into()));
        known.chain(columns).collect()
    }
}

/// 1-based line of a byte of `text`.
fn line_of(text: &str, byte: usize) -> usize {
    text.as_bytes()[..byte.min(text.len())].iter().filter(|&&b| b == b'\n').count() + 1
}

struct Reader<'a> {
    text: &'a str,
    name: &'a str,
    settings: Settings,
    /// Problems with their lines.
    problems: Vec<(usize, String)>,
}

impl Reader<'_> {
    fn table(&mut self, prefix: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let line = line_of(self.text, key.span().start);
            let path = match prefix {
                "" => key.get_ref().to_string(),
                _ => format!("{prefix}.{}", key.get_ref()),
            };
            match value.get_ref() {
                DeValue::Table(columns) if path == "columns" => self.columns(columns),
                DeValue::Table(inner) if is_group(&path) => self.table(&path, inner),
                value => self.value(&path, line, value),
            }
        }
    }

    fn value(&mut self, path: &str, line: usize, value: &DeValue<'_>) {
        let outcome = match KEYS.iter().find(|k| k.name == path) {
            Some(key) => key.field.set(&mut self.settings, value),
            None => Err(format!("unknown key{}", suggestion(path))),
        };
        if let Err(problem) = outcome {
            self.problems.push((line, format!("{}:{line}: {path}: {problem}", self.name)));
        }
    }

    fn columns(&mut self, exports: &DeTable<'_>) {
        for (export, mapping) in exports {
            let line = line_of(self.text, export.span().start);
            let name = export.get_ref().to_string();
            let known = EXPORTS.iter().find(|e| e.name == name);
            let (Some(known), DeValue::Table(mapping)) = (known, mapping.get_ref()) else {
                let names: Vec<&str> = EXPORTS.iter().map(|e| e.name).collect();
                let expected = format!("expected a table named by an export: {}", names.join(", "));
                self.problems.push((line, format!("{}:{line}: columns.{name}: {expected}", self.name)));
                continue;
            };
            for (header, column) in mapping {
                let line = line_of(self.text, header.span().start);
                let column = column.get_ref().as_str().unwrap_or_default();
                if known.column(column).is_none() {
                    let names: Vec<&str> = known.columns.iter().map(|c| c.name).collect();
                    let (file, header, names) = (self.name, header.get_ref(), names.join(", "));
                    let problem = format!("{file}:{line}: columns.{name}.{header}: expected one of {names}");
                    self.problems.push((line, problem));
                }
                let pair = (name.clone(), header.get_ref().to_string());
                self.settings.columns.insert(pair, column.to_string());
            }
        }
    }
}

fn is_group(path: &str) -> bool {
    KEYS.iter().any(|k| k.name.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
}

/// Names the known key that shares the most letters, if any is near.
fn suggestion(path: &str) -> String {
    let alike = |k: &&Key| {
        let (group, a) = path.rsplit_once('.').unwrap_or(("", path));
        let (other, b) = k.name.rsplit_once('.').unwrap_or(("", k.name));
        (a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count(), group == other)
    };
    match KEYS.iter().max_by_key(alike) {
        Some(key) if alike(&key).0 >= 3 => format!("; did you mean {}?", key.name),
        _ => "; `kosring settings` lists the known ones".to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_reads_back_the_same() {
        let mut settings = Settings::default();
        for header in ["谁", "a \"quoted\".one", "\\"] {
            settings.columns.insert(("logins".into(), header.into()), "account_id".into());
        }
        settings.quota = 40;
        let text = settings.to_toml();
        let back = Settings::parse(&text, "printed").unwrap();
        assert_eq!(back.to_toml(), text);
        let mut pairs = settings.pairs();
        pairs.insert("of.another.version".into(), 1.into());
        assert_eq!(Settings::from_pairs(&pairs).unwrap().to_toml(), text);
    }

    #[test]
    fn all_problems_are_reported_at_once_with_their_lines() {
        let text = "[input]\nwindow_days = 900\ntimezone = \"Moon/Crater\"\nwindow = 3\n\n[columns.logins]\n\"who\" = \"nobody\"\n";
        let Err(Fault::Settings(problems)) = Settings::parse(text, "s.toml") else { panic!() };
        assert_eq!(problems.len(), 4, "{problems:#?}");
        for expected in [
            "s.toml:2: input.window_days",
            "s.toml:3: input.timezone",
            "s.toml:4: input.window: unknown key; did you mean input.window_days",
            "s.toml:7: columns.logins.who",
        ] {
            assert!(problems.iter().any(|p| p.starts_with(expected)), "{expected}: {problems:#?}");
        }
    }

    #[test]
    fn keys_are_unique_grouped_and_documented() {
        let mut seen = std::collections::HashSet::new();
        let mut groups: Vec<&str> = Vec::new();
        for key in KEYS {
            assert!(seen.insert(key.name), "{} twice", key.name);
            assert!(!key.doc.is_empty() && !key.unit.is_empty(), "{}", key.name);
            let group = key.name.split('.').next().unwrap();
            if groups.last() != Some(&group) {
                assert!(!groups.contains(&group), "{group} is scattered");
                groups.push(group);
            }
        }
    }
}
