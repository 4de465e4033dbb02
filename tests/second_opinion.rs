//! A second opinion: what the evidence of a claim earns, by DESIGN section 4, slow and plain.
//!
//! Read it beside section 4. It knows nothing of the real implementation and shares nothing with it. The order is:
//! rulings, what is handed back, the table (`judge` and what it calls), the weighing of one quote, the chain of one
//! quote, independence, voices, the words in a text, the reading of the files, tests.
//!
//! # Rulings
//!
//! What the page leaves open or says in two ways, decided as a strict desk would. The sentence comes first. Those marked
//! (ed.) the editors settled.
//!
//!  1. "on along the origin's `derives_from`": what the *source* or a carrier derives from stands in the chain too, between
//!     it and the origin. Else ten papers that rewrote one wire report would be ten who heard a speech (section 1).
//!  2. "to the end, the root", where a document derives from several: there are several chains, and the quote counts for
//!     no more than the least of them; it is independent of another only if all its chains are.
//!  3. "held: its text is pinned here and the quote was found in it": *read here* is only the source from which the quote
//!     is taken, as a text (any copy of it); that the words also stand in another pinned text does not matter (ed.).
//!     "hands: nobody here has seen": a pinned text is seen, whatever is quoted. "One hand" is one hand at most.
//!  4. "`knows`: how the origin knows": it vouches for the origin only. Where the origin derives from another document,
//!     the root has not said how it knows, and is no record either.
//!  5. "it ends at the actor": at the first document of the chain, counted from the source, that is the claimant's own,
//!     if the origin that is written is his own too. What his document derives from is not looked at.
//!  6. "somebody's own where he is its author": by name only, after `[names]`; who speaks for somebody by `[speaks_for]`
//!     does not write his own words. Voices (independence, parties) do follow `[speaks_for]` (ed.).
//!  7. "A party's word (the voice of a name in `subjects`)": author *or* publisher shares a voice with a party.
//!     For an admission the document must be the party's own, of a party in `subjects`, and itself the root.
//!  8. "A name in the statement": any author, publisher or name of `[names]` and `[speaks_for]`, in any spelling, that
//!     stands there as the same runs of letters and digits ("Keel's" names Keel; ed.). It is then treated as if it were in
//!     `subjects`, for striking only.
//!  9. "a party's record counts for what it registers" and "nothing but a record counts": a record is exempt from both
//!     conditions in row 5 and row 8 too, seen or not.
//! 10. "The other side is judged alike" against "leaving out `subjects` never raises": that there are no `subjects`
//!     limits supporting evidence only; else leaving them out would lift the cap that a dispute sets.
//! 11. "judged alike, by the same table", a dispute of a part: who shows a part to be wrong shows the statement to be
//!     wrong. Disputes with the same `part` are judged together, as rows 1 to 3 (and 4 by policy) ask.
//! 12. "judged alike ... for the contrary statement", of a saying or an act: that he did not say it is a *fact* whose
//!     subjects are the claimants (and no `due`). His own later denial is a party's word; a record, or two witnesses read
//!     here who say how they know, cap (ed.).
//! 13. "has all that documented needs": by the rows, before any dispute or conflict of that other claim is looked at.
//! 14. "A paper that was not published and not read here" is *closed*: `lost`, `withheld` and `unpublished` alike, not
//!     `leaked` (ed.). Row 4 is closed to it. For a fact it leaves a lone report at most, never a second witness, and is no
//!     record: if it or whoever describes it is a party, it is a party's own word only (ed.). For a saying its reporter is
//!     the witness as ever. Of copies, one that is closed closes the text, and one that is leaked caps it.
//! 15. "A leaked one is capped": every chain with a leaked document in it. Rows 1 to 3 are first asked of the rest.
//! 16. "All unnamed origins together are one voice": a chain with any document of kind unnamed is unnamed. It counts in
//!     row 5 beside a named one, in no row above. A record that names nobody, or no known kind, is unnamed.
//! 17. "a text that relays somebody for a claim is no second witness beside him, nor is another text of its publisher": it
//!     is asked of the two quotes alone. No carrier of one may share a voice (any author or publisher) with the witness of
//!     the other. What other quotes of the claim do plays no part; else adding one could lower (ed.).
//! 18. "`[status."partially confirmed"] independent = 1`" against row 5's two: row 5 asks for the number, and never for
//!     fewer than two (ed.); so does "heard by two" in row 6. Row 4 asks for no number, as rows 1 and 2 do not.
//! 19. "`primary` = relayed": what row 4 asks suffices for documented, for own words too. The basis stays `on the record`.
//! 20. "The first row that holds decides": of the highest status; so a capped row 1 does not hide an uncapped row 3.
//! 21. "Before its `due` a fact earns unsubstantiated": basis `nothing`, since all that is there is older. The day itself
//!     is due; of an interval its last day.
//! 22. "older evidence never supports it": every document of the chain must be dated, on the due day or after.
//! 23. "Copies", one of which derives from another: not a circle. A circle over other texts, or among the ids, is one.
//! 24. "A carrier that one claim names": in any evidence, found or not. Its place among the others is unknown, so each
//!     may be the one next to the origin. An id that is not there is no carrier for other claims.
//! 25. "`through`" between a document and itself: it did not know by itself, its origin is not said (facts).
//! 26. "share a word of one text are one passage": asked in pairs, never handed on. Of two quotes that share a word at most
//!     one counts in a set of witnesses, whatever origins they name. With several actors, of two that share a word and name
//!     different origins only one counts at all, whichever is best. With one actor a row that needs one quote takes any
//!     (ed.).
//! 27. "within 100 tokens": the whole of `on_record` lies in the text from 100 before the quote to 100 behind it.
//! 28. "that person's own document": where the newsroom is publisher and somebody else sole author, of any kind but
//!     news-report and analysis, the publisher's name falls away.
//! 29. "claimant ... a source id" with several authors: each of them is a claimant.
//! 30. "heard by two independent witnesses" (row 6): as row 5 would ask for the saying, each of the same party.
//! 31. "An origin that is not said is a lone report at most": so `admits` without `origin` and `knows` is no admission,
//!     also where the source is the party's own; else leaving out an `origin` that is not the party's would raise.
//! 32. "not-on-record: ... a status rests on an unseen origin without them" (section 6): in row 5 of a fact a witness that
//!     was not read here must be on the record; else it is a lone report at most. Of sayings, acts and what two heard of an
//!     admission nothing like it is asked (ed.).
//! 33. "Copies are one text", of the contrary side: what their records say of themselves (kind, names, access, retraction,
//!     derivations) is not merged there, so that adding a copy never weakens a dispute (ed.). Their words are the same words
//!     on either side: for *read here*, for what is seen, and for two quotes that share a word.
//! 34. "nearly the same text": half of the runs of four words of each or more, twelve at least, are in the other. Not where a
//!     record derives one from the other, or says that it was looked at; and what also stands in a text that both derive from
//!     does not count. Two quotes from two that are nearly the same are one
//!     passage: nobody can tell.
//! 35. "until declared they are one witness": for one claim, two texts that support it by different quotes, of different
//!     voices, are one voice where they share twelve words in a row, or a third of the shorter. Not where a record derives one
//!     from the other or says that it was looked at. What also stands in a text that both derive from, or that claims name
//!     as the origin of both, does not count.
//! 36. "until decided two witnesses whose names differ only so are one": a name with "the" before it and the same without
//!     share their voices, of documents and of subjects. Nobody gets own words by it. (Other spellings are not asked here.)

// Written to be read beside the rules, by people who have not seen the program.
#![allow(clippy::all, clippy::pedantic, clippy::restriction)]

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use toml_tables::{Table, Value};

// ---------------------------------------------------------------------------------------------------------------------
// What is handed back
// ---------------------------------------------------------------------------------------------------------------------

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Unsubstantiated,
    PartiallyConfirmed,
    Documented,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    pub status: Status,
    pub basis: &'static str,
}

/// Claim id to what its evidence earns.
pub fn earned(files: &crate::worlds::Files) -> BTreeMap<String, Opinion> {
    let project = Project::read(files, Copies::AreOneText);
    let with_copies_apart = Project::read(files, Copies::StandApart);
    let by_the_rows: BTreeMap<&str, Earned> =
        project.claims.iter().map(|claim| (claim.id.as_str(), project.by_the_rows(claim))).collect();
    let mut opinions = BTreeMap::new();
    for claim in &project.claims {
        let Earned { mut status, row: Reverse(row) } = by_the_rows[claim.id.as_str()];
        // "Where disputing evidence would by itself earn documented, or a claim in `conflicts_with` has all that
        // documented needs, the claim earns partially confirmed at most"
        let conflicts = project.claims.iter().any(|other| {
            other.id != claim.id
                && (claim.conflicts_with.contains(&other.id) || other.conflicts_with.contains(&claim.id))
                && by_the_rows[other.id.as_str()].status == Status::Documented
        });
        if conflicts || with_copies_apart.contrary_is_documented(claim) {
            status = status.min(Status::PartiallyConfirmed);
        }
        opinions.insert(claim.id.clone(), Opinion { status, basis: row.basis() });
    }
    opinions
}

// ---------------------------------------------------------------------------------------------------------------------
// The table
// ---------------------------------------------------------------------------------------------------------------------

/// The rows, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Row {
    RecordReadHere,
    OwnWordsReadHere,
    TwoWitnessesReadHere,
    OnTheRecord,
    TwoWitnesses,
    Admission,
    Part,
    LoneReport,
    OwnWordOnly,
    Hearsay,
    Nothing,
}

impl Row {
    fn basis(self) -> &'static str {
        match self {
            Row::RecordReadHere => "record read here",
            Row::OwnWordsReadHere => "own words read here",
            Row::TwoWitnessesReadHere => "two witnesses read here",
            Row::OnTheRecord => "on the record",
            Row::TwoWitnesses => "two witnesses",
            Row::Admission => "admission",
            Row::Part => "part",
            Row::LoneReport => "lone report",
            Row::OwnWordOnly => "own word only",
            Row::Hearsay => "hearsay",
            Row::Nothing => "nothing",
        }
    }
}

/// The greatest is the best: the highest status, and of equal ones the first row (ruling 20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Earned {
    status: Status,
    row: Reverse<Row>,
}

fn earns(status: Status, row: Row) -> Earned {
    Earned { status, row: Reverse(row) }
}

const NOTHING: Earned = Earned { status: Status::Unsubstantiated, row: Reverse(Row::Nothing) };

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Statement,
    Contrary,
}

/// The quotes of one side, weighed for one actor (of a fact: for none), and which two of them may stand in one set of
/// witnesses: independent, and not one passage.
struct Scales {
    weighed: Vec<Option<Weighed>>,
    /// "witnesses of different voices of whom neither carried the other"
    independent: Vec<Vec<bool>>,
    /// "For row 3, further": in their whole chains
    independent_whole: Vec<Vec<bool>>,
}

/// Pairs of texts that share words, and nobody says how.
type Echoes = BTreeSet<(Text, Text)>;

impl Project {
    /// What the supporting evidence earns, before disputes and conflicts.
    fn by_the_rows(&self, claim: &Claim) -> Earned {
        // "Before its `due` a fact earns unsubstantiated"
        if claim.judges == Judges::Fact && claim.due.is_some_and(|due| today() < due) {
            return NOTHING;
        }
        let found = self.find_quotes(claim, Side::Statement);
        let all_scales: Vec<Scales> = match claim.judges {
            // "Facts do not read the claimant."
            Judges::Fact => vec![self.scales(claim, Side::Statement, &found, None)],
            Judges::SayingOrAct => {
                claim.claimants.iter().map(|c| self.scales(claim, Side::Statement, &found, Some(c))).collect()
            }
        };
        // A saying of nobody.
        if all_scales.is_empty() {
            return NOTHING;
        }
        // One for each party that may have admitted it.
        let party_scales: Vec<Scales> = match claim.judges {
            Judges::Fact => {
                claim.subjects.iter().map(|s| self.scales(claim, Side::Statement, &found, Some(s))).collect()
            }
            Judges::SayingOrAct => vec![],
        };
        // "it counts for the origin with which the claim earns most"
        let all: Vec<usize> = (0..found.len()).collect();
        let choices = if all_scales.len() > 1 { self.every_choice(&found, all) } else { vec![all] };
        let mut best = NOTHING;
        for kept in choices {
            // "every one is the actor, and the words of each, or one document of them all, are needed"
            let whole = all_scales
                .iter()
                .map(|scales| {
                    let on_the_whole = with_part(&found, &kept, None);
                    let mut rows = vec![self.rows_1_to_5(claim, scales, &on_the_whole)];
                    rows.push(self.row_6(claim, &found, scales, &party_scales, &on_the_whole));
                    rows.push(rows_8_to_11(scales, &kept));
                    rows.into_iter().max().unwrap_or(NOTHING)
                })
                .min()
                .unwrap_or(NOTHING);
            best = best.max(whole);
            // Row 7, "a part: borne out as rows 1 to 5 ask, by quotes with the same `part`"
            for part in found.iter().filter_map(|f| f.quote.part.as_deref()) {
                let on_the_part = with_part(&found, &kept, Some(part));
                let borne_out = all_scales
                    .iter()
                    .all(|s| self.rows_1_to_5(claim, s, &on_the_part).status >= Status::PartiallyConfirmed);
                if borne_out {
                    best = best.max(earns(Status::PartiallyConfirmed, Row::Part));
                }
            }
        }
        best
    }

    /// "Where disputing evidence would by itself earn documented": rulings 10 to 12. (Asked where copies stand apart.)
    fn contrary_is_documented(&self, claim: &Claim) -> bool {
        let mut contrary = claim.clone();
        if claim.judges == Judges::SayingOrAct {
            contrary.judges = Judges::Fact;
            contrary.subjects = claim.claimants.clone();
            contrary.due = None;
        }
        if contrary.due.is_some_and(|due| today() < due) {
            return false;
        }
        let found = self.find_quotes(&contrary, Side::Contrary);
        let scales = self.scales(&contrary, Side::Contrary, &found, None);
        let all: Vec<usize> = (0..found.len()).collect();
        let mut parts: BTreeSet<Option<&str>> = found.iter().map(|f| f.quote.part.as_deref()).collect();
        parts.insert(None);
        parts.into_iter().any(|part| {
            let same_part = with_part(&found, &all, part);
            self.rows_1_to_5(&contrary, &scales, &same_part).status == Status::Documented
        })
    }

    fn scales(&self, claim: &Claim, side: Side, found: &[Found], actor: Option<&Name>) -> Scales {
        let weighed: Vec<Option<Weighed>> = found.iter().map(|f| self.weigh(claim, side, f, actor)).collect();
        let echoes = if side == Side::Statement { self.echoes(found) } else { Echoes::new() };
        let pair = |i: usize, j: usize, whole: bool| match (&weighed[i], &weighed[j]) {
            (Some(a), Some(b)) => {
                !self.share_a_word(&found[i], &found[j]) && self.independent(a, b, whole, &echoes)
            }
            _ => false,
        };
        let table = |whole: bool| -> Vec<Vec<bool>> {
            (0..found.len()).map(|i| (0..found.len()).map(|j| pair(i, j, whole)).collect()).collect()
        };
        let (independent, independent_whole) = (table(false), table(true));
        Scales { weighed, independent, independent_whole }
    }

    /// The best of rows 1 to 5 by these quotes, else nothing.
    fn rows_1_to_5(&self, claim: &Claim, scales: &Scales, quotes: &[usize]) -> Earned {
        let mut holding = vec![NOTHING];
        let those = |wanted: &dyn Fn(&Weighed) -> bool| -> Vec<usize> {
            let is = |i: &usize| scales.weighed[*i].as_ref().is_some_and(wanted);
            quotes.iter().copied().filter(is).collect()
        };
        // "A leaked one is capped at partially confirmed"
        let cap = |leaked: bool| if leaked { Status::PartiallyConfirmed } else { Status::Documented };

        for leaked in [false, true] {
            // Row 1, "record read here (fact)"; row 2, "own words read here (saying, act)"
            if !those(&|w| w.primary && w.origin_read_here && w.stands() && !w.unnamed && w.leaked == leaked)
                .is_empty()
            {
                let row = match claim.judges {
                    Judges::Fact => Row::RecordReadHere,
                    Judges::SayingOrAct => Row::OwnWordsReadHere,
                };
                holding.push(earns(cap(leaked), row));
            }
            // Row 3, "two witnesses read here, independent in their whole chains; for a fact each says how it knows"
            let read = those(&|w| {
                w.is_witness() && w.witness_read_here && w.says_how && !w.unnamed && (leaked || !w.leaked)
            });
            if some_set(&read, self.policy.documented, &scales.independent_whole) {
                // "That something never happened, or was first, only or most, is documented by a record of the whole
                // field alone."
                let of_the_field =
                    claim.judges == Judges::Fact && speaks_of_the_whole_field(&claim.statement);
                holding.push(earns(cap(leaked || of_the_field), Row::TwoWitnessesReadHere));
            }
            // Row 4, "record, or own words, on the record, one hand"
            if !those(&|w| w.primary && w.on_the_record() && w.leaked == leaked).is_empty() {
                let relayed = if self.policy.relayed { cap(leaked) } else { Status::PartiallyConfirmed };
                holding.push(earns(relayed, Row::OnTheRecord));
            }
        }
        // Row 5, "two independent witnesses, otherwise"
        if some_set(&those(&Weighed::is_witness), self.policy.partially_confirmed, &scales.independent) {
            holding.push(earns(Status::PartiallyConfirmed, Row::TwoWitnesses));
        }
        holding.into_iter().max().unwrap_or(NOTHING)
    }

    /// Row 6, "an admission: the party's own document held, or heard by two independent witnesses".
    fn row_6(
        &self,
        claim: &Claim,
        found: &[Found],
        fact: &Scales,
        parties: &[Scales],
        quotes: &[usize],
    ) -> Earned {
        if claim.judges != Judges::Fact {
            return NOTHING;
        }
        for party in parties {
            // Weighed for a party, a quote counts if the origin is that party's own document, as for a saying.
            let admits = |i: &usize| {
                found[*i].quote.stance == Stance::Admits
                    && fact.weighed[*i].as_ref().is_some_and(|w| w.said && w.origin_is_root)
                    && party.weighed[*i].is_some()
            };
            let admissions: Vec<usize> = quotes.iter().copied().filter(admits).collect();
            let of = |wanted: &dyn Fn(&Weighed) -> bool| -> Vec<usize> {
                let is = |i: &usize| party.weighed[*i].as_ref().is_some_and(wanted);
                admissions.iter().copied().filter(is).collect()
            };
            let held = !of(&|w| w.origin_read_here && w.stands() && !w.unnamed).is_empty();
            let heard =
                some_set(&of(&Weighed::is_witness), self.policy.partially_confirmed, &party.independent);
            if held || heard {
                return earns(Status::PartiallyConfirmed, Row::Admission);
            }
        }
        NOTHING
    }
}

fn speaks_of_the_whole_field(statement: &str) -> bool {
    let mut said = format!(" {} ", statement.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " "));
    for other in ["only hours", "only days", "at most", "most recent", "at first", "first officer"] {
        said = said.replace(&format!(" {other} "), " ");
    }
    let words = ["never", "first", "only", "most", "largest", "sole", "no other"];
    words.iter().any(|word| said.contains(&format!(" {word} ")))
}

/// Rows 8 to 11: the best that any quote comes to, of the whole or of a part.
fn rows_8_to_11(scales: &Scales, quotes: &[usize]) -> Earned {
    let row = |w: &Weighed| {
        if w.hands >= 2 || w.unnamed {
            Row::Hearsay // "hearsay, unnamed or unknown origin"
        } else if w.party {
            Row::OwnWordOnly // "a party's own word only"
        } else {
            Row::LoneReport // "lone report: one witness"
        }
    };
    let rows = quotes.iter().filter_map(|i| scales.weighed[*i].as_ref()).map(row);
    earns(Status::Unsubstantiated, rows.min().unwrap_or(Row::Nothing))
}

/// Is there a set of so many of these of whom every two are independent? "asked of pairs and never handed on"
fn some_set(candidates: &[usize], size: usize, independent: &[Vec<bool>]) -> bool {
    fn grow(chosen: &mut Vec<usize>, rest: &[usize], size: usize, independent: &[Vec<bool>]) -> bool {
        if chosen.len() >= size {
            return true;
        }
        for (n, next) in rest.iter().enumerate() {
            if chosen.iter().all(|c| independent[*c][*next]) {
                chosen.push(*next);
                if grow(chosen, &rest[n + 1..], size, independent) {
                    return true;
                }
                chosen.pop();
            }
        }
        false
    }
    grow(&mut vec![], candidates, size, independent)
}

/// "quotes with the same `part`"; none: those that "bear on the whole statement".
fn with_part(found: &[Found], kept: &[usize], part: Option<&str>) -> Vec<usize> {
    kept.iter().copied().filter(|i| found[*i].quote.part.as_deref() == part).collect()
}

// ---------------------------------------------------------------------------------------------------------------------
// One passage counts once
// ---------------------------------------------------------------------------------------------------------------------

impl Project {
    /// "Supporting quotes that share a word of one text are one passage"
    fn share_a_word(&self, a: &Found, b: &Found) -> bool {
        let one_copy = |a: &Found, b: &Found| {
            let sha256 = |f: &Found| self.records[&f.quote.source].sha256.clone();
            a.quote.source == b.quote.source || sha256(a).is_some() && sha256(a) == sha256(b)
        };
        if a.source == b.source && !one_copy(a, b) {
            return true;
        }
        self.same_text(a.source, b.source) && a.at.start < b.at.end && b.at.start < a.at.end
    }

    /// Every way to keep of these quotes, of two that are one passage and name different origins, one at most.
    fn every_choice(&self, found: &[Found], quotes: Vec<usize>) -> Vec<Vec<usize>> {
        for i in &quotes {
            for j in &quotes {
                if self.share_a_word(&found[*i], &found[*j]) && found[*i].origin != found[*j].origin {
                    let without = |x: &usize| quotes.iter().copied().filter(|q| q != x).collect();
                    let mut choices = self.every_choice(found, without(i));
                    choices.extend(self.every_choice(found, without(j)));
                    return choices;
                }
            }
        }
        vec![quotes]
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// The weighing of one quote
// ---------------------------------------------------------------------------------------------------------------------

/// A quote that stands in its source.
struct Found<'a> {
    quote: &'a Quote,
    source: Text,
    at: Range<usize>,
    /// The origin as it is written: none if its id is not there, `Some(None)` if it is not said.
    origin: Option<Option<Text>>,
}

/// What matters of a quote that counts for something.
struct Weighed {
    chains: Vec<Chain>,
    /// Of a fact, a record. Of a saying or an act, the claimant's own words.
    primary: bool,
    /// Of a saying or an act: somebody stands between the actor and us. Of a fact: always.
    heard: bool,
    origin_read_here: bool,
    origin_is_root: bool,
    /// Somebody said which the origin is.
    said: bool,
    witness_read_here: bool,
    /// The words of `on_record` stand near the quote.
    on_record: bool,
    /// Of a fact: the witness was read here or is on the record. Of a saying or an act: always.
    read_or_on_record: bool,
    /// Of a fact: `knows` vouches for the witness. Of a saying or an act: always.
    says_how: bool,
    /// A document of the chain was not published and not read here.
    closed: bool,
    /// The origin is not said, or the witness is known only by such a closed document.
    lone: bool,
    hands: usize,
    unnamed: bool,
    leaked: bool,
    /// A party's word, and no record.
    party: bool,
    /// It may count beyond a lone report: there are subjects, or it is a record.
    beyond_lone: bool,
}

impl Weighed {
    /// "hands ... Two or more: hearsay"
    fn stands(&self) -> bool {
        self.hands <= 1
    }

    /// May it be one of several witnesses? (rows 3 and 5)
    fn is_witness(&self) -> bool {
        self.stands() && self.heard && self.read_or_on_record && !self.lone && !self.party && self.beyond_lone
    }

    /// Row 4. "on the record: of an origin that is not held"
    fn on_the_record(&self) -> bool {
        self.on_record && self.stands() && !self.origin_read_here && !self.closed && !self.unnamed
    }
}

impl Project {
    fn find_quotes<'a>(&self, claim: &'a Claim, side: Side) -> Vec<Found<'a>> {
        let mut found = vec![];
        for quote in &claim.quotes {
            // "A held source can be quoted; an unheld one never is the `source` of evidence."
            if quote.stance.side() != Some(side) || !self.held.contains(&quote.source) {
                continue;
            }
            let source = self.text_of[&quote.source];
            if let Some(at) = self.places(&quote.source, &quote.words).into_iter().next() {
                found.push(Found { quote, source, at, origin: self.written_origin(claim, quote) });
            }
        }
        found
    }

    /// None: the quote counts for nothing.
    fn weigh(&self, claim: &Claim, side: Side, found: &Found, actor: Option<&Name>) -> Option<Weighed> {
        let quote = found.quote;
        let way = self.way(claim, quote, actor)?;
        let chains = way.chains;
        let fact = actor.is_none();
        // "Sayings and acts count only evidence whose origin is the claimant's own document"
        if !fact && !way.own {
            return None;
        }
        let document = |text: Text| &self.documents[text];
        let read_here = |text: Text| self.same_text(text, found.source);
        let any = |is: &dyn Fn(Text) -> bool| chains.iter().any(|c| c.all().into_iter().any(is));
        let any_after_the_actor = |is: &dyn Fn(Text) -> bool| {
            chains.iter().any(|c| c.all().into_iter().any(|text| c.actor != Some(text) && is(text)))
        };

        // "Retracted sources, and what derives from or passes through them, do not count for what they say; that they
        // said it stands." (A fact's chain has no actor.)
        if any_after_the_actor(&|text| document(text).retracted) {
            return None;
        }
        // "older evidence never supports it"
        if let (true, Some(due)) = (fact, claim.due)
            && any(&|text| document(text).published.iter().any(|day| day.is_none_or(|day| day < due)))
        {
            return None;
        }

        // "A paper that was not published and not read here earns nothing beyond the word of whoever describes it"
        let is_closed = |text: Text| document(text).closed && !read_here(text);
        let closed = any(&is_closed);
        let lone = !way.said || any_after_the_actor(&is_closed);

        let origin_is_root = chains.iter().all(|c| c.witness == way.origin);
        let says_how = !fact || (quote.knows && way.said && origin_is_root);
        // "an official-record, original-document or dataset, for what it itself makes or registers and no more: ... the
        // evidence says what (`knows`). For all else it says it is its author's word, one witness"
        let primary = !fact || (says_how && !closed && document(way.origin).kind == Kind::Record);
        // "A party's word (the voice of a name in `subjects`) is no witness for a fact ...; a party's record counts for
        // what it registers." Of a closed paper also whoever describes it must be no party.
        let by_a_party = |text: Text| meet(&document(text).voices, &self.voices_of_parties(claim));
        let party = fact
            && !primary
            && (chains.iter().any(|c| by_a_party(c.witness)) || (closed && any(&by_a_party)));
        // "Without `subjects` nothing but a record counts beyond a lone report." (Ruling 10.)
        let beyond_lone = primary || !claim.subjects.is_empty() || side == Side::Contrary;

        let witness_read_here = chains.iter().all(|c| read_here(c.witness));
        let on_record = self.on_record_holds(found);
        Some(Weighed {
            primary,
            heard: fact || chains.iter().all(|c| c.actor != Some(c.witness)),
            origin_read_here: read_here(way.origin),
            origin_is_root,
            said: way.said,
            witness_read_here,
            on_record,
            read_or_on_record: !fact || witness_read_here || on_record,
            says_how,
            closed,
            lone,
            hands: chains.iter().map(|c| self.hands(c)).max().unwrap_or(0),
            unnamed: any(&|text| document(text).kind == Kind::Unnamed),
            leaked: any(&|text| document(text).leaked),
            party,
            beyond_lone,
            chains,
        })
    }

    /// "how many documents of a chain, the origin among them, nobody here has seen"
    fn hands(&self, chain: &Chain) -> usize {
        chain.all().into_iter().filter(|text| self.documents[*text].words.is_none()).count()
    }

    /// "four words or more that stand within 100 tokens of the quote"
    fn on_record_holds(&self, found: &Found) -> bool {
        let words = &found.quote.on_record;
        let near = |at: &Range<usize>| at.start + 100 >= found.at.start && at.end <= found.at.end + 100;
        words.len() >= 4 && self.places(&found.quote.source, words).iter().any(near)
    }

    /// The parties of a fact, with all whom they speak for.
    fn voices_of_parties(&self, claim: &Claim) -> BTreeSet<Name> {
        // "A name in the statement that is an origin's voice and not in `subjects` is `party-not-named`, and struck all
        // the same."
        let plain = |text: &str| -> Vec<String> {
            let folded = fold(text);
            let runs = folded.split(|c: char| !c.is_alphanumeric());
            runs.filter(|run| !run.is_empty()).map(str::to_string).collect()
        };
        let statement = plain(&claim.statement);
        let in_statement = |name: &&String| {
            let words = plain(name);
            !words.is_empty() && statement.windows(words.len()).any(|run| run == words.as_slice())
        };
        let named = self.known_names.iter().filter(in_statement).map(|name| self.names.one(name));
        claim.subjects.iter().cloned().chain(named).flat_map(|name| self.names.heard(&name)).collect()
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// The chain of one quote
// ---------------------------------------------------------------------------------------------------------------------

/// "source, `through`, origin, and on along the origin's `derives_from` and `may_derive_from` to the end, the root. For a
/// saying or an act it ends at the actor"
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chain {
    /// From the source on, all who only carried it. Empty where the source is itself the witness.
    carriers: Vec<Text>,
    /// "For a fact: the root. For a saying or an act: whoever heard it, the first in the chain after the actor."
    /// Where his own document is read, the actor himself.
    witness: Text,
    /// Of a saying or an act, the document in which the actor says or does it.
    actor: Option<Text>,
}

impl Chain {
    fn all(&self) -> BTreeSet<Text> {
        self.carriers.iter().copied().chain([self.witness]).chain(self.actor).collect()
    }
}

/// All the chains by which a quote may have come (rulings 2 and 24).
struct Way {
    chains: Vec<Chain>,
    origin: Text,
    /// Of a fact: somebody said which the origin is. Of a saying or an act: always.
    said: bool,
    /// Of a saying or an act: the origin is the actor's own document.
    own: bool,
}

impl Project {
    /// "Left out, the source itself for a saying or an act, and for a fact where `knows` is given; else "not said"".
    /// None: an id that is not there.
    fn written_origin(&self, claim: &Claim, quote: &Quote) -> Option<Option<Text>> {
        match &quote.origin {
            Some(id) => Some(Some(*self.text_of.get(id)?)),
            // The contrary of a saying or an act is a fact (ruling 12).
            None if quote.knows
                || (claim.judges == Judges::SayingOrAct && quote.stance.side() != Some(Side::Contrary)) =>
            {
                Some(Some(*self.text_of.get(&quote.source)?))
            }
            None => Some(None),
        }
    }

    /// None where an id is not there, or the chain runs into a circle.
    fn way(&self, claim: &Claim, quote: &Quote, actor: Option<&Name>) -> Option<Way> {
        let source = *self.text_of.get(&quote.source)?;
        let origin = self.written_origin(claim, quote)?;
        let mut through: Vec<Text> = vec![];
        for id in &quote.through {
            let carrier = *self.text_of.get(id)?;
            if carrier != source && Some(carrier) != origin && !through.contains(&carrier) {
                through.push(carrier);
            }
        }
        // "A carrier that one claim names between a source and an origin stands in every claim that uses the two"
        let pair = origin.and_then(|origin| self.named_carriers.get(&(source, origin)));
        // What is against the claim is taken as it stands: another block must not take from it.
        let is_against = matches!(quote.stance, Stance::Disputes | Stance::Denies);
        let pair = pair.filter(|_| !is_against);
        let named: Vec<Text> = pair.into_iter().flatten().copied().filter(|c| !through.contains(c)).collect();
        match actor {
            None => self.way_of_fact(source, origin, through, named),
            Some(actor) => {
                // What somebody says who speaks for a party of a fact, the party concedes (row 6).
                let by_voice = claim.judges == Judges::Fact;
                let own = |text: Text| self.is_own(text, actor, by_voice);
                self.way_of_saying(source, origin.unwrap_or(source), through, named, &own)
            }
        }
    }

    fn way_of_fact(
        &self,
        source: Text,
        origin: Option<Text>,
        through: Vec<Text>,
        named: Vec<Text>,
    ) -> Option<Way> {
        let mut between = named;
        between.extend(through);
        // Not said, or carried from the source to itself: the last that we know of stands at the end (ruling 25).
        let (end, said) = match origin {
            Some(origin) if origin != source || between.is_empty() => (origin, true),
            _ => (between.pop().unwrap_or(source), false),
        };
        let above_the_end = self.above(end, None)?;
        for text in self.derived_between(source, end, &between)? {
            if !above_the_end.contains(&text) {
                between.push(text);
            }
        }
        let mut chains = vec![];
        for way_up in self.ways_up(end)? {
            let mut line: Vec<Text> = if source == end { vec![] } else { vec![source] };
            line.extend(&between);
            line.extend(&way_up);
            let different: BTreeSet<Text> = line.iter().copied().collect();
            if different.len() < line.len() {
                return None; // It comes back to where it has been.
            }
            let witness = line.pop()?;
            chains.push(Chain { carriers: line, witness, actor: None });
        }
        Some(Way { chains, origin: end, said, own: false })
    }

    fn way_of_saying(
        &self,
        source: Text,
        written: Text,
        mut through: Vec<Text>,
        named: Vec<Text>,
        is_own: &dyn Fn(Text) -> bool,
    ) -> Option<Way> {
        let own = is_own(written);
        // "For a saying or an act it ends at the actor": at the first document that is his (ruling 5).
        let mut origin = written;
        if own && is_own(source) {
            origin = source;
        } else if let (true, Some(first)) = (own, through.iter().position(|t| is_own(*t))) {
            origin = through[first];
            through.truncate(first);
        }
        if origin == source {
            let chain = Chain { carriers: vec![], witness: source, actor: Some(source) };
            return Some(Way { chains: vec![chain], origin, said: true, own });
        }
        // Whose place is not known may be the one who heard it; of those that are written here, it is the last.
        let mut may_have_heard: Vec<Text> = through.last().copied().into_iter().collect();
        let mut between = through;
        for text in named {
            if text != origin && !between.contains(&text) {
                between.push(text);
                may_have_heard.push(text);
            }
        }
        for text in self.derived_between(source, origin, &between)? {
            between.push(text);
            may_have_heard.push(text);
        }
        if may_have_heard.is_empty() {
            may_have_heard.push(source);
        }
        let chain = |witness: Text| {
            let carriers =
                [source].into_iter().chain(between.iter().copied()).filter(|t| *t != witness).collect();
            Chain { carriers, witness, actor: Some(origin) }
        };
        Some(Way { chains: may_have_heard.into_iter().map(chain).collect(), origin, said: true, own })
    }

    /// What the source and the carriers derive from, short of the origin (ruling 1).
    fn derived_between(&self, source: Text, origin: Text, between: &[Text]) -> Option<Vec<Text>> {
        let mut more: BTreeSet<Text> = BTreeSet::new();
        for text in [source].iter().chain(between) {
            more.extend(self.above(*text, Some(origin))?);
        }
        if source != origin && more.contains(&source) {
            return None; // A circle.
        }
        Some(
            more.into_iter()
                .filter(|text| *text != source && *text != origin && !between.contains(text))
                .collect(),
        )
    }

    /// All that a text derives from, near and far; not through `stop` nor `stop` itself. None for a circle.
    fn above(&self, text: Text, stop: Option<Text>) -> Option<BTreeSet<Text>> {
        fn walk(
            p: &Project,
            path: &mut Vec<Text>,
            stop: Option<Text>,
            all: &mut BTreeSet<Text>,
        ) -> Option<()> {
            let document = &p.documents[*path.last()?];
            if document.broken {
                return None;
            }
            for next in &document.derives_from {
                if stop == Some(*next) {
                    continue;
                }
                if path.contains(next) {
                    return None;
                }
                all.insert(*next);
                path.push(*next);
                walk(p, path, stop, all)?;
                path.pop();
            }
            Some(())
        }
        let mut all = BTreeSet::new();
        walk(self, &mut vec![text], stop, &mut all)?;
        Some(all)
    }

    /// Every way from a text along what it derives from to an end. None for a circle.
    fn ways_up(&self, text: Text) -> Option<Vec<Vec<Text>>> {
        fn walk(p: &Project, path: &mut Vec<Text>, ways: &mut Vec<Vec<Text>>) -> Option<()> {
            let document = &p.documents[*path.last()?];
            if document.broken {
                return None;
            }
            if document.derives_from.is_empty() {
                ways.push(path.clone());
            }
            for next in &document.derives_from {
                if path.contains(next) {
                    return None;
                }
                path.push(*next);
                walk(p, path, ways)?;
                path.pop();
            }
            Some(())
        }
        let mut ways = vec![];
        walk(self, &mut vec![text], &mut ways)?;
        Some(ways)
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// Independence
// ---------------------------------------------------------------------------------------------------------------------

impl Project {
    /// "*Independent* are two witnesses of different voices of whom neither carried the other"; `whole`: "no carrier of one
    /// shares a voice with the other or its carriers; the actor whom both heard does not count"
    fn independent(&self, a: &Weighed, b: &Weighed, whole: bool, echoes: &Echoes) -> bool {
        // "All unnamed origins together are one voice"
        if a.unnamed && b.unnamed {
            return false;
        }
        let meets = |text: Text, others: &[Text]| {
            let echo = |other: Text| echoes.contains(&(text, other)) || echoes.contains(&(other, text));
            others.iter().any(|other| self.one_voice(text, *other) || echo(*other))
        };
        a.chains.iter().all(|one| {
            b.chains.iter().all(|other| {
                !meets(one.witness, &[other.witness])
                    && !meets(one.witness, &other.carriers)
                    && !meets(other.witness, &one.carriers)
                    && !(whole && one.carriers.iter().any(|carrier| meets(*carrier, &other.carriers)))
            })
        })
    }

    /// Which texts that support the claim by different quotes echo each other (ruling 35).
    fn echoes(&self, found: &[Found]) -> Echoes {
        let ways: Vec<BTreeSet<&str>> = found
            .iter()
            .map(|f| {
                let mut way: BTreeSet<&str> = BTreeSet::from([f.quote.source.as_str()]);
                way.extend(f.quote.through.iter().map(String::as_str));
                way.extend(f.quote.origin.iter().map(String::as_str));
                for id in way.clone() {
                    way.extend(self.records_above(id));
                }
                way
            })
            .collect();
        let mut echoes = Echoes::new();
        for (n, one_way) in ways.iter().enumerate() {
            for other_way in &ways[n + 1..] {
                for a in one_way {
                    for b in other_way {
                        let (Some(one), Some(other)) = (self.records.get(*a), self.records.get(*b)) else {
                            continue;
                        };
                        let voices = |record: &Record| -> BTreeSet<Name> {
                            record.names.iter().flat_map(|name| self.names.heard(name)).collect()
                        };
                        if a != b
                            && !meet(&voices(one), &voices(other))
                            && !self.is_told(one, other)
                            && likeness(one, other, &self.named_by_both(a, b)) >= Likeness::Echo
                        {
                            echoes.insert((self.text_of[*a], self.text_of[*b]));
                        }
                    }
                }
            }
        }
        echoes
    }

    /// All that a record derives from, near and far, by its own words and those of the records that it names.
    fn records_above<'a>(&'a self, id: &str) -> BTreeSet<&'a str> {
        let mut all = BTreeSet::new();
        // What another id of a text says holds for this one too.
        let Some(text) = self.text_of.get(id) else { return all };
        let mut open: Vec<Text> = vec![*text];
        let mut seen = BTreeSet::new();
        while let Some(text) = open.pop() {
            if seen.insert(text) {
                for above in &self.documents[text].derives_from {
                    all.insert(self.first_id[above].as_str());
                    open.push(*above);
                }
            }
        }
        all
    }

    /// The texts that two records derive from, or that any claim names as the origin of both, with what those derive from.
    fn named_by_both(&self, a: &str, b: &str) -> Vec<&Record> {
        let named = |id: &str| -> BTreeSet<Text> {
            let mut named: BTreeSet<Text> =
                self.records_above(id).iter().map(|id| self.text_of[*id]).collect();
            for quote in self.claims.iter().flat_map(|claim| &claim.quotes) {
                let origin = quote.origin.as_deref().filter(|origin| quote.source == id && *origin != id);
                if let Some(origin) = origin.filter(|origin| self.text_of.contains_key(*origin)) {
                    named.insert(self.text_of[origin]);
                    named.extend(self.records_above(origin).iter().map(|id| self.text_of[*id]));
                }
            }
            named
        };
        let others = named(b);
        let both = named(a).into_iter().filter(|text| others.contains(text));
        let both = both.filter(|text| *text != self.text_of[a] && *text != self.text_of[b]);
        both.map(|text| &self.records[&self.first_id[&text]]).collect()
    }

    /// Does a record say how two come by the same words, or that neither copied the other?
    fn is_told(&self, a: &Record, b: &Record) -> bool {
        is_told(&self.records, a, b)
    }

    /// "Two documents are of one voice where an author or publisher of one shares a voice with one of the other."
    fn one_voice(&self, a: Text, b: Text) -> bool {
        let (one, other) = (&self.documents[a], &self.documents[b]);
        let both_unnamed = one.kind == Kind::Unnamed && other.kind == Kind::Unnamed;
        a == b || both_unnamed || meet(&one.voices, &other.voices)
    }

    /// The same words: one text, or copies of one that stand apart.
    fn same_text(&self, a: Text, b: Text) -> bool {
        let sha256 = &self.documents[a].sha256;
        a == b || (sha256.is_some() && *sha256 == self.documents[b].sha256)
    }

    /// "A document is *somebody's own* where he is its author or, if it names none, its publisher" (ruling 6)
    fn is_own(&self, text: Text, somebody: &Name, by_voice: bool) -> bool {
        let owners = &self.documents[text].owners;
        owners.contains(somebody) || by_voice && self.documents[text].owners_heard.contains(somebody)
    }
}

fn meet(a: &BTreeSet<Name>, b: &BTreeSet<Name>) -> bool {
    !a.is_disjoint(b)
}

// ---------------------------------------------------------------------------------------------------------------------
// Names and voices
// ---------------------------------------------------------------------------------------------------------------------

/// A name after folding and after `[names]`.
type Name = String;

const OURSELVES: &str = "ourselves";

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[derive(Default)]
struct Names {
    /// Another spelling to the one name.
    spellings: BTreeMap<String, String>,
    /// A name to the parties that it speaks for at once.
    speaks_for: BTreeMap<Name, BTreeSet<Name>>,
}

impl Names {
    fn one(&self, name: &str) -> Name {
        let mut name = fold(name);
        for _ in 0..=self.spellings.len() {
            match self.spellings.get(&name) {
                Some(one) => name = one.clone(),
                None => break,
            }
        }
        name
    }

    /// The voices of a name, and of the same with "the" or without.
    fn heard(&self, name: &Name) -> BTreeSet<Name> {
        let bare = name.strip_prefix("the ").unwrap_or(name);
        &self.voices(name) | &self.voices(&self.one(bare))
    }

    /// "a name and the parties it speaks for"; "Lists may name lists"
    fn voices(&self, name: &Name) -> BTreeSet<Name> {
        let mut voices = BTreeSet::new();
        let mut open = vec![name.clone()];
        while let Some(name) = open.pop() {
            if voices.insert(name.clone()) {
                open.extend(self.speaks_for.get(&name).into_iter().flatten().cloned());
            }
        }
        voices
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// The words in a text
// ---------------------------------------------------------------------------------------------------------------------

struct Word {
    paragraph: usize,
    word: String,
}

fn words_of(text: &str) -> Vec<Word> {
    let mut words = vec![];
    let mut paragraph = 0;
    for line in text.lines() {
        if line.trim().is_empty() {
            paragraph += 1;
        }
        let plain = |word: &str| word.trim_end_matches('.').to_string();
        words.extend(line.split_whitespace().map(|word| Word { paragraph, word: plain(word) }));
    }
    words
}

impl Project {
    /// Where these words stand in the text as a run of whole words within a paragraph.
    fn places(&self, source: &str, run: &[String]) -> Vec<Range<usize>> {
        let Some(text) = self.records.get(source).and_then(|record| record.text.as_deref()) else {
            return vec![];
        };
        let words = words_of(text);
        if run.is_empty() {
            return vec![];
        }
        let same = |window: &[Word]| {
            window.iter().zip(run).all(|(a, b)| a.word == *b)
                && window.iter().all(|word| word.paragraph == window[0].paragraph)
        };
        let windows = words.windows(run.len()).enumerate();
        windows.filter(|(_, window)| same(window)).map(|(start, _)| start..start + run.len()).collect()
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// The reading of the files
// ---------------------------------------------------------------------------------------------------------------------

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default()
}

/// A place in `Project::documents`.
type Text = usize;

/// The weakest comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Unnamed,
    Word,
    Record,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Leaked,
    Closed,
    Published,
}

/// One text under every id for the statement, each record a text of its own for the contrary (ruling 33).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copies {
    AreOneText,
    StandApart,
}

/// "Copies ... are one text under every id": one document for all records with the same sha256. Where copies stand apart:
/// one for each record.
struct Document {
    /// "with the weakest kind and access of them"
    kind: Kind,
    closed: bool,
    leaked: bool,
    /// "all their authors and publishers for independence", and all whom they speak for
    voices: BTreeSet<Name>,
    /// "the authors that all share for own words"
    /// For whom all its owners speak, and they themselves: of several copies, those of all.
    owners_heard: BTreeSet<Name>,
    owners: BTreeSet<Name>,
    /// "every derivation", to other texts
    derives_from: BTreeSet<Text>,
    /// It derives from an id that is not there, or the ids of this text derive from each other in a circle.
    broken: bool,
    /// "and every retraction"
    retracted: bool,
    /// The first day of each record's date.
    published: Vec<Option<NaiveDate>>,
    sha256: Option<String>,
    /// The words, if the text is pinned here under any of its ids.
    words: Option<Vec<Word>>,
}

/// One record, as it is written.
#[derive(Clone)]
struct Record {
    id: String,
    kind: Kind,
    access: Access,
    names: BTreeSet<Name>,
    owners: BTreeSet<Name>,
    derives_from: Vec<String>,
    /// Of whom it says, with a reason, that neither copied the other.
    looked_at: Vec<String>,
    retracted: bool,
    published: Option<NaiveDate>,
    sha256: Option<String>,
    /// Only if its sha256 is the one of the record.
    text: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judges {
    Fact,
    SayingOrAct,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stance {
    Supports,
    Disputes,
    Context,
    Admits,
    Denies,
}

impl Stance {
    /// "`denies` and `admits` are for parties; of anybody else they count as disputes and supports"; what a party's
    /// admission is worth beyond that, row 6 says.
    fn side(self) -> Option<Side> {
        match self {
            Stance::Supports | Stance::Admits => Some(Side::Statement),
            Stance::Disputes | Stance::Denies => Some(Side::Contrary),
            Stance::Context => None,
        }
    }
}

#[derive(Clone)]
struct Claim {
    id: String,
    statement: String,
    judges: Judges,
    claimants: BTreeSet<Name>,
    subjects: BTreeSet<Name>,
    /// The last day of the date.
    due: Option<NaiveDate>,
    conflicts_with: BTreeSet<String>,
    quotes: Vec<Quote>,
}

#[derive(Clone)]
struct Quote {
    source: String,
    words: Vec<String>,
    stance: Stance,
    origin: Option<String>,
    through: Vec<String>,
    knows: bool,
    on_record: Vec<String>,
    part: Option<String>,
}

struct Policy {
    documented: usize,
    partially_confirmed: usize,
    relayed: bool,
}

struct Project {
    policy: Policy,
    names: Names,
    /// Every name of an author, a publisher, `[names]` and `[speaks_for]`, in every spelling, folded.
    known_names: BTreeSet<String>,
    documents: Vec<Document>,
    text_of: BTreeMap<String, Text>,
    records: BTreeMap<String, Record>,
    /// One id of each text.
    first_id: BTreeMap<Text, String>,
    /// Source ids that may be quoted.
    held: BTreeSet<String>,
    claims: Vec<Claim>,
    /// Source and origin to all that any claim names between them.
    named_carriers: BTreeMap<(Text, Text), BTreeSet<Text>>,
}

impl Project {
    fn read(files: &crate::worlds::Files, copies: Copies) -> Project {
        let settings = files.get("grounds.toml").and_then(|text| text.parse().ok()).unwrap_or_default();
        let mut known_names = BTreeSet::new();
        let names = read_names(&settings, &mut known_names);
        let mut records = vec![];
        for (path, id) in toml_files(files, "sources/") {
            if let Ok(table) = files[path].parse::<Table>() {
                let text = files.get(&format!("{}.txt", path.trim_end_matches(".toml")));
                records.push(read_record(id, &table, text, &names, &mut known_names));
            }
        }
        let (documents, text_of) = documents_of(&records, &names, copies);
        let mut claims = vec![];
        for (path, id) in toml_files(files, "claims/") {
            let table = files[path].parse::<Table>().unwrap_or_default();
            claims.push(read_claim(id, &table, &names, &records));
        }
        let mut project = Project {
            policy: read_policy(&settings),
            names,
            known_names,
            documents,
            first_id: records.iter().rev().map(|r| (text_of[&r.id], r.id.clone())).collect(),
            text_of,
            held: records.iter().filter(|r| r.text.is_some()).map(|r| r.id.clone()).collect(),
            records: records.into_iter().map(|record| (record.id.clone(), record)).collect(),
            claims,
            named_carriers: BTreeMap::new(),
        };
        project.named_carriers = project.name_carriers();
        project
    }

    fn name_carriers(&self) -> BTreeMap<(Text, Text), BTreeSet<Text>> {
        let mut all: BTreeMap<(Text, Text), BTreeSet<Text>> = BTreeMap::new();
        for claim in &self.claims {
            for quote in &claim.quotes {
                let source = self.text_of.get(&quote.source).copied();
                let origin = self.written_origin(claim, quote).flatten();
                if let (Some(source), Some(origin)) = (source, origin)
                    && source != origin
                {
                    let carriers = quote.through.iter().filter_map(|id| self.text_of.get(id).copied());
                    all.entry((source, origin))
                        .or_default()
                        .extend(carriers.filter(|c| *c != source && *c != origin));
                }
            }
        }
        all
    }
}

/// The records under a folder, with their ids.
fn toml_files<'a>(files: &'a crate::worlds::Files, folder: &str) -> Vec<(&'a str, &'a str)> {
    let id = |path: &'a str| path.strip_suffix(".toml")?.rsplit('/').next();
    let paths = files.keys().map(String::as_str).filter(|path| path.starts_with(folder));
    paths.filter_map(|path| Some((path, id(path)?))).collect()
}

fn text<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    table.get(key).and_then(Value::as_str)
}

/// A text, or a list of texts.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(many)) => many.iter().filter_map(|v| v.as_str()).map(str::to_string).collect(),
        _ => vec![],
    }
}

fn words(table: &Table, key: &str) -> Vec<String> {
    text(table, key).unwrap_or_default().split_whitespace().map(str::to_string).collect()
}

fn table<'a>(table: &'a Table, key: &str) -> Option<&'a Table> {
    table.get(key).and_then(Value::as_table)
}

fn read_policy(settings: &Table) -> Policy {
    let level = |name: &str| table(settings, "status").and_then(|status| table(status, name));
    let independent = |name: &str, least: i64, default: i64| -> usize {
        let written = level(name).and_then(|level| level.get("independent")).and_then(Value::as_integer);
        usize::try_from(written.unwrap_or(default).max(least)).unwrap_or(usize::MAX)
    };
    Policy {
        documented: independent("documented", 1, 2),
        // Ruling 18.
        partially_confirmed: independent("partially confirmed", 2, 1),
        relayed: level("documented").and_then(|level| text(level, "primary")) == Some("relayed"),
    }
}

fn read_names(settings: &Table, known: &mut BTreeSet<String>) -> Names {
    let mut names = Names::default();
    for (one, others) in table(settings, "names").into_iter().flatten() {
        if fold(one) != OURSELVES {
            known.insert(fold(one));
        }
        for other in texts(Some(others)) {
            known.insert(fold(&other));
            if fold(&other) != fold(one) {
                names.spellings.insert(fold(&other), fold(one));
            }
        }
    }
    let mut speaks_for: BTreeMap<Name, BTreeSet<Name>> = BTreeMap::new();
    for (party, speakers) in table(settings, "speaks_for").into_iter().flatten() {
        known.insert(fold(party));
        for speaker in texts(Some(speakers)) {
            known.insert(fold(&speaker));
            speaks_for.entry(names.one(&speaker)).or_default().insert(names.one(party));
        }
    }
    names.speaks_for = speaks_for;
    names
}

fn read_record(
    id: &str,
    record: &Table,
    text_file: Option<&String>,
    names: &Names,
    known: &mut BTreeSet<String>,
) -> Record {
    let authors = texts(record.get("authors"));
    let publisher: Vec<String> = text(record, "publisher").map(str::to_string).into_iter().collect();
    known.extend(authors.iter().chain(&publisher).map(|name| fold(name)));
    let authors: BTreeSet<Name> = authors.iter().map(|name| names.one(name)).collect();
    let mut publishers: BTreeSet<Name> = publisher.iter().map(|name| names.one(name)).collect();

    let written_kind = text(record, "kind").unwrap_or_default();
    // "The newsroom's own recording, transcript, notes or photograph of somebody else is that person's own document,
    // held; what its reporter saw is one witness." (Ruling 28.)
    let of_somebody_else = !authors.is_empty() && !authors.contains(OURSELVES);
    if publishers.contains(OURSELVES)
        && of_somebody_else
        && !["news-report", "analysis"].contains(&written_kind)
    {
        publishers.clear();
    }
    let all_names: BTreeSet<Name> = authors.union(&publishers).cloned().collect();
    let kind = match written_kind {
        _ if all_names.is_empty() => Kind::Unnamed,
        "official-record" | "original-document" | "dataset" => Kind::Record,
        "statement" | "news-report" | "analysis" | "social-post" => Kind::Word,
        _ => Kind::Unnamed,
    };
    let access = match text(record, "access") {
        None | Some("published") => Access::Published,
        Some("leaked") => Access::Leaked,
        Some(_) => Access::Closed,
    };
    // "`derives_from`, `may_derive_from` ... unknown whether it does (then counted as if)"
    let mut derives_from = texts(record.get("derives_from"));
    derives_from.extend(texts(record.get("may_derive_from")));

    let sha256 = table(record, "text").and_then(|t| text(t, "sha256")).map(str::to_lowercase);
    let right = |text: &&String| sha256.as_ref() == Some(&sha256_of(text));
    Record {
        id: id.to_string(),
        kind,
        access,
        owners: if authors.is_empty() { publishers } else { authors },
        names: all_names,
        derives_from,
        looked_at: looked_at(record),
        retracted: record.contains_key("retracted"),
        published: record.get("published").and_then(read_date).map(|(first, _)| first),
        text: text_file.filter(right).cloned(),
        sha256,
    }
}

fn looked_at(record: &Table) -> Vec<String> {
    let entries = record.get("not_copied_from").and_then(Value::as_array).into_iter().flatten();
    let with_reason = entries.filter_map(Value::as_table).filter(|entry| text(entry, "because").is_some());
    with_reason.filter_map(|entry| text(entry, "source")).map(str::to_string).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    None,
    Echo,
    Copy,
}

/// Do two texts share words? By their runs of four words within a paragraph. (No quotation marks, titles or footers here.)
fn likeness(a: &Record, b: &Record, common: &[&Record]) -> Likeness {
    let (Some(one), Some(other)) = (&a.text, &b.text) else { return Likeness::None };
    // A full stop is a token, and no word.
    let tokens = |text: &str| words_of(&text.replace('.', " STOP"));
    let runs = |text: &str, length: usize| -> BTreeSet<Vec<String>> {
        let words = if length == 4 { tokens(text) } else { words_of(text) };
        let within = |run: &&[Word]| run.iter().all(|word| word.paragraph == run[0].paragraph);
        let windows = words.windows(length).filter(within);
        windows.map(|run| run.iter().map(|word| word.word.clone()).collect()).collect()
    };
    let (fours, others) = (runs(one, 4), runs(other, 4));
    let known: BTreeSet<Vec<String>> =
        common.iter().filter_map(|record| record.text.as_deref()).flat_map(|text| runs(text, 4)).collect();
    let shared = fours.intersection(&others).filter(|run| !known.contains(*run)).count();
    let long = |text: &str| -> BTreeSet<Vec<String>> {
        let is_new = |run: &Vec<String>| run.windows(4).all(|four| !known.contains(four));
        runs(text, 12).into_iter().filter(is_new).collect()
    };
    let (few, many) = (fours.len().min(others.len()), fours.len().max(others.len()));
    match () {
        () if shared >= 12 && 2 * shared >= many => Likeness::Copy,
        () if shared >= 12 && 3 * shared >= few => Likeness::Echo,
        () if !long(one).is_disjoint(&long(other)) => Likeness::Echo,
        () => Likeness::None,
    }
}

fn is_told(records: &BTreeMap<String, Record>, a: &Record, b: &Record) -> bool {
    let derives = |from: &Record, to: &Record| {
        let mut reached = from.derives_from.clone();
        for _ in records {
            let more: Vec<String> = reached
                .iter()
                .filter_map(|id| records.get(id))
                .flat_map(|r| r.derives_from.clone())
                .collect();
            reached.extend(more);
            reached.sort();
            reached.dedup();
        }
        reached.contains(&to.id)
    };
    a.looked_at.contains(&b.id) || b.looked_at.contains(&a.id) || derives(a, b) || derives(b, a)
}

/// "of the text with line ends folded to LF"
fn sha256_of(text: &str) -> String {
    let digest = Sha256::digest(text.replace("\r\n", "\n").as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn documents_of(
    records: &[Record],
    names: &Names,
    copies: Copies,
) -> (Vec<Document>, BTreeMap<String, Text>) {
    // A record without a sha256 is a text of its own.
    let merge = copies == Copies::AreOneText;
    let mut texts: Vec<Vec<&Record>> = records.iter().map(|record| vec![record]).collect();
    let known: BTreeMap<String, Record> =
        records.iter().map(|record| (record.id.clone(), record.clone())).collect();
    let the_same = |a: &Record, b: &Record| a.sha256.is_some() && a.sha256 == b.sha256;
    // Nearly the same (ruling 34). Copies of a copy are copies; what any copy derives from, all do.
    let is_told = |a: &Record, b: &Record| {
        is_told(&known, a, b) || derives_over_copies(records, a, b) || derives_over_copies(records, b, a)
    };
    let both_derive_from = |a: &Record, b: &Record| -> Vec<&Record> {
        let derives = |from: &Record, to: &&Record| derives_over_copies(records, from, to);
        let is_neither = |r: &&Record| ![a, b].iter().any(|own| own.id == r.id || the_same(own, r));
        records.iter().filter(|r| derives(a, r) && derives(b, r)).filter(is_neither).collect()
    };
    let near =
        |a: &Record, b: &Record| !is_told(a, b) && likeness(a, b, &both_derive_from(a, b)) == Likeness::Copy;
    while merge {
        let one_text = |a: &Vec<&Record>, b: &Vec<&Record>| {
            a.iter().any(|a| b.iter().any(|b| the_same(a, b) || near(a, b)))
        };
        let pair = (0..texts.len())
            .flat_map(|a| (a + 1..texts.len()).map(move |b| (a, b)))
            .find(|(a, b)| one_text(&texts[*a], &texts[*b]));
        let Some((a, b)) = pair else { break };
        let more = texts.remove(b);
        texts[a].extend(more);
    }
    let mut text_of: BTreeMap<String, Text> = BTreeMap::new();
    for (place, copies) in texts.iter().enumerate() {
        text_of.extend(copies.iter().map(|copy| (copy.id.clone(), place)));
    }
    let voices =
        |all: BTreeSet<Name>| -> BTreeSet<Name> { all.iter().flat_map(|name| names.heard(name)).collect() };
    let voices_alone =
        |all: BTreeSet<Name>| -> BTreeSet<Name> { all.iter().flat_map(|name| names.voices(name)).collect() };
    let documents = texts.iter().enumerate().map(|(place, copies)| {
        let derivations: Vec<(&str, &str)> = copies
            .iter()
            .flat_map(|copy| copy.derives_from.iter().map(|above| (copy.id.as_str(), above.as_str())))
            .collect();
        let missing = derivations.iter().any(|(_, above)| !text_of.contains_key(*above));
        let others = derivations.iter().filter_map(|(_, above)| text_of.get(*above).copied());
        Document {
            kind: copies.iter().map(|copy| copy.kind).min().unwrap_or(Kind::Unnamed),
            closed: copies.iter().any(|copy| copy.access == Access::Closed),
            leaked: copies.iter().any(|copy| copy.access == Access::Leaked),
            voices: voices(copies.iter().flat_map(|copy| copy.names.clone()).collect()),
            owners_heard: copies
                .iter()
                .map(|copy| voices_alone(copy.owners.clone()))
                .reduce(|all, more| &all & &more)
                .unwrap_or_default(),
            owners: copies[0]
                .owners
                .iter()
                .filter(|o| copies.iter().all(|copy| copy.owners.contains(*o)))
                .cloned()
                .collect(),
            derives_from: others.filter(|other| *other != place).collect(),
            broken: missing || runs_in_a_circle(&derivations),
            retracted: copies.iter().any(|copy| copy.retracted),
            published: copies.iter().map(|copy| copy.published).collect(),
            sha256: copies[0].sha256.clone(),
            words: records
                .iter()
                .filter(|record| record.sha256 == copies[0].sha256)
                .find_map(|record| record.text.as_deref())
                .map(words_of),
        }
    });
    (documents.collect(), text_of)
}

/// Does one record derive from the other, if what one copy of a text says holds for every copy?
fn derives_over_copies(records: &[Record], from: &Record, to: &Record) -> bool {
    let the_same = |a: &Record, b: &Record| a.id == b.id || a.sha256.is_some() && a.sha256 == b.sha256;
    let mut reached: Vec<&Record> = records.iter().filter(|r| the_same(r, from)).collect();
    let mut count = 0;
    let start = reached.len();
    while count < reached.len() {
        let next: Vec<&Record> = reached[count]
            .derives_from
            .iter()
            .filter_map(|id| records.iter().find(|r| r.id == *id))
            .flat_map(|above| records.iter().filter(move |r| the_same(r, above)))
            .collect();
        for record in next {
            if !reached.iter().any(|known| known.id == record.id) {
                reached.push(record);
            }
        }
        count += 1;
    }
    reached[start..].iter().any(|r| r.id == to.id)
}

/// Do these ids, which are of one text, derive from each other in a circle?
fn runs_in_a_circle(derivations: &[(&str, &str)]) -> bool {
    derivations.iter().any(|(start, first)| {
        let mut reached = BTreeSet::from([*first]);
        for _ in derivations {
            reached.extend(
                derivations
                    .iter()
                    .filter(|(id, _)| reached.contains(id))
                    .map(|(_, above)| *above)
                    .collect::<Vec<_>>(),
            );
        }
        reached.contains(start)
    })
}

fn read_claim(id: &str, claim: &Table, names: &Names, records: &[Record]) -> Claim {
    let mut claimants = BTreeSet::new();
    for claimant in texts(claim.get("claimant")) {
        // "each a name or a source id (then the claimant is whoever is the author of that source, or, if it names none,
        // its publisher)"
        match records.iter().find(|record| record.id == claimant) {
            Some(record) if !record.owners.is_empty() => claimants.extend(record.owners.iter().cloned()),
            _ => {
                claimants.insert(names.one(&claimant));
            }
        }
    }
    let evidence =
        claim.get("evidence").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table);
    Claim {
        id: id.to_string(),
        statement: text(claim, "statement").unwrap_or_default().to_string(),
        judges: match text(claim, "judges") {
            Some("saying" | "act") => Judges::SayingOrAct,
            _ => Judges::Fact,
        },
        claimants,
        subjects: texts(claim.get("subjects")).iter().map(|name| names.one(name)).collect(),
        // A date that nobody can read is never there.
        due: claim.get("due").map(|due| read_date(due).map_or(NaiveDate::MAX, |(_, last)| last)),
        conflicts_with: texts(claim.get("conflicts_with")).into_iter().collect(),
        quotes: evidence.map(read_quote).collect(),
    }
}

fn read_quote(evidence: &Table) -> Quote {
    let written = |key: &str| text(evidence, key).map(fold).filter(|words| !words.is_empty());
    Quote {
        source: text(evidence, "source").unwrap_or_default().to_string(),
        words: words(evidence, "quote"),
        stance: match text(evidence, "stance") {
            None | Some("supports") => Stance::Supports,
            Some("disputes") => Stance::Disputes,
            Some("admits") => Stance::Admits,
            Some("denies") => Stance::Denies,
            Some(_) => Stance::Context,
        },
        origin: text(evidence, "origin").map(str::to_string),
        through: texts(evidence.get("through")),
        knows: written("knows").is_some(),
        on_record: words(evidence, "on_record"),
        part: written("part"),
    }
}

/// The first and the last day. "A TOML date, "2020-02", "2020", or an interval "2015-04-16/2015-05-05""
fn read_date(value: &Value) -> Option<(NaiveDate, NaiveDate)> {
    fn of_words(words: &str) -> Option<(NaiveDate, NaiveDate)> {
        if let Some((first, last)) = words.split_once('/') {
            return Some((of_words(first)?.0, of_words(last)?.1));
        }
        let numbers: Vec<u32> = words.trim().split('-').map(|n| n.parse().ok()).collect::<Option<_>>()?;
        let first = |year: u32, month: u32| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1);
        match numbers[..] {
            [year] => Some((first(year, 1)?, first(year.checked_add(1)?, 1)?.pred_opt()?)),
            [year, 12] => Some((first(year, 12)?, first(year.checked_add(1)?, 1)?.pred_opt()?)),
            [year, month] => Some((first(year, month)?, first(year, month + 1)?.pred_opt()?)),
            [year, month, day] => {
                let it = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
                Some((it, it))
            }
            _ => None,
        }
    }
    match value {
        Value::Datetime(it) => {
            let date = it.date?;
            of_words(&format!("{}-{}-{}", date.year, date.month, date.day))
        }
        Value::String(words) => of_words(words),
        _ => None,
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// Tests
// ---------------------------------------------------------------------------------------------------------------------

#[cfg(test)]
mod tests {
    use super::*;

    /// Every held text of these tests has these two passages, and the id of the source in them.
    fn passage(id: &str, n: usize) -> String {
        format!("{id} passage{n} {id}-says {id}-that forty {id}-boats left {id}-the yard")
    }

    fn held_text(id: &str) -> String {
        format!(
            "in march 2019 at the harbour fair\n{} before the winter {}\n\n{id}-the last {id}-words of {id}-it all\n",
            passage(id, 1),
            passage(id, 2)
        )
    }

    const ON_RECORD: &str = r#"on_record = "in march 2019 at the harbour""#;

    #[derive(Clone, Default)]
    struct World(crate::worlds::Files);

    impl World {
        fn settings(mut self, text: &str) -> World {
            self.0.insert("grounds.toml".into(), text.into());
            self
        }

        /// A source that nobody here has read: `maker` is its author, unless `more` says otherwise.
        fn unseen(mut self, id: &str, kind: &str, maker: &str, more: &str) -> World {
            let maker = if maker.is_empty() { String::new() } else { format!("authors = [\"{maker}\"]\n") };
            self.0.insert(format!("sources/{id}.toml"), format!("kind = \"{kind}\"\n{maker}{more}\n"));
            self
        }

        fn held(self, id: &str, kind: &str, maker: &str, more: &str) -> World {
            self.held_with(id, kind, maker, more, &held_text(id))
        }

        fn held_with(self, id: &str, kind: &str, maker: &str, more: &str, text: &str) -> World {
            let sha = format!("{more}\n[text]\nsha256 = \"{}\"", sha256_of(text));
            let mut world = self.unseen(id, kind, maker, &sha);
            world.0.insert(format!("sources/{id}.txt"), text.into());
            world
        }

        /// Each piece of evidence: source, passage, further lines.
        fn claim(mut self, id: &str, head: &str, evidence: &[(&str, usize, &str)]) -> World {
            let mut claim = format!("statement = \"forty boats left\"\n{head}\n");
            for (source, n, more) in evidence {
                let quote = passage(source, *n);
                claim += &format!("[[evidence]]\nsource = \"{source}\"\nquote = \"{quote}\"\n{more}\n");
            }
            self.0.insert(format!("claims/{id}.toml"), claim);
            self
        }

        #[track_caller]
        fn earns(self, status: Status, basis: &'static str) -> World {
            assert_eq!(earned(&self.0)["c"], Opinion { status, basis });
            self
        }
    }

    use Status::{Documented as D, PartiallyConfirmed as P, Unsubstantiated as U};

    const FACT: &str = r#"subjects = ["somebody"]"#;
    const SAYING: &str = "judges = \"saying\"\nclaimant = \"keel\"";
    const KNOWS: &str = "knows = \"registers it\"";

    /// Papers that are read here, and documents that are not.
    fn world() -> World {
        World::default()
            .held("gaz", "news-report", "gazette", "")
            .held("her", "news-report", "herald", "")
            .held("reg", "official-record", "register office", "")
            .held("speech", "statement", "keel", "")
            .held("party", "statement", "somebody", "")
            .unseen("reg-unseen", "official-record", "register office", "")
            .unseen("speech-unseen", "statement", "keel", "")
            .unseen("party-unseen", "statement", "somebody", "")
            .unseen("min-a", "statement", "ministry a", "")
            .unseen("min-b", "statement", "ministry b", "")
            .unseen("official", "unnamed", "an official", "")
            .unseen("official-b", "unnamed", "another official", "")
            .unseen("wire", "news-report", "wire", "")
    }

    fn origin(id: &str) -> String {
        format!("origin = \"{id}\"")
    }

    /// An origin that nobody here has read, on the record.
    fn told(id: &str) -> String {
        lines(&[&origin(id), ON_RECORD])
    }

    fn lines(all: &[&str]) -> String {
        all.join("\n")
    }

    #[test]
    fn row_1_a_record_read_here() {
        world().claim("c", "", &[("reg", 1, KNOWS)]).earns(D, "record read here");
        // It has to say what it registers.
        world().claim("c", FACT, &[("reg", 1, &origin("reg"))]).earns(U, "lone report");
        // A party's record counts for what it registers.
        world()
            .claim("c", "subjects = [\"register office\"]", &[("reg", 1, KNOWS)])
            .earns(D, "record read here");
        // A quote that does not stand there counts for nothing.
        let mut absent = world().claim("c", "", &[("reg", 1, KNOWS)]);
        absent.0.insert("sources/reg.txt".into(), "another text".into());
        absent.earns(U, "nothing");
    }

    #[test]
    fn row_2_own_words_read_here() {
        world().claim("c", SAYING, &[("speech", 1, "")]).earns(D, "own words read here");
        // "naming as claimant the outlet that carried it leaves nothing"
        let saying_of_the_outlet = "judges = \"saying\"\nclaimant = \"gazette\"";
        let through_the_outlet = origin("speech-unseen");
        world().claim("c", saying_of_the_outlet, &[("gaz", 1, &through_the_outlet)]).earns(U, "nothing");
        // A claimant that is a source is whoever made it.
        world()
            .claim("c", "judges = \"act\"\nclaimant = \"speech-unseen\"", &[("speech", 1, "")])
            .earns(D, "own words read here");
        // By name only: who speaks for him does not write his own words.
        let spokesman = world().settings("[speaks_for]\nstate = [\"keel\"]\n[names]\nkeel = [\"A. Keel\"]");
        let saying = |of: &str| format!("judges = \"saying\"\nclaimant = \"{of}\"");
        spokesman.clone().claim("c", &saying("state"), &[("speech", 1, "")]).earns(U, "nothing");
        spokesman.claim("c", &saying("a. keel"), &[("speech", 1, "")]).earns(D, "own words read here");
        // His own document, where he tells of another of his, is his own words.
        world()
            .claim("c", SAYING, &[("speech", 1, &origin("speech-unseen"))])
            .earns(D, "own words read here");
    }

    #[test]
    fn row_3_two_witnesses_read_here() {
        let heard = origin("speech-unseen");
        world()
            .claim("c", SAYING, &[("gaz", 1, &heard), ("her", 1, &heard)])
            .earns(D, "two witnesses read here");
        world().claim("c", FACT, &[("gaz", 1, KNOWS), ("her", 1, KNOWS)]).earns(D, "two witnesses read here");
        // "for a fact each says how it knows"
        world().claim("c", FACT, &[("gaz", 1, KNOWS), ("her", 1, &origin("her"))]).earns(P, "two witnesses");
        // "Without `subjects` nothing but a record counts beyond a lone report."
        world().claim("c", "", &[("gaz", 1, KNOWS), ("her", 1, KNOWS)]).earns(U, "lone report");
        // The policy may ask for three, or for one.
        let three = world().settings("[status.documented]\nindependent = 3");
        three.claim("c", FACT, &[("gaz", 1, KNOWS), ("her", 1, KNOWS)]).earns(P, "two witnesses");
        let one = world().settings("[status.documented]\nindependent = 1");
        one.claim("c", FACT, &[("gaz", 1, KNOWS)]).earns(D, "two witnesses read here");
    }

    #[test]
    fn read_here_is_what_is_quoted() {
        // The register has the same words, and is pinned; they are quoted from the paper.
        let more: Vec<String> = (0..40).map(|n| format!("entry{n}")).collect();
        let both = format!("in march 2019 at the harbour fair\n{}\n\n{}", passage("gaz", 1), more.join(" "));
        let world = world().held_with("same", "official-record", "another office", "", &both);
        let from_the_paper = lines(&[&origin("same"), KNOWS]);
        world.clone().claim("c", FACT, &[("gaz", 1, &from_the_paper)]).earns(U, "lone report");
        let on_record = lines(&[&from_the_paper, ON_RECORD]);
        world.clone().claim("c", FACT, &[("gaz", 1, &on_record)]).earns(P, "on the record");
        // Any copy of it is read with it.
        world
            .held_with("copy", "official-record", "gazette", "", &held_text("reg"))
            .claim("c", FACT, &[("reg", 1, &lines(&[&origin("copy"), KNOWS]))])
            .earns(D, "record read here");
    }

    /// A witness that is read here is itself the source, so that two of them have no carriers, and "further" asks nothing
    /// further. (Records of one text that stand apart are the exception.) Two of one digest are not read here.
    #[test]
    fn row_3_in_whole_chains() {
        let by = |id: &str, heard: &str| lines(&[&origin(heard), &format!("through = [\"{id}\"]")]);
        let world = world().unseen("speech-b", "statement", "keel", "");
        world
            .claim(
                "c",
                SAYING,
                &[("her", 1, &by("gaz", "speech-unseen")), ("her", 2, &by("reg", "speech-b"))],
            )
            .earns(P, "two witnesses");
    }

    #[test]
    fn row_4_on_the_record() {
        let record = lines(&[&origin("reg-unseen"), KNOWS, ON_RECORD]);
        world().claim("c", "", &[("gaz", 1, &record)]).earns(P, "on the record");
        world()
            .claim("c", SAYING, &[("gaz", 1, &lines(&[&origin("speech-unseen"), ON_RECORD]))])
            .earns(P, "on the record");
        // Without the words, or with fewer than four, or in another text.
        world()
            .claim("c", "", &[("gaz", 1, &lines(&[&origin("reg-unseen"), KNOWS]))])
            .earns(U, "lone report");
        for words in ["in march 2019", "words that stand nowhere here"] {
            let on_record = format!("on_record = \"{words}\"");
            world()
                .claim("c", "", &[("gaz", 1, &lines(&[&origin("reg-unseen"), KNOWS, &on_record]))])
                .earns(U, "lone report");
        }
        // One hand: not through another whom nobody has seen.
        let through = lines(&[&record, "through = [\"wire\"]"]);
        world().claim("c", "", &[("gaz", 1, &through)]).earns(U, "hearsay");
        // A statement on the record is no record.
        world()
            .claim("c", FACT, &[("gaz", 1, &lines(&[&origin("min-a"), KNOWS, ON_RECORD]))])
            .earns(U, "lone report");
        // "`primary` ... "relayed": a record that was not seen, but is on the record, suffices"
        let relayed = world().settings("[status.documented]\nprimary = \"relayed\"");
        relayed.claim("c", "", &[("gaz", 1, &record)]).earns(D, "on the record");
    }

    #[test]
    fn row_4_within_a_hundred_tokens() {
        for (far, status, basis) in [(94, P, "on the record"), (95, U, "lone report")] {
            let filler = vec!["filler"; far].join(" ");
            let text = format!("in march 2019 at the harbour {filler} {}", passage("far", 1));
            World::default()
                .held_with("far", "news-report", "far paper", "", &text)
                .unseen("reg-unseen", "official-record", "register office", "")
                .claim("c", "", &[("far", 1, &lines(&[&origin("reg-unseen"), KNOWS, ON_RECORD]))])
                .earns(status, basis);
        }
    }

    #[test]
    fn row_5_two_independent_witnesses() {
        // Two ministries, through one paper.
        let (a, b) = (told("min-a"), told("min-b"));
        world().claim("c", FACT, &[("gaz", 1, &a), ("gaz", 2, &b)]).earns(P, "two witnesses");
        // Who was not read here must be on the record; of a saying nothing like it is asked.
        world().claim("c", FACT, &[("gaz", 1, &a), ("gaz", 2, &origin("min-b"))]).earns(U, "lone report");
        let heard = |by: &str| lines(&[&origin("speech-unseen"), &format!("through = [\"{by}\"]")]);
        world()
            .claim("c", SAYING, &[("gaz", 1, &heard("party")), ("her", 1, &heard("reg"))])
            .earns(P, "two witnesses");
        // "a text that relays somebody for a claim is no second witness beside him"
        world().claim("c", FACT, &[("gaz", 1, &a), ("gaz", 2, &origin("gaz"))]).earns(U, "lone report");
        // "nor is another text of its publisher"
        let same_house = world().held("gaz-b", "news-report", "", "publisher = \"Gazette\"");
        same_house
            .claim("c", FACT, &[("gaz", 1, &a), ("gaz-b", 2, &origin("gaz-b"))])
            .earns(U, "lone report");
        // Nor of its author, or of whom he speaks for.
        let reporter = world()
            .settings("[speaks_for]\nguild = [\"gazette\"]")
            .held("column", "news-report", "gazette", "publisher = \"another\"")
            .held("guild", "news-report", "guild", "");
        for id in ["column", "guild"] {
            let second = (id, 1, &*origin(id));
            reporter.clone().claim("c", FACT, &[("gaz", 1, &a), second]).earns(U, "lone report");
            reporter.clone().claim("c", FACT, &[("her", 1, &a), second]).earns(P, "two witnesses");
        }
        // What other quotes of the claim do plays no part: that the paper relays the ministry elsewhere takes nothing away.
        let two = [("gaz", 1, &*origin("gaz")), ("her", 1, &*a)];
        world().claim("c", FACT, &two).earns(P, "two witnesses");
        world().claim("c", FACT, &[two[0], two[1], ("gaz", 2, &a)]).earns(P, "two witnesses");
        // Of one voice, by `[speaks_for]` and by `[names]`.
        let one_state = world()
            .settings("[speaks_for]\nstate = [\"cabinet\"]\ncabinet = [\"ministry a\", \"Ministry  B\"]");
        one_state.claim("c", FACT, &[("gaz", 1, &a), ("gaz", 2, &b)]).earns(U, "lone report");
        let one_name = world().settings("[names]\n\"ministry a\" = [\"ministry b\"]");
        one_name.claim("c", FACT, &[("gaz", 1, &a), ("gaz", 2, &b)]).earns(U, "lone report");
        // The policy may ask for more, never for fewer.
        let three = world().settings("[status.\"partially confirmed\"]\nindependent = 3");
        three.claim("c", FACT, &[("gaz", 1, &a), ("gaz", 2, &b)]).earns(U, "lone report");
        // "An origin that is not said is a lone report at most, never a second witness."
        world().claim("c", FACT, &[("gaz", 1, &a), ("her", 2, "")]).earns(U, "lone report");
    }

    #[test]
    fn row_5_unnamed_origins() {
        let (a, b) = (told("official"), told("official-b"));
        world().claim("c", FACT, &[("gaz", 1, &a), ("her", 2, &b)]).earns(U, "hearsay");
        world().claim("c", FACT, &[("gaz", 1, &a), ("her", 2, &told("min-a"))]).earns(P, "two witnesses");
    }

    #[test]
    fn independence_is_asked_of_pairs() {
        // a and b share, b and c share, a and c do not.
        let settings = "[speaks_for]\nnorth = [\"a\", \"b\"]\nsouth = [\"b\", \"c\"]";
        let world = World::default()
            .settings(settings)
            .held("a", "news-report", "a", "")
            .held("b", "news-report", "b", "")
            .held("c", "news-report", "c", "");
        world.clone().claim("c", FACT, &[("a", 1, KNOWS), ("b", 1, KNOWS)]).earns(U, "lone report");
        world
            .claim("c", FACT, &[("a", 1, KNOWS), ("b", 1, KNOWS), ("c", 1, KNOWS)])
            .earns(D, "two witnesses read here");
    }

    #[test]
    fn row_6_an_admission() {
        let admits = "stance = \"admits\"\norigin = \"party\"";
        world().claim("c", FACT, &[("party", 1, admits)]).earns(P, "admission");
        // Known through one: no more than the party's word. Heard by two: an admission.
        let heard = "stance = \"admits\"\norigin = \"party-unseen\"";
        world().claim("c", FACT, &[("gaz", 1, &lines(&[heard, ON_RECORD]))]).earns(U, "own word only");
        world().claim("c", FACT, &[("gaz", 1, heard), ("her", 1, heard)]).earns(P, "admission");
        // "of anybody else they count as disputes and supports"
        world()
            .claim("c", FACT, &[("speech", 1, "stance = \"admits\"\norigin = \"speech\"")])
            .earns(U, "lone report");
        // "An origin that is not said is a lone report at most"
        world().claim("c", FACT, &[("party", 1, "stance = \"admits\"")]).earns(U, "own word only");
        // It is not what a document hands on that a party took from another.
        let took = world().held("reprint", "statement", "somebody", "derives_from = [\"wire\"]");
        took.claim("c", FACT, &[("reprint", 1, "stance = \"admits\"\norigin = \"reprint\"")])
            .earns(U, "lone report");
    }

    #[test]
    fn row_7_a_part() {
        let part = |words: &str| format!("part = \"{words}\"");
        world().claim("c", "", &[("reg", 1, &lines(&[KNOWS, &part("22 of the 40")]))]).earns(P, "part");
        let (a, b) = (told("min-a"), told("min-b"));
        let two = |p: &str, q: &str| {
            world().claim(
                "c",
                FACT,
                &[("gaz", 1, &lines(&[&a, &part(p)])), ("gaz", 2, &lines(&[&b, &part(q)]))],
            )
        };
        two("22 of the 40", "22 of the  40").earns(P, "part");
        two("22 of the 40", "all of it").earns(U, "lone report");
    }

    #[test]
    fn rows_8_to_11() {
        world().claim("c", FACT, &[("gaz", 1, "")]).earns(U, "lone report");
        world().claim("c", SAYING, &[("gaz", 1, &origin("speech-unseen"))]).earns(U, "lone report");
        world().claim("c", FACT, &[("party", 1, &origin("party"))]).earns(U, "own word only");
        world().claim("c", FACT, &[("gaz", 1, &origin("party-unseen"))]).earns(U, "own word only");
        world()
            .claim("c", FACT, &[("gaz", 1, "origin = \"min-a\"\nthrough = [\"wire\"]")])
            .earns(U, "hearsay");
        world().claim("c", FACT, &[("gaz", 1, &origin("official"))]).earns(U, "hearsay");
        world().claim("c", FACT, &[]).earns(U, "nothing");
        world().claim("c", FACT, &[("gaz", 1, "stance = \"context\"")]).earns(U, "nothing");
        world()
            .claim("c", FACT, &[("wire", 1, ""), ("ghost", 1, ""), ("gaz", 1, &origin("ghost"))])
            .earns(U, "nothing");
        world().claim("c", "judges = \"saying\"", &[("speech", 1, "")]).earns(U, "nothing");
    }

    #[test]
    fn a_name_in_the_statement_is_struck() {
        // The statement is "forty boats left".
        let world = |maker: &str| {
            World::default()
                .settings("[names]\n\"Forty Boats\" = [\"the yard\"]")
                .held("yard", "statement", maker, "")
                .claim("c", FACT, &[("yard", 1, &origin("yard"))])
        };
        world("the yard").earns(U, "own word only");
        world("the year").earns(U, "lone report");
        // Runs of letters and digits.
        for (statement, basis) in [("keel's boats", "own word only"), ("keels boats", "lone report")] {
            let mut keel = self::world().claim("c", FACT, &[("speech", 1, &origin("speech"))]);
            let claim = keel.0["claims/c.toml"].replace("forty boats left\"\n", &format!("{statement}\"\n"));
            keel.0.insert("claims/c.toml".into(), claim);
            keel.earns(U, basis);
        }
    }

    #[test]
    fn facts_do_not_read_the_claimant() {
        for claimant in ["gazette", "herald", "nobody"] {
            let head = lines(&[FACT, &format!("claimant = \"{claimant}\"")]);
            world()
                .claim("c", &head, &[("gaz", 1, KNOWS), ("her", 1, KNOWS)])
                .earns(D, "two witnesses read here");
        }
    }

    #[test]
    fn an_act_of_several() {
        let treaty = "judges = \"act\"\nclaimant = [\"keel\", \"somebody\"]";
        world().claim("c", treaty, &[("speech", 1, "")]).earns(U, "nothing");
        world().claim("c", treaty, &[("speech", 1, ""), ("party", 1, "")]).earns(D, "own words read here");
        let heard = lines(&[&origin("party-unseen"), ON_RECORD]);
        world().claim("c", treaty, &[("speech", 1, ""), ("gaz", 1, &heard)]).earns(P, "on the record");
        let joint = world().held("joint", "original-document", "", "authors = [\"keel\", \"somebody\"]");
        joint.claim("c", treaty, &[("joint", 1, "")]).earns(D, "own words read here");
        // Of two quotes that are one passage and name different origins one counts, here for one of the actors.
        let (keel, other) = (told("speech-unseen"), told("party-unseen"));
        world().claim("c", treaty, &[("gaz", 1, &keel), ("gaz", 2, &other)]).earns(P, "on the record");
        world().claim("c", treaty, &[("gaz", 1, &keel), ("gaz", 1, &other)]).earns(U, "nothing");
        world()
            .claim("c", treaty, &[("gaz", 1, &keel), ("gaz", 1, &other), ("her", 1, &keel)])
            .earns(P, "on the record");
    }

    #[test]
    fn ten_papers_copying_one_count_once() {
        let copies = world().held("copy-a", "news-report", "paper a", "derives_from = [\"wire\"]").held(
            "copy-b",
            "news-report",
            "paper b",
            "may_derive_from = [\"wire\"]",
        );
        copies
            .clone()
            .claim("c", FACT, &[("copy-a", 1, KNOWS), ("copy-b", 1, KNOWS)])
            .earns(U, "lone report");
        // For a saying too: the wire heard it, and of the speech two documents were not seen.
        let heard = lines(&[&origin("speech-unseen"), ON_RECORD]);
        copies.claim("c", SAYING, &[("copy-a", 1, &heard), ("copy-b", 1, &heard)]).earns(U, "hearsay");
    }

    #[test]
    fn copies_are_one_text() {
        let text = held_text("gaz");
        // The weakest kind.
        let pair = |kind: &str, maker: &str, more: &str| {
            World::default()
                .held_with("gaz", "official-record", "office", "", &text)
                .held_with("twin", kind, maker, more, &text)
                .claim("c", FACT, &[("gaz", 1, KNOWS)])
        };
        pair("official-record", "office", "").earns(D, "record read here");
        pair("news-report", "office", "").earns(U, "lone report");
        // Every retraction, every derivation, the weakest access.
        pair("official-record", "office", "retracted = { because = \"wrong\" }").earns(U, "nothing");
        pair("official-record", "office", "access = \"leaked\"").earns(P, "record read here");
        pair("official-record", "office", "derives_from = [\"gaz\"]").earns(D, "record read here");
        pair("official-record", "office", "derives_from = [\"ghost\"]").earns(U, "nothing");
        // A party among the authors of any.
        let office = World::default().held_with("gaz", "statement", "x", "", &text).held_with(
            "twin",
            "statement",
            "somebody",
            "",
            &text,
        );
        office.clone().claim("c", FACT, &[("gaz", 1, &origin("gaz"))]).earns(U, "own word only");
        // "the authors that all share for own words"
        office.claim("c", "judges = \"saying\"\nclaimant = \"x\"", &[("gaz", 1, "")]).earns(U, "nothing");
        // On the contrary side each record says what it is: the copy, weaker in every way, weakens no dispute.
        let disputed = self::world()
            .held("office", "official-record", "another office", "")
            .claim("c", "", &[("reg", 1, KNOWS), ("office", 1, &lines(&[KNOWS, "stance = \"disputes\""]))])
            .earns(P, "record read here");
        for more in
            ["retracted = { because = \"wrong\" }", "derives_from = [\"ghost\"]", "access = \"leaked\""]
        {
            let copy = disputed.clone().held_with("copy", "unnamed", "somebody", more, &held_text("office"));
            copy.earns(P, "record read here");
        }
        // The same words quoted under two ids are one passage there too.
        let twice = self::world().held_with("copy", "news-report", "herald", "", &held_text("gaz")).claim(
            "c",
            FACT,
            &[("reg", 1, KNOWS)],
        );
        let against = lines(&[KNOWS, "stance = \"disputes\""]);
        let mut claim = twice.0["claims/c.toml"].clone();
        for source in ["gaz", "copy"] {
            claim += &format!(
                "[[evidence]]\nsource = \"{source}\"\nquote = \"{}\"\n{against}\n",
                passage("gaz", 1)
            );
        }
        let mut twice = twice;
        twice.0.insert("claims/c.toml".into(), claim);
        twice.earns(D, "record read here");
        // Two copies are not two witnesses.
        World::default()
            .held_with("gaz", "news-report", "x", "", &text)
            .held_with("twin", "news-report", "y", "", &text)
            .claim("c", FACT, &[("gaz", 1, KNOWS), ("gaz", 2, &lines(&[&origin("twin"), KNOWS]))])
            .earns(U, "lone report");
    }

    #[test]
    fn one_passage_counts_once() {
        let (a, b) = (told("min-a"), told("min-b"));
        world().claim("c", FACT, &[("gaz", 1, &a), ("gaz", 1, &b)]).earns(U, "lone report");
        world().claim("c", FACT, &[("gaz", 1, &a), ("gaz", 1, &told("official"))]).earns(U, "lone report");
        // It counts for either, also with another.
        world().claim("c", FACT, &[("gaz", 1, &a), ("gaz", 1, &b), ("her", 1, &a)]).earns(P, "two witnesses");
        // With one actor, what needs one quote takes any.
        let record = lines(&[&told("reg-unseen"), KNOWS]);
        world().claim("c", FACT, &[("gaz", 1, &a), ("gaz", 1, &record)]).earns(P, "on the record");
        // Never handed on: the first and the last share no word, though both share some with the second.
        let overlap = |second: &str| {
            let (first, last) = (passage("gaz", 1), passage("gaz", 2));
            let middle = "left gaz-the yard before the winter gaz passage2 gaz-says".to_string();
            let mut world = world();
            let mut claim = format!("statement = \"it\"\n{FACT}\n");
            for (quote, more) in [(first, &*a), (middle, second), (last, &*b)] {
                claim += &format!("[[evidence]]\nsource = \"gaz\"\nquote = \"{quote}\"\n{more}\n");
            }
            world.0.insert("claims/c.toml".into(), claim);
            world
        };
        overlap(&told("wire")).earns(P, "two witnesses");
        overlap(&a).earns(P, "two witnesses");
    }

    #[test]
    fn a_carrier_that_one_claim_names_stands_in_every_claim() {
        let record = lines(&[&origin("reg-unseen"), KNOWS, ON_RECORD]);
        let elsewhere = lines(&[&origin("reg-unseen"), "through = [\"wire\"]"]);
        let left_out = world().claim("c", "", &[("gaz", 1, &record)]);
        left_out.claim("other", "", &[("gaz", 2, &elsewhere)]).earns(U, "hearsay");
        // Between a document and itself it stands for that quote alone.
        let itself = world().claim("c", "", &[("reg", 1, KNOWS)]);
        itself.claim("other", SAYING, &[("reg", 2, "through = [\"wire\"]")]).earns(D, "record read here");
    }

    #[test]
    fn access() {
        let record = lines(&[&origin("paper"), KNOWS, ON_RECORD]);
        let paper = |access: &str| {
            world().unseen("paper", "official-record", "office", &format!("access = \"{access}\""))
        };
        for access in ["unpublished", "withheld", "lost"] {
            paper(access).claim("c", FACT, &[("gaz", 1, &record)]).earns(U, "lone report");
            // Nothing beyond the word of whoever describes it.
            paper(access).claim("c", FACT, &[("gaz", 1, &record), ("her", 1, KNOWS)]).earns(U, "lone report");
            // No record: if it or whoever describes it is a party, a party's own word.
            paper(access).claim("c", FACT, &[("party", 1, &record)]).earns(U, "own word only");
            let party = "subjects = [\"office\"]";
            paper(access).claim("c", party, &[("gaz", 1, &record)]).earns(U, "own word only");
        }
        // A leaked one is not closed, and capped.
        paper("leaked").claim("c", FACT, &[("gaz", 1, &record)]).earns(P, "on the record");
        let relayed = paper("leaked").settings("[status.documented]\nprimary = \"relayed\"");
        relayed.claim("c", FACT, &[("gaz", 1, &record)]).earns(P, "on the record");
        let no_record = told("paper");
        let two = [("gaz", 1, &*no_record), ("her", 1, KNOWS)];
        paper("leaked").claim("c", FACT, &two).earns(P, "two witnesses");
        // Read here it counts; a leaked one is capped.
        for (access, status) in [("unpublished", D), ("lost", D), ("leaked", P)] {
            let paper = world().held("paper", "official-record", "office", &format!("access = \"{access}\""));
            paper.claim("c", "", &[("paper", 1, KNOWS)]).earns(status, "record read here");
        }
        // What is not leaked is not capped.
        let paper = world().held("paper", "official-record", "office", "access = \"leaked\"");
        paper
            .claim("c", FACT, &[("paper", 1, KNOWS), ("gaz", 1, KNOWS), ("her", 1, KNOWS)])
            .earns(D, "two witnesses read here");
    }

    #[test]
    fn retracted() {
        let retracted = "retracted = { because = \"wrong\" }";
        let world = world().held("paper", "statement", "author", retracted).held(
            "child",
            "news-report",
            "child paper",
            "derives_from = [\"paper\"]",
        );
        world.clone().claim("c", FACT, &[("paper", 1, &origin("paper"))]).earns(U, "nothing");
        world.clone().claim("c", FACT, &[("child", 1, &origin("child"))]).earns(U, "nothing");
        world
            .clone()
            .claim("c", FACT, &[("gaz", 1, "through = [\"paper\"]\norigin = \"min-a\"")])
            .earns(U, "nothing");
        // "that they said it stands"
        let saying = "judges = \"saying\"\nclaimant = \"author\"";
        world.claim("c", saying, &[("paper", 1, "")]).earns(D, "own words read here");
    }

    #[test]
    fn due() {
        let record = |published: &str| world().held("new", "official-record", "office", published);
        let due = |day: &str| format!("due = {day}");
        record("published = 2026-11-30")
            .claim("c", &due("2026-12-02"), &[("new", 1, KNOWS)])
            .earns(U, "nothing");
        record("published = 2026-12-01")
            .claim("c", &due("2026-12-01"), &[("new", 1, KNOWS)])
            .earns(D, "record read here");
        record("published = 2026-11-30")
            .claim("c", &due("2026-12-01"), &[("new", 1, KNOWS)])
            .earns(U, "nothing");
        record("published = \"2026\"")
            .claim("c", &due("\"2026-06\""), &[("new", 1, KNOWS)])
            .earns(U, "nothing");
        record("published = \"2026-07\"")
            .claim("c", &due("\"2026-06\""), &[("new", 1, KNOWS)])
            .earns(D, "record read here");
        record("").claim("c", &due("\"2026-06\""), &[("new", 1, KNOWS)]).earns(U, "nothing");
        record("").claim("c", &due("\"2026\""), &[("new", 1, KNOWS)]).earns(U, "nothing");
        // A saying has no such day.
        world()
            .claim("c", &lines(&[SAYING, &due("2027-01-01")]), &[("speech", 1, "")])
            .earns(D, "own words read here");
    }

    #[test]
    fn the_other_side_is_judged_alike() {
        let world = world().held("reg-b", "official-record", "other office", "");
        let against = lines(&[KNOWS, "stance = \"disputes\""]);
        world
            .clone()
            .claim("c", "", &[("reg", 1, KNOWS), ("reg-b", 1, &against)])
            .earns(P, "record read here");
        let part = lines(&[&against, "part = \"forty\""]);
        world.clone().claim("c", "", &[("reg", 1, KNOWS), ("reg-b", 1, &part)]).earns(P, "record read here");
        // A lone report, a denial of a party: no such thing.
        let denies = lines(&[&origin("party"), "stance = \"denies\""]);
        world
            .clone()
            .claim("c", FACT, &[("reg", 1, KNOWS), ("party", 1, &denies)])
            .earns(D, "record read here");
        // Of a saying: his own later denial caps nothing, a record or two witnesses do.
        let saying = lines(&["judges = \"saying\"", "claimant = \"keel\"", "due = 2030-01-01"]);
        let denied = |evidence: &[(&str, usize, &str)]| {
            let world = world.clone().held("later", "statement", "keel", "").held("r", "dataset", "keel", "");
            world.claim("c", &saying, &[&[("speech", 1, "")], evidence].concat())
        };
        let own_words = "own words read here";
        denied(&[("later", 1, "stance = \"denies\"")]).earns(D, own_words);
        denied(&[("later", 1, &against), ("gaz", 1, &against)]).earns(D, own_words);
        denied(&[("reg-b", 1, &against)]).earns(P, own_words);
        denied(&[("r", 1, &against)]).earns(P, own_words);
        denied(&[("gaz", 1, &against), ("her", 1, &against)]).earns(P, own_words);
        denied(&[("gaz", 1, &against), ("her", 1, "stance = \"disputes\"")]).earns(D, own_words);
        // Two witnesses against it; that `subjects` are left out does not lift the cap.
        let two = [("reg", 1, KNOWS), ("gaz", 1, &against), ("her", 1, &against)];
        world.clone().claim("c", FACT, &two).earns(P, "record read here");
        world.claim("c", "", &two).earns(P, "record read here");
    }

    #[test]
    fn of_two_claims_that_conflict_never_both_are_documented() {
        let world = world()
            .held("reg-b", "official-record", "other office", "")
            .claim("c", "", &[("reg", 1, KNOWS)])
            .claim("d", "conflicts_with = [\"c\", \"ghost\", \"d\"]", &[("reg-b", 1, KNOWS)]);
        let all = earned(&world.0);
        assert_eq!(all["c"], Opinion { status: P, basis: "record read here" });
        assert_eq!(all["c"], all["d"]);
    }

    #[test]
    fn the_newsrooms_own_recordings() {
        let interviews = |kind: &str| {
            World::default()
                .settings("[names]\nourselves = [\"The Desk\"]")
                .held("first", kind, "witness a", "publisher = \"the desk\"")
                .held("second", kind, "witness b", "publisher = \"the desk\"")
                .claim("c", FACT, &[("first", 1, KNOWS), ("second", 1, KNOWS)])
        };
        interviews("statement").earns(D, "two witnesses read here");
        interviews("news-report").earns(U, "lone report");
    }

    #[test]
    fn circles_count_for_nothing_and_end() {
        let world = world()
            .held("a", "official-record", "a", "derives_from = [\"b\"]")
            .unseen("b", "news-report", "b", "derives_from = [\"x\"]")
            .unseen("x", "news-report", "x", "may_derive_from = [\"b\"]")
            .held("self", "official-record", "s", "derives_from = [\"self\"]");
        world.clone().claim("c", FACT, &[("a", 1, KNOWS), ("self", 1, KNOWS)]).earns(U, "nothing");
        world.clone().claim("c", FACT, &[("gaz", 1, &origin("b"))]).earns(U, "nothing");
        world
            .clone()
            .claim("c", FACT, &[("gaz", 1, "origin = \"min-a\"\nthrough = [\"x\"]")])
            .earns(U, "nothing");
        let circle = "[names]\na = [\"b\"]\nb = [\"a\"]\n[speaks_for]\nq = [\"r\"]\nr = [\"q\"]";
        world.settings(circle).claim("c", FACT, &[("gaz", 1, "")]).earns(U, "lone report");
    }

    /// Where one sentence of section 4 is kept here at the cost of another. "Never raises" means: whoever fills in less
    /// never earns more, nor by naming, relabelling or copying anything.
    #[test]
    fn sentences_that_contradict_each_other() {
        // "count only evidence whose origin is the claimant's own document": leaving out `origin` raises.
        world().claim("c", SAYING, &[("speech", 1, &origin("min-a"))]).earns(U, "nothing");
        world().claim("c", SAYING, &[("speech", 1, "")]).earns(D, "own words read here");
        // "every one is the actor": leaving out one claimant of two raises.
        let treaty = "judges = \"act\"\nclaimant = [\"keel\", \"somebody\"]";
        world().claim("c", treaty, &[("speech", 1, "")]).earns(U, "nothing");
        // "The other side is judged alike": naming a party strikes who disputes, and raises.
        let against = lines(&[KNOWS, "stance = \"disputes\""]);
        let disputed = [("reg", 1, KNOWS), ("gaz", 1, &against), ("her", 1, &against)];
        world().claim("c", FACT, &disputed).earns(P, "record read here");
        let more = "subjects = [\"somebody\", \"herald\"]";
        world().claim("c", more, &disputed).earns(D, "record read here");
        // "a claim in `conflicts_with` has all that documented needs": filling in less in that one raises this one.
        let two = |more: &str| {
            world()
                .held("reg-b", "official-record", "other", "")
                .claim("d", FACT, &[("reg-b", 1, more)])
                .claim("c", "conflicts_with = [\"d\"]", &[("reg", 1, KNOWS)])
        };
        two(KNOWS).earns(P, "record read here");
        two("").earns(D, "record read here");
        // "for what it itself makes or registers": relabelling raises.
        world().claim("c", FACT, &[("gaz", 1, KNOWS)]).earns(U, "lone report");
        let relabelled = world().held("gaz", "official-record", "gazette", "");
        relabelled.claim("c", FACT, &[("gaz", 1, KNOWS)]).earns(D, "record read here");
    }

    /// Nothing that can be written makes it panic or run on.
    #[test]
    fn random_projects_end() {
        let mut state = 20261201_u64;
        let mut roll = move |n: usize| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) as usize % n
        };
        let kinds = ["official-record", "statement", "news-report", "unnamed", "nonsense"];
        let ids = ["a", "b", "c", "d", "e", "ghost"];
        for _ in 0..300 {
            let mut world =
                World::default().settings("[speaks_for]\np = [\"m0\", \"m1\"]\nq = [\"m1\", \"p\"]");
            for id in &ids[..5] {
                let mut more = String::new();
                if roll(3) == 0 {
                    more += &format!("derives_from = [\"{}\", \"{}\"]\n", ids[roll(6)], ids[roll(5)]);
                }
                if roll(4) == 0 {
                    more += "access = \"leaked\"\n";
                }
                let maker = format!("m{}", roll(4));
                let text = held_text(ids[roll(5)]);
                world = match roll(3) {
                    0 => world.unseen(id, kinds[roll(5)], &maker, &more),
                    1 => world.held(id, kinds[roll(5)], &maker, &more),
                    _ => world.held_with(id, kinds[roll(5)], &maker, &more, &text),
                };
            }
            for claim in ["c", "d"] {
                let head =
                    ["", "subjects = [\"m0\"]", "judges = \"act\"\nclaimant = [\"m0\", \"m1\"]"][roll(3)];
                let evidence: Vec<(&str, usize, String)> = (0..roll(6))
                    .map(|_| {
                        let stance = ["supports", "admits", "disputes", "denies"][roll(4)];
                        let mut more = format!("stance = \"{stance}\"\n");
                        if roll(2) == 0 {
                            more += &format!("origin = \"{}\"\n", ids[roll(6)]);
                        }
                        if roll(3) == 0 {
                            more += &format!("through = [\"{}\", \"{}\"]\n", ids[roll(5)], ids[roll(5)]);
                        }
                        if roll(2) == 0 {
                            more += KNOWS;
                        }
                        (ids[roll(5)], 1 + roll(2), more)
                    })
                    .collect();
                let evidence: Vec<(&str, usize, &str)> =
                    evidence.iter().map(|(s, n, m)| (*s, *n, m.as_str())).collect();
                world = world.claim(claim, head, &evidence);
            }
            assert_eq!(earned(&world.0).len(), 2);
        }
    }

    #[test]
    fn files_that_are_no_toml() {
        let mut world = world().settings("][").claim("c", FACT, &[("gaz", 1, "")]);
        world.0.insert("claims/broken.toml".into(), "status = [".into());
        world.0.insert("sources/broken.toml".into(), "=".into());
        assert_eq!(earned(&world.0)["broken"], Opinion { status: U, basis: "nothing" });
        assert!(earned(&crate::worlds::Files::new()).is_empty());
        world.earns(U, "lone report");
    }
}
