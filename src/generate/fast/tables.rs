//! The other exports of a large world: accounts, bindings, transfers, payments, and the truth.

use std::path::Path;

use anyhow::Result;

use super::super::WorldOptions;
use super::super::clock::{self, DAY};
use super::super::ids::{Ids, Kind};
use super::super::places::CITIES;
use super::super::random::{Dice, unit_of};
use super::super::text::{INDUSTRIES, industry_name};
use super::super::world::Role;
use super::super::writer::Sheet;
use super::cast::{Cast, Member, NONE, Ring};

/// Leads of an employee account in the window.
const LEADS: f64 = 1.6;
/// Payments per account in the window.
const PAYMENTS: f64 = 0.6;

/// A row with a time: moment, and numbers whose meaning depends on the table.
type Event = (i64, u32, u32, u32, u32);

/// Writes everything but the logins; tells the number of transfers and of resold ones.
pub fn write(out: &Path, options: &WorldOptions, cast: &Cast) -> Result<(u64, u64)> {
    let tables = Tables { out, options, cast, ids: Ids::new(options.seed) };
    tables.accounts()?;
    tables.bindings()?;
    let (transfers, resold) = tables.transfers()?;
    tables.payments()?;
    tables.truth(&resold)?;
    Ok((transfers, resold.len() as u64))
}

struct Tables<'a> {
    out: &'a Path,
    options: &'a WorldOptions,
    cast: &'a Cast,
    ids: Ids,
}

fn stamp(at: i64) -> String {
    let mut text = Vec::with_capacity(19);
    clock::push_stamp(&mut text, at);
    String::from_utf8(text).unwrap_or_default()
}

impl Tables<'_> {
    fn id(&self, kind: Kind, number: u32) -> String {
        self.ids.text(kind, u64::from(number))
    }

    fn end(&self) -> i64 {
        i64::from(self.options.days) * DAY
    }

    /// Registration: up to four years before the window; staff accounts before their binding.
    fn registered(&self, number: u32) -> i64 {
        let age = self.cast.hash(11, u64::from(number)) % (1_400 * DAY as u64);
        -(age as i64) - 400 * DAY
    }

    /// Numbers of all accounts in the order of their identifiers.
    fn by_id(&self) -> Vec<(String, u32)> {
        let mut order: Vec<(String, u32)> = (0..self.cast.people.len() as u32)
            .map(|number| (self.id(Kind::Account, number), number))
            .collect();
        order.sort_unstable();
        order
    }

    fn accounts(&self) -> Result<()> {
        let mut sheet = Sheet::open(self.out, "accounts", self.options)?;
        for (id, number) in self.by_id() {
            let account = &self.cast.people[number as usize];
            let enterprise = account.company == number;
            let part = self.member(number).map(|member| member.part);
            let bound = matches!(part, Some(Role::Affiliated | Role::Rented));
            let kind = match account.company {
                _ if enterprise => "enterprise",
                NONE if bound => "kos",
                NONE if number % 4 == 0 => "professional",
                NONE => "personal",
                _ => "kos",
            };
            let industry = if account.company == NONE {
                ""
            } else {
                industry_name((account.company / 16 % INDUSTRIES.len() as u32) as u8)
            };
            let missing = self.cast.hash(12, u64::from(number)).is_multiple_of(16);
            let payout = enterprise || self.cast.hash(13, u64::from(number)).is_multiple_of(3);
            sheet.row(&[
                id,
                kind.to_string(),
                stamp(self.registered(number)),
                CITIES[account.city as usize].0.to_string(),
                if missing { String::new() } else { self.id(Kind::Holder, account.person) },
                self.id(Kind::Phone, number),
                if payout { self.id(Kind::Wallet, account.person) } else { String::new() },
                industry.to_string(),
                String::new(),
            ])?;
        }
        sheet.close()?;
        Ok(())
    }

    fn member(&self, number: u32) -> Option<&Member> {
        let member = self.cast.people[number as usize].member;
        self.cast.members.get(member as usize)
    }

    /// Bindings of the staff, of strangers in cohorts, and of accounts let to a client.
    fn bindings(&self) -> Result<()> {
        let mut rows: Vec<(Event, Option<i64>)> = Vec::new();
        for (number, account) in self.cast.people.iter().enumerate() {
            if account.company == NONE || account.company as usize == number {
                continue;
            }
            let number = number as u32;
            let started = (self.cast.hash(14, account.company.into()) % 340) as i64;
            let late = (self.cast.hash(15, number.into()) % 30) as i64;
            let at = (late - started) * DAY + 9 * 3_600 + i64::from(number % 30_000);
            let created = (self.cast.hash(16, account.company.into()) % 5 < 2) as u32;
            let at = at.min(self.end() - DAY);
            rows.push(((at, account.company, number, created, account.person), None));
        }
        for (number, ring) in self.cast.rings.iter().enumerate() {
            if matches!(ring.part, Role::Affiliated | Role::Rented) {
                self.cohort(number as u64, ring, &mut rows);
            }
        }
        rows.sort_unstable();
        let mut sheet = Sheet::open(self.out, "bindings", self.options)?;
        for ((at, enterprise, account, created, person), end) in rows {
            sheet.row(&[
                self.id(Kind::Account, enterprise),
                self.id(Kind::Account, account),
                stamp(at),
                end.map_or_else(String::new, stamp),
                if created == 1 { "created" } else { "bound" }.to_string(),
                self.id(Kind::Holder, person),
            ])?;
        }
        sheet.close()?;
        Ok(())
    }

    /// The members of a ring bound to the company of the neighbourhood, within days.
    fn cohort(&self, number: u64, ring: &Ring, rows: &mut Vec<(Event, Option<i64>)>) {
        let mut dice = Dice::new(self.options.seed, "fast cohort", number);
        let members = &self.cast.members[ring.first as usize..(ring.first + ring.size) as usize];
        let Some(first) = members.first() else { return };
        let found =
            (first.account as usize..self.cast.people.len()).find(|&number| self.cast.is_enterprise(number));
        let Some(enterprise) = found else { return };
        let day = i64::from(first.day);
        for member in members {
            let rented = ring.part == Role::Rented;
            let day = if rented { i64::from(member.day) } else { day };
            let at = day * DAY + dice.between(9 * 3_600, 40 * 3_600);
            let end = at + dice.between(15, 60) * DAY;
            let end = (end < self.end() && !rented).then_some(end);
            let holder = self.cast.people[member.account as usize].person;
            rows.push(((at, enterprise as u32, member.account, 0, holder), end));
        }
    }

    /// Assigned leads, and resold ones; tells the number of rows and which are resold.
    fn transfers(&self) -> Result<(u64, Vec<(Event, u32)>)> {
        let mut rows: Vec<(Event, u32)> = Vec::new();
        let mut lead = 0;
        for (number, account) in self.cast.people.iter().enumerate() {
            if account.company == NONE || account.company as usize == number {
                continue;
            }
            let mut dice = Dice::new(self.options.seed, "fast leads", number as u64);
            let rate = LEADS * dice.lognormal(0.6, 1.0);
            for _ in 0..dice.poisson(rate) {
                let at = dice.between(0, self.end());
                rows.push(((at, lead, account.company, number as u32, 0), NONE));
                lead += 1;
            }
        }
        for (number, ring) in self.cast.rings.iter().enumerate() {
            if ring.part == Role::LeadResale {
                self.resale(number as u32, ring, &mut lead, &mut rows);
            }
        }
        rows.sort_unstable();
        let mut sheet = Sheet::open(self.out, "lead_transfers", self.options)?;
        for ((at, lead, from, to, channel), _) in &rows {
            sheet.row(&[
                self.id(Kind::Lead, *lead),
                self.id(Kind::Contact, *lead),
                self.id(Kind::Account, *from),
                self.id(Kind::Account, *to),
                stamp(*at),
                ["crm_assign", "private_message"][*channel as usize].to_string(),
            ])?;
        }
        let count = sheet.close()?;
        rows.retain(|row| row.1 != NONE);
        Ok((count, rows))
    }

    /// Insiders hand leads to the last member, the broker, who hands them to two companies.
    fn resale(&self, number: u32, ring: &Ring, lead: &mut u32, rows: &mut Vec<(Event, u32)>) {
        let mut dice = Dice::new(self.options.seed, "fast resale", number.into());
        let members = &self.cast.members[ring.first as usize..(ring.first + ring.size) as usize];
        let Some((broker, insiders)) = members.split_last() else {
            return;
        };
        let people = &self.cast.people;
        let buyers: Vec<u32> = (0..200)
            .map(|_| dice.below(people.len()))
            .filter(|&number| people[number].company != NONE)
            .map(|number| people[number].company)
            .take(2)
            .collect();
        for insider in insiders {
            for _ in 0..5 + dice.below(15) {
                let at = dice.between(0, self.end() - 4 * DAY);
                let company = people[insider.account as usize].company;
                rows.push(((at, *lead, company, insider.account, 0), NONE));
                let sold = at + dice.between(600, 9_000);
                rows.push(((sold, *lead, insider.account, broker.account, 1), number));
                for &buyer in &buyers {
                    let later = sold + dice.between(600, DAY);
                    rows.push(((later, *lead, broker.account, buyer, 1), number));
                }
                *lead += 1;
            }
        }
    }

    /// Purchases, wages, gifts; and the money of the rings.
    fn payments(&self) -> Result<()> {
        let people = &self.cast.people;
        let mut dice = Dice::new(self.options.seed, "fast payments", 0);
        let count = (people.len() as f64 * PAYMENTS) as u32;
        let mut rows: Vec<Event> = Vec::with_capacity(count as usize);
        for number in 0..count {
            let payer = people[dice.below(people.len())];
            let payee = people[dice.below(people.len())];
            let payee = if payee.company == NONE { payee.person } else { payee.company };
            let fen = (dice.lognormal(80.0, 1.4) * 100.0) as u32 + 1;
            if payer.person != payee {
                rows.push((dice.between(0, self.end()), number, payer.person, payee, fen));
            }
        }
        let mut number = count;
        for member in &self.cast.members {
            let ring = self.cast.rings[member.ring as usize];
            let hub = self.cast.members[ring.first as usize].account;
            let person = people[member.account as usize].person;
            if unit_of(self.cast.hash(17, member.account.into())) < 0.7 && hub != person {
                let at = i64::from(member.day) * DAY + dice.between(0, 3 * DAY);
                rows.push((at, number, hub, person, 5_000 + dice.below(60_000) as u32));
                number += 1;
            }
        }
        rows.sort_unstable();
        let mut sheet = Sheet::open(self.out, "payments", self.options)?;
        for (at, number, payer, payee, fen) in rows {
            sheet.row(&[
                self.id(Kind::Payment, number),
                self.id(Kind::Wallet, payer),
                self.id(Kind::Wallet, payee),
                stamp(at),
                format!("{}.{:02}", fen / 100, fen % 100),
            ])?;
        }
        sheet.close()?;
        Ok(())
    }

    /// The truth.
    fn truth(&self, resold: &[(Event, u32)]) -> Result<()> {
        let folder = self.out.join("truth");
        let columns = ["account_id", "role", "ring"];
        let mut sheet = Sheet::plain(&folder, "truth_accounts", &columns)?;
        for (id, number) in self.by_id() {
            let (role, ring) = match self.member(number) {
                None => ("clean", String::new()),
                Some(member) => {
                    let role = match member.part {
                        Role::Traded => "traded",
                        Role::Rented => "rented",
                        Role::Affiliated => "affiliated",
                        Role::LeadResale | Role::LeadBuyer => "lead_resale",
                    };
                    (role, format!("r{:05}", member.ring))
                }
            };
            sheet.row(&[id, role.to_string(), ring])?;
        }
        sheet.close()?;
        let columns = ["lead_id", "from_account", "to_account", "ring"];
        let mut sheet = Sheet::plain(&folder, "truth_leads", &columns)?;
        for ((_, lead, from, to, _), ring) in resold {
            sheet.row(&[
                self.id(Kind::Lead, *lead),
                self.id(Kind::Account, *from),
                self.id(Kind::Account, *to),
                format!("r{ring:05}"),
            ])?;
        }
        sheet.close()?;
        Ok(())
    }
}
