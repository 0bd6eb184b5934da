//! Turns the finished world into rows of the exports, each sorted by time or by identifier.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;

use super::activity::Login;
use super::clock::{self, Seconds};
use super::ids::{Ids, Kind};
use super::places::CITIES;
use super::text::industry_name;
use super::world::{AccountKind, Approved, Role, Value, World};
use super::writer::Sheet;

/// Rows rendered by one thread at a time.
const CHUNK: usize = 50_000;

/// Writes everything but the truth.
pub fn write_all(folder: &Path, world: &World, logins: &[Login]) -> Result<()> {
    let out = Out { folder, world, ids: Ids::new(world.options.seed) };
    out.accounts()?;
    out.logins(logins)?;
    out.bindings()?;
    out.transfers()?;
    out.changes()?;
    out.leads()?;
    out.payments()?;
    out.ad_spend()?;
    out.notes()?;
    out.approvals()
}

/// Where the rows go.
struct Out<'a> {
    folder: &'a Path,
    world: &'a World,
    ids: Ids,
}

/// A moment as text.
fn stamp(at: Seconds) -> String {
    let mut text = Vec::with_capacity(19);
    clock::push_stamp(&mut text, at);
    String::from_utf8(text).unwrap_or_default()
}

/// Fen as yuan with two decimals.
fn money(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

impl Out<'_> {
    fn sheet(&self, name: &str) -> Result<Sheet> {
        Sheet::open(self.folder, name, &self.world.options)
    }

    fn id(&self, kind: Kind, number: u32) -> String {
        self.ids.text(kind, u64::from(number))
    }

    fn maybe(&self, kind: Kind, number: Option<u32>) -> String {
        number.map_or_else(String::new, |number| self.id(kind, number))
    }

    /// Writes rows in the order of their keys.
    fn sorted<const N: usize>(&self, name: &str, mut rows: Vec<[String; N]>) -> Result<()> {
        rows.sort_unstable();
        let mut sheet = self.sheet(name)?;
        for row in &rows {
            // The first field is only the key.
            sheet.row(&row[1..])?;
        }
        sheet.close()?;
        Ok(())
    }

    fn accounts(&self) -> Result<()> {
        let rows = self.world.accounts.iter().enumerate().map(|(number, account)| {
            let id = self.id(Kind::Account, number as u32);
            let kind = match account.kind {
                AccountKind::Personal => "personal",
                AccountKind::Professional => "professional",
                AccountKind::Enterprise => "enterprise",
                AccountKind::Kos => "kos",
            };
            [
                id.clone(),
                id,
                kind.to_string(),
                stamp(account.registered),
                account.city.map_or("", |city| CITIES[city as usize].0).to_string(),
                self.maybe(Kind::Holder, account.holder),
                self.maybe(Kind::Phone, account.phone),
                self.maybe(Kind::Wallet, account.wallet),
                account.industry.map_or("", industry_name).to_string(),
                self.maybe(Kind::Group, account.group),
            ]
        });
        self.sorted("accounts", rows.collect())
    }

    fn logins(&self, logins: &[Login]) -> Result<()> {
        let mut sheet = self.sheet("logins")?;
        let (ip, region) = (sheet.keeps(3), sheet.keeps(4));
        for block in logins.chunks(CHUNK * 8) {
            let parts: Vec<Vec<u8>> = block
                .par_chunks(CHUNK)
                .map(|rows| {
                    let mut text = Vec::with_capacity(rows.len() * 72);
                    rows.iter().for_each(|row| self.push_login(&mut text, row, ip, region));
                    text
                })
                .collect();
            for (part, rows) in parts.iter().zip(block.chunks(CHUNK)) {
                sheet.raw(part, rows.len() as u64)?;
            }
        }
        sheet.close()?;
        Ok(())
    }

    fn push_login(&self, text: &mut Vec<u8>, row: &Login, ip: bool, region: bool) {
        self.ids.push(text, Kind::Account, u64::from(row.account));
        text.push(b',');
        self.ids.push(text, Kind::Device, u64::from(row.device));
        text.push(b',');
        clock::push_stamp(text, i64::from(row.at));
        if ip {
            text.push(b',');
            self.ids.push(text, Kind::Ip, u64::from(row.ip));
        }
        if region {
            text.push(b',');
            text.extend_from_slice(CITIES[row.city as usize].0.as_bytes());
        }
        text.push(b'\n');
    }

    fn bindings(&self) -> Result<()> {
        let rows = self.world.bindings.iter().map(|row| {
            [
                stamp(row.bound),
                self.id(Kind::Account, row.enterprise),
                self.id(Kind::Account, row.account),
                stamp(row.bound),
                row.unbound.map_or_else(String::new, stamp),
                if row.created { "created" } else { "bound" }.to_string(),
                self.maybe(Kind::Holder, row.employee),
            ]
        });
        self.sorted("bindings", rows.collect())
    }

    fn transfers(&self) -> Result<()> {
        let rows = self.world.transfers.iter().map(|row| {
            let contact = self.world.leads[row.lead as usize].contact;
            [
                stamp(row.at),
                self.id(Kind::Lead, row.lead),
                self.id(Kind::Contact, contact),
                self.id(Kind::Account, row.from),
                self.id(Kind::Account, row.to),
                stamp(row.at),
                row.channel.to_string(),
            ]
        });
        self.sorted("lead_transfers", rows.collect())
    }

    fn value(&self, value: Value) -> String {
        match value {
            Value::Hidden => String::new(),
            Value::Phone(number) => self.id(Kind::Phone, number),
            Value::Wallet(number) => self.id(Kind::Wallet, number),
            Value::Holder(number) => self.id(Kind::Holder, number),
            Value::City(city) => CITIES[city as usize].0.to_string(),
        }
    }

    fn changes(&self) -> Result<()> {
        let rows = self.world.changes.iter().map(|row| {
            [
                stamp(row.at),
                self.id(Kind::Account, row.account),
                row.field.to_string(),
                stamp(row.at),
                self.value(row.old),
                self.value(row.new),
            ]
        });
        self.sorted("account_changes", rows.collect())
    }

    fn leads(&self) -> Result<()> {
        let rows = self.world.leads.iter().enumerate().map(|(number, row)| {
            [
                stamp(row.at),
                self.id(Kind::Lead, number as u32),
                self.id(Kind::Contact, row.contact),
                self.id(Kind::Account, row.account),
                stamp(row.at),
                row.source.to_string(),
                row.followed.map_or_else(String::new, stamp),
            ]
        });
        self.sorted("leads", rows.collect())
    }

    fn payments(&self) -> Result<()> {
        let rows = self.world.payments.iter().enumerate().map(|(number, row)| {
            [
                stamp(row.at),
                self.id(Kind::Payment, number as u32),
                self.id(Kind::Wallet, row.payer),
                self.id(Kind::Wallet, row.payee),
                stamp(row.at),
                money(row.fen),
            ]
        });
        self.sorted("payments", rows.collect())
    }

    fn ad_spend(&self) -> Result<()> {
        // One row an account, day and product, as the billing system sums it.
        let mut sums: BTreeMap<(i64, u32, &str), i64> = BTreeMap::new();
        for row in &self.world.spends {
            *sums.entry((row.day, row.account, row.product)).or_default() += row.fen;
        }
        let rows = sums.iter().map(|((day, account, product), fen)| {
            let date = clock::date(*day);
            let account = self.id(Kind::Account, *account);
            [date.clone(), account, date, product.to_string(), money(*fen)]
        });
        self.sorted("ad_spend", rows.collect())
    }

    fn notes(&self) -> Result<()> {
        let rows = self.world.notes.iter().enumerate().map(|(number, row)| {
            [
                stamp(row.at),
                self.id(Kind::Note, number as u32),
                self.id(Kind::Account, row.account),
                stamp(row.at),
                row.text.clone(),
            ]
        });
        self.sorted("notes", rows.collect())
    }

    fn approvals(&self) -> Result<()> {
        let rows = self.world.approvals.iter().map(|row| {
            let (kind, id) = match row.what {
                Approved::Device(number) => ("device", self.id(Kind::Device, number)),
                Approved::Ip(number) => ("ip", self.id(Kind::Ip, number)),
                Approved::Wallet(number) => ("payment_account", self.id(Kind::Wallet, number)),
                Approved::Enterprise(number) => ("enterprise", self.id(Kind::Account, number)),
            };
            let until = row.until.map_or_else(String::new, clock::date);
            [format!("{kind}{id}"), kind.to_string(), id, row.reason.to_string(), until]
        });
        let mut rows: Vec<[String; 5]> = rows.collect();
        rows.sort_unstable();
        rows.dedup_by(|left, right| left[0] == right[0]);
        self.sorted("approved_operators", rows)
    }
}

/// Writes the truth: what is judged by (`truth_accounts.csv`, `truth_leads.csv`), and beside it what
/// only the analysis of errors reads (`truth_rings.csv`, `twins.csv`).
pub fn write_truth(folder: &Path, world: &World) -> Result<()> {
    let ids = Ids::new(world.options.seed);
    let account = |number: u32| ids.text(Kind::Account, u64::from(number));
    let mut rows: Vec<[String; 3]> = Vec::with_capacity(world.accounts.len());
    for number in 0..world.accounts.len() as u32 {
        let (role, ring) = match world.truth.get(&number) {
            Some((role, ring)) => (role_name(*role), format!("r{ring:04}")),
            None if world.unjudged.contains(&number) => continue,
            None => ("clean", String::new()),
        };
        rows.push([account(number), role.to_string(), ring]);
    }
    rows.sort_unstable();
    let mut sheet = Sheet::plain(folder, "truth_accounts", &["account_id", "role", "ring"])?;
    rows.iter().try_for_each(|row| sheet.row(row))?;
    sheet.close()?;
    let mut rows: Vec<[String; 4]> = Vec::with_capacity(world.truth_leads.len());
    for &(row, ring) in &world.truth_leads {
        let transfer = &world.transfers[row];
        let lead = ids.text(Kind::Lead, u64::from(transfer.lead));
        rows.push([lead, account(transfer.from), account(transfer.to), format!("r{ring:04}")]);
    }
    rows.sort_unstable();
    rows.dedup();
    let columns = ["lead_id", "from_account", "to_account", "ring"];
    let mut sheet = Sheet::plain(folder, "truth_leads", &columns)?;
    rows.iter().try_for_each(|row| sheet.row(row))?;
    sheet.close()?;
    write_rings(folder, world)?;
    write_twins(folder, world, &ids)
}

/// Every ring with its trick, camouflage, and number of abused accounts, lead buyers not counted.
fn write_rings(folder: &Path, world: &World) -> Result<()> {
    let columns = ["ring", "trick", "typology", "camouflage", "accounts"];
    let mut planted = vec![0u32; world.rings.len()];
    for (_, ring) in world.truth.values().filter(|(role, _)| *role != Role::LeadBuyer) {
        planted[*ring as usize - 1] += 1;
    }
    let mut sheet = Sheet::plain(folder, "truth_rings", &columns)?;
    for (number, (ring, accounts)) in world.rings.iter().zip(planted).enumerate() {
        // A trick that found no victim planted nothing.
        if accounts > 0 {
            let number = format!("r{:04}", number + 1);
            let (level, accounts) = (ring.level.to_string(), accounts.to_string());
            sheet.row(&[&number, ring.trick, role_name(ring.role), &level, &accounts])?;
        }
    }
    sheet.close()?;
    Ok(())
}

/// Which honest look-alikes an account belongs to.
fn write_twins(folder: &Path, world: &World, ids: &Ids) -> Result<()> {
    let rows = world.twin_rows().into_iter();
    let mut rows: Vec<[String; 2]> =
        rows.map(|(account, twin)| [ids.text(Kind::Account, u64::from(account)), twin.to_string()]).collect();
    rows.sort_unstable();
    let mut sheet = Sheet::plain(folder, "twins", &["account_id", "twin"])?;
    rows.iter().try_for_each(|row| sheet.row(row))?;
    sheet.close()?;
    Ok(())
}

/// A role as the truth files spell it.
fn role_name(role: Role) -> &'static str {
    match role {
        Role::Traded => "traded",
        Role::Rented => "rented",
        Role::Affiliated => "affiliated",
        Role::LeadResale => "lead_resale",
        Role::LeadBuyer => "lead_buyer",
    }
}
