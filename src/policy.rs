//! Evidence and exposure → the step of the platform's ladder that is recommended to a reviewer.
//!
//! The written policy is `docs/policy.md`; its figures are settings (`policy.*`). What counts are the bits
//! for the abuse that explains the account best, whether so many bits would be there by chance among so
//! many accounts ([`action_millibits`]), and how many independent families bear witness. The
//! company that an account keeps ([`Family::Association`]), what it is used for ([`Family::Usage`]) and an earlier
//! decision ([`Family::Review`]) add bits and are no witnesses. The first step,
//! unbinding, can be taken back, and two witnesses are enough for it; lasting ones need three, a reason
//! in what is at stake, and the account's own evidence alone.

use serde::Serialize;

use crate::evidence::{Evidence, FAMILIES, Family, OPERATOR, Typology, millibits};
use crate::score::{FAMILY_COUNT, Scored, TYPOLOGY_COUNT};
use crate::settings::Settings;

/// A family is a witness from this on; less is noise.
pub const WITNESS: i32 = 1000;

/// Findings that others can bring about without the account's doing anything: they come to its device, pay
/// it, post what it writes, open theirs when it is opened, enter its contacts, and do so with accounts that
/// were registered when it was. They help to find and to rank. Nobody is acted
/// upon for them alone, or an outsider could have anybody acted upon.
pub const RECEIVED: &[&str] = &[
    "guests_on_device",
    "guests_on_device_sold",
    "guests_own_network",
    "guests_own_network_sold",
    "one_round",
    "round_of_one_batch",
    "paid_again",
    "share_paid",
    "house_of_creators",
    "rent_paid",
    "sums_of_rent",
    "stranger_paid",
    "collector_sale",
    "collector_place",
    "middleman_sale",
    "middleman_rent",
    "middleman_place",
    "middleman_leads",
    "text_of_stranger",
    "texts_of_company",
    "texts_of_strangers",
    "texts_across_trades",
    "text_again",
    "contacts_appear",
    "dense_devices",
    "dense_devices_sold",
    "dense_payments",
];

/// Being registered when the accounts were that an account is seen with says something of an account that
/// went to them, as [`WENT`] says. They may as well have come to it.
const TOGETHER: &str = "registered_together";
const WENT: [&str; 2] = ["strangers_on_device", "strangers_on_device_sold"];

/// Findings about one subject that rest on something that it does itself.
pub fn own_acts(group: &[Evidence]) -> impl Iterator<Item = &Evidence> {
    let went = group.iter().any(|e| WENT.contains(&e.code));
    group.iter().filter(move |e| {
        let received = RECEIVED.contains(&e.code) || (e.code == TOGETHER && !went);
        e.family.is_conduct() && !received
    })
}

/// Whether enough rests on what the account does itself for a step above review.
fn acts_itself(scored: &Scored, settings: &Settings) -> bool {
    scored.own[scored.typology as usize] >= millibits(settings.own_bits)
}

/// The contract's steps, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the contract's")]
pub enum Action {
    None,
    Review,
    UnbindAndAdBan,
    WithdrawProfessional,
    CloseAdAccount,
    BanAccount,
}

impl Action {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            Action::None => "none",
            Action::Review => "review",
            Action::UnbindAndAdBan => "unbind_and_ad_ban",
            Action::WithdrawProfessional => "withdraw_professional",
            Action::CloseAdAccount => "close_ad_account",
            Action::BanAccount => "ban_account",
        }
    }
}

/// What is at stake with an account.
#[derive(Debug, Clone, Copy, Default)]
pub struct Exposure {
    /// Suspects in its ring, itself included.
    pub accounts: usize,
    /// Its advertising in the exports, in fen.
    pub spend_fen: i64,
    /// Leads that it handed to unrelated parties, as far as worth a review.
    pub leads: usize,
}

/// Families that bear witness to the abuse that explains an account best, and their thousandths of a bit
/// with whatever speaks against it; the company that it keeps and what was decided are left out.
pub fn witnesses(scored: &Scored) -> (usize, i32) {
    let families: &[i32; FAMILY_COUNT] = &scored.families[scored.typology as usize];
    let own = || FAMILIES.iter().filter(|f| f.is_conduct()).map(|&f| families[f as usize]);
    (own().filter(|&bits| bits >= WITNESS).count(), own().sum())
}

/// Whether anything beside another operator speaks for the abuse that explains an account best, if that is renting. All
/// four families that show one come from one fact, which agencies, helpers and a village's station have in common with
/// tenants; what the account is used for, who pays, what is written or bound tells them apart.
fn is_told_apart(scored: &Scored) -> bool {
    let families: &[i32; FAMILY_COUNT] = &scored.families[scored.typology as usize];
    let tells = |f: &&Family| !OPERATOR.contains(f) && (f.is_conduct() || **f == Family::Usage);
    scored.typology != Typology::Rented
        || FAMILIES.iter().filter(tells).any(|&f| families[f as usize] >= WITNESS)
}

/// Whether a step above review may rest on what is found, however many bits there are.
fn may_be_acted_upon(scored: &Scored, settings: &Settings) -> bool {
    acts_itself(scored, settings) && is_told_apart(scored)
}

/// Whether a reviewer confirmed the account's abuse: every confirmed violation is unbound and banned from
/// advertising at once.
pub fn is_confirmed(scored: &Scored) -> bool {
    scored.families.iter().any(|families| families[Family::Review as usize] > 0)
}

/// Thousandths of a bit for the abuse that explains an account best that a step above review needs: the
/// least that `policy.action_bits` asks for, or more, where few accounts have more.
///
/// A likelihood ratio is an *e-value*: under honest use its mean is 1 at the most, and of `accounts` honest
/// ones no more than `accounts` / *r* are expected to reach *r* by chance. Those above the line that the
/// e-Benjamini–Hochberg procedure draws (Wang and Ramdas, *False discovery rate control with e-values*,
/// J. R. Stat. Soc. B 84, 2022) hold a share of `policy.false_share` honest ones at the most, however their
/// evidence hangs together: the *k* accounts with most bits pass if each of them has
/// log2(accounts / (share × *k*)) bits. The best of several abuses is looked at, which costs log2 of their
/// number.
pub fn action_millibits(scored: &[Scored], accounts: usize, settings: &Settings) -> i32 {
    // An e-value that is left out, for a reason that is none of its own, is an e-value of nought.
    let may = scored.iter().filter(|s| may_be_acted_upon(s, settings));
    let mut bits: Vec<i32> = may.map(|s| s.totals[s.typology as usize]).collect();
    bits.sort_unstable_by_key(|&bits| std::cmp::Reverse(bits));
    let tried = (accounts.max(1) * TYPOLOGY_COUNT) as f64;
    let needed = |passing: usize| millibits((tried / (settings.false_share * passing as f64)).log2());
    let passing = (1..=bits.len()).rev().find(|&k| bits[k - 1] >= needed(k));
    needed(passing.unwrap_or(1)).max(millibits(settings.action_bits))
}

/// The step recommended. `action`: what [`action_millibits`] makes of all accounts.
pub fn recommend(scored: &Scored, action: i32, exposure: &Exposure, settings: &Settings) -> Action {
    let (families, bits) = witnesses(scored);
    let least = |setting: f64| bits >= millibits(setting);
    if scored.score < settings.review_score {
        return Action::None;
    }
    let all = scored.totals[scored.typology as usize];
    let witnessed = families as i64 >= settings.action_families;
    if all < action || !witnessed || !may_be_acted_upon(scored, settings) {
        return if is_confirmed(scored) { Action::UnbindAndAdBan } else { Action::Review };
    }
    if !least(settings.severe_bits) || (families as i64) < settings.severe_families {
        return Action::UnbindAndAdBan;
    }
    // Whoever lends the name for a binding is no tool of a trade; whoever is sold, let or resells is.
    let tool = scored.typology != Typology::Affiliated;
    if tool && least(settings.ban_bits) && exposure.accounts as i64 >= settings.ban_accounts {
        return Action::BanAccount;
    }
    let spend = exposure.spend_fen >= settings.close_spend_cny * 100;
    if spend || exposure.leads as i64 >= settings.close_leads {
        return Action::CloseAdAccount;
    }
    Action::WithdrawProfessional
}

#[cfg(test)]
mod tests {
    use thin_vec::ThinVec;

    use super::*;
    use crate::evidence::{Evidence, Node, NodeKind};
    use crate::score::score;

    fn finding(family: Family, bits: f64) -> Evidence {
        Evidence {
            typology: Typology::Traded,
            code: "test",
            family,
            subject: Node::new(NodeKind::Account, 1),
            object: None,
            millibits: millibits(bits),
            observed: (0, 0),
            detail: ThinVec::new(),
            sources: ThinVec::new(),
        }
    }

    /// An account with some bits for a sale from each of the first families.
    fn account(families: &[(Family, f64)]) -> Scored {
        let evidence: Vec<Evidence> = families.iter().map(|&(family, bits)| finding(family, bits)).collect();
        // What honest operators explain is a matter of the score.
        let settings = Settings { managed_share: 0.0, succeeded_share: 0.0, ..Settings::default() };
        score(&evidence, 1, &settings).accounts[0].clone()
    }

    fn step(families: &[(Family, f64)], exposure: Exposure) -> Action {
        let settings = Settings::default();
        recommend(&account(families), millibits(settings.action_bits), &exposure, &settings)
    }

    #[test]
    fn the_ladder() {
        use Family::{Association, Device, Identity, Money, Place};
        let small = Exposure { accounts: 1, ..Exposure::default() };
        assert_eq!(step(&[(Device, 3.0)], small), Action::None);
        assert_eq!(step(&[(Device, 9.0)], small), Action::Review);
        // One family is never enough, nor is the company that an account keeps.
        assert_eq!(step(&[(Device, 50.0), (Association, 6.0)], small), Action::Review);
        assert_eq!(step(&[(Device, 7.0), (Place, 6.0)], small), Action::UnbindAndAdBan);
        assert_eq!(step(&[(Device, 11.0), (Place, 11.0)], small), Action::UnbindAndAdBan);
        let three = [(Device, 10.0), (Place, 7.0), (Money, 5.0)];
        assert_eq!(step(&three, small), Action::WithdrawProfessional);
        let spends = Exposure { spend_fen: 100_000_000, ..small };
        assert_eq!(step(&three, spends), Action::CloseAdAccount);
        let resells = Exposure { leads: 1000, ..small };
        assert_eq!(step(&three, resells), Action::CloseAdAccount);
        let large = Exposure { accounts: 50, ..small };
        assert_eq!(step(&three, large), Action::WithdrawProfessional);
        let plain = [(Device, 11.0), (Place, 11.0), (Money, 9.0), (Identity, 9.0)];
        assert_eq!(step(&plain, large), Action::BanAccount);
        assert_eq!(step(&plain, small), Action::WithdrawProfessional);
    }

    /// Fault: everybody who has a village station, or an agency, log in for them was unbound.
    #[test]
    fn another_operator_is_no_renting() {
        use Family::{Association, Device, Money, Place, Rhythm, Sharing, Usage};
        let small = Exposure { accounts: 1, ..Exposure::default() };
        let step = |families: &[(Family, f64)]| {
            let mut scored = account(families);
            scored.families.swap(Typology::Traded as usize, Typology::Rented as usize);
            scored.typology = Typology::Rented;
            scored.own.swap(Typology::Traded as usize, Typology::Rented as usize);
            scored.totals.swap(Typology::Traded as usize, Typology::Rented as usize);
            let settings = Settings::default();
            recommend(&scored, millibits(settings.action_bits), &small, &settings)
        };
        let operator = [(Device, 6.0), (Place, 4.0), (Rhythm, 7.0), (Sharing, 6.0), (Association, 6.0)];
        assert_eq!(step(&operator), Action::Review);
        for (family, beyond) in [(Money, Action::WithdrawProfessional), (Usage, Action::WithdrawProfessional)]
        {
            assert_eq!(step(&[&operator[..], &[(family, 1.5)]].concat()), beyond);
            assert_eq!(step(&[&operator[..], &[(family, 0.5)]].concat()), Action::Review);
        }
    }

    /// Fault: as many bits as chance gives to some of very many accounts are acted upon.
    #[test]
    fn what_a_step_needs_by_hand() {
        let settings = Settings { action_bits: 10.0, false_share: 0.05, ..Settings::default() };
        let of = |bits: f64| account(&[(Family::Device, bits - 8.0), (Family::Place, 8.0)]);
        let needed = |scored: &[Scored], accounts| action_millibits(scored, accounts, &settings);
        // Nobody: log2(20,000 accounts × 4 abuses / 0.05).
        assert_eq!(needed(&[], 20_000), millibits(1_600_000f64.log2()));
        // 16 of them with 15.9 bits are what chance may give, with 16.7 they are not: log2(1,600,000 / 16).
        assert_eq!(needed(&vec![of(15.9); 16], 20_000), millibits(1_600_000f64.log2()));
        assert_eq!(needed(&vec![of(16.7); 16], 20_000), millibits(100_000f64.log2()));
        // The weaker ones pass in the company of the stronger: log2(1,600,000 / 800).
        let mut many = vec![of(15.0); 700];
        many.extend(vec![of(11.0); 100]);
        assert_eq!(needed(&many, 20_000), millibits(2_000f64.log2()));
        // Few accounts: never less than the settings ask for.
        assert_eq!(needed(&vec![of(15.0); 30], 40), 10_000);
    }

    /// Fault: a confirmed account that waits for a second family, or a decision that bans for good by
    /// itself, as if it were further evidence.
    #[test]
    fn a_confirmation_is_the_first_step_and_no_witness_for_lasting_ones() {
        use Family::{Device, Place, Review};
        let large = Exposure { accounts: 50, spend_fen: 100_000_000, leads: 1000 };
        assert_eq!(step(&[(Review, 15.0)], large), Action::UnbindAndAdBan);
        assert_eq!(step(&[(Review, 15.0), (Device, 11.0), (Place, 8.0)], large), Action::UnbindAndAdBan);
        assert_eq!(step(&[(Review, 15.0), (Device, -9.0)], large), Action::None);
    }

    /// Fault: whoever is paid by, copied by and visited by strangers is acted upon for what these do.
    #[test]
    fn what_others_do_is_no_reason_to_act() {
        let received = [(Family::Money, "rent_paid"), (Family::Content, "texts_across_trades")];
        let own = [(Family::Device, "two_devices")];
        let of = |findings: &[(Family, &'static str)]| {
            let of = |&(family, code): &(Family, &'static str)| Evidence { code, ..finding(family, 7.0) };
            let evidence: Vec<Evidence> = findings.iter().map(of).collect();
            let settings = Settings::default();
            let scored = score(&evidence, 1, &settings).accounts[0].clone();
            let needed = millibits(settings.action_bits);
            recommend(&scored, needed, &Exposure { accounts: 1, ..Exposure::default() }, &settings)
        };
        assert_eq!(of(&received), Action::Review);
        assert_eq!(of(&[&received[..], &own].concat()), Action::WithdrawProfessional);
    }

    /// Fault: a code is renamed and what others do counts as the account's own act again.
    #[test]
    fn what_is_received_is_the_name_of_a_finding() {
        let all = RECEIVED.iter().chain(&WENT).chain([&TOGETHER]);
        let unknown: Vec<_> = all.filter(|&&name| crate::detect::code(name).is_none()).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    /// Fault: an honest explanation that counts as a witness, or is left out of the sum.
    #[test]
    fn what_speaks_against_lowers_the_step() {
        let exposure = Exposure { accounts: 1, ..Exposure::default() };
        let with = [(Family::Device, 8.0), (Family::Place, 5.0), (Family::Sharing, -4.0)];
        assert_eq!(step(&with, exposure), Action::Review);
    }
}
