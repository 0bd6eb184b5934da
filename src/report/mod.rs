//! The report folder: one file a format, listed in [`FILES`].
//!
//! A report is written aside and renamed, so that it is there whole or not at all. Machine files are
//! UTF-8 CSV, sorted by total orders; ratios have six decimals and times are RFC 3339.
//!
//! Cost: linear in evidence, scores and rejected rows, and a sort of each file's rows.

mod excel_csv;
mod folder;
mod graphml;
mod html;
mod machine;
mod parquet;
mod render;
mod reviewed;
mod rows;
mod run_json;
mod sheets;
mod summary;
mod tables;
mod watch;

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::detect::{Facts, NotAssessed};
use crate::error::Fault;
use crate::evidence::{Evidence, Node, NodeKind};
use crate::ids::Domain;
use crate::ingest::InputFacts;
use crate::ingest::quarantine::Rejected;
use crate::lineage::Descent;
use crate::policy::{Action, is_confirmed};
use crate::private;
use crate::progress::StageTime;
use crate::rings::Ring;
use crate::schema::ExportKind;
use crate::score::Scores;
use crate::settings::Settings;

pub use folder::Folder;
pub use machine::EVIDENCE;
pub use render::{bits, yuan};
pub use reviewed::{FILE as REVIEWED, STANDINGS, Said as Decided};
pub use sheets::{ACCOUNTS, VERDICT_COLUMNS};
pub use summary::summary;

/// What became of the rows of one export.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Rows {
    /// Rows in the files: the sum of the others.
    pub rows: u64,
    /// Rows that the result rests on.
    pub used: u64,
    /// Rows that did not fit.
    pub rejected: u64,
    /// Repeats and retries.
    pub collapsed: u64,
    /// Logins outside the window.
    pub outside_window: u64,
    /// Logins of days of which the state holds more.
    pub late: u64,
    /// Logins of accounts that are not looked at (`input.touched_only`).
    #[serde(skip_serializing_if = "is_none")]
    pub bystanders: u64,
}

impl Rows {
    /// Rows that are in order and that the result does not rest on.
    pub fn left_out(&self) -> u64 {
        self.collapsed + self.outside_window + self.late + self.bystanders
    }
}

/// Most runs look at all accounts.
fn is_none(count: &u64) -> bool {
    *count == 0
}

/// What has become of reviewers' decisions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Reviews {
    /// Accounts whose abuse was confirmed.
    pub confirmed: usize,
    /// Accounts that were cleared.
    pub cleared: usize,
    /// Those among them with findings that began afterwards.
    pub cleared_with_new_findings: usize,
}

/// The account that a run gives of its input.
pub struct Intake {
    /// The files.
    pub inputs: Vec<InputFacts>,
    /// Rejected rows.
    pub rejected: Vec<Rejected>,
    /// Rows an export.
    pub rows: BTreeMap<ExportKind, Rows>,
    /// Temporary files written because of the memory limit.
    pub spilled_runs: u64,
    /// Accounts that are not looked at, since nothing touches them (`input.touched_only`).
    pub bystanders: u64,
}

/// Everything that reports tell.
pub struct Outcome<'a> {
    /// Indexes and frames.
    pub facts: &'a Facts<'a>,
    /// All findings, in their total order.
    pub evidence: &'a [Evidence],
    /// Scores of accounts and transfers.
    pub scores: &'a Scores,
    /// The rings, the most likely first.
    pub rings: &'a [Ring],
    /// What could not be assessed.
    pub not_assessed: &'a [NotAssessed],
    /// What was read.
    pub intake: &'a Intake,
    /// The settings in force.
    pub settings: &'a Settings,
    /// Identifiers of the rings, in their order.
    pub ring_ids: Vec<String>,
    /// The ring (by place) of each account that is in one.
    pub ring_of: BTreeMap<u32, usize>,
    /// What became of last night's rings; none without a state.
    pub lineage: Option<Vec<Descent>>,
    /// Gates of the settings that were passed.
    pub gates: Vec<String>,
}

impl<'a> Outcome<'a> {
    /// Names the rings and notes who is in which.
    pub fn new(
        facts: &'a Facts<'a>,
        evidence: &'a [Evidence],
        scores: &'a Scores,
        rings: &'a [Ring],
        not_assessed: &'a [NotAssessed],
        intake: &'a Intake,
    ) -> Outcome<'a> {
        let names = &facts.frames.names;
        let ring_ids = rings.iter().map(|ring| ring_id(ring, names)).collect();
        let mut ring_of = BTreeMap::new();
        for (place, ring) in rings.iter().enumerate() {
            ring_of.extend(ring.of(NodeKind::Account).map(|m| (m.node.id, place)));
        }
        let settings = facts.settings;
        Outcome {
            facts,
            evidence,
            scores,
            rings,
            not_assessed,
            intake,
            settings,
            ring_ids,
            ring_of,
            lineage: None,
            gates: Vec::new(),
        }
    }

    /// The step recommended for an account.
    pub fn action_of(&self, account: u32) -> Action {
        let actions = self.ring_of.get(&account).map(|&ring| &self.rings[ring].actions);
        let at = actions.and_then(|a| Some(a[a.binary_search_by_key(&account, |a| a.0).ok()?].1));
        // Who is in no ring that is listed may be worth a look all the same, and no more than that but for whoever a
        // reviewer confirmed.
        let alone = || match self.scores.account(account).filter(|s| s.score >= self.settings.review_score) {
            Some(scored) if is_confirmed(scored) => Action::UnbindAndAdBan,
            Some(_) => Action::Review,
            None => Action::None,
        };
        at.unwrap_or_else(alone)
    }

    /// Approvals that name nothing in the exports: kind and identifier as reports show it, sorted.
    pub fn approvals_unmatched(&self) -> Vec<(&'static str, String)> {
        let shown = |(kind, id): &(&'static str, String)| {
            let masked = self.settings.output.mask.as_ref().map(|key| {
                let mut text = String::new();
                key.push(approved_domain(kind), id.as_bytes(), &mut text);
                text
            });
            (*kind, masked.unwrap_or_else(|| id.clone()))
        };
        let mut all: Vec<_> = self.facts.approvals.unmatched().iter().map(shown).collect();
        all.sort_unstable();
        all
    }

    /// The text of a node's identifier.
    pub fn name(&self, node: Node) -> &str {
        let names = &self.facts.frames.names;
        match node.kind {
            NodeKind::Account | NodeKind::Enterprise => names.text(Domain::Account, node.id),
            NodeKind::Device => names.text(Domain::Device, node.id),
            NodeKind::PaymentAccount => names.text(Domain::PaymentAccount, node.id),
            NodeKind::Contact => names.text(Domain::Contact, node.id),
            NodeKind::Note => names.text(Domain::Note, node.id),
            NodeKind::Transfer => {
                let leads = self.facts.frames.numbers(ExportKind::LeadTransfers, "lead_id");
                names.text(Domain::Lead, leads[node.id as usize])
            }
        }
    }

    /// The account whose ring a finding belongs to.
    pub fn account_of(&self, evidence: &Evidence) -> u32 {
        match evidence.subject.kind {
            NodeKind::Transfer => {
                let from = self.facts.frames.numbers(ExportKind::LeadTransfers, "from_account");
                from[evidence.subject.id as usize]
            }
            _ => evidence.subject.id,
        }
    }
}

/// Whose identifiers an approval of a kind names; network addresses have no domain of their own.
fn approved_domain(kind: &str) -> Domain {
    match kind {
        "device" => Domain::Device,
        "payment_account" => Domain::PaymentAccount,
        "ip" => Domain::Value,
        _ => Domain::Account,
    }
}

/// A ring is named after its accounts, so that the same ring has the same name whatever its rank.
fn ring_id(ring: &Ring, names: &crate::ids::Names) -> String {
    let mut accounts: Vec<&str> =
        ring.of(NodeKind::Account).map(|m| names.text(Domain::Account, m.node.id)).collect();
    accounts.sort_unstable();
    format!("r{:012x}", crate::ids::hash(accounts.join("\n").as_bytes()) >> 16)
}

/// One file of the report.
pub struct Format {
    /// Its name in the folder.
    pub file: &'static str,
    /// Its bytes.
    pub write: fn(&Outcome<'_>, &mut (dyn std::io::Write + Send)) -> anyhow::Result<()>,
    /// Whether this report has it.
    pub when: fn(&Outcome<'_>) -> bool,
}

/// A file that every report has.
const fn always(
    file: &'static str,
    write: fn(&Outcome<'_>, &mut (dyn std::io::Write + Send)) -> anyhow::Result<()>,
) -> Format {
    Format { file, write, when: |_| true }
}

/// The files of a report, but for `quarantine.csv`, which a stopped run writes too, and `run.json`,
/// which is written last.
pub const FILES: &[Format] = &[
    always("clusters.csv", machine::clusters),
    always("cluster_members.csv", machine::members),
    always("account_scores.csv", machine::accounts),
    always("lead_scores.csv", machine::leads),
    always("evidence.csv", machine::evidence),
    always("graph.graphml", graphml::write),
    always("report.html", html::write),
    Format { file: watch::FILE, write: watch::write, when: |o| o.settings.output.watch.is_some() },
    Format { file: "lineage.csv", write: machine::lineage, when: |o| o.lineage.is_some() },
    Format { file: REVIEWED, write: reviewed::write, when: |o| o.facts.frames.has("verdicts") },
];

/// Something written from the machine files once they are there.
type Derived<'a> = (String, Box<dyn Fn(&mut (dyn std::io::Write + Send)) -> anyhow::Result<()> + Sync + 'a>);

/// The CSV files that a report may have, all of which have further forms.
fn tables() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|format| format.file).filter(|file| file.ends_with(".csv")).chain(["quarantine.csv"])
}

/// The name of a table as Parquet.
fn parquet_name(csv: &str) -> String {
    csv.replace(".csv", ".parquet")
}

/// The sub folder of tables for spreadsheets.
const EXCEL: &str = "excel";

/// The forms that are made from the machine files, and so can't disagree with them.
fn derived<'a>(outcome: &'a Outcome<'a>, folder: &'a Folder) -> Vec<Derived<'a>> {
    let output = &outcome.settings.output;
    let mut all: Vec<Derived<'a>> =
        vec![("report.xlsx".into(), Box::new(move |out| sheets::write(outcome, folder, out)))];
    for csv in tables().filter(|csv| folder.path().join(csv).exists()) {
        if output.parquet {
            all.push((parquet_name(csv), Box::new(move |out| parquet::write(folder.open(csv)?, out))));
        }
        if output.excel_csv {
            let name = format!("{EXCEL}/{csv}");
            all.push((name, Box::new(move |out| excel_csv::write(folder.open(csv)?, out))));
        }
    }
    all
}

/// Writes all files into the folder. It is not published yet.
///
/// # Errors
/// [`Fault::Output`] if the disk does not take them.
pub fn write(outcome: &Outcome<'_>, folder: &Folder) -> anyhow::Result<()> {
    // Side by side, since each waits for the disk in the end; the first of several faults is told.
    let files = FILES.par_iter().filter(|format| (format.when)(outcome));
    let written: Vec<anyhow::Result<()>> =
        files.map(|format| folder.file(format.file, |out| (format.write)(outcome, out))).collect();
    written.into_iter().collect::<anyhow::Result<()>>()?;
    write_quarantine(outcome.intake, outcome.settings, folder)?;
    let derived = derived(outcome, folder);
    let written: Vec<anyhow::Result<()>> =
        derived.par_iter().map(|(file, write)| folder.file(file, write)).collect();
    written.into_iter().collect()
}

/// Writes `quarantine.csv`.
///
/// # Errors
/// [`Fault::Output`] if the disk does not take it.
pub fn write_quarantine(intake: &Intake, settings: &Settings, folder: &Folder) -> anyhow::Result<()> {
    folder.file("quarantine.csv", |out| machine::quarantine(intake, settings.output.mask.is_some(), out))
}

/// Writes `run.json`, whose stages include the writing of everything else.
///
/// # Errors
/// [`Fault::Output`] if the disk does not take it.
pub fn write_run(outcome: &Outcome<'_>, stages: &[StageTime], folder: &Folder) -> anyhow::Result<()> {
    folder.file("run.json", |out| run_json::write(outcome, stages, out))
}

/// Writes rejected rows to a file of their own.
///
/// # Errors
/// [`Fault::Output`] if the disk does not take it.
pub fn quarantine_file(intake: &Intake, path: &Path) -> anyhow::Result<()> {
    private::put(path, |out| machine::quarantine(intake, false, out))
}

/// A fault of writing to a path.
pub fn output_fault(path: &Path, source: std::io::Error) -> Fault {
    Fault::Output { path: path.to_path_buf(), source }
}
