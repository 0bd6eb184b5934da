//! The command line: raw values only. They become checked ones in [`crate::settings`] and `run`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Finds traded and rented KOS accounts, wrong affiliations and resold leads in a platform's exports.
///
/// Exit codes: 0 done; 1 done and published, but a gate of the settings was passed; 2 wrong usage or
/// settings; 3 input unreadable, or too much of it rejected; 4 the state cannot be used; 70 a bug in
/// kosring; 74 the report or the state cannot be written; 75 another run works on the state.
#[derive(Debug, Parser)]
#[command(name = "kosring", version, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read exports and write a report of rings.
    Analyze(Box<Analyze>),
    /// Read and check exports, and say what is wrong with them.
    Check(Check),
    /// Print the verdicts entered in a report.xlsx, as the export `verdicts`.
    Verdicts(Verdicts),
    /// Print the data contract: every export and column.
    Schema(Schema),
    /// Print the settings in force, with units and defaults.
    Settings(ShowSettings),
    /// Make up a world of exports, with its truth beside it.
    Generate(Generate),
    /// Compare a report with the truth.
    Evaluate(Evaluate),
    /// Reduce logins to the days of a state on another engine.
    Reduce(Reduce),
    /// Tell what became of the rings of one report in another.
    Diff(Diff),
    /// Erase a person's accounts from a state and from reports.
    Forget(Forget),
    /// Print a script that completes commands and options in a shell.
    Completions(Completions),
    /// Print a manual page, as man(1) reads it.
    Man(Man),
    /// Tell the story of one ring, account, device, payment account or lead of a report.
    Explain(Explain),
}

/// Where the exports are.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Folder of exports, named by the contract (accounts.csv, logins.csv, …).
    pub exports: Option<PathBuf>,
    /// A file, folder or pattern for one export, as logins=PATH. May be given several times.
    #[arg(long = "input", value_name = "EXPORT=PATH")]
    pub named: Vec<String>,
    /// Settings file (TOML). `kosring settings` prints one.
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Threads to use; all processors if not given.
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Memory to stay within while reading, in MiB. Overrides input.memory_limit_mb.
    #[arg(long, value_name = "MIB")]
    pub memory_limit: Option<i64>,
    /// No progress on standard error.
    #[arg(long, short, conflicts_with = "log_format")]
    pub quiet: bool,
    /// Form of what is said on standard error: text, or json, an object a line.
    #[arg(long, value_enum, value_name = "FORM")]
    pub log_format: Option<LogFormat>,
}

/// Forms of what is said on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines, and bars on a terminal.
    Text,
    /// An object a line.
    Json,
}

impl Cli {
    /// Whether faults are to be told as JSON.
    pub fn logs_json(&self) -> bool {
        let inputs = match &self.command {
            Command::Analyze(analyze) => &analyze.inputs,
            Command::Check(check) => &check.inputs,
            _ => return false,
        };
        inputs.log_format == Some(LogFormat::Json)
    }
}

/// `kosring analyze`.
#[derive(Debug, Args)]
pub struct Analyze {
    /// The exports.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Folder to write the report to. An older report there is replaced.
    #[arg(long, value_name = "REPORT")]
    pub out: PathBuf,
    /// Folder that remembers the nights before: days of logins, exports that come as increments, rings and
    /// their names. Made if it is not there. Exports may then hold tonight's logins only, or none.
    #[arg(long, value_name = "DIR")]
    pub state: Option<PathBuf>,
    /// Seconds to wait for another run on the same state.
    #[arg(long, value_name = "SECONDS", default_value_t = 0, requires = "state")]
    pub wait: u64,
    /// Language of the report and the summary: en, zh-Hans or zh-Hant. Overrides report.language.
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Leave out all evidence of one family (device, place, rhythm, sharing, identity, money, binding,
    /// lead, contact, spend, content, usage, association or review), to see what it contributes. May be
    /// given several times.
    #[arg(long, value_name = "NAME")]
    pub without_family: Vec<String>,
    /// Run these detectors alone (handover, operator, notes, … as in docs/evidence.md). May be given several
    /// times or as a list.
    #[arg(long, value_name = "DETECTOR", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Leave these detectors out. May be given several times or as a list.
    #[arg(long, value_name = "DETECTOR", value_delimiter = ',')]
    pub skip: Vec<String>,
    /// First day of the window (2025-04-09): earlier logins count as outside it. Other exports are not cut.
    #[arg(long, value_name = "DATE", conflicts_with = "state")]
    pub since: Option<String>,
    /// Last day of the window: later logins count as outside it. Other exports are not cut.
    #[arg(long, value_name = "DATE", conflicts_with = "state")]
    pub until: Option<String>,
    /// Write the tables in further forms: parquet, in addition to csv, which is always written. May be
    /// given several times or as a list.
    #[arg(long, value_enum, value_name = "FORM", value_delimiter = ',', default_value = "csv")]
    pub format: Vec<TableFormat>,
    /// Write the tables to REPORT/excel too, as CSV that Excel opens without harm: UTF-8 with BOM, and
    /// an apostrophe before what it would run as a formula or take for a number. The tables in REPORT
    /// itself stay raw.
    #[arg(long)]
    pub excel_csv: bool,
    /// Show identifiers (accounts of all kinds, devices, payment accounts, contacts, leads, payments,
    /// notes) as keyed hashes only. The key is what the file holds; one key gives the same hashes in
    /// every report.
    #[arg(long, value_name = "KEYFILE")]
    pub mask: Option<PathBuf>,
    /// Show these accounts and rings first: a file with an identifier a line (# begins a comment), or a CSV
    /// with the header id,note. The report has watch.csv then.
    #[arg(long, value_name = "FILE")]
    pub watch: Option<PathBuf>,
    /// Print a table of stages with seconds, rows and bytes a second, and peak memory.
    #[arg(long)]
    pub timings: bool,
}

/// Forms of the machine tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// CSV.
    Csv,
    /// Parquet: numbers as such, identifiers and times as text.
    Parquet,
}

/// `kosring verdicts`.
#[derive(Debug, Args)]
pub struct Verdicts {
    /// A report.xlsx in which verdicts were entered.
    pub workbook: PathBuf,
}

/// Engines that can reduce logins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// Apache Spark, 3.5 or 4.x.
    Spark,
}

/// `kosring reduce`.
#[derive(Debug, Args)]
pub struct Reduce {
    /// The engine.
    #[arg(long, value_enum)]
    pub engine: Engine,
    /// Spark's master, as spark://HOST:PORT, yarn or local[N].
    #[arg(long, value_name = "URL", default_value = "local[*]")]
    pub master: String,
    /// Logins: files, folders or patterns of any file system that Spark knows. May be given several times.
    #[arg(long, value_name = "PATH")]
    pub logins: Vec<String>,
    /// Logins as a table of Spark's catalogue, with the contract's column names.
    #[arg(long, value_name = "NAME", conflicts_with = "logins")]
    pub table: Option<String>,
    /// Columns that the table lacks: ip, region.
    #[arg(long, value_name = "COLUMN", requires = "table")]
    pub without: Vec<String>,
    /// The files' columns in their order, separated by commas; needed where this machine can't read the
    /// files and they don't have the contract's columns in its order.
    #[arg(long, value_name = "NAMES")]
    pub header: Option<String>,
    /// Encoding of the files; UTF-8 if not given.
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// The state to write to; Spark's workers must see it under this path.
    #[arg(long, value_name = "DIR")]
    pub state: PathBuf,
    /// Settings file (TOML).
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// An option of Spark, as spark.executor.memory=4g. May be given several times.
    #[arg(long, value_name = "KEY=VALUE")]
    pub conf: Vec<String>,
    /// Print the SQL and do nothing, for schedulers that run SQL themselves. What it writes is taken over
    /// by the next run on the state.
    #[arg(long)]
    pub print_sql: bool,
    /// Seconds to wait for another run on the state.
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    pub wait: u64,
}

/// `kosring diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The older report.
    pub old: PathBuf,
    /// The newer report.
    pub new: PathBuf,
    /// Write it as CSV to this file too, with all accounts.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// `kosring forget`.
#[derive(Debug, Args)]
pub struct Forget {
    /// The accounts to erase.
    #[arg(required = true, value_name = "ACCOUNT")]
    pub accounts: Vec<String>,
    /// State to erase them from.
    #[arg(long, value_name = "DIR")]
    pub state: Option<PathBuf>,
    /// Report to erase them from; what was made for people of it is removed. May be given several times.
    #[arg(long, value_name = "REPORT")]
    pub report: Vec<PathBuf>,
    /// Settings file (TOML), for the state's time zone.
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Seconds to wait for another run on the state.
    #[arg(long, value_name = "SECONDS", default_value_t = 0, requires = "state")]
    pub wait: u64,
}

/// `kosring completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `kosring man`.
#[derive(Debug, Args)]
pub struct Man {
    /// The command that the page is about; the whole program if not given.
    pub command: Option<String>,
}

/// `kosring check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The exports.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Write the rejected rows to this file.
    #[arg(long, value_name = "FILE")]
    pub quarantine: Option<PathBuf>,
}

/// How to print the contract.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum SchemaFormat {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// JSON Schema (2020-12), one definition an export.
    JsonSchema,
}

/// `kosring schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Form to print.
    #[arg(long, value_enum, default_value = "text")]
    pub format: SchemaFormat,
}

/// `kosring settings`.
#[derive(Debug, Args)]
pub struct ShowSettings {
    /// Settings file (TOML) to check and to show.
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
}

/// How offenders of a made-up world hide.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum CamouflageLevel {
    /// Not at all.
    #[value(name = "0")]
    None,
    /// Proxies in the holder's city, few accounts a device, several payment accounts.
    #[value(name = "1")]
    Careful,
    /// One cloud phone an account, nothing shared.
    #[value(name = "2")]
    Hidden,
}

/// `kosring generate`.
#[derive(Debug, Args)]
pub struct Generate {
    /// Folder to write to; the truth goes to OUT/truth.
    pub out: PathBuf,
    /// Accounts.
    #[arg(long, default_value_t = 20_000)]
    pub accounts: usize,
    /// Seed; the same one gives the same world.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Days.
    #[arg(long, default_value_t = 90)]
    pub days: u32,
    /// How well offenders hide.
    #[arg(long, value_enum, default_value = "0")]
    pub camouflage: CamouflageLevel,
    /// A world without any abuse.
    #[arg(long)]
    pub null: bool,
    /// An export (payments) or column (logins.ip) to leave out. May be given several times.
    #[arg(long, value_name = "NAME")]
    pub without: Vec<String>,
    /// The lean generator for worlds of millions of accounts, about 40 logins an account.
    #[arg(long)]
    pub scale: bool,
}

/// `kosring evaluate`.
#[derive(Debug, Args)]
pub struct Evaluate {
    /// A report folder.
    pub report: PathBuf,
    /// Folder with truth_accounts.csv and truth_leads.csv.
    #[arg(long, value_name = "DIR")]
    pub truth: PathBuf,
    /// Print JSON instead of a table.
    #[arg(long)]
    pub json: bool,
}

/// `kosring explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A report folder.
    pub report: PathBuf,
    /// What to explain: a cluster_id, or the identifier of an account, device, payment account or lead.
    pub id: String,
    /// What the identifier names, where it names several things.
    #[arg(long, value_enum)]
    pub kind: Option<crate::explain::Kind>,
    /// Show the rows behind each finding, with file and line, from this folder of exports.
    #[arg(long, value_name = "EXPORTS")]
    pub rows: Option<PathBuf>,
    /// Rows to show of each key.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub most_rows: usize,
    /// Write a case file (HTML, and the same as JSON) into this folder instead of telling the story.
    #[arg(long, value_name = "DIR")]
    pub case_file: Option<PathBuf>,
    /// Language: en, zh-Hans or zh-Hant; the report's own if not given.
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
}
