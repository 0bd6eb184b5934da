//! `kosring reduce --engine spark` on a standalone cluster of its own: a master and two workers on
//! loopback, of which one is killed in the middle of the job. Where Spark or Java can't be had, the test
//! says so and is skipped; `.ci/run` brings both.

use std::collections::BTreeMap;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::common::{Case, MACHINE_FILES, table, to_csv};
use super::world::World;

/// Longest that a part of the cluster may take to come up, and a job to end.
const PATIENCE: Duration = Duration::from_secs(300);

/// Where Spark is: `SPARK_HOME`, or the package `pyspark` of the Python in the path. In words why not.
fn spark_home() -> Result<PathBuf, String> {
    let java = Command::new("java").arg("-version").stderr(Stdio::null()).status();
    if !java.is_ok_and(|status| status.success()) {
        return Err("no Java in the path".into());
    }
    if let Some(home) = std::env::var_os("SPARK_HOME") {
        return Ok(home.into());
    }
    let ask = "import os, pyspark; print(os.path.dirname(pyspark.__file__))";
    let said = Command::new("python3").args(["-c", ask]).stderr(Stdio::null()).output();
    let said = said.ok().filter(|said| said.status.success());
    said.map(|said| String::from_utf8_lossy(&said.stdout).trim().into()).ok_or("no pyspark".into())
}

/// A port that nobody listens on.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Processes of a cluster, killed when it is dropped.
struct Cluster {
    home: PathBuf,
    master: String,
    processes: Vec<Child>,
    dir: tempfile::TempDir,
}

impl Cluster {
    fn start(home: PathBuf) -> Cluster {
        let port = free_port();
        let mut cluster = Cluster {
            home,
            master: format!("spark://127.0.0.1:{port}"),
            processes: Vec::new(),
            dir: tempfile::tempdir().unwrap(),
        };
        let port_text = port.to_string();
        cluster.launch("master.Master", &["--host", "127.0.0.1", "--port", &port_text, "--webui-port", "0"]);
        wait(|| TcpStream::connect(("127.0.0.1", port)).is_ok(), "the master");
        for worker in ["one", "two"] {
            let (master, folder) = (cluster.master.clone(), cluster.dir.path().join(worker));
            let folder = folder.display().to_string();
            let of = ["--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0"];
            let args: Vec<&str> = of.into_iter().chain(["--work-dir", &folder, &master]).collect();
            cluster.launch("worker.Worker", &args);
        }
        cluster
    }

    fn launch(&mut self, class: &str, args: &[&str]) {
        let log =
            std::fs::File::create(self.dir.path().join(format!("{}.log", self.processes.len()))).unwrap();
        let process = Command::new(self.home.join("bin/spark-class"))
            .arg(format!("org.apache.spark.deploy.{class}"))
            .args(args)
            .env("SPARK_HOME", &self.home)
            .env("SPARK_LOCAL_IP", "127.0.0.1")
            .env("SPARK_NO_DAEMONIZE", "1")
            .current_dir(self.dir.path())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .expect("spark-class is there");
        self.processes.push(process);
    }

    /// Kills the last worker that was launched.
    fn kill_worker(&mut self) {
        let mut worker = self.processes.pop().unwrap();
        worker.kill().unwrap();
        worker.wait().unwrap();
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for process in &mut self.processes {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

#[track_caller]
fn wait(done: impl Fn() -> bool, what: &str) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < PATIENCE, "{what} did not come up");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// The soiled world with its logins in three parts, one of them compressed; the logins' folder.
fn exports() -> (Case, PathBuf) {
    let case = World::soiled().case();
    let rows = table(&World::soiled().files()["logins.csv"]);
    case.remove("logins.csv");
    let third = rows.len().div_ceil(3);
    for (part, rows_of) in rows[1..].chunks(third).enumerate() {
        let text = to_csv(&[&rows[..1], rows_of].concat());
        if part == 1 {
            let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
            gzip.write_all(&text).unwrap();
            case.write("logins/part1.csv.gz", gzip.finish().unwrap());
        } else {
            case.write(&format!("logins/part{part}.csv"), text);
        }
    }
    let logins = case.exports().join("logins");
    (case, logins)
}

/// Rejected logins by code, those of unknown accounts left out: Spark sees no accounts.
fn rejected(rows: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    rows.filter(|code| code != "dangling_reference").for_each(|code| *counts.entry(code).or_default() += 1);
    counts
}

/// Fault: days that Spark has written differ from those of the embedded engine, or a lost worker loses
/// rows.
#[test]
fn a_cluster_that_loses_a_worker_writes_the_same_days() {
    let home = match spark_home() {
        Ok(home) => home,
        Err(why) => return println!("skipped: {why}"),
    };
    let (case, logins) = exports();
    case.analyze(&[]).expect(0);
    let expected: Vec<String> = MACHINE_FILES.iter().map(|file| case.read(file)).collect();
    let quarantine = case.quarantine().into_iter().filter(|row| row.file.starts_with("part"));
    let faults = rejected(quarantine.map(|row| row.code));
    assert!(faults.len() > 2, "too few kinds of faults to compare: {faults:?}");

    let state = case.root().join("state");
    let mut cluster = Cluster::start(home.clone());
    let mut job = Command::new(env!("CARGO_BIN_EXE_kosring"))
        .args(["reduce", "--engine", "spark", "--master", &cluster.master, "--logins"])
        .args([&logins, Path::new("--state"), &state])
        .args(["--conf", "spark.executor.memory=700m", "--conf", "spark.sql.shuffle.partitions=4"])
        .env("SPARK_HOME", &home)
        .env("SPARK_LOCAL_IP", "127.0.0.1")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The first table is being written: executors are at work on both workers.
    let incoming = state.join("incoming");
    wait(|| incoming.exists() || job_ended(&state), "the job's first table");
    cluster.kill_worker();
    let begun = Instant::now();
    while job.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < PATIENCE, "the job does not end");
        std::thread::sleep(Duration::from_millis(100));
    }
    let output = job.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");

    let found = std::fs::read_dir(state.join("quarantine")).unwrap().map(|e| e.unwrap().path());
    let parts = found.filter(|path| path.extension().is_some_and(|ending| ending == "csv"));
    let rows = parts.flat_map(|part| table(&std::fs::read(part).unwrap()).into_iter().skip(1));
    assert_eq!(rejected(rows.map(|row| row[1].clone())), faults);

    std::fs::remove_dir_all(&logins).unwrap();
    case.analyze(&["--state", &state.display().to_string()]).expect(0);
    for (file, expected) in MACHINE_FILES.iter().zip(expected) {
        let text = case.read(file);
        let first = text.lines().zip(expected.lines()).find(|(a, b)| a != b);
        assert!(text == expected, "{file} differs: {first:#?}");
    }
}

/// Whether a job was so quick that its folder is gone already.
fn job_ended(state: &Path) -> bool {
    state.join("state.json").exists()
}

/// Fault: the SQL for other schedulers lacks a table, or a place of the template is left open.
#[test]
fn the_sql_is_whole() {
    let args = [
        "reduce",
        "--engine",
        "spark",
        "--logins",
        "s3a://bucket/logins/*.csv",
        "--state",
        "/tmp/s",
        "--print-sql",
    ];
    let run = super::common::kosring(&args).expect(0);
    for part in [
        "s3a://bucket/logins/*.csv",
        "/tmp/s/incoming/device_days",
        "network_days",
        "quarantine",
        "Asia/Shanghai",
    ] {
        assert!(run.stdout.contains(part), "no {part}");
    }
    let open = run.stdout.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    let open: Vec<&str> =
        open.filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_')).collect();
    assert!(open.is_empty(), "{open:?}");
    let table = [
        "reduce",
        "--engine",
        "spark",
        "--table",
        "dw.logins",
        "--without",
        "ip",
        "--state",
        "s",
        "--print-sql",
    ];
    let run = super::common::kosring(&table).expect(0);
    assert!(run.stdout.contains("FROM dw.logins") && run.stdout.contains("string(NULL) AS ip_raw"));
}
