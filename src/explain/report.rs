//! The machine files of a report folder, as far as one thing is concerned.
//!
//! The files are passed over row by row, and what does not concern the thing is not kept, so that a
//! report on millions of accounts is explained in little memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::evidence::{FAMILIES, Family, TYPOLOGIES, Typology, millibits};
use crate::report::{EVIDENCE, REVIEWED, STANDINGS};
use crate::score::log_odds;
use crate::settings::Settings;
use crate::strict_csv::each;

/// A row of `clusters.csv`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct RingRow {
    pub cluster_id: String,
    pub rank: u64,
    pub score: f64,
    /// Thousandths of a bit.
    pub evidence_millibits: i64,
    #[serde(serialize_with = "by_name")]
    pub typology: Typology,
    pub typologies: Vec<String>,
    pub recommended_action: String,
    pub accounts: u64,
    pub enterprises: u64,
    pub devices: u64,
    pub payment_accounts: u64,
    pub leads: u64,
    pub ad_spend_cny: String,
    pub first_seen_at: String,
    pub last_seen_at: String,
}

/// A row of `cluster_members.csv`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct MemberRow {
    pub cluster_id: String,
    pub member_kind: String,
    pub member_id: String,
    pub role: String,
    pub score: f64,
}

/// A row of `account_scores.csv`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct AccountRow {
    pub account_id: String,
    pub cluster_id: Option<String>,
    pub score: f64,
    pub role: String,
    pub recommended_action: String,
}

/// A row of `lead_scores.csv`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct TransferRow {
    pub lead_id: String,
    pub from_account: String,
    pub to_account: String,
    pub cluster_id: Option<String>,
    pub chain_id: String,
    pub hop: u64,
    pub score: f64,
}

/// A row of `evidence.csv`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct Finding {
    pub evidence_id: String,
    pub cluster_id: Option<String>,
    #[serde(serialize_with = "by_name")]
    pub typology: Typology,
    pub code: String,
    #[serde(serialize_with = "by_name")]
    pub family: Family,
    pub subject_kind: String,
    pub subject_id: String,
    pub object_kind: String,
    pub object_id: String,
    /// Thousandths of a bit.
    pub millibits: i64,
    pub observed_from: String,
    pub observed_to: String,
    pub detail: String,
    pub sources: Vec<String>,
}

impl Finding {
    /// Whether a source key or a member is the thing called `id` of a kind, as subject, object or in the
    /// keys to the logins.
    pub fn ties(&self, kind: &str, id: &str) -> bool {
        let named = |k: &str, i: &str| k == kind && i == id;
        named(&self.subject_kind, &self.subject_id)
            || named(&self.object_kind, &self.object_id)
            || (kind == "device" && self.sources.iter().any(|key| is_login_of(key, id)))
    }
}

/// Whether a key finds logins on a device. Identifiers may hold any character, so that the key is not
/// taken apart but compared from behind.
fn is_login_of(key: &str, device: &str) -> bool {
    let span = key.strip_prefix("logins:").and_then(|rest| rest.rsplit_once(" (")).map(|(head, _)| head);
    let head = span.and_then(|head| head.rsplit_once(' ')).map(|(head, _)| head);
    head.and_then(|head| head.strip_suffix(device)).is_some_and(|head| head.ends_with('/'))
}

/// A row of `reviewed.csv`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the file's")]
pub struct VerdictRow {
    pub account_id: String,
    pub verdict: String,
    pub decided_at: String,
    pub note: Option<String>,
    pub standing: String,
    pub set_aside: u64,
    /// Thousandths of a bit.
    pub set_aside_millibits: i64,
    pub new_findings: Vec<String>,
}

/// What a run could not assess, in the words of `run.json`.
#[derive(Debug, Clone, Serialize, serde::Deserialize)]
#[allow(missing_docs, reason = "the names are those of run.json")]
pub struct Missing {
    pub detector: String,
    pub entirely: bool,
    pub missing: Vec<String>,
    #[serde(default)]
    pub by_request: bool,
}

/// What `run.json` says of the run.
#[derive(Debug, Clone)]
pub struct Run {
    /// Version of the program that wrote the report.
    pub version: String,
    /// The settings in force; `policy.action_bits` is what a step needed in that run.
    pub settings: Settings,
    /// The prior for one abuse, as odds in thousandths of a bit.
    pub prior: i32,
    /// SHA-256 of the settings as `run.json` has them, keys in their order: two reports with one hash
    /// were made with the same settings.
    pub settings_sha256: String,
    /// First and last day of the window.
    pub window: (String, String),
    /// What was not assessed.
    pub not_assessed: Vec<Missing>,
    /// Families that were left out on the command line.
    pub without_families: Vec<String>,
    /// SHA-256 of every input file.
    pub inputs: BTreeSet<String>,
}

fn by_name<T: Named, S: serde::Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.named())
}

trait Named {
    fn named(&self) -> &'static str;
}

impl Named for Typology {
    fn named(&self) -> &'static str {
        self.name()
    }
}

impl Named for Family {
    fn named(&self) -> &'static str {
        self.name()
    }
}

/// A report folder.
#[derive(Debug)]
pub struct Report {
    folder: PathBuf,
    /// What its `run.json` says.
    pub run: Run,
}

impl Report {
    /// Opens a report folder and reads its `run.json`.
    ///
    /// # Errors
    /// If there is none, or it is not a report's.
    pub fn open(folder: &Path) -> Result<Report> {
        Ok(Report { folder: folder.to_path_buf(), run: run(&folder.join("run.json"))? })
    }

    /// Rings that `keep` names, by rank.
    ///
    /// # Errors
    /// If the file is not a report's.
    pub fn rings(&self, keep: impl Fn(&str) -> bool) -> Result<Vec<RingRow>> {
        let columns = [
            "cluster_id",
            "rank",
            "score",
            "evidence_bits",
            "typology",
            "typologies",
            "recommended_action",
            "accounts",
            "enterprises",
            "devices",
            "payment_accounts",
            "leads",
            "ad_spend_cny",
            "first_seen_at",
            "last_seen_at",
        ];
        let mut rows = Vec::new();
        each(&self.folder.join("clusters.csv"), columns, |row| {
            if !keep(row.value(0)) {
                return Ok(());
            }
            rows.push(RingRow {
                cluster_id: row.text(0)?,
                rank: row.count(1)?,
                score: row.score(2)?,
                evidence_millibits: row.millibits(3)?,
                typology: row.one_of(4, &TYPOLOGIES.map(|t| (t.name(), t)))?,
                typologies: row.list(5),
                recommended_action: row.text(6)?,
                accounts: row.count(7)?,
                enterprises: row.count(8)?,
                devices: row.count(9)?,
                payment_accounts: row.count(10)?,
                leads: row.count(11)?,
                ad_spend_cny: row.text(12)?,
                first_seen_at: row.value(13).to_string(),
                last_seen_at: row.value(14).to_string(),
            });
            Ok(())
        })?;
        Ok(rows)
    }

    /// Members that `keep` takes: (ring, kind, identifier).
    ///
    /// # Errors
    /// If the file is not a report's.
    pub fn members(&self, keep: impl Fn(&str, &str, &str) -> bool) -> Result<Vec<MemberRow>> {
        let mut rows = Vec::new();
        let columns = ["cluster_id", "member_kind", "member_id", "role", "score"];
        each(&self.folder.join("cluster_members.csv"), columns, |row| {
            if keep(row.value(0), row.value(1), row.value(2)) {
                rows.push(MemberRow {
                    cluster_id: row.text(0)?,
                    member_kind: row.text(1)?,
                    member_id: row.text(2)?,
                    role: row.text(3)?,
                    score: row.score(4)?,
                });
            }
            Ok(())
        })?;
        Ok(rows)
    }

    /// Accounts that `keep` names, the likeliest first.
    ///
    /// # Errors
    /// If the file is not a report's.
    pub fn accounts(&self, keep: impl Fn(&str) -> bool) -> Result<Vec<AccountRow>> {
        let mut rows = Vec::new();
        let columns = ["account_id", "cluster_id", "score", "role", "recommended_action"];
        each(&self.folder.join("account_scores.csv"), columns, |row| {
            if keep(row.value(0)) {
                rows.push(AccountRow {
                    account_id: row.text(0)?,
                    cluster_id: row.optional(1),
                    score: row.score(2)?,
                    role: row.text(3)?,
                    recommended_action: row.text(4)?,
                });
            }
            Ok(())
        })?;
        Ok(rows)
    }

    /// Transfers that `keep` takes: (lead, sender, receiver). The likeliest first.
    ///
    /// # Errors
    /// If the file is not a report's.
    pub fn transfers(&self, keep: impl Fn(&str, &str, &str) -> bool) -> Result<Vec<TransferRow>> {
        let mut rows = Vec::new();
        let columns = ["lead_id", "from_account", "to_account", "cluster_id", "chain_id", "hop", "score"];
        each(&self.folder.join("lead_scores.csv"), columns, |row| {
            if keep(row.value(0), row.value(1), row.value(2)) {
                rows.push(TransferRow {
                    lead_id: row.text(0)?,
                    from_account: row.text(1)?,
                    to_account: row.text(2)?,
                    cluster_id: row.optional(3),
                    chain_id: row.text(4)?,
                    hop: row.count(5)?,
                    score: row.score(6)?,
                });
            }
            Ok(())
        })?;
        Ok(rows)
    }

    /// What reviewers decided of accounts that `keep` names, by account; nothing if the report has no such
    /// file, as where the export was missing.
    ///
    /// # Errors
    /// If the file is not a report's.
    pub fn verdicts(&self, keep: impl Fn(&str) -> bool) -> Result<Vec<VerdictRow>> {
        let path = self.folder.join(REVIEWED);
        let mut rows = Vec::new();
        if !path.exists() {
            return Ok(rows);
        }
        let columns = [
            "account_id",
            "verdict",
            "decided_at",
            "note",
            "standing",
            "set_aside",
            "set_aside_bits",
            "new_findings",
        ];
        each(&path, columns, |row| {
            if keep(row.value(0)) {
                rows.push(VerdictRow {
                    account_id: row.text(0)?,
                    verdict: row.text(1)?,
                    decided_at: row.text(2)?,
                    note: row.optional(3),
                    standing: row.one_of(4, &STANDINGS.map(|s| (s, s)))?.to_string(),
                    set_aside: row.count(5)?,
                    set_aside_millibits: row.millibits(6)?,
                    new_findings: row.list(7),
                });
            }
            Ok(())
        })?;
        Ok(rows)
    }

    /// Findings that `keep` takes, in the order of the file.
    ///
    /// # Errors
    /// If the file is not a report's.
    pub fn findings(&self, mut keep: impl FnMut(&Finding) -> bool) -> Result<Vec<Finding>> {
        let mut rows = Vec::new();
        each(&self.folder.join("evidence.csv"), EVIDENCE, |row| {
            let finding = Finding {
                evidence_id: row.text(0)?,
                cluster_id: row.optional(1),
                typology: row.one_of(2, &TYPOLOGIES.map(|t| (t.name(), t)))?,
                code: row.text(3)?,
                family: row.one_of(4, &FAMILIES.map(|f| (f.name(), f)))?,
                subject_kind: row.text(5)?,
                subject_id: row.text(6)?,
                object_kind: row.value(7).to_string(),
                object_id: row.value(8).to_string(),
                millibits: row.millibits(9)?,
                observed_from: row.value(10).to_string(),
                observed_to: row.value(11).to_string(),
                detail: row.value(12).to_string(),
                sources: keys(row.value(13)),
            };
            if keep(&finding) {
                rows.push(finding);
            }
            Ok(())
        })?;
        Ok(rows)
    }
}

/// The keys of a `sources` cell. Identifiers may hold semicolons, so that a key ends only where the name
/// of an export begins the next.
fn keys(cell: &str) -> Vec<String> {
    let begins =
        |part: &str| crate::schema::EXPORTS.iter().any(|e| part.starts_with(&format!("{}:", e.name)));
    let mut keys: Vec<String> = Vec::new();
    for part in cell.split("; ") {
        match keys.last_mut() {
            Some(key) if !begins(part) => {
                key.push_str("; ");
                key.push_str(part);
            }
            _ => keys.push(part.to_string()),
        }
    }
    keys.retain(|key| !key.is_empty());
    keys
}

fn run(path: &Path) -> Result<Run> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let run: serde_json::Value =
        serde_json::from_str(&text).with_context(|| format!("{}: expected JSON", path.display()))?;
    let lacks = |what: &str| anyhow!("{}: no {what}", path.display());
    let string =
        |value: &serde_json::Value, what| value.as_str().map(str::to_owned).ok_or_else(|| lacks(what));
    let pairs: BTreeMap<String, serde_json::Value> =
        serde_json::from_value(run["settings"].clone()).map_err(|_| lacks("settings"))?;
    let digest = Sha256::digest(serde_json::to_vec(&pairs)?);
    let inputs = run["inputs"].as_array().ok_or_else(|| lacks("inputs"))?;
    let without = run["without_families"].as_array().into_iter().flatten();
    let mut settings = Settings::from_pairs(&pairs)?;
    // Reports from before there was such a limit were made without it.
    for (key, share, before) in [
        ("score.managed_share", &mut settings.managed_share, 0.0),
        ("score.succeeded_share", &mut settings.succeeded_share, 0.0),
        ("score.deceived_share", &mut settings.deceived_share, 0.0),
        ("score.operated_alike", &mut settings.operated_alike, 1.0),
    ] {
        *share = if pairs.contains_key(key) { *share } else { before };
    }
    // Made of all accounts of the run; the settings only bound them.
    settings.action_bits = run["action_bits"].as_f64().unwrap_or(settings.action_bits);
    let prior = run["prior_bits"].as_f64().map_or(log_odds(settings.prior), millibits);
    Ok(Run {
        version: string(&run["version"], "version")?,
        settings,
        prior,
        settings_sha256: digest.iter().map(|b| format!("{b:02x}")).collect(),
        window: (
            string(&run["window"]["first_day"], "window")?,
            string(&run["window"]["last_day"], "window")?,
        ),
        not_assessed: serde_json::from_value(run["not_assessed"].clone())
            .map_err(|_| lacks("not_assessed"))?,
        without_families: without.filter_map(|f| f.as_str().map(str::to_owned)).collect(),
        inputs: inputs.iter().filter_map(|i| i["sha256"].as_str().map(str::to_owned)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: identifiers with the signs that keys are joined by.
    #[test]
    fn keys_with_odd_identifiers_stay_whole() {
        assert_eq!(keys("payments:a; b; notes:n; 1"), ["payments:a; b", "notes:n; 1"]);
        assert_eq!(keys(""), Vec::<String>::new());
        let key = "logins:u/1/d 9 2025-01-07..2025-02-03 (41 rows)";
        assert!(is_login_of(key, "d 9") && !is_login_of(key, "9") && !is_login_of("payments:d 9", "d 9"));
    }
}
