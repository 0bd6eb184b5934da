//! A folder that appears whole or not at all.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::output_fault;
use crate::aside::{Aside, abandoned};
use crate::error::Fault;
use crate::private::{self, Watched};

/// A report folder under way: written beside its place, published by renaming.
pub struct Folder {
    place: PathBuf,
    /// Holds the report under way.
    aside: Aside,
}

/// Where the report is within the folder aside, and where the one goes that it replaces.
const NEW: &str = "report";
const OLD: &str = "old";

impl Folder {
    /// Prepares a folder. An existing one is replaced when this one is published, if it is a report
    /// or empty. What killed runs have left is removed first.
    ///
    /// # Errors
    /// [`Fault::Usage`] if something else is there, [`Fault::Output`] if nothing can be written.
    pub fn prepare(place: &Path) -> Result<Folder, Fault> {
        let parent = match place.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(|e| output_fault(parent, e))?;
        let prefix = format!(".kosring-{}-", place.file_name().unwrap_or_default().to_string_lossy());
        sweep(parent, &prefix, place).map_err(|e| output_fault(parent, e))?;
        if place.exists() && !is_report(place) {
            return Err(Fault::Usage(format!(
                "{} exists and holds what is no report's; name another folder for --out, or remove it",
                place.display()
            )));
        }
        let aside = Aside::within(parent, &prefix).map_err(|e| output_fault(parent, e))?;
        private::create_folder(&aside.path().join(NEW)).map_err(|e| output_fault(aside.path(), e))?;
        Ok(Folder { place: place.to_path_buf(), aside })
    }

    /// Where the files are until the folder is published.
    pub(super) fn path(&self) -> PathBuf {
        self.aside.path().join(NEW)
    }

    /// Opens a file that has been written.
    ///
    /// # Errors
    /// [`Fault::Output`] if it cannot be read back.
    pub(super) fn open(&self, name: &str) -> Result<File, Fault> {
        File::open(self.path().join(name)).map_err(|e| output_fault(&self.place.join(name), e))
    }

    /// Writes one file, in a sub folder if its name says so.
    ///
    /// # Errors
    /// [`Fault::Output`] if the disk does not take it.
    pub fn file(
        &self,
        name: &str,
        write: impl FnOnce(&mut (dyn Write + Send)) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let path = self.path().join(name);
        let fault = |e| output_fault(&self.place.join(name), e);
        if let Some((sub, _)) = name.split_once('/') {
            private::create_folder(&self.path().join(sub)).map_err(fault)?;
        }
        let file = private::file().create_new(true).open(&path).map_err(fault)?;
        let mut out = Watched::new(BufWriter::new(file));
        write(&mut out).map_err(|e| out.fault(e, &self.place.join(name)))?;
        let file = out.into_inner().into_inner().map_err(|e| fault(e.into_error()))?;
        file.sync_all().map_err(fault)?;
        Ok(())
    }

    /// Puts the folder in its place. Where the file system can exchange two folders in one step, there is
    /// a whole report there at every moment.
    ///
    /// # Errors
    /// [`Fault::Output`] if it cannot be renamed.
    pub fn publish(self) -> Result<(), Fault> {
        let fault = |e| output_fault(&self.place, e);
        let new = self.path();
        private::sync_folder(&new).map_err(fault)?;
        if !self.place.exists() {
            fs::rename(&new, &self.place).map_err(fault)?;
        } else if exchange(&new, &self.place).is_err() {
            let old = self.aside.path().join(OLD);
            fs::rename(&self.place, &old).map_err(fault)?;
            fs::rename(&new, &self.place).map_err(|e| {
                // The old report comes back.
                let _ = fs::rename(&old, &self.place);
                fault(e)
            })?;
        }
        private::sync_folder(
            self.place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")),
        )
        .map_err(fault)
    }
}

#[cfg(target_os = "linux")]
fn exchange(one: &Path, two: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, two, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

/// Removes what runs have left that were killed: their locks are free. A report that one of them had moved
/// away and not replaced comes back.
fn sweep(parent: &Path, prefix: &str, place: &Path) -> std::io::Result<()> {
    for (left, _lock) in abandoned(parent, prefix)? {
        if !place.exists() && left.join(OLD).exists() {
            fs::rename(left.join(OLD), place)?;
        }
        fs::remove_dir_all(&left)?;
    }
    Ok(())
}

/// Whether a folder may be replaced: it holds a report's files and nothing else. One foreign file is
/// reason enough to refuse, since replacing would delete it.
fn is_report(place: &Path) -> bool {
    let table = |name: &str| super::tables().any(|csv| csv == name);
    let known = |name: &str| {
        matches!(name, "run.json" | "report.xlsx")
            || super::FILES.iter().any(|format| format.file == name)
            || super::tables().any(|csv| csv == name || super::parquet_name(csv) == name)
    };
    let sheets =
        |path: &Path| path.file_name().is_some_and(|name| name == super::EXCEL) && holds_only(path, &table);
    fs::read_dir(place).is_ok_and(|mut entries| {
        entries.all(|entry| entry.is_ok_and(|e| is_file_of(&e.path(), &known) || sheets(&e.path())))
    })
}

/// Whether all that a folder holds is files with known names.
fn holds_only(folder: &Path, known: &dyn Fn(&str) -> bool) -> bool {
    fs::read_dir(folder)
        .is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(|e| is_file_of(&e.path(), known))))
}

fn is_file_of(path: &Path, known: &dyn Fn(&str) -> bool) -> bool {
    path.is_file() && path.file_name().and_then(|name| name.to_str()).is_some_and(known)
}
