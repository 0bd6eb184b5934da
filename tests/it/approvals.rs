//! The platform's approvals: until when they explain, and which of them explain nothing.

use super::common::{Case, fixtures, table};

/// The studio of the case `rented`, with an approval.
fn studio(approvals: &str) -> Case {
    let case = Case::empty();
    case.copy_from(&fixtures().join("rented"));
    case.remove("expected.csv");
    case.write("approved_operators.csv", format!("kind,id,reason,valid_until\n{approvals}"));
    case.analyze(&[]).expect(0);
    case
}

/// Findings of a code about `u_hao`: bits and detail.
fn findings(case: &Case, code: &str) -> Vec<(String, String)> {
    let rows = table(case.read("evidence.csv").as_bytes());
    let of = rows.iter().filter(|row| row[3] == code && row[6] == "u_hao" && row[2] == "rented");
    of.map(|row| (row[9].clone(), row[12].clone())).collect()
}

/// Fault: an approval that explains for ever, or one that no longer explains what happened while it was
/// valid.
#[test]
fn logins_before_the_expiry_are_explained_and_later_ones_are_not() {
    for (kind, id) in [("device", "d_studio"), ("ip", "ip_studio")] {
        let approved = |until: &str| studio(&format!("{kind},{id},tablet of an agency,{until}\n"));
        // The studio logs in every third day from the 2nd to the 26th.
        for until in ["", "2025-12-31", "2025-03-26", "2025-03-20 08:00:00"] {
            let case = approved(until);
            assert!(
                !findings(&case, "approved_operator").is_empty() || findings(&case, "two_devices").is_empty()
            );
            assert!(table(case.read("clusters.csv").as_bytes()).len() == 1, "{kind} {until}: a ring");
        }
        let case = approved("2025-03-12");
        assert_eq!(findings(&case, "approved_operator"), [], "{kind}");
        let strangers = findings(&case, "strangers_on_device");
        // Days 14, 17, 20, 23 and 26.
        assert!(strangers[0].1.contains("days=5"), "{kind}: {strangers:?}");
        let expired_before = approved("2025-02-01");
        assert!(findings(&expired_before, "strangers_on_device")[0].1.contains("days=9"), "{kind}");
    }
}

/// Fault: an approval that protects nobody, since it is mistyped, and nobody knows.
#[test]
fn approvals_that_name_nothing_are_reported() {
    let case = studio(
        "device,d_studio,tablet of an agency,\ndevice,d_studjo,mistyped,\nip,198.51.100.7,line,2020-01-01\n\
         enterprise,e_rose,partner,\npayment_account,pay_nobody,agency,\naccount,u_fan,agency,\n",
    );
    let run = case.run_json();
    let unmatched: Vec<(&str, &str)> = run["approvals_unmatched"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (entry["kind"].as_str().unwrap(), entry["id"].as_str().unwrap()))
        .collect();
    assert_eq!(
        unmatched,
        [("device", "d_studjo"), ("ip", "198.51.100.7"), ("payment_account", "pay_nobody")]
    );
    let said = case.analyze(&[]).expect(0).stdout.replace("\n    ", " ");
    assert!(
        said.contains("approved_operators: 3 name nothing in the exports: device d_studjo, ip"),
        "{said}"
    );
    assert!(case.read("report.html").contains(r#"["device","d_studjo"]"#));
    // A masked report names nobody here either.
    let key = case.root().join("key");
    std::fs::write(&key, "a key").unwrap();
    case.analyze(&["--mask", &key.display().to_string()]).expect(0);
    let run = case.run_json().to_string();
    assert!(!run.contains("d_studjo") && !run.contains("pay_nobody") && run.contains("approvals_unmatched"));
    assert!(
        studio("device,d_studio,tablet,\n").run_json()["approvals_unmatched"].as_array().unwrap().is_empty()
    );
}
