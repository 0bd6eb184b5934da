//! The data contract as tests see it: written down a second time, so that the code cannot change it
//! unnoticed.

/// Exports, whether they are required, and their columns; a star marks a required one.
pub const EXPORTS: [(&str, bool, &str); 11] = [
    (
        "accounts",
        true,
        "account_id* account_kind* registered_at* region holder_hash phone_hash payout_account industry group_id",
    ),
    ("logins", true, "account_id* device_id* login_at* ip region"),
    ("bindings", true, "enterprise_id* account_id* bound_at* unbound_at method employee_hash"),
    ("lead_transfers", true, "lead_id* contact_hash* from_account* to_account* transferred_at* channel"),
    ("account_changes", false, "account_id* field* changed_at* old_value new_value"),
    ("leads", false, "lead_id* contact_hash* account_id* collected_at* source followed_up_at"),
    ("payments", false, "payment_id* payer* payee* paid_at* amount_cny*"),
    ("ad_spend", false, "account_id* spent_on* product* spend_cny*"),
    ("notes", false, "note_id* account_id* published_at* text*"),
    ("approved_operators", false, "kind* id* reason* valid_until"),
    ("verdicts", false, "account_id* verdict* decided_at* note"),
];

/// Closed lists of words.
pub const WORDS: [(&str, &str, &str); 6] = [
    ("accounts", "account_kind", "personal professional enterprise kos"),
    ("bindings", "method", "created bound"),
    ("account_changes", "field", "password phone payout_account holder region"),
    ("ad_spend", "product", "seeding lead_collection search shutiao"),
    ("approved_operators", "kind", "device ip payment_account account enterprise"),
    ("verdicts", "verdict", "traded rented affiliated lead_resale clean"),
];

/// Files of a report and their columns.
pub const REPORT: [(&str, &str); 6] = [
    (
        "clusters.csv",
        "cluster_id,rank,score,evidence_bits,typology,typologies,recommended_action,accounts,kos_accounts,enterprises,devices,payment_accounts,leads,ad_spend_cny,first_seen_at,last_seen_at,reasons",
    ),
    ("cluster_members.csv", "cluster_id,member_kind,member_id,role,score"),
    (
        "account_scores.csv",
        "account_id,cluster_id,score,traded,rented,affiliated,lead_resale,role,recommended_action,reasons",
    ),
    ("lead_scores.csv", "lead_id,from_account,to_account,contact_hash,cluster_id,chain_id,hop,score,reasons"),
    (
        "evidence.csv",
        "evidence_id,cluster_id,typology,code,family,subject_kind,subject_id,object_kind,object_id,bits,observed_from,observed_to,detail,sources",
    ),
    ("quarantine.csv", "file,line,column,code,value,row"),
];
