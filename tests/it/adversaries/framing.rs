//! An attacker makes an innocent account look guilty by what the attacker does.

use std::collections::{BTreeMap, BTreeSet};

use super::exports::{DAYS, Exports, day};

/// Somebody innocent, and what an outsider may know of them.
#[derive(Debug, Clone)]
struct Victim {
    account: String,
    registered_at: String,
    holder: String,
    phone: String,
    payout: String,
    device: String,
    ip: String,
    region: String,
    /// Trade of the company that the account is bound to, or its own.
    industry: String,
    /// Days with the time of the first login.
    opened: Vec<String>,
    /// Days on the device.
    at_home: Vec<String>,
    notes: Vec<(String, String)>,
}

/// How often an attack is made.
const REPETITIONS: [usize; 4] = [1, 3, 10, 30];
/// Innocent accounts that each attack is made on.
const VICTIMS: usize = 2;

/// Everything that an attacker needs to add rows.
struct Attack<'a> {
    exports: &'a mut Exports,
    victim: &'a Victim,
    /// Of this attack and victim alone.
    tag: String,
    times: usize,
}

type Act = fn(&mut Attack<'_>);

/// Cheap acts, alone and together.
const ATTACKS: &[(&str, &[Act])] = &[
    ("logs in on the victim's tablet", &[on_device]),
    ("the same with accounts registered on the same day", &[on_device_of_one_age]),
    ("reports the victim's tablet from networks of its own", &[on_device_elsewhere]),
    ("is where the victim is", &[on_network]),
    ("is where the victim is, with accounts registered on the same day", &[on_network_of_one_age]),
    ("opens accounts when the victim does", &[in_rounds]),
    ("the same with accounts registered on the same day", &[in_rounds_of_one_age]),
    ("sends leads unasked", &[sends_leads]),
    ("sends leads unasked and pays", &[sends_leads, pays]),
    ("enters the victim's contacts", &[enters_contacts]),
    ("enters the victim's contacts and pays", &[enters_contacts, pays]),
    ("pays like rent", &[pays]),
    ("pays through a middleman", &[pays_through_middleman]),
    ("copies notes", &[copies_notes]),
    ("copies notes and pays", &[copies_notes, pays]),
    ("changes its phone and payout account to the victim's", &[claims_values]),
    ("logs in on the tablet and pays", &[on_device, pays]),
    ("logs in on the tablet, pays, copies notes", &[on_device, pays, copies_notes]),
    ("opens when the victim does, pays, copies notes", &[in_rounds, pays, copies_notes]),
];

/// Innocent staff and private accounts with a purse, notes and a device of their own, of whom nothing is
/// suspected.
fn victims(exports: &Exports) -> Vec<Victim> {
    type RowsOf<'t> = BTreeMap<&'t str, Vec<&'t Vec<String>>>;
    let (mut logins, mut notes): (RowsOf<'_>, RowsOf<'_>) = Default::default();
    exports.rows("logins").iter().for_each(|r| logins.entry(&r[0]).or_default().push(r));
    exports.rows("notes").iter().for_each(|r| notes.entry(&r[1]).or_default().push(r));
    let industry: BTreeMap<&str, &str> =
        exports.rows("accounts").iter().map(|r| (r[0].as_str(), r[7].as_str())).collect();
    let before = exports.analyze();
    let of = |row: &Vec<String>| -> Option<Victim> {
        let (own, texts) = (logins.get(row[0].as_str())?, notes.get(row[0].as_str())?);
        let plain = row[1] != "enterprise" && !row[6].is_empty() && !row[4].is_empty() && own.len() >= 30;
        let innocent = exports.clean.contains(&row[0]) && before.score(&row[0]) < 0.5;
        let bound = exports.rows("bindings").iter().rfind(|b| b[1] == row[0]);
        let trade = bound.map_or(row[7].as_str(), |b| industry[b[0].as_str()]);
        // The device that it uses most.
        let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
        own.iter().for_each(|r| *uses.entry(&r[1]).or_default() += 1);
        let main = *uses.iter().max_by_key(|u| u.1)?.0;
        let home = own.iter().find(|r| r[1] == main)?;
        let mut opened: Vec<String> = own.iter().map(|r| r[2].clone()).collect();
        opened.sort();
        opened.dedup_by(|b, a| a[..10] == b[..10]);
        let mut at_home: Vec<String> =
            own.iter().filter(|r| r[1] == main).map(|r| r[2][..10].to_string()).collect();
        at_home.sort();
        at_home.dedup();
        let innocent = innocent && at_home.len() >= 10;
        (plain && innocent && texts.len() >= 3 && !trade.is_empty()).then(|| Victim {
            account: row[0].clone(),
            registered_at: row[2].clone(),
            holder: row[4].clone(),
            phone: row[5].clone(),
            payout: row[6].clone(),
            device: main.to_string(),
            ip: home[3].clone(),
            region: home[4].clone(),
            industry: trade.to_string(),
            opened,
            at_home,
            notes: texts.iter().map(|r| (r[2].clone(), r[3].clone())).collect(),
        })
    };
    let mut all: Vec<Victim> = exports.rows("accounts").iter().filter_map(of).collect();
    // Nobody is hit by what is done to another.
    let mut seen: BTreeSet<String> = BTreeSet::new();
    all.retain(|v| {
        let own = [&v.payout, &v.device, &v.ip, &v.holder];
        own.iter().all(|id| seen.insert((*id).clone()))
    });
    all
}

impl Attack<'_> {
    /// An account of the attacker's, in everyday use on a phone of its own at home.
    fn outsider(&mut self, number: usize, registered_at: &str) -> String {
        let id = format!("{}-{number}", self.tag);
        let home = if self.victim.region == "成都" { "武汉" } else { "成都" };
        let (holder, phone, purse) = (format!("h{id}"), format!("t{id}"), format!("w{id}"));
        self.exports
            .add("accounts", &[&id, "personal", registered_at, home, &holder, &phone, &purse, "", ""]);
        let (device, ip) = (format!("d{id}"), format!("i{id}"));
        for at in (0..DAYS).step_by(3) {
            let time = format!("{} 20:{:02}:00", day(at), (number * 7 + at) % 60);
            self.exports.add("logins", &[&id, &device, &time, &ip, home]);
        }
        id
    }

    fn outsiders(&mut self, of_one_age: bool) -> Vec<String> {
        let own = |number: usize| format!("20{:02}-{:02}-11 10:00:00", 15 + number % 8, 1 + number % 12);
        let at = |number: usize, victim: &Victim| match of_one_age {
            true => victim.registered_at.clone(),
            false => own(number),
        };
        (0..self.times).map(|n| (n, at(n, self.victim))).map(|(n, at)| self.outsider(n, &at)).collect()
    }

    fn visits(&mut self, of_one_age: bool, on_its_device: bool) {
        let ip = self.victim.ip.clone();
        self.visits_from(of_one_age, on_its_device, |_| ip.clone());
    }

    fn visits_from(&mut self, of_one_age: bool, on_its_device: bool, network: impl Fn(&str) -> String) {
        for (number, id) in self.outsiders(of_one_age).iter().enumerate() {
            let device = match on_its_device {
                true => self.victim.device.clone(),
                false => format!("d{id}"),
            };
            // Whoever were there on as many days as the owner would have the device in hand.
            for date in self.victim.at_home.clone().iter().step_by(3) {
                let time = format!("{date} 11:{:02}:30", number % 60);
                let row = [id, &device, &time, &network(id), &self.victim.region];
                self.exports.add("logins", &row.map(String::as_str));
            }
        }
    }

    fn mimics(&mut self, of_one_age: bool) {
        for id in self.outsiders(of_one_age) {
            let (device, ip) = (format!("d{id}b"), format!("i{id}"));
            for time in self.victim.opened.clone() {
                self.exports.add("logins", &[&id, &device, &time, &ip, "西安"]);
            }
        }
    }

    /// A company of a trade that is not the victim's, with an account bound to it.
    fn company(&mut self, number: usize) -> String {
        let id = format!("{}-c{number}", self.tag);
        let (company, holder, staff) = (format!("e{id}"), format!("he{id}"), format!("hk{id}"));
        let trade = if self.victim.industry == "宠物" { "家居" } else { "宠物" };
        let purse = format!("we{id}");
        let since = "2023-03-03 12:00:00";
        self.exports
            .add("accounts", &[&company, "enterprise", since, "重庆", &holder, "", &purse, trade, ""]);
        let purse = format!("wk{id}");
        self.exports.add("accounts", &[&id, "kos", since, "重庆", &staff, "", &purse, "", ""]);
        self.exports.add("bindings", &[&company, &id, "2023-04-01 12:00:00", "", "bound", &staff]);
        for at in (0..DAYS).step_by(4) {
            for (who, device) in [(&company, format!("de{id}")), (&id, format!("dk{id}"))] {
                let time = format!("{} 10:{:02}:00", day(at), (at + number) % 60);
                self.exports.add("logins", &[who, &device, &time, &format!("i{id}"), "重庆"]);
            }
        }
        id
    }

    fn pay(&mut self, payer: &str, payee: &str, at: &str, amount: &str) {
        let id = format!("x{}-{}", self.tag, self.exports.rows("payments").len());
        self.exports.add("payments", &[&id, payer, payee, at, amount]);
    }
}

fn on_device(attack: &mut Attack<'_>) {
    attack.visits(false, true);
}

fn on_device_of_one_age(attack: &mut Attack<'_>) {
    attack.visits(true, true);
}

fn on_device_elsewhere(attack: &mut Attack<'_>) {
    attack.visits_from(false, true, |id| format!("i{id}"));
}

fn on_network(attack: &mut Attack<'_>) {
    attack.visits(false, false);
}

fn on_network_of_one_age(attack: &mut Attack<'_>) {
    attack.visits(true, false);
}

fn in_rounds(attack: &mut Attack<'_>) {
    attack.mimics(false);
}

fn in_rounds_of_one_age(attack: &mut Attack<'_>) {
    attack.mimics(true);
}

/// As many leads, from one stranger's account.
fn sends_leads(attack: &mut Attack<'_>) {
    let from = attack.company(0);
    for n in 0..attack.times {
        let (lead, contact) = (format!("l{}-{n}", attack.tag), format!("c{}-{n}", attack.tag));
        let time = format!("{} 15:00:00", day(n % DAYS));
        let victim = attack.victim.account.clone();
        attack.exports.add("lead_transfers", &[&lead, &contact, &from, &victim, &time, "private_message"]);
    }
}

/// Contacts that the attacker has left with the victim by form turn up on the attacker's list.
fn enters_contacts(attack: &mut Attack<'_>) {
    let by = attack.company(1);
    for n in 0..attack.times {
        let (id, contact) = (format!("lf{}-{n}", attack.tag), format!("cf{}-{n}", attack.tag));
        let (left, entered) = (format!("{} 09:00:00", day(n)), format!("{} 09:00:00", day(n + 3)));
        let victim = attack.victim.account.clone();
        attack.exports.add("leads", &[&id, &contact, &victim, &left, "form", ""]);
        attack.exports.add("leads", &[&format!("{id}b"), &contact, &by, &entered, "import", ""]);
    }
}

/// The same amount week by week; several payers where the weeks do not do.
fn pays(attack: &mut Attack<'_>) {
    for n in 0..attack.times {
        let (payer, payee) = (format!("wp{}-{}", attack.tag, n / 10), attack.victim.payout.clone());
        attack.pay(&payer, &payee, &format!("{} 12:00:00", day(7 * (n % 10) + n / 10)), "300.00");
    }
}

fn pays_through_middleman(attack: &mut Attack<'_>) {
    let through = format!("wm{}", attack.tag);
    for n in 0..attack.times {
        let payee = attack.victim.payout.clone();
        attack.pay(&format!("wq{}-{n}", attack.tag), &through, &format!("{} 12:00:00", day(2 * n)), "500.00");
        attack.pay(&through, &payee, &format!("{} 18:00:00", day(2 * n)), "480.00");
        // Somebody else's, too, as middlemen do.
        let other = format!("wr{}-{n}", attack.tag);
        attack.pay(&format!("ws{}", attack.tag), &through, &format!("{} 12:00:00", day(2 * n + 1)), "700.00");
        attack.pay(&through, &other, &format!("{} 18:00:00", day(2 * n + 1)), "690.00");
    }
}

/// All of the victim's notes, an hour later.
fn copies_notes(attack: &mut Attack<'_>) {
    for n in 0..attack.times {
        let by = attack.company(10 + n);
        for (place, (at, text)) in attack.victim.notes.clone().iter().enumerate() {
            let later = format!("{} 23:59:{:02}", &at[..10], n);
            attack.exports.add("notes", &[&format!("n{}-{n}-{place}", attack.tag), &by, &later, text]);
        }
    }
}

fn claims_values(attack: &mut Attack<'_>) {
    let (phone, payout) = (attack.victim.phone.clone(), attack.victim.payout.clone());
    for (number, id) in attack.outsiders(false).iter().enumerate() {
        let at = format!("{} 13:00:00", day(20 + number));
        for (field, value) in [("phone", &phone), ("payout_account", &payout)] {
            attack.exports.add("account_changes", &[id, field, &at, &format!("old{id}"), value]);
        }
    }
}

/// Fault: whoever does something to an innocent account, or beside it, gets it sanctioned.
#[test]
fn no_cheap_act_of_an_outsider_gets_an_innocent_account_sanctioned() {
    let exports = Exports::world();
    let victims = victims(&exports);
    assert!(victims.len() >= ATTACKS.len() * VICTIMS, "{} victims", victims.len());
    let before = exports.analyze();
    let mut wrong = Vec::new();
    let mut moved = BTreeSet::new();
    for times in REPETITIONS {
        let mut framed = exports.clone();
        // Each attack has victims of its own, spread over all of them.
        let of = |attack: usize| victims.iter().skip(attack).step_by(ATTACKS.len()).take(VICTIMS);
        for (number, (_, acts)) in ATTACKS.iter().enumerate() {
            for (place, victim) in of(number).enumerate() {
                for (a, act) in acts.iter().enumerate() {
                    let tag = format!("z{number}v{place}a{a}");
                    act(&mut Attack { exports: &mut framed, victim, tag, times });
                }
            }
        }
        let after = framed.analyze();
        for (number, (what, _)) in ATTACKS.iter().enumerate() {
            for victim in of(number).map(|v| v.account.as_str()) {
                let (was, is) = (before.score(victim), after.score(victim));
                if is > was {
                    moved.insert(number);
                }
                if after.acted_on(victim) {
                    let step = after.action(victim);
                    wrong.push(format!("{what}, {times} times: {step} ({is:.4}): {}", after.why(victim)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    // Attacks that do nothing would test nothing.
    assert!(moved.len() >= 6, "{moved:?}");
}
