//! Reads the truth and those files of a report that the figures need.
//!
//! Unlike ingest, nothing is quarantined here: both sides were written by programs, and a figure
//! from half a file is worse than none. [`crate::strict_csv`] stops at the first value that doesn't fit.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result};

use crate::strict_csv::each;

/// What an account really is (`role` in `truth_accounts.csv`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Honest.
    Clean,
    /// Sold to somebody else.
    Traded,
    /// Rented out.
    Rented,
    /// Bound to a company that its holder doesn't work for.
    Affiliated,
    /// Hands leads out of the company or on.
    LeadResale,
    /// Receives resold leads; neither hit nor miss.
    LeadBuyer,
}

const ROLES: [(&str, Role); 6] = [
    ("clean", Role::Clean),
    ("traded", Role::Traded),
    ("rented", Role::Rented),
    ("affiliated", Role::Affiliated),
    ("lead_resale", Role::LeadResale),
    ("lead_buyer", Role::LeadBuyer),
];

/// `recommended_action` as far as figures care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// `none`.
    None,
    /// `review`.
    Review,
    /// Any sanction.
    AboveReview,
}

const ACTIONS: [(&str, Action); 6] = [
    ("none", Action::None),
    ("review", Action::Review),
    ("unbind_and_ad_ban", Action::AboveReview),
    ("withdraw_professional", Action::AboveReview),
    ("close_ad_account", Action::AboveReview),
    ("ban_account", Action::AboveReview),
];

const MEMBER_KINDS: [(&str, bool); 4] =
    [("account", true), ("device", false), ("payment_account", false), ("enterprise", false)];

/// A row of `truth_accounts.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct TruthAccount {
    /// What it is.
    pub role: Role,
    /// The ring it belongs to, if any.
    pub ring: Option<String>,
}

/// Lead, from whom, to whom: what identifies a transfer.
pub type TransferKey = (String, String, String);

/// A truth folder.
#[derive(Debug)]
pub struct Truth {
    /// By account.
    pub accounts: BTreeMap<String, TruthAccount>,
    /// Resold leads.
    pub leads: BTreeSet<TransferKey>,
}

/// A row of `account_scores.csv`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AccountScore {
    /// Overall score, 0..=1.
    pub score: f64,
    /// `traded`, `rented`, `affiliated`, `lead_resale`, each 0..=1.
    pub typologies: [f64; 4],
    /// What the report recommends.
    pub action: Action,
}

/// A row of `clusters.csv` with its accounts from `cluster_members.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// What the report recommends.
    pub action: Action,
    /// Accounts whose role isn't `bystander`.
    pub members: Vec<String>,
    /// Accounts whose role is `bystander`.
    pub bystanders: u64,
}

/// The files of a report that figures are made of.
#[derive(Debug)]
pub struct Report {
    /// By account.
    pub accounts: HashMap<String, AccountScore>,
    /// By cluster; no account is a member of two.
    pub clusters: BTreeMap<String, Cluster>,
    /// Highest score by transfer.
    pub leads: HashMap<TransferKey, f64>,
    /// Used rows of the export `lead_transfers`, where `run.json` says so.
    pub transfers: Option<u64>,
}

/// Reads a truth folder.
pub fn truth(folder: &Path) -> Result<Truth> {
    let mut accounts = BTreeMap::new();
    let path = folder.join("truth_accounts.csv");
    each(&path, ["account_id", "role", "ring"], |row| {
        let known = TruthAccount { role: row.one_of(1, &ROLES)?, ring: row.optional(2) };
        match accounts.insert(row.text(0)?, known) {
            Some(_) => Err(row.problem(0, "each account once, but it was there before")),
            None => Ok(()),
        }
    })?;
    let mut leads = BTreeSet::new();
    let path = folder.join("truth_leads.csv");
    each(&path, ["lead_id", "from_account", "to_account"], |row| {
        // A lead that goes the same way twice is one transfer here: the key is all there is.
        leads.insert((row.text(0)?, row.text(1)?, row.text(2)?));
        Ok(())
    })?;
    Ok(Truth { accounts, leads })
}

/// Reads a report folder.
pub fn report(folder: &Path) -> Result<Report> {
    Ok(Report {
        accounts: account_scores(&folder.join("account_scores.csv"))?,
        clusters: clusters(folder)?,
        leads: lead_scores(&folder.join("lead_scores.csv"))?,
        transfers: transfers_used(&folder.join("run.json"))?,
    })
}

fn account_scores(path: &Path) -> Result<HashMap<String, AccountScore>> {
    const COLUMNS: [&str; 7] =
        ["account_id", "score", "traded", "rented", "affiliated", "lead_resale", "recommended_action"];
    let mut accounts = HashMap::new();
    each(path, COLUMNS, |row| {
        let scored = AccountScore {
            score: row.score(1)?,
            typologies: [row.score(2)?, row.score(3)?, row.score(4)?, row.score(5)?],
            action: row.one_of(6, &ACTIONS)?,
        };
        match accounts.insert(row.text(0)?, scored) {
            Some(_) => Err(row.problem(0, "each account once, but it was there before")),
            None => Ok(()),
        }
    })?;
    Ok(accounts)
}

fn clusters(folder: &Path) -> Result<BTreeMap<String, Cluster>> {
    let mut clusters = BTreeMap::new();
    let path = folder.join("clusters.csv");
    each(&path, ["cluster_id", "recommended_action"], |row| {
        let empty = Cluster { action: row.one_of(1, &ACTIONS)?, members: Vec::new(), bystanders: 0 };
        match clusters.insert(row.text(0)?, empty) {
            Some(_) => Err(row.problem(0, "each cluster once, but it was there before")),
            None => Ok(()),
        }
    })?;
    let mut member_of: HashMap<String, String> = HashMap::new();
    let path = folder.join("cluster_members.csv");
    let columns = ["cluster_id", "member_kind", "member_id", "role"];
    each(&path, columns, |row| {
        let id = row.text(0)?;
        let cluster = clusters.get_mut(&id).ok_or_else(|| row.problem(0, "a cluster_id of clusters.csv"))?;
        if !row.one_of(1, &MEMBER_KINDS)? {
            return Ok(());
        }
        if row.optional(3).as_deref() == Some("bystander") {
            cluster.bystanders += 1;
            return Ok(());
        }
        let account = row.text(2)?;
        // B-cubed and "the cluster of an account" are only defined for disjoint clusters.
        if let Some(before) = member_of.insert(account.clone(), id) {
            let expected = format!("an account once, but it is already a member of {before}");
            return Err(row.problem(2, &expected));
        }
        cluster.members.push(account);
        Ok(())
    })?;
    Ok(clusters)
}

fn lead_scores(path: &Path) -> Result<HashMap<TransferKey, f64>> {
    let mut leads = HashMap::new();
    let columns = ["lead_id", "from_account", "to_account", "score"];
    each(path, columns, |row| {
        let score = row.score(3)?;
        let best = leads.entry((row.text(0)?, row.text(1)?, row.text(2)?)).or_insert(score);
        *best = score.max(*best);
        Ok(())
    })?;
    Ok(leads)
}

/// Sums `used` over the objects in `inputs` whose `export` is `lead_transfers` (an export can be
/// many files). `None` if there is no `run.json` or it doesn't count them: the report is still
/// worth measuring, only without the number of transfers that have no evidence.
fn transfers_used(path: &Path) -> Result<Option<u64>> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| path.display().to_string()),
    };
    let run: serde_json::Value =
        serde_json::from_str(&text).with_context(|| format!("{}: expected JSON", path.display()))?;
    let inputs = run["inputs"].as_array().map_or(&[][..], Vec::as_slice);
    let used: Option<Vec<u64>> = inputs
        .iter()
        .filter(|input| input["export"] == "lead_transfers")
        .map(|input| input["used"].as_u64())
        .collect();
    // One file without a count makes the sum a guess.
    Ok(used.filter(|u| !u.is_empty()).map(|u| u.iter().sum()))
}
