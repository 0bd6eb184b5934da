//! Leads: collected by notes and forms, assigned, reassigned, shared with declared partners and
//! franchise brothers, and consumers who ask several shops.

use super::super::clock::{DAY, HOUR, Seconds};
use super::super::random::Dice;
use super::super::world::{Approval, Approved, Lead, World};
use super::companies::Style;

/// Consumers who ask more than one shop of the industry (weddings, renovations: most; averaged).
const ASKS_AROUND: f64 = 0.09;
/// Companies with a declared partner to whom they hand some leads through the interface.
const PARTNERS: f64 = 0.07;
/// Partners that are on the approved list.
const PARTNERS_APPROVED: f64 = 0.5;
/// Small companies whose boss collects the leads on a private account.
const BOSS: f64 = 0.07;
/// Companies that hand leads on by chat or spreadsheet and not in the CRM.
const SLOPPY: f64 = 0.17;
/// Companies with a friendly firm of another trade to which they refer a customer now and then.
const REFERRALS: f64 = 0.035;
/// Employees who copy leads to a second account of their own (a tool account, a new number).
const OWN_SECOND: f64 = 0.02;

/// Companies where those who write notes hand their leads to consultants who sell.
const SPLIT_ROLES: f64 = 0.5;

/// How one company handles its leads.
struct Habit {
    channel: &'static str,
    assigns: f64,
    passes: f64,
    boss: Option<u32>,
    partner: Option<(u32, f64)>,
    brothers: Vec<u32>,
    friend: Option<u32>,
    delay: f64,
}

/// Makes all honest leads and transfers.
pub fn run(world: &mut World) {
    let mut by_industry: Vec<Vec<usize>> = vec![Vec::new(); 16];
    for (index, company) in world.companies.iter().enumerate() {
        by_industry[company.industry as usize].push(index);
    }
    for company in 0..world.companies.len() {
        let mut dice = world.dice("leads", company);
        let habit = draw_habit(world, &mut dice, company);
        collect(world, &mut dice, company, &habit, &by_industry);
        reassign_leavers(world, &mut dice, company);
    }
}

/// Draws how the company works with leads.
fn draw_habit(world: &mut World, dice: &mut Dice, company: usize) -> Habit {
    let here = world.companies[company].clone();
    let count = world.companies.len();
    let brothers = match here.group {
        Some(group) => (0..count)
            .filter(|&other| other != company && world.companies[other].group == Some(group))
            .map(|other| world.companies[other].account)
            .collect(),
        None => Vec::new(),
    };
    let partner = (company == 3 || dice.chance(PARTNERS)).then(|| {
        let partner = world.companies[dice.below(count)].account;
        (partner, dice.real(0.05, 0.35))
    });
    if let Some((partner, _)) = partner
        && dice.chance(PARTNERS_APPROVED)
    {
        let what = Approved::Enterprise(partner);
        world.approvals.push(Approval { what, reason: "备案合作伙伴", until: None });
    }
    let boss = (here.staff.len() <= 8 && dice.chance(BOSS)).then(|| boss_account(world, dice, company));
    let friend = dice.chance(REFERRALS).then(|| world.companies[dice.below(count)].account);
    let channel = if dice.chance(SLOPPY) { *dice.pick(&["private_message", "export"]) } else { "crm_assign" };
    Habit {
        channel,
        assigns: dice.real(0.5, 0.95),
        passes: if dice.chance(SPLIT_ROLES) { dice.real(0.4, 0.97) } else { dice.real(0.0, 0.2) },
        boss,
        partner,
        brothers,
        friend,
        delay: dice.lognormal(0.7, 1.0) * HOUR as f64,
    }
}

/// The private account of the legal representative.
fn boss_account(world: &mut World, dice: &mut Dice, company: usize) -> u32 {
    let owner = world.companies[company].owner;
    let account = super::staff::own_account(world, dice, owner, None, 0);
    world.accounts[account as usize].holder = Some(owner);
    let usage = super::super::activity::Usage {
        account,
        person: owner,
        from: Seconds::MIN,
        to: Seconds::MAX,
        rate: dice.lognormal(0.3, 0.7),
        gear: super::super::activity::Gear::Own,
        net: super::super::activity::Net::Life,
        hours: super::super::activity::Hours::Life,
    };
    world.add_usage(usage);
    account
}

/// Collects the leads of one company over the window.
fn collect(world: &mut World, dice: &mut Dice, company: usize, habit: &Habit, by_industry: &[Vec<usize>]) {
    let here = world.companies[company].clone();
    let quarter = f64::from(world.options.days) / 90.0;
    let form_leads = dice.poisson(here.lead_rate * quarter * (1.0 + here.staff.len() as f64 * 0.6));
    let start = here.started.max(0);
    for _ in 0..form_leads {
        let at = lead_moment(dice, start, world.end);
        let lead = new_lead(world, dice, here.account, at, "form");
        if dice.chance(habit.assigns) {
            assign(world, dice, company, lead, habit);
        }
        extra_handovers(world, dice, (here.account, lead), habit);
        ask_around(world, dice, lead, &by_industry[here.industry as usize]);
    }
    for staff in &here.staff {
        // A few stars bring in most of a team's leads.
        let own = dice.lognormal(here.lead_rate * 0.42, 1.1) * quarter;
        for _ in 0..dice.poisson(own) {
            let at = lead_moment(dice, staff.from.max(0), staff.to.min(world.end));
            let source = if dice.chance(0.8) { "private_message" } else { "form" };
            let lead = new_lead(world, dice, staff.account, at, source);
            if dice.chance(habit.passes) {
                assign(world, dice, company, lead, habit);
            }
            extra_handovers(world, dice, (staff.account, lead), habit);
            ask_around(world, dice, lead, &by_industry[here.industry as usize]);
        }
    }
    second_accounts(world, dice, company);
}

/// Leads that an account collects by itself in 90 days of use, and hands to `taker` if there is one.
pub fn collect_alone(
    world: &mut World,
    dice: &mut Dice,
    (account, taker): (u32, Option<u32>),
    (from, to): (Seconds, Seconds),
    mean: f64,
) {
    let (from, to) = (from.max(0), to.min(world.end));
    if from + DAY >= to {
        return;
    }
    let share = (to - from) as f64 / (90 * DAY) as f64;
    let delay = dice.lognormal(2.0, 1.0) * HOUR as f64;
    let count = dice.lognormal(mean * 0.55, 1.1) * share;
    for _ in 0..dice.poisson(count) {
        let at = lead_moment(dice, from, to);
        let lead = new_lead(world, dice, account, at, "private_message");
        if let Some(taker) = taker {
            let when = at + dice.exponential(delay) as Seconds + 40;
            world.hand_on(lead, account, taker, when, "crm_assign");
        }
    }
}

/// A moment at which consumers write: all day, most in the evening.
pub fn lead_moment(dice: &mut Dice, from: Seconds, to: Seconds) -> Seconds {
    let day = dice.between(from.div_euclid(DAY), (to / DAY).max(from.div_euclid(DAY) + 1));
    let hour = *dice.pick(&[8, 9, 10, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 20, 21, 21, 22, 23]);
    (day * DAY + hour * HOUR + dice.between(0, HOUR)).max(from)
}

/// Records a lead and tells its number.
pub fn new_lead(world: &mut World, dice: &mut Dice, account: u32, at: Seconds, source: &'static str) -> u32 {
    let contact = world.new_contact();
    again(world, dice, account, at, source, contact)
}

/// Records a lead of a known contact.
pub fn again(
    world: &mut World,
    dice: &mut Dice,
    account: u32,
    at: Seconds,
    source: &'static str,
    contact: u32,
) -> u32 {
    let delay = (dice.lognormal(5.0, 1.4) * HOUR as f64) as Seconds;
    let followed = dice.chance(0.7).then_some(at + delay).filter(|&when| when < world.end);
    let at = at.min(world.end - 1);
    world.leads.push(Lead { contact, account, at, source, followed });
    world.leads.len() as u32 - 1
}

/// Gives a lead to somebody of the company who works there at that time.
fn assign(world: &mut World, dice: &mut Dice, company: usize, lead: u32, habit: &Habit) {
    let from = world.leads[lead as usize].account;
    let at = world.leads[lead as usize].at + (dice.exponential(habit.delay)) as Seconds + 20;
    let team = &world.companies[company].staff;
    // A few sellers get most of the leads.
    let pick = (dice.unit() * dice.unit() * team.len() as f64) as usize;
    let taker = team.iter().cycle().skip(pick).take(team.len());
    let taker = taker.into_iter().find(|s| s.from < at && s.to > at && s.account != from);
    if let Some(taker) = taker {
        let to = taker.account;
        let by_chat = habit.channel != "crm_assign";
        hand_on(world, (lead, at), (from, to), habit.channel, by_chat.then_some("leads_by_chat"));
    }
}

/// The boss, the partner, the brother, the friend.
fn extra_handovers(world: &mut World, dice: &mut Dice, (from, lead): (u32, u32), habit: &Habit) {
    let at = world.leads[lead as usize].at;
    let delay = |dice: &mut Dice| at + dice.exponential(habit.delay * 2.0) as Seconds + 60;
    if let Some(boss) = habit.boss
        && dice.chance(0.5)
    {
        let when = delay(dice);
        hand_on(world, (lead, when), (from, boss), "private_message", Some("boss_collects"));
    }
    if let Some((partner, share)) = habit.partner
        && dice.chance(share)
    {
        let when = delay(dice);
        hand_on(world, (lead, when), (from, partner), "partner_api", Some("declared_partner"));
    }
    if !habit.brothers.is_empty() && dice.chance(0.15) {
        let brother = *dice.pick(&habit.brothers);
        let when = delay(dice);
        hand_on(world, (lead, when), (from, brother), habit.channel, Some("franchise_leads"));
    }
    if let Some(friend) = habit.friend
        && dice.chance(0.03)
    {
        let when = delay(dice);
        hand_on(world, (lead, when), (from, friend), "private_message", Some("friendly_firm"));
    }
}

/// Hands a lead on and tags both sides, if it is handed on at all.
fn hand_on(
    world: &mut World,
    (lead, at): (u32, Seconds),
    (from, to): (u32, u32),
    channel: &'static str,
    twin: Option<&'static str>,
) {
    if world.hand_on(lead, from, to, at, channel).is_some() {
        twin.into_iter().for_each(|twin| [from, to].iter().for_each(|&side| world.tag(side, twin)));
    }
}

/// The consumer asks other shops of the industry, in the same city first.
fn ask_around(world: &mut World, dice: &mut Dice, lead: u32, rivals: &[usize]) {
    if !dice.chance(ASKS_AROUND) || rivals.len() < 2 {
        return;
    }
    let Lead { contact, account, at, .. } = world.leads[lead as usize];
    let city = world.accounts[account as usize].city;
    for _ in 0..1 + dice.below(3) {
        let near =
            (0..8).map(|_| *dice.pick(rivals)).find(|&rival| Some(world.companies[rival].city) == city);
        let rival = &world.companies[near.unwrap_or(*dice.pick(rivals))];
        let asked = match rival.staff.get(dice.below(rival.staff.len().max(1))) {
            Some(staff) if dice.chance(0.5) && staff.from < at && staff.to > at => staff.account,
            _ => rival.account,
        };
        let when = at + (dice.lognormal(1.0, 1.5) * DAY as f64) as Seconds;
        let exists = world.accounts[asked as usize].registered < when;
        if when < world.end && asked != account && exists {
            let source = *dice.pick(&["form", "private_message"]);
            again(world, dice, asked, when, source, contact);
            [account, asked].iter().for_each(|&side| world.tag(side, "consumer_asked_around"));
        }
    }
}

/// Some employees copy their leads to a second account in their own name.
fn second_accounts(world: &mut World, dice: &mut Dice, company: usize) {
    for index in 0..world.companies[company].staff.len() {
        if !dice.chance(OWN_SECOND) {
            continue;
        }
        let staff = world.companies[company].staff[index].clone();
        let second = super::staff::own_account(world, dice, staff.person, None, 0);
        world.accounts[second as usize].holder = Some(staff.person);
        let usage = world.usages[staff.usage].clone();
        world.add_usage(super::super::activity::Usage {
            account: second,
            rate: 0.15,
            gear: super::super::activity::Gear::Own,
            ..usage
        });
        let mine: Vec<u32> = leads_of(world, staff.account);
        for lead in mine {
            if dice.chance(0.4) {
                let at = world.leads[lead as usize].at + dice.between(60, DAY);
                let sides = (staff.account, second);
                hand_on(world, (lead, at), sides, "private_message", Some("second_account_leads"));
            }
        }
    }
}

/// The leads that an account collected, searched from the newest on.
fn leads_of(world: &World, account: u32) -> Vec<u32> {
    let recent = world.leads.len().saturating_sub(20_000);
    (recent..world.leads.len())
        .filter(|&lead| world.leads[lead].account == account)
        .map(|lead| lead as u32)
        .collect()
}

/// When somebody leaves, the open leads go to colleagues in one go.
fn reassign_leavers(world: &mut World, dice: &mut Dice, company: usize) {
    let here = world.companies[company].clone();
    let end = world.end;
    for leaver in here.staff.iter().filter(|staff| staff.to < end) {
        let heirs: Vec<u32> = here
            .staff
            .iter()
            .filter(|staff| staff.to > leaver.to && staff.from < leaver.to)
            .filter(|staff| staff.account != leaver.account)
            .map(|staff| staff.account)
            .take(1 + dice.below(3))
            .collect();
        if heirs.is_empty() || dice.chance(0.25) || here.style == Style::Remote && dice.chance(0.3) {
            continue;
        }
        let channel = if dice.chance(0.75) { "crm_assign" } else { "export" };
        let mut at = leaver.to - dice.between(-2 * DAY, 5 * DAY);
        for lead in leads_of(world, leaver.account) {
            if world.leads[lead as usize].at < at {
                at += dice.between(1, 40);
                let heir = *dice.pick(&heirs);
                hand_on(world, (lead, at), (leaver.account, heir), channel, Some("leads_reassigned"));
            }
        }
    }
}
