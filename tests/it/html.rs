//! `report.html`: structure, escaping, size, sameness, and how it behaves in a real browser.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::common::{Case, fixtures, table};

/// A report of the demo's exports.
fn demo(more: &[&str]) -> Case {
    let case = Case::empty();
    case.copy_from(&fixtures().join("demo"));
    case.analyze(more).expect(0);
    case
}

/// The JSON block of an identifier.
fn block(page: &str, id: &str) -> Value {
    let start = format!("<script type=\"application/json\" id=\"{id}\">");
    let (_, rest) = page.split_once(&start).unwrap_or_else(|| panic!("no block {id}"));
    serde_json::from_str(rest.split_once("</script>").expect("a closed block").0).expect("JSON")
}

/// Fault: a page that tells another story than the machine files beside it.
#[test]
fn the_page_holds_what_the_machine_files_hold() {
    let case = demo(&[]);
    let (page, clusters) = (case.read("report.html"), table(case.read("clusters.csv").as_bytes()));
    let data = block(&page, "data");
    let rings = data["rings"].as_array().unwrap();
    assert_eq!(rings.len(), clusters.len() - 1);
    let members = table(case.read("cluster_members.csv").as_bytes());
    for (place, (ring, row)) in rings.iter().zip(&clusters[1..]).enumerate() {
        assert_eq!([&ring[0], &ring[3], &ring[5], &ring[12]], [&*row[0], &*row[4], &*row[6], &*row[13]]);
        let full = block(&page, &format!("ring-{place}"));
        let of_ring = members.iter().filter(|member| member[0] == row[0]).count();
        assert_eq!(full["members"].as_array().unwrap().len(), of_ring, "{}", row[0]);
        assert!(full["graph"]["n"].as_array().unwrap().len() >= of_ring.min(2), "{}", row[0]);
        assert!(!full["time"]["l"].as_array().unwrap().is_empty());
        assert!(full["questions"].as_array().unwrap().len() >= 2);
    }
    // Whoever is worth a look and in no ring is on the page as well.
    let scores = table(case.read("account_scores.csv").as_bytes());
    let alone: Vec<&str> =
        scores[1..].iter().filter(|row| row[1].is_empty() && row[8] != "none").map(|row| &*row[0]).collect();
    let shown: Vec<&str> = data["alone"].as_array().unwrap().iter().map(|a| a[0].as_str().unwrap()).collect();
    assert!(!alone.is_empty());
    assert_eq!(shown, alone);
}

/// Fault: a heading of which the page knows the key and no text.
#[test]
fn the_page_has_every_text_that_its_script_asks_for() {
    let page = demo(&[]).read("report.html");
    let texts = &block(&page, "data")["t"]["page"];
    let asked = page.split("t(\"page.").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0));
    let asked: std::collections::BTreeSet<&str> = asked.collect();
    assert!(asked.len() > 50, "{asked:?}");
    for key in asked {
        assert!(texts[key].is_string(), "{key}");
    }
}

/// Fault: accounts that stood apart in their ring's picture, since what ties them is no finding: a common address,
/// or registration in one batch.
#[test]
fn a_ring_hangs_together_in_its_picture() {
    let case = demo(&[]);
    let page = case.read("report.html");
    let mut bonds = 0;
    for (place, ring) in block(&page, "data")["rings"].as_array().unwrap().iter().enumerate() {
        let picture = &block(&page, &format!("ring-{place}"))["graph"];
        assert_eq!(picture["more"], 0, "{ring}");
        let mut part: Vec<usize> = (0..picture["n"].as_array().unwrap().len()).collect();
        for edge in picture["e"].as_array().unwrap() {
            let [from, to] = [0, 1].map(|end| part[edge[end].as_u64().unwrap() as usize]);
            part.iter_mut().filter(|p| **p == from).for_each(|p| *p = to);
            bonds += usize::from(edge[3].as_str().unwrap().starts_with("same_"));
        }
        assert!(part.iter().all(|p| *p == part[0]), "{ring}: {part:?}");
    }
    assert!(bonds > 0, "no ring of the demo hangs together by what no finding names");
}

/// Fault: a waterfall whose bars do not lead from the prior to the score.
#[test]
fn waterfalls_add_up_to_the_score() {
    let case = demo(&[]);
    let page = case.read("report.html");
    let data = block(&page, "data");
    for (place, ring) in data["rings"].as_array().unwrap().iter().enumerate() {
        for (i, row) in block(&page, &format!("ring-{place}"))["steps"].as_array().unwrap().iter().enumerate()
        {
            let steps = row[1].as_array().unwrap();
            let sum: i64 = steps.iter().map(|step| step[1].as_i64().unwrap()).sum();
            let total = row[2].as_i64().unwrap();
            // Means are cut to whole thousandths, once a bar.
            assert!((sum - total).abs() <= steps.len() as i64, "{row}");
            let score = 1.0 / (1.0 + (-total as f64 / 1000.0).exp2());
            assert!(i > 0 || (score - ring[1].as_f64().unwrap()).abs() < 0.002, "{ring}: {total}");
        }
    }
}

/// Fault: another page with other threads.
#[test]
fn the_same_result_is_the_same_page() {
    let one = demo(&["--threads", "1"]).read("report.html");
    assert!(one == demo(&["--threads", "3"]).read("report.html"), "the page depends on the threads");
}

/// Fault: a setting that is not kept, and rings that vanish without a word.
#[test]
fn rings_beyond_the_setting_are_rows_and_the_page_says_so() {
    let case = Case::empty();
    case.copy_from(&fixtures().join("demo"));
    let settings = case.settings("[report]\nfull_rings = 2\nlanguage = \"zh-Hant\"\n");
    let run = case.analyze(&["--settings", &settings]).expect(0);
    assert!(run.stdout.contains("團伙："), "{}", run.stdout);
    let page = case.read("report.html");
    let data = block(&page, "data");
    assert!(data["full"] == 2 && data["rings"].as_array().unwrap().len() > 2);
    assert!(page.contains("id=\"ring-1\"") && !page.contains("id=\"ring-2\""));
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-Hant\">"));
    let Some(dom) = browse(&case.report().join("report.html"), "", "") else { return };
    assert!(dom.contains("前 2 個團伙"), "the page does not say that rings are left out");
}

/// Fault: an unknown language taken for English.
#[test]
fn an_unknown_language_is_wrong_usage() {
    let run = Case::sound().analyze(&["--lang", "de"]).expect(2);
    assert!(run.stderr.contains("en, zh-Hans, zh-Hant"), "{}", run.stderr);
}

/// The demo with one account, one device and one payment account renamed to what a page or a
/// spreadsheet could run.
fn hostile() -> Case {
    let clean = demo(&[]);
    let members = table(clean.read("cluster_members.csv").as_bytes());
    let of = |kind: &str| members.iter().find(|m| m[1] == kind).expect("the demo has one")[2].clone();
    let names = [
        (of("account"), "<script>alert(1)</script>"),
        (of("device"), "<img src=x onerror=alert(2)>"),
        (of("enterprise"), "=cmd|calc!A0"),
    ];
    let case = Case::empty();
    for entry in std::fs::read_dir(clean.exports()).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let mut text = std::fs::read_to_string(&path).expect("text");
        for (name, hostile) in &names {
            text = text.replace(name.as_str(), hostile);
        }
        case.write(path.file_name().unwrap().to_str().unwrap(), text);
    }
    case.analyze(&[]).expect(0);
    case
}

/// Fault: an identifier that becomes markup.
#[test]
fn identifiers_are_never_markup() {
    let case = hostile();
    let page = case.read("report.html");
    assert!(page.contains(r"\u003cscript\u003ealert(1)"), "the hostile account is in no ring");
    assert!(!page.contains("<script>alert(1)") && !page.contains("<img src=x"));
    let clusters = table(case.read("clusters.csv").as_bytes());
    let members = table(case.read("cluster_members.csv").as_bytes());
    let hostile = members.iter().find(|m| m[2].starts_with("<script>")).expect("still a member");
    assert!(clusters.iter().any(|row| row[0] == hostile[0]));
    let Some(dom) = browse(&case.report().join("report.html"), &hostile[0], "") else { return };
    assert!(dom.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the identifier is not shown");
    assert!(!dom.contains("<script>alert(1)") && !dom.contains("<img"));
}

/// Chromium, where there is one.
fn chromium() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&path).flat_map(|dir| names.map(|n| dir.join(n))).find(|p| p.is_file())
}

/// The page's document after its script and `more` have run, at a ring (or the overview). The test fails
/// on any message of the console. `None`, said aloud, where there is no browser.
#[track_caller]
fn browse(page: &Path, ring: &str, more: &str) -> Option<String> {
    let Some(browser) = chromium() else {
        eprintln!("SKIPPED: no chromium on this machine, the page was not opened in a browser");
        return None;
    };
    let place = tempfile::tempdir().unwrap();
    let copy = place.path().join("page.html");
    let text = std::fs::read_to_string(page).unwrap();
    let (body, end) = text.rsplit_once("</body>").unwrap();
    std::fs::write(&copy, format!("{body}<script>{more}</script></body>{end}")).unwrap();
    let url = format!("file://{}#{ring}", copy.display());
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-extensions"])
        .args(["--enable-logging=stderr", "--virtual-time-budget=3000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", place.path().join("profile").display()))
        .arg(url)
        .stdin(Stdio::null())
        .output()
        .expect("the browser starts");
    let log = String::from_utf8_lossy(&output.stderr);
    let said: Vec<&str> = log.lines().filter(|line| line.contains("CONSOLE")).collect();
    assert!(output.status.success() && said.is_empty(), "{said:#?}");
    Some(String::from_utf8(output.stdout).expect("text"))
}

/// What a script that runs after the page's own has left: it calls `note(value)` at each step.
#[track_caller]
fn probe(page: &Path, ring: &str, steps: &str) -> Option<(Vec<Value>, String)> {
    let script = format!(
        "const noted = []; const note = (value) => noted.push(value); const q = (s) => document.querySelector(s);
         const listed = () => [...document.querySelectorAll('#rings tbody a')].map((a) => a.hash.slice(1));
         const put = (s, value) => {{ q(s).value = value; q(s).dispatchEvent(new Event('input')); }};
         (async () => {{ {steps} }})().finally(() => {{
           const out = document.createElement('pre');
           out.id = 'noted';
           out.textContent = JSON.stringify(noted).replaceAll('<', '\\u003c').replaceAll('&', '\\u0026')
             .replaceAll('>', '\\u003e');
           document.body.append(out);
         }});"
    );
    let dom = browse(page, ring, &script)?;
    let (_, noted) = dom.rsplit_once("<pre id=\"noted\">").expect("the steps were run");
    let noted = serde_json::from_str(noted.split_once("</pre>").unwrap().0).expect("JSON");
    Some((noted, dom))
}

fn names(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect()
}

/// Fault: a table that neither sorts nor filters, a script error, and a language without its words.
#[test]
fn in_a_browser_the_table_sorts_and_filters_in_every_language() {
    const STEPS: &str = "
        note(listed());
        document.querySelectorAll('#rings th button')[4].click();
        document.querySelectorAll('#rings th button')[4].click();
        note(listed());
        put('#by-typology', 'affiliated');
        note(listed());
        put('#by-typology', '');
        put('#by-text', MEMBER);
        note(listed());
        note(document.querySelectorAll('.chart').length);";
    for (lang, words) in [
        ("en", ["Wrong affiliation", "Resold leads"]),
        ("zh-Hans", ["违规挂靠", "倒卖客资"]),
        ("zh-Hant", ["違規掛靠", "倒賣客資"]),
    ] {
        let case = demo(&["--lang", lang]);
        let clusters = table(case.read("clusters.csv").as_bytes());
        let member = &table(case.read("cluster_members.csv").as_bytes())[1];
        let steps = STEPS.replace("MEMBER", &Value::from(member[2].as_str()).to_string());
        let Some((noted, dom)) = probe(&case.report().join("report.html"), "", &steps) else { return };
        let ranked: Vec<&str> = clusters[1..].iter().map(|row| &*row[0]).collect();
        assert_eq!(names(&noted[0]), ranked, "{lang}");
        // Clicked once a number falls, clicked again it rises.
        let mut by_bits = clusters[1..].to_vec();
        by_bits.sort_by(|a, b| a[3].parse::<f64>().unwrap().total_cmp(&b[3].parse().unwrap()));
        let by_bits: Vec<&str> = by_bits.iter().map(|row| &*row[0]).collect();
        assert_ne!(by_bits, ranked, "the order would show nothing");
        assert_eq!(names(&noted[1]), by_bits, "{lang}");
        let few = by_bits.iter().filter(|id| {
            clusters.iter().any(|row| row[0] == **id && row[5].split(';').any(|t| t == "affiliated"))
        });
        let few: Vec<&str> = few.copied().collect();
        assert!(!few.is_empty() && few.len() < ranked.len());
        assert_eq!(names(&noted[2]), few, "{lang}");
        assert_eq!(names(&noted[3]), [member[0].as_str()], "{lang}: found by {}", member[2]);
        assert_eq!(noted[4], 4, "{lang}: charts");
        assert!(dom.contains("aria-sort=\"ascending\"") && words.iter().all(|word| dom.contains(word)));
    }
}

/// Fault: a link that opens no ring, a picture without nodes, a timeline without logins, a node that
/// tells nothing.
#[test]
fn in_a_browser_every_ring_opens_and_draws() {
    const STEPS: &str = "
        for (const id of listed()) {
          const opened = new Promise((done) => addEventListener('hashchange', () => setTimeout(done), { once: true }));
          location.hash = id;
          await opened;
          await new Promise((done) => setTimeout(done));
          const node = q('.node');
          node.dispatchEvent(new Event('focus'));
          const count = (s) => document.querySelectorAll(s).length;
          note([id, q('h1').textContent.includes(id), count('#graph .node'), count('#timeline .login'),
            count('#waterfall .step'), q('.detail li') !== null, q('main').textContent]);
          q('nav a').click();
          await new Promise((done) => addEventListener('hashchange', () => setTimeout(done), { once: true }));
        }";
    let case = demo(&[]);
    let Some((noted, _)) = probe(&case.report().join("report.html"), "", STEPS) else { return };
    let clusters = table(case.read("clusters.csv").as_bytes());
    let members = table(case.read("cluster_members.csv").as_bytes());
    assert_eq!(noted.len(), clusters.len() - 1, "{noted:?}");
    for (ring, row) in noted.iter().zip(&clusters[1..]) {
        let at_least = |place: usize, least: u64| ring[place].as_u64().unwrap() >= least;
        assert!(ring[0] == row[0].as_str() && ring[1] == true, "{ring}");
        assert!(at_least(2, 2) && at_least(3, 1) && at_least(4, 3) && ring[5] == true, "{ring}");
        for member in members.iter().filter(|m| m[0] == row[0]) {
            assert!(ring[6].as_str().unwrap().contains(&member[2]), "{} misses {}", row[0], member[2]);
        }
    }
}
