//! Small exports in a temporary folder, the program run on them, and its answers read back.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// The files that a report's reader may compare byte by byte.
pub const MACHINE_FILES: [&str; 5] =
    ["clusters.csv", "cluster_members.csv", "account_scores.csv", "lead_scores.csv", "evidence.csv"];

/// What a run left behind on the terminal.
#[derive(Debug)]
pub struct Run {
    /// Exit code; `None` if a signal ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// The run itself, if it ended with `code`; otherwise the test fails with all that it said.
    #[track_caller]
    pub fn expect(self, code: i32) -> Run {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// The program itself, for tests that need more than arguments.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kosring"));
    // Back traces of a debugging session would end up in compared messages.
    command.env_remove("RUST_BACKTRACE");
    command
}

/// Runs the program.
pub fn kosring(args: &[&str]) -> Run {
    let output = program().args(args).output().expect("the program starts");
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("text"),
        stderr: String::from_utf8(output.stderr).expect("text"),
    }
}

/// Where the stored fixtures are.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// A folder of exports and a place for its report.
pub struct Case {
    dir: TempDir,
}

impl Case {
    /// A folder without exports.
    pub fn empty() -> Case {
        let case = Case { dir: tempfile::tempdir().expect("a temporary folder") };
        std::fs::create_dir(case.exports()).expect("a new folder");
        case
    }

    /// A folder with the small sound exports that faults are put into.
    pub fn sound() -> Case {
        let case = Case::empty();
        case.copy_from(&fixtures().join("bad/_base"));
        case
    }

    /// Copies the files of a folder to the exports.
    pub fn copy_from(&self, folder: &Path) {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("a readable folder").path();
            if path.is_file() {
                self.write(path.file_name().unwrap().to_str().unwrap(), std::fs::read(&path).unwrap());
            }
        }
    }

    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    pub fn exports(&self) -> PathBuf {
        self.dir.path().join("exports")
    }

    pub fn report(&self) -> PathBuf {
        self.dir.path().join("report")
    }

    /// Writes a file of the exports.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.exports().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// Removes a file of the exports.
    pub fn remove(&self, name: &str) {
        std::fs::remove_file(self.exports().join(name)).expect("it is there");
    }

    /// A settings file beside the exports, as a path.
    pub fn settings(&self, text: &str) -> String {
        let path = self.dir.path().join("settings.toml");
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    /// `kosring analyze` on the exports, with further arguments.
    pub fn analyze(&self, more: &[&str]) -> Run {
        let (exports, report) = (self.exports().display().to_string(), self.report().display().to_string());
        let mut args = vec!["analyze", &exports, "--out", &report, "--quiet"];
        args.extend(more);
        kosring(&args)
    }

    /// An export as it was written.
    pub fn read_export(&self, name: &str) -> String {
        std::fs::read_to_string(self.exports().join(name)).unwrap()
    }

    /// A file of the report.
    #[track_caller]
    pub fn read(&self, name: &str) -> String {
        let path = self.report().join(name);
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    /// The account that the run gave of itself.
    #[track_caller]
    pub fn run_json(&self) -> Value {
        serde_json::from_str(&self.read("run.json")).expect("run.json is JSON")
    }

    /// The rows of `quarantine.csv`, files by their names.
    #[track_caller]
    pub fn quarantine(&self) -> Vec<Rejected> {
        quarantine(&self.report().join("quarantine.csv"))
    }

    /// Names of what is in the report folder, sorted; empty if there is none.
    pub fn report_files(&self) -> Vec<String> {
        files_of(&self.report())
    }
}

/// Names in a folder, sorted; none if there is no folder.
pub fn files_of(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|e| e.unwrap().file_name().into_string().expect("plain names")).collect();
    names.sort();
    names
}

/// A row of `quarantine.csv`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rejected {
    /// The file's name, without its folder.
    pub file: String,
    pub line: u64,
    pub column: String,
    pub code: String,
    pub value: String,
    /// The row as it stands in the file; fixtures that do not name it do not compare it.
    #[serde(default)]
    pub row: String,
}

/// The rows of a quarantine file.
#[track_caller]
pub fn quarantine(path: &Path) -> Vec<Rejected> {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let rows = reader.deserialize().map(|row| {
        let mut row: Rejected = row.expect("the quarantine is a table");
        row.file = Path::new(&row.file).file_name().unwrap().to_string_lossy().into_owned();
        row
    });
    rows.collect()
}

/// Rows of a CSV file as fields, header first.
pub fn table(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    reader.records().map(|r| r.expect("a table").iter().map(String::from).collect()).collect()
}

/// Fields as a CSV file.
pub fn to_csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}
