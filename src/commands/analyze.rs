//! `kosring analyze` and `kosring check`.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::Result;

use super::{named, on_threads, print, settings};
use crate::cli::{Analyze, Check, TableFormat};
use crate::detect::{DETECTORS, Facts, detect};
use crate::error::Fault;
use crate::evidence::{FAMILIES, Family};
use crate::frames::Frames;
use crate::ingest::{self, Ingested, Parts, discover, too_much_rejected};
use crate::mask::MaskKey;
use crate::progress::{Progress, grouped};
use crate::reduce::{reduce, window};
use crate::report::{self, Folder, Intake, Outcome, Rows};
use crate::rings::rings;
use crate::schema::{EXPORTS, ExportKind};
use crate::score::{beliefs, score};
use crate::settings::{Output, Settings};
use crate::texts::Lang;
use crate::time::{Zone, parse_date};
use crate::watch;

/// `kosring analyze`.
pub fn command(command: &Analyze) -> Result<()> {
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
    let parts = discover(command.inputs.exports.as_deref(), &named(&command.inputs)?, &|e| e.required)?;
    let progress = Progress::new(command.inputs.quiet);
    let summary = on_threads(&command.inputs, || analyze(&parts, &settings, &command.out, &progress))?;
    if command.timings {
        print(&timings(&progress))?;
    }
    print(&summary)
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

/// Logins a day, of the days that the window may hold.
fn in_days(per_day: &HashMap<i32, u64>, settings: &Settings) -> Result<HashMap<i32, u64>, Fault> {
    let (since, until) = settings.days;
    let range = since.unwrap_or(i32::MIN)..=until.unwrap_or(i32::MAX);
    let within: HashMap<i32, u64> =
        per_day.iter().filter(|(day, _)| range.contains(day)).map(|(&day, &n)| (day, n)).collect();
    if within.is_empty() && !per_day.is_empty() {
        return Err(Fault::Usage("no logins between --since and --until".into()));
    }
    Ok(within)
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

/// Reads the exports, finds rings, and publishes the report. Returns the closing summary.
///
/// # Errors
/// [`Fault`]s are the user's to mend; anything else is a bug.
pub fn analyze(parts: &Parts, settings: &Settings, out: &Path, progress: &Progress) -> Result<String> {
    let folder = Folder::prepare(out)?;
    let (mut frames, intake) = load(parts, settings, progress, out)?;
    if let Some(key) = &settings.output.mask {
        frames.names.mask(key);
    }

    let stage = progress.stage("detect", 0);
    let facts = Facts::new(&frames, settings);
    let (evidence, not_assessed) = detect(&facts, &|evidence| beliefs(evidence, settings));
    stage.end((frames.calendars.height() + frames.networks.height()) as u64, None);

    let stage = progress.stage("rings", 0);
    let scores = score(&evidence, settings);
    let rings = rings(&facts, &evidence, &scores, settings);
    stage.end(evidence.len() as u64, None);

    let stage = progress.stage("report", 0);
    let outcome = Outcome::new(&facts, &evidence, &scores, &rings, &not_assessed, &intake);
    report::write(&outcome, &folder)?;
    stage.end(evidence.len() as u64, None);
    report::write_run(&outcome, &progress.times(), &folder)?;
    folder.publish()?;
    Ok(report::summary(&outcome, out))
}

/// Exports → frames; stops, with the quarantine published, where too much was rejected.
fn load(parts: &Parts, settings: &Settings, progress: &Progress, out: &Path) -> Result<(Frames, Intake)> {
    let ingested = ingest::read(parts, settings, progress)?;
    let problems = too_much_rejected(&ingested, settings.max_rejected_share);
    if !problems.is_empty() {
        let intake = Intake {
            inputs: ingested.inputs,
            rejected: ingested.rejected,
            rows: BTreeMap::new(),
            spilled_runs: 0,
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
    let (frames, intake) = frames(ingested, settings)?;
    stage.end(intake.rows.get(&ExportKind::Logins).map_or(0, |r| r.rows), None);
    Ok((frames, intake))
}

/// Reduces the logins and accounts for every row.
fn frames(ingested: Ingested, settings: &Settings) -> Result<(Frames, Intake)> {
    let zone = settings.zone();
    let window = window(&in_days(&ingested.log.per_day, settings)?, settings.window_days);
    let spilled_runs = ingested.log.spilled_runs;
    let reduced = reduce(ingested.log, ingested.numbers, window, &zone)?;
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
        }
        of.used = of.rows - of.rejected - of.collapsed - of.outside_window;
    }
    let frames = Frames::new(ingested.tables, ingested.login_columns, reduced, ingested.names, window, zone)?;
    let intake = Intake { inputs: ingested.inputs, rejected: ingested.rejected, rows, spilled_runs };
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
    let progress = Progress::new(command.inputs.quiet);
    let ingested = on_threads(&command.inputs, || Ok(ingest::read(&parts, &settings, &progress)?))?;
    let problems = too_much_rejected(&ingested, settings.max_rejected_share);
    print(&found(&ingested))?;
    if let Some(path) = &command.quarantine {
        let intake = Intake {
            inputs: ingested.inputs,
            rejected: ingested.rejected,
            rows: BTreeMap::new(),
            spilled_runs: 0,
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
