//! `kosring explain`.

use std::io::IsTerminal;
use std::path::Path;

use anyhow::Result;

use super::analyze::language;
use super::print;
use crate::cli::Explain;
use crate::error::Fault;
use crate::explain::{self, Case, Kind, Report};

/// `kosring explain`.
pub fn command(command: &Explain) -> Result<()> {
    let unreadable = |e: anyhow::Error| match e.downcast::<Fault>() {
        Ok(fault) => fault,
        Err(other) => {
            Fault::input(&command.report, format!("{other:#}"), "name a report folder of `kosring analyze`")
        }
    };
    let report = Report::open(&command.report).map_err(unreadable)?;
    let settings = &report.run.settings;
    let lang = language(command.lang.as_deref(), settings.language)?;
    let kind = kind(&report, command).map_err(unreadable)?;
    let mut case = explain::case(&report, kind, &command.id).map_err(unreadable)?;
    if let Some(exports) = &command.rows {
        add_rows(&mut case, &report, exports, command.most_rows)?;
    }
    let t = lang.texts();
    match &command.case_file {
        Some(folder) => {
            let paths = explain::write_case_file(&case, settings, t, folder)?;
            print(&paths.map(|path| path.display().to_string()).join("\n"))
        }
        None => print(&explain::story(&case, settings, t, colours())),
    }
}

/// Whether escape sequences are welcome: on a terminal, unless <https://no-color.org> is followed.
fn colours() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// What the identifier names: what was asked for, or else the one kind of thing that it does.
fn kind(report: &Report, command: &Explain) -> Result<Kind> {
    let (id, kinds) = (&command.id, explain::kinds(report, &command.id)?);
    if let Some(kind) = command.kind.filter(|kind| kinds.contains(kind)) {
        return Ok(kind);
    }
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    match (command.kind, &kinds[..]) {
        (None, [kind]) => Ok(*kind),
        (_, []) => Err(unknown(report, command)?.into()),
        (Some(kind), _) => {
            let names = names.join(", ");
            Err(Fault::Usage(format!("{id} is no {} in this report, but: {names}", kind.name())).into())
        }
        (None, _) => {
            let names = names.join(", ");
            Err(Fault::Usage(format!("{id} names several things; choose one with --kind: {names}")).into())
        }
    }
}

fn unknown(report: &Report, command: &Explain) -> Result<Fault> {
    let near = explain::nearest(report, &command.id)?;
    let near = match near.is_empty() {
        true => String::new(),
        false => format!("\n  similar: {}", near.join(", ")),
    };
    Ok(Fault::Usage(format!(
        "{}: nothing called {} in this report\n  what there is no evidence about has no row{near}",
        command.report.display(),
        command.id
    )))
}

fn add_rows(case: &mut Case, report: &Report, exports: &Path, most: usize) -> Result<(), Fault> {
    let run = &report.run;
    case.rows = Some(explain::rows::find(&case.keys(), exports, &run.settings, most, &run.inputs)?);
    Ok(())
}
