//! `kosring diff`: what became of the rings of one report in another.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;

use super::print;
use crate::cli::Diff;
use crate::error::Fault;
use crate::lineage::{COLUMNS, Change, Descent, Members, descents, names};
use crate::private;
use crate::strict_csv::each;

/// Accounts that a line names.
const MOST_NAMED: usize = 5;

/// `kosring diff`.
pub fn command(command: &Diff) -> Result<()> {
    let (old, new) = (members(&command.old)?, members(&command.new)?);
    let all = matched(new, &old);
    if let Some(path) = &command.out {
        private::put(path, |out| {
            let mut csv = csv::Writer::from_writer(out);
            csv.write_record(COLUMNS)?;
            for descent in &all {
                csv.write_record(descent.row(&str::to_string))?;
            }
            Ok(csv.flush()?)
        })?;
    }
    print(&told(&all))
}

/// What became of the rings, under their names in the new report. Reports that were made without a state name a ring
/// after its accounts, so that one that has grown has another name: rings are matched by their accounts.
fn matched(new: Members, old: &Members) -> Vec<Descent> {
    let new: Vec<(String, BTreeSet<String>)> = new.into_iter().collect();
    let names = names(&new, old);
    let own: BTreeMap<&String, &String> = names.iter().zip(new.iter().map(|ring| &ring.0)).collect();
    let now: Members = names.iter().cloned().zip(new.iter().map(|ring| ring.1.clone())).collect();
    let mut all = descents(&now, old);
    for descent in &mut all {
        if let Some(&name) = own.get(&descent.cluster_id) {
            descent.cluster_id = name.clone();
        }
    }
    all
}

/// Accounts of a report's rings.
fn members(report: &Path) -> Result<Members, Fault> {
    let path = report.join("cluster_members.csv");
    let mut members = Members::new();
    let read = each(&path, ["cluster_id", "member_kind", "member_id"], |row| {
        if row.value(1) == "account" {
            members.entry(row.text(0)?).or_default().insert(row.text(2)?);
        }
        Ok(())
    });
    read.map_err(|e| Fault::input(&path, format!("{e:#}"), "name two report folders"))?;
    Ok(members)
}

/// A line a ring that changed, and a count of the rest.
fn told(all: &[Descent]) -> String {
    let mut counts: BTreeMap<Change, usize> = BTreeMap::new();
    all.iter().for_each(|d| *counts.entry(d.change).or_default() += 1);
    let counts: Vec<String> = counts.iter().map(|(change, n)| format!("{n} {}", change.name())).collect();
    let mut text = format!("Rings: {}\n", if counts.is_empty() { "none".into() } else { counts.join(", ") });
    for d in all.iter().filter(|d| d.change != Change::Same) {
        text.push_str(&format!(
            "  {} {:<7} {} accounts, {} before{}{}{}\n",
            d.cluster_id,
            d.change.name(),
            d.accounts,
            d.accounts_before,
            listed("; joined ", &d.joined),
            listed("; left ", &d.left),
            listed("; from ", if d.from == [d.cluster_id.as_str()] { &[] } else { &d.from }),
        ));
    }
    text
}

fn listed(what: &str, names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    let more = if names.len() > MOST_NAMED {
        format!(" and {} more", names.len() - MOST_NAMED)
    } else {
        String::new()
    };
    format!("{what}{}{more}", names[..names.len().min(MOST_NAMED)].join(", "))
}
