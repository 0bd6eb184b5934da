//! The commands: raw values of the command line → checked ones → the work.

mod analyze;
mod diff;
mod explain;
mod forget;
mod help;
mod reduce;
mod schema;
mod verdicts;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;

use crate::cli::{CamouflageLevel, Cli, Command, Completions, Evaluate, Generate, Inputs, Man, ShowSettings};
use crate::error::{EXIT_DONE, Fault};
use crate::generate::{Camouflage, WorldOptions};
use crate::progress::grouped;
use crate::schema::{EXPORTS, ExportKind};
use crate::settings::Settings;

pub use analyze::analyze;

/// Does what the command line asks. Returns the exit code.
///
/// # Errors
/// [`Fault`]s are the user's to mend; anything else is a bug.
pub fn run(cli: Cli) -> Result<u8> {
    match cli.command {
        Command::Analyze(command) => return analyze::command(&command),
        Command::Check(command) => analyze::check(&command),
        Command::Verdicts(command) => print(&verdicts::read(&command.workbook)?),
        Command::Schema(command) => print(&schema::render(command.format)),
        Command::Settings(ShowSettings { settings }) => print(&read_settings(settings.as_ref())?.to_toml()),
        Command::Generate(command) => generate(&command),
        Command::Evaluate(command) => evaluate(&command),
        Command::Explain(command) => explain::command(&command),
        Command::Diff(command) => diff::command(&command),
        Command::Reduce(command) => reduce::command(&command),
        Command::Forget(command) => forget::command(&command),
        Command::Completions(Completions { shell }) => print(&help::completions(shell)?),
        Command::Man(Man { command }) => print(&help::page(command.as_deref())?),
    }?;
    Ok(EXIT_DONE)
}

/// Prints to standard output; a reader that has gone away (`| head`) is no error.
fn print(text: &str) -> Result<()> {
    match writeln!(std::io::stdout(), "{}", text.trim_end()) {
        Err(source) if source.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Fault::Output { path: PathBuf::from("standard output"), source }.into())
        }
        _ => Ok(()),
    }
}

fn read_settings(path: Option<&PathBuf>) -> Result<Settings, Fault> {
    path.map_or_else(|| Ok(Settings::default()), |path| Settings::read(path))
}

/// Settings with the command line's overrides.
fn settings(inputs: &Inputs) -> Result<Settings, Fault> {
    let mut settings = read_settings(inputs.settings.as_ref())?;
    if let Some(limit) = inputs.memory_limit {
        if !(64..=1_048_576).contains(&limit) {
            return Err(Fault::Usage(format!("--memory-limit {limit}: expected 64 to 1,048,576 MiB")));
        }
        settings.memory_limit_mb = limit;
    }
    Ok(settings)
}

/// `logins=PATH` … as paths by export.
fn named(inputs: &Inputs) -> Result<BTreeMap<ExportKind, Vec<PathBuf>>, Fault> {
    let mut named: BTreeMap<ExportKind, Vec<PathBuf>> = BTreeMap::new();
    for pair in &inputs.named {
        let known = pair.split_once('=').and_then(|(name, path)| {
            let export = EXPORTS.iter().find(|e| e.name == name)?;
            (!path.is_empty()).then(|| (export.kind, PathBuf::from(path)))
        });
        let Some((kind, path)) = known else {
            let names: Vec<&str> = EXPORTS.iter().map(|e| e.name).collect();
            return Err(Fault::Usage(format!(
                "--input {pair}: expected EXPORT=PATH, with one of {}",
                names.join(", ")
            )));
        };
        named.entry(kind).or_default().push(path);
    }
    if inputs.exports.is_none() && named.is_empty() {
        return Err(Fault::Usage(
            "name the folder of exports, or single exports with --input EXPORT=PATH".into(),
        ));
    }
    Ok(named)
}

/// More threads than this only fill the memory with their stacks.
const MOST_THREADS: usize = 1024;

/// Runs `work` on the number of threads asked for.
fn on_threads<T: Send>(inputs: &Inputs, work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    let threads = inputs.threads.unwrap_or(0);
    if threads > MOST_THREADS {
        return Err(Fault::Usage(format!("--threads {threads}: at most {MOST_THREADS}")).into());
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    pool.install(work)
}

fn generate(command: &Generate) -> Result<()> {
    let options = WorldOptions {
        accounts: command.accounts,
        seed: command.seed,
        days: command.days,
        camouflage: match command.camouflage {
            CamouflageLevel::None => Camouflage::None,
            CamouflageLevel::Careful => Camouflage::Careful,
            CamouflageLevel::Hidden => Camouflage::Hidden,
        },
        abuse: !command.null,
        without: command.without.clone(),
        scale: command.scale,
    };
    let world = crate::generate::generate(&command.out, &options)
        .map_err(|e| Fault::Usage(format!("{}: {e:#}", command.out.display())))?;
    print(&format!(
        "{}: {} accounts, {} logins, {} rings with {} abused accounts",
        command.out.display(),
        grouped(world.accounts),
        grouped(world.logins),
        grouped(world.rings),
        grouped(world.abused_accounts),
    ))
}

fn evaluate(command: &Evaluate) -> Result<()> {
    let evaluation = crate::evaluate::evaluate(&command.report, &command.truth)
        .map_err(|e| Fault::input(&command.report, format!("{e:#}"), "check both folders"))?;
    match command.json {
        true => print(&serde_json::to_string_pretty(&evaluation)?),
        false => print(&evaluation.table()),
    }
}
