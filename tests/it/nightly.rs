//! `--state`: nights fed one by one come to what one run over the window comes to, whatever happens in
//! between.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::common::{MACHINE_FILES, Run, files_of, kosring, table, to_csv};
use super::world::World;

/// The column by which each export is cut into nights.
const MOMENTS: [(&str, &str); 8] = [
    ("logins", "login_at"),
    ("bindings", "bound_at"),
    ("lead_transfers", "transferred_at"),
    ("account_changes", "changed_at"),
    ("leads", "collected_at"),
    ("payments", "paid_at"),
    ("ad_spend", "spent_on"),
    ("notes", "published_at"),
];

/// A window short enough for days to leave it while the nights go by.
const SETTINGS: &str = "[input]\nwindow_days = 45\n";

/// A world cut into nights.
struct Nights {
    dir: tempfile::TempDir,
    tables: BTreeMap<String, Vec<Vec<String>>>,
    days: Vec<String>,
    settings: String,
}

impl Nights {
    fn new(more_settings: &str) -> Nights {
        let world = World::clean();
        let files = world.files().iter();
        let tables: BTreeMap<String, Vec<Vec<String>>> =
            files.map(|(name, content)| (name.replace(".csv", ""), table(content))).collect();
        let days: BTreeSet<String> = tables["logins"][1..].iter().map(|row| row[2][..10].into()).collect();
        let dir = tempfile::tempdir().unwrap();
        let settings = dir.path().join("settings.toml");
        std::fs::write(&settings, format!("{SETTINGS}{more_settings}")).unwrap();
        let settings = settings.display().to_string();
        Nights { dir, tables, days: days.into_iter().collect(), settings }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Exports with the rows of each table whose day a function keeps.
    fn exports(&self, name: &str, keep: &dyn Fn(&str, &str) -> bool) -> String {
        let folder = self.path(name);
        std::fs::create_dir_all(&folder).unwrap();
        for (export, rows) in &self.tables {
            let moment = MOMENTS.iter().find(|m| m.0 == export).map(|m| m.1);
            let column = moment.and_then(|m| rows[0].iter().position(|name| name == m));
            let kept = rows.iter().enumerate().filter(|(line, row)| {
                *line == 0 || column.is_none_or(|column| keep(export, &row[column][..10]))
            });
            let kept: Vec<Vec<String>> = kept.map(|(_, row)| row.clone()).collect();
            std::fs::write(folder.join(format!("{export}.csv")), to_csv(&kept)).unwrap();
        }
        folder.display().to_string()
    }

    /// What comes in on a night: logins of its day, on the first one of all days before; of all else what
    /// there is until then.
    fn night(&self, day: usize, first: bool) -> String {
        let until = self.days[day].clone();
        self.exports("night", &move |export, at| {
            at <= until.as_str() && (export != "logins" || first || at == until)
        })
    }

    /// All rows until a day.
    fn whole(&self, day: usize) -> String {
        let until = self.days[day].clone();
        self.exports("whole", &move |_, at| at <= until.as_str())
    }

    fn analyze(&self, exports: &str, report: &str, more: &[&str]) -> Run {
        let out = self.path(report).display().to_string();
        let mut args = vec!["analyze", exports, "--out", &out, "--settings", &self.settings, "--quiet"];
        args.extend(more);
        kosring(&args)
    }

    fn with_state(&self, exports: &str, report: &str) -> Run {
        let state = self.path("state").display().to_string();
        self.analyze(exports, report, &["--state", &state])
    }

    /// The machine files, rings by their rank instead of their names.
    fn machine(&self, report: &str) -> BTreeMap<&'static str, String> {
        let folder = self.path(report);
        let read = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
        let clusters = table(read("clusters.csv").as_bytes());
        let named = |text: String| {
            let each = |line: &str| {
                let named = clusters[1..].iter().find(|row| line.contains(row[0].as_str()));
                named.map_or(line.to_string(), |row| {
                    line.replace(row[0].as_str(), &format!("ring {}", row[1]))
                })
            };
            text.lines().map(each).collect::<Vec<_>>().join("\n")
        };
        MACHINE_FILES.iter().map(|&file| (file, named(read(file)))).collect()
    }

    /// Accounts by ring.
    fn rings(&self, report: &str) -> BTreeMap<String, BTreeSet<String>> {
        let members = std::fs::read(self.path(report).join("cluster_members.csv")).unwrap();
        let mut rings: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in table(&members).into_iter().skip(1).filter(|row| row[1] == "account") {
            rings.entry(row[0].clone()).or_default().insert(row[2].clone());
        }
        rings
    }

    #[track_caller]
    fn assert_same(&self, one: &str, other: &str, what: &str) {
        let (one, other) = (self.machine(one), self.machine(other));
        for (file, text) in &one {
            let first = text.lines().zip(other[file].lines()).find(|(a, b)| a != b);
            assert!(*text == other[file], "{what}: {file} differs: {first:#?}");
        }
    }
}

/// Fault: a night that is not what one run over the window is; rings that change their names.
#[test]
fn thirty_nights_are_as_one_run_each() {
    let nights = Nights::new("");
    let first = nights.days.len() - 30;
    let (mut persisting, mut named) = (0, 0);
    let mut before = BTreeMap::new();
    for day in first..nights.days.len() {
        nights.with_state(&nights.night(day, day == first), "report").expect(0);
        nights.analyze(&nights.whole(day), "reference", &[]).expect(0);
        nights.assert_same("report", "reference", &nights.days[day]);
        let now = nights.rings("report");
        for (name, accounts) in &before {
            let same = |now: &&BTreeSet<String>| {
                let shared = now.intersection(accounts).count();
                2 * shared >= now.len() + accounts.len() - shared
            };
            if let Some((now, _)) = now.iter().find(|(_, now)| same(now)) {
                persisting += 1;
                named += usize::from(now == name);
            }
        }
        before = now;
    }
    assert!(persisting > 100, "{persisting} rings is too few to tell");
    assert!(100 * named >= 95 * persisting, "{named} of {persisting} rings kept their names");
    let days = files_of(&nights.path("state/device_days"));
    assert_eq!(days.len(), 45, "days that left the window stay: {days:?}");
}

/// Fault: rows of an increment lost, doubled or not replaced by what came later.
#[test]
fn increments_are_as_snapshots() {
    // Some days of the world have no advertising, which is an alarm and not what is asked here.
    let increments = "[state]\ngate_export_share = 0.0\nlead_transfers = \"increment\"\nbindings = \"increment\"\npayments = \"increment\"\n\
                      leads = \"increment\"\nad_spend = \"increment\"\nnotes = \"increment\"\naccount_changes = \"increment\"\n";
    let nights = Nights::new(increments);
    let last = nights.days.len() - 1;
    for day in last - 3..=last {
        let (until, first) = (nights.days[day].clone(), day == last - 3);
        let start = nights.days[day - 40].clone();
        let tonight = nights.exports("night", &|export, at| {
            let begins = if export == "bindings" { "" } else { start.as_str() };
            at <= until.as_str() && if first { at >= begins } else { at == until }
        });
        nights.with_state(&tonight, "report").expect(0);
        let begun = nights.days[last - 43].clone();
        let whole = nights.exports("whole", &|export, at| {
            at <= until.as_str() && (export == "bindings" || at >= begun.as_str())
        });
        nights.analyze(&whole, "reference", &[]).expect(0);
        nights.assert_same("report", "reference", &nights.days[day]);
    }
    // A binding that ends comes again, with its end.
    let rows = std::fs::read(nights.path("whole/bindings.csv")).unwrap();
    let mut rows = table(&rows);
    let open = rows.iter().position(|row| row[3].is_empty()).expect("a binding that has not ended");
    rows[open][3] = format!("{} 12:00:00", nights.days[last]);
    std::fs::write(nights.path("night/bindings.csv"), to_csv(&[rows[0].clone(), rows[open].clone()]))
        .unwrap();
    std::fs::write(nights.path("whole/bindings.csv"), to_csv(&rows)).unwrap();
    nights.with_state(&nights.path("night").display().to_string(), "report").expect(0);
    nights.analyze(&nights.path("whole").display().to_string(), "reference", &[]).expect(0);
    nights.assert_same("report", "reference", "a binding that ended");
}

/// Fault: a night run twice counts twice, or its rings are compared with themselves.
#[test]
fn twice_is_once() {
    let nights = Nights::new("");
    let last = nights.days.len() - 1;
    nights.with_state(&nights.night(last - 1, true), "report").expect(0);
    let tonight = nights.night(last, false);
    nights.with_state(&tonight, "report").expect(0);
    let lineage = std::fs::read_to_string(nights.path("report/lineage.csv")).unwrap();
    let state = std::fs::read_to_string(nights.path("state/state.json")).unwrap();
    nights.with_state(&tonight, "again").expect(0);
    nights.assert_same("report", "again", "the second run");
    assert_eq!(std::fs::read_to_string(nights.path("again/lineage.csv")).unwrap(), lineage);
    assert_eq!(std::fs::read_to_string(nights.path("state/state.json")).unwrap(), state);
    // Without any logins tonight, the state has them all.
    std::fs::remove_file(nights.path("night/logins.csv")).unwrap();
    nights.with_state(&tonight, "third").expect(0);
    nights.assert_same("report", "third", "a night without logins");
}

/// Fault: a handful of stragglers takes the place of a whole day.
#[test]
fn stragglers_do_not_replace_a_day() {
    let nights = Nights::new("");
    let last = nights.days.len() - 1;
    nights.with_state(&nights.night(last - 1, true), "report").expect(0);
    let (tonight, late) = (nights.night(last, false), nights.days[last - 10].clone());
    let rows = &nights.tables["logins"];
    let stragglers: Vec<Vec<String>> =
        rows.iter().filter(|row| row[2].starts_with(&late)).take(3).cloned().collect();
    let mut logins = table(&std::fs::read(nights.path("night/logins.csv")).unwrap());
    logins.extend(stragglers);
    std::fs::write(nights.path("night/logins.csv"), to_csv(&logins)).unwrap();
    nights.with_state(&tonight, "report").expect(0);
    nights.analyze(&nights.whole(last), "reference", &[]).expect(0);
    nights.assert_same("report", "reference", "three late logins");
    let run: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(nights.path("report/run.json")).unwrap()).unwrap();
    assert_eq!(run["exports"]["logins"]["late"], 3);
}

/// Fault: a new phone or payout account between two snapshots goes unnoticed, or is noticed once only.
#[test]
fn what_changed_between_two_snapshots_is_evidence() {
    let mut nights = Nights::new("");
    nights.tables.remove("account_changes");
    let last = nights.days.len() - 1;
    nights.with_state(&nights.night(last - 3, true), "report").expect(0);
    let payout = nights.tables["accounts"][0].iter().position(|name| name == "payout_account").unwrap();
    let row = nights
        .tables
        .get_mut("accounts")
        .unwrap()
        .iter_mut()
        .skip(1)
        .find(|row| !row[payout].is_empty())
        .unwrap();
    row[payout] = "pay-of-somebody-else".into();
    for day in [last - 2, last - 1, last - 1] {
        nights.with_state(&nights.night(day, false), "report").expect(0);
        let state = std::fs::read_to_string(nights.path("state/state.json")).unwrap();
        let state: serde_json::Value = serde_json::from_str(&state).unwrap();
        assert_eq!(state["tables"]["account_changes"]["rows"], 1, "{}", nights.days[day]);
        let run = std::fs::read_to_string(nights.path("report/run.json")).unwrap();
        assert!(!run.contains("\"account_changes\""), "assessed, though nobody exports it");
    }
}

/// Fault: two runs at once on one state.
#[test]
fn a_state_in_use_is_waited_for_or_left() {
    let nights = Nights::new("");
    let tonight = nights.night(nights.days.len() - 1, true);
    nights.with_state(&tonight, "report").expect(0);
    let lock = std::fs::File::open(nights.path("state/lock")).unwrap();
    lock.lock().unwrap();
    let run = nights.with_state(&tonight, "report").expect(75);
    assert!(run.stderr.contains("another run"), "{}", run.stderr);
    let state = nights.path("state").display().to_string();
    std::thread::scope(|scope| {
        let waiting =
            scope.spawn(|| nights.analyze(&tonight, "report", &["--state", &state, "--wait", "60"]));
        std::thread::sleep(Duration::from_millis(300));
        drop(lock);
        waiting.join().unwrap().expect(0);
    });
}

/// Fault: a damaged state gives a wrong report, or one that nobody can get out of.
#[test]
fn a_damaged_state_is_refused_and_a_damaged_day_can_be_delivered_again() {
    let nights = Nights::new("");
    let last = nights.days.len() - 1;
    nights.with_state(&nights.night(last - 1, true), "report").expect(0);
    let old = nights.machine("report");
    let day = nights.path(&format!("state/device_days/day={}", nights.days[last - 5]));
    let file = day.join(&files_of(&day)[0]);
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let run = nights.with_state(&nights.night(last, false), "report").expect(4);
    assert!(run.stderr.contains(&nights.days[last - 5]) && run.stderr.contains("damaged"), "{}", run.stderr);
    assert_eq!(nights.machine("report"), old, "the last good report is gone");
    let (from, until) = (nights.days[last - 5].clone(), nights.days[last].clone());
    let again = nights.exports("night", &|export, at| {
        at <= until.as_str() && (export != "logins" || at == from || at == until)
    });
    nights.with_state(&again, "report").expect(0);
    nights.analyze(&nights.whole(last), "reference", &[]).expect(0);
    nights.assert_same("report", "reference", "the day delivered again");
    std::fs::write(nights.path("state/state.json"), "{").unwrap();
    let run = nights.with_state(&again, "report").expect(4);
    assert!(run.stderr.contains("state.json"), "{}", run.stderr);
}

/// Fault: a run that is killed leaves half a report or half a state.
#[test]
fn killed_at_any_moment() {
    const KILLS: u32 = 100;
    let nights = Nights::new("");
    let last = nights.days.len() - 1;
    nights.with_state(&nights.night(last - 1, true), "report").expect(0);
    let old = nights.machine("report");
    let tonight = nights.night(last, false);
    let begun = Instant::now();
    nights.with_state(&tonight, "reference").expect(0);
    let whole = begun.elapsed();
    let new = nights.machine("reference");
    std::fs::remove_dir_all(nights.path("state")).unwrap();
    nights.with_state(&nights.night(last - 1, true), "report").expect(0);
    nights.night(last, false);
    for kill in 0..KILLS {
        let mut run = Command::new(env!("CARGO_BIN_EXE_kosring"))
            .args(["analyze", &tonight, "--quiet", "--settings", &nights.settings])
            .args([Path::new("--state"), &nights.path("state"), Path::new("--out"), &nights.path("report")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole * (kill * 37 % KILLS) / KILLS);
        run.kill().unwrap();
        run.wait().unwrap();
        let report = nights.machine("report");
        assert!(report == old || report == new, "kill {kill}: half a report");
    }
    nights.with_state(&tonight, "report").expect(0);
    assert_eq!(nights.machine("report"), new, "a day was lost");
    let left: Vec<String> = files_of(nights.dir.path()).into_iter().filter(|f| f.starts_with('.')).collect();
    assert!(left.is_empty(), "left behind: {left:?}");
    let held = std::fs::read_to_string(nights.path("state/state.json")).unwrap();
    for name in files_of(&nights.path("state/tables")) {
        assert!(held.contains(&name), "{name} is in the state for nothing");
    }
}

/// Fault: a full disk takes the last good night with it. (A limit on the size of files stands for it.)
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_last_good_night() {
    let nights = Nights::new("");
    let last = nights.days.len() - 1;
    nights.with_state(&nights.night(last - 1, true), "report").expect(0);
    let (old, tonight) = (nights.machine("report"), nights.night(last, false));
    let state = std::fs::read(nights.path("state/state.json")).unwrap();
    for blocks in [8, 64, 400] {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let run = Command::new("sh")
            .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_kosring"), "analyze", &tonight, "--quiet"])
            .args(["--settings", &nights.settings])
            .args([Path::new("--state"), &nights.path("state"), Path::new("--out"), &nights.path("report")])
            .output()
            .unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(74), "{blocks} blocks: {said}");
        assert!(said.contains("cannot write"), "{said}");
        assert_eq!(nights.machine("report"), old, "{blocks} blocks");
        assert_eq!(std::fs::read(nights.path("state/state.json")).unwrap(), state, "{blocks} blocks");
    }
    nights.with_state(&tonight, "report").expect(0);
    nights.analyze(&nights.whole(last), "reference", &[]).expect(0);
    nights.assert_same("report", "reference", "after the disk had room again");
}

/// Fault: a night that is nothing like those before goes by without a word.
#[test]
fn an_export_much_smaller_than_usual_is_told() {
    let nights = Nights::new("");
    let last = nights.days.len() - 1;
    for day in last - 3..last {
        nights.with_state(&nights.night(day, day == last - 3), "report").expect(0);
    }
    let tonight = nights.night(last, false);
    let rows = nights.tables["lead_transfers"][..2].to_vec();
    std::fs::write(nights.path("night/lead_transfers.csv"), to_csv(&rows)).unwrap();
    let run = nights.with_state(&tonight, "report").expect(1);
    assert!(run.stdout.contains("1 rows of lead_transfers"), "{}", run.stdout);
    let report = std::fs::read_to_string(nights.path("report/run.json")).unwrap();
    assert!(report.contains("rows of lead_transfers"));
}

/// Fault: a person who was to be forgotten is still in the state or in a report, or everybody else is not.
#[test]
fn whoever_is_forgotten_is_nowhere() {
    let nights = Nights::new("");
    let last = nights.days.len() - 1;
    nights.with_state(&nights.night(last - 1, true), "report").expect(0);
    let scores = std::fs::read(nights.path("report/account_scores.csv")).unwrap();
    let account = table(&scores)[1][0].clone();
    // What a cluster rejected, and what the run says by name.
    let rejected = nights.path("state/quarantine");
    std::fs::create_dir(&rejected).unwrap();
    std::fs::write(rejected.join("part-0.csv"), format!("file,row\na,{account}\na,other\n")).unwrap();
    let run = nights.path("report/run.json");
    let mut said: serde_json::Value = serde_json::from_slice(&std::fs::read(&run).unwrap()).unwrap();
    said["watch"] = serde_json::json!({ "entries": 2, "unknown": [account, "other"] });
    std::fs::write(&run, said.to_string()).unwrap();
    let (state, report) =
        (nights.path("state").display().to_string(), nights.path("report").display().to_string());
    let args = ["forget", &account, "--state", &state, "--report", &report, "--settings", &nights.settings];
    let run = kosring(&args).expect(0);
    assert!(run.stdout.contains(&account), "{}", run.stdout);
    let record = std::fs::read_to_string(nights.path("state/forgotten.csv")).unwrap();
    assert!(record.lines().count() == 2 && !record.contains(&account), "{record}");
    for file in MACHINE_FILES {
        let text = std::fs::read_to_string(nights.path("report").join(file)).unwrap();
        assert!(!text.contains(&account), "{file}");
        assert!(text.lines().count() > 1, "{file}: everybody is gone");
    }
    assert!(!files_of(&nights.path("report")).iter().any(|file| file == "report.html"));
    for file in [rejected.join("part-0.csv"), nights.path("report/run.json")] {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(!text.contains(&account) && text.contains("other"), "{}: {text}", file.display());
    }
    // Exports without the account, and a state that forgot it: as if it had never been there.
    let mut without = Nights::new("");
    for rows in without.tables.values_mut() {
        rows.retain(|row| !row.contains(&account));
    }
    let tonight = without.night(last, false);
    nights.analyze(&tonight, "report", &["--state", &state]).expect(0);
    without.analyze(&without.whole(last), "reference", &[]).expect(0);
    std::fs::rename(without.path("reference"), nights.path("reference")).unwrap();
    nights.assert_same("report", "reference", "after somebody was forgotten");
}

/// Fault: a verdict about an account that was deleted since stops the night.
#[test]
fn decisions_on_accounts_that_are_no_more_are_no_fault() {
    let nights = Nights::new("");
    let last = nights.days.len() - 1;
    let tonight = nights.night(last, true);
    let verdicts = "account_id,verdict,decided_at\ngone-for-good,clean,2025-01-05 10:00:00\n";
    std::fs::write(nights.path("night/verdicts.csv"), verdicts).unwrap();
    nights.with_state(&tonight, "report").expect(0);
    let run = std::fs::read_to_string(nights.path("report/run.json")).unwrap();
    let run: serde_json::Value = serde_json::from_str(&run).unwrap();
    let rows = &run["exports"]["verdicts"];
    assert_eq!((&rows["rejected"], &rows["collapsed"]), (&0.into(), &1.into()), "{rows}");
}

/// Accounts that a run with `input.touched_only` leaves out of some tables: by the setting's words.
fn bystanders(tables: &BTreeMap<String, Vec<Vec<String>>>, window: &[String]) -> BTreeSet<String> {
    let column = |export: &str, name: &str| -> Vec<String> {
        let place = tables[export][0].iter().position(|header| header == name).unwrap();
        tables[export][1..].iter().map(|row| row[place].clone()).collect()
    };
    let mut named: BTreeSet<String> = BTreeSet::new();
    for (export, name) in [
        ("bindings", "enterprise_id"),
        ("bindings", "account_id"),
        ("bindings", "employee_hash"),
        ("lead_transfers", "from_account"),
        ("lead_transfers", "to_account"),
        ("leads", "account_id"),
        ("account_changes", "account_id"),
        ("payments", "payer"),
        ("payments", "payee"),
        ("ad_spend", "account_id"),
        ("notes", "account_id"),
        ("approved_operators", "id"),
    ] {
        named.extend(column(export, name).into_iter().filter(|value| !value.is_empty()));
    }
    let mut on_device: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in tables["logins"][1..].iter().filter(|row| row[2][..10] >= window[0][..]) {
        on_device.entry(row[1].clone()).or_default().insert(row[0].clone());
    }
    named.extend(on_device.into_values().filter(|accounts| accounts.len() > 1).flatten());
    let own = ["account_id", "holder_hash", "payout_account"].map(|name| column("accounts", name));
    let kinds = column("accounts", "account_kind");
    let alone = |row: &usize| kinds[*row] == "personal" && own.iter().all(|of| !named.contains(&of[*row]));
    (0..kinds.len()).filter(alone).map(|row| own[0][row].clone()).collect()
}

/// Faults: whoever nothing touches still weighs; an account that something touches is left out; one that
/// is touched tonight has lost the days before.
#[test]
fn bystanders_are_as_good_as_not_there() {
    let mut nights = Nights::new("touched_only = true\n");
    let last = nights.days.len() - 1;
    let window = nights.days[last - 44..].to_vec();
    // Tonight a bystander comes to another one's device.
    let alone = bystanders(&nights.tables, &window);
    let of = |account: &String| nights.tables["logins"].iter().find(|row| row[0] == *account).cloned();
    let mut seen = alone.iter().filter_map(of);
    let (host, mut guest) = (seen.next().unwrap(), seen.next().unwrap());
    (guest[1], guest[2]) = (host[1].clone(), format!("{} 21:00:00", nights.days[last]));
    nights.tables.get_mut("logins").unwrap().push(guest.clone());
    for day in last - 2..=last {
        nights.with_state(&nights.night(day, day == last - 2), "report").expect(0);
    }
    let alone = bystanders(&nights.tables, &window);
    assert!(alone.len() > 20 && !alone.contains(&host[0]) && !alone.contains(&guest[0]), "{}", alone.len());
    let run = std::fs::read_to_string(nights.path("report/run.json")).unwrap();
    let run: serde_json::Value = serde_json::from_str(&run).unwrap();
    assert_eq!(run["bystanders"], alone.len());

    // At once, without a state.
    let mut logins = nights.tables["logins"].clone();
    logins.retain(|row| row[0] == "account_id" || row[2][..10] >= window[0][..]);
    nights.tables.insert("logins".into(), logins.clone());
    nights.analyze(&nights.whole(last), "at_once", &[]).expect(0);
    nights.assert_same("report", "at_once", "without a state");
    // All that is left without bystanders, and everybody.
    let everybody = nights.whole(last);
    std::fs::write(&nights.settings, SETTINGS).unwrap();
    nights.analyze(&everybody, "everybody", &[]).expect(0);
    assert_ne!(nights.machine("report"), nights.machine("everybody"), "bystanders weigh where they are seen");
    logins.retain(|row| !alone.contains(&row[0]));
    nights.tables.insert("logins".into(), logins);
    nights.analyze(&nights.whole(last), "reference", &[]).expect(0);
    nights.assert_same("report", "reference", "without bystanders");
}

/// Fault: of two reports without a state, a ring that had lost accounts was gone and another one split off.
#[test]
fn a_ring_that_has_another_name_is_the_same_ring() {
    let dir = tempfile::tempdir().unwrap();
    let report = |name: &str, ring: &str, accounts: &[&str]| {
        let folder = dir.path().join(name);
        std::fs::create_dir(&folder).unwrap();
        let rows: String = accounts.iter().map(|a| format!("{ring},account,{a},owner,0.9\n")).collect();
        let text = format!("cluster_id,member_kind,member_id,role,score\n{rows}");
        std::fs::write(folder.join("cluster_members.csv"), text).unwrap();
        folder.display().to_string()
    };
    let old = report("old", "r1", &["a", "b", "c", "d"]);
    let new = report("new", "r2", &["a", "b", "c"]);
    let said = kosring(&["diff", &old, &new]).expect(0).stdout;
    assert_eq!(said, "Rings: 1 shrunk\n  r2 shrunk  3 accounts, 4 before; left d; from r1\n");
}
