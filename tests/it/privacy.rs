//! Who may read what a run leaves, what its messages tell, and what is left when it is killed.
#![cfg(unix)]

use std::fs::File;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::common::{Case, files_of, fixtures, program};
use super::world::World;

/// Everything below a folder, itself included.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut all = vec![folder.to_path_buf()];
    if folder.is_dir() {
        let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
        all.extend(entries.flat_map(|path| below(&path)));
    }
    all
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Fault: whoever has an account on the machine reads other people's suspicions.
#[test]
fn reports_and_states_are_their_owners_alone() {
    let case = World::clean().case();
    let state = case.root().join("state");
    case.analyze(&["--state", state.to_str().unwrap(), "--excel-csv", "--format", "parquet"]).expect(0);
    let mut seen = 0;
    for path in [case.report(), state].iter().flat_map(|folder| below(folder)) {
        seen += 1;
        assert_eq!(mode(&path) & 0o077, 0, "{} has mode {:o}", path.display(), mode(&path));
    }
    assert!(seen > 20 && case.report().join("excel").is_dir(), "{seen} files and folders");
}

/// Fault: a log that others read has account numbers in it, since rows were rejected.
#[test]
fn messages_count_rejected_rows_and_quote_none_if_asked() {
    let rejecting = Case::sound();
    rejecting.copy_from(&fixtures().join("bad/everything_rejected"));
    for case in [World::soiled().case(), rejecting] {
        let (exports, report) = (case.exports().display().to_string(), case.report().display().to_string());
        let settings = case.settings("[privacy]\nmask_messages = true\n");
        let args = ["analyze", &exports, "--out", &report, "--settings", &settings];
        let run = program().args(args).output().unwrap();
        let told = String::from_utf8(run.stdout).unwrap() + &String::from_utf8(run.stderr).unwrap();
        let rejected = case.quarantine();
        assert!(!rejected.is_empty() && told.contains("rejected"), "{told}");
        for row in rejected.iter().filter(|row| row.value.len() > 4) {
            assert!(!told.contains(&row.value), "{:?} is quoted: {told}", row.value);
        }
    }
}

/// Fault: a file without a header has its first row, somebody's, in the message.
#[test]
fn what_a_message_quotes_can_be_hidden() {
    let case = Case::sound();
    case.copy_from(&fixtures().join("bad/header_missing"));
    let row = String::from_utf8(std::fs::read(case.exports().join("logins.csv")).unwrap()).unwrap();
    let values: Vec<&str> = row.lines().next().unwrap().split(',').collect();
    let settings = case.settings("[privacy]\nmask_messages = true\n");
    let plain = case.analyze(&[]).expect(3).stderr;
    assert!(values.iter().all(|value| plain.contains(value)), "{plain}");
    // The folder of the test has a random name, in which anything may stand.
    let masked = case.analyze(&["--settings", &settings]).expect(3).stderr;
    let masked = masked.replace(&case.root().display().to_string(), "");
    assert!(values.iter().all(|value| !masked.contains(value)), "{masked}");
    assert!(masked.contains(&format!("…({})", values[0].chars().count())), "{masked}");
}

/// The program with temporary files in a folder of its own.
fn with_temporary(case: &Case, place: &Path) -> Command {
    let mut command = Command::new(program().get_program());
    command.env("TMPDIR", place).arg("analyze").arg(case.exports()).arg("--out").arg(case.report());
    command.args(["--quiet", "--memory-limit", "64"]).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Fault: logins of a run that was killed lie about in the system's temporary folder for ever.
#[test]
fn what_a_killed_run_leaves_is_removed_by_the_next() {
    let case = World::clean().case();
    let place = case.root().join("temporary");
    std::fs::create_dir(&place).unwrap();
    let mut child = with_temporary(&case, &place).spawn().unwrap();
    let begun = Instant::now();
    // Nothing may be left of a run that was quicker than this.
    let left = loop {
        let found = files_of(&place);
        if !found.is_empty() || child.try_wait().unwrap().is_some() {
            break found;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "no temporary folder");
        std::thread::sleep(Duration::from_micros(200));
    };
    child.kill().unwrap();
    child.wait().unwrap();
    for name in &left {
        assert!(name.starts_with("kosring-"), "{name}");
        let folder = place.join(name);
        assert!(!folder.exists() || mode(&folder) == 0o700, "{name}: {:o}", mode(&folder));
    }
    // One that was killed for certain, and one that is at work.
    for name in ["kosring-logins-killed", "kosring-logins-at-work"] {
        std::fs::create_dir(place.join(name)).unwrap();
        std::fs::write(place.join(name).join("shard000-run0000.parquet"), "logins").unwrap();
    }
    let lock = File::open(place.join("kosring-logins-at-work")).unwrap();
    lock.lock().unwrap();
    assert!(with_temporary(&case, &place).status().unwrap().success());
    assert_eq!(files_of(&place), ["kosring-logins-at-work"]);
    drop(lock);
    assert!(with_temporary(&case, &place).status().unwrap().success());
    assert!(files_of(&place).is_empty(), "{:?}", files_of(&place));
}

/// Fault: a run needs, or uses, a network. Where the system lets nobody take the network away, the test
/// says so and shows nothing.
#[test]
fn a_run_has_no_need_of_a_network() {
    let alone = || {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--net"]).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    if !alone().arg("true").status().is_ok_and(|status| status.success()) {
        println!("not shown: unshare --net is not to be had here");
        return;
    }
    let case = Case::sound();
    let mut command = alone();
    command.arg(program().get_program()).arg("analyze").arg(case.exports());
    assert!(command.arg("--out").arg(case.report()).arg("--quiet").status().unwrap().success());
    assert!(case.report().join("run.json").exists());
}
