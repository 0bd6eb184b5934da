//! A folder that appears whole or not at all.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::output_fault;
use crate::error::Fault;

/// A report folder under way: written beside its place, published by renaming.
pub struct Folder {
    place: PathBuf,
    aside: Option<tempfile::TempDir>,
}

impl Folder {
    /// Prepares a folder. An existing one is replaced when this one is published, if it is a report
    /// or empty.
    ///
    /// # Errors
    /// [`Fault::Usage`] if something else is there, [`Fault::Output`] if nothing can be written.
    pub fn prepare(place: &Path) -> Result<Folder, Fault> {
        if place.exists() && !is_report(place) {
            return Err(Fault::Usage(format!(
                "{} exists and holds what is no report's; name another folder for --out, or remove it",
                place.display()
            )));
        }
        let parent = match place.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(|e| output_fault(parent, e))?;
        let aside = tempfile::Builder::new()
            .prefix(".kosring-")
            .tempdir_in(parent)
            .map_err(|e| output_fault(parent, e))?;
        Ok(Folder { place: place.to_path_buf(), aside: Some(aside) })
    }

    /// Where the files are until the folder is published.
    pub(super) fn path(&self) -> &Path {
        self.aside.as_ref().map_or(&self.place, |aside| aside.path())
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
            fs::create_dir_all(self.path().join(sub)).map_err(fault)?;
        }
        let mut out = BufWriter::new(File::create(&path).map_err(fault)?);
        write(&mut out).map_err(|e| match e.downcast::<std::io::Error>() {
            Ok(io) => fault(io).into(),
            Err(other) => other,
        })?;
        let file = out.into_inner().map_err(|e| fault(e.into_error()))?;
        file.sync_all().map_err(fault)?;
        Ok(())
    }

    /// Puts the folder in its place.
    ///
    /// # Errors
    /// [`Fault::Output`] if it cannot be renamed.
    pub fn publish(mut self) -> Result<(), Fault> {
        let Some(aside) = self.aside.take() else { return Ok(()) };
        let fault = |e| output_fault(&self.place, e);
        let old = match self.place.exists() {
            false => None,
            true => {
                let parent = aside.path().parent().unwrap_or(Path::new("."));
                let old =
                    tempfile::Builder::new().prefix(".kosring-old-").tempdir_in(parent).map_err(fault)?;
                fs::rename(&self.place, old.path().join("report")).map_err(fault)?;
                Some(old)
            }
        };
        let old = old.as_ref().map(|old| old.path().join("report"));
        let new = aside.keep();
        fs::rename(&new, &self.place).map_err(|e| {
            // The old report comes back, and the new one goes.
            if let Some(old) = old {
                let _ = fs::rename(old, &self.place);
            }
            let _ = fs::remove_dir_all(&new);
            fault(e)
        })
    }
}

/// Whether a folder may be replaced: it holds a report's files and nothing else. One foreign file is
/// reason enough to refuse, since replacing would delete it.
fn is_report(place: &Path) -> bool {
    let table = |name: &str| super::tables().any(|csv| csv == name);
    let known = |name: &str| {
        matches!(name, "run.json" | "report.xlsx" | "lineage.csv")
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
