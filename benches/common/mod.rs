//! Made-up worlds of three sizes, and the input of each stage.

#![allow(dead_code, reason = "each bench uses a part")]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, SamplingMode};
use kosring::detect::Facts;
use kosring::evidence::Evidence;
use kosring::frames::{Frames, Window};
use kosring::generate::{Camouflage, WorldOptions, generate};
use kosring::ingest::logins::LoginLog;
use kosring::ingest::{self, Ingested, LoginNumbers, Parts, discover};
use kosring::progress::{Log, Progress};
use kosring::reduce::{Keep, reduce, window};
use kosring::score::beliefs;
use kosring::settings::Settings;
use tempfile::TempDir;

/// Accounts of the worlds; the largest has some 330,000 logins.
pub const SIZES: [usize; 3] = [500, 2_000, 8_000];

/// A world on disk, removed when it is dropped.
pub struct World {
    /// Its number of accounts.
    pub accounts: usize,
    /// The settings that all stages run with: the defaults.
    pub settings: Settings,
    parts: Parts,
    _folder: TempDir,
}

impl World {
    /// Makes a world; the same size is the same world in every bench.
    pub fn new(accounts: usize) -> World {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let options = WorldOptions {
            accounts,
            seed: 1,
            days: 90,
            camouflage: Camouflage::None,
            abuse: true,
            without: Vec::new(),
            scale: false,
        };
        generate(folder.path(), &options).expect("a world of this size");
        World::in_folder(accounts, folder)
    }

    /// A world of given files: name and text.
    pub fn of_files(accounts: usize, files: &[(&str, &String)]) -> World {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).expect("room on the disk");
        }
        World::in_folder(accounts, folder)
    }

    fn in_folder(accounts: usize, folder: TempDir) -> World {
        let parts =
            discover(Some(folder.path()), &BTreeMap::new(), &|e| e.required).expect("all required exports");
        World { accounts, settings: Settings::default(), parts, _folder: folder }
    }

    /// The whole job.
    pub fn analyze(&self, out: &Path) -> String {
        let progress = Progress::new(Log::Quiet);
        kosring::analyze(&self.parts, &self.settings, out, &progress, None).expect("sound exports").summary
    }

    /// What ingest returns.
    pub fn ingest(&self) -> Ingested {
        ingest::read(&self.parts, &self.settings, &Progress::new(Log::Quiet), None).expect("readable exports")
    }

    /// What reduce takes.
    pub fn logins(&self) -> (LoginLog, LoginNumbers, Window) {
        let ingested = self.ingest();
        let window = window(&ingested.log.per_day, self.settings.window_days);
        (ingested.log, ingested.numbers, window)
    }

    /// What detectors look at.
    pub fn frames(&self) -> Frames {
        let Ingested { tables, log, numbers, login_columns, names, .. } = self.ingest();
        let (zone, window) = (self.settings.zone(), window(&log.per_day, self.settings.window_days));
        let reduced =
            reduce(log, numbers, window, &zone, Keep::default()).expect("no logins were written aside");
        Frames::new(tables, login_columns, reduced, names, window, zone).expect("sound frames")
    }
}

/// All looks of the detectors, as a run takes them.
pub fn detect(facts: &Facts<'_>) -> Vec<Evidence> {
    kosring::detect::detect(facts, &|evidence| beliefs(evidence, facts.accounts.count(), facts.settings)).0
}

/// A group of short runs: `cargo bench` takes about a minute on two cores, building left out.
pub fn group<'c>(criterion: &'c mut Criterion, stage: &str) -> BenchmarkGroup<'c, WallTime> {
    let mut group = criterion.benchmark_group(stage);
    group
        .sampling_mode(SamplingMode::Flat)
        .sample_size(10)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(2));
    group
}
