//! Sorting tables by content, collapsing repeats, rejecting contradictions.
//!
//! After this, a table no longer shows in which order its rows or files came.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::quarantine::{Code, Rejected};
use super::table::{Table, Values};
use crate::ids::{NONE, Names};
use crate::schema::{Export, ExportKind, Kind};
use crate::state::IDENTITIES;
use crate::time::{NO_TIME, Zone, format_day};

/// Sorts the rows by all their columns and drops repeats (counted), retries of lead transfers within
/// `retry_ms` (counted), and rows that contradict another of the same identity (rejected).
pub fn tidy(table: &mut Table, retry_ms: i64, names: &Names, zone: &Zone) {
    let mut order: Vec<u32> = (0..table.rows() as u32).collect();
    // Of repeats, the one that stands first in the files is kept, whichever thread read it.
    let origin = |row: &u32| table.origin[*row as usize];
    order.par_sort_unstable_by(|a, b| {
        compare(&table.values, *a as usize, *b as usize).then_with(|| origin(a).cmp(&origin(b)))
    });
    let before = order.len();
    order.dedup_by(|b, a| compare(&table.values, *a as usize, *b as usize) == Ordering::Equal);
    if table.export.kind == ExportKind::LeadTransfers {
        drop_retries(&table.values, &mut order, retry_ms);
    }
    table.collapsed += (before - order.len()) as u64;
    if table.held {
        let before = order.len();
        drop_replaced(table, &mut order);
        table.collapsed += (before - order.len()) as u64;
    }
    let conflicts = split_conflicts(table, &mut order);
    let key = table.export.key.first().and_then(|name| table.export.column(name)).unwrap_or(0);
    for row in conflicts {
        let (file, line) = table.origin[row as usize];
        table.files[file as usize].rejected += 1;
        table.rejected.push(Rejected {
            file,
            line: u64::from(line),
            column: table.export.key[0],
            code: Code::ConflictingDuplicate,
            value: show(table.export, &table.values, names, zone, row as usize, key),
            row: rewrite(table, names, zone, row as usize),
        });
    }
    pick(table, &order);
}

fn compare(values: &[Values], a: usize, b: usize) -> Ordering {
    values.iter().map(|v| compare_in(v, a, b)).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
}

fn compare_in(values: &Values, a: usize, b: usize) -> Ordering {
    match values {
        Values::Number(v) => v[a].cmp(&v[b]),
        Values::Wide(v) => v[a].cmp(&v[b]),
        Values::Day(v) => v[a].cmp(&v[b]),
        Values::Text(v) => v[a].cmp(&v[b]),
    }
}

/// A transfer again within the retry time of the one before it (the columns stand in the order lead,
/// contact, from, to, time, channel) is the same one, sent twice.
fn drop_retries(values: &[Values], order: &mut Vec<u32>, retry_ms: i64) {
    let Values::Wide(at) = &values[4] else { return };
    order.dedup_by(|b, a| {
        let (a, b) = (*a as usize, *b as usize);
        let same = [0, 1, 2, 3, 5].iter().all(|&c| compare_in(&values[c], a, b).is_eq());
        same && at[b] - at[a] <= retry_ms
    });
}

/// Drops rows that the state holds (those of the first file) where tonight's files have rows of the same
/// identity.
fn drop_replaced(table: &Table, order: &mut Vec<u32>) {
    let identity: Vec<&Values> = IDENTITIES[table.export.kind as usize]
        .iter()
        .filter_map(|name| table.export.column(name))
        .map(|column| &table.values[column])
        .collect();
    let held = |row: u32| table.origin[row as usize].0 == 0;
    let by_identity = |a: &u32, b: &u32| {
        let compared = identity.iter().map(|v| compare_in(v, *a as usize, *b as usize));
        compared.fold(Ordering::Equal, Ordering::then)
    };
    let mut sorted = order.clone();
    sorted.sort_by(|a, b| by_identity(a, b).then(held(*a).cmp(&held(*b))));
    let mut replaced = vec![false; table.rows()];
    for same in sorted.chunk_by(|a, b| by_identity(a, b).is_eq()).filter(|same| !held(same[0])) {
        same.iter().filter(|row| held(**row)).for_each(|row| replaced[*row as usize] = true);
    }
    order.retain(|row| !replaced[*row as usize]);
}

/// Keeps the first row of each identity, by content; returns the others.
fn split_conflicts(table: &Table, order: &mut Vec<u32>) -> Vec<u32> {
    let key: Vec<&Values> =
        table.export.key.iter().filter_map(|k| table.export.column(k)).map(|c| &table.values[c]).collect();
    if key.is_empty() {
        return Vec::new();
    }
    let mut conflicts = Vec::new();
    order.dedup_by(|b, a| {
        let same = key.iter().all(|v| compare_in(v, *a as usize, *b as usize).is_eq());
        if same {
            conflicts.push(*b);
        }
        same
    });
    conflicts
}

fn pick(table: &mut Table, order: &[u32]) {
    fn picked<T: Clone>(values: &[T], order: &[u32]) -> Vec<T> {
        order.iter().map(|&i| values[i as usize].clone()).collect()
    }
    for values in &mut table.values {
        *values = match values {
            Values::Number(v) => Values::Number(picked(v, order)),
            Values::Wide(v) => Values::Wide(picked(v, order)),
            Values::Day(v) => Values::Day(picked(v, order)),
            Values::Text(v) => Values::Text(picked(v, order)),
        };
    }
    table.origin = picked(&table.origin, order);
}

/// A value as the contract would write it.
pub fn show(
    export: &Export,
    values: &[Values],
    names: &Names,
    zone: &Zone,
    row: usize,
    column: usize,
) -> String {
    let kind = export.columns[column].kind;
    match (&values[column], kind) {
        (Values::Number(v), _) if v[row] == NONE => String::new(),
        (Values::Number(v), Kind::Id(domain)) => names.text(domain, v[row]).to_string(),
        (Values::Number(v), Kind::Word(words)) => words[v[row] as usize].to_string(),
        (Values::Number(v), _) => names.text(crate::ids::Domain::Account, v[row]).to_string(),
        (Values::Wide(v), _) if v[row] == NO_TIME => String::new(),
        (Values::Wide(v), Kind::Money) => crate::report::yuan(v[row]),
        (Values::Wide(v), _) => zone.format(v[row]),
        (Values::Day(v), _) => format_day(v[row]),
        (Values::Text(v), _) => v[row].clone(),
    }
}

fn rewrite(table: &Table, names: &Names, zone: &Zone, row: usize) -> String {
    let cell = |column| show(table.export, &table.values, names, zone, row, column);
    let mut line = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    line.write_record((0..table.values.len()).map(cell)).expect("memory takes it");
    String::from_utf8(line.into_inner().expect("memory takes it"))
        .expect("all cells are text")
        .trim_end()
        .into()
}
