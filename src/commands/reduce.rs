//! `kosring reduce`: logins → days of the state, on another engine.

use std::time::Duration;

use anyhow::Result;

use super::{print, read_settings};
use crate::cli::{Engine, Reduce};
use crate::error::Fault;
use crate::progress::grouped;
use crate::state::{Logins, State, sql};

/// `kosring reduce`.
pub fn command(command: &Reduce) -> Result<()> {
    let Engine::Spark = command.engine;
    let settings = read_settings(command.settings.as_ref())?;
    let logins = match (&command.table, &command.logins[..]) {
        (Some(table), []) => Logins::table(table, &command.without),
        (None, [_, ..]) => {
            Logins::files(&command.logins, command.header.as_deref(), command.encoding.as_deref(), &settings)?
        }
        _ => {
            return Err(
                Fault::Usage("name the logins with --logins PATH, or a table with --table".into()).into()
            );
        }
    };
    // Spark may run elsewhere, and needs the whole path.
    let folder = std::path::absolute(&command.state)?;
    let sql = sql(&logins, &folder, &settings);
    if command.print_sql {
        return print(&sql);
    }
    let mut state = State::open(&folder, &settings, Duration::from_secs(command.wait))?;
    let days = state.reduce_on_spark(&sql, &command.master, &command.conf)?;
    let span = match (days.first(), days.last()) {
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    };
    print(&format!("{}: {} days written{span}", command.state.display(), grouped(days.len() as u64)))
}
