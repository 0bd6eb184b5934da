//! Exports with one hub each → evidence and rings. Throughput: things at the hub. A stage that compares
//! them in pairs takes four times as long for twice as many, so that its throughput halves from size
//! to size; what is linear keeps it.

mod common;

use std::fmt::Write;
use std::hint::black_box;

use common::{World, detect, group};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use kosring::detect::Facts;
use kosring::rings::rings;
use kosring::score::score;

/// Things at the hub.
const SIZES: [usize; 3] = [5_000, 10_000, 20_000];

/// Exports under way, as text.
struct Exports {
    accounts: String,
    logins: String,
    bindings: String,
    transfers: String,
    payments: String,
}

/// A hub: its name, and what makes it.
type Hub = (&'static str, fn(&mut Exports, usize));

const HUBS: [Hub; 5] = [
    ("device", device),
    ("payee", payee),
    ("enterprise", enterprise),
    ("contact", contact),
    ("account", account),
];

impl Exports {
    /// Accounts of as many unrelated people, each on a phone and a network of its own.
    fn new(people: usize) -> Exports {
        let mut exports = Exports {
            accounts: "account_id,account_kind,registered_at,region,holder_hash,payout_account\n\
                       e0,enterprise,2024-01-01 00:00:00,r0,h,pe0\n"
                .into(),
            logins: "account_id,device_id,login_at,ip,region\n".into(),
            bindings: "enterprise_id,account_id,bound_at,unbound_at,method\n".into(),
            transfers: "lead_id,contact_hash,from_account,to_account,transferred_at,channel\n".into(),
            payments: "payment_id,payer,payee,paid_at,amount_cny\n".into(),
        };
        for i in 0..people {
            let row = format!("a{i},kos,2024-02-01 00:00:00,r{},h{i},p{i}", i % 7);
            writeln!(exports.accounts, "{row}").expect("a string takes everything");
            for day in [2, 5, 9, 14] {
                exports.login(i, &format!("d{i}"), day);
            }
        }
        exports
    }

    fn login(&mut self, account: usize, device: &str, day: usize) {
        let rest = format!("2025-03-{day:02} 10:00:00,n{account},r{}", account % 7);
        writeln!(self.logins, "a{account},{device},{rest}").expect("a string takes everything");
    }

    fn world(&self, things: usize) -> World {
        let files = [
            ("accounts.csv", &self.accounts),
            ("logins.csv", &self.logins),
            ("bindings.csv", &self.bindings),
            ("lead_transfers.csv", &self.transfers),
            ("payments.csv", &self.payments),
        ];
        World::of_files(things, &files)
    }
}

/// Everybody logs in on one device.
fn device(exports: &mut Exports, things: usize) {
    for i in 0..things {
        for day in [3, 6, 10, 15] {
            exports.login(i, "hub", day);
        }
    }
}

/// Everybody pays one person twice.
fn payee(exports: &mut Exports, things: usize) {
    for i in 1..things {
        for day in [7, 21] {
            let row = format!("m{i}-{day},p{i},p0,2025-03-{day:02} 12:00:00,100");
            writeln!(exports.payments, "{row}").expect("a string takes everything");
        }
    }
}

/// Everybody is bound to one enterprise, and pays it.
fn enterprise(exports: &mut Exports, things: usize) {
    for i in 0..things {
        let bound = format!("e0,a{i},2025-03-01 00:00:00,2025-03-13 00:00:00,bound");
        writeln!(exports.bindings, "{bound}").expect("a string takes everything");
        writeln!(exports.payments, "m{i},p{i},pe0,2025-03-01 12:00:00,500").expect("as above");
    }
}

/// One contact goes from hand to hand.
fn contact(exports: &mut Exports, things: usize) {
    for i in 0..things {
        let (next, day) = ((i + 1) % things, 1 + i % 28);
        let row = format!("l{i},c0,a{i},a{next},2025-03-{day:02} 09:00:00,private_message");
        writeln!(exports.transfers, "{row}").expect("a string takes everything");
    }
}

/// One account logs in on as many devices.
fn account(exports: &mut Exports, things: usize) {
    for i in 0..things {
        for day in [3, 6, 10] {
            exports.login(0, &format!("x{i}"), day + i % 9);
        }
    }
}

fn hub_to_rings(criterion: &mut Criterion) {
    for (name, make) in HUBS {
        let mut group = group(criterion, &format!("hub: {name}"));
        for things in SIZES {
            let mut exports = Exports::new(things);
            make(&mut exports, things);
            let world = exports.world(things);
            let frames = world.frames();
            group.throughput(Throughput::Elements(things as u64));
            group.bench_function(BenchmarkId::from_parameter(things), |bencher| {
                bencher.iter_with_large_drop(|| {
                    let facts = Facts::new(black_box(&frames), &world.settings);
                    let evidence = detect(&facts);
                    let scores = score(&evidence, facts.accounts.count(), &world.settings);
                    rings(&facts, &evidence, &scores, &world.settings)
                });
            });
        }
        group.finish();
    }
}

criterion_group!(benches, hub_to_rings);
criterion_main!(benches);
