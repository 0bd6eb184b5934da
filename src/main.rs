//! The program: parse, run, exit code.

use std::process::ExitCode;

use clap::Parser;
use kosring::cli::Cli;
use kosring::error::{EXIT_BUG, EXIT_DONE, Fault};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match kosring::run(cli) {
        Ok(()) => ExitCode::from(EXIT_DONE),
        Err(error) => match error.downcast_ref::<Fault>() {
            Some(fault) => {
                eprintln!("kosring: {fault}");
                ExitCode::from(fault.exit_code())
            }
            None => {
                eprintln!("kosring: a bug, please report it: {error:#}");
                ExitCode::from(EXIT_BUG)
            }
        },
    }
}
