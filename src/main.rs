//! The program: parse, run, exit code.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use kosring::cli::Cli;
use kosring::error::{EXIT_BUG, Fault};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let json = cli.logs_json();
    // A panic has said what it had to say; what is left is the exit code that stands for bugs.
    let Ok(outcome) = std::panic::catch_unwind(|| kosring::run(cli)) else {
        return ExitCode::from(EXIT_BUG);
    };
    let error = match outcome {
        Ok(code) => return ExitCode::from(code),
        Err(error) => error,
    };
    let (message, code) = match error.downcast_ref::<Fault>() {
        Some(fault) => (fault.to_string(), fault.exit_code()),
        None => (format!("a bug, please report it: {error:#}"), EXIT_BUG),
    };
    // Where nobody reads the message, the exit code must still come out.
    let _ = match json {
        true => writeln!(std::io::stderr(), "{}", serde_json::json!({ "error": message, "exit_code": code })),
        false => writeln!(std::io::stderr(), "kosring: {message}"),
    };
    ExitCode::from(code)
}
