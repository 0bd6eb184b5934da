//! Honest look-alikes: which accounts resemble abuse, and why. Written beside the truth, for the
//! analysis of errors alone; no draw depends on it.

use std::collections::{BTreeMap, BTreeSet};

use super::activity::{Gear, Net};
use super::world::World;

/// Tags of accounts and of people, as the world is made.
#[derive(Default)]
pub struct Twins {
    accounts: BTreeSet<(u32, &'static str)>,
    people: BTreeMap<u32, BTreeSet<&'static str>>,
}

impl World {
    /// Notes that an account is an honest look-alike of a kind; kinds are listed in `docs/world.md`.
    pub fn tag(&mut self, account: u32, twin: &'static str) {
        self.twins.accounts.insert((account, twin));
    }

    /// Notes the same of somebody, for every account that they use with their own devices on their
    /// own networks.
    pub fn tag_person(&mut self, person: u32, twin: &'static str) {
        self.twins.people.entry(person).or_default().insert(twin);
    }

    /// All (account, twin), in order.
    pub fn twin_rows(&self) -> BTreeSet<(u32, &'static str)> {
        let mut rows = self.twins.accounts.clone();
        for usage in &self.usages {
            let own = matches!(usage.net, Net::Life) && !matches!(usage.gear, Gear::Fixed(_));
            let tags = self.twins.people.get(&usage.person).filter(|_| own);
            rows.extend(tags.into_iter().flatten().map(|&twin| (usage.account, twin)));
        }
        rows
    }
}
