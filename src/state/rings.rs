//! Rings that keep their names, and the accounts of each night's rings.

use std::collections::{BTreeMap, BTreeSet};

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
        let bytes = disk::read(&self.folder, held)?;
        let damaged = |what: String| Fault::State {
            path: self.folder.join(&held.file),
            what,
            help: disk::REBUILD.into(),
        };
        let text = zstd::decode_all(&bytes[..]).map_err(|e| damaged(e.to_string()))?;
        let mut members: Members = BTreeMap::new();
        for row in csv::Reader::from_reader(&text[..]).records() {
            let row = row.map_err(|e| damaged(e.to_string()))?;
            members.entry(row[0].to_string()).or_default().insert(row[1].to_string());
        }
        Ok(Some(members))
    }

    /// Keeps the accounts of tonight's rings.
    ///
    /// # Errors
    /// [`Fault::Output`] if the disk does not take them.
    pub fn keep_rings(&self, members: &Members, tonight: Window) -> Result<Held, Fault> {
        let rows: u64 = members.values().map(|accounts: &BTreeSet<String>| accounts.len() as u64).sum();
        let mut csv = csv::Writer::from_writer(Vec::new());
        let fault = |source| Fault::Output { path: self.folder.join("rings"), source };
        csv.write_record(["cluster_id", "account_id", "night"]).map_err(|e| fault(e.into()))?;
        let night = night(tonight);
        for (ring, accounts) in members {
            for account in accounts {
                csv.write_record([ring, account, &night]).map_err(|e| fault(e.into()))?;
            }
        }
        let text = csv.into_inner().map_err(|e| fault(e.into_error()))?;
        let bytes = zstd::encode_all(&text[..], zstd::DEFAULT_COMPRESSION_LEVEL).map_err(fault)?;
        disk::write(&self.folder, "rings", "csv.zst", rows, &bytes)
    }
}
