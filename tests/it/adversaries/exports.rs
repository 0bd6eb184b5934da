//! Exports as tables that an adversary adds rows to, and what the program makes of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use super::super::common::{Case, kosring, table, to_csv};

/// Days of the made-up worlds.
pub const DAYS: usize = 90;

/// The exports, rows by file name without its ending; the first row is the header.
#[derive(Clone)]
pub struct Exports {
    pub tables: BTreeMap<String, Vec<Vec<String>>>,
    /// Accounts that the truth says are clean.
    pub clean: BTreeSet<String>,
    /// Accounts that the truth says are abused, by ring.
    pub rings: BTreeMap<String, Vec<String>>,
}

/// Scores and steps, by account.
pub struct Outcome {
    pub accounts: HashMap<String, Judged>,
    /// Accounts of each cluster with its evidence bits, by cluster.
    pub clusters: Vec<(BTreeSet<String>, f64)>,
    pub case: Case,
}

/// What the report says of one account.
#[derive(Debug, Clone)]
pub struct Judged {
    pub score: f64,
    pub action: String,
}

impl Exports {
    /// A world of 1,500 accounts, in which some are abused.
    pub fn world() -> Exports {
        static WORLD: OnceLock<Exports> = OnceLock::new();
        WORLD.get_or_init(generate).clone()
    }

    /// A world as the generator makes it, with its truth.
    pub fn made_up(args: &[&str]) -> Exports {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().display().to_string();
        kosring(&[&["generate", &out], args].concat()).expect(0);
        let mut exports = Exports::read(dir.path());
        for row in &table(&std::fs::read(dir.path().join("truth/truth_accounts.csv")).unwrap())[1..] {
            match row[1].as_str() {
                "clean" => {
                    exports.clean.insert(row[0].clone());
                }
                "lead_buyer" => {}
                _ => exports.rings.entry(row[2].clone()).or_default().push(row[0].clone()),
            }
        }
        exports
    }

    /// A folder of exports.
    pub fn read(folder: &std::path::Path) -> Exports {
        let paths = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
        let exports = paths.filter(|p| p.extension().is_some_and(|e| e == "csv"));
        let name = |p: &std::path::Path| p.file_stem().unwrap().to_str().unwrap().to_string();
        let of = |p: std::path::PathBuf| (name(&p), table(&std::fs::read(&p).unwrap()));
        let mut tables: BTreeMap<String, Vec<Vec<String>>> = exports.map(of).collect();
        tables.retain(|name, _| !name.starts_with("expected"));
        Exports { tables, clean: BTreeSet::new(), rings: BTreeMap::new() }
    }

    /// Adds a row.
    pub fn add(&mut self, export: &str, row: &[&str]) {
        let rows = self.tables.get_mut(export).unwrap_or_else(|| panic!("no {export}"));
        assert_eq!(rows[0].len(), row.len(), "{export}: {:?}", rows[0]);
        rows.push(row.iter().map(ToString::to_string).collect());
    }

    /// Rows of an export, header left out; none where it is not there.
    pub fn rows(&self, export: &str) -> &[Vec<String>] {
        self.tables.get(export).map_or(&[], |rows| &rows[1..])
    }

    /// The place of a column.
    pub fn column(&self, export: &str, name: &str) -> usize {
        self.tables[export][0].iter().position(|c| c == name).unwrap_or_else(|| panic!("no {export}.{name}"))
    }

    /// Analyses the exports; no row may be rejected, since then the attack would not have happened.
    #[track_caller]
    pub fn analyze(&self) -> Outcome {
        self.analyze_with(&[])
    }

    #[track_caller]
    pub fn analyze_with(&self, args: &[&str]) -> Outcome {
        let case = Case::empty();
        for (name, rows) in &self.tables {
            case.write(&format!("{name}.csv"), to_csv(rows));
        }
        case.analyze(args).expect(0);
        assert!(case.quarantine().is_empty(), "{:?}", case.quarantine());
        let rows = |file: &str| {
            let mut reader = csv::Reader::from_path(case.report().join(file)).unwrap();
            reader.deserialize().map(|row| row.unwrap()).collect::<Vec<HashMap<String, String>>>()
        };
        let judged = |row: &HashMap<String, String>| Judged {
            score: row["score"].parse().unwrap(),
            action: row["recommended_action"].clone(),
        };
        let accounts = rows("account_scores.csv");
        let accounts = accounts.iter().map(|row| (row["account_id"].clone(), judged(row))).collect();
        let mut members: HashMap<String, BTreeSet<String>> = HashMap::new();
        for row in rows("cluster_members.csv").iter().filter(|row| row["member_kind"] == "account") {
            members.entry(row["cluster_id"].clone()).or_default().insert(row["member_id"].clone());
        }
        let cluster = |row: &HashMap<String, String>| {
            (members.remove(&row["cluster_id"]).unwrap_or_default(), row["evidence_bits"].parse().unwrap())
        };
        let clusters = rows("clusters.csv").iter().map(cluster).collect();
        Outcome { accounts, clusters, case }
    }
}

impl Outcome {
    pub fn score(&self, account: &str) -> f64 {
        self.accounts.get(account).map_or(0.0, |j| j.score)
    }

    pub fn action(&self, account: &str) -> &str {
        self.accounts.get(account).map_or("none", |j| &j.action)
    }

    /// Whether more than a look is recommended.
    pub fn acted_on(&self, account: &str) -> bool {
        !["none", "review"].contains(&self.action(account))
    }

    /// The findings about an account, for a message.
    pub fn why(&self, account: &str) -> String {
        let mut reader = csv::Reader::from_path(self.case.report().join("evidence.csv")).unwrap();
        let rows = reader.deserialize().map(|row| row.unwrap());
        let own = rows.filter(|row: &HashMap<String, String>| row["subject_id"] == account);
        own.map(|row| format!("{} {} {} ", row["typology"], row["code"], row["bits"])).collect()
    }
}

/// A day of the made-up worlds' window.
pub fn day(number: usize) -> String {
    assert!(number < DAYS);
    let (month, day) = match number {
        0..31 => (1, number + 1),
        31..59 => (2, number - 30),
        _ => (3, number - 58),
    };
    format!("2025-{month:02}-{day:02}")
}

fn generate() -> Exports {
    Exports::made_up(&["--accounts", "1500", "--seed", "3"])
}
