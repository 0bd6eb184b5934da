//! The rows of a world before identifiers are rendered.

use super::clock::Seconds;
use super::places::City;

/// What an account is on the platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountKind {
    /// Private person.
    Personal,
    /// Freelancer, creator or small trader with a professional identity.
    Professional,
    /// Company.
    Enterprise,
    /// Employee account bound to a company.
    Kos,
}

/// A platform account as its row shows it at the end of the window.
#[derive(Clone)]
pub struct Account {
    /// What it is.
    pub kind: AccountKind,
    /// Moment of registration.
    pub registered: Seconds,
    /// Declared region.
    pub city: Option<City>,
    /// Verified identity: a person.
    pub holder: Option<u32>,
    /// Phone number.
    pub phone: Option<u32>,
    /// Payout account.
    pub wallet: Option<u32>,
    /// Index of the industry.
    pub industry: Option<u8>,
    /// Parent or franchise.
    pub group: Option<u32>,
}

/// An interval in which an account belongs to an enterprise.
#[derive(Clone)]
pub struct Binding {
    /// The enterprise's account.
    pub enterprise: u32,
    /// The employee's account.
    pub account: u32,
    /// Start.
    pub bound: Seconds,
    /// End, if it ended.
    pub unbound: Option<Seconds>,
    /// Made by the enterprise (true) or brought along (false).
    pub created: bool,
    /// Identity that the enterprise declared.
    pub employee: Option<u32>,
}

/// A consumer's contact collected by an account; its number is its position.
#[derive(Clone)]
pub struct Lead {
    /// The consumer.
    pub contact: u32,
    /// Who collected it.
    pub account: u32,
    /// When.
    pub at: Seconds,
    /// How.
    pub source: &'static str,
    /// When somebody called back.
    pub followed: Option<Seconds>,
}

/// A lead handed from account to account.
#[derive(Clone)]
pub struct Transfer {
    /// The lead.
    pub lead: u32,
    /// Giver.
    pub from: u32,
    /// Taker.
    pub to: u32,
    /// When.
    pub at: Seconds,
    /// How.
    pub channel: &'static str,
}

/// A value of an account before or after a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Not shown (passwords).
    Hidden,
    /// Phone number.
    Phone(u32),
    /// Payment account.
    Wallet(u32),
    /// Verified identity.
    Holder(u32),
    /// Region.
    City(City),
}

/// A change of an account's master data.
#[derive(Clone)]
pub struct Change {
    /// The account.
    pub account: u32,
    /// When.
    pub at: Seconds,
    /// Field name.
    pub field: &'static str,
    /// Before.
    pub old: Value,
    /// After.
    pub new: Value,
}

/// A payment.
#[derive(Clone)]
pub struct Payment {
    /// Payment account that pays.
    pub payer: u32,
    /// Payment account that gets.
    pub payee: u32,
    /// When.
    pub at: Seconds,
    /// Amount in fen.
    pub fen: i64,
}

/// Advertising spend of a day.
#[derive(Clone)]
pub struct Spend {
    /// Account that spends.
    pub account: u32,
    /// Day of the window.
    pub day: i64,
    /// Product.
    pub product: &'static str,
    /// Amount in fen.
    pub fen: i64,
}

/// A published note.
#[derive(Clone)]
pub struct Note {
    /// Author.
    pub account: u32,
    /// When.
    pub at: Seconds,
    /// Text.
    pub text: String,
}

/// What an approval is about.
#[derive(Clone, Copy)]
pub enum Approved {
    /// Device.
    Device(u32),
    /// Address.
    Ip(u32),
    /// Payment account.
    Wallet(u32),
    /// Enterprise account.
    Enterprise(u32),
}

/// An entry of the list of approved operators.
#[derive(Clone)]
pub struct Approval {
    /// What.
    pub what: Approved,
    /// Why.
    pub reason: &'static str,
    /// Last day.
    pub until: Option<i64>,
}

/// What an account really is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Sold, or raised for sale.
    Traded,
    /// Let to somebody who works with it beside the holder.
    Rented,
    /// Bound to a company where the holder does not work, or a company that sells such bindings.
    Affiliated,
    /// Passes leads on for money.
    LeadResale,
    /// Buys leads: neither hit nor miss.
    LeadBuyer,
}

/// How a ring came about.
#[derive(Clone, Copy)]
pub struct Ring {
    /// What it does.
    pub trick: &'static str,
    /// Role of its members.
    pub role: Role,
    /// Camouflage 0 to 2.
    pub level: u8,
}
