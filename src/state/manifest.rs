//! `state.json`: which files count.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk;
use crate::error::Fault;

/// Name of the manifest.
pub const FILE: &str = "state.json";
/// Version of the state's layout.
const VERSION: u32 = 1;

/// A file of the state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Its path within the state.
    pub file: String,
    /// Its rows.
    pub rows: u64,
    /// BLAKE3 of its bytes, as hexadecimal text.
    pub blake3: String,
}

/// A day of logins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// Distinct logins.
    pub logins: u64,
    /// Files with a row per account, device and region.
    pub devices: Vec<Held>,
    /// Files with a row per account and network address.
    pub networks: Vec<Held>,
}

/// What a night came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Night {
    /// The last day of its window.
    pub night: String,
    /// Rings reported.
    pub rings: u64,
    /// Accounts with an action above `review`.
    pub actions: u64,
    /// Rows that came in that night, an export.
    pub rows: BTreeMap<String, u64>,
    /// The accounts of its rings.
    pub members: Option<Held>,
}

/// The manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the layout.
    pub version: u32,
    /// Zone whose days these are; none in a state that was just begun.
    pub timezone: Option<String>,
    /// Columns that exports of logins have had, by the contract's names.
    pub login_columns: std::collections::BTreeSet<String>,
    /// Days (YYYY-MM-DD).
    pub days: BTreeMap<String, Day>,
    /// Rows of exports that come as increments, and of changes that were noticed, by export.
    pub tables: BTreeMap<String, Held>,
    /// Accounts as they were on the last nights, by night.
    pub accounts: BTreeMap<String, Held>,
    /// The last nights, in order.
    pub nights: Vec<Night>,
}

impl Manifest {
    /// Reads the manifest of a state; an empty one where there is no state yet.
    ///
    /// # Errors
    /// [`Fault::State`] if it is damaged, of another version, or missing where there are days.
    pub fn read(folder: &Path) -> Result<Manifest, Fault> {
        let path = folder.join(FILE);
        let bad = |what: String| Fault::State { path: path.clone(), what, help: disk::REBUILD.into() };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Manifest::begin(folder),
            Err(e) => return Err(bad(format!("cannot be read: {e}"))),
        };
        let manifest: Manifest = serde_json::from_str(&text).map_err(|e| bad(format!("is damaged: {e}")))?;
        match manifest.version {
            VERSION => Ok(manifest),
            other => Err(bad(format!("is of version {other}, this program knows version {VERSION}"))),
        }
    }

    fn begin(folder: &Path) -> Result<Manifest, Fault> {
        let foreign =
            disk::foreign(folder).map_err(|source| Fault::Output { path: folder.into(), source })?;
        match foreign {
            None => Ok(Manifest { version: VERSION, ..Manifest::default() }),
            Some(name) => Err(Fault::State {
                path: folder.to_path_buf(),
                what: format!("has no {FILE}, but {name}"),
                help: "name a new or empty folder for --state; if this is a state, put its state.json back"
                    .into(),
            }),
        }
    }

    /// Puts the manifest in place.
    ///
    /// # Errors
    /// [`Fault::Output`] if the disk does not take it.
    pub fn write(&self, folder: &Path) -> Result<(), Fault> {
        let path = folder.join(FILE);
        let fault = |source| Fault::Output { path: path.clone(), source };
        let aside = folder.join(format!("{}{FILE}", disk::ASIDE));
        let mut file = crate::private::file().truncate(true).open(&aside).map_err(fault)?;
        let mut text = serde_json::to_string_pretty(self).map_err(|e| fault(e.into()))?;
        text.push('\n');
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(fault)?;
        std::fs::rename(&aside, &path).map_err(fault)?;
        disk::sync_folder(folder)
    }

    /// All files that count.
    pub fn files(&self) -> impl Iterator<Item = &Held> {
        let days = self.days.values().flat_map(|day| day.devices.iter().chain(&day.networks));
        let members = self.nights.iter().filter_map(|night| night.members.as_ref());
        days.chain(self.tables.values()).chain(self.accounts.values()).chain(members)
    }
}
