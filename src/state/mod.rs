//! The state between nights: days of logins that are reduced already, exports that come as increments,
//! and what was reported last.
//!
//! ```text
//! STATE/state.json                               which files count, with their BLAKE3
//! STATE/device_days/day=2025-03-01/*.parquet     a row per account, device and region
//! STATE/network_days/day=2025-03-01/*.parquet    a row per account and network address
//! STATE/tables/*.csv.zst                         exports that come as increments, accounts, changes
//! STATE/rings/*.csv.zst                          the accounts of the last nights' rings
//! STATE/incoming/                                days that another engine is writing
//! STATE/quarantine/                              rows that it rejected the last time
//! STATE/forgotten.csv                            when whose rows were erased, the accounts as hashes
//! STATE/lock                                     held while a run works on the state
//! ```
//!
//! **Whole or not at all.** A file is written under another name, synced, renamed to a name made of what
//! it holds, and never changed. `state.json` says which files count; renaming a new one into its place is
//! the one step that changes the state. A run that is killed before it leaves files that nothing refers
//! to; the next run removes them.
//!
//! **A day replaces itself.** Days that tonight's logins cover are taken from them alone, whatever the
//! state held of them, so that running twice is running once. A day of which tonight's export has far
//! fewer logins than the state (`state.replace_share`) stays as it is: its logins are late, and counted.
//!
//! **Only what is looked at.** Where bystanders are left out (see [`crate::ingest::scope`]), two columns of
//! the window are read first, to see which devices are shared, and the others file by file for the accounts
//! that are kept.
//!
//! Cost: linear in the device-days of the window; days are read side by side.

mod days;
mod disk;
mod forget;
mod gates;
mod manifest;
mod rings;
mod spark;
mod tables;

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::error::Fault;
use crate::frames::Window;
use crate::ids::{Dictionary, Names};
use crate::ingest::logins::LoginLog;
use crate::ingest::scope::{Kept, Scope};
use crate::ingest::{CleanTable, Parts};
use crate::reduce::{ReadDays, window};
use crate::schema::{EXPORTS, Export, ExportKind, export};
use crate::settings::Settings;
use crate::time::{format_day, parse_day};
use manifest::Manifest;

pub use forget::mentions;
pub use gates::gates;
pub use manifest::{Day, Night};
pub use spark::{Logins, QUARANTINE, sql};
pub use tables::{Delivery, IDENTITIES, NOTICED_FILE};

/// Nights that the manifest remembers: what is usual is measured on them.
const NIGHTS: usize = 30;

/// What a run takes from a state.
pub struct Plan<'s> {
    /// The days to look at.
    pub window: Window,
    /// Those that the state has and the logins read have not, by bit of the window.
    pub days: Vec<(u32, &'s Day)>,
}

impl Plan<'_> {
    /// The days taken, as bits of the window.
    pub fn held(&self) -> u128 {
        self.days.iter().fold(0, |days, day| days | 1 << day.0)
    }
}

/// An open state. Others wait, or leave, until it is dropped.
pub struct State {
    folder: PathBuf,
    #[allow(dead_code, reason = "held until it is dropped")]
    lock: File,
    /// As it was found.
    manifest: Manifest,
    /// As it will be.
    next: Manifest,
}

impl State {
    /// Opens a state, or begins one in an empty or missing folder; waits for another run for as long as
    /// `wait`. Removes what a killed run has left.
    ///
    /// # Errors
    /// [`Fault::Locked`], [`Fault::State`] if it is damaged or of another zone or version,
    /// [`Fault::Output`] if it cannot be written.
    pub fn open(folder: &Path, settings: &Settings, wait: Duration) -> Result<State, Fault> {
        disk::create_folder(folder)?;
        let lock = lock(folder, wait)?;
        let manifest = Manifest::read(folder)?;
        if let Some(zone) = manifest.timezone.as_ref().filter(|zone| **zone != settings.timezone) {
            return Err(Fault::State {
                path: folder.to_path_buf(),
                what: format!("its days are days in {zone}, the settings say {}", settings.timezone),
                help: "set input.timezone to that zone, or begin a new state".into(),
            });
        }
        let next = Manifest { timezone: Some(settings.timezone.clone()), ..manifest.clone() };
        let mut state = State { folder: folder.to_path_buf(), lock, manifest, next };
        state.sweep(&state.manifest)?;
        state.take_over()?;
        Ok(state)
    }

    /// Whether there are days of logins in it.
    pub fn has_days(&self) -> bool {
        !self.manifest.days.is_empty()
    }

    /// Whether a run can do without an export: the state holds what it has been so far.
    pub fn holds(&self, export: &Export, settings: &Settings) -> bool {
        match export.kind {
            ExportKind::Logins => self.has_days(),
            kind => self.held_table(kind, settings).is_some(),
        }
    }

    /// The file with the rows so far of an export that comes as increments.
    pub fn held_table(&self, kind: ExportKind, settings: &Settings) -> Option<PathBuf> {
        let increments = settings.deliveries[kind as usize] == Delivery::Increment;
        let held = self.manifest.tables.get(EXPORTS[kind as usize].name).filter(|_| increments)?;
        Some(self.folder.join(&held.file))
    }

    /// Puts the held rows of exports that come as increments before tonight's files.
    pub fn extend(&self, parts: &mut Parts, settings: &Settings) -> Result<(), Fault> {
        for export in &EXPORTS {
            let Some(held) = self.held_table(export.kind, settings) else { continue };
            disk::verify(&self.folder, &self.manifest.tables[export.name])?;
            parts.entry(export.kind).or_default().insert(0, held);
        }
        Ok(())
    }

    /// The window, and the days of it that the logins read do not cover themselves.
    ///
    /// # Errors
    /// [`Fault::State`] if the manifest is damaged.
    pub fn plan(&self, read: &HashMap<i32, u64>, settings: &Settings) -> Result<Plan<'_>, Fault> {
        let mut held: BTreeMap<i32, &Day> = BTreeMap::new();
        for (text, day) in &self.manifest.days {
            held.insert(self.day_of(text)?, day);
        }
        let mut per_day: HashMap<i32, u64> = read.clone();
        let replaced = |day: i32, of: &Day| {
            let tonight = read.get(&day).copied().unwrap_or(0);
            tonight > 0 && tonight as f64 >= settings.state_replace_share * of.logins as f64
        };
        held.retain(|&day, of| !replaced(day, of));
        per_day.extend(held.iter().map(|(&day, of)| (day, of.logins)));
        let window = window(&per_day, settings.window_days.min(settings.state_window_days));
        let days = held.iter().filter_map(|(&day, of)| Some((window.bit(day)?, *of))).collect();
        Ok(Plan { window, days })
    }

    /// Adds who used which device on the days of a plan.
    ///
    /// # Errors
    /// [`Fault::State`] if a file is damaged.
    pub fn share(&self, plan: &Plan<'_>, accounts: &Dictionary, scope: &Scope) -> Result<(), Fault> {
        days::share(&self.folder, &plan.days, accounts, scope)
    }

    /// Loads the days of a plan into the log, of the accounts that are kept if not of all.
    ///
    /// # Errors
    /// [`Fault::State`] if a file is damaged.
    pub fn load(
        &self,
        plan: &Plan<'_>,
        log: &mut LoginLog,
        accounts: &Dictionary,
        kept: Option<&Kept>,
    ) -> Result<(), Fault> {
        days::load(&self.folder, &plan.days, log, (accounts, kept))
    }

    fn day_of(&self, text: &str) -> Result<i32, Fault> {
        parse_day(text).ok_or_else(|| Fault::State {
            path: self.folder.join(manifest::FILE),
            what: format!("{text:?} is no day"),
            help: disk::REBUILD.into(),
        })
    }

    /// Which columns of the logins are there: those of tonight's files and of the nights before.
    pub fn login_columns(&mut self, tonight: &[bool]) -> Vec<bool> {
        let columns = export(ExportKind::Logins).columns;
        let names = columns.iter().zip(tonight).filter(|(_, there)| **there).map(|(c, _)| c.name.to_string());
        self.next.login_columns.extend(names);
        columns.iter().map(|column| self.next.login_columns.contains(column.name)).collect()
    }

    /// Keeps the days that were read, drops those before the window, and keeps tonight's rows of exports
    /// that come as increments, and the accounts, with which the next night compares.
    ///
    /// # Errors
    /// [`Fault::Output`] if the disk does not take them.
    pub fn keep(
        &mut self,
        read: &ReadDays,
        tables: &[CleanTable],
        names: &Names,
        window: Window,
        settings: &Settings,
    ) -> Result<(), Fault> {
        let written = days::write(&self.folder, read, names, window)?;
        self.next.days.extend(written);
        let first = format_day(window.first_day);
        self.next.days.retain(|day, _| *day >= first);
        tables::keep(self, tables, names, window, settings)
    }

    /// The nights before tonight, the latest last.
    pub fn nights(&self, tonight: Window) -> Vec<&Night> {
        let tonight = night(tonight);
        self.manifest.nights.iter().filter(|night| night.night < tonight).collect()
    }

    /// Remembers what tonight came to.
    pub fn remember(&mut self, night: Night) {
        self.next.nights.retain(|known| known.night < night.night);
        self.next.nights.push(night);
        let surplus = self.next.nights.len().saturating_sub(NIGHTS);
        self.next.nights.drain(..surplus);
    }

    /// Puts the new state in place of the old one, and removes what no longer counts.
    ///
    /// # Errors
    /// [`Fault::Output`] if the disk does not take it; the old state is in place then.
    pub fn commit(&self) -> Result<(), Fault> {
        self.next.write(&self.folder)?;
        self.sweep(&self.next)
    }

    /// Removes files that a manifest does not name.
    fn sweep(&self, manifest: &Manifest) -> Result<(), Fault> {
        let files: std::collections::HashSet<PathBuf> =
            manifest.files().map(|held| self.folder.join(&held.file)).collect();
        disk::sweep(&self.folder, &files)
    }
}

/// The latest of some nights before tonight.
fn night_before<'n>(nights: impl Iterator<Item = &'n String>, tonight: &str) -> Option<&'n String> {
    nights.filter(|night| night.as_str() < tonight).max()
}

/// The name of a night: the last day that its window covers.
pub fn night(window: Window) -> String {
    format_day(window.first_day + window.days as i32 - 1)
}

/// Takes the lock, which the operating system gives back when the process ends, however it ends.
fn lock(folder: &Path, wait: Duration) -> Result<File, Fault> {
    let path = folder.join("lock");
    let fault = |source| Fault::Output { path: path.clone(), source };
    let file = crate::private::file().truncate(false).open(&path).map_err(fault)?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(fs::TryLockError::Error(source)) => return Err(fault(source)),
            Err(fs::TryLockError::WouldBlock) if begun.elapsed() < wait => {
                std::thread::sleep(Duration::from_millis(100));
            }
            Err(fs::TryLockError::WouldBlock) => return Err(Fault::Locked { path: folder.to_path_buf() }),
        }
    }
}
