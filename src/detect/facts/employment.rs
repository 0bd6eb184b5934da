//! Whether an account works for the company that it is bound to: what each binding shows of it.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::{Binding, Contact, Facts, OwnDevices};
use crate::ids::NONE;
use crate::schema::ExportKind;
use crate::time::DAY_MS;

/// Active days in the window without which nothing can be said of an account.
const LEAST_DAYS: u32 = 3;
/// Days after which a wage is due.
const PAY_DAYS: i64 = 31;
/// Payments of one person that are looked at.
const MOST_PAYMENTS: usize = 200;
/// Accounts bound to a company without which it is no wonder that nobody there has leads.
const IDLE_SIZE: usize = 4;
/// A payee whom this many accounts bound to a company pay, and who has few other payers, is its agent.
const AGENT: (usize, f64) = (3, 0.3);

/// What was seen of one binding.
#[derive(Debug, Default)]
pub struct Employed {
    /// Active days while bound, in the window.
    pub days: u32,
    /// What the account shares with the company; `None` if too little is known.
    pub contact: Option<Contact>,
    /// Where the company works the account: whether it is there on more days than the holder.
    pub works_most: bool,
    /// Whether somebody else is declared than holds the account; `None` if either is unknown.
    pub declared_other: Option<bool>,
    /// Whether the company pays the holder; `None` if it pays nobody in sight or the payout account is unknown.
    pub wage: Option<bool>,
    /// Whether a wage was due by now: before that, none is no sign.
    pub pay_due: bool,
    /// Payments by the holder to the company, or to an agent whom others bound there pay too.
    pub fees: Vec<u32>,
    /// Whether the account handles leads with the company; `None` if nobody there does.
    pub leads: Option<bool>,
    /// Whether nobody bound to the company collects or hands on any lead, though they are several.
    pub idle: bool,
}

/// What all bindings show; none for new ones and accounts that were hardly active.
#[derive(Debug, Default)]
pub struct Employment {
    seen: Vec<Option<Employed>>,
}

impl Employment {
    /// Looks at all bindings. Linear in bindings, payments, transfers, calendars and networks.
    pub fn new(facts: &Facts<'_>) -> Employment {
        let houses = Houses::new(facts);
        let of_account = |account: u32| {
            let devices = facts.own_devices(account);
            let looked = |b: &Binding| Some((b.row, houses.look(b, &devices)?));
            facts.companies.of(account).filter_map(looked).collect::<Vec<_>>()
        };
        let bound = (0..facts.accounts.count() as u32).into_par_iter();
        let bound = bound.filter(|&account| facts.companies.of(account).next().is_some());
        let found: Vec<(u32, Employed)> = bound.flat_map_iter(of_account).collect();
        let mut seen: Vec<Option<Employed>> = facts.companies.all().iter().map(|_| None).collect();
        found.into_iter().for_each(|(row, employed)| seen[row as usize] = Some(employed));
        let mut employment = Employment { seen };
        employment.tell_headquarters(facts);
        employment
    }

    /// Where the company works an account among those of staff who are there, it is headquarters that post
    /// for a colleague elsewhere. Where nobody whose account it works shows to be there, it stays what it
    /// looks like.
    fn tell_headquarters(&mut self, facts: &Facts<'_>) {
        let posts = |binding: &&Binding| {
            let met = facts.members_met(binding, &facts.own_devices(binding.account));
            let present = |account: u32| {
                let binding = Binding { account, ..**binding };
                facts.holder_present(&binding, &facts.own_devices(account))
            };
            let staff = met.into_iter().filter(|&a| !facts.accounts.is_enterprise(a)).filter_map(present);
            let staff: Vec<bool> = staff.collect();
            staff.iter().filter(|&&there| there).count() * 2 > staff.len()
        };
        let worked = facts.companies.all().par_iter().filter(|b| self.is_worked(b));
        let headquarters: Vec<u32> = worked.filter(posts).map(|b| b.row).collect();
        for row in headquarters {
            let of = self.seen[row as usize].as_mut().expect("it is worked");
            of.contact = Some(Contact::Meets);
        }
    }

    /// Whether the company works the account, whose holder never comes near.
    pub fn is_worked(&self, binding: &Binding) -> bool {
        self.of(binding).is_some_and(|e| e.contact == Some(Contact::Worked))
    }

    /// What a binding shows; `None` if there is too little data to say anything.
    pub fn of(&self, binding: &Binding) -> Option<&Employed> {
        self.seen[binding.row as usize].as_ref()
    }
}

/// What companies have in common with their accounts.
struct Houses<'f, 'a> {
    facts: &'f Facts<'a>,
    /// (hand, payment account) of whoever a hand's companies pay.
    wages: FxHashSet<(u32, u32)>,
    /// Hands that pay any bound account's holder.
    paying: FxHashSet<u32>,
    /// (hand, account) with leads between the account and the hand's other accounts.
    lead_work: FxHashSet<(u32, u32)>,
    /// Hands with such leads.
    lead_houses: FxHashSet<u32>,
    /// Hands whose accounts collect leads.
    collecting: FxHashSet<u32>,
    /// Payees whom at least three accounts bound to one hand pay: (hand, payee).
    agents: FxHashSet<(u32, u32)>,
}

impl<'f, 'a> Houses<'f, 'a> {
    fn new(facts: &'f Facts<'a>) -> Self {
        let mut houses = Houses {
            facts,
            wages: wages(facts).into_iter().chain(through_agents(facts)).collect(),
            paying: FxHashSet::default(),
            lead_work: FxHashSet::default(),
            lead_houses: FxHashSet::default(),
            collecting: FxHashSet::default(),
            agents: FxHashSet::default(),
        };
        houses.read_payments();
        houses.read_leads();
        houses
    }

    fn read_payments(&mut self) {
        let facts = self.facts;
        let bindings = facts.companies.all();
        let hand = |binding: &Binding| facts.companies.hand(binding.enterprise);
        self.paying = bindings.iter().filter(|b| self.wages(b)).map(hand).collect();
        let paid = |binding: &Binding| {
            let (hand, account) = (hand(binding), binding.account);
            let payout = facts.accounts.payout[account as usize];
            let payee = |row: &u32| facts.payments.payee[*row as usize];
            let payees = facts.payments.by(payout).iter().take(MOST_PAYMENTS).map(payee);
            let mut payees: Vec<u32> = payees.filter(|&payee| payee != payout).collect();
            payees.sort_unstable();
            payees.dedup();
            payees.into_iter().map(move |payee| (hand, payee, account))
        };
        let mut paid: Vec<(u32, u32, u32)> = bindings.par_iter().flat_map_iter(paid).collect();
        paid.par_sort_unstable();
        paid.dedup();
        let agent = |of: &&[(u32, u32, u32)]| {
            let payers = facts.payments.payers_of(of[0].1);
            of.len() >= AGENT.0 && of.len() as f64 >= AGENT.1 * f64::from(payers)
        };
        let by_payee = paid.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
        self.agents = by_payee.filter(agent).map(|of| (of[0].0, of[0].1)).collect();
    }

    fn read_leads(&mut self) {
        let facts = self.facts;
        let of = |column| facts.frames.numbers(ExportKind::LeadTransfers, column);
        let at = facts.frames.wides(ExportKind::LeadTransfers, "transferred_at");
        for (row, (&from, &to)) in of("from_account").iter().zip(of("to_account")).enumerate() {
            // Most leads go from one company to another: no need to ask when who belonged to which.
            if !facts.companies.ever_together(from, to) {
                continue;
            }
            let there = facts.companies.hands_at(to, at[row]);
            for hand in facts.companies.hands_at(from, at[row]).into_iter().filter(|h| there.contains(h)) {
                self.lead_houses.insert(hand);
                self.lead_work.extend([(hand, from), (hand, to)]);
            }
        }
        let collectors = facts.frames.numbers(ExportKind::Leads, "account_id").iter();
        self.collecting =
            collectors.flat_map(|&account| facts.companies.hands_of(account)).copied().collect();
    }

    /// Whether nobody who is bound to a company has anything to do with leads, as far as the exports tell.
    fn is_idle(&self, binding: &Binding, hand: u32) -> bool {
        let facts = self.facts;
        facts.frames.has("leads")
            && facts.companies.size(binding.enterprise) >= IDLE_SIZE
            && !self.lead_houses.contains(&hand)
            && !self.collecting.contains(&hand)
    }

    /// Whether the company pays the holder.
    fn wages(&self, binding: &Binding) -> bool {
        let hand = self.facts.companies.hand(binding.enterprise);
        self.wages.contains(&(hand, self.facts.accounts.payout[binding.account as usize]))
    }

    fn look(&self, binding: &Binding, devices: &OwnDevices<'_>) -> Option<Employed> {
        let facts = self.facts;
        let time = facts.bound_days(binding);
        let active = facts.active_days(binding.account);
        let (days, all) = ((active & time).count_ones(), active.count_ones());
        let enough = i64::from(time.count_ones()) >= facts.settings.affiliation_min_days && all >= LEAST_DAYS;
        if !enough || facts.accounts.is_enterprise(binding.account) {
            return None;
        }
        let hand = facts.companies.hand(binding.enterprise);
        let holder = facts.accounts.holder[binding.account as usize];
        let declared = !binding.created && holder != NONE && binding.employee != NONE;
        let pays = self.paying.contains(&hand) && facts.accounts.payout[binding.account as usize] != NONE;
        let leads = self.lead_houses.contains(&hand);
        let time = if days > 0 { time } else { u128::MAX };
        let contact = facts.contact(binding, time, devices);
        Some(Employed {
            days,
            contact,
            works_most: contact == Some(Contact::Worked) && facts.works_most(binding, time, devices),
            declared_other: declared.then_some(holder != binding.employee),
            wage: pays.then(|| self.wages(binding)),
            pay_due: self.is_pay_due(binding),
            fees: self.fees(binding, hand),
            idle: self.is_idle(binding, hand),
            leads: leads.then(|| self.lead_work.contains(&(hand, binding.account))),
        })
    }

    /// Whether a wage would be in sight by now: bound for a month, and of these days two in three, in which most
    /// pay days lie, are in the window.
    fn is_pay_due(&self, binding: &Binding) -> bool {
        let time = self.facts.bound_days(binding);
        let (_, end) = self.facts.moments(time | 1);
        end - binding.from >= PAY_DAYS * DAY_MS && i64::from(time.count_ones()) * 3 >= PAY_DAYS * 2
    }

    /// Payments by the holder to the company, or to an agent whom others bound there pay too. Whoever gets
    /// as much from them afterwards leaves a deposit there, and buys nothing.
    fn fees(&self, binding: &Binding, hand: u32) -> Vec<u32> {
        let facts = self.facts;
        let payments = &facts.payments;
        let payout = facts.accounts.payout[binding.account as usize];
        let theirs = |id: u32| {
            id != payout && (facts.companies.is_paid_into(id, &[hand]) || self.agents.contains(&(hand, id)))
        };
        let fee = |&row: &u32| theirs(payments.payee[row as usize]);
        let fees: Vec<u32> = payments.by(payout).iter().copied().take(MOST_PAYMENTS).filter(fee).collect();
        let Some(first) = fees.iter().map(|&row| payments.at[row as usize]).min() else { return fees };
        let back = |&row: &u32| theirs(payments.payer[row as usize]) && payments.at[row as usize] >= first;
        let amount = |row: u32| payments.amount[row as usize];
        let got = payments.to_person(payout).iter().copied().take(MOST_PAYMENTS).filter(back);
        let (got, paid): (i64, i64) = (got.map(amount).sum(), fees.iter().copied().map(amount).sum());
        if got >= paid { Vec::new() } else { fees }
    }
}

/// Staff of one company whom an agent must pay to be the one through which it pays.
const THROUGH_AGENT: usize = 3;

/// Which hands' companies pay which payout accounts of accounts bound to them. From the companies'
/// payments, so that the cost does not grow with bindings times companies of a hand.
fn wages(facts: &Facts<'_>) -> FxHashSet<(u32, u32)> {
    let companies = &facts.companies;
    let mut bound: Vec<(u32, u32)> = companies
        .all()
        .iter()
        .map(|b| (companies.hand(b.enterprise), facts.accounts.payout[b.account as usize]))
        .filter(|&(_, payout)| payout != NONE)
        .collect();
    bound.sort_unstable();
    bound.dedup();
    bound
        .par_chunk_by(|a, b| a.0 == b.0)
        .flat_map_iter(|of| {
            let paid = companies.payouts(of[0].0).iter().flat_map(|&payer| {
                let payees = facts.payments.payees_of(payer).chunk_by(|a, b| a == b);
                payees.map(|same| same[0]).filter(move |&payee| payee != payer)
            });
            let bound = move |payee: &u32| of.binary_search(&(of[0].0, *payee)).is_ok();
            paid.filter(bound).map(|payee| (of[0].0, payee))
        })
        .collect()
}

/// The same through agents: whoever pays several accounts bound to one hand like staff pays them for it.
fn through_agents(facts: &Facts<'_>) -> Vec<(u32, u32)> {
    let of = |(payer, payee): (u32, u32)| {
        let accounts = facts.by_payout.rows(payee).iter();
        let hands = accounts.flat_map(|&account| facts.companies.hands_of(account));
        hands.map(move |&hand| (payer, hand, payee))
    };
    let mut paid: Vec<(u32, u32, u32)> = facts.wages.pairs().flat_map(of).collect();
    paid.sort_unstable();
    paid.dedup();
    let of_hand = paid.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1));
    let agent = of_hand.filter(|of| of.len() >= THROUGH_AGENT);
    agent.flatten().map(|&(_, hand, payee)| (hand, payee)).collect()
}

impl Facts<'_> {
    /// Days of the window on which a binding holds, as bits.
    pub fn bound_days(&self, binding: &Binding) -> u128 {
        let (window, zone) = (self.frames.window, &self.frames.zone);
        let last = window.first_day + window.days as i32 - 1;
        let to = if binding.to == i64::MAX { last } else { zone.day(binding.to) };
        window.mask(zone.day(binding.from), to)
    }
}
