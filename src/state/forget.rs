//! A person's data erased from the state.
//!
//! Cost: every file of the state is read once, and those that hold an account are written anew.

use std::collections::{BTreeMap, HashSet};
use std::io::Write;

use polars::prelude::*;

use super::manifest::{Day, Held};
use super::{State, days, disk};
use crate::error::Fault;

/// Name of the record of what was erased.
const RECORD: &str = "forgotten.csv";

/// Whether a text speaks of an identifier: whole, not as a part of a longer one.
pub fn mentions(text: &str, id: &str) -> bool {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '-');
    text.match_indices(id)
        .any(|(at, _)| !part(text[..at].chars().next_back()) && !part(text[at + id.len()..].chars().next()))
}

impl State {
    /// Removes all rows of some accounts, from every day and table, and puts the state in place. Returns
    /// how many rows of each went, in the order given.
    ///
    /// # Errors
    /// [`Fault::State`] if a file is damaged, [`Fault::Output`] if the disk does not take a new one.
    pub fn forget(mut self, accounts: &[String]) -> Result<Vec<u64>, Fault> {
        let mut rows: BTreeMap<&str, u64> = accounts.iter().map(|a| (a.as_str(), 0)).collect();
        for (name, day) in self.manifest.days.clone() {
            let mut without = |files: &[Held], kind| -> Result<Vec<Held>, Fault> {
                files.iter().map(|held| self.without(held, &name, kind, &mut rows)).collect()
            };
            let devices = without(&day.devices, "device_days")?;
            let networks = without(&day.networks, "network_days")?;
            let logins = days::logins(&self.folder, &devices)?;
            self.next.days.insert(name, Day { logins, devices, networks });
        }
        for held in self.next.tables.values_mut().chain(self.next.accounts.values_mut()) {
            *held = rows_without(&self.folder, held, "tables", &mut rows)?;
        }
        for held in self.next.nights.iter_mut().filter_map(|night| night.members.as_mut()) {
            *held = rows_without(&self.folder, held, "rings", &mut rows)?;
        }
        let counts: Vec<u64> = accounts.iter().map(|account| rows[account.as_str()]).collect();
        self.record(accounts, &counts)?;
        self.commit()?;
        Ok(counts)
    }

    /// A file of a day without the rows of some accounts.
    fn without(
        &self,
        held: &Held,
        day: &str,
        kind: &str,
        rows: &mut BTreeMap<&str, u64>,
    ) -> Result<Held, Fault> {
        let frame = days::open(&self.folder, held)?;
        let unusable = |e: PolarsError| days::unusable(&self.folder, held, &e);
        let accounts = frame.column("account_id").and_then(|c| Ok(c.str()?.clone())).map_err(unusable)?;
        let keep: BooleanChunked = accounts
            .iter()
            .map(|account| match rows.get_mut(account.unwrap_or_default()) {
                Some(count) => {
                    *count += 1;
                    false
                }
                None => true,
            })
            .collect();
        if keep.all() {
            return Ok(held.clone());
        }
        days::parquet(&self.folder, &format!("{kind}/day={day}"), frame.filter(&keep))
    }

    /// Adds to the record what was erased; the accounts as hashes only.
    fn record(&self, accounts: &[String], rows: &[u64]) -> Result<(), Fault> {
        let path = self.folder.join(RECORD);
        let fault = |source| Fault::Output { path: path.clone(), source };
        let new = !path.exists();
        let mut file = crate::private::file().append(true).open(&path).map_err(fault)?;
        let mut text = String::new();
        if new {
            text.push_str("forgotten_at,account_blake3,rows\n");
        }
        let now = jiff::Timestamp::now();
        for (account, rows) in accounts.iter().zip(rows) {
            text.push_str(&format!("{now:.0},{},{rows}\n", blake3::hash(account.as_bytes()).to_hex()));
        }
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(fault)
    }
}

/// A table without the rows in which one of some accounts stands.
fn rows_without(
    state: &std::path::Path,
    held: &Held,
    folder: &str,
    rows: &mut BTreeMap<&str, u64>,
) -> Result<Held, Fault> {
    let (header, all) = disk::read_table(state, held)?;
    let before = all.len();
    let mut kept = Vec::new();
    for row in all {
        let named: HashSet<&str> = row.iter().filter(|cell| rows.contains_key(cell)).collect();
        if named.is_empty() {
            kept.push(row);
        } else {
            let named: Vec<String> = named.into_iter().map(String::from).collect();
            named.iter().for_each(|cell| *rows.get_mut(cell.as_str()).expect("it is one of them") += 1);
        }
    }
    if kept.len() == before {
        return Ok(held.clone());
    }
    let header: Vec<&str> = header.iter().collect();
    disk::write_table(state, folder, &header, kept.iter().map(|row| row.iter()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fault: u1 erased together with u12, or left where it stands between marks.
    #[test]
    fn an_identifier_is_mentioned_whole_or_not_at_all() {
        for text in ["u1", "logins:u1/d9 2025", "a;u1;b", "l7/u0>u1@2025"] {
            assert!(mentions(text, "u1"), "{text}");
        }
        for text in ["u12", "au1", "u1-x", "U1", ""] {
            assert!(!mentions(text, "u1"), "{text}");
        }
    }
}
