//! What a person sees while the program works. The only user of indicatif.
//!
//! On a terminal every stage has a bar; elsewhere (cron, a log) a stage is one line when it ends.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

/// One finished stage, as `run.json` reports it.
#[derive(Debug, Clone, Serialize)]
pub struct StageTime {
    /// The stage's name.
    pub stage: &'static str,
    /// Wall-clock seconds.
    pub seconds: f64,
    /// Rows that it worked on.
    pub rows: u64,
    /// The process's peak memory when it ended, in bytes.
    pub peak_memory_bytes: u64,
    /// Bytes that it read, where it reads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
}

/// What is said on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Log {
    /// Nothing.
    Quiet,
    /// Bars on a terminal, and a line a stage.
    Text,
    /// An object a stage.
    Json,
}

/// Collects the stages' times and shows progress.
pub struct Progress {
    log: Log,
    done: Mutex<Vec<StageTime>>,
}

impl Progress {
    /// A progress display on standard error.
    pub fn new(log: Log) -> Self {
        Progress { log, done: Mutex::new(Vec::new()) }
    }

    /// Begins a stage; `bytes` is the amount of work if it is known beforehand, 0 otherwise.
    pub fn stage(&self, name: &'static str, bytes: u64) -> Stage<'_> {
        let terminal = self.log == Log::Text && std::io::stderr().is_terminal();
        let bar = match (terminal, bytes) {
            (false, _) => ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()),
            (true, 0) => ProgressBar::new_spinner().with_style(style("{spinner} {msg} {elapsed}")),
            (true, _) => ProgressBar::new(bytes)
                .with_style(style("{msg:>8} [{bar:30}] {bytes}/{total_bytes} {binary_bytes_per_sec} {eta}")),
        };
        bar.set_message(name);
        if terminal && bytes == 0 {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        Stage { progress: self, name, bar, start: Instant::now() }
    }

    /// The stages that have ended so far.
    pub fn times(&self) -> Vec<StageTime> {
        self.done.lock().expect("no panic while a stage ends").clone()
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("━╸ ")
}

/// A stage under way.
pub struct Stage<'a> {
    progress: &'a Progress,
    name: &'static str,
    bar: ProgressBar,
    start: Instant,
}

impl Stage<'_> {
    /// Reports `bytes` more as done.
    pub fn advance(&self, bytes: u64) {
        self.bar.inc(bytes);
    }

    /// Ends the stage, which worked on `rows` rows.
    pub fn end(self, rows: u64, bytes: Option<u64>) {
        self.bar.finish_and_clear();
        let seconds = self.start.elapsed().as_secs_f64();
        let time = StageTime { stage: self.name, seconds, rows, bytes, peak_memory_bytes: peak_memory() };
        // A reader of the log that has gone away is no reason to stop.
        let mut log = std::io::stderr();
        let _ = match self.progress.log {
            Log::Quiet => Ok(()),
            Log::Text => writeln!(log, "{:>8}  {seconds:>7.2} s  {} rows", self.name, grouped(rows)),
            Log::Json => writeln!(log, "{}", serde_json::to_string(&time).unwrap_or_default()),
        };
        self.progress.done.lock().expect("no panic while a stage ends").push(time);
    }
}

/// A whole number with separators between thousands: `1,234,567`.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The largest amount of memory that this process has held so far, in bytes; 0 where the operating
/// system does not tell (only Linux does so in `/proc/self/status`).
pub fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kib = line.and_then(|l| l.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
    kib.unwrap_or(0) * 1024
}
