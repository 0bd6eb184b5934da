//! Worlds are made in a scratch folder and read back as any user would.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

/// A folder that is removed with the value.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("kosring-{}-{name}", std::process::id()));
        Self(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn options(accounts: usize, camouflage: Camouflage) -> WorldOptions {
    WorldOptions { accounts, seed: 7, days: 90, camouflage, abuse: true, without: Vec::new(), scale: false }
}

type Row = BTreeMap<String, String>;

fn rows(folder: &Path, name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(folder.join(format!("{name}.csv"))).expect(name);
    reader.deserialize().map(|row| row.expect(name)).collect()
}

fn column<'a>(rows: &'a [Row], name: &str) -> BTreeSet<&'a str> {
    rows.iter().map(|row| row[name].as_str()).collect()
}

/// All files of a world as one text.
fn bytes(folder: &Path) -> Vec<u8> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in [folder.to_path_buf(), folder.join("truth")] {
        let entries = fs::read_dir(folder).expect("folder");
        files.extend(entries.map(|entry| entry.expect("entry").path()).filter(|p| p.is_file()));
    }
    files.sort();
    files.iter().flat_map(|path| fs::read(path).expect("file")).collect()
}

#[test]
fn the_same_options_give_the_same_bytes_on_any_number_of_threads() {
    for scale in [false, true] {
        let mut worlds = Vec::new();
        for threads in [1, 3] {
            let scratch = Scratch::new(&format!("same-{scale}-{threads}"));
            let options = WorldOptions { scale, ..options(700, Camouflage::Careful) };
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("pool");
            pool.install(|| generate(&scratch.0, &options)).expect("world");
            worlds.push(bytes(&scratch.0));
        }
        assert!(worlds[0] == worlds[1], "scale {scale}");
    }
}

#[test]
fn another_seed_gives_another_world() {
    let (one, two) = (Scratch::new("seed-1"), Scratch::new("seed-2"));
    let first = options(400, Camouflage::None);
    generate(&one.0, &first).expect("world");
    generate(&two.0, &WorldOptions { seed: 8, ..first }).expect("world");
    assert!(bytes(&one.0) != bytes(&two.0));
}

#[test]
fn nothing_dangles_and_nothing_happens_before_it_can() {
    let scratch = Scratch::new("dangling");
    for scale in [false, true] {
        let options = WorldOptions { scale, ..options(900, Camouflage::None) };
        generate(&scratch.0, &options).expect("world");
        let accounts = rows(&scratch.0, "accounts");
        assert_eq!(accounts.len(), 900);
        let born: BTreeMap<&str, &str> =
            accounts.iter().map(|row| (row["account_id"].as_str(), row["registered_at"].as_str())).collect();
        for row in rows(&scratch.0, "logins") {
            assert!(born[row["account_id"].as_str()] <= row["login_at"].as_str(), "{row:?}");
        }
        for row in rows(&scratch.0, "bindings") {
            assert!(born.contains_key(row["enterprise_id"].as_str()), "{row:?}");
            assert!(born[row["account_id"].as_str()] <= row["bound_at"].as_str(), "{row:?}");
            let end = &row["unbound_at"];
            assert!(end.is_empty() || end >= &row["bound_at"], "{row:?}");
        }
        for row in rows(&scratch.0, "lead_transfers") {
            assert!(born.contains_key(row["from_account"].as_str()), "{row:?}");
            assert!(born.contains_key(row["to_account"].as_str()), "{row:?}");
        }
    }
    let scratch = Scratch::new("optional");
    generate(&scratch.0, &options(900, Camouflage::Hidden)).expect("world");
    let accounts = rows(&scratch.0, "accounts");
    let known = column(&accounts, "account_id");
    for name in ["account_changes", "leads", "ad_spend", "notes"] {
        let found = rows(&scratch.0, name);
        assert!(!found.is_empty(), "{name}");
        assert!(column(&found, "account_id").is_subset(&known), "{name}");
    }
    let (leads, transfers) = (rows(&scratch.0, "leads"), rows(&scratch.0, "lead_transfers"));
    assert!(column(&transfers, "lead_id").is_subset(&column(&leads, "lead_id")));
    assert_eq!(column(&leads, "lead_id").len(), leads.len());
}

#[test]
fn the_truth_covers_rings_of_every_typology_at_every_level() {
    for level in [Camouflage::None, Camouflage::Careful, Camouflage::Hidden] {
        let scratch = Scratch::new(&format!("truth-{}", level as u8));
        let summary = generate(&scratch.0, &options(600, level)).expect("world");
        let accounts = rows(&scratch.0, "accounts");
        let truth = rows(&scratch.0.join("truth"), "truth_accounts");
        assert!(column(&truth, "account_id").is_subset(&column(&accounts, "account_id")));
        for role in ["traded", "rented", "affiliated", "lead_resale"] {
            let members: Vec<&Row> = truth.iter().filter(|row| row["role"] == role).collect();
            assert!(members.len() >= 4, "{role} {}", members.len());
            assert!(members.iter().all(|row| !row["ring"].is_empty()));
        }
        assert!(truth.iter().all(|row| (row["role"] == "clean") == row["ring"].is_empty()));
        let transfers: BTreeSet<[String; 3]> = rows(&scratch.0, "lead_transfers")
            .into_iter()
            .map(|row| ["lead_id", "from_account", "to_account"].map(|key| row[key].clone()))
            .collect();
        let resold = rows(&scratch.0.join("truth"), "truth_leads");
        assert!(resold.len() as u64 <= summary.resold_transfers && !resold.is_empty());
        for row in resold {
            let key = ["lead_id", "from_account", "to_account"].map(|key| row[key].clone());
            assert!(transfers.contains(&key), "{key:?}");
        }
    }
}

/// A list of look-alikes that isn't the one that the generator makes would hide causes of errors.
#[test]
fn every_look_alike_of_the_model_exists_and_no_other() {
    let scratch = Scratch::new("twins");
    generate(&scratch.0, &options(3_000, Camouflage::Careful)).expect("world");
    let twins = rows(&scratch.0.join("truth"), "twins");
    let accounts = rows(&scratch.0, "accounts");
    assert!(column(&twins, "account_id").is_subset(&column(&accounts, "account_id")));
    let page = include_str!("../../docs/world.md");
    let table = page.split("| twin |").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("table");
    let names = table.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let listed: BTreeSet<&str> = names.flat_map(str::split_whitespace).map(|n| n.trim_matches('`')).collect();
    assert_eq!(column(&twins, "twin"), listed);
}

/// Misses are counted by trick: a ring without one, or a trick without rings, would fall out.
#[test]
fn every_ring_has_a_trick_and_every_trick_rings() {
    let scratch = Scratch::new("tricks");
    generate(&scratch.0, &options(3_000, Camouflage::Hidden)).expect("world");
    let folder = scratch.0.join("truth");
    let mut planted: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows(&folder, "truth_accounts") {
        if !["clean", "lead_buyer"].contains(&row["role"].as_str()) {
            *planted.entry(row["ring"].clone()).or_default() += 1;
        }
    }
    let rings = rows(&folder, "truth_rings");
    let counted = rings.iter().map(|row| (row["ring"].clone(), row["accounts"].parse().expect("number")));
    assert_eq!(counted.collect::<BTreeMap<_, _>>(), planted);
    let tricks = "carousel farm insider leaver rental rental_small single slots";
    assert_eq!(column(&rings, "trick"), tricks.split(' ').collect());
    assert_eq!(column(&rings, "camouflage"), BTreeSet::from(["2"]));
}

#[test]
fn hidden_rings_share_no_device() {
    let scratch = Scratch::new("hidden");
    generate(&scratch.0, &options(3_000, Camouflage::Hidden)).expect("world");
    let rings: BTreeMap<String, (String, String)> = rows(&scratch.0.join("truth"), "truth_accounts")
        .into_iter()
        .filter(|row| row["role"] == "traded" || row["role"] == "rented")
        .map(|row| (row["account_id"].clone(), (row["role"].clone(), row["ring"].clone())))
        .collect();
    let mut users: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows(&scratch.0, "logins") {
        if let Some((_, ring)) = rings.get(&row["account_id"]) {
            let account = format!("{ring} {}", row["account_id"]);
            users.entry(row["device_id"].clone()).or_default().insert(account);
        }
    }
    for (device, accounts) in users {
        let rings: BTreeSet<&str> = accounts.iter().filter_map(|account| account.split(' ').next()).collect();
        // Public devices and second-hand phones may see members of different rings.
        assert!(accounts.len() == rings.len() || accounts.len() > 6, "{device} {accounts:?}");
    }
}

#[test]
fn the_null_world_holds_no_abuse() {
    let scratch = Scratch::new("null");
    let options = WorldOptions { abuse: false, ..options(600, Camouflage::None) };
    let summary = generate(&scratch.0, &options).expect("world");
    assert_eq!((summary.rings, summary.abused_accounts), (0, 0));
    let truth = rows(&scratch.0.join("truth"), "truth_accounts");
    assert_eq!(truth.len(), 600);
    assert!(truth.iter().all(|row| row["role"] == "clean" && row["ring"].is_empty()));
    assert!(rows(&scratch.0.join("truth"), "truth_leads").is_empty());
}

#[test]
fn exports_and_columns_can_be_left_out() {
    let scratch = Scratch::new("without");
    let without = ["payments", "logins.ip", "accounts.holder_hash", "leads.source"];
    let mut options = options(400, Camouflage::None);
    options.without = without.map(String::from).to_vec();
    generate(&scratch.0, &options).expect("world");
    assert!(!scratch.0.join("payments.csv").exists());
    let header = |name: &str| {
        let text = fs::read_to_string(scratch.0.join(name)).expect(name);
        text.lines().next().unwrap_or_default().to_string()
    };
    assert_eq!(header("logins.csv"), "account_id,device_id,login_at,region");
    assert!(!header("accounts.csv").contains("holder_hash"));
    assert!(!header("leads.csv").contains("source"));
    assert!(rows(&scratch.0, "logins").iter().all(|row| row.len() == 4));
}

#[test]
fn impossible_options_are_told_all_at_once() {
    let scratch = Scratch::new("impossible");
    let mut options = options(400, Camouflage::None);
    options.without = ["wages", "logins", "logins.device_id", "notes.author"].map(String::from).to_vec();
    let error = generate(&scratch.0, &options).expect_err("must fail").to_string();
    for part in ["\"wages\"", "logins is required", "logins.device_id is required", "\"author\""] {
        assert!(error.contains(part), "{part} in {error}");
    }
    assert!(!scratch.0.exists());
    options.without.clear();
    options.accounts = 10;
    assert!(generate(&scratch.0, &options).is_err());
}

#[test]
fn the_fast_mode_writes_forty_logins_an_account() {
    let scratch = Scratch::new("fast");
    let options = WorldOptions { scale: true, ..options(20_000, Camouflage::None) };
    let summary = generate(&scratch.0, &options).expect("world");
    let mean = summary.logins as f64 / 20_000.0;
    assert!((38.0..42.0).contains(&mean), "{mean}");
    assert!(summary.rings >= 4 && summary.resold_transfers > 0);
    let lines = fs::read_to_string(scratch.0.join("logins.csv")).expect("logins").lines().count();
    assert_eq!(lines as u64, summary.logins + 1);
}
