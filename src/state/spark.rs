//! The reduction on an Apache Spark that is there already: the SQL, how it is run, and how what it has
//! written becomes part of the state.
//!
//! Spark writes into `STATE/incoming`, in the layout of the state. When all of it has succeeded, its days
//! are taken over: linked under the state's own names and entered into the manifest, which is one step.
//! Network addresses come as text, and are hashed when the state is opened.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::manifest::{Day, Held};
use super::{State, days, disk};
use crate::aside::Aside;
use crate::error::Fault;
use crate::ingest::logins_header;
use crate::schema::{ExportKind, export};
use crate::settings::Settings;
use crate::time::{HOURS, parse_day};

/// Where the rows are that another engine rejected, named by its SQL.
pub const QUARANTINE: &str = "quarantine";

/// Where another engine writes.
const INCOMING: &str = "incoming";
/// The SQL with its places.
const SQL: &str = include_str!("spark.sql");
/// Files by which Spark says that a table is whole.
const SUCCESS: &str = "_SUCCESS";
/// Blanks that are trimmed.
const EDGES: &str = r"^[ \\t\\n\\f\\r\\u00a0\\u3000]+|[ \\t\\n\\f\\r\\u00a0\\u3000]+$";
const CLOCK: &str = "^([0-9]{4})([-/])([0-9]{1,2})\\\\2([0-9]{1,2})(?:[ Tt]([0-9]{1,2}):([0-9]{2})\
                     (?::([0-9]{2})(?:\\\\.([0-9]{1,9}))?)?([Zz]| ?[+-][0-9]{2}(?::?[0-9]{2})?)?)?$";

/// Where Spark finds the logins.
#[derive(Debug, Clone)]
pub enum Logins {
    /// Files, folders or patterns, of whatever file systems Spark knows, and their form.
    Files {
        /// As given.
        paths: Vec<String>,
        /// Column of the contract at each place of a row; none for unknown ones.
        columns: Vec<Option<&'static str>>,
        /// Options of Spark's CSV reader beside the usual ones; empty for Parquet.
        options: Vec<(String, String)>,
    },
    /// A table of Spark's catalogue, with the contract's columns that it has.
    Table(String, Vec<&'static str>),
}

impl Logins {
    /// Logins in files. Their columns are those of `header` (names separated by commas), or of the first
    /// file where this machine can read it, or else the contract's.
    ///
    /// # Errors
    /// [`Fault::Usage`] if a header lacks a required column.
    pub fn files(
        paths: &[String],
        header: Option<&str>,
        encoding: Option<&str>,
        settings: &Settings,
    ) -> Result<Logins, Fault> {
        let local = paths.first().map(|path| PathBuf::from(path.trim_start_matches("file://")));
        let names: Option<Vec<String>> =
            header.map(|header| header.split(',').map(|name| name.trim().to_string()).collect());
        let (columns, separator) = logins_header(names, local.as_deref(), settings)?;
        let parquet = paths.iter().all(|path| path.ends_with(".parquet"));
        let mut options = Vec::new();
        if !parquet {
            options.push(("sep".into(), char::from(separator).to_string()));
            options.extend(encoding.map(|encoding| ("encoding".into(), encoding.to_string())));
        }
        Ok(Logins::Files { paths: paths.to_vec(), columns, options })
    }

    /// Logins in a table of Spark's catalogue, by the contract's column names.
    pub fn table(name: &str, without: &[String]) -> Logins {
        let there = export(ExportKind::Logins).columns.iter().map(|c| c.name);
        Logins::Table(name.into(), there.filter(|name| !without.iter().any(|w| w == name)).collect())
    }

    /// The view `kosring_source`, which the SQL reads.
    fn view(&self) -> String {
        match self {
            Logins::Table(name, columns) => {
                let row = columns.iter().map(|c| format!("string({c})")).collect::<Vec<_>>().join(", ");
                format!(
                    "CREATE TEMPORARY VIEW kosring_source AS\nSELECT *, '{name}' AS kosring_file, \
                     concat_ws(',', {row}) AS kosring_row, string(NULL) AS kosring_ragged\nFROM {name};"
                )
            }
            Logins::Files { paths, columns, options } => files_view(paths, columns, options),
        }
    }

    fn has(&self, column: &str) -> bool {
        match self {
            Logins::Table(_, columns) => columns.contains(&column),
            Logins::Files { columns, .. } => columns.iter().flatten().any(|c| *c == column),
        }
    }
}

/// A view of files: CSV with its columns in their order, or Parquet.
fn files_view(paths: &[String], columns: &[Option<&str>], options: &[(String, String)]) -> String {
    let named: Vec<String> = columns
        .iter()
        .enumerate()
        .map(|(place, column)| column.map_or(format!("column_{place}"), String::from))
        .collect();
    let paths = paths.iter().map(|path| quoted(path)).collect::<Vec<_>>();
    let views = paths.iter().enumerate().map(|(n, path)| {
        let schema = named.iter().map(|name| format!("{name} STRING")).collect::<Vec<_>>().join(", ");
        match options.is_empty() {
            true => format!("CREATE TEMPORARY VIEW kosring_part_{n} USING parquet OPTIONS (path {path});\n"),
            false => {
                let options: String = options.iter().map(|(k, v)| format!(", {k} {}", quoted(v))).collect();
                format!(
                    "CREATE TEMPORARY VIEW kosring_part_{n} ({schema}, kosring_ragged STRING) USING csv OPTIONS \
                     (path {path}, header 'true', mode 'PERMISSIVE', columnNameOfCorruptRecord 'kosring_ragged', \
                     quote '\"', escape '\"', maxCharsPerColumn '-1'{options});\n"
                )
            }
        }
    });
    let views: String = views.collect();
    let row = named.iter().map(|name| format!("string({name})")).collect::<Vec<_>>().join(", ");
    let (ragged, row) = match options.is_empty() {
        true => ("string(NULL)", format!("concat_ws(',', {row})")),
        false => ("kosring_ragged", format!("coalesce(kosring_ragged, concat_ws(',', {row}))")),
    };
    let cells = named.iter().map(|name| format!("string({name}) AS {name}")).collect::<Vec<_>>().join(", ");
    let parts = (0..paths.len()).map(|n| {
        format!(
            "SELECT {cells}, input_file_name() AS kosring_file, {row} AS kosring_row, {ragged} AS kosring_ragged \
             FROM kosring_part_{n}"
        )
    });
    let parts = parts.collect::<Vec<_>>().join("\nUNION ALL\n");
    format!(
        "SET spark.sql.csv.parser.columnPruning.enabled=false;\n{views}CREATE TEMPORARY VIEW kosring_source AS\n{parts};"
    )
}

/// A text as it stands between the quotation marks of SQL.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\'', "\\'")
}

/// A text of SQL.
fn quoted(text: &str) -> String {
    format!("'{}'", escaped(text))
}

/// The SQL that reduces logins into a state.
pub fn sql(logins: &Logins, state: &Path, settings: &Settings) -> String {
    let eight = |from: usize| {
        let hour = |i: usize| {
            let count = format!("least(count_if(hour = {}), 255)", from + i);
            if i == 0 { format!("bigint({count})") } else { format!("shiftleft(bigint({count}), {})", 8 * i) }
        };
        (0..8).map(hour).collect::<Vec<_>>().join(" | ")
    };
    let mut places: BTreeMap<&str, String> = BTreeMap::new();
    for column in export(ExportKind::Logins).columns {
        let there = if logins.has(column.name) { column.name } else { "NULL" };
        places.insert(column.name, format!("string({there})"));
    }
    places.insert("zone", settings.timezone.clone());
    places.insert("edges", EDGES.into());
    places.insert("clock", CLOCK.into());
    places.insert("missing", r"'', 'NULL', 'null', '\\N', '-', '无'".into());
    places.insert("longest", settings.max_identifier_bytes.to_string());
    places.insert("control", r"[\\u0000-\\u001f\\u007f]".into());
    places.insert("spreadsheet", r"^[0-9]+(\\.[0-9]+)?[Ee]\\+[0-9]+$".into());
    places.insert("incoming", escaped(&state.join(INCOMING).display().to_string()));
    for (name, from) in ["hours_00", "hours_08", "hours_16"].into_iter().zip((0..HOURS).step_by(8)) {
        places.insert(name, eight(from));
    }
    let body =
        places.iter().fold(SQL.to_string(), |sql, (name, text)| sql.replace(&format!("{{{name}}}"), text));
    // The view stands after the settings of the session, before its first reader.
    let (settings, rest) = body.split_once("\n\n").unwrap_or(("", &body));
    format!("{settings}\n\n{}\n\n{rest}", logins.view())
}

impl State {
    /// Runs the SQL on Spark and takes over what it wrote. Returns the days.
    ///
    /// # Errors
    /// [`Fault::Usage`] if there is no Spark, [`Fault::Input`] if its job fails.
    pub fn reduce_on_spark(
        &mut self,
        sql: &str,
        master: &str,
        options: &[String],
    ) -> Result<Vec<String>, Fault> {
        let incoming = self.folder.join(INCOMING);
        let fault = |source| Fault::Output { path: incoming.clone(), source };
        if incoming.exists() {
            fs::remove_dir_all(&incoming).map_err(fault)?;
        }
        let folder = Aside::new().map_err(fault)?;
        let script = folder.path().join("kosring.sql");
        fs::write(&script, sql).map_err(fault)?;
        let program = spark_sql();
        let mut command = Command::new(&program);
        command.args(["--master", master, "--name", "kosring reduce"]);
        command.args(["--conf", "spark.sql.catalogImplementation=in-memory"]);
        command.args(options.iter().flat_map(|option| ["--conf", option]));
        command.arg("-f").arg(&script).current_dir(folder.path());
        let output = command.output().map_err(|e| {
            Fault::Usage(format!(
                "{}: {e}; set SPARK_HOME, or put spark-sql into the path",
                program.display()
            ))
        })?;
        if !output.status.success() || !whole(&incoming) {
            let said = String::from_utf8_lossy(&output.stderr);
            let last: Vec<&str> = said.lines().filter(|line| line.contains("rror")).take(5).collect();
            let help = "see Spark's own log; run the SQL by hand with --print-sql";
            return Err(Fault::input(
                &program,
                format!("the job failed ({}):\n  {}", output.status, last.join("\n  ")),
                help,
            ));
        }
        self.take_over()
    }

    /// Takes over the days that another engine has written whole, if there are any; the state is in place
    /// then. Returns the days.
    ///
    /// # Errors
    /// [`Fault::State`] if a file is not what it should be, [`Fault::Output`] if it can't be linked.
    pub fn take_over(&mut self) -> Result<Vec<String>, Fault> {
        let incoming = self.folder.join(INCOMING);
        if !whole(&incoming) {
            return Ok(Vec::new());
        }
        let devices = self.link("device_days", &incoming)?;
        let mut networks = self.link("network_days", &incoming)?;
        let mut taken = Vec::new();
        for (name, devices) in devices {
            let logins = days::logins(&self.folder, &devices)?;
            let networks = networks.remove(&name).unwrap_or_default();
            self.next.login_columns.extend(days::columns(&self.folder, &devices, &networks)?);
            self.next.days.insert(name.clone(), Day { logins, devices, networks });
            taken.push(name);
        }
        self.commit()?;
        self.manifest = self.next.clone();
        let quarantine = incoming.join(QUARANTINE);
        let kept = self.folder.join(QUARANTINE);
        let fault = |source| Fault::Output { path: kept.clone(), source };
        if kept.exists() {
            fs::remove_dir_all(&kept).map_err(fault)?;
        }
        if quarantine.exists() {
            fs::rename(&quarantine, &kept).map_err(fault)?;
        }
        fs::remove_dir_all(&incoming).map_err(|source| Fault::Output { path: incoming.clone(), source })?;
        Ok(taken)
    }

    /// Links the files of one kind under the state's own names. The originals stay until the manifest
    /// names the links, so that nothing is lost in between.
    fn link(&self, kind: &str, incoming: &Path) -> Result<BTreeMap<String, Vec<Held>>, Fault> {
        let place = incoming.join(kind);
        let fault = |source| Fault::Output { path: place.clone(), source };
        let mut days: BTreeMap<String, Vec<Held>> = BTreeMap::new();
        for entry in fs::read_dir(&place).map_err(fault)? {
            let folder = entry.map_err(fault)?.path();
            let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_string();
            let Some(day) = name.strip_prefix("day=").filter(|day| parse_day(day).is_some()) else {
                continue;
            };
            for file in fs::read_dir(&folder).map_err(fault)? {
                let file = file.map_err(fault)?.path();
                if file.extension().is_some_and(|ending| ending == "parquet") {
                    let held = disk::link(&self.folder, &format!("{kind}/day={day}"), &file)?;
                    days.entry(day.to_string()).or_default().push(held);
                }
            }
        }
        days.values_mut().for_each(|files| files.sort_by(|a, b| a.file.cmp(&b.file)));
        Ok(days)
    }
}

/// Whether another engine has written all that it was to write.
fn whole(incoming: &Path) -> bool {
    ["device_days", "network_days", QUARANTINE].iter().all(|name| incoming.join(name).join(SUCCESS).exists())
}

/// Spark's SQL program: in `SPARK_HOME`, or in the path.
fn spark_sql() -> PathBuf {
    match std::env::var_os("SPARK_HOME") {
        Some(home) => PathBuf::from(home).join("bin").join("spark-sql"),
        None => PathBuf::from("spark-sql"),
    }
}
