//! `kosring completions` and `kosring man`: both follow from the command line's own definition.

use anyhow::Result;
use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;
use crate::error::Fault;

/// The name that the program is called by.
const PROGRAM: &str = "kosring";

/// A script that completes commands and options.
pub fn completions(shell: Shell) -> Result<String> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), PROGRAM, &mut script);
    Ok(String::from_utf8(script)?)
}

/// The manual page of the program, or of one of its commands.
///
/// # Errors
/// [`Fault::Usage`] if there is no such command.
pub fn page(of: Option<&str>) -> Result<String> {
    let mut program = Cli::command();
    // Options that all commands share, and names with the program's before them.
    program.build();
    let command = match of {
        None => program,
        Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| {
            let names = program.get_subcommands().map(clap::Command::get_name);
            let known: Vec<&str> = names.filter(|&name| name != "help").collect();
            Fault::Usage(format!("man {name}: expected one of {}", known.join(", ")))
        })?,
    };
    let name = of.map_or(PROGRAM.to_string(), |name| format!("{PROGRAM}-{name}"));
    let mut page = Vec::new();
    let source = format!("{PROGRAM} {}", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command.display_name(name)).source(source).render(&mut page)?;
    Ok(String::from_utf8(page)?)
}
