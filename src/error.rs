//! The user's faults, told apart from the program's own bugs.
//!
//! A [`Fault`] is something that whoever runs the program can mend: a wrong setting, an unreadable
//! export, a report folder that cannot be written. It has a documented exit code and a message that
//! says what to do. Every other error that reaches `main` is a bug of ours and says so.

use std::path::PathBuf;

/// Something the user can mend. The exit codes are part of the command line's contract.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The command line asks for something impossible.
    #[error("{0}")]
    Usage(String),

    /// The settings file has problems; all of them are listed.
    #[error("the settings have {} problem(s):\n{}", .0.len(), bullet(.0))]
    Settings(Vec<String>),

    /// An export is missing or cannot be read at all.
    #[error("{}: {what}\n  {help}", .path.display())]
    Input {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong with it, with line and column where there are any.
        what: String,
        /// What to do about it.
        help: String,
    },

    /// Too large a share of an export was rejected.
    #[error("{message}")]
    Rejected {
        /// Which exports, how many rows, and where the rejected rows were written.
        message: String,
    },

    /// The state of the nights before cannot be used.
    #[error("{}: {what}\n  {help}", .path.display())]
    State {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
        /// What to do about it.
        help: String,
    },

    /// Another run works on the state.
    #[error("{}: another run is at work on this state\n  run again when it has ended, or wait for it with --wait SECONDS", .path.display())]
    Locked {
        /// The state.
        path: PathBuf,
    },

    /// The report cannot be written.
    #[error("cannot write {}: {source}", .path.display())]
    Output {
        /// The file or folder.
        path: PathBuf,
        /// The operating system's reason.
        source: std::io::Error,
    },
}

/// Exit code of a run that did what it was asked.
pub const EXIT_DONE: u8 = 0;
/// Exit code of wrong usage or settings.
pub const EXIT_USAGE: u8 = 2;
/// Exit code of input that is unreadable or too much of which was rejected.
pub const EXIT_INPUT: u8 = 3;
/// Exit code of a run that did and published what it was asked, but passed a gate of the settings.
pub const EXIT_GATE: u8 = 1;
/// Exit code of a state that cannot be used.
pub const EXIT_STATE: u8 = 4;
/// Exit code of a state that another run works on (`EX_TEMPFAIL` of sysexits.h).
pub const EXIT_LOCKED: u8 = 75;
/// Exit code of a report that could not be written (`EX_IOERR` of sysexits.h).
pub const EXIT_OUTPUT: u8 = 74;
/// Exit code of a bug in the program (`EX_SOFTWARE` of sysexits.h).
pub const EXIT_BUG: u8 = 70;

impl Fault {
    /// The process exit code that stands for this kind of fault.
    pub fn exit_code(&self) -> u8 {
        match self {
            Fault::Usage(_) | Fault::Settings(_) => EXIT_USAGE,
            Fault::Input { .. } | Fault::Rejected { .. } => EXIT_INPUT,
            Fault::State { .. } => EXIT_STATE,
            Fault::Locked { .. } => EXIT_LOCKED,
            Fault::Output { .. } => EXIT_OUTPUT,
        }
    }

    /// An [`Fault::Input`] from its parts.
    pub fn input(path: impl Into<PathBuf>, what: impl ToString, help: impl ToString) -> Self {
        Fault::Input { path: path.into(), what: what.to_string(), help: help.to_string() }
    }
}

fn bullet(problems: &[String]) -> String {
    let lines: Vec<String> = problems.iter().map(|p| format!("  - {p}")).collect();
    lines.join("\n")
}
