//! What must not change: names, the week, strangers, and what somebody adds to hide.

use std::collections::{BTreeMap, BTreeSet};

use super::super::common::fixtures;
use super::exports::{DAYS, Exports, Outcome, day};

/// Columns that hold identifiers, by export.
const IDENTIFIERS: &[(&str, &[&str])] = &[
    ("accounts", &["account_id", "holder_hash", "phone_hash", "payout_account", "group_id"]),
    ("logins", &["account_id", "device_id", "ip"]),
    ("bindings", &["enterprise_id", "account_id", "employee_hash"]),
    ("lead_transfers", &["lead_id", "contact_hash", "from_account", "to_account"]),
    ("account_changes", &["account_id", "old_value", "new_value"]),
    ("leads", &["lead_id", "contact_hash", "account_id"]),
    ("payments", &["payment_id", "payer", "payee"]),
    ("ad_spend", &["account_id"]),
    ("notes", &["note_id", "account_id"]),
    ("approved_operators", &["id"]),
];
/// Columns that hold times, by export.
const TIMES: &[(&str, &[&str])] = &[
    ("accounts", &["registered_at"]),
    ("logins", &["login_at"]),
    ("bindings", &["bound_at", "unbound_at"]),
    ("lead_transfers", &["transferred_at"]),
    ("account_changes", &["changed_at"]),
    ("leads", &["collected_at", "followed_up_at"]),
    ("payments", &["paid_at"]),
    ("ad_spend", &["spent_on"]),
    ("notes", &["published_at"]),
    ("approved_operators", &["valid_until"]),
];

/// The same exports with some columns' values rewritten.
fn rewritten(
    exports: &Exports,
    columns: &[(&str, &[&'static str])],
    change: impl Fn(&str, &[String], &str) -> String,
) -> Exports {
    let mut all = exports.clone();
    for (export, names) in columns {
        let Some(rows) = all.tables.get_mut(*export) else { continue };
        let place = |name: &'static str| Some((name, rows[0].iter().position(|c| c == name)?));
        let places: Vec<(&str, usize)> = names.iter().copied().filter_map(place).collect();
        for row in &mut rows[1..] {
            for &(name, place) in &places {
                row[place] = change(name, row, &row[place]);
            }
        }
    }
    all
}

/// Another name, in another order of names.
fn renamed(id: &str) -> String {
    if id.is_empty() { String::new() } else { format!("q{}", id.chars().rev().collect::<String>()) }
}

/// Of several that are alike, the one that is looked at first is the first by name: that may show in a low
/// score, and in nothing made of it but whether somebody looks at the account.
const BY_NAME: f64 = 0.05;
/// How far such a score may move over the line of a step.
const BY_LINE: f64 = 0.005;

/// Accounts with score and step, and the rings as sets of accounts.
type Told = (BTreeMap<String, (f64, String)>, BTreeSet<BTreeSet<String>>);

fn told(outcome: &Outcome, name: impl Fn(&str) -> String) -> Told {
    let accounts = outcome.accounts.iter().map(|(a, j)| (name(a), (j.score, j.action.clone()))).collect();
    let ring = |ring: &BTreeSet<String>| ring.iter().map(|a| name(a)).collect();
    (accounts, outcome.clusters.iter().map(|c| ring(&c.0)).collect())
}

#[track_caller]
fn assert_same(what: &str, one: &Told, two: &Told, most: f64) {
    // Of whom nothing is told nothing speaks.
    let of = |told: &Told, account: &String| told.0.get(account).cloned().unwrap_or((0.0, "none".into()));
    let accounts: BTreeSet<&String> = one.0.keys().chain(two.0.keys()).collect();
    let pairs = accounts.into_iter().map(|account| (account, of(one, account), of(two, account)));
    // Whether an account comes to review is a matter of its score alone.
    let step = |action: &str| if most == BY_NAME && action == "review" { "none" } else { action }.to_owned();
    let differ = pairs.filter(|(_, a, b)| (a.0 - b.0).abs() > most || step(&a.1) != step(&b.1));
    let differ: Vec<_> = differ.collect();
    // One whose score moves with the names may move over the line of a step.
    let borderline =
        differ.iter().filter(|(_, a, b)| most == BY_NAME && a.0 != b.0 && (a.0 - b.0).abs() < BY_LINE);
    assert!(differ.len() <= borderline.count().min(1), "{what}: {differ:#?}");
    let only = |a: &Told, b: &Told| a.1.difference(&b.1).cloned().collect::<Vec<_>>();
    assert!(one.1 == two.1, "{what}: other rings: {:#?} {:#?}", only(one, two), only(two, one));
}

/// Fault: a score, a step or a ring depends on how somebody is called, so that names can be chosen.
#[test]
fn other_names_change_nothing_but_names() {
    let exports = Exports::world();
    let place = exports.column("account_changes", "field");
    let other = rewritten(&exports, IDENTIFIERS, |column, row, id| {
        // The value of a changed region is no identifier.
        if column.ends_with("_value") && row[place] == "region" { id.to_string() } else { renamed(id) }
    });
    let (one, two) = (exports.analyze(), other.analyze());
    assert_same("renamed", &told(&one, renamed), &told(&two, str::to_string), BY_NAME);
}

/// Fault: what happened weighs otherwise a week later.
#[test]
fn a_week_later_is_the_same() {
    let exports = Exports::world();
    let later = rewritten(&exports, TIMES, |_, _, time| match time {
        "" => String::new(),
        time => {
            let date: jiff::civil::Date = time[..10].parse().unwrap();
            let date = date.checked_add(jiff::Span::new().days(7)).unwrap();
            format!("{date}{}", &time[10..])
        }
    });
    let (one, two) = (exports.analyze(), later.analyze());
    let name = str::to_string;
    assert_same("a week later", &told(&one, name), &told(&two, name), 1e-6);
}

/// Mean score of a ring's accounts.
fn mean(outcome: &Outcome, accounts: &[String]) -> f64 {
    accounts.iter().map(|a| outcome.score(a)).sum::<f64>() / accounts.len() as f64
}

/// Fault: a flood of strangers' rows hides a ring, or makes one of nothing.
#[test]
fn honest_strangers_leave_rings_as_they_are() {
    let exports = Exports::world();
    let strangers = Exports::made_up(&["--accounts", "1000", "--seed", "9", "--null"]);
    let mut more = exports.clone();
    for (name, rows) in &strangers.tables {
        more.tables.get_mut(name).unwrap().extend(rows[1..].iter().cloned());
    }
    let (before, after) = (exports.analyze(), more.analyze());
    let mut compared = 0;
    for (ring, accounts) in &exports.rings {
        let (was, is) = (mean(&before, accounts), mean(&after, accounts));
        if was >= 0.5 {
            compared += 1;
            assert!(is >= was / 2.0, "{ring}: {was:.3}, among strangers {is:.3}");
        }
    }
    assert!(compared >= 5, "{compared} rings compared");
    let acted = |o: &Outcome| o.accounts.keys().filter(|a| o.acted_on(a)).cloned().collect::<BTreeSet<_>>();
    // Among more honest people an abused account may stand out more; an honest one must not.
    let (was, is) = (acted(&before), acted(&after));
    let abused: BTreeSet<&String> = exports.rings.values().flatten().collect();
    let new: Vec<_> = is.difference(&was).filter(|a| !abused.contains(a)).collect();
    assert!(new.len() <= 1, "acted on for strangers: {new:?}");
}

/// Fault: a ring buys itself free with logins of innocents on its devices, payments to them and phones of
/// no use. What these touch may be lost; what is left of its evidence must still count.
#[test]
fn camouflage_takes_no_more_than_what_it_touches() {
    let exports = Exports::world();
    let touched = ["--without-family", "sharing", "--without-family", "association"];
    let touched = [&touched[..], &["--without-family", "money", "--without-family", "identity"]].concat();
    let (before, least) = (exports.analyze(), exports.analyze_with(&touched));
    let mut hidden = exports.clone();
    let innocent: Vec<Vec<String>> =
        exports.rows("accounts").iter().filter(|r| exports.clean.contains(&r[0])).cloned().collect();
    let of_ring: BTreeSet<&String> = exports.rings.values().flatten().collect();
    // One device of each ring, with three guests.
    for (n, accounts) in exports.rings.values().enumerate() {
        let row = exports.rows("logins").iter().find(|r| accounts.contains(&r[0])).unwrap().clone();
        for (k, guest) in innocent.iter().skip(n * 7 % 500).step_by(13).take(3).enumerate() {
            for at in (k..DAYS).step_by(9) {
                let time = format!("{} 13:{:02}:00", day(at), n % 60);
                hidden.add("logins", &[&guest[0], &row[1], &time, &row[3], &row[4]]);
            }
        }
    }
    for (n, account) in of_ring.iter().enumerate() {
        let own = exports.rows("accounts").iter().find(|r| r[0] == **account).unwrap();
        for (k, payee) in innocent.iter().filter(|r| !r[6].is_empty()).skip(n).step_by(17).take(5).enumerate()
        {
            let (id, time) = (format!("xh{n}-{k}"), format!("{} 16:00:00", day(k * 11)));
            if !own[6].is_empty() {
                hidden.add("payments", &[&id, &own[6], &payee[6], &time, "35.00"]);
            }
        }
    }
    let after = hidden.analyze();
    let mut compared = 0;
    for (ring, accounts) in &exports.rings {
        let (was, is, least) = (mean(&before, accounts), mean(&after, accounts), mean(&least, accounts));
        // Who was not found has nothing to buy free.
        if was < 0.5 {
            continue;
        }
        compared += 1;
        let why = || accounts.iter().map(|a| format!("\n{a}: {}", after.why(a))).collect::<String>();
        assert!(is >= least - 0.1, "{ring}: {was:.3}, hidden {is:.3}, at least {least:.3}{}", why());
    }
    assert!(compared >= 5, "{compared} rings compared");
}

/// Fault: an honest explanation makes whoever has it more suspect.
#[test]
fn an_honest_explanation_raises_no_score() {
    for case in ["rented", "traded", "affiliated", "lead-resale"] {
        let exports = Exports::read(&fixtures().join(case));
        let before = exports.analyze();
        let suspects: Vec<String> =
            before.accounts.iter().filter(|a| a.1.score >= 0.5).map(|a| a.0.clone()).collect();
        assert!(!suspects.is_empty(), "{case}");
        for suspect in &suspects {
            for (what, explained) in explanations(&exports, suspect) {
                let (was, is) = (before.score(suspect), explained.analyze().score(suspect));
                assert!(is <= was + 1e-6, "{case}/{suspect}: {what} raises {was:.6} to {is:.6}");
            }
        }
    }
}

/// The exports with one honest explanation each.
fn explanations(exports: &Exports, suspect: &str) -> Vec<(String, Exports)> {
    let mut all = Vec::new();
    let header = ["kind", "id", "reason", "valid_until"].map(String::from).to_vec();
    let mut approve = |kind: &str, id: &str| {
        let mut more = exports.clone();
        more.tables.entry("approved_operators".into()).or_insert_with(|| vec![header.clone()]);
        more.add("approved_operators", &[kind, id, "备案", ""]);
        all.push((format!("approved {kind} {id}"), more));
    };
    approve("account", suspect);
    let devices = exports.rows("logins").iter().filter(|r| r[0] == suspect).map(|r| r[1].as_str());
    devices.collect::<BTreeSet<&str>>().into_iter().for_each(|device| approve("device", device));
    let bound = exports.rows("bindings").iter().filter(|r| r[1] == suspect);
    bound.for_each(|r| approve("enterprise", &r[0]));
    let mut partner = exports.clone();
    if let Some(rows) = partner.tables.get_mut("lead_transfers") {
        let places = ["from_account", "channel"].map(|n| rows[0].iter().position(|c| c == n));
        if let [Some(from), Some(channel)] = places {
            rows[1..]
                .iter_mut()
                .filter(|r| r[from] == suspect)
                .for_each(|r| r[channel] = "partner_api".into());
            all.push(("partner".into(), partner));
        }
    }
    let mut group = exports.clone();
    let rows = group.tables.get_mut("accounts").unwrap();
    if let (Some(kind), Some(id)) =
        (rows[0].iter().position(|c| c == "account_kind"), rows[0].iter().position(|c| c == "group_id"))
    {
        rows[1..].iter_mut().filter(|r| r[kind] == "enterprise").for_each(|r| r[id] = "g1".into());
        all.push(("one group".into(), group));
    }
    let mut cleared = exports.clone();
    let header = ["account_id", "verdict", "decided_at", "note"].map(String::from).to_vec();
    cleared.tables.entry("verdicts".into()).or_insert_with(|| vec![header]);
    cleared.add("verdicts", &[suspect, "clean", "2025-03-01 12:00:00", ""]);
    all.push(("verdict".into(), cleared));
    all
}
