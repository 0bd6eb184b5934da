//! Rings that keep their names, and the accounts of each night's rings.

use std::collections::BTreeSet;

use super::manifest::Held;
use super::{State, disk, night};
use crate::error::Fault;
use crate::frames::Window;
use crate::lineage::Members;

impl State {
    /// The accounts of last night's rings, by ring; none on the first night. Tonight's own, of a run
    /// before this one, do not count.
    ///
    /// # Errors
    /// [`Fault::State`] if the file is damaged.
    pub fn rings_before(&self, tonight: Window) -> Result<Option<Members>, Fault> {
        let Some(last) = self.nights(tonight).last().copied() else { return Ok(None) };
        let Some(held) = &last.members else { return Ok(None) };
        let (_, rows) = disk::read_table(&self.folder, held)?;
        let mut members = Members::new();
        for row in &rows {
            members.entry(row[0].to_string()).or_default().insert(row[1].to_string());
        }
        Ok(Some(members))
    }

    /// Keeps the accounts of tonight's rings.
    ///
    /// # Errors
    /// [`Fault::Output`] if the disk does not take them.
    pub fn keep_rings(&self, members: &Members, tonight: Window) -> Result<Held, Fault> {
        let night = night(tonight);
        let of = |(ring, accounts): (&String, &BTreeSet<String>)| -> Vec<[String; 3]> {
            accounts.iter().map(|account| [ring.clone(), account.clone(), night.clone()]).collect()
        };
        let header = ["cluster_id", "account_id", "night"];
        disk::write_table(&self.folder, "rings", &header, members.iter().flat_map(of))
    }
}
