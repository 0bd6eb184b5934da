//! # Near-identical notes of unrelated parties
//!
//! **Finds** accounts that post several texts which an account of an unrelated party posts too, word
//! for word or slightly changed.
//!
//! **Matters** because whoever writes for many accounts writes little and changes it: a studio's
//! library is left where devices, networks and payment accounts are kept apart.
//!
//! **How.** Texts are tidied (case, width, punctuation, emoji, numbers), short ones set aside, and the
//! rest clustered by MinHash (see `minhash.rs`). A text that many parties post is popular, and that two
//! accounts have it says nothing; of a rare text the same may be chance, or one copied the other. That
//! the *same two* accounts share several distinct texts is what chance does not do. With `n` of `M`
//! parties posting a text, a random party has it with a probability of `n / M`; an account with `d`
//! texts that shares `s` of them with another party expects
//!
//! ```text
//! E = M · C(d, s) · Π (n / M)
//! ```
//!
//! parties that share as much by chance. Below one the sharing is telling. One text alone has E = n or
//! more: never telling by itself. It counts only if it is rare (two like it would do) and across trades:
//! true staff copy from their own trade. A text that both post again and again, word for word or slightly changed, is
//! one text more: `n` of `M` parties post it so often. Who answers a brand's call posts its text once.
//!
//! **Honest twins.** Head-office copy is one party's: no finding. Greetings and memes are popular: their
//! `n` is large. A brand's copy in the hands of its dealers does look like a library, but it reaches an
//! account by way of its company, whose true staff (who meet it) post it too, and dealers of one brand
//! are in one trade; both are classes of their own. Whoever the platform approved is left out, and so are two
//! accounts on one device, an agency's or a studio's: that one hand writes for both is known already.
//!
//! **Background.** How often accounts with comparable notes are in each of these classes. Nothing speaks against abuse: a text can be written anew. **Wrong** for two shops whose
//! owners pass texts to each other, for content agencies that nobody approved, and for a brand whose
//! dealers are in different trades. Blind where every text is rewritten.
//!
//! Cost: linear in notes (of each 1000 characters) and `n log n` in distinct texts; an account is
//! compared to 64 accounts beside it a text, for 32 of its texts.

use rayon::prelude::*;

use super::facts::{BESIDE, Contact, Facts, Library, is_approved};
use super::features::{about, count};
use super::{Code, Detector, Weigh};
use crate::evidence::{Evidence, Family, Figure, NodeKind, Odds, Source, Typology};
use crate::ids::NONE;
use crate::schema::ExportKind;

/// The entry of this detector.
pub const DETECTOR: Detector = Detector {
    name: "notes",
    typologies: &[Typology::Rented, Typology::Traded],
    needs: &["notes", "accounts.holder_hash"],
    uses: &["accounts.industry"],
    codes: &[
        Code {
            name: "text_of_stranger",
            family: Family::Content,
            doc: "a rare text is posted by an unrelated party of another trade too",
        },
        Code {
            name: "texts_of_company",
            family: Family::Content,
            doc: "several texts are posted by unrelated parties and by the company's own staff",
        },
        Code {
            name: "texts_of_strangers",
            family: Family::Content,
            doc: "several texts are posted by the same unrelated party of the same trade",
        },
        Code {
            name: "texts_across_trades",
            family: Family::Content,
            doc: "several texts are posted by the same unrelated party of another trade",
        },
        Code {
            name: "text_again",
            family: Family::Content,
            doc: "one text is posted again and again, by an unrelated party too",
        },
        Code {
            name: "takes_texts",
            family: Family::Content,
            doc: "several texts are taken from unrelated parties of the same trade, who posted them before",
        },
        Code {
            name: "takes_texts_across_trades",
            family: Family::Content,
            doc: "several texts are taken from unrelated parties of another trade, who posted them before",
        },
        Code {
            name: "takes_text_again",
            family: Family::Content,
            doc: "one text is posted again and again that an unrelated party posted before",
        },
    ],
    manual: include_str!("notes.rs"),
    run,
};

/// Nothing telling; one rare text across trades; several that true staff post too; several in the same
/// trade or an unknown one; several across trades; one again and again.
const CLASSES: usize = 6;
/// Codes of the classes from the second on.
const CODES: [&str; CLASSES - 1] =
    ["text_of_stranger", "texts_of_company", "texts_of_strangers", "texts_across_trades", "text_again"];
/// The same where the account posts them after others: anybody may copy what it writes, but only it can post what
/// somebody else wrote.
const TAKEN: [&str; CLASSES - 1] =
    ["text_of_stranger", "texts_of_company", "takes_texts", "takes_texts_across_trades", "takes_text_again"];
/// Half of the rented accounts are used for texts of their own, for leads or for advertising only. The
/// others get a library, across trades for the most part: clients of one trade would compete. Few are
/// rented to companies whose true staff post the library too. In one trade honest dealers look alike.
const RENTED: Odds<CLASSES> =
    Odds { abuse: [0.54, 0.09, 0.05, 0.06, 0.19, 0.07], honest: [0.91, 0.05, 0.02, 0.01, 0.005, 0.005] };

/// The same of sold accounts. Most buyers have one or two of them, and write themselves; a third are collectors who
/// work theirs like a studio.
const TRADED: Odds<CLASSES> = Odds { abuse: [0.67, 0.10, 0.04, 0.04, 0.11, 0.04], honest: RENTED.honest };

/// The class of one text of one stranger, and thousandths of a bit that it says at the most: anybody may come across a
/// text and use it, however seldom that happens in the exports.
const ONE_TEXT: usize = 1;
const MOST_OF_ONE: i32 = 2000;

/// Texts of an account that are compared; honest people do not write more at length in a quarter.
const MOST_TEXTS: usize = 32;
/// Texts are not distinct from this resemblance on: they share a sentence.
const DISTINCT: f64 = 0.25;
/// Source rows of either side.
const ROWS_A_SIDE: usize = 8;

/// What an account shares with the stranger that it shares most with.
struct Shared {
    account: u32,
    class: usize,
    /// Places in `postings` of the account's own shared texts, the most widely shared first.
    own: Vec<u32>,
    /// The same of the stranger.
    theirs: Vec<u32>,
    /// Whether strangers posted at least half of these texts before.
    taken: bool,
    /// Bits by which that exceeds chance: −log2 E.
    surprise: f64,
    /// Parties that post the most widely shared of these texts.
    parties: u32,
}

fn run<'f>(facts: &'f Facts<'_>) -> Weigh<'f> {
    let library = &facts.library;
    let notes = facts.frames.numbers(ExportKind::Notes, "note_id");
    let accounts: Vec<&[(u32, u32)]> = library.by_account.chunk_by(|a, b| a.0 == b.0).collect();
    let seen: Vec<Shared> = accounts.par_iter().map(|postings| shared(facts, library, postings)).collect();
    Box::new(move |background| {
        let ordinary = seen.iter().filter(|s| background.has(s.account));
        let counts = count(ordinary.map(|s| Some(s.class)));
        let of = |(typology, odds): (Typology, &Odds<CLASSES>)| {
            let mut bits = odds.bits(counts);
            bits[ONE_TEXT] = bits[ONE_TEXT].min(MOST_OF_ONE);
            let telling = seen.par_iter().filter(|s| s.class > 0);
            telling.map(|s| finding(library, notes, s, (typology, bits[s.class]))).collect::<Vec<_>>()
        };
        [(Typology::Rented, &RENTED), (Typology::Traded, &TRADED)].into_iter().flat_map(of).collect()
    })
}

/// Hands that an account belongs to or whose legal representative holds it.
fn hands(facts: &Facts<'_>, account: u32) -> Vec<u32> {
    let mut hands = facts.companies.hands(account);
    let same_holder = facts.by_holder.rows(facts.accounts.holder[account as usize]);
    hands.extend(same_holder.iter().take(BESIDE).map(|&a| facts.companies.hand(a)).filter(|&h| h != NONE));
    hands
}

fn related(facts: &Facts<'_>, a: u32, b: u32) -> bool {
    let holder = |account: u32| facts.accounts.holder[account as usize];
    let (ours, theirs) = (hands(facts, a), hands(facts, b));
    a == b || (holder(a) != NONE && holder(a) == holder(b)) || ours.iter().any(|h| theirs.contains(h))
}

/// Whether two accounts are used on one device: that one hand writes for both is no news then.
fn on_one_device(facts: &Facts<'_>, a: u32, b: u32) -> bool {
    facts.uses(a).iter().any(|usage| facts.usage(b, usage.device).is_some())
}

/// What an account shares with strangers. `postings` are its own: (account, place).
fn shared(facts: &Facts<'_>, library: &Library, postings: &[(u32, u32)]) -> Shared {
    let account = postings[0].0;
    let nothing =
        Shared { account, class: 0, own: vec![], theirs: vec![], taken: false, surprise: 0.0, parties: 0 };
    let open: Vec<(u32, u32)> =
        postings.iter().copied().filter(|p| !is_approved(facts, &library.postings[p.1 as usize])).collect();
    let postings = &open[..open.len().min(MOST_TEXTS)];
    let again = postings.iter().filter(|p| library.weight_again(p.1).is_some()).count();
    let texts = postings.len() + again;
    // (other account, own place, other's place)
    let mut common: Vec<(u32, u32, u32)> = postings
        .iter()
        .flat_map(|&(_, own)| {
            library.beside(own).map(move |p| (library.postings[p as usize].account, own, p))
        })
        .collect();
    common.sort_unstable();
    let strangers = common.chunk_by(|a, b| a.0 == b.0);
    let strangers =
        strangers.filter(|c| !related(facts, account, c[0].0) && !on_one_device(facts, account, c[0].0));
    let text = |place: u32| library.postings[place as usize].text;
    let most = strangers
        .map(|common| distinct(library, common))
        .map(|mut with| {
            let surprise = surprise(library, &with, texts);
            with.retain(|&(_, own, _)| library.is_rare(text(own)));
            (surprise, with)
        })
        .filter(|(_, with)| !with.is_empty())
        .map(|(surprise, with)| (across_trades(facts, account, with[0].0), surprise, with))
        .max_by(|a, b| {
            let key = |m: &(bool, f64, _)| (m.1 > 0.0, m.0);
            key(a).cmp(&key(b)).then(a.1.total_cmp(&b.1)).then_with(|| b.2.cmp(&a.2))
        });
    let Some((across, surprise, mut with)) = most else { return nothing };
    with.sort_by_key(|&(_, own, _)| (std::cmp::Reverse(library.parties[&text(own)]), text(own)));
    let of_company = || of_company(facts, library, account, &with);
    let class = match (surprise > 0.0, across) {
        (false, false) => 0,
        (false, true) => usize::from(!of_company()),
        (true, _) if of_company() => 2,
        (true, _) if with.len() == 1 => 5,
        (true, across) => 3 + usize::from(across),
    };
    let parties = library.parties[&text(with[0].1)];
    let taken = 2 * with.iter().filter(|w| is_taken(facts, library, w.1)).count() >= with.len();
    let (own, theirs) = with.iter().map(|w| (w.1, w.2)).unzip();
    Shared { account, class, own, theirs, taken, surprise, parties }
}

/// Whether a stranger published the text of a posting before.
fn is_taken(facts: &Facts<'_>, library: &Library, place: u32) -> bool {
    let own = &library.postings[place as usize];
    let first = library.first(own.text);
    first.at < own.at && !related(facts, own.account, first.account)
}

/// Shared texts that do not resemble each other, the rarest first.
fn distinct(library: &Library, common: &[(u32, u32, u32)]) -> Vec<(u32, u32, u32)> {
    let text = |place: u32| library.postings[place as usize].text;
    let mut sorted = common.to_vec();
    sorted.sort_by_key(|&(_, own, _)| (library.parties[&text(own)], text(own)));
    let mut kept: Vec<(u32, u32, u32)> = Vec::new();
    for one in sorted {
        let signature = &library.signatures[text(one.1) as usize];
        let alike =
            |k: &(u32, u32, u32)| library.signatures[text(k.1) as usize].resemblance(signature) >= DISTINCT;
        if !kept.iter().any(alike) {
            kept.push(one);
        }
    }
    kept
}

/// −log2 of how many parties would share as much with an account of `texts` texts by chance; a text that an account
/// posts again and again is two.
fn surprise(library: &Library, common: &[(u32, u32, u32)], texts: usize) -> f64 {
    let once = common.iter().map(|c| library.weight(library.postings[c.1 as usize].text));
    let both = |c: &(u32, u32, u32)| library.weight_again(c.2).and(library.weight_again(c.1));
    let weights: Vec<f64> = once.chain(common.iter().filter_map(both)).collect();
    let choices: f64 = (0..weights.len()).map(|i| ((texts - i) as f64 / (i + 1) as f64).log2()).sum();
    weights.iter().sum::<f64>() - (library.all_parties as f64).log2() - choices
}

/// Whether an account that meets its company posts these texts: the account itself or a colleague.
fn of_company(facts: &Facts<'_>, library: &Library, account: u32, with: &[(u32, u32, u32)]) -> bool {
    let insider = |account: u32| {
        let devices = facts.own_devices(account);
        let mut bindings = facts.companies.of(account);
        bindings.any(|b| facts.contact(b, u128::MAX, &devices) == Some(Contact::Meets))
    };
    let colleagues = |own: u32| {
        let posters = library.beside(own).map(|p| library.postings[p as usize].account);
        posters.filter(|&other| related(facts, account, other)).any(insider)
    };
    insider(account) || with.iter().any(|w| colleagues(w.1))
}

/// Whether two accounts are of different trades, as far as both are known.
fn across_trades(facts: &Facts<'_>, a: u32, b: u32) -> bool {
    let trades = |account: u32| {
        let companies = facts.companies.of(account).map(|b| b.enterprise);
        let trade = move |a: u32| facts.accounts.industry[a as usize];
        companies.map(trade).filter(|&t| t != NONE).collect::<Vec<u32>>()
    };
    let (ours, theirs) = (trades(a), trades(b));
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|t| theirs.contains(t))
}

fn finding(library: &Library, notes: &[u32], s: &Shared, (typology, bits): (Typology, i32)) -> Evidence {
    let posting = |&place: &u32| library.postings[place as usize];
    let times = || s.own.iter().chain(&s.theirs).map(|p| posting(p).at);
    let hub = notes[library.first(posting(&s.own[0]).text).row as usize];
    let rows = |side: &[u32]| side.iter().take(ROWS_A_SIDE).map(posting).map(|p| p.row).collect::<Vec<_>>();
    let code = if s.taken { TAKEN } else { CODES }[s.class - 1];
    about(s.account, typology, code, Family::Content, bits)
        .between(times().min().unwrap_or(0), times().max().unwrap_or(0))
        .with("texts", Figure::Count(s.own.len() as i64))
        .with("parties", Figure::Count(i64::from(s.parties)))
        .with("surprise", Figure::Ratio(s.surprise))
        .with_object(NodeKind::Note, hub)
        .from_sources([rows(&s.own), rows(&s.theirs)].concat().into_iter().map(Source::Note))
}

#[cfg(test)]
mod tests {
    use super::super::facts::library::Posting;
    use super::super::minhash::signature;
    use super::*;

    /// `copies`: text, party (and account).
    fn library(copies: &[(u32, u32)]) -> Library {
        let texts = ["甲乙丙丁戊己庚辛", "天地玄黄宇宙洪荒", "春夏秋冬东南西北", "赤橙黄绿青蓝紫灰"];
        let signatures = texts.iter().map(|t| signature(t)).collect();
        let posting = |(&(text, party), row): (&(u32, u32), u32)| Posting {
            text,
            party,
            account: party,
            at: 0,
            row,
            times: 1,
        };
        Library::of(copies.iter().zip(0..).map(posting).collect(), signatures)
    }

    fn common(library: &Library, a: u32, b: u32) -> Vec<(u32, u32, u32)> {
        let places = |account: u32| library.by_account.iter().filter(move |p| p.0 == account);
        let text = |place: u32| library.postings[place as usize].text;
        let pairs = places(a).flat_map(|x| places(b).map(move |y| (b, x.1, y.1)));
        pairs.filter(|&(_, x, y)| text(x) == text(y)).collect()
    }

    /// Sixteen parties; 0 and 1 share texts 0 and 1, which nobody else has; text 2 is everybody's; 2
    /// and 3 share text 3.
    fn sixteen() -> Library {
        let mut copies = vec![(0, 0), (0, 1), (1, 0), (1, 1), (3, 2), (3, 3)];
        copies.extend((0..16).map(|party| (2, party)));
        library(&copies)
    }

    /// Fault: a popular text counts like a rare one, or one shared text is taken for a library.
    #[test]
    fn surprise_by_hand() {
        let library = sixteen();
        // Two texts of 2 in 16 and one of 16 in 16; E = 16 · C(3, 3) · (2/16)² = 1/4.
        let several = common(&library, 0, 1);
        assert_eq!(several.len(), 3);
        assert!((surprise(&library, &several, 3) - 2.0).abs() < 1e-12);
        // The same among five texts: E = 16 · C(5, 3) · (2/16)² = 2.5.
        assert!((surprise(&library, &several, 5) + 2.5f64.log2()).abs() < 1e-12);
        // One rare text and everybody's: E = 16 · C(2, 2) · 2/16 = 2.
        assert!((surprise(&library, &common(&library, 2, 3), 2) + 1.0).abs() < 1e-12);
        assert!(library.is_rare(0) && !library.is_rare(2));
    }

    /// Fault: a studio with one text, which it posts over and over, looked like people who answer a brand's call.
    #[test]
    fn one_text_again_and_again_is_no_chance() {
        // Of sixteen parties four post text 0, of whom 0 and 1 do three times.
        let again = (0..3).flat_map(|_| [(0, 0), (0, 1)]);
        let library =
            library(&again.chain([(0, 2), (0, 3)]).chain((0..16).map(|p| (2, p))).collect::<Vec<_>>());
        let of = |a, b| {
            let shared = common(&library, a, b).into_iter();
            shared.filter(|c| library.postings[c.1 as usize].text == 0).collect::<Vec<_>>()
        };
        // Once: E = 16 · C(2, 1) · 4/16 = 8; again: E = 16 · C(3, 2) · 4/16 · 2/16 = 1.5.
        assert!((surprise(&library, &of(2, 3), 2) + 3.0).abs() < 1e-12);
        assert!((surprise(&library, &of(0, 1), 3) + 1.5f64.log2()).abs() < 1e-12);
        // Who does so beside somebody who does not shares one text.
        assert!((surprise(&library, &of(0, 2), 3) + 12f64.log2()).abs() < 1e-12);
    }

    /// Fault: two wordings of one text, in clusters of their own, pass for two texts.
    #[test]
    fn wordings_of_one_text_count_once() {
        let mut library = sixteen();
        assert_eq!(distinct(&library, &common(&library, 0, 1)).len(), 3);
        library.signatures[1] = library.signatures[0].clone();
        assert_eq!(distinct(&library, &common(&library, 0, 1)).len(), 2);
    }

    /// Fault: work by pair: a text of thousands is compared with all of them, or an account with itself.
    #[test]
    fn a_popular_text_has_few_beside() {
        let many = library(&(0..5000).map(|party| (0, party)).collect::<Vec<_>>());
        for place in [0, 2500, 4999] {
            let beside: Vec<u32> = many.beside(place).collect();
            assert_eq!(beside.len(), 2 * BESIDE);
            assert!(!beside.contains(&place));
        }
        let few = library(&[(0, 0), (0, 1), (0, 2)]);
        assert_eq!(few.beside(1).collect::<Vec<u32>>(), [2, 0]);
    }
}
