//! The data contract as constants: every export, every column.
//!
//! The header check, the readers, the error texts, the not-assessed list and `kosring schema` follow
//! from these constants, so that a new column is one line here.

use crate::ids::Domain;

/// What a column holds and how its text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An opaque identifier.
    Id(Domain),
    /// The identifier of an account that the `accounts` export must hold.
    Account,
    /// A moment (milliseconds since 1970, UTC).
    Time,
    /// A day (days since 1970-01-01 in the settings' zone).
    Day,
    /// CNY with at most two decimals (fen).
    Money,
    /// One of a closed list of words; its place in the list is stored.
    Word(&'static [&'static str]),
    /// Free text, stored as it is.
    Text,
}

/// One column of an export.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The contract's name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether the column must exist and every row must have a value in it.
    pub required: bool,
    /// Other headers that are known to mean it.
    pub aliases: &'static [&'static str],
    /// One line of documentation.
    pub doc: &'static str,
}

/// Which export; the order is that of reading and reporting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub enum ExportKind {
    Accounts,
    Logins,
    Bindings,
    LeadTransfers,
    AccountChanges,
    Leads,
    Payments,
    AdSpend,
    Notes,
    ApprovedOperators,
    Verdicts,
}

/// One export of the contract.
#[derive(Debug, Clone, Copy)]
pub struct Export {
    /// Which one.
    pub kind: ExportKind,
    /// The contract's name, which is also the stem of its file.
    pub name: &'static str,
    /// Whether a run needs it.
    pub required: bool,
    /// Its columns.
    pub columns: &'static [Column],
    /// Columns that identify a row: a second row with the same values there, but others elsewhere,
    /// is a conflict. Empty where rows have no identity of their own.
    pub key: &'static [&'static str],
    /// One line of documentation.
    pub doc: &'static str,
}

impl Export {
    /// The place of a column by its contract name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == name)
    }
}

/// The export of a kind.
pub fn export(kind: ExportKind) -> &'static Export {
    &EXPORTS[kind as usize]
}

/// Kinds of accounts, in the order in which they are stored.
pub const ACCOUNT_KINDS: &[&str] = &["personal", "professional", "enterprise", "kos"];
/// How a KOS account came to its enterprise.
pub const METHODS: &[&str] = &["created", "bound"];
/// What may change about an account.
pub const CHANGE_FIELDS: &[&str] = &["password", "phone", "payout_account", "holder", "region"];
/// Advertising products.
pub const PRODUCTS: &[&str] = &["seeding", "lead_collection", "search", "shutiao"];
/// What an approval can be about.
pub const APPROVAL_KINDS: &[&str] = &["device", "ip", "payment_account", "account", "enterprise"];
/// What reviewers can decide.
pub const VERDICTS: &[&str] = &["traded", "rented", "affiliated", "lead_resale", "clean"];

/// Chinese words for those of closed lists, as consoles and analysts write them.
pub const SYNONYMS: &[(&str, &[&str])] = &[
    ("personal", &["个人号", "個人號", "普通号", "普通號"]),
    ("professional", &["专业号", "專業號"]),
    ("enterprise", &["企业号", "企業號", "企业", "企業"]),
    ("kos", &["员工号", "員工號", "企业员工号", "企業員工號"]),
    ("created", &["创建", "創建"]),
    ("bound", &["绑定", "綁定"]),
    ("password", &["密码", "密碼"]),
    ("phone", &["手机号", "手機號"]),
    ("payout_account", &["收款账户", "收款帳戶"]),
    ("holder", &["持有人"]),
    ("region", &["地区", "地區"]),
    ("device", &["设备", "設備"]),
    ("payment_account", &["收付款账户", "收付款帳戶"]),
    ("account", &["账号", "帳號"]),
    ("traded", &["账号买卖", "帳號買賣"]),
    ("rented", &["账号出租", "帳號出租"]),
    ("affiliated", &["违规挂靠", "違規掛靠"]),
    ("lead_resale", &["倒卖客资", "倒賣客資"]),
    ("clean", &["无违规", "無違規", "清白"]),
];

/// The place of a word in a closed list, as columns hold it; a word that is in none stops the build.
pub const fn word(words: &[&str], name: &str) -> u32 {
    let mut place = 0;
    while place < words.len() {
        let (one, other) = (words[place].as_bytes(), name.as_bytes());
        let mut same = 0;
        while same < one.len() && same < other.len() && one[same] == other[same] {
            same += 1;
        }
        if same == one.len() && same == other.len() {
            return place as u32;
        }
        place += 1;
    }
    panic!("the list has no such word")
}

/// The place of `enterprise` among the kinds of accounts.
pub const ENTERPRISE: u32 = word(ACCOUNT_KINDS, "enterprise");
/// The place of `password` among the fields that change.
pub const PASSWORD: u32 = word(CHANGE_FIELDS, "password");
/// The place of `phone` among the fields that change.
pub const PHONE: u32 = word(CHANGE_FIELDS, "phone");
/// The place of `payout_account` among the fields that change.
pub const PAYOUT: u32 = word(CHANGE_FIELDS, "payout_account");
/// The place of `holder` among the fields that change.
pub const HOLDER: u32 = word(CHANGE_FIELDS, "holder");

/// The place of a word in a closed list, in any case or by its Chinese name.
pub fn place_of_word(words: &[&str], text: &[u8]) -> Option<usize> {
    let called = |word: &str| {
        let names = SYNONYMS.iter().filter(|s| s.0 == word).flat_map(|s| s.1);
        names.into_iter().any(|name| name.as_bytes() == text)
    };
    let same = |word: &&str| word.as_bytes().eq_ignore_ascii_case(text);
    words.iter().position(same).or_else(|| words.iter().position(|word| called(word)))
}

const fn required(
    name: &'static str,
    kind: Kind,
    aliases: &'static [&'static str],
    doc: &'static str,
) -> Column {
    Column { name, kind, required: true, aliases, doc }
}

const fn optional(
    name: &'static str,
    kind: Kind,
    aliases: &'static [&'static str],
    doc: &'static str,
) -> Column {
    Column { name, kind, required: false, aliases, doc }
}

const ACCOUNT_ALIASES: &[&str] = &["账号ID", "账号id", "帐号ID", "帳號ID", "用户ID", "uid", "user_id"];

/// All exports, in the order of [`ExportKind`].
pub const EXPORTS: [Export; 11] = [
    Export {
        kind: ExportKind::Accounts,
        name: "accounts",
        required: true,
        columns: &[
            required("account_id", Kind::Id(Domain::Account), ACCOUNT_ALIASES, "the account"),
            required(
                "account_kind",
                Kind::Word(ACCOUNT_KINDS),
                &["账号类型", "帳號類型"],
                "what kind of account it is",
            ),
            required("registered_at", Kind::Time, &["注册时间", "註冊時間"], "when it was registered"),
            optional("region", Kind::Id(Domain::Region), &["地区", "地區", "城市"], "declared region"),
            optional(
                "holder_hash",
                Kind::Id(Domain::Person),
                &["实名", "持有人", "实名哈希"],
                "verified identity; of an enterprise: its legal representative",
            ),
            optional(
                "phone_hash",
                Kind::Id(Domain::Phone),
                &["手机号", "手机号哈希", "手機號"],
                "phone number, hashed",
            ),
            optional(
                "payout_account",
                Kind::Id(Domain::PaymentAccount),
                &["收款账户", "收款账号", "收款帳戶"],
                "payment account that receives payouts",
            ),
            optional("industry", Kind::Id(Domain::Word), &["行业", "行業"], "line of business"),
            optional(
                "group_id",
                Kind::Id(Domain::Group),
                &["集团ID", "集團ID", "品牌ID"],
                "parent or franchise of an enterprise",
            ),
        ],
        key: &["account_id"],
        doc: "every account that the other exports speak of",
    },
    Export {
        kind: ExportKind::Logins,
        name: "logins",
        required: true,
        columns: &[
            required("account_id", Kind::Account, ACCOUNT_ALIASES, "who logged in"),
            required(
                "device_id",
                Kind::Id(Domain::Device),
                &["设备ID", "设备id", "設備ID", "device"],
                "on which device",
            ),
            required("login_at", Kind::Time, &["登录时间", "登入時間", "login_time"], "when"),
            optional(
                "ip",
                Kind::Id(Domain::Ip),
                &["IP", "IP地址", "ip_hash"],
                "network address or its hash; of an IPv6 address the first 64 bits count",
            ),
            optional(
                "region",
                Kind::Id(Domain::Region),
                &["地区", "地區", "登录地区", "城市"],
                "region of the address",
            ),
        ],
        key: &[],
        doc: "logins, the one big input",
    },
    Export {
        kind: ExportKind::Bindings,
        name: "bindings",
        required: true,
        columns: &[
            required(
                "enterprise_id",
                Kind::Account,
                &["企业号ID", "企业ID", "企業號ID"],
                "the enterprise account",
            ),
            required("account_id", Kind::Account, ACCOUNT_ALIASES, "the KOS account"),
            required("bound_at", Kind::Time, &["绑定时间", "綁定時間"], "when it was bound"),
            optional(
                "unbound_at",
                Kind::Time,
                &["解绑时间", "解綁時間"],
                "when it was unbound; missing = still bound",
            ),
            optional(
                "method",
                Kind::Word(METHODS),
                &["绑定方式", "綁定方式"],
                "created by the enterprise, or an own account bound to it",
            ),
            optional(
                "employee_hash",
                Kind::Id(Domain::Person),
                &["员工实名", "员工", "員工"],
                "identity that the enterprise declared",
            ),
        ],
        key: &[],
        doc: "intervals in which an account belongs to an enterprise",
    },
    Export {
        kind: ExportKind::LeadTransfers,
        name: "lead_transfers",
        required: true,
        columns: &[
            required("lead_id", Kind::Id(Domain::Lead), &["客资ID", "线索ID", "客資ID"], "the lead"),
            required(
                "contact_hash",
                Kind::Id(Domain::Contact),
                &["联系方式", "聯絡方式"],
                "the consumer's contact, hashed",
            ),
            required(
                "from_account",
                Kind::Account,
                &["转出账号", "转出账号ID", "轉出帳號"],
                "who hands it on",
            ),
            required("to_account", Kind::Account, &["转入账号", "转入账号ID", "轉入帳號"], "who receives it"),
            required("transferred_at", Kind::Time, &["转移时间", "轉移時間", "流转时间"], "when"),
            optional(
                "channel",
                Kind::Id(Domain::Word),
                &["渠道"],
                "how: crm_assign, private_message, partner_api, form, export, …",
            ),
        ],
        key: &[],
        doc: "leads handed from account to account",
    },
    Export {
        kind: ExportKind::AccountChanges,
        name: "account_changes",
        required: false,
        columns: &[
            required("account_id", Kind::Account, ACCOUNT_ALIASES, "the account"),
            required("field", Kind::Word(CHANGE_FIELDS), &["变更字段", "變更欄位"], "what changed"),
            required("changed_at", Kind::Time, &["变更时间", "變更時間"], "when"),
            optional("old_value", Kind::Id(Domain::Value), &["旧值", "舊值"], "value before, hashed"),
            optional("new_value", Kind::Id(Domain::Value), &["新值"], "value after, hashed"),
        ],
        key: &[],
        doc: "changes of password, phone, payout account, holder and region",
    },
    Export {
        kind: ExportKind::Leads,
        name: "leads",
        required: false,
        columns: &[
            required("lead_id", Kind::Id(Domain::Lead), &["客资ID", "线索ID", "客資ID"], "the lead"),
            required(
                "contact_hash",
                Kind::Id(Domain::Contact),
                &["联系方式", "聯絡方式"],
                "the consumer's contact, hashed",
            ),
            required("account_id", Kind::Account, ACCOUNT_ALIASES, "who collected it"),
            required("collected_at", Kind::Time, &["收集时间", "留资时间", "收集時間"], "when"),
            optional("source", Kind::Id(Domain::Word), &["来源", "來源"], "form, private_message, import, …"),
            optional("followed_up_at", Kind::Time, &["跟进时间", "跟進時間"], "when somebody answered"),
        ],
        key: &["lead_id"],
        doc: "leads as they were collected",
    },
    Export {
        kind: ExportKind::Payments,
        name: "payments",
        required: false,
        columns: &[
            required("payment_id", Kind::Id(Domain::Payment), &["支付ID", "流水号", "流水號"], "the payment"),
            required("payer", Kind::Id(Domain::PaymentAccount), &["付款方"], "payment account that pays"),
            required("payee", Kind::Id(Domain::PaymentAccount), &["收款方"], "payment account that is paid"),
            required("paid_at", Kind::Time, &["支付时间", "支付時間"], "when"),
            required("amount_cny", Kind::Money, &["金额", "金額"], "how much"),
        ],
        key: &["payment_id"],
        doc: "payments between payment accounts",
    },
    Export {
        kind: ExportKind::AdSpend,
        name: "ad_spend",
        required: false,
        columns: &[
            required("account_id", Kind::Account, ACCOUNT_ALIASES, "the account that advertised"),
            required("spent_on", Kind::Day, &["日期", "消耗日期"], "the day"),
            required("product", Kind::Word(PRODUCTS), &["产品", "產品"], "which product"),
            required("spend_cny", Kind::Money, &["消耗", "消耗金额", "消耗金額"], "how much"),
        ],
        key: &[],
        doc: "advertising spend a day, account and product",
    },
    Export {
        kind: ExportKind::Notes,
        name: "notes",
        required: false,
        columns: &[
            required("note_id", Kind::Id(Domain::Note), &["笔记ID", "筆記ID"], "the note"),
            required("account_id", Kind::Account, ACCOUNT_ALIASES, "who published it"),
            required("published_at", Kind::Time, &["发布时间", "發布時間"], "when"),
            required("text", Kind::Text, &["正文", "内容", "內容"], "its text"),
        ],
        key: &["note_id"],
        doc: "notes with their texts",
    },
    Export {
        kind: ExportKind::ApprovedOperators,
        name: "approved_operators",
        required: false,
        columns: &[
            required("kind", Kind::Word(APPROVAL_KINDS), &["类型", "類型"], "what is approved"),
            required("id", Kind::Id(Domain::Value), &["ID"], "its identifier"),
            required("reason", Kind::Id(Domain::Word), &["原因"], "why"),
            optional("valid_until", Kind::Time, &["有效期至"], "until when; missing = no end"),
        ],
        key: &[],
        doc: "agencies, shop tablets and other operators that the platform approved",
    },
    Export {
        kind: ExportKind::Verdicts,
        name: "verdicts",
        required: false,
        columns: &[
            required("account_id", Kind::Account, ACCOUNT_ALIASES, "the account"),
            required("verdict", Kind::Word(VERDICTS), &["结论", "結論"], "what was decided"),
            required("decided_at", Kind::Time, &["裁定时间", "裁定時間"], "when"),
            optional("note", Kind::Text, &["备注", "備註"], "the reviewer's words"),
        ],
        key: &[],
        doc: "what reviewers decided",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// Fault: a console's own words rejected, or read as others than the page says.
    #[test]
    fn chinese_words_are_known_and_written_down() {
        assert_eq!(place_of_word(ACCOUNT_KINDS, "企业员工号".as_bytes()), Some(3));
        assert_eq!(place_of_word(VERDICTS, b"Traded"), Some(0));
        assert_eq!(place_of_word(METHODS, "企业号".as_bytes()), None);
        let page = include_str!("../docs/contract.md");
        let lists = [ACCOUNT_KINDS, METHODS, CHANGE_FIELDS, PRODUCTS, APPROVAL_KINDS, VERDICTS];
        for (word, names) in SYNONYMS {
            assert!(lists.iter().any(|list| list.contains(word)), "{word}");
            assert!(page.contains(&format!("`{word}` {}", names.join(", "))), "{word}");
        }
    }

    #[test]
    fn kinds_index_their_exports_and_names_are_unique() {
        let mut names = HashSet::new();
        for (place, export) in EXPORTS.iter().enumerate() {
            assert_eq!(export.kind as usize, place, "{}", export.name);
            assert!(names.insert(export.name));
            let mut columns = HashSet::new();
            for column in export.columns {
                assert!(columns.insert(column.name), "{}.{}", export.name, column.name);
                for alias in column.aliases {
                    assert!(columns.insert(alias), "{}.{alias} is ambiguous", export.name);
                }
            }
            for key in export.key {
                assert!(export.column(key).is_some(), "{}: no column {key}", export.name);
            }
        }
    }
}
