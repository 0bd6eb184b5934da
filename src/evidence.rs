//! Evidence: the only currency between detectors and everything after them.
//!
//! A finding says who (subject), with what (object), which code, how many *bits*, when, and which
//! rows of the exports show it. Bits are log2 of how much likelier the observation is under abuse
//! than under honest use (Fellegi and Sunter, *A Theory for Record Linkage*, JASA 1969); honest
//! explanations have negative bits. Bits are stored as whole thousandths, so that sums do not depend
//! on the order of threads.

use std::cmp::Ordering;

use thin_vec::ThinVec;

/// The four abuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Typology {
    /// The operator was replaced for good.
    Traded,
    /// Two operators side by side.
    Rented,
    /// Bound to a company that the holder does not work for.
    Affiliated,
    /// Leads handed to unrelated parties.
    LeadResale,
}

/// All abuses, in the order of their columns.
pub const TYPOLOGIES: [Typology; 4] =
    [Typology::Traded, Typology::Rented, Typology::Affiliated, Typology::LeadResale];

impl Typology {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            Typology::Traded => "traded",
            Typology::Rented => "rented",
            Typology::Affiliated => "affiliated",
            Typology::LeadResale => "lead_resale",
        }
    }
}

/// Families of evidence: findings of one family come from the same behaviour and are correlated, so
/// that their sum is capped; findings of different families count as independent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Family {
    /// Which devices are used, and when.
    Device,
    /// Where: regions and network addresses.
    Place,
    /// When: hours and days.
    Rhythm,
    /// Who else uses the same devices.
    Sharing,
    /// Who an account is: verified identities, phones, payout accounts, registration, line of business.
    Identity,
    /// Payments.
    Money,
    /// Bindings.
    Binding,
    /// Leads.
    Lead,
    /// Where else a lead's contact turns up.
    Contact,
    /// Advertising.
    Spend,
    /// Texts of notes.
    Content,
    /// What an account is used for.
    Usage,
    /// The company that an account keeps: what is believed of others with whom it shares things.
    Association,
    /// What reviewers decided.
    Review,
}

/// All families, in the order of their numbers.
pub const FAMILIES: [Family; 14] = [
    Family::Device,
    Family::Place,
    Family::Rhythm,
    Family::Sharing,
    Family::Identity,
    Family::Money,
    Family::Binding,
    Family::Lead,
    Family::Contact,
    Family::Spend,
    Family::Content,
    Family::Usage,
    Family::Association,
    Family::Review,
];

/// Families whose findings show who operates an account.
pub const OPERATOR: [Family; 4] = [Family::Device, Family::Place, Family::Rhythm, Family::Sharing];

impl Family {
    /// Whether it shows something of the account's own conduct that could be a reproach, so that it can bear witness; what
    /// an account is used for, the company that it keeps and an earlier decision don't.
    pub fn is_conduct(self) -> bool {
        !matches!(self, Family::Usage | Family::Association | Family::Review)
    }

    /// Whether its sum is kept within the cap: findings of one behaviour are correlated, while a decision
    /// is one finding.
    pub fn is_capped(self) -> bool {
        self != Family::Review
    }

    /// Stable name.
    pub fn name(self) -> &'static str {
        match self {
            Family::Device => "device",
            Family::Place => "place",
            Family::Rhythm => "rhythm",
            Family::Sharing => "sharing",
            Family::Identity => "identity",
            Family::Money => "money",
            Family::Binding => "binding",
            Family::Lead => "lead",
            Family::Contact => "contact",
            Family::Spend => "spend",
            Family::Content => "content",
            Family::Usage => "usage",
            Family::Association => "association",
            Family::Review => "review",
        }
    }
}

/// Kinds of things that evidence speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum NodeKind {
    /// A personal, professional or KOS account.
    Account,
    /// A device.
    Device,
    /// A payment account.
    PaymentAccount,
    /// An enterprise account.
    Enterprise,
    /// A lead transfer; its number is the row in the sorted export.
    Transfer,
    /// A consumer's contact.
    Contact,
    /// A note.
    Note,
}

impl NodeKind {
    /// Stable name.
    pub fn name(self) -> &'static str {
        match self {
            NodeKind::Account => "account",
            NodeKind::Device => "device",
            NodeKind::PaymentAccount => "payment_account",
            NodeKind::Enterprise => "enterprise",
            NodeKind::Transfer => "transfer",
            NodeKind::Contact => "contact",
            NodeKind::Note => "note",
        }
    }
}

/// A thing that evidence speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Its number in its domain.
    pub id: u32,
}

impl Node {
    /// A node of a kind.
    pub fn new(kind: NodeKind, id: u32) -> Node {
        Node { kind, id }
    }
}

/// Where the rows behind a finding are: a key into the exports, kept as numbers until it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Logins of an account on a device (any, if `None`) between two days of the window.
    Logins {
        /// The account.
        account: u32,
        /// The device.
        device: u32,
        /// First and last day as bits of the window.
        days: (u32, u32),
        /// Logins.
        rows: u32,
    },
    /// A row of `accounts`.
    Account(u32),
    /// A row of the sorted `bindings`.
    Binding(u32),
    /// A row of the sorted `lead_transfers`.
    Transfer(u32),
    /// A row of the sorted `account_changes`.
    Change(u32),
    /// A row of the sorted `leads`.
    Lead(u32),
    /// A row of the sorted `payments`.
    Payment(u32),
    /// A row of the sorted `ad_spend`.
    Spend(u32),
    /// A row of the sorted `notes`.
    Note(u32),
    /// A row of the sorted `verdicts`.
    Verdict(u32),
}

/// A figure of a finding, by name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// A number of things.
    Count(i64),
    /// A share between 0 and 1, or another ratio.
    Ratio(f64),
    /// An amount in fen.
    Money(i64),
    /// A moment.
    Time(i64),
    /// A word of the program's own.
    Word(&'static str),
    /// A region.
    Region(u32),
}

/// One finding. There are as many as accounts, mostly without figures and rows, so that it is kept small.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// For which abuse (or against it).
    pub typology: Typology,
    /// Which observation; unique among all detectors.
    pub code: &'static str,
    /// Which behaviour it comes from.
    pub family: Family,
    /// Whom it is about.
    pub subject: Node,
    /// With what it ties the subject together.
    pub object: Option<Node>,
    /// Thousandths of a bit.
    pub millibits: i32,
    /// From when to when it was observed.
    pub observed: (i64, i64),
    /// Its figures.
    pub detail: ThinVec<(&'static str, Figure)>,
    /// The rows behind it.
    pub sources: ThinVec<Source>,
}

impl Evidence {
    /// A total order that does not depend on who found what first.
    pub fn order(&self, other: &Evidence) -> Ordering {
        let key = |e: &Evidence| (e.subject, e.typology, e.family, e.code, e.object, e.millibits, e.observed);
        key(self).cmp(&key(other)).then_with(|| self.sources.cmp(&other.sources))
    }
}

/// How likely the outcomes of an observation are.
///
/// `abuse` is what is assumed of abusers, with the reason beside each constant. `honest` is what is
/// expected of honest use before these exports are seen; it weighs as much as [`EXPECTED`]
/// observations, so that small exports are judged soberly and large ones by themselves.
#[derive(Debug, Clone, Copy)]
pub struct Odds<const N: usize> {
    /// Probability of each outcome under abuse.
    pub abuse: [f64; N],
    /// Expected probability of each outcome under honest use.
    pub honest: [f64; N],
}

/// Observations that an expectation weighs as much as.
const EXPECTED: f64 = 20.0;

/// Certain cases that an assumption weighs as much as.
const ASSUMED: f64 = 10.0;

/// Most bits that a single observation may weigh either way.
const MOST_BITS: f64 = 7.0;

/// How often each outcome of an observation was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally<const N: usize> {
    /// Among ordinary accounts.
    pub ordinary: [u64; N],
    /// Among accounts that are abused for certain.
    pub certain: [u64; N],
}

impl<const N: usize> Default for Tally<N> {
    fn default() -> Tally<N> {
        Tally { ordinary: [0; N], certain: [0; N] }
    }
}

impl<const N: usize> Tally<N> {
    /// One of several parts of the same size.
    pub fn part<const M: usize>(&self, at: usize) -> Tally<M> {
        let of = |counts: &[u64; N]| std::array::from_fn(|i| counts[at * M + i]);
        Tally { ordinary: of(&self.ordinary), certain: of(&self.certain) }
    }
}

impl<const N: usize> Odds<N> {
    /// Thousandths of a bit of each outcome, against how often it was counted, with what certain cases show of abusers.
    pub fn weigh(&self, tally: &Tally<N>) -> [i32; N] {
        Odds { abuse: measured(self.abuse, tally.certain), ..*self }.bits(tally.ordinary)
    }

    /// Thousandths of a bit of each outcome, against how often it was counted in the background.
    pub fn bits(&self, background: [u64; N]) -> [i32; N] {
        self.bits_beside(self.abuse, background)
    }

    /// The same where several abuses explain an outcome; `likeliest` has the highest probability that any of them
    /// gives it. The limit of a single observation is that of the abuse that explains it best, from which the others
    /// keep their distance: what hardly any honest account shows still tells one abuse from the other.
    pub fn bits_beside(&self, likeliest: [f64; N], background: [u64; N]) -> [i32; N] {
        let total = background.iter().sum::<u64>() as f64 + EXPECTED;
        std::array::from_fn(|i| {
            let honest = (background[i] as f64 + EXPECTED * self.honest[i]) / total;
            let best = (likeliest[i] / honest).log2().clamp(-MOST_BITS, MOST_BITS);
            let distance = (self.abuse[i] / likeliest[i]).log2();
            millibits((best + distance).clamp(-MOST_BITS, MOST_BITS))
        })
    }
}

/// Probability of each outcome under abuse: what is assumed weighs as much as [`ASSUMED`] certain cases, since each
/// market has habits of its own.
pub fn measured<const N: usize>(assumed: [f64; N], certain: [u64; N]) -> [f64; N] {
    let total = certain.iter().sum::<u64>() as f64 + ASSUMED;
    std::array::from_fn(|i| (certain[i] as f64 + ASSUMED * assumed[i]) / total)
}

/// Bits as whole thousandths.
pub fn millibits(bits: f64) -> i32 {
    (bits * 1000.0).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_by_hand() {
        let odds = Odds { abuse: [0.8, 0.2], honest: [0.1, 0.9] };
        // Nothing counted: log2(0.8 / 0.1) and log2(0.2 / 0.9).
        assert_eq!(odds.bits([0, 0]), [3000, -2170]);
        // 2 of 180 counted and 2 of 20 expected: log2(0.8 / 0.02).
        assert_eq!(odds.bits([2, 178]), [5322, -2293]);
        // Never seen among very many: capped.
        assert_eq!(odds.bits([0, 1 << 40])[0], 7000);
    }

    /// Fault: what certain cases do counts for nothing, or for all.
    #[test]
    fn certain_cases_by_hand() {
        let odds = Odds { abuse: [0.8, 0.2], honest: [0.1, 0.9] };
        assert_eq!(odds.weigh(&Tally::default()), odds.bits([0; 2]));
        // Ten do otherwise, and eight of ten are assumed to: log2(0.4 / 0.1) and log2(0.6 / 0.9).
        let tally = Tally { ordinary: [0; 2], certain: [0, 10] };
        assert_eq!(odds.weigh(&tally), [2000, -585]);
    }
}
