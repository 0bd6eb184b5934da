//! One thing of a report with all that the report holds about it: what the terminal story and the case
//! file tell.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde::Serialize;

use super::report::{AccountRow, Finding, MemberRow, Missing, Report, RingRow, TransferRow, VerdictRow};
use super::rows::Rows;
use super::waterfall::{RingFall, Waterfall, ring_fall, waterfall};
use crate::evidence::{TYPOLOGIES, Typology};
use crate::questions::questions;

/// Kinds of things that can be explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub enum Kind {
    /// A ring, by its cluster_id.
    Ring,
    /// An account, enterprise accounts included.
    Account,
    /// A device.
    Device,
    /// A payment account.
    PaymentAccount,
    /// A lead with its transfers.
    Lead,
}

impl Kind {
    /// Stable name.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Ring => "ring",
            Kind::Account => "account",
            Kind::Device => "device",
            Kind::PaymentAccount => "payment_account",
            Kind::Lead => "lead",
        }
    }
}

/// An account of the case.
#[derive(Debug, Clone, Serialize)]
pub struct AccountCase {
    /// Its row of `account_scores.csv`.
    #[serde(flatten)]
    pub row: AccountRow,
    /// How its score came about; only where all of its findings belong to the case.
    pub waterfall: Option<Waterfall>,
}

/// A transfer of the case.
#[derive(Debug, Clone, Serialize)]
pub struct TransferCase {
    /// Its row of `lead_scores.csv`.
    #[serde(flatten)]
    pub row: TransferRow,
    /// How its score came about; only where the case is about the lead.
    pub waterfall: Option<Waterfall>,
}

/// Everything about one thing.
#[derive(Debug, Serialize)]
pub struct Case {
    /// What it is.
    pub kind: Kind,
    /// Its identifier.
    pub id: String,
    /// The ring itself, or the one that it belongs to.
    pub ring: Option<RingRow>,
    /// How the ring's score came about, where the case is about a ring.
    pub ring_waterfall: Option<RingFall>,
    /// Members of that ring.
    pub members: Vec<MemberRow>,
    /// The accounts concerned, the likeliest first.
    pub accounts: Vec<AccountCase>,
    /// What reviewers decided of the accounts concerned and of the ring's others, by account.
    pub verdicts: Vec<VerdictRow>,
    /// The transfers concerned, the likeliest first.
    pub transfers: Vec<TransferCase>,
    /// Findings about the thing, and those about others that name it.
    pub findings: Vec<Finding>,
    /// Abuses that are alleged, the likeliest first.
    pub alleged: Vec<&'static str>,
    /// What the run could not assess.
    pub not_assessed: Vec<Missing>,
    /// Families that the run left out.
    pub without_families: Vec<String>,
    /// Questions to put to the company, as keys of texts.
    pub questions: Vec<&'static str>,
    /// First and last day of the window.
    pub window: (String, String),
    /// Version of the program that wrote the report.
    pub version: String,
    /// SHA-256 of the settings in force.
    pub settings_sha256: String,
    /// The rows behind the findings, where they were asked for.
    pub rows: Option<Rows>,
}

impl Case {
    /// All keys of the findings.
    pub fn keys(&self) -> BTreeSet<String> {
        self.findings.iter().flat_map(|f| &f.sources).cloned().collect()
    }

    /// Findings about one subject, in the order of the file.
    pub fn about<'c>(&'c self, kind: &'c str, id: &'c str) -> impl Iterator<Item = &'c Finding> {
        self.findings.iter().filter(move |f| f.subject_kind == kind && f.subject_id == id)
    }

    /// Findings about others than the accounts in full and the lead itself.
    pub fn about_others(&self) -> impl Iterator<Item = &Finding> {
        let own: BTreeSet<&str> = self
            .accounts
            .iter()
            .filter(|a| a.waterfall.is_some())
            .map(|a| a.row.account_id.as_str())
            .collect();
        let lead = self.kind == Kind::Lead;
        self.findings.iter().filter(move |f| match f.subject_kind.as_str() {
            "account" => !own.contains(f.subject_id.as_str()),
            _ => !(lead && f.subject_id == self.id),
        })
    }
}

/// The kinds of things that an identifier names in a report.
///
/// # Errors
/// If a file is not a report's.
pub fn kinds(report: &Report, id: &str) -> Result<Vec<Kind>> {
    let mut kinds = BTreeSet::new();
    if !report.rings(|ring| ring == id)?.is_empty() {
        kinds.insert(Kind::Ring);
    }
    for member in report.members(|_, _, member| member == id)? {
        kinds.extend(kind_of(&member.member_kind));
    }
    let reviewed = !report.verdicts(|account| account == id)?.is_empty();
    if reviewed || !report.accounts(|account| account == id)?.is_empty() {
        kinds.insert(Kind::Account);
    }
    for row in report.transfers(|lead, from, to| [lead, from, to].contains(&id))? {
        kinds.insert(if row.lead_id == id { Kind::Lead } else { Kind::Account });
    }
    report.findings(|finding| {
        if finding.object_id == id {
            kinds.extend(kind_of(&finding.object_kind));
        }
        if finding.ties("device", id) {
            kinds.insert(Kind::Device);
        }
        false
    })?;
    Ok(kinds.into_iter().collect())
}

fn kind_of(name: &str) -> Option<Kind> {
    match name {
        "account" | "enterprise" => Some(Kind::Account),
        "device" => Some(Kind::Device),
        "payment_account" => Some(Kind::PaymentAccount),
        _ => None,
    }
}

/// Gathers all about one thing.
///
/// # Errors
/// If a file is not a report's.
pub fn case(report: &Report, kind: Kind, id: &str) -> Result<Case> {
    let mut case = empty(report, kind, id);
    match kind {
        Kind::Ring => of_ring(report, &mut case)?,
        Kind::Account => of_account(report, &mut case)?,
        Kind::Lead => of_lead(report, &mut case)?,
        Kind::Device | Kind::PaymentAccount => of_thing(report, &mut case)?,
    }
    case.verdicts = verdicts(report, &case)?;
    case.alleged = alleged(report, &case);
    let found = |code: &str| case.findings.iter().any(|f| f.millibits > 0 && f.code == code);
    let alleged = |abuse: &str| case.alleged.contains(&abuse);
    case.questions = questions(alleged, found);
    Ok(case)
}

fn empty(report: &Report, kind: Kind, id: &str) -> Case {
    let run = &report.run;
    Case {
        kind,
        id: id.to_string(),
        ring: None,
        ring_waterfall: None,
        members: Vec::new(),
        accounts: Vec::new(),
        verdicts: Vec::new(),
        transfers: Vec::new(),
        findings: Vec::new(),
        alleged: Vec::new(),
        not_assessed: run.not_assessed.clone(),
        without_families: run.without_families.clone(),
        questions: Vec::new(),
        window: run.window.clone(),
        version: run.version.clone(),
        settings_sha256: run.settings_sha256.clone(),
        rows: None,
    }
}

fn of_ring(report: &Report, case: &mut Case) -> Result<()> {
    put_ring(report, case, Some(&case.id.clone()))?;
    let accounts: BTreeSet<&str> =
        case.members.iter().filter(|m| m.member_kind == "account").map(|m| m.member_id.as_str()).collect();
    let rows = report.accounts(|account| accounts.contains(account))?;
    case.findings = report.findings(|f| f.cluster_id.as_deref() == Some(&case.id))?;
    case.transfers = plain(report.transfers(|_, from, to| accounts.contains(from) || accounts.contains(to))?);
    case.accounts = rows.into_iter().map(|row| in_full(report, &case.findings, row)).collect();
    let settings = &report.run.settings;
    let falls = case.accounts.iter().filter_map(|a| a.waterfall.as_ref());
    let suspects: Vec<&Waterfall> = falls.filter(|w| w.score >= settings.ring_member_score).collect();
    case.ring_waterfall = Some(ring_fall(&suspects, report.run.prior));
    Ok(())
}

fn of_account(report: &Report, case: &mut Case) -> Result<()> {
    let id = case.id.clone();
    let rows = report.accounts(|account| account == id)?;
    case.findings = report.findings(|f| f.ties("account", &id) || f.ties("enterprise", &id))?;
    case.transfers = plain(report.transfers(|_, from, to| from == id || to == id)?);
    let ring = rows.first().and_then(|row| row.cluster_id.clone());
    case.accounts = rows.into_iter().map(|row| in_full(report, &case.findings, row)).collect();
    let ring = match ring {
        Some(ring) => Some(ring),
        None => ring_of(report, case, &["account", "enterprise"])?,
    };
    put_ring(report, case, ring.as_deref())
}

fn of_thing(report: &Report, case: &mut Case) -> Result<()> {
    let (kind, id) = (case.kind.name(), case.id.clone());
    case.findings = report.findings(|f| f.ties(kind, &id))?;
    let accounts: BTreeSet<&str> =
        case.findings.iter().filter(|f| f.subject_kind == "account").map(|f| f.subject_id.as_str()).collect();
    let rows = report.accounts(|account| accounts.contains(account))?;
    case.accounts = rows.into_iter().map(|row| AccountCase { row, waterfall: None }).collect();
    let ring = ring_of(report, case, &[kind])?;
    put_ring(report, case, ring.as_deref())
}

fn of_lead(report: &Report, case: &mut Case) -> Result<()> {
    let id = case.id.clone();
    let key = format!("lead_transfers:{id}/");
    let rests_on = |f: &Finding| f.sources.iter().any(|source| source.starts_with(&key));
    case.findings = report.findings(|f| f.ties("transfer", &id) || rests_on(f))?;
    let rows = report.transfers(|lead, _, _| lead == id)?;
    let mut falls = transfer_falls(report, &case.findings, &id);
    case.transfers = rows
        .into_iter()
        .map(|row| {
            let way = format!("{key}{}>{}@", row.from_account, row.to_account);
            // Two transfers of a lead may go the same way; the score tells them apart as far as the file
            // does.
            let of_row = |(key, fall): &(String, Waterfall)| {
                key.starts_with(&way) && (fall.score - row.score).abs() < 1e-6
            };
            let at = falls.iter().position(of_row);
            TransferCase { waterfall: at.map(|at| falls.remove(at).1), row }
        })
        .collect();
    let ring = case.transfers.iter().find_map(|t| t.row.cluster_id.clone());
    put_ring(report, case, ring.as_deref())
}

/// Waterfalls of a lead's transfers by the key of each.
fn transfer_falls(report: &Report, findings: &[Finding], lead: &str) -> Vec<(String, Waterfall)> {
    let mut groups: BTreeMap<&str, Vec<(usize, &Finding)>> = BTreeMap::new();
    let own =
        findings.iter().enumerate().filter(|(_, f)| f.subject_kind == "transfer" && f.subject_id == lead);
    for (place, finding) in own {
        // A finding about a transfer names its row first.
        let key = finding.sources.first().map_or("", String::as_str);
        groups.entry(key).or_default().push((place, finding));
    }
    let fall =
        |group: Vec<(usize, &Finding)>| waterfall(group.into_iter(), report.run.prior, &report.run.settings);
    groups.into_iter().map(|(key, group)| (key.to_string(), fall(group))).collect()
}

fn plain(rows: Vec<TransferRow>) -> Vec<TransferCase> {
    rows.into_iter().map(|row| TransferCase { row, waterfall: None }).collect()
}

fn in_full(report: &Report, findings: &[Finding], row: AccountRow) -> AccountCase {
    let own = |f: &Finding| f.subject_kind == "account" && f.subject_id == row.account_id;
    let about = findings.iter().enumerate().filter(|(_, f)| own(f));
    let waterfall = Some(waterfall(about, report.run.prior, &report.run.settings));
    AccountCase { row, waterfall }
}

/// Decisions about the accounts concerned and about the others of the ring; the one that the case is about
/// comes first, even if there is no evidence about it.
fn verdicts(report: &Report, case: &Case) -> Result<Vec<VerdictRow>> {
    let mut concerned: BTreeSet<&str> = case.accounts.iter().map(|a| a.row.account_id.as_str()).collect();
    concerned.extend(case.members.iter().filter(|m| m.member_kind == "account").map(|m| &*m.member_id));
    let own = |account: &str| case.kind == Kind::Account && account == case.id;
    let mut rows = report.verdicts(|account| concerned.contains(account) || own(account))?;
    rows.sort_by_key(|row| !own(&row.account_id));
    Ok(rows)
}

/// The ring that a thing is a member of.
fn ring_of(report: &Report, case: &Case, kinds: &[&str]) -> Result<Option<String>> {
    let members = report.members(|_, kind, id| kinds.contains(&kind) && id == case.id)?;
    Ok(members.into_iter().next().map(|m| m.cluster_id))
}

fn put_ring(report: &Report, case: &mut Case, ring: Option<&str>) -> Result<()> {
    let Some(ring) = ring else { return Ok(()) };
    case.ring = report.rings(|id| id == ring)?.into_iter().next();
    case.members = report.members(|id, _, _| id == ring)?;
    Ok(())
}

/// What is alleged: the abuses of a ring, those that an account is more likely than not in, or else its
/// likeliest; of other things what the findings that name them speak for.
fn alleged(report: &Report, case: &Case) -> Vec<&'static str> {
    let name = |wanted: &str| TYPOLOGIES.iter().map(|t| t.name()).find(|name| *name == wanted);
    if let (Kind::Ring, Some(ring)) = (case.kind, &case.ring) {
        return ring.typologies.iter().filter_map(|t| name(t)).collect();
    }
    if case.kind == Kind::Lead {
        return vec![Typology::LeadResale.name()];
    }
    let falls: Vec<&Waterfall> = case.accounts.iter().filter_map(|a| a.waterfall.as_ref()).collect();
    if let Some(fall) = falls.first() {
        let likely = |t: &usize| fall.typologies[*t].score >= report.run.settings.review_score;
        let all: Vec<usize> = (0..fall.typologies.len()).filter(likely).collect();
        let some = if all.is_empty() { (0..fall.typologies.len().min(1)).collect() } else { all };
        return some.into_iter().map(|t| fall.typologies[t].typology).collect();
    }
    let for_abuse = |t: &Typology| case.findings.iter().any(|f| f.typology == *t && f.millibits > 0);
    TYPOLOGIES.into_iter().filter(for_abuse).map(Typology::name).collect()
}
