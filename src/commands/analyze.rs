//! `kosring analyze` and `kosring check`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use super::{named, on_threads, print, settings};
use crate::cli::{Analyze, Check, Inputs, LogFormat, TableFormat};
use crate::detect::{DETECTORS, Facts, detect};
use crate::error::{EXIT_DONE, EXIT_GATE, Fault};
use crate::evidence::{FAMILIES, Family, NodeKind};
use crate::frames::Frames;
use crate::ids::Domain;
use crate::ingest::scope::Kept;
use crate::ingest::{self, Ingested, Parts, any_present, discover, too_much_rejected};
use crate::lineage::{self, Members};
use crate::mask::MaskKey;
use crate::policy::Action;
use crate::progress::{Log, Progress, grouped};
use crate::reduce::reduce;
use crate::report::{self, Folder, Intake, Outcome, Rows};
use crate::rings::{Ring, rings};
use crate::schema::{EXPORTS, Export, ExportKind, export};
use crate::score::{beliefs, score};
use crate::settings::{Output, Settings};
use crate::state::{Night, State, gates, night};
use crate::texts::Lang;
use crate::time::{Zone, parse_date};
use crate::watch;

/// `kosring analyze`.
pub fn command(command: &Analyze) -> Result<u8> {
    let mut settings = settings(&command.inputs)?;
    settings.without_families = families(&command.without_family)?;
    settings.skipped_detectors = skipped(&command.only, &command.skip)?;
    settings.days = days(command.since.as_deref(), command.until.as_deref(), &settings.zone())?;
    settings.language = language(command.lang.as_deref(), settings.language)?;
    settings.output = Output {
        parquet: command.format.contains(&TableFormat::Parquet),
        excel_csv: command.excel_csv,
        mask: command.mask.as_deref().map(MaskKey::read).transpose()?,
        watch: command.watch.as_deref().map(watch::read).transpose()?,
    };
    let wait = Duration::from_secs(command.wait);
    let state = command.state.as_deref().map(|folder| State::open(folder, &settings, wait)).transpose()?;
    let needed = |e: &Export| e.required && !state.as_ref().is_some_and(|s| s.holds(e, &settings));
    let mut parts = discover(command.inputs.exports.as_deref(), &named(&command.inputs)?, &needed)?;
    if let Some(state) = &state {
        state.extend(&mut parts, &settings)?;
    }
    let progress = Progress::new(log(&command.inputs));
    let done = on_threads(&command.inputs, || analyze(&parts, &settings, &command.out, &progress, state))?;
    if command.timings {
        print(&timings(&progress))?;
    }
    print(&done.summary)?;
    Ok(if done.gates.is_empty() { EXIT_DONE } else { EXIT_GATE })
}

/// What a run has to say when its report is published.
pub struct Done {
    /// The closing summary.
    pub summary: String,
    /// Gates of the settings that were passed.
    pub gates: Vec<String>,
}

/// What is said on standard error.
fn log(inputs: &Inputs) -> Log {
    match (inputs.quiet, inputs.log_format) {
        (true, _) => Log::Quiet,
        (false, Some(LogFormat::Json)) => Log::Json,
        (false, _) => Log::Text,
    }
}

/// The language asked for, or else that of the settings.
pub fn language(tag: Option<&str>, of_settings: Lang) -> Result<Lang, Fault> {
    let Some(tag) = tag else { return Ok(of_settings) };
    let expected = || Fault::Usage(format!("--lang {tag}: expected one of {}", Lang::TAGS.join(", ")));
    Lang::of_tag(tag).ok_or_else(expected)
}

/// Detectors that are not to run.
fn skipped(only: &[String], skip: &[String]) -> Result<Vec<&'static str>, Fault> {
    let names: Vec<&'static str> = DETECTORS.iter().map(|d| d.name).collect();
    for (option, given) in [("--only", only), ("--skip", skip)] {
        if let Some(unknown) = given.iter().find(|name| !names.contains(&name.as_str())) {
            return Err(Fault::Usage(format!("{option} {unknown}: expected some of {}", names.join(", "))));
        }
    }
    let named = |list: &[String], name: &str| list.iter().any(|given| given == name);
    let left_out = |name: &&'static str| named(skip, name) || !(only.is_empty() || named(only, name));
    let skipped: Vec<&'static str> = names.iter().copied().filter(left_out).collect();
    if skipped.len() == names.len() {
        return Err(Fault::Usage("--only and --skip leave no detector".into()));
    }
    Ok(skipped)
}

/// The days that the window may hold.
fn days(since: Option<&str>, until: Option<&str>, zone: &Zone) -> Result<(Option<i32>, Option<i32>), Fault> {
    let day = |option: &str, text: &str| {
        let expected = || Fault::Usage(format!("{option} {text}: expected a date such as 2025-04-09"));
        parse_date(zone, text.as_bytes()).map_err(|_| expected())
    };
    let since = since.map(|text| day("--since", text)).transpose()?;
    let until = until.map(|text| day("--until", text)).transpose()?;
    match (since, until) {
        (Some(since), Some(until)) if since > until => {
            Err(Fault::Usage("--since is later than --until".into()))
        }
        days => Ok(days),
    }
}

/// Families by their names.
fn families(names: &[String]) -> Result<Vec<Family>, Fault> {
    let find = |name: &String| {
        FAMILIES.into_iter().find(|family| family.name() == name).ok_or_else(|| {
            let known: Vec<&str> = FAMILIES.iter().map(|family| family.name()).collect();
            Fault::Usage(format!("--without-family {name}: expected one of {}", known.join(", ")))
        })
    };
    names.iter().map(find).collect()
}

/// Reads the exports, finds rings, and publishes the report; then puts the state of this night in place.
/// A run that is killed in between does the same again.
///
/// # Errors
/// [`Fault`]s are the user's to mend; anything else is a bug.
pub fn analyze(
    parts: &Parts,
    settings: &Settings,
    out: &Path,
    progress: &Progress,
    mut state: Option<State>,
) -> Result<Done> {
    let folder = Folder::prepare(out)?;
    let (mut frames, intake) = load(parts, settings, progress, out, state.as_mut())?;
    if let Some(key) = &settings.output.mask {
        frames.names.mask(key);
    }

    let stage = progress.stage("detect", 0);
    let facts = Facts::new(&frames, settings);
    let accounts = facts.accounts.count();
    let (evidence, not_assessed) = detect(&facts, &|evidence| beliefs(evidence, accounts, settings));
    stage.end((frames.calendars.height() + frames.networks.height()) as u64, None);

    let stage = progress.stage("rings", 0);
    let scores = score(&evidence, accounts, settings);
    let rings = rings(&facts, &evidence, &scores, settings);
    stage.end(evidence.len() as u64, None);

    let stage = progress.stage("report", 0);
    let mut outcome = Outcome::new(&facts, &evidence, &scores, &rings, &not_assessed, &intake);
    if let Some(state) = &mut state {
        compare_with_last_night(&mut outcome, state)?;
    }
    report::write(&outcome, &folder)?;
    stage.end(evidence.len() as u64, None);
    report::write_run(&outcome, &progress.times(), &folder)?;
    folder.publish()?;
    state.as_ref().map_or(Ok(()), State::commit)?;
    Ok(Done { summary: report::summary(&outcome, out), gates: outcome.gates })
}

/// Gives rings the names that they had last night, tells what became of them and whether the night is
/// unlike those before, and has the state remember it.
fn compare_with_last_night(outcome: &mut Outcome<'_>, state: &mut State) -> Result<(), Fault> {
    let window = outcome.facts.frames.window;
    let names = &outcome.facts.frames.names;
    let accounts = |ring: &Ring| -> BTreeSet<String> {
        ring.of(NodeKind::Account).map(|m| names.plain(Domain::Account, m.node.id).to_string()).collect()
    };
    let own = std::mem::take(&mut outcome.ring_ids).into_iter();
    let now: Vec<(String, BTreeSet<String>)> = own.zip(outcome.rings.iter().map(accounts)).collect();
    let before = state.rings_before(window)?;
    outcome.ring_ids = lineage::names(&now, before.as_ref().unwrap_or(&Members::new()));
    let now: Members = outcome.ring_ids.iter().cloned().zip(now.into_iter().map(|ring| ring.1)).collect();
    outcome.lineage = Some(before.map(|before| lineage::descents(&now, &before)).unwrap_or_default());

    // Of exports that come as increments the state holds the rows of the nights before, which tonight's say nothing of.
    let mut rows: BTreeMap<String, u64> =
        outcome.intake.rows.keys().map(|kind| (export(*kind).name.to_string(), 0)).collect();
    for input in outcome.intake.inputs.iter().filter(|i| !i.file.held) {
        *rows.entry(export(input.export).name.to_string()).or_default() += input.file.rows;
    }
    let night = Night {
        night: night(window),
        rings: outcome.rings.len() as u64,
        actions: outcome.rings.iter().flat_map(|r| &r.actions).filter(|a| a.1 > Action::Review).count()
            as u64,
        rows,
        members: Some(state.keep_rings(&now, window)?),
    };
    outcome.gates = gates(&night, &state.nights(window), outcome.settings);
    state.remember(night);
    Ok(())
}

/// Exports → frames; stops, with the quarantine published, where too much was rejected.
fn load(
    parts: &Parts,
    settings: &Settings,
    progress: &Progress,
    out: &Path,
    state: Option<&mut State>,
) -> Result<(Frames, Intake)> {
    let ingested = ingest::read(parts, settings, progress, state.as_deref())?;
    let problems = too_much_rejected(&ingested, settings);
    if !problems.is_empty() {
        let intake = Intake {
            inputs: ingested.inputs,
            rejected: ingested.rejected,
            rows: BTreeMap::new(),
            spilled_runs: 0,
            bystanders: 0,
        };
        let folder = Folder::prepare(out)?;
        report::write_quarantine(&intake, settings, &folder)?;
        folder.publish()?;
        let message = format!(
            "too many rows rejected; nothing was analysed:\n{}\n  the rejected rows are in {}",
            problems.join("\n"),
            out.join("quarantine.csv").display()
        );
        return Err(Fault::Rejected { message }.into());
    }
    let stage = progress.stage("reduce", 0);
    let (frames, intake) = frames(ingested, settings, state)?;
    stage.end(intake.rows.get(&ExportKind::Logins).map_or(0, |r| r.rows), None);
    Ok((frames, intake))
}

/// Reduces the logins and accounts for every row.
fn frames(ingested: Ingested, settings: &Settings, state: Option<&mut State>) -> Result<(Frames, Intake)> {
    let zone = settings.zone();
    let spilled_runs = ingested.log.spilled_runs;
    let window = ingested.window;
    let bystanders = ingested.keep.kept.as_ref().map_or(0, Kept::bystanders);
    let mut reduced = reduce(ingested.log, ingested.numbers, window, &zone, ingested.keep)?;
    let mut login_columns = ingested.login_columns;
    if let Some(state) = state {
        login_columns = state.login_columns(&login_columns);
        let read = std::mem::take(&mut reduced.days);
        state.keep(&read, &ingested.tables, &ingested.names, window, settings)?;
    }
    let mut rows: BTreeMap<ExportKind, Rows> = BTreeMap::new();
    for input in &ingested.inputs {
        let of = rows.entry(input.export).or_default();
        of.rows += input.file.rows;
        of.rejected += input.file.rejected;
    }
    for (kind, of) in &mut rows {
        of.collapsed = match kind {
            ExportKind::Logins => reduced.collapsed,
            kind => ingested.collapsed.get(kind).copied().unwrap_or(0),
        };
        if *kind == ExportKind::Logins {
            of.outside_window = reduced.outside;
            of.late = reduced.late;
            of.bystanders = reduced.bystanders;
        }
        of.used = of.rows - of.rejected - of.left_out();
    }
    let frames = Frames::new(ingested.tables, login_columns, reduced, ingested.names, window, zone)?;
    let intake =
        Intake { inputs: ingested.inputs, rejected: ingested.rejected, rows, spilled_runs, bystanders };
    Ok((frames, intake))
}

/// The table of `--timings`.
fn timings(progress: &Progress) -> String {
    let head = ["stage", "seconds", "rows", "rows/s", "MB/s", "peak MiB"];
    let mut text = format!(
        "{:<8} {:>9} {:>13} {:>13} {:>7} {:>9}",
        head[0], head[1], head[2], head[3], head[4], head[5]
    );
    for stage in progress.times() {
        let a_second = |n: u64| n as f64 / stage.seconds.max(1e-9);
        let bytes = stage.bytes.map_or("-".to_string(), |b| format!("{:.0}", a_second(b) / 1e6));
        text.push_str(&format!(
            "\n{:<8} {:>9.3} {:>13} {:>13} {bytes:>7} {:>9}",
            stage.stage,
            stage.seconds,
            grouped(stage.rows),
            grouped(a_second(stage.rows) as u64),
            grouped(stage.peak_memory_bytes >> 20)
        ));
    }
    text
}

/// `kosring check`: reads everything and says what it found.
pub fn check(command: &Check) -> Result<()> {
    let settings = settings(&command.inputs)?;
    let parts = discover(command.inputs.exports.as_deref(), &named(&command.inputs)?, &|_| false)?;
    let progress = Progress::new(log(&command.inputs));
    let ingested = on_threads(&command.inputs, || Ok(ingest::read(&parts, &settings, &progress, None)?))?;
    let problems = too_much_rejected(&ingested, &settings);
    print(&found(&ingested))?;
    if let Some(path) = &command.quarantine {
        let intake = Intake {
            inputs: ingested.inputs,
            rejected: ingested.rejected,
            rows: BTreeMap::new(),
            spilled_runs: 0,
            bystanders: 0,
        };
        report::quarantine_file(&intake, path)?;
    }
    match problems.is_empty() {
        true => Ok(()),
        false => {
            Err(Fault::Rejected { message: format!("too many rows rejected:\n{}", problems.join("\n")) }
                .into())
        }
    }
}

/// Columns of the contract that no file of an export has.
fn columns_missing(ingested: &Ingested) -> Vec<(&'static str, Vec<&'static str>)> {
    let of = |export: &'static Export| {
        let files = ingested.inputs.iter().filter(|i| i.export == export.kind).map(|i| &i.file);
        let present = any_present(files.clone(), export.columns.len());
        let missing = export.columns.iter().zip(present).filter(|(_, present)| !present);
        let missing: Vec<&str> = missing.map(|(column, _)| column.name).collect();
        (files.count() > 0 && !missing.is_empty()).then_some((export.name, missing))
    };
    EXPORTS.iter().filter_map(of).collect()
}

/// A line a file, and one a kind of fault.
fn found(ingested: &Ingested) -> String {
    let mut text = String::new();
    for input in &ingested.inputs {
        let f = &input.file;
        text.push_str(&format!(
            "{}: {} rows, {} rejected\n",
            f.path.display(),
            grouped(f.rows),
            grouped(f.rejected)
        ));
        if !f.unknown.is_empty() {
            text.push_str(&format!("  unknown columns, ignored: {}\n", f.unknown.join(", ")));
        }
    }
    for (name, missing) in columns_missing(ingested) {
        text.push_str(&format!("{name}: without {}\n", missing.join(", ")));
    }
    let mut kinds: BTreeMap<(u32, &str, &str), (u64, u64)> = BTreeMap::new();
    for row in &ingested.rejected {
        kinds.entry((row.file, row.code.name(), row.column)).or_insert((0, row.line)).0 += 1;
    }
    for ((file, code, column), (count, line)) in kinds {
        let path = ingested.inputs[file as usize].file.path.display();
        let column = if column.is_empty() { String::new() } else { format!(" in {column}") };
        text.push_str(&format!("  {code}{column}: {} rows, the first at {path}:{line}\n", grouped(count)));
    }
    for export in EXPORTS.iter().filter(|e| !ingested.inputs.iter().any(|i| i.export == e.kind)) {
        let need = if export.required { "missing, and needed" } else { "not there" };
        text.push_str(&format!("{}: {need}\n", export.name));
    }
    text
}
