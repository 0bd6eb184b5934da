//! What companies do with their people that looks like abuse: deposits, income that goes to an agency of
//! creators, successors; and people who were away.

use super::common::{Case, fixtures, table};

const LOGINS: &str = "account_id,device_id,login_at,ip,region\n";
const BINDINGS: &str = "enterprise_id,account_id,bound_at,unbound_at,method,employee_hash\n";
const PAYMENTS: &str = "payment_id,payer,payee,paid_at,amount_cny\n";
const CHANGES: &str = "account_id,field,changed_at,old_value,new_value\n";

/// A firm of eight, who live in eight cities and whom it bound on 26 February; forty people besides; nobody's
/// payout account but where `payout` says it.
struct Firm {
    accounts: String,
    logins: String,
    bindings: String,
    payments: String,
    changes: String,
}

impl Firm {
    fn new(payout: impl Fn(usize) -> String) -> Firm {
        let mut firm = Firm {
            accounts: "account_id,account_kind,registered_at,region,holder_hash,phone_hash,payout_account\n\
                       e_firm,enterprise,2020-01-01 10:00:00,Suzhou,h_firm,ph_firm,pay_firm\n"
                .to_owned(),
            logins: LOGINS.to_owned(),
            bindings: BINDINGS.to_owned(),
            payments: PAYMENTS.to_owned(),
            changes: CHANGES.to_owned(),
        };
        for n in 0..48 {
            firm.accounts += &format!(
                "u{n},kos,2024-01-{:02} 10:00:00,city{n},h{n},ph{n},{}\n",
                1 + n % 28,
                if n < 8 { payout(n) } else { format!("pay{n}") }
            );
            if n < 8 {
                firm.bindings += &format!("e_firm,u{n},2025-02-26 10:{n:02}:00,,bound,h{n}\n");
            }
            firm.stay(&format!("u{n}"), &format!("d{n}"), 1..=31, &format!("city{n}"));
        }
        firm
    }

    /// Logs an account in on some days of March, at home in a city.
    fn stay(&mut self, account: &str, device: &str, days: std::ops::RangeInclusive<u32>, city: &str) {
        for day in days {
            self.logins +=
                &format!("{account},{device},2025-03-{day:02} 20:{day:02}:00,ip_{account}_{city},{city}\n");
        }
    }

    fn pay(&mut self, payer: &str, payee: &str, day: u32, yuan: u32) {
        let n = self.payments.lines().count();
        self.payments += &format!("p{n},{payer},{payee},2025-03-{day:02} 12:00:00,{yuan}.00\n");
    }

    /// Findings: code, subject, bits.
    fn findings(&self) -> Vec<(String, String, f64)> {
        let case = Case::empty();
        case.write("accounts.csv", &self.accounts);
        case.write("logins.csv", &self.logins);
        case.write("bindings.csv", &self.bindings);
        case.write("payments.csv", &self.payments);
        case.write("account_changes.csv", &self.changes);
        case.write(
            "lead_transfers.csv",
            "lead_id,contact_hash,from_account,to_account,transferred_at,channel\n",
        );
        case.analyze(&[]).expect(0);
        let rows = table(case.read("evidence.csv").as_bytes());
        let finding = |row: &Vec<String>| (row[3].clone(), row[6].clone(), row[9].parse().unwrap());
        rows[1..].iter().map(finding).collect()
    }

    /// Of whom a finding speaks.
    fn with(&self, code: &str) -> Vec<String> {
        let mut all: Vec<String> = self.findings().into_iter().filter(|f| f.0 == code).map(|f| f.1).collect();
        all.sort();
        all.dedup();
        all
    }

    /// Bits of a finding about an account.
    fn bits(&self, code: &str, account: &str) -> Option<f64> {
        self.findings().into_iter().find(|f| f.0 == code && f.1 == account).map(|f| f.2)
    }
}

/// Fault: promoters who leave a deposit, and get it back with what they earned, pay for their places.
#[test]
fn what_comes_back_is_a_deposit_and_no_fee() {
    let deposits = |back: bool| {
        let mut firm = Firm::new(|n| format!("pay{n}"));
        for n in 0..6 {
            firm.pay(&format!("pay{n}"), "pay_firm", 3, 99);
            if back {
                firm.pay("pay_firm", &format!("pay{n}"), 24, 150 + n);
            }
        }
        firm
    };
    assert_eq!(deposits(false).with("fees_collected"), ["e_firm"]);
    assert_eq!(deposits(false).with("fee_paid").len(), 6);
    assert_eq!(deposits(true).with("fees_collected"), [""; 0]);
    assert_eq!(deposits(true).with("fee_paid"), [""; 0]);
}

/// Fault: where the firm pays all promoters whose payout accounts are known, those without one are guests who
/// bought their places.
#[test]
fn who_pays_most_of_those_who_never_come_pays_them_all() {
    let firm = |paid: bool| {
        let mut firm = Firm::new(|n| if n < 4 { format!("pay{n}") } else { String::new() });
        for n in 0..4 {
            let payer = if paid { "pay_firm" } else { "pay_other" };
            firm.pay(payer, &format!("pay{n}"), 20, 300 + n);
        }
        firm
    };
    assert_eq!(firm(false).with("guests_bound"), ["e_firm"]);
    assert_eq!(firm(true).with("guests_bound"), [""; 0]);
    // Whose payout account is known and got nothing is not paid, due or not.
    let mut sells = firm(true);
    for n in 50..62 {
        let city = format!("city{n}");
        sells.accounts += &format!("u{n},kos,2024-01-05 10:00:00,{city},h{n},ph{n},pay{n}\n");
        sells.bindings += &format!("e_firm,u{n},2025-03-09 10:00:00,,bound,h{n}\n");
        sells.stay(&format!("u{n}"), &format!("d{n}"), 1..=31, &city);
    }
    assert_eq!(sells.with("guests_bound"), ["e_firm"]);
}

/// Fault: what an agency of creators earns seems to be paid to each of its creators by strangers, and what it
/// pays seems to be the creators' fees.
#[test]
fn income_that_goes_to_the_company_is_not_the_holders() {
    let firm = |payout: &str| {
        let mut firm = Firm::new(|_| payout.to_owned());
        for day in 4..20 {
            firm.pay(&format!("pay_brand{day}"), payout, day, 8000);
        }
        // What seems to come from eight creators makes whoever gets it the firm's agent.
        firm.pay(payout, "pay_accountant", 5, 500);
        // A new phone, so that somebody may have sold the account.
        firm.logins = LOGINS.to_owned();
        firm.stay("u0", "d0", 1..=12, "city0");
        firm.stay("u0", "d0_new", 13..=31, "elsewhere");
        (1..48).for_each(|n| firm.stay(&format!("u{n}"), &format!("d{n}"), 1..=31, &format!("city{n}")));
        firm
    };
    let (of_company, of_boss) = (firm("pay_firm"), firm("pay_boss"));
    assert!(of_boss.bits("stranger_paid", "u0").is_some());
    assert!(!of_boss.with("fee_paid").is_empty());
    assert_eq!(of_company.bits("stranger_paid", "u0"), None);
    assert_eq!(of_company.with("fee_paid"), [""; 0]);
}

/// Fault: a company that made an account a few days ago and gives it to somebody else bought it.
#[test]
fn no_sale_stands_behind_the_binding_of_what_a_company_made() {
    let firm = |method: &str| {
        let mut firm = Firm::new(|n| format!("pay{n}"));
        firm.accounts += "u_new,kos,2025-03-05 09:00:00,Suzhou,h_new,ph_new,pay_new\n";
        firm.bindings += &format!("e_firm,u_new,2025-03-10 10:00:00,,{method},h_new\n");
        firm.changes += "u_new,phone,2025-03-15 09:00:00,ph_new,ph_next\n";
        firm.stay("u_new", "d_new", 5..=14, "Suzhou");
        firm.stay("u_new", "d_next", 15..=31, "Wuxi");
        firm
    };
    assert!(firm("bound").bits("bound_after", "u_new").is_some());
    assert_eq!(firm("created").bits("bound_after", "u_new"), None);
    assert!(
        firm("created").bits("identity_changed", "u_new") < firm("bound").bits("identity_changed", "u_new")
    );
}

/// Fault: who comes back from a month abroad with a new phone, in another city, counts as three surprises.
#[test]
fn who_was_away_for_weeks_is_compared_with_others_who_were() {
    let firm = |back: u32| {
        let mut firm = Firm::new(|n| format!("pay{n}"));
        firm.accounts += "u_away,kos,2024-03-05 09:00:00,Suzhou,h_away,ph_away,pay_away\n";
        firm.stay("u_away", "d_lost", 1..=6, "Suzhou");
        firm.stay("u_away", "d_next", back..=31, "Wuxi");
        firm
    };
    for code in ["devices_replaced", "region_replaced"] {
        let (went_on, away) = (firm(8).bits(code, "u_away"), firm(24).bits(code, "u_away"));
        assert!(went_on.unwrap() > away.unwrap_or(0.0) + 0.5, "{code}: {went_on:?} {away:?}");
    }
}

/// Fault: what is paid for one of a holder's accounts speaks against all that have the same payout account.
#[test]
fn a_rent_is_for_the_account_on_which_somebody_else_works() {
    let holder = |lets: bool| {
        let mut firm = Firm::new(|n| format!("pay{n}"));
        for account in ["u_let", "u_own"] {
            firm.accounts += &format!("{account},personal,2024-03-05 09:00:00,Suzhou,h_two,ph_two,pay_two\n");
            firm.stay(account, "d_two", 1..=31, "Suzhou");
            firm.stay(account, &format!("d_seldom_{account}"), 12..=13, "Wuxi");
        }
        if lets {
            firm.stay("u_let", "d_studio", 3..=30, "Wuxi");
        }
        firm.pay("pay_studio", "pay_two", 5, 300);
        firm.pay("pay_studio", "pay_two", 25, 300);
        firm.with("rent_paid")
    };
    assert_eq!(holder(true), ["u_let"]);
    assert_eq!(holder(false), ["u_let", "u_own"]);
}

/// Fault: an agency to which companies hand their own accounts as well as their people's is taken for a studio.
#[test]
fn who_works_a_companys_own_account_works_for_it() {
    let agency = |own: bool| {
        let mut firm = Firm::new(|n| format!("pay{n}"));
        for company in ["e_two", "e_three"] {
            firm.accounts += &format!(
                "{company},enterprise,2020-01-01 10:00:00,Suzhou,h_{company},ph_{company},pay_{company}\n"
            );
        }
        for (company, account) in [("e_firm", "u0"), ("e_two", "u20"), ("e_three", "u30")] {
            if account != "u0" {
                let holder = account.replace('u', "h");
                firm.bindings += &format!("{company},{account},2025-02-26 10:00:00,,bound,{holder}\n");
            }
            let there = [Some(account), own.then_some(company)];
            for (account, day) in there.into_iter().flatten().flat_map(|a| (5..=25).map(move |day| (a, day)))
            {
                firm.logins +=
                    &format!("{account},d_agency,2025-03-{day:02} 14:{day}:00,ip_agency,Nanjing\n");
            }
        }
        let found = firm.findings();
        let told = |f: &&(String, String, f64)| f.0.ends_with("on_device") && f.2 > 0.0 && f.1 == "u20";
        found.iter().filter(told).count()
    };
    assert_eq!(agency(true), 0);
    assert!(agency(false) > 0);
}

/// Fault: an account that lay idle until somebody bought it was told to have kept its devices.
#[test]
fn who_wakes_late_has_kept_no_devices() {
    let firm = |first: u32| {
        let mut firm = Firm::new(|n| format!("pay{n}"));
        firm.accounts += "u_idle,kos,2024-03-05 09:00:00,Suzhou,h_idle,ph_next,pay_next\n";
        firm.changes += "u_idle,phone,2025-04-06 09:00:00,ph_idle,ph_next\n\
                         u_idle,payout_account,2025-04-07 09:00:00,pay_idle,pay_next\n";
        for (n, day) in (0..48).flat_map(|n| (1..=20).map(move |day| (n, day))) {
            firm.logins += &format!("u{n},d{n},2025-04-{day:02} 20:{day:02}:00,ip_u{n}_city{n},city{n}\n");
        }
        firm.stay("u_idle", "d_idle", first..=31, "Wuxi");
        for day in 5..=20 {
            firm.logins += &format!("u_idle,d_idle,2025-04-{day:02} 21:{day:02}:00,ip_idle,Wuxi\n");
        }
        firm
    };
    // From the second day of March on, or not before April.
    let (awake, idle) = (firm(2), firm(32));
    assert_eq!(awake.bits("woken", "u_idle"), None);
    assert!(idle.bits("woken", "u_idle").is_some());
    assert_eq!(idle.bits("devices_kept", "u_idle"), None);
    assert!(idle.bits("identity_changed", "u_idle").is_some_and(|bits| bits > 0.0));
}

/// Fault: where a company's accounts are sold in one lot, each showed that the company had passed the others on.
#[test]
fn who_came_with_the_account_is_no_colleague() {
    let firm = |stayed: bool| {
        let mut firm = Firm::new(|n| format!("pay{n}"));
        firm.bindings = firm.bindings.replace("2025-02-26", "2024-02-26");
        firm.logins = LOGINS.to_owned();
        (4..48).for_each(|n| firm.stay(&format!("u{n}"), &format!("d{n}"), 1..=31, &format!("city{n}")));
        for n in 0..4 {
            let first = if stayed && n == 3 { 1 } else { 22 + n };
            firm.stay(&format!("u{n}"), &format!("d{n}"), 1..=first - 1, &format!("city{n}"));
            firm.stay(&format!("u{n}"), "d_lot", first..=31, "Wuxi");
            firm.changes += &format!("u{n},phone,2025-03-{:02} 09:00:00,ph{n},ph_lot{n}\n", 22 + n);
        }
        firm.with("passed_to_colleague")
    };
    assert_eq!(firm(false), [""; 0]);
    assert_eq!(firm(true), ["u0", "u1", "u2"]);
}

/// Fault: whoever changed employer and kept the profile was a stranger in another line of business.
#[test]
fn who_changes_employer_keeps_the_former_trade_for_a_while() {
    let firm = |former: bool| {
        let mut firm = Firm::new(|n| format!("pay{n}"));
        firm.accounts += "e_former,enterprise,2020-01-01 10:00:00,Wuxi,h_former,ph_former,pay_former\n";
        let trade = |line: &str| match line.split(',').next() {
            Some("account_id") => "industry",
            Some("u0" | "e_former") => "pets",
            _ => "homes",
        };
        firm.accounts = firm.accounts.lines().map(|line| format!("{line},{}\n", trade(line))).collect();
        if former {
            firm.bindings += "e_former,u0,2023-02-01 10:00:00,2024-02-01 10:00:00,bound,h0\n";
        }
        firm.with("other_trade")
    };
    assert_eq!(firm(false), ["u0"]);
    assert_eq!(firm(true), [""; 0]);
}

/// Fault: where all work from home, each is told by it twice: never near the company, like most of those there.
#[test]
fn staff_that_works_from_home_is_compared_with_its_like() {
    let mut firm = Firm::new(|n| format!("pay{n}"));
    for n in 8..48 {
        let office = n / 8;
        if n % 8 == 0 {
            firm.accounts += &format!(
                "e_office{office},enterprise,2020-01-01 10:00:00,Wuxi,h_o{office},ph_o{office},pay_o{office}\n"
            );
        }
        firm.bindings += &format!("e_office{office},u{n},2025-02-26 10:{n:02}:00,,bound,h{n}\n");
        for day in 3..=28 {
            firm.logins +=
                &format!("u{n},d_office{office},2025-03-{day:02} 10:{day:02}:00,ip_office{office},Wuxi\n");
        }
    }
    // Something else is odd, so that the account is listed.
    firm.bindings = firm.bindings.replace("bound,h0\n", "bound,h_other\n");
    firm.pay("pay0", "pay_firm", 3, 99);
    let told = firm.findings().into_iter().filter(|f| f.0 == "company_of_strangers" && f.1 == "u0");
    let bits: Vec<f64> = told.map(|f| f.2).collect();
    assert!(!bits.is_empty() && bits.iter().all(|&bits| bits < 0.6), "{bits:?}");
}

/// Fault: a stranger who went on selling tea from a jeweller's account was told by places, money and papers alone; what
/// the account wrote of was not looked at.
#[test]
fn staff_write_of_what_the_company_sells() {
    let gold = |n: u32| format!("今天到店的足金手链和{n}克黄金戒指，婚庆三金可以免费刻字，以旧换新不收工费");
    let tea = |n: u32| format!("明前龙井第{n}锅刚刚炒好，茶农自家采摘，试喝装包邮，懂茶的朋友来品一品");
    let told = |stranger: &dyn Fn(u32) -> String, more: &[&str]| {
        let case = Case::empty();
        case.copy_from(&fixtures().join("affiliated"));
        let (mut accounts, mut bindings) =
            (case.read_export("accounts.csv"), case.read_export("bindings.csv"));
        let mut notes = String::from("note_id,account_id,published_at,text\n");
        let mut write = |account: &str, text: &dyn Fn(u32) -> String| {
            for n in 1..=4 {
                notes += &format!("n_{account}_{n},{account},2025-03-{:02} 12:00:00,{}\n", 5 * n, text(n));
            }
        };
        accounts += "e_tea,enterprise,2020-01-15 10:00:00,Hangzhou,h_boss_tea,,,tea\n";
        for staff in ["u_t1", "u_t2", "u_t3"] {
            accounts += &format!("{staff},kos,2022-05-10 10:00:00,Hangzhou,h_{staff},,,tea\n");
            bindings += &format!("e_tea,{staff},2023-05-04 09:00:00,,bound,h_{staff}\n");
            write(staff, &tea);
        }
        ["u_an", "u_bei", "u_cai"].iter().for_each(|staff| write(staff, &gold));
        write("u_x1", stranger);
        for own in more {
            accounts += &format!("{own},kos,2023-08-01 10:00:00,Kunming,h_x1,,,\n");
            bindings += &format!("e_gold,{own},2025-02-20 10:00:00,2025-03-26 18:00:00,bound,h_x1\n");
            write(own, stranger);
        }
        for (name, text) in [("accounts.csv", accounts), ("bindings.csv", bindings), ("notes.csv", notes)] {
            case.write(name, text);
        }
        case.analyze(&[]).expect(0);
        let evidence = table(case.read("evidence.csv").as_bytes());
        let topics = evidence.into_iter().filter(|row| row[3].ends_with("_topics") && row[6] == "u_x1");
        let told = |row: Vec<String>| (row[3].clone(), row[9].parse::<f64>().unwrap(), row[12].clone());
        topics.map(told).collect::<Vec<_>>()
    };
    let [(code, bits, _)] = &told(&tea, &[])[..] else { panic!("one finding") };
    assert!(code == "other_topics" && *bits > 1.0, "{code} {bits}");
    // Fault: whoever had several accounts of the own bound was in company, and each vouched for the others.
    let [(code, _, likeness)] = &told(&tea, &["u_x1b", "u_x1c", "u_x1d"])[..] else { panic!("one finding") };
    assert!(code == "other_topics" && likeness.starts_with("to_company=0.00"), "{code} {likeness}");
    let [(code, bits, _)] = &told(&gold, &[])[..] else { panic!("one finding") };
    assert!(code == "company_topics" && *bits < 0.0, "{code} {bits}");
}

/// Fault: each of a team that a labour agency lends from company to company was told by it as if alone, and the team was
/// acted upon.
#[test]
fn who_moves_on_with_others_is_half_a_witness() {
    let mut firm = Firm::new(|n| format!("pay{n}"));
    for company in ["a", "b", "c", "d"] {
        firm.accounts += &format!(
            "e_{company},enterprise,2020-01-01 10:00:00,Wuxi,h_{company},ph_{company},pay_{company}\n"
        );
    }
    let mut lend = |account: usize, from: &str, to: &str, day: u32| {
        for (company, bound, unbound) in [(from, "01", "02"), (to, "03", "03")] {
            let (first, last) = if bound == "01" { (day, day) } else { (day - 8, 29) };
            firm.bindings += &format!(
                "e_{company},u{account},2025-{bound}-{first:02} 10:00:00,2025-{unbound}-{last:02} 10:00:00,bound,h_other\n"
            );
        }
    };
    (10..15).for_each(|account| lend(account, "a", "b", 9));
    lend(20, "c", "d", 10);
    let bits = |account| firm.bits("carousel", account).unwrap();
    assert!(
        bits("u20") > 1.0 && (bits("u10") - bits("u20") / 2.0).abs() < 0.01,
        "{} {}",
        bits("u10"),
        bits("u20")
    );
}
