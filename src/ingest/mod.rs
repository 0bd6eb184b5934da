//! Exports → typed, checked, interned values.
//!
//! Accounts come first, since every other export speaks of them; the other tables are read side by
//! side; logins by all threads ([`logins`]). Then the identifiers of all readers get their final
//! numbers, and tables are sorted by content, so that nothing later can depend on the order of rows,
//! files or threads. Rows that do not fit are quarantined ([`quarantine`]); nothing is dropped
//! silently.

mod chunks;
mod decode;
mod discover;
mod fields;
#[cfg(test)]
mod fuzz;
mod header;
pub mod logins;
pub mod lookup;
mod pages;
pub mod quarantine;
mod records;
pub mod scope;
pub mod shard;
mod source;
mod table;
mod tidy;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::error::Fault;
use crate::frames::Window;
use crate::ids::{DOMAINS, Dictionary, Domain, Finder, Interner, NONE, Names, hash};
use crate::progress::Progress;
use crate::reduce::{Keep, window};
use crate::schema::{EXPORTS, ExportKind, Kind, export};
use crate::settings::Settings;
use crate::state::{NOTICED_FILE, Plan, State};
use crate::time::Zone;
use logins::LoginLog;
use quarantine::{Code, Rejected};
use scope::Scope;
use shard::Shard;
use table::domain_of;

pub use discover::{Parts, discover};
pub use table::{FileFacts, Table, Values};

/// One input file in the account that the run gives of itself.
#[derive(Debug, Clone)]
pub struct InputFacts {
    /// Which export it is a part of.
    pub export: ExportKind,
    /// What is known of the file.
    pub file: FileFacts,
}

/// One export's rows, sorted by content, identifiers under their final numbers.
pub struct CleanTable {
    /// Which export.
    pub kind: ExportKind,
    /// One entry a column of the contract; a missing column holds missing values.
    pub values: Vec<Values>,
    /// Which columns the files had.
    pub present: Vec<bool>,
    /// Rows.
    pub rows: usize,
    /// Whether the rows are what the state noticed, and no export.
    pub noticed: bool,
}

impl CleanTable {
    /// A value as the contract would write it.
    pub fn text(&self, names: &Names, zone: &Zone, row: usize, column: usize) -> String {
        tidy::show(export(self.kind), &self.values, names, zone, row, column)
    }
}

/// Numbers that the logins' readers gave → final numbers.
pub struct LoginNumbers {
    /// Of each shard's devices.
    pub devices: Vec<Vec<u32>>,
    /// Of regions.
    pub regions: Vec<u32>,
}

/// Everything that was read.
pub struct Ingested {
    /// The tables that were there, without logins.
    pub tables: Vec<CleanTable>,
    /// The logins, still as events.
    pub log: LoginLog,
    /// Final numbers of the logins' identifiers.
    pub numbers: LoginNumbers,
    /// Columns of the logins that were there.
    pub login_columns: Vec<bool>,
    /// All identifiers.
    pub names: Names,
    /// The files, in the order of exports and names.
    pub inputs: Vec<InputFacts>,
    /// Rejected rows; `file` indexes `inputs`. Sorted by file and line.
    pub rejected: Vec<Rejected>,
    /// Rows that said nothing new, an export.
    pub collapsed: BTreeMap<ExportKind, u64>,
    /// The days to look at.
    pub window: Window,
    /// What the reduction is to keep.
    pub keep: Keep,
}

/// Reads all exports, and from a state the days that they don't cover.
///
/// # Errors
/// [`Fault`] if one cannot be read at all.
pub fn read(
    parts: &Parts,
    settings: &Settings,
    progress: &Progress,
    state: Option<&State>,
) -> Result<Ingested, Fault> {
    let stage = progress.stage("ingest", total_bytes(parts));
    let of = |kind: ExportKind| parts.get(&kind).map_or(&[][..], Vec::as_slice);
    let held = |kind: ExportKind| state.is_some_and(|s| s.held_table(kind, settings).is_some());
    let threads = rayon::current_num_threads();
    let accounts = export(ExportKind::Accounts);
    let mut tables = Table::read(
        accounts,
        of(ExportKind::Accounts),
        None,
        settings,
        (threads, held(ExportKind::Accounts)),
    )?;
    let known = number_accounts(&mut tables);
    let finder = known.finder();

    let others: Vec<ExportKind> =
        parts.keys().copied().filter(|k| !matches!(k, ExportKind::Accounts | ExportKind::Logins)).collect();
    let read =
        |kind: &ExportKind| Table::read(export(*kind), of(*kind), Some(&finder), settings, (1, held(*kind)));
    let (others, log) = rayon::join(
        || others.par_iter().map(read).collect::<Result<Vec<_>, Fault>>(),
        || logins::read(of(ExportKind::Logins), &finder, settings, &stage),
    );
    let mut log = log?;
    let plan = match state {
        Some(state) => state.plan(&log.per_day, settings)?,
        None => {
            Plan { window: window(&in_days(&log.per_day, settings)?, settings.window_days), days: Vec::new() }
        }
    };
    let window = plan.window;
    let mut others: Vec<Table> = others?.into_iter().flatten().collect();
    if let Some(state) = state.filter(|_| !parts.contains_key(&ExportKind::AccountChanges)) {
        others.splice(0..0, noticed(state, &tables, (&known, &finder), window, settings)?);
    }
    drop(finder);
    let scope = settings.touched_only.then(|| Scope::new(&tables, &others, &known));
    tables.extend(others);
    if let (Some(state), Some(scope)) = (state, &scope) {
        state.share(&plan, &known, scope)?;
    }
    let kept = scope.map(|scope| {
        scope.add_log(&log);
        scope.kept()
    });
    if let Some(state) = state {
        state.load(&plan, &mut log, &known, kept.as_ref())?;
    }
    let keep = Keep { days: state.is_some(), held: plan.held(), kept };
    let ingested = assemble(tables, log, known, (window, keep), settings);
    let rows = ingested.inputs.iter().map(|i| i.file.rows).sum();
    let bytes = ingested.inputs.iter().map(|i| i.file.bytes).sum();
    stage.end(rows, Some(bytes));
    Ok(ingested)
}

/// Changes of accounts that the state noticed, as a table.
fn noticed(
    state: &State,
    accounts: &[Table],
    (known, finder): (&Dictionary, &Finder),
    window: Window,
    settings: &Settings,
) -> Result<Vec<Table>, Fault> {
    let Some(folder) = state.noticed_changes(accounts, known, window)? else { return Ok(Vec::new()) };
    let file = folder.path().join(NOTICED_FILE);
    let changes = export(ExportKind::AccountChanges);
    let mut tables = Table::read(changes, &[file], Some(finder), settings, (1, true))?;
    for table in &mut tables {
        table.noticed = true;
        // No file of the user's: it is neither an input nor counted as one.
        table.files.clear();
        (table.held, table.collapsed) = (false, 0);
    }
    Ok(tables)
}

/// Columns of the contract at each place of rows of logins, and the separator: by names, or those of a
/// file if it can be read here, or the contract's in its order.
///
/// # Errors
/// [`Fault::Usage`] if names lack a required column, [`Fault::Input`] if a file's do.
pub fn logins_header(
    names: Option<Vec<String>>,
    file: Option<&Path>,
    settings: &Settings,
) -> Result<(Vec<Option<&'static str>>, u8), Fault> {
    let logins = export(ExportKind::Logins);
    let at_places = |header: &header::Header| {
        let mut columns = vec![None; header.width];
        for (column, place) in logins.columns.iter().zip(&header.places) {
            if let Some(place) = *place {
                columns[place] = Some(column.name);
            }
        }
        columns
    };
    if let Some(names) = names {
        let header = header::match_header(logins, &names, &settings.columns, settings.mask_messages);
        return Ok((at_places(&header.map_err(|e| Fault::Usage(format!("--header: {e}")))?), b','));
    }
    let first = file.filter(|file| file.exists()).map(discover::expand).transpose()?;
    match first.as_deref().and_then(|files| files.first()) {
        Some(file) => {
            let source = source::Source::open(file, logins, settings)?;
            Ok((at_places(&source.header), source.separator))
        }
        None => Ok((logins.columns.iter().map(|c| Some(c.name)).collect(), b',')),
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

fn total_bytes(parts: &Parts) -> u64 {
    let paths: Vec<&PathBuf> = parts.values().flatten().collect();
    paths.iter().filter_map(|p| p.metadata().ok()).map(|m| m.len()).sum()
}

/// Gives the accounts their final numbers, in all parts of their table: those of a region one after
/// another, since people share homes, shops and devices with people about them.
fn number_accounts(parts: &mut [Table]) -> Dictionary {
    let take = |t: &mut Table| std::mem::take(&mut t.texts[Domain::Account as usize]);
    let texts: Vec<Interner> = parts.iter_mut().map(take).collect();
    let (mut known, numbers) = Dictionary::merge(&texts.iter().collect::<Vec<_>>());
    let mut regions = vec![0; known.len()];
    for (part, numbers) in parts.iter_mut().zip(&numbers) {
        renumber_column(&mut part.values[0], numbers);
        let column = part.export.column("region").expect("the contract has it");
        let (Values::Number(accounts), Values::Number(of)) = (&part.values[0], &part.values[column]) else {
            continue;
        };
        let texts: Vec<u64> = part.texts[Domain::Region as usize].texts().map(hash).collect();
        // Rows that contradict each other come in no order: the largest hash it is.
        for (&account, &region) in accounts.iter().zip(of).filter(|(_, region)| **region != NONE) {
            let known = &mut regions[account as usize];
            *known = texts[region as usize].max(*known);
        }
    }
    let numbers = known.reorder(|account| regions[account as usize]);
    parts.iter_mut().for_each(|part| renumber_column(&mut part.values[0], numbers));
    known
}

/// One table an export.
fn join_parts(parts: Vec<Table>) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for part in parts {
        match tables.last_mut() {
            Some(table) if table.export.kind == part.export.kind => table.append(part),
            _ => tables.push(part),
        }
    }
    tables
}

/// Final numbers, sorted tables, one list of files and rejected rows.
fn assemble(
    mut tables: Vec<Table>,
    mut log: LoginLog,
    known: Dictionary,
    (window, keep): (Window, Keep),
    settings: &Settings,
) -> Ingested {
    let (names, numbers) = merge_names(&mut tables, &mut log, known);
    let mut tables = join_parts(tables);
    let zone = settings.zone();
    let retry_ms = settings.retry_seconds * 1000;
    tables.par_iter_mut().for_each(|table| tidy::tidy(table, retry_ms, &names, &zone));

    let mut inputs = Vec::new();
    let mut rejected = Vec::new();
    let mut collapsed = BTreeMap::new();
    let mut login_columns = vec![false; export(ExportKind::Logins).columns.len()];
    let mut clean = Vec::new();
    let mut add = |kind: ExportKind, files: Vec<FileFacts>, rows: Vec<Rejected>| {
        let first = inputs.len() as u32;
        inputs.extend(files.into_iter().map(|file| InputFacts { export: kind, file }));
        rejected.extend(rows.into_iter().map(|r| Rejected { file: r.file + first, ..r }));
    };
    for table in tables {
        let present = match table.noticed {
            true => vec![true; table.export.columns.len()],
            false => any_present(table.files.iter(), table.export.columns.len()),
        };
        let kind = table.export.kind;
        collapsed.insert(kind, table.collapsed);
        let (rows, noticed) = (table.rows(), table.noticed);
        add(kind, table.files, table.rejected);
        clean.push(CleanTable { kind, values: table.values, present, rows, noticed });
        // Accounts are always the first table, and logins stand behind them in the order of exports.
        if kind == ExportKind::Accounts {
            login_columns = any_present(log.files.iter(), login_columns.len());
            add(ExportKind::Logins, std::mem::take(&mut log.files), std::mem::take(&mut log.rejected));
        }
    }
    rejected.sort_by_key(|row| (row.file, row.line, row.code));
    Ingested { tables: clean, log, numbers, login_columns, names, inputs, rejected, collapsed, window, keep }
}

/// Which columns of an export any of its files has.
pub fn any_present<'f>(files: impl Iterator<Item = &'f FileFacts> + Clone, columns: usize) -> Vec<bool> {
    (0..columns).map(|c| files.clone().any(|f| f.present.get(c) == Some(&true))).collect()
}

/// Joins the identifiers of all readers, domain by domain.
fn merge_names(tables: &mut [Table], log: &mut LoginLog, known: Dictionary) -> (Names, LoginNumbers) {
    let parts: Vec<Vec<Interner>> = (0..DOMAINS).map(|domain| readers(tables, log, domain)).collect();
    let shards = &log.shards;
    let merge = |(domain, parts): (usize, Vec<Interner>)| {
        let (mut dictionary, mut numbers) = Dictionary::merge(&parts.iter().collect::<Vec<_>>());
        if domain == Domain::Device as usize {
            let first = first_accounts(shards, dictionary.len(), &numbers[tables.len()..]);
            let order = dictionary.reorder(|device| u64::from(first[device as usize]));
            numbers.par_iter_mut().flatten().for_each(|number| *number = order[*number as usize]);
        }
        (dictionary, numbers)
    };
    let merged: Vec<_> = parts.into_par_iter().enumerate().map(merge).collect();
    let (mut dictionaries, mut numbers): (Vec<Dictionary>, Vec<Vec<Vec<u32>>>) = merged.into_iter().unzip();
    dictionaries[Domain::Account as usize] = known;
    let mut of_logins = |domain: Domain| numbers[domain as usize].split_off(tables.len());
    let devices = of_logins(Domain::Device);
    let regions = of_logins(Domain::Region).pop().unwrap_or_default();
    tables.par_iter_mut().enumerate().for_each(|(place, table)| {
        for (domain, numbers) in numbers.iter().enumerate().filter(|of| of.0 != Domain::Account as usize) {
            renumber_table(table, domain, &numbers[place]);
        }
    });
    (Names::new(dictionaries), LoginNumbers { devices, regions })
}

/// What all readers saw of a domain: a reader a table, then those of the logins. Accounts have their
/// numbers already.
fn readers(tables: &mut [Table], log: &mut LoginLog, domain: usize) -> Vec<Interner> {
    let mut parts: Vec<Interner> = tables.iter_mut().map(|t| std::mem::take(&mut t.texts[domain])).collect();
    if domain == Domain::Device as usize {
        parts.extend(log.shards.iter_mut().map(|s| std::mem::take(&mut s.devices)));
    } else if domain == Domain::Region as usize {
        parts.push(std::mem::take(&mut log.regions));
    }
    parts
}

/// The first account on each device; [`NONE`] where nobody logged in.
fn first_accounts(shards: &[Shard], devices: usize, numbers: &[Vec<u32>]) -> Vec<u32> {
    let mut first = vec![NONE; devices];
    for (shard, numbers) in shards.iter().zip(numbers) {
        for [account, device, _] in shard.calendars.keys() {
            let known = &mut first[numbers[*device as usize] as usize];
            *known = (*known).min(*account);
        }
    }
    first
}

fn renumber_table(table: &mut Table, domain: usize, numbers: &[u32]) {
    for (column, values) in table.export.columns.iter().zip(&mut table.values) {
        let accounts = table.export.kind == ExportKind::Accounts && column.name == "account_id";
        if domain_of(column.kind).is_some_and(|d| d as usize == domain) && !accounts {
            renumber_column(values, numbers);
        }
    }
}

fn renumber_column(values: &mut Values, numbers: &[u32]) {
    if let Values::Number(values) = values {
        for value in values.iter_mut().filter(|v| **v != NONE) {
            *value = numbers[*value as usize];
        }
    }
}

/// The exports too much of which was rejected, in words; none if the run may go on.
pub fn too_much_rejected(ingested: &Ingested, settings: &Settings) -> Vec<String> {
    let most = settings.max_rejected_share;
    let mut problems = Vec::new();
    for export in &EXPORTS {
        // What a state holds was accepted before: it hides nothing of what is wrong with tonight's files.
        let tonight = |i: &&InputFacts| i.export == export.kind && !i.file.held;
        let files: Vec<&InputFacts> = ingested.inputs.iter().filter(tonight).collect();
        let rows: u64 = files.iter().map(|i| i.file.rows).sum();
        let rejected: u64 = files.iter().map(|i| i.file.rejected).sum();
        // Whose accounts were rejected speaks of nobody, and is no fault of its own.
        let other = |row: &Rejected| {
            ingested.inputs[row.file as usize].export == export.kind && row.code != Code::DanglingReference
        };
        let follows = !problems.is_empty() && !ingested.rejected.iter().any(other);
        if rejected as f64 > most * rows as f64 && !follows {
            problems.push(format!(
                "{}: {rejected} of {rows} rows rejected ({:.1} %, allowed {:.1} %){}",
                export.name,
                100.0 * rejected as f64 / rows as f64,
                100.0 * most,
                examples(ingested, export.kind, settings.mask_messages)
            ));
        }
    }
    problems
}

/// The words that were possible in place of one that is not.
fn words(kind: ExportKind, row: &Rejected) -> String {
    let column = export(kind).columns.iter().find(|c| c.name == row.column);
    match column.map(|c| c.kind) {
        Some(Kind::Word(words)) if row.code == Code::UnknownWord => format!(" ({})", words.join(", ")),
        _ => String::new(),
    }
}

/// The first rejected row of each kind, as `file:line: column: value: what is wrong`.
fn examples(ingested: &Ingested, kind: ExportKind, mask: bool) -> String {
    let mut seen = Vec::new();
    let mut text = String::new();
    for row in &ingested.rejected {
        let input = &ingested.inputs[row.file as usize];
        if input.export != kind || seen.contains(&(row.code, row.column)) || seen.len() == 3 {
            continue;
        }
        seen.push((row.code, row.column));
        let place = if row.column.is_empty() { "row" } else { row.column };
        let value = match row.value.as_str() {
            "" => String::new(),
            value if mask => format!(" …({})", value.chars().count()),
            value => format!(" {value:?}"),
        };
        let file = input.file.path.display();
        text.push_str(&format!(
            "\n  {file}:{}: {place}{value}: {}: {}{}",
            row.line,
            row.code.name(),
            row.code.help(),
            words(kind, row)
        ));
    }
    text
}
