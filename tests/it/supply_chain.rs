//! What the program is made of: every dependency has its reason, every licence is allowed, nothing comes
//! from elsewhere than the registry, and no script of ours runs while it is built.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap()
}

/// What cargo prints, without a look at the network.
fn cargo(args: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO")).args(args).args(["--locked", "--offline"]).current_dir(root()).output();
    let output = output.expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Names of the direct dependencies, those for tests included.
fn direct() -> BTreeSet<String> {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let names = |section: &str| manifest[section].as_table().unwrap().keys().cloned().collect::<Vec<_>>();
    names("dependencies").into_iter().chain(names("dev-dependencies")).collect()
}

/// Words between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Fault: a dependency that nobody gave a reason for, or a reason for one that is no more.
#[test]
fn every_direct_dependency_has_its_reason() {
    let docs = read("docs/dependencies.md");
    // Of a row the first cell, without the features in parentheses.
    let cells = docs.lines().filter(|l| l.starts_with("| `")).map(|l| l.split('|').nth(1).unwrap());
    let plain = cells.map(|cell| cell.split('(').map(|p| p.rsplit(')').next().unwrap()).collect::<String>());
    let told: BTreeSet<String> =
        plain.flat_map(|c| quoted(&c).map(str::to_owned).collect::<Vec<_>>()).collect();
    // Named for their features alone, which the section on building explains.
    let building = docs.split("## Building once").nth(1).unwrap().split("\n## ").next().unwrap();
    let features: BTreeSet<String> =
        quoted(building).filter_map(|word| word.split_once('/')).map(|(name, _)| name.to_owned()).collect();
    let untold: Vec<String> =
        direct().into_iter().filter(|d| !told.contains(d) && !features.contains(d)).collect();
    assert!(untold.is_empty(), "no reason in docs/dependencies.md: {untold:?}");
    let gone: Vec<&String> = told.iter().filter(|name| !direct().contains(*name)).collect();
    assert!(gone.is_empty(), "no dependencies any more: {gone:?}");
}

/// The licences that `deny.toml` allows.
fn allowed() -> BTreeSet<String> {
    let settings: toml::Table = read("deny.toml").parse().unwrap();
    let list = settings["licenses"]["allow"].as_array().unwrap();
    list.iter().map(|l| l.as_str().unwrap().to_owned()).collect()
}

/// Whether an SPDX expression can be met with the licences allowed. `/` is the old way to write `OR`.
fn met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let text =
        expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "_WITH_");
    let words: Vec<String> = text.split_whitespace().map(|w| w.replace("_WITH_", " WITH ")).collect();
    let mut at = 0;
    let met = any(&words, &mut at, allowed);
    assert_eq!(at, words.len(), "not understood: {expression}");
    met
}

fn any(words: &[String], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut met = all(words, at, allowed);
    while words.get(*at).is_some_and(|w| w == "OR") {
        *at += 1;
        met |= all(words, at, allowed);
    }
    met
}

fn all(words: &[String], at: &mut usize, allowed: &BTreeSet<String>) -> bool {
    let mut met = true;
    loop {
        *at += 1;
        met &= match words[*at - 1].as_str() {
            "(" => {
                let inner = any(words, at, allowed);
                assert_eq!(words[*at], ")");
                *at += 1;
                inner
            }
            licence => allowed.contains(licence),
        };
        if words.get(*at).is_none_or(|w| w != "AND") {
            return met;
        }
        *at += 1;
    }
}

#[test]
fn expressions_are_met_as_spdx_means() {
    let allowed: BTreeSet<String> = ["MIT", "Apache-2.0 WITH LLVM-exception"].map(String::from).into();
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("MIT/GPL-3.0", true),
        ("MIT AND GPL-3.0", false),
        ("(GPL-3.0 OR MIT) AND MIT", true),
        ("GPL-3.0 OR MIT AND ISC", false),
        ("Apache-2.0 WITH LLVM-exception OR ISC", true),
    ] {
        assert_eq!(met(expression, &allowed), expected, "{expression}");
    }
}

/// Fault: a licence that asks for more than to keep its notice, somewhere down the tree.
#[test]
fn every_licence_of_the_program_is_allowed() {
    let allowed = allowed();
    let tree = cargo(&["tree", "--edges", "normal,build", "--prefix", "none", "--format", "{l}|{p}"]);
    let mut seen = 0;
    for line in tree.lines() {
        let (licence, package) = line.split_once('|').unwrap();
        seen += 1;
        assert!(met(licence, &allowed), "{package}: {licence}");
    }
    assert!(seen > 200, "only {seen} packages in the tree");
    let docs = read("docs/dependencies.md");
    let block = docs.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
    let told: BTreeSet<String> = block.trim().split("  ").map(str::to_owned).collect();
    assert_eq!(told, allowed, "docs/dependencies.md and deny.toml differ");
}

/// Fault: code from a fork or a path, or without the registry's checksum.
#[test]
fn everything_comes_from_the_registry() {
    let lock: toml::Table = read("Cargo.lock").parse().unwrap();
    for package in lock["package"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        if name != "kosring" {
            let source = package.get("source").and_then(|s| s.as_str());
            assert_eq!(source, Some("registry+https://github.com/rust-lang/crates.io-index"), "{name}");
            assert!(package.get("checksum").is_some(), "{name}");
        }
    }
}

/// Fault: code of ours that runs while the program is built, or that no borrow checker looks at.
#[test]
fn no_build_script_and_no_unsafe_code() {
    let metadata: serde_json::Value =
        serde_json::from_str(&cargo(&["metadata", "--no-deps", "--format-version", "1"])).unwrap();
    let targets = metadata["packages"][0]["targets"].as_array().unwrap();
    let kinds: BTreeSet<&str> =
        targets.iter().flat_map(|t| t["kind"].as_array().unwrap()).map(|k| k.as_str().unwrap()).collect();
    assert_eq!(kinds, BTreeSet::from(["bench", "bin", "lib", "test"]));
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    // What is forbidden can't be allowed again further down.
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
}
