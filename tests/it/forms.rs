//! What reports consist of beside the machine CSV: the workbook, the graph, Parquet, CSV for
//! spreadsheets; and identifiers masked in all of them.

use std::collections::{BTreeMap, BTreeSet};

use calamine::{Data, Reader, Xlsx};
use polars::prelude::{ParquetReader, SerReader};
use quick_xml::events::Event;

use super::common::{Case, MACHINE_FILES, Run, files_of, kosring, table, to_csv};
use super::world::World;

/// Sheets and the machine files that they show.
const SHEETS: [(&str, &str); 4] = [
    ("rings", "clusters.csv"),
    ("accounts", "account_scores.csv"),
    ("leads", "lead_scores.csv"),
    ("evidence", "evidence.csv"),
];

/// Identifiers that spreadsheets and XML do harm to.
const FORMULA: &str = "=cmd|' /C calc'!A0";
const MARKUP: &str = "<b>&\"'_x0041_";
const DIGITS: &str = "000123456789012345678";

/// The world with its three likeliest accounts renamed to what does harm.
fn harmful() -> World {
    let likeliest = table(World::clean().analyze(&[]).read("account_scores.csv").as_bytes());
    let renamed: BTreeMap<String, &str> = [FORMULA, MARKUP, DIGITS]
        .into_iter()
        .zip(&likeliest[1..])
        .map(|(new, row)| (row[0].clone(), new))
        .collect();
    World::clean().map(|name, content| {
        let mut rows = table(&content);
        for cell in rows.iter_mut().flatten() {
            if let Some(new) = renamed.get(cell) {
                *cell = new.to_string();
            }
        }
        (name.to_string(), to_csv(&rows))
    })
}

fn book(case: &Case) -> Xlsx<std::io::BufReader<std::fs::File>> {
    calamine::open_workbook(case.report().join("report.xlsx")).expect("a workbook")
}

fn rows(book: &mut Xlsx<std::io::BufReader<std::fs::File>>, sheet: &str) -> Vec<Vec<Data>> {
    let range = book.worksheet_range(sheet).expect("the sheet is there");
    range.rows().map(<[Data]>::to_vec).collect()
}

/// Fault: a sheet that leaves rows or cells out, or shows others; an identifier run as a formula or
/// turned into a number.
#[test]
fn sheets_hold_what_the_machine_files_hold_as_text() {
    let case = harmful().analyze(&[]);
    let mut book = book(&case);
    for (sheet, file) in SHEETS {
        let expected = table(case.read(file).as_bytes());
        let cells = rows(&mut book, sheet);
        assert_eq!(cells.len(), expected.len(), "{sheet}");
        assert!(expected.len() > 2, "{file} is nearly empty");
        assert!(book.worksheet_formula(sheet).unwrap().cells().all(|(_, _, f)| f.is_empty()), "{sheet}");
        for (row, expected) in cells.iter().zip(&expected) {
            for (cell, expected) in row.iter().zip(expected) {
                match cell {
                    Data::String(text) => assert_eq!(text, expected, "{sheet}"),
                    Data::Float(number) => assert_eq!(Ok(*number), expected.parse(), "{sheet}"),
                    Data::Empty => assert_eq!(expected, "", "{sheet}"),
                    other => panic!("{sheet}: {other:?} in place of {expected}"),
                }
            }
        }
    }
    let accounts = rows(&mut book, "accounts");
    for id in [FORMULA, MARKUP, DIGITS] {
        assert!(accounts.iter().any(|row| row[0] == Data::String(id.into())), "{id} is not on the sheet");
    }
}

/// Fault: rows lost without a word because a sheet was full.
#[test]
fn rows_that_a_sheet_leaves_out_are_said() {
    let case = World::clean().case();
    let settings = case.settings("[report]\nsheet_rows = 3\n");
    let (exports, report) = (case.exports().display().to_string(), case.report().display().to_string());
    let run = kosring(&["analyze", &exports, "--out", &report, "--settings", &settings]).expect(0);
    let all = table(case.read("evidence.csv").as_bytes()).len() - 1;
    let said = format!("evidence has the first 3 of {} rows", kosring::progress::grouped(all as u64));
    assert!(run.stdout.replace("\n    ", " ").contains(&said), "{}", run.stdout);
    let evidence = rows(&mut book(&case), "evidence");
    // Header, three rows, a blank one, the remark.
    assert_eq!(evidence.len(), 6);
    assert!(evidence[5][0].to_string().contains("evidence.csv"), "{:?}", evidence[5]);
    assert_eq!(evidence[3][0].to_string(), "e0000003");
}

/// A workbook as a reviewer saves it: the sheet `accounts` with verdicts.
fn reviewed(case: &Case, rows: &[[&str; 4]]) -> String {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("accounts").unwrap();
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd hh:mm");
    for (column, name) in ["account_id", "score", "verdict", "decided_at", "note"].iter().enumerate() {
        sheet.write_string(0, column as u16, *name).unwrap();
    }
    for ([id, verdict, decided, note], row) in rows.iter().zip(1..) {
        sheet.write_string(row, 0, *id).unwrap();
        sheet.write_number(row, 1, 0.5).unwrap();
        sheet.write_string(row, 2, *verdict).unwrap();
        // What a spreadsheet makes of a typed date.
        match rust_xlsxwriter::ExcelDateTime::parse_from_str(decided) {
            Ok(at) if decided.contains(' ') => sheet.write_datetime_with_format(row, 3, &at, &date).unwrap(),
            _ => sheet.write_string(row, 3, *decided).unwrap(),
        };
        sheet.write_string(row, 4, *note).unwrap();
    }
    let path = case.root().join("reviewed.xlsx");
    book.save(&path).unwrap();
    path.display().to_string()
}

/// Fault: verdicts that ingest does not read: dates as numbers of days, rows without a verdict, other
/// headers.
#[test]
fn verdicts_entered_in_the_workbook_are_an_export() {
    let case = Case::sound();
    let book = reviewed(
        &case,
        &[
            ["k1", "traded", "2025-03-02 10:30:00", "sold, \"clearly\""],
            ["p1", "", "", ""],
            ["k2", "clean", "2025-03-03T09:00:00+08:00", ""],
        ],
    );
    let csv = kosring(&["verdicts", &book]).expect(0).stdout;
    let expected = "account_id,verdict,decided_at,note\n\
        k1,traded,2025-03-02 10:30:00,\"sold, \"\"clearly\"\"\"\n\
        k2,clean,2025-03-03T09:00:00+08:00,\n";
    assert_eq!(csv, expected);
    case.write("verdicts.csv", csv);
    let run = case.analyze(&[]).expect(0);
    let verdicts = &case.run_json()["exports"]["verdicts"];
    assert_eq!((&verdicts["used"], &verdicts["rejected"]), (&2.into(), &0.into()), "{}", run.stderr);
    // The report's own workbook has the columns, and what was decided of the accounts on it.
    let own = case.report().join("report.xlsx").display().to_string();
    let expected = "account_id,verdict,decided_at,note\n\
        k1,traded,2025-03-02T10:30:00+08:00,\"sold, \"\"clearly\"\"\"\n";
    assert_eq!(kosring(&["verdicts", &own]).expect(0).stdout, expected);
}

/// Fault: half a verdict dropped, or passed on for ingest to reject.
#[test]
fn half_verdicts_are_named_with_their_rows() {
    let case = Case::empty();
    let book = reviewed(
        &case,
        &[["k1", "sold", "2025-03-02 10:30:00", ""], ["k2", "clean", "", ""], ["k3", "", "", "unclear"]],
    );
    let Run { stderr, .. } = kosring(&["verdicts", &book]).expect(3);
    for said in ["row 2: verdict is \"sold\"", "row 3: decided_at", "row 4: verdict is \"\""] {
        assert!(stderr.contains(said), "{stderr}");
    }
}

/// Nodes (label by identifier) and ends of edges of a graph.
fn graph(xml: &str) -> (BTreeMap<String, String>, Vec<[String; 2]>) {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut nodes, mut edges) = (BTreeMap::new(), Vec::new());
    let (mut node, mut key, mut text) = (String::new(), String::new(), String::new());
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) => {
                let attribute = |name: &str| {
                    let found = tag.try_get_attribute(name).unwrap();
                    found.map(|a| String::from_utf8(a.value.into_owned()).unwrap()).unwrap_or_default()
                };
                match tag.name().as_ref() {
                    b"node" => node = attribute("id"),
                    b"edge" => edges.push([attribute("source"), attribute("target")]),
                    b"data" => (key, text) = (attribute("key"), String::new()),
                    _ => {}
                }
            }
            Event::Text(part) => text += &part.decode().unwrap(),
            Event::GeneralRef(name) => text += &format!("&{};", name.decode().unwrap()),
            Event::End(tag) if tag.name().as_ref() == b"data" && key == "d0" => {
                let label = quick_xml::escape::unescape(&text).unwrap().into_owned();
                assert!(nodes.insert(node.clone(), label).is_none(), "{node} twice");
            }
            Event::Eof => return (nodes, edges),
            _ => {}
        }
    }
}

/// Fault: members missing in the graph, edges to nowhere, or markup in an identifier that breaks it.
#[test]
fn the_graph_has_every_member_and_whole_edges() {
    let case = harmful().analyze(&[]);
    let (nodes, edges) = graph(&case.read("graph.graphml"));
    let labels: BTreeSet<&str> = nodes.values().map(String::as_str).collect();
    for member in &table(case.read("cluster_members.csv").as_bytes())[1..] {
        assert!(labels.contains(&*member[2]), "{member:?} is not in the graph");
    }
    assert!(labels.contains(MARKUP));
    assert!(edges.len() > nodes.len() / 2, "{} edges", edges.len());
    for edge in &edges {
        assert!(edge.iter().all(|end| nodes.contains_key(end)), "{edge:?}");
    }
}

/// Fault: formulas in CSV for spreadsheets, or machine CSV that is changed for their sake; tables
/// missing in one of the forms; a report that can't be replaced because of them.
#[test]
fn tables_in_further_forms() {
    let world = harmful();
    let case = world.analyze(&["--format", "csv,parquet", "--excel-csv"]);
    case.analyze(&["--format", "parquet", "--excel-csv"]).expect(0);
    for file in MACHINE_FILES.into_iter().chain(["quarantine.csv"]) {
        let plain = table(case.read(file).as_bytes());
        let marked = case.read(&format!("excel/{file}"));
        let safe = table(marked.strip_prefix('\u{feff}').expect("a byte-order mark").as_bytes());
        assert_eq!(safe.len(), plain.len(), "{file}");
        for (safe, plain) in safe.iter().flatten().zip(plain.iter().flatten()) {
            assert_eq!(safe.strip_prefix('\'').unwrap_or(safe), plain, "{file}");
            assert!(!safe.starts_with(['=', '+', '@']), "{file}: {safe}");
        }
        let parquet = std::fs::File::open(case.report().join(file.replace(".csv", ".parquet"))).unwrap();
        let frame = ParquetReader::new(parquet).finish().unwrap();
        assert_eq!((frame.height() + 1, frame.width()), (plain.len(), plain[0].len()), "{file}");
    }
    let accounts = case.read("excel/account_scores.csv");
    assert!(accounts.contains(&format!("\n'{FORMULA},")) && accounts.contains(&format!("\n'{DIGITS},")));
    assert!(case.read("account_scores.csv").contains(&format!("\n{FORMULA},")));
    // Somebody's file in the sub folder is not deleted with it.
    std::fs::write(case.report().join("excel/mine.xlsx"), "mine").unwrap();
    case.analyze(&[]).expect(2);
    assert_eq!(case.read("excel/mine.xlsx"), "mine");
    // What was not asked for is not there.
    let plain = world.analyze(&[]);
    assert!(plain.report_files().iter().all(|f| f != "excel" && !f.ends_with(".parquet")));
}

/// All that a report says, the workbook unpacked.
fn everything(case: &Case) -> String {
    let mut all = String::new();
    for file in files_of(&case.report()).iter().filter(|f| f.contains('.') && *f != "report.xlsx") {
        all += &String::from_utf8_lossy(&std::fs::read(case.report().join(file)).unwrap());
    }
    let mut book = book(case);
    for (sheet, _) in SHEETS {
        rows(&mut book, sheet).iter().flatten().for_each(|cell| all += &format!("{cell}\n"));
    }
    all
}

fn masked(secret: &str) -> Case {
    let case = World::soiled().case();
    let key = case.root().join("key");
    std::fs::write(&key, secret).unwrap();
    case.analyze(&["--mask", &key.display().to_string()]).expect(0);
    case
}

/// Fault: an identifier left in clear in a file, in the sources of a finding or in the quarantine;
/// masks that differ between reports of one key, or agree between keys; a result changed by masking.
#[test]
fn masked_reports_name_nobody() {
    let case = masked("secret");
    let all = everything(&case);
    let columns = [
        "account_id",
        "device_id",
        "enterprise_id",
        "holder_hash",
        "phone_hash",
        "payout_account",
        "lead_id",
        "contact_hash",
        "payer",
        "payee",
        "payment_id",
        "note_id",
    ];
    let words: BTreeSet<&str> =
        all.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').collect();
    let mut identifiers = 0;
    for content in World::clean().files().values() {
        let rows = table(content);
        for (place, _) in rows[0].iter().enumerate().filter(|(_, name)| columns.contains(&&***name)) {
            for id in rows[1..].iter().map(|row| &*row[place]).filter(|id| id.len() > 3) {
                assert!(!words.contains(id), "{id} is in the report");
                identifiers += 1;
            }
        }
    }
    assert!(identifiers > 1000, "{identifiers} identifiers looked for");
    assert_eq!(case.run_json()["masked"], true);
    assert!(!all.contains("secret"));
    assert!(masked("secret").read("evidence.csv") == case.read("evidence.csv"), "one key, two masks");
    let other = masked("another").read("account_scores.csv");
    let ids =
        |csv: &str| table(csv.as_bytes())[1..].iter().map(|row| row[0].clone()).collect::<BTreeSet<_>>();
    let own = ids(&case.read("account_scores.csv"));
    assert!(own.len() == ids(&other).len() && own.is_disjoint(&ids(&other)));
    let plain = World::soiled().analyze(&[]);
    let scores = |csv: &str| {
        let rows = table(csv.as_bytes());
        let mut rows: Vec<Vec<String>> = rows.into_iter().map(|row| row[2..].to_vec()).collect();
        rows.sort();
        rows
    };
    assert_eq!(scores(&case.read("account_scores.csv")), scores(&plain.read("account_scores.csv")));
    assert_eq!(plain.run_json()["masked"], false);
}

/// Fault: a run without a mask because the key could not be read.
#[test]
fn a_missing_or_empty_key_is_refused() {
    let case = Case::sound();
    case.analyze(&["--mask", "no/such/key"]).expect(2);
    let empty = case.root().join("empty");
    std::fs::write(&empty, "").unwrap();
    case.analyze(&["--mask", &empty.display().to_string()]).expect(2);
    assert!(case.report_files().is_empty());
}
