//! A made-up world of some hundred accounts, generated once, with and without faults put into it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value;

use super::common::{Case, MACHINE_FILES, Rejected, kosring, table, to_csv};

/// The exports of a world, by file name.
#[derive(Clone)]
pub struct World {
    files: BTreeMap<String, Vec<u8>>,
}

/// Everything of a report that must not depend on how the same rows were delivered.
#[derive(PartialEq)]
pub struct Result {
    machine: BTreeMap<&'static str, String>,
    /// `report.xlsx` and `graph.graphml`.
    for_people: [Vec<u8>; 2],
    quarantine: Vec<Rejected>,
    run: Value,
}

impl World {
    /// The world as the generator makes it.
    pub fn clean() -> World {
        static WORLD: OnceLock<World> = OnceLock::new();
        WORLD.get_or_init(generate).clone()
    }

    /// The same world with rejected, repeated, contradicting and late rows in its exports.
    pub fn soiled() -> World {
        static WORLD: OnceLock<World> = OnceLock::new();
        WORLD.get_or_init(|| soil(generate())).clone()
    }

    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    /// The world with one file added or replaced.
    pub fn with(mut self, name: &str, content: Vec<u8>) -> World {
        self.files.insert(name.to_string(), content);
        self
    }

    /// The world without one file.
    pub fn without(mut self, name: &str) -> World {
        self.files.remove(name).expect("it is there");
        self
    }

    /// Every file rewritten, under a new name if need be.
    pub fn map(self, change: impl Fn(&str, Vec<u8>) -> (String, Vec<u8>)) -> World {
        World { files: self.files.into_iter().map(|(name, content)| change(&name, content)).collect() }
    }

    /// Rows by export, headers not counted.
    pub fn data_rows(&self) -> Vec<(String, u64)> {
        let count = |(name, content): (&String, &Vec<u8>)| {
            let export = name.split('.').next().unwrap_or_default();
            (export.to_string(), table(content).len() as u64 - 1)
        };
        self.files.iter().map(count).collect()
    }

    /// The exports in a folder of their own.
    pub fn case(&self) -> Case {
        let case = Case::empty();
        self.files.iter().for_each(|(name, content)| case.write(name, content));
        case
    }

    /// The world analysed.
    #[track_caller]
    pub fn analyze(&self, args: &[&str]) -> Case {
        let case = self.case();
        case.analyze(args).expect(0);
        case
    }
}

impl Result {
    /// Reads a report. Left out is what the contract lets differ: positions in the quarantine, and in
    /// `run.json` timings, memory, and the files (their number, paths, bytes and hashes).
    pub fn of(case: &Case) -> Result {
        let mut run = case.run_json();
        let of_run = run.as_object_mut().unwrap();
        for free in ["stages", "seconds", "peak_memory_bytes", "spilled_runs", "inputs"] {
            assert!(of_run.remove(free).is_some(), "run.json has no {free}");
        }
        run["settings"].as_object_mut().unwrap().remove("input.memory_limit_mb");
        let mut quarantine = case.quarantine();
        for row in &mut quarantine {
            (row.file, row.line) = (String::new(), 0);
        }
        quarantine.sort();
        let for_people = ["report.xlsx", "graph.graphml"]
            .map(|file| std::fs::read(case.report().join(file)).expect("it is there"));
        let machine = MACHINE_FILES.iter().map(|&f| (f, case.read(f))).collect();
        Result { machine, for_people, quarantine, run }
    }

    /// Rejected rows without the rows' own text, for deliveries that spell them otherwise.
    pub fn without_rows(mut self) -> Result {
        self.quarantine.iter_mut().for_each(|r| r.row.clear());
        self.quarantine.sort();
        self
    }

    /// Fails, with the first difference, unless the other result is the same.
    #[track_caller]
    pub fn assert_same(&self, other: &Result, what: &str) {
        for (file, text) in &self.machine {
            let pairs = text.lines().zip(other.machine[file].lines());
            let first = pairs.enumerate().find(|(_, (a, b))| a != b);
            assert!(*text == other.machine[file], "{what}: {file} differs: {first:#?}");
        }
        let same = self.for_people.iter().zip(&other.for_people).map(|(a, b)| a == b);
        assert!(same.eq([true, true]), "{what}: report.xlsx or graph.graphml");
        assert_eq!(self.quarantine, other.quarantine, "{what}: quarantine.csv");
        assert_eq!(self.run, other.run, "{what}: run.json");
    }
}

fn generate() -> World {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().display().to_string();
    kosring(&["generate", &out, "--accounts", "600", "--seed", "3"]).expect(0);
    let paths = std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().path());
    let files = paths.filter(|p| p.is_file()).map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read(&path).unwrap())
    });
    World { files: files.collect() }
}

/// Faults of every kind, each in so few rows that the run goes on.
fn soil(world: World) -> World {
    let soil = |world: World, name: &str, change: &dyn Fn(&mut Vec<Vec<String>>)| {
        let mut rows = table(&world.files[name]);
        change(&mut rows);
        world.with(name, to_csv(&rows))
    };
    // An account that falls out although others speak of it, one that is there twice, one that
    // contradicts itself.
    let world = soil(world, "accounts.csv", &|rows| {
        let personal = rows.iter().position(|r| r[1] == "personal").unwrap();
        rows[personal][1] = "robot".into();
        rows.push(rows[10].clone());
        let mut other = rows[20].clone();
        other[2] = "2011-11-11 11:11:11".into();
        rows.push(other);
    });
    let world = soil(world, "logins.csv", &|rows| {
        rows[5][2] = "yesterday".into();
        rows[6][2] = "2025-02-30 10:00:00".into();
        rows[7][0] = "1.23457E+17".into();
        rows[8][1] = "无".into();
        rows[9].truncate(3);
        rows[10][0] = "nobody".into();
        rows[11][2] = "2031-01-01 00:00:00".into();
        let repeated: Vec<Vec<String>> = rows[100..110].to_vec();
        rows.extend(repeated);
    });
    let world = soil(world, "payments.csv", &|rows| {
        rows[3][4] = "-5".into();
        let mut other = rows[30].clone();
        other[4] = "1.11".into();
        rows.extend([rows[31].clone(), other]);
    });
    soil(world, "notes.csv", &|rows| {
        rows[4][3] = String::new();
        rows.push(rows[40].clone());
    })
}
