//! The command line: raw values only. They become checked ones in [`crate::settings`] and `run`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Finds traded and rented KOS accounts, wrong affiliations and resold leads in a platform's exports.
///
/// Exit codes: 0 done; 2 wrong usage or settings; 3 input unreadable, or too much of it rejected;
/// 70 a bug in kosring; 74 the report cannot be written.
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
    #[arg(long, short)]
    pub quiet: bool,
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
    /// Language of the report and the summary: en, zh-Hans or zh-Hant. Overrides report.language.
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// Leave out all evidence of one family (device, place, rhythm, sharing, identity, money, binding,
    /// lead, contact, spend, content, association or review), to see what it contributes. May be given
    /// several times.
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
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Last day of the window: later logins count as outside it. Other exports are not cut.
    #[arg(long, value_name = "DATE")]
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
