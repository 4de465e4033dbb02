//! The chain of one quote: the source quoted, whoever carried the information, the origin, and on to the root. It says who
//! vouches for what the claim judges, and who stood between.

use super::Verdict;
pub use super::documents::Why;
use super::documents::{Documents, Lineage, meet};
use super::parties::Party;
use crate::corpus::{Corpus, Link, SourceAt};
use crate::model::claim::Evidence;
use crate::model::date::Period;

/// What one quote does for its claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weight {
    /// It counts, as this.
    Counts(Counted),
    /// It does not count.
    Nothing(Why),
}

/// A quote that counts.
// Each says one thing about the chain, and the table asks for each by itself.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// As what.
    pub role: Role,
    /// Where the information came from in the end; for a saying or an act, the claimant's document. Sorted.
    pub roots: Vec<SourceAt>,
    /// Who vouches: for a fact the root, for a saying or an act whoever heard it. Sorted.
    pub witness: Vec<Party>,
    /// Those who carried it between the witness and the reader. Sorted.
    pub carriers: Vec<Party>,
    /// How many documents of the chain nobody here has seen.
    pub hands: usize,
    /// Is it quoted from the very document that vouches?
    pub read_here: bool,
    /// For a saying or an act: is it quoted from a document of the actor's own?
    pub is_own: bool,
    /// Is an origin that was not read here on the record?
    pub on_record: bool,
    /// Does it say how whoever vouches knows? Who heard a saying does.
    pub knows: bool,
    /// Does it come from somebody unnamed?
    pub unnamed: bool,
    /// Is a document of the chain leaked?
    pub leaked: bool,
    /// Is its origin closed to everybody, and known only from who describes it?
    pub closed: bool,
    /// Does it bear on a part of the statement only?
    pub part: bool,
    /// Other documents with the text of the one quoted, or with words of it, where nobody has told how.
    pub shared_with: Vec<SourceAt>,
}

/// As what a quote counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A record, for what it itself makes or registers.
    Record,
    /// The claimant's own words.
    OwnWords,
    /// One witness: of a fact, or of the claimant's words.
    Witness,
    /// One report: who had the information first is not said, or a document is closed.
    Report,
    /// A party's word.
    PartyWord,
    /// Two documents or more that nobody here has seen, or somebody unnamed.
    Hearsay,
}

/// A requirement that is waived, to see whether it is the one that is not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waived {
    /// None is.
    Nothing,
    /// That nothing was retracted.
    Retraction,
    /// That a quote bears on the whole statement.
    Part,
    /// That a witness is no party.
    PartyWord,
    /// That records and own words were read here, and could be.
    Reading,
    /// That an origin that was not seen is on the record.
    OnRecord,
}

/// What the chains of one claim's quotes are followed for.
#[derive(Debug, Clone)]
pub struct Inquiry<'a> {
    /// The records.
    pub corpus: &'a Corpus,
    /// What they are as documents.
    pub documents: &'a Documents,
    /// Who said or did it; `None` for a fact.
    pub actor: Option<Party>,
    /// Does whoever speaks for the actor have the actor's words? So a party of a fact concedes it.
    pub by_voice: bool,
    /// Is it followed for what stands against the claim? That is taken as it stands: no other block takes from it.
    pub against: bool,
    /// For a fact, the parties: the voices of its subjects, and of whoever its statement names. Sorted.
    pub parties: Vec<Party>,
    /// For a fact, when it can be checked.
    pub due: Option<Period>,
    /// Documents that support the claim and share words, where nobody has told how.
    pub echoes: Vec<(SourceAt, SourceAt)>,
    /// These sources are taken for retracted, to see what would fall with them.
    pub without: &'a [SourceAt],
}

/// How a quote came from its origin.
struct Way {
    /// Where the chain ends: for a saying or an act, the actor's document.
    end: SourceAt,
    /// Whoever stood between it and the source quoted, that source left out.
    between: Vec<SourceAt>,
    /// Who may have heard the actor; only for a saying or an act.
    heard_by: Vec<SourceAt>,
    /// Is it said which document had the information first?
    said: bool,
}

impl Inquiry<'_> {
    /// The weight of one quote; without `as_found`, as if it had been found.
    pub fn weigh(
        &self,
        evidence: &Evidence,
        link: Link,
        verdict: &Verdict,
        (as_found, waived): (bool, Waived),
    ) -> Weight {
        let on_record = match verdict {
            Verdict::Found(passed) => passed.on_record,
            _ if as_found => return Weight::Nothing(Why::NotFound),
            _ => evidence.on_record.is_some(),
        };
        let on_record = on_record || waived == Waived::OnRecord;
        match self.follow(evidence, link, on_record, waived) {
            Ok(counted) => {
                let shared_with = link.source.map(|at| self.sharing_words_with(at)).unwrap_or_default();
                Weight::Counts(Counted { shared_with, ..counted })
            }
            Err(why) => Weight::Nothing(why),
        }
    }

    fn follow(
        &self,
        evidence: &Evidence,
        link: Link,
        on_record: bool,
        waived: Waived,
    ) -> Result<Counted, Why> {
        let (Some(quoted), Some(origin)) = (link.source, link.origin) else { return Err(Why::Broken) };
        let (quoted, origin) = (self.documents.same_text(quoted), self.documents.same_text(origin));
        let way = match self.actor {
            None => self.way_of_fact(evidence, quoted, origin)?,
            Some(actor) => self.way_of_saying(evidence, quoted, origin, actor)?,
        };
        match self.actor {
            None => self.fact(evidence, quoted, &way, on_record, waived),
            Some(_) => self.saying(evidence, quoted, &way, on_record, waived),
        }
    }

    /// What a quote is worth for a fact.
    fn fact(
        &self,
        evidence: &Evidence,
        quoted: SourceAt,
        way: &Way,
        on_record: bool,
        waived: Waived,
    ) -> Result<Counted, Why> {
        let documents = self.documents;
        let lineage = documents.lineage(way.end);
        let before = || std::iter::once(&quoted).filter(|at| **at != way.end).chain(&way.between);
        let chain = || before().chain(&lineage.path);
        self.is_standing(chain(), waived)?;
        if let Some(due) = self.due
            && !chain().all(|&at| documents.node(at).is_published_since(due.last))
        {
            return Err(Why::TooEarly);
        }
        let carriers =
            self.voices(before().chain(lineage.path.iter().filter(|at| !lineage.ends.contains(at))));
        let mut witness = self.voices(lineage.ends.iter());
        let is_root = lineage.ends == [way.end];
        let knows = evidence.says_how() && way.said && is_root;
        let closed = chain().any(|&at| self.is_closed(at, quoted, waived));
        let unnamed = chain().any(|&at| documents.node(at).unnamed);
        let hands = before().filter(|&&at| !documents.node(at).seen).count() + lineage.hands;
        if closed {
            // It is no more than the word of whoever describes it.
            witness.extend_from_slice(&carriers);
            witness.sort_unstable();
            witness.dedup();
        }
        let is_record = knows && !closed && documents.node(way.end).may_be_record;
        let party = waived != Waived::PartyWord && meet(&witness, &self.parties);
        let role = match () {
            () if hands > 1 => Role::Hearsay,
            () if is_record => Role::Record,
            () if party => Role::PartyWord,
            () if closed || !way.said => Role::Report,
            () => Role::Witness,
        };
        Ok(Counted {
            role,
            roots: lineage.ends.clone(),
            witness,
            carriers,
            hands,
            read_here: lineage.ends == [quoted] || waived == Waived::Reading && role == Role::Record,
            is_own: false,
            on_record,
            knows,
            unnamed,
            leaked: chain().any(|&at| documents.node(at).leaked),
            closed,
            part: evidence.part.is_some() && waived != Waived::Part,
            shared_with: Vec::new(),
        })
    }

    /// What a quote is worth for a saying or an act.
    fn saying(
        &self,
        evidence: &Evidence,
        quoted: SourceAt,
        way: &Way,
        on_record: bool,
        waived: Waived,
    ) -> Result<Counted, Why> {
        let documents = self.documents;
        let is_own = way.end == quoted;
        let carried = || std::iter::once(&quoted).filter(|_| !is_own).chain(&way.between);
        // What the actor's own document derives from, and whether it was taken back, does not matter: it was said.
        self.is_standing(carried(), waived)?;
        let chain = || carried().chain(std::iter::once(&way.end));
        let heard_by: &[SourceAt] = if is_own { std::slice::from_ref(&way.end) } else { &way.heard_by };
        let certain = heard_by.len() == 1;
        let carriers = carried().filter(|at| !certain || !heard_by.contains(at));
        let hands = chain().filter(|&&at| !documents.node(at).seen).count();
        let unnamed = chain().any(|&at| documents.node(at).unnamed);
        let closed = self.is_closed(way.end, quoted, waived);
        let role = match () {
            () if hands > 1 => Role::Hearsay,
            () if carried().any(|&at| self.is_closed(at, quoted, waived)) => Role::Report,
            () if closed => Role::Witness,
            () => Role::OwnWords,
        };
        Ok(Counted {
            role,
            roots: vec![way.end],
            witness: self.voices(heard_by.iter()),
            carriers: self.voices(carriers),
            hands,
            read_here: is_own || waived == Waived::Reading && role == Role::OwnWords,
            is_own,
            on_record,
            knows: heard_by == [quoted],
            unnamed,
            leaked: chain().any(|&at| documents.node(at).leaked),
            closed,
            part: evidence.part.is_some() && waived != Waived::Part,
            shared_with: Vec::new(),
        })
    }

    fn way_of_fact(&self, evidence: &Evidence, quoted: SourceAt, origin: SourceAt) -> Result<Way, Why> {
        let through = self.through(evidence, quoted, origin)?;
        let mut between = self.carried_elsewhere(quoted, origin, &through);
        between.extend(through);
        let is_said = evidence.origin.is_some() || evidence.knows.is_some();
        let (mut end, mut said) = (origin, is_said);
        if (!is_said || origin == quoted)
            && let Some(last) = between.pop()
        {
            // Carried from a text to itself: it did not know by itself, and the last that is known stands at the end.
            (end, said) = (last, false);
        }
        let lineage = self.documents.lineage(end);
        sound(lineage)?;
        let derived = self.documents.derived_from(quoted, &between, end)?;
        between.extend(derived.into_iter().filter(|at| !lineage.path.contains(at)));
        let comes_back = |at: &SourceAt| lineage.path.contains(at);
        if quoted != end && comes_back(&quoted) || between.iter().any(comes_back) {
            return Err(Why::Circle);
        }
        Ok(Way { end, between, heard_by: Vec::new(), said })
    }

    fn way_of_saying(
        &self,
        evidence: &Evidence,
        quoted: SourceAt,
        origin: SourceAt,
        actor: Party,
    ) -> Result<Way, Why> {
        let is_own = |at: SourceAt| {
            let node = self.documents.node(at);
            let own = if self.by_voice { &node.own_voices } else { &node.own };
            own.contains(&actor)
        };
        let mut through = self.through(evidence, quoted, origin)?;
        if !is_own(origin) {
            return Err(Why::NotTheClaimants);
        }
        // It ends at the first document that is the actor's own.
        if is_own(quoted) {
            return Ok(Way { end: quoted, between: Vec::new(), heard_by: Vec::new(), said: true });
        }
        let elsewhere = self.carried_elsewhere(quoted, origin, &through);
        let first = through.iter().position(|&at| is_own(at));
        let end = first.map_or(origin, |first| through[first]);
        through.truncate(first.unwrap_or(through.len()));
        let mut heard_by: Vec<SourceAt> = through.last().copied().into_iter().collect();
        let mut between = through;
        // Of those whose place is not known, each may be the one who heard it.
        let unplaced = elsewhere.into_iter().filter(|&at| at != end);
        for at in unplaced.collect::<Vec<_>>() {
            if !between.contains(&at) {
                between.push(at);
                heard_by.push(at);
            }
        }
        let derived = self.documents.derived_from(quoted, &between, end)?;
        heard_by.extend(&derived);
        between.extend(derived);
        if heard_by.is_empty() {
            heard_by.push(quoted);
        }
        Ok(Way { end, between, heard_by, said: true })
    }

    /// Who carried it, as the block says.
    fn through(&self, evidence: &Evidence, quoted: SourceAt, origin: SourceAt) -> Result<Vec<SourceAt>, Why> {
        let mut through = Vec::new();
        for id in &evidence.through {
            let carrier = self.documents.same_text(self.corpus.source_at(&id.value).ok_or(Why::Broken)?);
            if carrier != quoted && carrier != origin && !through.contains(&carrier) {
                through.push(carrier);
            }
        }
        Ok(through)
    }

    /// Who else carried it, as any other block says: they carried it here too.
    fn carried_elsewhere(&self, quoted: SourceAt, origin: SourceAt, through: &[SourceAt]) -> Vec<SourceAt> {
        if self.against {
            return Vec::new();
        }
        let all = self.documents.carriers(quoted, origin).iter();
        all.copied().filter(|at| !through.contains(at)).collect()
    }

    /// Can these be followed, and has none of them taken back what it says?
    fn is_standing<'s>(
        &self,
        sources: impl Iterator<Item = &'s SourceAt>,
        waived: Waived,
    ) -> Result<(), Why> {
        for &at in sources {
            let node = self.documents.node(at);
            if node.is_broken() {
                return Err(Why::Broken);
            }
            let mut gone = self.without.iter();
            let is_retracted = node.retracted
                || gone.any(|gone| self.documents.same_text(*gone) == self.documents.same_text(at));
            if is_retracted && waived != Waived::Retraction {
                return Err(Why::Retracted(at));
            }
        }
        Ok(())
    }

    /// Is it a paper that was not published, and that the quote was not read in?
    fn is_closed(&self, at: SourceAt, quoted: SourceAt, waived: Waived) -> bool {
        at != quoted && waived != Waived::Reading && self.documents.node(at).closed
    }

    /// Who speaks in these documents. Two that share words are one voice, while nobody has told how they come by them. Sorted.
    pub fn voices<'s>(&self, sources: impl Iterator<Item = &'s SourceAt>) -> Vec<Party> {
        let mut voices = Vec::new();
        for &at in sources {
            voices.extend_from_slice(&self.documents.node(at).voices);
            for (number, (one, other)) in (0..).zip(&self.echoes) {
                if [one, other].into_iter().any(|echo| self.documents.same_text(*echo) == at) {
                    voices.push(Party::untold(number));
                }
            }
        }
        voices.sort_unstable();
        voices.dedup();
        voices
    }

    /// The other documents with the text of this one or, for this claim, with words of it, where nobody has told how.
    fn sharing_words_with(&self, source: SourceAt) -> Vec<SourceAt> {
        let mut sharing: Vec<_> = self.documents.copies_of(source).collect();
        for (one, other) in &self.echoes {
            sharing.extend((*one == source).then_some(*other));
            sharing.extend((*other == source).then_some(*one));
        }
        sharing.sort_unstable();
        sharing.dedup();
        sharing
    }
}

impl Counted {
    /// Are two witnesses of different voices, of whom neither carried the other? With `wholly`, they share no carrier either.
    pub fn is_independent_of(&self, other: &Counted, wholly: bool) -> bool {
        let both_unnamed = self.unnamed && other.unnamed;
        let one_voice = meet(&self.witness, &other.witness);
        let one_carried_the_other =
            meet(&self.witness, &other.carriers) || meet(&self.carriers, &other.witness);
        let share_a_carrier = wholly && meet(&self.carriers, &other.carriers);
        let is_dependent = both_unnamed || one_voice || one_carried_the_other || share_a_carrier;
        !is_dependent
    }
}

/// Can a lineage be followed to its end?
fn sound(lineage: &Lineage) -> Result<(), Why> {
    match () {
        () if lineage.too_long => Err(Why::TooLong),
        () if lineage.broken => Err(Why::Broken),
        () if lineage.circular || lineage.ends.is_empty() => Err(Why::Circle),
        () => Ok(()),
    }
}
