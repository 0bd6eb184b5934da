//! Whose leads somebody hands on, and to whom: staff, people on their own, companies among each other.

use super::common::{Case, fixtures, table};

/// Twenty companies with two people each, who hand each other their leads; twenty photographers on their own.
struct Town {
    transfers: String,
}

impl Town {
    fn new() -> Town {
        let mut town = Town {
            transfers: "lead_id,contact_hash,from_account,to_account,transferred_at,channel\n".to_owned(),
        };
        for n in 0..20 {
            for lead in 0..10 {
                town.hand(&format!("in{n}_{lead}"), &format!("e{n}"), &format!("u{n}a"), "crm_assign");
            }
        }
        town
    }

    fn hand(&mut self, lead: &str, from: &str, to: &str, channel: &str) {
        let at = self.transfers.lines().count();
        self.transfers += &format!(
            "{lead},c_{lead},{from},{to},2025-03-{:02} {:02}:{:02}:00,{channel}\n",
            1 + at / 60 % 28,
            8 + at / 5 % 12,
            at % 60
        );
    }

    /// Findings: code, subject, object, bits.
    fn findings(&self) -> Vec<(String, String, String, f64)> {
        let case = Case::empty();
        let mut accounts = String::from("account_id,account_kind,registered_at,region,holder_hash\n");
        let mut logins = String::from("account_id,device_id,login_at,ip,region\n");
        let mut bindings =
            String::from("enterprise_id,account_id,bound_at,unbound_at,method,employee_hash\n");
        let mut account = |name: &str, kind: &str| {
            accounts += &format!("{name},{kind},2022-01-01 10:00:00,Suzhou,h_{name}\n");
            for day in 1..=28 {
                logins += &format!("{name},d_{name},2025-03-{day:02} 20:00:00,ip_{name},Suzhou\n");
            }
        };
        for n in 0..20 {
            account(&format!("e{n}"), "enterprise");
            account(&format!("u{n}a"), "kos");
            account(&format!("u{n}b"), "kos");
            account(&format!("photo{n}"), "professional");
            for staff in ["a", "b"] {
                bindings += &format!("e{n},u{n}{staff},2024-01-05 10:00:00,,bound,h_u{n}{staff}\n");
            }
        }
        case.write("accounts.csv", accounts);
        case.write("logins.csv", logins);
        case.write("bindings.csv", bindings);
        case.write("lead_transfers.csv", &self.transfers);
        case.analyze(&[]).expect(0);
        let rows = table(case.read("evidence.csv").as_bytes());
        let finding =
            |row: &Vec<String>| (row[3].clone(), row[6].clone(), row[8].clone(), row[9].parse().unwrap());
        rows[1..].iter().map(finding).collect()
    }

    /// Bits of all findings of a code about an account.
    fn bits(&self, code: &str, account: &str) -> f64 {
        self.findings().iter().filter(|f| f.0 == code && f.1 == account).map(|f| f.3).sum()
    }

    /// How many transfers to an account a finding speaks of.
    fn told(&self, code: &str, to: &str) -> usize {
        self.findings().iter().filter(|f| f.0 == code && f.2 == to).count()
    }
}

/// Fault: a photographer who sends couples to a make-up artist now and then came out like an employee who sells the
/// company's leads.
#[test]
fn people_on_their_own_hand_on_leads_of_their_own() {
    let mut town = Town::new();
    for n in 0..12 {
        for lead in 0..1 + n % 6 {
            let (from, to) = (format!("photo{n}"), format!("photo{}", (n + 7) % 20));
            town.hand(&format!("friend{n}_{lead}"), &from, &to, "private_message");
        }
    }
    for lead in 0..6 {
        town.hand(&format!("sold{lead}"), "u3a", "photo19", "private_message");
    }
    let (staff, friend) = (town.bits("leads_leave", "u3a"), town.bits("leads_leave", "photo5"));
    assert!(staff > 2.0 && friend < 0.5, "{staff} {friend}");
}

/// Fault: two companies that hand each other customers openly, under a contract that nobody declared, came out as
/// sellers of leads. What one has from somebody else, or gives to several, is no such business.
#[test]
fn companies_hand_each_other_their_own_customers() {
    let mut town = Town::new();
    for lead in 0..8 {
        town.hand(&format!("kitchen{lead}"), "e1", "e2", "form");
    }
    assert_eq!(town.told("lead_to_stranger", "e2"), 0);
    for buyer in ["e4", "e5", "e6"] {
        (0..8).for_each(|lead| town.hand(&format!("twice{lead}"), "e3", buyer, "form"));
    }
    assert_eq!(town.told("lead_to_stranger", "e5"), 8);
    for lead in 0..8 {
        town.hand(&format!("on{lead}"), "u7a", "e8", "private_message");
        town.hand(&format!("on{lead}"), "e8", "e9", "form");
    }
    assert_eq!([town.told("lead_to_stranger", "e9"), town.told("lead_had", "e9")], [8, 8]);
}

/// Fault: a broker of houses who shows a customer to two builders, over the interface for partners, came out as a
/// seller of leads.
#[test]
fn a_partner_may_send_a_customer_to_several() {
    let mut town = Town::new();
    for lead in 0..8 {
        town.hand(&format!("flat{lead}"), "u1a", "e2", "partner_api");
        town.hand(&format!("flat{lead}"), "u1a", "e3", "partner_api");
    }
    assert_eq!(town.told("lead_to_stranger", "e2") + town.told("contact_sold_twice", "e3"), 0);
}

/// Fault: a branch that got leads by mistake and sent them back came out as a broker who sells them on.
#[test]
fn what_is_sent_back_is_no_resale() {
    let mut town = Town::new();
    for lead in 0..6 {
        town.hand(&format!("astray{lead}"), "u3a", "u4a", "private_message");
    }
    for lead in 0..6 {
        town.hand(&format!("astray{lead}"), "u4a", "u3a", "private_message");
        town.hand(&format!("bought{lead}"), "u5a", "u6a", "private_message");
        town.hand(&format!("bought{lead}"), "u6a", "u7a", "private_message");
    }
    assert_eq!([town.bits("leads_leave", "u4a"), town.bits("leads_brokered", "u4a")], [0.0; 2]);
    assert!(town.bits("leads_leave", "u6a") > 2.0 && town.bits("leads_brokered", "u6a") > 2.0);
}

/// Fault: a call centre that calls the leads of several shops and returns each to the staff of its shop came out as a
/// broker, and all its seats were acted upon.
#[test]
fn what_a_call_centre_returns_is_no_resale() {
    let mut town = Town::new();
    for lead in 0..12 {
        let shop = lead % 3;
        town.hand(&format!("called{lead}"), &format!("e{shop}"), "photo1", "export");
        town.hand(&format!("called{lead}"), "photo1", &format!("u{shop}a"), "crm_assign");
        // A broker has them from one shop and takes them to the next.
        town.hand(&format!("sold{lead}"), &format!("e{shop}"), "photo2", "export");
        town.hand(&format!("sold{lead}"), "photo2", &format!("u{}a", shop + 1), "export");
    }
    let bits =
        |account: &str| ["leads_leave", "leads_brokered", "contacts_resold"].map(|c| town.bits(c, account));
    assert_eq!(bits("photo1"), [0.0; 3]);
    assert!(bits("photo2").iter().sum::<f64>() > 5.0, "{:?}", bits("photo2"));
}

/// Fault: a middleman who only passes on what others collected looked like a shop that sends its own customers to
/// another.
#[test]
fn who_hands_on_leads_and_collects_none_passes_on_those_of_others() {
    let case = Case::empty();
    case.copy_from(&fixtures().join("lead-resale"));
    let found = |case: &Case| -> Vec<String> {
        case.analyze(&[]).expect(0);
        let rows = table(case.read("evidence.csv").as_bytes()).into_iter();
        rows.filter(|row| row[3] == "collects_nothing").map(|row| row[6].clone()).collect()
    };
    assert_eq!(found(&case), ["u_broker", "u_insider"]);
    let own = "l_own,c_own,u_broker,2025-03-01 10:00:00,form,\n";
    case.write("leads.csv", case.read_export("leads.csv") + own);
    assert_eq!(found(&case), ["u_insider"]);
    // Where nobody's collected leads are known, nothing is said of them.
    case.remove("leads.csv");
    assert_eq!(found(&case), [""; 0]);
}
