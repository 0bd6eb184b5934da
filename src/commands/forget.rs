//! `kosring forget`: a person's accounts erased from a state and from reports.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use super::{print, read_settings};
use crate::cli::Forget;
use crate::error::Fault;
use crate::report::output_fault;
use crate::state::{State, mentions};

/// What was made for people shows whole rings, and is removed.
const FOR_PEOPLE: [&str; 3] = ["report.html", "report.xlsx", "graph.graphml"];

/// `kosring forget`.
pub fn command(command: &Forget) -> Result<()> {
    let mut said = String::new();
    if let Some(folder) = &command.state {
        if !folder.join("state.json").is_file() {
            return Err(Fault::input(folder, "is no state", "name the folder that --state names").into());
        }
        let settings = read_settings(command.settings.as_ref())?;
        let state = State::open(folder, &settings, Duration::from_secs(command.wait))?;
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
            rows += from_table(&path, accounts).map_err(|e| output_fault(&path, e))?;
        }
    }
    Ok(rows)
}

/// Erases the rows of a table that mention an account.
fn from_table(path: &Path, accounts: &[String]) -> io::Result<u64> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(path)?;
    let aside = tempfile::NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))?;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(&aside);
    let mut gone = 0;
    for (line, row) in reader.records().enumerate() {
        let row = row?;
        if line > 0 && accounts.iter().any(|account| row.iter().any(|cell| mentions(cell, account))) {
            gone += 1;
        } else {
            writer.write_record(&row)?;
        }
    }
    writer.flush()?;
    drop(writer);
    aside.as_file().sync_all()?;
    aside.persist(path)?;
    Ok(gone)
}
