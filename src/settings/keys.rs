//! The registry of settings: name, unit, default, range and meaning of every key.

use toml::de::DeValue;

use super::Settings;
use crate::schema::ExportKind;
use crate::state::Delivery;
use crate::texts::Lang;
use crate::time::Zone;

/// Rows of a sheet (1,048,576) but for its header, and a blank one and a remark below the rows.
const MOST_SHEET_ROWS: i64 = 1_048_573;

/// How a setting is read, checked and shown.
#[allow(missing_docs, reason = "default, bounds and accessors say what they are")]
pub enum Field {
    /// A whole number between two bounds.
    Int { default: i64, min: i64, max: i64, get: fn(&Settings) -> i64, set: fn(&mut Settings, i64) },
    /// A number between two bounds.
    Real { default: f64, min: f64, max: f64, get: fn(&Settings) -> f64, set: fn(&mut Settings, f64) },
    /// Whether or not.
    Switch { default: bool, get: fn(&Settings) -> bool, set: fn(&mut Settings, bool) },
    /// The name of a time zone.
    Zone { default: &'static str, get: fn(&Settings) -> &str, set: fn(&mut Settings, String) },
    /// How an export comes.
    Delivery { get: fn(&Settings) -> Delivery, set: fn(&mut Settings, Delivery) },
    /// A language.
    Lang { default: Lang, get: fn(&Settings) -> Lang, set: fn(&mut Settings, Lang) },
}

/// One setting.
pub struct Key {
    /// Dotted path in the TOML file.
    pub name: &'static str,
    /// Unit of the value.
    pub unit: &'static str,
    /// What it does and where its default comes from.
    pub doc: &'static str,
    /// How it is read.
    pub field: Field,
}

impl Field {
    /// Puts the default in place.
    pub fn reset(&self, settings: &mut Settings) {
        match self {
            Field::Int { default, set, .. } => set(settings, *default),
            Field::Real { default, set, .. } => set(settings, *default),
            Field::Switch { default, set, .. } => set(settings, *default),
            Field::Zone { default, set, .. } => set(settings, (*default).to_string()),
            Field::Delivery { set, .. } => set(settings, Delivery::default()),
            Field::Lang { default, set, .. } => set(settings, *default),
        }
    }

    /// Reads a value of the file; the error says what was expected.
    pub fn set(&self, settings: &mut Settings, value: &DeValue<'_>) -> Result<(), String> {
        match self {
            Field::Int { min, max, set, .. } => {
                let parsed = value.as_integer().and_then(|i| i.as_str().parse::<i64>().ok());
                match parsed {
                    Some(n) if (*min..=*max).contains(&n) => set(settings, n),
                    _ => return Err(format!("expected a whole number from {min} to {max}")),
                }
            }
            Field::Real { min, max, set, .. } => {
                let float = value.as_float().and_then(|f| f.as_str().parse::<f64>().ok());
                let whole = value.as_integer().and_then(|i| i.as_str().parse::<f64>().ok());
                match float.or(whole) {
                    Some(x) if x >= *min && x <= *max => set(settings, x),
                    _ => return Err(format!("expected a number from {min} to {max}")),
                }
            }
            Field::Switch { set, .. } => match value.as_bool() {
                Some(on) => set(settings, on),
                None => return Err("expected true or false".into()),
            },
            Field::Zone { set, .. } => match value.as_str() {
                Some(name) if Zone::named(name).is_some() => set(settings, name.to_string()),
                _ => return Err("expected an IANA time zone such as \"Asia/Shanghai\"".into()),
            },
            Field::Delivery { set, .. } => match value.as_str().and_then(Delivery::named) {
                Some(delivery) => set(settings, delivery),
                None => return Err(format!("expected one of {}", Delivery::NAMES.join(", "))),
            },
            Field::Lang { set, .. } => match value.as_str().and_then(Lang::of_tag) {
                Some(lang) => set(settings, lang),
                None => return Err(format!("expected one of {}", Lang::TAGS.join(", "))),
            },
        }
        Ok(())
    }

    /// The value as TOML.
    pub fn show(&self, settings: &Settings) -> String {
        match self {
            Field::Int { get, .. } => get(settings).to_string(),
            Field::Real { get, .. } => format!("{:?}", get(settings)),
            Field::Switch { get, .. } => get(settings).to_string(),
            Field::Zone { get, .. } => format!("{:?}", get(settings)),
            Field::Delivery { get, .. } => format!("{:?}", get(settings).name()),
            Field::Lang { get, .. } => format!("{:?}", get(settings).tag()),
        }
    }

    /// The value as JSON.
    pub fn json(&self, settings: &Settings) -> serde_json::Value {
        match self {
            Field::Int { get, .. } => get(settings).into(),
            Field::Real { get, .. } => get(settings).into(),
            Field::Switch { get, .. } => get(settings).into(),
            Field::Zone { get, .. } => get(settings).into(),
            Field::Delivery { get, .. } => get(settings).name().into(),
            Field::Lang { get, .. } => get(settings).tag().into(),
        }
    }
}

/// A setting that says how an export comes.
macro_rules! delivery {
    ($name:literal, $kind:ident) => {
        Key {
            name: $name,
            unit: "snapshot or increment",
            doc: "With --state: whether this export comes whole every night, or new and changed rows only.",
            field: Field::Delivery {
                get: |s| s.deliveries[ExportKind::$kind as usize],
                set: |s, v| s.deliveries[ExportKind::$kind as usize] = v,
            },
        }
    };
}

/// Every setting; keys of one group stand together.
pub const KEYS: &[Key] = &[
    Key {
        name: "input.timezone",
        unit: "IANA name",
        doc: "Zone of times without an offset, of days, and of times in reports.",
        field: Field::Zone { default: "Asia/Shanghai", get: |s| &s.timezone, set: |s, v| s.timezone = v },
    },
    Key {
        name: "input.window_days",
        unit: "days",
        doc: "How far back logins count, from the last day that has them. Calendars hold 128 days.",
        field: Field::Int {
            default: 90,
            min: 7,
            max: 128,
            get: |s| s.window_days,
            set: |s, v| s.window_days = v,
        },
    },
    Key {
        name: "input.max_rejected_share",
        unit: "share of an export's rows",
        doc: "A larger share of rejected rows stops the run, with only the quarantine written.",
        field: Field::Real {
            default: 0.05,
            min: 0.0,
            max: 1.0,
            get: |s| s.max_rejected_share,
            set: |s, v| s.max_rejected_share = v,
        },
    },
    Key {
        name: "input.touched_only",
        unit: "true or false",
        doc: "Whether only accounts are looked at that something touches: they are no plain personal ones, another\nexport names them, their holder or their payout account, or another account was on one of their devices in\nthe window. All others stay in the state, and out of memory.",
        field: Field::Switch { default: false, get: |s| s.touched_only, set: |s, v| s.touched_only = v },
    },
    Key {
        name: "input.retry_seconds",
        unit: "seconds",
        doc: "The same lead handed on between the same two accounts again within this time is a retry\nof the sender (webhooks repeat within minutes) and is collapsed.",
        field: Field::Int {
            default: 300,
            min: 0,
            max: 86_400,
            get: |s| s.retry_seconds,
            set: |s, v| s.retry_seconds = v,
        },
    },
    Key {
        name: "input.max_identifier_bytes",
        unit: "bytes",
        doc: "Rows with a longer identifier are rejected.",
        field: Field::Int {
            default: 256,
            min: 16,
            max: 65_535,
            get: |s| s.max_identifier_bytes,
            set: |s, v| s.max_identifier_bytes = v,
        },
    },
    Key {
        name: "input.max_field_bytes",
        unit: "bytes",
        doc: "Rows with a longer field are rejected; a quotation mark that is not closed within this\nlength is taken to be a stray one and its row is rejected.",
        field: Field::Int {
            default: 1_048_576,
            min: 1024,
            max: 67_108_864,
            get: |s| s.max_field_bytes,
            set: |s, v| s.max_field_bytes = v,
        },
    },
    Key {
        name: "input.max_columns",
        unit: "columns",
        doc: "A file whose header has more columns is refused: the contract knows a dozen an export, and wide\ntables have some hundred.",
        field: Field::Int {
            default: 1000,
            min: 16,
            max: 100_000,
            get: |s| s.max_columns,
            set: |s, v| s.max_columns = v,
        },
    },
    Key {
        name: "input.max_decompressed_mb",
        unit: "MiB",
        doc: "A compressed file (gzip, zstd, Parquet) that holds more is refused. The default is a billion logins\nfour times over.",
        field: Field::Int {
            default: 262_144,
            min: 1,
            max: 1_073_741_824,
            get: |s| s.max_decompressed_mb,
            set: |s, v| s.max_decompressed_mb = v,
        },
    },
    Key {
        name: "input.max_compression_ratio",
        unit: "times",
        doc: "A compressed file that holds more than this many bytes for each of its own is refused once it has\ncome to 16 MiB: exports come to some ten times, bombs to a thousand and more.",
        field: Field::Int {
            default: 200,
            min: 2,
            max: 1_000_000,
            get: |s| s.max_compression_ratio,
            set: |s, v| s.max_compression_ratio = v,
        },
    },
    Key {
        name: "input.max_rejected_mb",
        unit: "MiB",
        doc: "Rejected rows of one export are held in memory until they are written; more than this of them stops\nthe run at once, without a quarantine.",
        field: Field::Int {
            default: 1024,
            min: 1,
            max: 1_048_576,
            get: |s| s.max_rejected_mb,
            set: |s, v| s.max_rejected_mb = v,
        },
    },
    Key {
        name: "input.memory_limit_mb",
        unit: "MiB",
        doc: "Memory to stay within while logins are reduced; half of it may hold logins, what is\nmore goes to temporary Parquet files. `--memory-limit` overrides it.",
        field: Field::Int {
            default: 2048,
            min: 64,
            max: 1_048_576,
            get: |s| s.memory_limit_mb,
            set: |s, v| s.memory_limit_mb = v,
        },
    },
    Key {
        name: "platform.binding_quota",
        unit: "KOS accounts",
        doc: "Accounts that an enterprise may bind without advertising spend (platform rule, 2025).",
        field: Field::Int { default: 30, min: 1, max: 100_000, get: |s| s.quota, set: |s, v| s.quota = v },
    },
    Key {
        name: "detect.min_active_days",
        unit: "days",
        doc: "An account with fewer active days says too little about who operates it.",
        field: Field::Int {
            default: 6,
            min: 2,
            max: 60,
            get: |s| s.min_active_days,
            set: |s, v| s.min_active_days = v,
        },
    },
    Key {
        name: "detect.change_window_days",
        unit: "days",
        doc: "How near to a change of operator a payment, a binding or a changed phone counts as\nbelonging to it. Sales of accounts are settled within days; a month leaves room.",
        field: Field::Int {
            default: 21,
            min: 1,
            max: 60,
            get: |s| s.change_window_days,
            set: |s, v| s.change_window_days = v,
        },
    },
    Key {
        name: "detect.affiliation_min_days",
        unit: "days",
        doc: "A binding that covers fewer days of the window has too little data to miss its company in.",
        field: Field::Int {
            default: 3,
            min: 2,
            max: 60,
            get: |s| s.affiliation_min_days,
            set: |s, v| s.affiliation_min_days = v,
        },
    },
    Key {
        name: "detect.cohort_days",
        unit: "days",
        doc: "Bindings of one enterprise that begin within so many days of each other are a cohort.",
        field: Field::Int {
            default: 2,
            min: 0,
            max: 30,
            get: |s| s.cohort_days,
            set: |s, v| s.cohort_days = v,
        },
    },
    Key {
        name: "score.prior",
        unit: "probability",
        doc: "How likely an account is to be abused in one way before anything is known of it, at the most:\nless where the evidence of the run speaks for less. An assumption: cases that platforms publish are of\nthe order of one in a hundred.",
        field: Field::Real { default: 0.005, min: 1e-6, max: 0.5, get: |s| s.prior, set: |s, v| s.prior = v },
    },
    Key {
        name: "score.prior_accounts",
        unit: "accounts",
        doc: "How many accounts score.prior counts as much as, beside those of the run. Very many leave it as\nit is.",
        field: Field::Int {
            default: 1000,
            min: 0,
            max: 1_000_000_000_000,
            get: |s| s.prior_accounts,
            set: |s, v| s.prior_accounts = v,
        },
    },
    Key {
        name: "score.family_cap_bits",
        unit: "bits",
        doc: "The most that one family of evidence may add or take, since findings of one family are\ncorrelated.",
        field: Field::Real {
            default: 11.0,
            min: 1.0,
            max: 30.0,
            get: |s| s.family_cap_bits,
            set: |s, v| s.family_cap_bits = v,
        },
    },
    Key {
        name: "score.confirmed_bits",
        unit: "bits",
        doc: "What a reviewer's verdict against an account adds for the abuse that was confirmed. With the\ndefault prior, 15 bits are 99 in 100: how often a reviewer who has looked is expected to be right.",
        field: Field::Real {
            default: 15.0,
            min: 0.0,
            max: 60.0,
            get: |s| s.confirmed_bits,
            set: |s, v| s.confirmed_bits = v,
        },
    },
    Key {
        name: "policy.review_score",
        unit: "score",
        doc: "From this score on, an account is worth a reviewer's look.",
        field: Field::Real {
            default: 0.5,
            min: 0.0,
            max: 1.0,
            get: |s| s.review_score,
            set: |s, v| s.review_score = v,
        },
    },
    Key {
        name: "policy.action_bits",
        unit: "bits of evidence",
        doc: "Evidence that an action above review needs at the least (on top of the number of families).",
        field: Field::Real {
            default: 10.0,
            min: 0.0,
            max: 60.0,
            get: |s| s.action_bits,
            set: |s, v| s.action_bits = v,
        },
    },
    Key {
        name: "policy.false_share",
        unit: "share",
        doc: "Of the accounts for which an action above review is recommended, the share that may have so\nmuch evidence by chance. Where few have much, each needs more than policy.action_bits.",
        field: Field::Real {
            default: 0.05,
            min: 1e-6,
            max: 1.0,
            get: |s| s.false_share,
            set: |s, v| s.false_share = v,
        },
    },
    Key {
        name: "policy.action_families",
        unit: "independent families",
        doc: "Families of evidence that an action above review needs.",
        field: Field::Int {
            default: 2,
            min: 1,
            max: 8,
            get: |s| s.action_families,
            set: |s, v| s.action_families = v,
        },
    },
    Key {
        name: "policy.own_bits",
        unit: "bits of evidence",
        doc: "Evidence from what an account does itself, whatever speaks against it subtracted, that an action\nabove review needs. What others do to it (docs/policy.md) is left out.",
        field: Field::Real {
            default: 3.0,
            min: 0.0,
            max: 60.0,
            get: |s| s.own_bits,
            set: |s, v| s.own_bits = v,
        },
    },
    Key {
        name: "policy.severe_bits",
        unit: "bits of evidence",
        doc: "Evidence from which on a step beyond unbinding is recommended.",
        field: Field::Real {
            default: 20.0,
            min: 0.0,
            max: 90.0,
            get: |s| s.severe_bits,
            set: |s, v| s.severe_bits = v,
        },
    },
    Key {
        name: "policy.severe_families",
        unit: "independent families",
        doc: "Families of evidence that a step beyond unbinding needs.",
        field: Field::Int {
            default: 3,
            min: 1,
            max: 9,
            get: |s| s.severe_families,
            set: |s, v| s.severe_families = v,
        },
    },
    Key {
        name: "policy.close_spend_cny",
        unit: "CNY",
        doc: "Advertising of the account in the exports from which on closing the advertising account is recommended.",
        field: Field::Int {
            default: 5000,
            min: 0,
            max: 1_000_000_000,
            get: |s| s.close_spend_cny,
            set: |s, v| s.close_spend_cny = v,
        },
    },
    Key {
        name: "policy.close_leads",
        unit: "transfers",
        doc: "Leads handed to unrelated parties from which on closing the advertising account is recommended.",
        field: Field::Int {
            default: 30,
            min: 1,
            max: 1_000_000,
            get: |s| s.close_leads,
            set: |s, v| s.close_leads = v,
        },
    },
    Key {
        name: "policy.ban_bits",
        unit: "bits of evidence",
        doc: "Evidence that banning the account needs.",
        field: Field::Real {
            default: 30.0,
            min: 0.0,
            max: 120.0,
            get: |s| s.ban_bits,
            set: |s, v| s.ban_bits = v,
        },
    },
    Key {
        name: "policy.ban_accounts",
        unit: "accounts",
        doc: "Size of the ring from which on banning the account is recommended.",
        field: Field::Int {
            default: 10,
            min: 1,
            max: 1_000_000,
            get: |s| s.ban_accounts,
            set: |s, v| s.ban_accounts = v,
        },
    },
    Key {
        name: "rings.member_score",
        unit: "score",
        doc: "From this score on, an account may be a member of a ring.",
        field: Field::Real {
            default: 0.65,
            min: 0.0,
            max: 1.0,
            get: |s| s.ring_member_score,
            set: |s, v| s.ring_member_score = v,
        },
    },
    Key {
        name: "rings.score",
        unit: "score",
        doc: "From this score on a ring is listed; that of one account is the account's. Accounts of others\nare listed without a ring.",
        field: Field::Real {
            default: 0.95,
            min: 0.0,
            max: 1.0,
            get: |s| s.ring_score,
            set: |s, v| s.ring_score = v,
        },
    },
    Key {
        name: "rings.edge_bits",
        unit: "bits",
        doc: "Evidence that ties two things together makes an edge from this weight on.",
        field: Field::Real {
            default: 1.0,
            min: 0.0,
            max: 30.0,
            get: |s| s.ring_edge_bits,
            set: |s, v| s.ring_edge_bits = v,
        },
    },
    Key {
        name: "rings.resolution",
        unit: "CPM resolution",
        doc: "Higher values split components into smaller rings.",
        field: Field::Real {
            default: 0.025,
            min: 0.0,
            max: 10.0,
            get: |s| s.ring_resolution,
            set: |s, v| s.ring_resolution = v,
        },
    },
    Key {
        name: "report.top_rings",
        unit: "rings",
        doc: "Rings named in the closing summary.",
        field: Field::Int { default: 5, min: 0, max: 100, get: |s| s.top_rings, set: |s, v| s.top_rings = v },
    },
    Key {
        name: "report.full_rings",
        unit: "rings",
        doc: "Rings that report.html shows in full, the most likely first; the rest are rows of its table.",
        field: Field::Int {
            default: 200,
            min: 0,
            max: 100_000,
            get: |s| s.full_rings,
            set: |s, v| s.full_rings = v,
        },
    },
    Key {
        name: "report.ring_findings",
        unit: "findings",
        doc: "Findings that report.html shows of one ring, the heaviest first; evidence.csv has all.",
        field: Field::Int {
            default: 120,
            min: 30,
            max: 10_000,
            get: |s| s.ring_findings,
            set: |s, v| s.ring_findings = v,
        },
    },
    Key {
        name: "report.chain_hops",
        unit: "hops",
        doc: "The longest chain of transfers: what follows is a chain of its own. Leads are sold on a few times;\nlonger chains come from tests and loops, and a hop beyond says nothing more.",
        field: Field::Int {
            default: 1000,
            min: 2,
            max: 1_000_000,
            get: |s| s.chain_hops,
            set: |s, v| s.chain_hops = v,
        },
    },
    Key {
        name: "report.language",
        unit: "en, zh-Hans or zh-Hant",
        doc: "Language of what people read; machine files are the same in all. `--lang` overrides it.",
        field: Field::Lang { default: Lang::En, get: |s| s.language, set: |s, v| s.language = v },
    },
    Key {
        name: "report.sheet_rows",
        unit: "rows",
        doc: "The most rows on a sheet of report.xlsx, the likeliest first; the CSV files hold all. A sheet\nis for eyes and takes its time: Excel itself stops at 1,048,576.",
        field: Field::Int {
            default: 5_000,
            min: 1,
            max: MOST_SHEET_ROWS,
            get: |s| s.sheet_rows,
            set: |s, v| s.sheet_rows = v,
        },
    },
    Key {
        name: "state.replace_share",
        unit: "share",
        doc: "Tonight's logins replace a day of the state if they are at least this share of its logins there; fewer are late, and stay out.",
        field: Field::Real {
            default: 0.5,
            min: 0.0,
            max: 1.0,
            get: |s| s.state_replace_share,
            set: |s, v| s.state_replace_share = v,
        },
    },
    Key {
        name: "state.gate_growth",
        unit: "times",
        doc: "A night with more than this many times the rings, or accounts with an action, of the median night before ends with exit code 1.",
        field: Field::Real {
            default: 2.0,
            min: 1.0,
            max: 1000.0,
            get: |s| s.gate_growth,
            set: |s, v| s.gate_growth = v,
        },
    },
    Key {
        name: "state.gate_export_share",
        unit: "share",
        doc: "An export with fewer rows than this share of the median night before ends a night with exit code 1.",
        field: Field::Real {
            default: 0.5,
            min: 0.0,
            max: 1.0,
            get: |s| s.gate_export_share,
            set: |s, v| s.gate_export_share = v,
        },
    },
    delivery!("state.accounts", Accounts),
    delivery!("state.bindings", Bindings),
    delivery!("state.lead_transfers", LeadTransfers),
    delivery!("state.account_changes", AccountChanges),
    delivery!("state.leads", Leads),
    delivery!("state.payments", Payments),
    delivery!("state.ad_spend", AdSpend),
    delivery!("state.notes", Notes),
    delivery!("state.approved_operators", ApprovedOperators),
    delivery!("state.verdicts", Verdicts),
    Key {
        name: "privacy.mask_messages",
        unit: "true or false",
        doc: "Whether what a message quotes from an export (a value of each kind of rejected row, and headers that\nthe contract doesn't know, which are a row of data where the header is missing) is shown by its length\nonly.",
        field: Field::Switch { default: false, get: |s| s.mask_messages, set: |s, v| s.mask_messages = v },
    },
];
