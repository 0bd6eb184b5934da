//! `kosring forget`: a person's accounts erased from a state and from reports.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use serde_json::Value;

use super::{print, read_settings};
use crate::cli::Forget;
use crate::error::Fault;
use crate::private;
use crate::report::output_fault;
use crate::state::{QUARANTINE, State, mentions};

/// What was made for people shows whole rings, and is removed.
const FOR_PEOPLE: [&str; 3] = ["report.html", "report.xlsx", "graph.graphml"];

/// The lists of `run.json` that hold identifiers.
const NAMING: [&str; 2] = ["/watch/unknown", "/approvals_unmatched"];

/// `kosring forget`.
pub fn command(command: &Forget) -> Result<()> {
    let mut said = String::new();
    if let Some(folder) = &command.state {
        if !folder.join("state.json").is_file() {
            return Err(Fault::input(folder, "is no state", "name the folder that --state names").into());
        }
        let settings = read_settings(command.settings.as_ref())?;
        let state = State::open(folder, &settings, Duration::from_secs(command.wait))?;
        let rejected = from_quarantine(&folder.join(QUARANTINE), &command.accounts)?;
        if rejected > 0 {
            said.push_str(&format!("{}: {rejected} rejected rows erased\n", folder.display()));
        }
        for (account, rows) in command.accounts.iter().zip(state.forget(&command.accounts)?) {
            said.push_str(&format!("{}: {rows} rows of {account} erased\n", folder.display()));
        }
    }
    for report in &command.report {
        let rows = from_report(report, &command.accounts)?;
        let folder = report.display();
        said.push_str(&format!("{folder}: {rows} rows erased, {} removed\n", FOR_PEOPLE.join(", ")));
    }
    if said.is_empty() {
        return Err(Fault::Usage("name a state with --state, or reports with --report".into()).into());
    }
    said.push_str("Leave the accounts out of the exports from now on, or they come back.\n");
    print(&said)
}

/// Erases accounts from a report; returns how many rows went.
fn from_report(report: &Path, accounts: &[String]) -> Result<u64, Fault> {
    if !report.join("run.json").is_file() {
        return Err(Fault::input(report, "is no report", "name the folder that --out names"));
    }
    let fault = |e: io::Error| output_fault(report, e);
    let mut rows = 0;
    for entry in fs::read_dir(report).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            fs::remove_dir_all(&path).map_err(fault)?;
        } else if FOR_PEOPLE.contains(&&*name) || name.ends_with(".parquet") {
            fs::remove_file(&path).map_err(fault)?;
        } else if name.ends_with(".csv") {
            rows += from_table(&path, accounts).map_err(|e| fault_of(&path, e))?;
        } else if name == "run.json" {
            rows += from_run(&path, accounts).map_err(|e| fault_of(&path, e))?;
        }
    }
    Ok(rows)
}

/// What went wrong with a file, whether it could not be read or not be written.
fn fault_of(path: &Path, error: anyhow::Error) -> Fault {
    error
        .downcast::<Fault>()
        .unwrap_or_else(|other| output_fault(path, io::Error::other(format!("{other:#}"))))
}

/// Erases the rejected rows that mention an account.
fn from_quarantine(folder: &Path, accounts: &[String]) -> Result<u64, Fault> {
    if !folder.is_dir() {
        return Ok(0);
    }
    let mut rows = 0;
    for entry in fs::read_dir(folder).map_err(|e| output_fault(folder, e))? {
        let path = entry.map_err(|e| output_fault(folder, e))?.path();
        if path.extension().is_some_and(|e| e == "csv") {
            rows += from_table(&path, accounts).map_err(|e| fault_of(&path, e))?;
        }
    }
    Ok(rows)
}

/// Erases what the account that a run gives of itself says of an account by name.
fn from_run(path: &Path, accounts: &[String]) -> Result<u64> {
    let mut run: Value = serde_json::from_slice(&fs::read(path)?)?;
    let mentioned = |entry: &Value| accounts.iter().any(|account| mentions(&entry.to_string(), account));
    let mut gone = 0;
    for list in NAMING {
        let Some(entries) = run.pointer_mut(list).and_then(Value::as_array_mut) else { continue };
        let before = entries.len();
        entries.retain(|entry| !mentioned(entry));
        gone += (before - entries.len()) as u64;
    }
    if gone > 0 {
        private::put(path, |out| {
            serde_json::to_writer_pretty(&mut *out, &run)?;
            Ok(writeln!(out)?)
        })?;
    }
    Ok(gone)
}

/// Erases the rows of a table that mention an account.
fn from_table(path: &Path, accounts: &[String]) -> Result<u64> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(path)?;
    let mut gone = 0;
    private::put(path, |out| {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(out);
        for (line, row) in reader.records().enumerate() {
            let row = row?;
            if line > 0 && accounts.iter().any(|account| row.iter().any(|cell| mentions(cell, account))) {
                gone += 1;
            } else {
                writer.write_record(&row)?;
            }
        }
        Ok(writer.flush()?)
    })?;
    Ok(gone)
}
