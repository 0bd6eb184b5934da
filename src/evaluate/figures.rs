//! The shape of the result: field names here are the names in the JSON.

use serde::Serialize;

use super::table;

/// All figures of a report against a truth. Ratios are in 0..=1, rounded to six decimals.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    /// Who is in the truth and in the report.
    pub population: Population,
    /// How well accounts are ranked.
    pub accounts: Accounts,
    /// How good the top of the ranking is, any abuse.
    pub precision_at_100: TopPrecision,
    /// What is recommended above `review`.
    pub actions: Actions,
    /// Rings.
    pub rings: Rings,
    /// How well lead transfers are ranked.
    pub leads: Leads,
}

/// Numbers of accounts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Population {
    /// In the truth.
    pub accounts: u64,
    /// Of these, with role `clean`.
    pub clean: u64,
    /// Of these, with an abuse role.
    pub abuse: u64,
    /// Of these, lead buyers, which no figure counts.
    pub lead_buyers: u64,
    /// In the truth with a row in `account_scores.csv`.
    pub scored: u64,
    /// In `account_scores.csv` but not in the truth: left out of every figure.
    pub outside_truth: u64,
}

/// Rankings of accounts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Accounts {
    /// By `score`.
    pub any_abuse: Ranking,
    /// By `traded`.
    pub traded: Ranking,
    /// By `rented`.
    pub rented: Ranking,
    /// By `affiliated`.
    pub affiliated: Ranking,
    /// By `lead_resale`.
    pub lead_resale: Ranking,
}

/// One ranking of accounts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    /// Accounts to be ranked first.
    pub hits: u64,
    /// Accounts ranked.
    pub ranked: u64,
    /// Average precision, expected over ties.
    pub average_precision: Option<f64>,
    /// What a random ranking reaches: the share of hits.
    pub chance: Option<f64>,
}

/// Precision among the top accounts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TopPrecision {
    /// How many accounts are looked at: 100, or all if there are fewer.
    pub k: u64,
    /// Share of abuse among them, expected over ties.
    pub precision: Option<f64>,
    /// What a random ranking reaches.
    pub chance: Option<f64>,
    /// What a perfect ranking reaches: below 1 if there are fewer than `k` abusive accounts.
    pub best: Option<f64>,
}

/// Accounts with a recommended action above `review`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Actions {
    /// With an action, lead buyers left out.
    pub acted: u64,
    /// Of these, abusive.
    pub on_abuse: u64,
    /// Of these, clean.
    pub on_clean: u64,
    /// Lead buyers with an action, beside `acted`.
    pub on_lead_buyers: u64,
    /// `on_abuse / acted`.
    pub precision: Option<f64>,
    /// Precision of acting at random: the share of abuse.
    pub chance: Option<f64>,
    /// `on_abuse` over all abusive accounts.
    pub recall: Option<f64>,
    /// Clean accounts with an action per 10,000 clean accounts.
    pub clean_per_10000: Option<f64>,
}

/// Rings of the truth and clusters of the report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rings {
    /// Rings of two or more accounts in the truth.
    pub truth_rings: u64,
    /// Accounts in these.
    pub truth_members: u64,
    /// Rings of four or more accounts in the truth.
    pub truth_rings_of_four: u64,
    /// Against clusters whose recommended action is at least `review`.
    pub claimed: RingFigures,
    /// Against every cluster.
    pub every_cluster: RingFigures,
}

/// How some clusters match the rings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RingFigures {
    /// Number of clusters.
    pub clusters: u64,
    /// B-cubed precision.
    pub b_cubed_precision: Option<f64>,
    /// B-cubed recall.
    pub b_cubed_recall: Option<f64>,
    /// B-cubed F1.
    pub b_cubed_f1: Option<f64>,
    /// Rings of four or more with a Jaccard index of at least 0.5 with some cluster.
    pub found: u64,
    /// The same as a share of `truth_rings_of_four`.
    pub found_share: Option<f64>,
    /// Accounts in the largest cluster, bystanders and all; 0 without clusters.
    pub largest_accounts: u64,
    /// Accounts in the largest cluster when bystanders don't count.
    pub largest_members: u64,
}

/// The ranking of lead transfers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Leads {
    /// Resold transfers in the truth.
    pub hits: u64,
    /// Transfers that the report lists.
    pub listed: u64,
    /// Of these, resold ones.
    pub listed_hits: u64,
    /// All transfers; `null` if `run.json` doesn't tell.
    pub ranked: Option<u64>,
    /// Average precision, expected over ties. Where `ranked` is unknown, resold transfers that
    /// aren't listed contribute nothing: the figure for a platform without end.
    pub average_precision: Option<f64>,
    /// Share of resold ones; `null` if `ranked` is.
    pub chance: Option<f64>,
}

impl Evaluation {
    /// The figures as text for a terminal of 80 columns.
    pub fn table(&self) -> String {
        table::render(self)
    }
}
