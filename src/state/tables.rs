//! Exports other than logins between nights: rows of increments, and accounts to compare with.

use super::manifest::Held;
use super::{State, disk, night, night_before};
use crate::aside::Aside;
use crate::error::Fault;
use crate::frames::Window;
use crate::ids::{Dictionary, Domain, NONE, Names};
use crate::ingest::{CleanTable, Table, Values};
use crate::schema::{EXPORTS, ExportKind, export};
use crate::settings::Settings;
use crate::time::Zone;

/// How an export comes, night by night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Delivery {
    /// Whole, every night: what is not in it is no more.
    #[default]
    Snapshot,
    /// New and changed rows only; the state holds the others.
    Increment,
}

impl Delivery {
    /// Names in the settings.
    pub const NAMES: [&str; 2] = ["snapshot", "increment"];

    /// Its name in the settings.
    pub fn name(self) -> &'static str {
        Delivery::NAMES[self as usize]
    }

    /// The delivery of a name.
    pub fn named(name: &str) -> Option<Delivery> {
        [Delivery::Snapshot, Delivery::Increment].into_iter().find(|d| d.name() == name)
    }
}

/// Columns that tell a row of an increment from others: a new row with the same values there takes the
/// place of one that the state holds. In the order of [`EXPORTS`].
pub const IDENTITIES: [&[&str]; EXPORTS.len()] = [
    &["account_id"],
    &[],
    &["enterprise_id", "account_id", "bound_at"],
    &["lead_id", "from_account", "to_account", "transferred_at"],
    &["account_id", "field", "changed_at"],
    &["lead_id"],
    &["payment_id"],
    &["account_id", "spent_on", "product"],
    &["note_id"],
    &["kind", "id"],
    &["account_id", "decided_at"],
];

/// The column that says when a row of an export happened; rows older than the window go. Accounts,
/// bindings, approvals and verdicts last.
fn moment_column(kind: ExportKind) -> Option<&'static str> {
    match kind {
        ExportKind::LeadTransfers => Some("transferred_at"),
        ExportKind::AccountChanges => Some("changed_at"),
        ExportKind::Leads => Some("collected_at"),
        ExportKind::Payments => Some("paid_at"),
        ExportKind::AdSpend => Some("spent_on"),
        ExportKind::Notes => Some("published_at"),
        _ => None,
    }
}

/// What a change of each column of the accounts is called in `account_changes`.
const NOTICED: [(&str, Domain, &str); 3] = [
    ("holder_hash", Domain::Person, "holder"),
    ("phone_hash", Domain::Phone, "phone"),
    ("payout_account", Domain::PaymentAccount, "payout_account"),
];
const ACCOUNT_CHANGES: &str = "account_changes";
/// The file that holds them on their way into the tables.
pub const NOTICED_FILE: &str = "account_changes.csv";

/// Keeps rows of increments, noticed changes, and the accounts.
pub fn keep(
    state: &mut State,
    tables: &[CleanTable],
    names: &Names,
    window: Window,
    settings: &Settings,
) -> Result<(), Fault> {
    let zone = settings.zone();
    state.next.tables.clear();
    for table in tables {
        let name = export(table.kind).name;
        if settings.deliveries[table.kind as usize] == Delivery::Increment || table.noticed {
            let columns: Vec<usize> = (0..table.values.len()).filter(|&c| table.present[c]).collect();
            let rows = rows_of_window(table, window, &zone);
            state.next.tables.insert(name.into(), write(state, table, &columns, &rows, names, &zone)?);
        }
        if table.kind == ExportKind::Accounts {
            let of = |name: &str| export(ExportKind::Accounts).column(name);
            let compared = NOTICED.iter().filter_map(|(name, ..)| of(name));
            let columns: Vec<usize> = std::iter::once(0).chain(compared).collect();
            let rows: Vec<usize> = (0..table.rows).collect();
            let held = write(state, table, &columns, &rows, names, &zone)?;
            let tonight = night(window);
            let before = night_before(state.manifest.accounts.keys(), &tonight).cloned();
            state.next.accounts.retain(|night, _| Some(night) == before.as_ref());
            state.next.accounts.insert(tonight, held);
        }
    }
    Ok(())
}

fn rows_of_window(table: &CleanTable, window: Window, zone: &Zone) -> Vec<usize> {
    let column = moment_column(table.kind).and_then(|name| export(table.kind).column(name));
    let (first, start) = (window.first_day, zone.start_of_day(window.first_day));
    let inside = |row: &usize| match column.map(|column| &table.values[column]) {
        Some(Values::Wide(at)) => at[*row] >= start,
        Some(Values::Day(day)) => day[*row] >= first,
        _ => true,
    };
    (0..table.rows).filter(inside).collect()
}

fn write(
    state: &State,
    table: &CleanTable,
    columns: &[usize],
    rows: &[usize],
    names: &Names,
    zone: &Zone,
) -> Result<Held, Fault> {
    let header: Vec<&str> = columns.iter().map(|&c| export(table.kind).columns[c].name).collect();
    let cells = rows.iter().map(|&row| columns.iter().map(move |&c| table.text(names, zone, row, c)));
    disk::write_table(&state.folder, "tables", &header, cells)
}

impl State {
    /// Where nobody exports changes of accounts: those that the state noticed before, and those since
    /// last night, as rows of `account_changes` in [`NOTICED_FILE`] of a temporary folder. A holder, phone or payout account
    /// that was known and is another one tonight has changed; one that was or is unknown has not. The
    /// moment is the beginning of the night's last day. `None` if there is no night to compare with.
    ///
    /// # Errors
    /// [`Fault::State`] if a file is damaged, [`Fault::Output`] if the temporary one can't be written.
    pub fn noticed_changes(
        &self,
        accounts: &[Table],
        known: &Dictionary,
        window: Window,
    ) -> Result<Option<Aside>, Fault> {
        let tonight = night(window);
        let Some(before) = night_before(self.manifest.accounts.keys(), &tonight) else {
            return Ok(None);
        };
        let mut changes: Vec<[String; 5]> = Vec::new();
        if let Some(held) = self.manifest.tables.get(ACCOUNT_CHANGES) {
            let (_, rows) = disk::read_table(&self.folder, held)?;
            let earlier = |row: &&csv::StringRecord| {
                row.get(2).and_then(|at| at.get(..10)).is_some_and(|at| at < tonight.as_str())
            };
            let cell = |row: &csv::StringRecord, i| row.get(i).unwrap_or_default().to_string();
            changes.extend(rows.iter().filter(earlier).map(|row| std::array::from_fn(|i| cell(row, i))));
        }
        let at = format!("{tonight} 00:00:00");
        let rows = rows_by_account(accounts);
        disk::each_row(&self.folder, &self.manifest.accounts[before], |before| {
            let Some(account) = before.get(0).and_then(|account| known.find(account)) else { return };
            let from = rows.partition_point(|row| row.0 < account);
            for &(_, table, row) in rows[from..].iter().take_while(|row| row.0 == account) {
                compare(&accounts[table as usize], row as usize, before, &at, &mut changes);
            }
        })?;
        changes.sort_unstable();
        let fault = |source| Fault::Output { path: std::env::temp_dir(), source };
        let folder = Aside::new().map_err(fault)?;
        let mut csv =
            csv::Writer::from_path(folder.path().join(NOTICED_FILE)).map_err(|e| fault(e.into()))?;
        let columns = export(ExportKind::AccountChanges).columns;
        csv.write_record(columns.iter().map(|c| c.name)).map_err(|e| fault(e.into()))?;
        for change in &changes {
            csv.write_record(change).map_err(|e| fault(e.into()))?;
        }
        csv.flush().map_err(fault)?;
        Ok(Some(folder))
    }
}

/// Account, table and row of all rows of accounts, sorted.
fn rows_by_account(accounts: &[Table]) -> Vec<(u32, u32, u32)> {
    let mut rows: Vec<(u32, u32, u32)> = Vec::new();
    for (table, place) in accounts.iter().zip(0..) {
        if let Values::Number(numbers) = &table.values[0] {
            rows.extend(numbers.iter().zip(0..).map(|(&account, row)| (account, place, row)));
        }
    }
    rows.sort_unstable();
    rows
}

/// Adds what changed of an account, `row` of its table, since it was `before`.
fn compare(table: &Table, row: usize, before: &csv::StringRecord, at: &str, changes: &mut Vec<[String; 5]>) {
    for ((name, domain, field), old) in NOTICED.iter().zip(before.iter().skip(1)) {
        let column = table.export.column(name).map(|column| &table.values[column]);
        let Some(Values::Number(values)) = column else { continue };
        if old.is_empty() || values[row] == NONE {
            continue;
        }
        let new = table.texts[*domain as usize].text(values[row]);
        if old.as_bytes() != new {
            let new = String::from_utf8_lossy(new).into_owned();
            changes.push([before[0].into(), (*field).into(), at.into(), old.into(), new]);
        }
    }
}
