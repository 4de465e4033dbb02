//! Random small projects ("worlds") over every key that bears on a status, and the properties that any judge of them must have.
//!
//! A world comes from a number (`World::random(seed)`), a property takes a world and a number (`pick`) that chooses where to
//! change it. `shrink` drops records, quotes and keys while the property still fails; `Cases` is the same as a proptest strategy.
//!
//! # Rulings
//!
//! - Copies: a copy may bear another `published` too. The sentence names kinds, accesses, authors, derivations, retractions; the title "never raises ... copying anything" is the wider one.
//! - (a) "No origin's author": a name that shares a voice with no author or publisher of any origin of the claim, or of a copy of one.
//! - (b), (c), (d), (f), (g): a claim that rises only because a claim it conflicts with fell does not count as raised.
//! - (c) speaks of the default `primary = "held"`: the policy is set to it before.
//! - (e) Quoted twice: with both quotes a claim earns no more than with the better one of them alone.
//! - (f), (g): an `admits` is supporting evidence too.
//! - (h) `admits` by no party is `supports` to the letter: status and basis are the same. A party is here whoever shares a voice with a subject, a claimant of a saying or act, or a name in the statement.
//! - (j) A conflict written on the other side is the same conflict.

// Written to be read beside the rules, by people who have not seen the program.
#![allow(clippy::all, clippy::pedantic, clippy::restriction)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use proptest::prelude::{Strategy, any};
use proptest::strategy::{NewTree, ValueTree};
use proptest::test_runner::TestRunner;
use sha2::{Digest, Sha256};

/// A small project: paths from its root, and what stands in each file.
pub type Files = BTreeMap<String, String>;

/// What a claim has earned: 0 unsubstantiated, 1 partially confirmed, 2 documented; and by which row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earned {
    pub status: u8,
    pub basis: String,
}

pub type Judged = BTreeMap<String, Earned>;
pub type Judge<'a> = &'a dyn Fn(&Files) -> Judged;
pub type Property = fn(&World, u64, Judge) -> Result<(), String>;

/// The properties (a) to (j), and one more: that ids decide nothing. (k) takes two judges: `agrees`.
pub const PROPERTIES: [(&str, Property); 12] = [
    ("a claimant_renamed", claimant_renamed),
    ("b text_copied", text_copied),
    ("c unseen_relabelled", unseen_relabelled),
    ("c held_relabelled", held_relabelled),
    ("d other_side_added", other_side_added),
    ("e passage_quoted_twice", passage_quoted_twice),
    ("f support_added_or_removed", support_added_or_removed),
    ("g less_filled_in", less_filled_in),
    ("h admits_by_no_party", admits_by_no_party),
    ("i order_changed", order_changed),
    ("j conflict_added", conflict_added),
    ("+ ids_changed", ids_changed),
];

// ---------------------------------------------------------------------------------------------------------- the world

pub type Word = &'static str;
/// From the first word to before the last; of the words of a text, counted through all its paragraphs.
pub type Run = (usize, usize);

#[derive(Clone, PartialEq, Eq, Default)]
pub struct World {
    pub policy: Policy,
    pub sources: Vec<Source>,
    pub claims: Vec<Claim>,
}

/// `grounds.toml`; what is empty is not written.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Policy {
    pub primary: Option<Word>,
    pub independent: Option<u8>,
    pub names: Vec<(Word, Vec<Word>)>,
    pub speaks_for: Vec<(Word, Vec<Word>)>,
}

#[derive(Clone, PartialEq, Eq)]
pub struct Source {
    pub id: Word,
    pub kind: Word,
    pub authors: Vec<Word>,
    pub publisher: Option<Word>,
    pub published: Option<Word>,
    /// `None`: the key is left out, which is "published".
    pub access: Option<Word>,
    pub archived: bool,
    pub derives_from: Vec<Word>,
    pub may_derive_from: Vec<Word>,
    pub retracted: bool,
    /// Held, if it is there.
    pub text: Option<Text>,
}

/// A text is its letter and the lengths of its paragraphs: the words are a0, a1, a2 ... Two sources with the same text are copies.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text {
    pub letter: char,
    pub paragraphs: Vec<usize>,
    /// So many of the first words of another text, as a last paragraph. Nobody quotes them.
    pub borrowed: Option<(char, usize)>,
}

#[derive(Clone, PartialEq, Eq)]
pub struct Claim {
    pub id: Word,
    pub judges: Word,
    /// Names that the statement has in it.
    pub statement_names: Vec<Word>,
    /// Names or source ids. None: the key is left out.
    pub claimant: Vec<Word>,
    pub subjects: Vec<Word>,
    pub due: Option<Word>,
    pub conflicts_with: Vec<Word>,
    pub evidence: Vec<Evidence>,
}

#[derive(Clone, PartialEq, Eq)]
pub struct Evidence {
    pub source: Word,
    pub quote: Run,
    pub stance: Word,
    pub origin: Option<Word>,
    pub through: Vec<Word>,
    pub knows: bool,
    /// A run of the source's text. It holds if it has four words, stands there and is near. One beyond the text's end stands nowhere.
    pub on_record: Option<Run>,
    pub part: Option<Word>,
}

impl Text {
    pub fn len(&self) -> usize {
        self.paragraphs.iter().sum()
    }

    pub fn words(&self, run: Run) -> String {
        let words: Vec<String> = (run.0..run.1).map(|n| format!("{}{n}", self.letter)).collect();
        words.join(" ")
    }

    /// The paragraphs as runs.
    pub fn blocks(&self) -> Vec<Run> {
        let mut from = 0;
        let block = |length: &usize| {
            let run = (from, from + length);
            from += length;
            run
        };
        self.paragraphs.iter().map(block).collect()
    }

    /// Whether the run stands in it, within a paragraph.
    pub fn has(&self, run: Run) -> bool {
        self.blocks().iter().any(|block| block.0 <= run.0 && run.1 <= block.1)
    }

    fn content(&self) -> String {
        let mut blocks: Vec<String> = self.blocks().into_iter().map(|block| self.words(block)).collect();
        if let Some((letter, count)) = self.borrowed {
            blocks.push((0..count).map(|n| format!("{letter}{n}")).collect::<Vec<_>>().join(" "));
        }
        // Each paragraph ends, so that none goes on behind a blank line.
        blocks.join(".\n\n") + ".\n"
    }
}

impl World {
    pub fn files(&self) -> Files {
        let mut files = Files::new();
        let policy = self.policy.toml();
        if !policy.is_empty() {
            files.insert("grounds.toml".into(), policy);
        }
        for source in &self.sources {
            files.insert(format!("sources/{}.toml", source.id), source.toml());
            if let Some(text) = &source.text {
                files.insert(format!("sources/{}.txt", source.id), text.content());
            }
        }
        for claim in &self.claims {
            files.insert(format!("claims/{}.toml", claim.id), self.claim_toml(claim));
        }
        files
    }

    /// One line a record or a quote, for people.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = self.policy.lines();
        lines.extend(self.sources.iter().map(Source::line));
        for claim in &self.claims {
            lines.push(claim.line());
            lines.extend(
                claim
                    .evidence
                    .iter()
                    .map(|evidence| format!("  {} {}", claim.id, self.evidence_line(evidence))),
            );
        }
        lines
    }

    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }

    fn claim_mut(&mut self, id: &str) -> Option<&mut Claim> {
        self.claims.iter_mut().find(|claim| claim.id == id)
    }

    fn text(&self, id: &str) -> Option<&Text> {
        self.source(id)?.text.as_ref()
    }

    fn copies(&self, id: &str) -> Vec<&Source> {
        let text = self.text(id);
        self.sources
            .iter()
            .filter(|source| source.id == id || (text.is_some() && source.text.as_ref() == text))
            .collect()
    }

    fn words(&self, source: &str, run: Run) -> String {
        match self.text(source) {
            Some(text) => text.words(run),
            None => "words of a text that nobody has".into(),
        }
    }

    fn claim_toml(&self, claim: &Claim) -> String {
        let mut statement = format!("What {} states", claim.id);
        for (n, name) in claim.statement_names.iter().enumerate() {
            statement += if n == 0 { " about " } else { " and " };
            statement += name;
        }
        let mut out = format!("statement = \"{statement}.\"\nstatus = \"unsubstantiated\"\n");
        if claim.judges != "fact" {
            out += &format!("judges = \"{}\"\n", claim.judges);
        }
        match claim.claimant.as_slice() {
            [] => {}
            [one] => out += &format!("claimant = \"{one}\"\n"),
            several => out += &format!("claimant = {}\n", list(several)),
        }
        if !claim.subjects.is_empty() {
            out += &format!("subjects = {}\n", list(&claim.subjects));
        }
        if let Some(due) = claim.due {
            out += &format!("due = {}\n", date(due));
        }
        if !claim.conflicts_with.is_empty() {
            out += &format!("conflicts_with = {}\n", list(&claim.conflicts_with));
        }
        out += "rationale = \"The desk read what there is and weighed it.\"\n";
        for evidence in &claim.evidence {
            out += &format!(
                "\n[[evidence]]\nsource = \"{}\"\nquote = \"{}\"\n",
                evidence.source,
                self.words(evidence.source, evidence.quote)
            );
            if evidence.stance != "supports" {
                out += &format!("stance = \"{}\"\n", evidence.stance);
            }
            if let Some(origin) = evidence.origin {
                out += &format!("origin = \"{origin}\"\n");
            }
            if !evidence.through.is_empty() {
                out += &format!("through = {}\n", list(&evidence.through));
            }
            if evidence.knows {
                out += "knows = \"it made or saw this itself\"\n";
            }
            if let Some(run) = evidence.on_record {
                out += &format!("on_record = \"{}\"\n", self.words(evidence.source, run));
            }
            if let Some(part) = evidence.part {
                out += &format!("part = \"{part}\"\n");
            }
        }
        out
    }

    fn evidence_line(&self, evidence: &Evidence) -> String {
        let run = |run: Run| match self.text(evidence.source) {
            Some(text) => format!("{0}{1}..{0}{2}", text.letter, run.0, run.1 - 1),
            None => format!("?{}..?{}", run.0, run.1),
        };
        let mut line = format!("{} {} {}", evidence.stance, evidence.source, run(evidence.quote));
        if !self.text(evidence.source).is_some_and(|text| text.has(evidence.quote)) {
            line += " (not found)";
        }
        if let Some(origin) = evidence.origin {
            line += &format!(", origin {origin}");
        }
        if !evidence.through.is_empty() {
            line += &format!(", through {}", evidence.through.join(" "));
        }
        if evidence.knows {
            line += ", knows";
        }
        if let Some(on_record) = evidence.on_record {
            line += &format!(", on_record {}", run(on_record));
            if !self.on_record_holds(evidence) {
                line += " (does not hold)";
            }
        }
        if let Some(part) = evidence.part {
            line += &format!(", part \"{part}\"");
        }
        line
    }

    /// Four words, in the text, within 100 words of the quote.
    pub fn on_record_holds(&self, evidence: &Evidence) -> bool {
        let (Some(run), Some(text)) = (evidence.on_record, self.text(evidence.source)) else { return false };
        let apart = run.0.saturating_sub(evidence.quote.1).max(evidence.quote.0.saturating_sub(run.1));
        run.1 - run.0 >= 4 && text.has(run) && apart <= 100
    }

    /// The name after case folding and `[names]`.
    pub fn canonical(&self, name: &str) -> String {
        let name = name.to_lowercase();
        for (one, others) in &self.policy.names {
            if one.to_lowercase() == name || others.iter().any(|other| other.to_lowercase() == name) {
                return one.to_lowercase();
            }
        }
        name
    }

    /// The name and the parties that it speaks for.
    pub fn voice(&self, name: &str) -> BTreeSet<String> {
        let mut voice = BTreeSet::from([self.canonical(name)]);
        loop {
            let before = voice.len();
            for (party, names) in &self.policy.speaks_for {
                if names.iter().any(|name| voice.contains(&self.canonical(name))) {
                    voice.insert(self.canonical(party));
                }
            }
            if voice.len() == before {
                return voice;
            }
        }
    }

    /// The voices of all authors and publishers of a source and its copies.
    fn voices_of(&self, id: &str) -> BTreeSet<String> {
        let named =
            |source: &&Source| source.authors.iter().copied().chain(source.publisher).collect::<Vec<_>>();
        self.copies(id).iter().flat_map(named).flat_map(|name| self.voice(name)).collect()
    }

    /// The voices of a claimant: a name, or a source id.
    fn voices_of_claimant(&self, claimant: &str) -> BTreeSet<String> {
        match self.source(claimant) {
            Some(_) => self.voices_of(claimant),
            None => self.voice(claimant),
        }
    }

    /// A source and all that it may derive from.
    fn lineage(&self, id: Word) -> Vec<Word> {
        let mut ids = vec![id];
        let mut next = 0;
        while next < ids.len() {
            for copy in self.copies(ids[next]) {
                for &other in copy.derives_from.iter().chain(&copy.may_derive_from).chain(&[copy.id]) {
                    if !ids.contains(&other) {
                        ids.push(other);
                    }
                }
            }
            next += 1;
        }
        ids
    }

    /// The claims in conflict with one, whichever side says so.
    pub fn conflicting(&self, id: &str) -> Vec<Word> {
        let Some(claim) = self.claim(id) else { return Vec::new() };
        let says = |other: &&Claim| {
            other.id != id
                && (claim.conflicts_with.contains(&other.id) || other.conflicts_with.contains(&claim.id))
        };
        self.claims.iter().filter(says).map(|other| other.id).collect()
    }
}

impl Policy {
    fn toml(&self) -> String {
        let mut out = String::new();
        if self.primary.is_some() || self.independent.is_some() {
            out += "[status.documented]\n";
        }
        if let Some(independent) = self.independent {
            out += &format!("independent = {independent}\n");
        }
        if let Some(primary) = self.primary {
            out += &format!("primary = \"{primary}\"\n");
        }
        for (title, table) in [("names", &self.names), ("speaks_for", &self.speaks_for)] {
            if !table.is_empty() {
                out += &format!("\n[{title}]\n");
            }
            for (name, names) in table {
                out += &format!("\"{name}\" = {}\n", list(names));
            }
        }
        out
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(self.primary.map(|primary| format!("policy primary = {primary}")));
        lines.extend(self.independent.map(|independent| format!("policy independent = {independent}")));
        lines.extend(self.names.iter().map(|(name, names)| format!("names {name} = {}", names.join(", "))));
        lines.extend(
            self.speaks_for.iter().map(|(party, names)| format!("speaks_for {party} = {}", names.join(", "))),
        );
        lines
    }
}

impl Source {
    fn toml(&self) -> String {
        let mut out = format!("title = \"Record {}\"\nkind = \"{}\"\n", self.id, self.kind);
        if !self.authors.is_empty() {
            out += &format!("authors = {}\n", list(&self.authors));
        }
        if let Some(publisher) = self.publisher {
            out += &format!("publisher = \"{publisher}\"\n");
        }
        if let Some(published) = self.published {
            out += &format!("published = {}\n", date(published));
        }
        if let Some(access) = self.access {
            out += &format!("access = \"{access}\"\n");
        }
        if self.archived {
            out += &format!(
                "url = \"https://press.example/{0}\"\narchived = \"https://archive.example/{0}\"\n",
                self.id
            );
        }
        if !self.derives_from.is_empty() {
            out += &format!("derives_from = {}\n", list(&self.derives_from));
        }
        if !self.may_derive_from.is_empty() {
            out += &format!("may_derive_from = {}\n", list(&self.may_derive_from));
        }
        if self.retracted {
            out += "\n[retracted]\non = 2026-10-01\nbecause = \"It was wrong.\"\n";
        }
        if let Some(text) = &self.text {
            let sum = Sha256::digest(text.content().as_bytes());
            let hex: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
            out += &format!("\n[text]\nsha256 = \"{hex}\"\n");
        }
        out
    }

    fn line(&self) -> String {
        let mut line = format!("{} {}", self.id, self.kind);
        if !self.authors.is_empty() {
            line += &format!(", by {}", self.authors.join(" and "));
        }
        if let Some(publisher) = self.publisher {
            line += &format!(", publisher {publisher}");
        }
        line += &match &self.text {
            Some(text) => format!(", held (text {})", text.letter),
            None => ", not seen".into(),
        };
        if let Some(published) = self.published {
            line += &format!(", published {published}");
        }
        if let Some(access) = self.access {
            line += &format!(", access {access}");
        }
        if self.archived {
            line += ", archived";
        }
        if !self.derives_from.is_empty() {
            line += &format!(", derives_from {}", self.derives_from.join(" "));
        }
        if !self.may_derive_from.is_empty() {
            line += &format!(", may_derive_from {}", self.may_derive_from.join(" "));
        }
        if self.retracted {
            line += ", retracted";
        }
        line
    }
}

impl Claim {
    fn line(&self) -> String {
        let mut line = format!("{} {}", self.id, self.judges);
        for (key, words) in [
            ("claimant", &self.claimant),
            ("subjects", &self.subjects),
            ("statement names", &self.statement_names),
            ("conflicts_with", &self.conflicts_with),
        ] {
            if !words.is_empty() {
                line += &format!(", {key} {}", words.join(" and "));
            }
        }
        if let Some(due) = self.due {
            line += &format!(", due {due}");
        }
        line
    }
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for line in self.lines() {
            writeln!(f, "  {line}")?;
        }
        Ok(())
    }
}

fn list(words: &[Word]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    format!("[{}]", quoted.join(", "))
}

/// A whole day is a TOML date, all else is text.
fn date(date: &str) -> String {
    if date.len() == 10 { date.into() } else { format!("\"{date}\"") }
}

// ----------------------------------------------------------------------------------------------------------- the dice

struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Dice {
        let mut dice = Dice(seed ^ 0x5851_f42d_4c95_7f2d);
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    fn maybe<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        if of.is_empty() { None } else { Some(self.one(of)) }
    }

    fn weighted<T: Clone>(&mut self, of: &[(u32, T)]) -> T {
        let all: u32 = of.iter().map(|(weight, _)| weight).sum();
        let mut left = (self.next() % u64::from(all)) as u32;
        for (weight, value) in of {
            if left < *weight {
                return value.clone();
            }
            left -= weight;
        }
        unreachable!()
    }

    fn shuffle<T>(&mut self, of: &mut [T]) {
        for n in (1..of.len()).rev() {
            of.swap(n, self.below(n + 1));
        }
    }
}

// ------------------------------------------------------------------------------------------------------ the generator

const SOURCE_IDS: [Word; 8] = ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"];
const CLAIM_IDS: [Word; 4] = ["c1", "c2", "c3", "c4"];
const KINDS: [Word; 8] = [
    "official-record",
    "original-document",
    "dataset",
    "statement",
    "news-report",
    "analysis",
    "social-post",
    "unnamed",
];
const RECORDS: [Word; 3] = ["official-record", "original-document", "dataset"];
const OWN_WORDS: [Word; 3] = ["statement", "statement", "social-post"];
const REPORTS: [Word; 3] = ["news-report", "news-report", "analysis"];
const ACCESSES: [Word; 5] = ["published", "unpublished", "withheld", "leaked", "lost"];
const PARTS: [Word; 2] = ["the first half", "the second half"];
const DATES: [Word; 6] = ["2025", "2026-05-01", "2026-06-01", "2026-06", "2026-07-15", "2026-11-20"];
const DUES: [Word; 5] = ["2027-05-01", "2026-06-01", "2026-03", "2026", "2026-06-01/2026-08-01"];
/// Who may be an author, a publisher, a claimant, a subject. "Desk" is the newsroom itself where the policy says so.
const NAMES: [Word; 9] = ["Gazette", "Herald", "Ada", "Bor", "Cleo", "Ministry", "Avaria", "Desk", "Fleet"];
/// Other spellings of them: by case, and by `[names]` where the policy has it.
const SPELLINGS: [(Word, Word); 4] =
    [("Gazette", "GAZETTE"), ("Gazette", "The Gazette"), ("Ada", "ada"), ("Bor", "B. Lund")];
const NOBODY: [Word; 2] = ["Nobody Known", "Nemo"];

struct Maker {
    dice: Dice,
    world: World,
}

impl World {
    /// The world of a number. Legal: no dangling ids, every source of a quote held, circles of derives_from rare.
    pub fn random(seed: u64) -> World {
        let mut maker = Maker { dice: Dice::new(seed), world: World::default() };
        maker.policy();
        for _ in 0..1 + maker.dice.below(3) {
            let source = maker.random_source();
            maker.world.sources.push(source);
        }
        let claims = maker.dice.weighted(&[(40, 1), (40, 2), (20, 3)]);
        for n in 0..claims {
            maker.claim(CLAIM_IDS[n]);
        }
        maker.conflicts();
        maker.tweak_sources();
        maker.legalise();
        maker.world
    }
}

impl Maker {
    fn policy(&mut self) {
        let dice = &mut self.dice;
        let policy = &mut self.world.policy;
        if dice.chance(7) {
            policy.primary = Some("relayed");
        } else if dice.chance(3) {
            policy.primary = Some("held");
        }
        if dice.chance(12) {
            policy.independent = Some(dice.weighted(&[(2, 1), (1, 2), (3, 3)]));
        }
        if dice.chance(35) {
            policy.names.push(("ourselves", vec!["Desk"]));
        }
        if dice.chance(25) {
            policy.names.push(("Gazette", vec!["The Gazette"]));
        }
        if dice.chance(15) {
            policy.names.push(("Bor", vec!["B. Lund"]));
        }
        if dice.chance(45) {
            policy.speaks_for.push((
                "Avaria",
                dice.one(&[vec!["Ministry"], vec!["Ministry", "Ada"], vec!["Ada"], vec!["Ministry", "Bor"]]),
            ));
        }
        if dice.chance(12) {
            policy
                .speaks_for
                .push(("Bloc", dice.one(&[vec!["Avaria"], vec!["Avaria", "Bor"], vec!["Cleo", "Ministry"]])));
        }
        if dice.chance(8) {
            policy.speaks_for.push(("Press Group", vec!["Gazette", "Herald"]));
        }
    }

    fn name(&mut self) -> Word {
        let name = self.dice.weighted(&[
            (4, "Gazette"),
            (3, "Herald"),
            (4, "Ada"),
            (3, "Bor"),
            (2, "Cleo"),
            (3, "Ministry"),
            (3, "Avaria"),
            (2, "Desk"),
            (1, "Fleet"),
        ]);
        self.spelling(name)
    }

    fn spelling(&mut self, name: Word) -> Word {
        let others: Vec<Word> =
            SPELLINGS.iter().filter(|(one, _)| *one == name).map(|(_, other)| *other).collect();
        if self.dice.chance(12) { self.dice.maybe(&others).unwrap_or(name) } else { name }
    }

    fn free_letter(&self) -> char {
        let taken = |letter: &char| {
            self.world
                .sources
                .iter()
                .any(|source| source.text.as_ref().is_some_and(|text| text.letter == *letter))
        };
        ('a'..='z').find(|letter| !taken(letter)).expect("26 letters")
    }

    fn free_id(&self) -> Word {
        SOURCE_IDS.into_iter().find(|id| self.world.source(id).is_none()).expect("8 ids")
    }

    fn random_text(&mut self) -> Text {
        let known: Vec<Text> = self.world.sources.iter().filter_map(|source| source.text.clone()).collect();
        if self.dice.chance(12)
            && let Some(text) = self.dice.maybe(&known)
        {
            return text;
        }
        Text {
            letter: self.free_letter(),
            borrowed: None,
            paragraphs: self.dice.weighted(&[(5, vec![24]), (4, vec![24, 20]), (2, vec![24, 20, 130, 20])]),
        }
    }

    fn random_source(&mut self) -> Source {
        let id = self.free_id();
        let text = if self.dice.chance(65) { Some(self.random_text()) } else { None };
        let dice = &mut self.dice;
        let kind = dice.weighted(&[
            (4, "official-record"),
            (2, "original-document"),
            (2, "dataset"),
            (5, "statement"),
            (7, "news-report"),
            (3, "analysis"),
            (2, "social-post"),
            (3, "unnamed"),
        ]);
        let count = dice.weighted(&[(4, 0), (6, 1), (2, 2)]);
        let mut authors = Vec::new();
        for _ in 0..count {
            let name = self.name();
            if !authors.contains(&name) {
                authors.push(name);
            }
        }
        let publisher = self.dice.weighted(&[
            (4, Some("Gazette")),
            (3, Some("Herald")),
            (2, Some("Ministry")),
            (1, Some("Avaria")),
            (2, Some("Desk")),
            (5, None),
        ]);
        let publisher = if authors.is_empty() && publisher.is_none() { Some("Herald") } else { publisher };
        let mut source = Source {
            id,
            kind,
            authors,
            publisher: publisher.map(|name| self.spelling(name)),
            published: None,
            access: None,
            archived: false,
            derives_from: Vec::new(),
            may_derive_from: Vec::new(),
            retracted: false,
            text,
        };
        if self.dice.chance(30) {
            source.published = Some(self.dice.one(&DATES));
        }
        source
    }

    /// A source as wanted: one that is there, or a new one, or one made to fit.
    fn source(&mut self, kinds: &[Word], author: Option<Word>, publisher: Option<Word>, held: bool) -> Word {
        let authors: Vec<Word> = author.into_iter().collect();
        let fits = |source: &&Source| {
            kinds.contains(&source.kind)
                && source.authors == authors
                && source.publisher == publisher
                && source.text.is_some() == held
        };
        let fitting: Vec<Word> = self.world.sources.iter().filter(fits).map(|source| source.id).collect();
        if self.dice.chance(70)
            && let Some(id) = self.dice.maybe(&fitting)
        {
            return id;
        }
        let mut wanted = self.random_source_for(held);
        wanted.kind = self.dice.one(kinds);
        wanted.authors = authors;
        wanted.publisher = publisher;
        if self.world.sources.len() < 7 {
            self.world.sources.push(wanted.clone());
            return wanted.id;
        }
        let at = self.dice.below(7);
        let taken = &mut self.world.sources[at];
        taken.kind = wanted.kind;
        taken.authors = wanted.authors;
        taken.publisher = wanted.publisher;
        if held && taken.text.is_none() {
            taken.text = wanted.text;
        }
        taken.id
    }

    fn random_source_for(&mut self, held: bool) -> Source {
        if self.world.sources.len() >= SOURCE_IDS.len() {
            unreachable!("at most seven sources");
        }
        let mut source = self.random_source();
        match (held, source.text.is_some()) {
            (true, false) => source.text = Some(self.random_text()),
            (false, true) => source.text = None,
            _ => {}
        }
        source
    }

    fn quote(&mut self, source: Word) -> Evidence {
        let quote = match self.world.text(source) {
            Some(text) => self.dice.one(&menu(text)),
            None => (0, 6),
        };
        Evidence {
            source,
            quote,
            stance: "supports",
            origin: None,
            through: Vec::new(),
            knows: false,
            on_record: None,
            part: None,
        }
    }

    /// A passage of the source that the claim has not quoted yet, if there is one.
    fn fresh_quote(&mut self, claim: &Claim, source: Word) -> Evidence {
        let mut evidence = self.quote(source);
        let text = self.world.text(source).cloned();
        for _ in 0..6 {
            let meets = |other: &Evidence| {
                self.world.text(other.source) == text.as_ref() && meet(other.quote, evidence.quote)
            };
            if !claim.evidence.iter().any(meets) {
                break;
            }
            evidence = self.quote(source);
        }
        evidence
    }

    /// Words near the quote, and sometimes too few, too far, or nowhere.
    fn on_record(&mut self, evidence: &mut Evidence) {
        let text = self.world.text(evidence.source).cloned();
        let Some(text) = text else {
            return;
        };
        let near: Vec<Run> = text
            .blocks()
            .into_iter()
            .filter(|block| block.1 - block.0 < 100)
            .flat_map(|block| [(block.0 + 14, block.0 + 18), (block.0 + 15, block.0 + 20)])
            .collect();
        let mut run = self.dice.one(&near);
        if self.dice.chance(8) {
            run.1 = run.0 + 3;
        } else if self.dice.chance(6) {
            run = (text.len() + 3, text.len() + 8);
        }
        evidence.on_record = Some(run);
        if self.dice.chance(80)
            && run.1 - run.0 >= 4
            && text.has(run)
            && !self.world.on_record_holds(evidence)
        {
            let block = text
                .blocks()
                .into_iter()
                .find(|block| block.0 <= evidence.quote.0 && evidence.quote.1 <= block.1);
            evidence.on_record = block.map(|block| (block.0 + 14, block.0 + 18));
        }
    }

    fn random_evidence(&mut self, claim: &Claim) -> Option<Evidence> {
        let held: Vec<Word> = self
            .world
            .sources
            .iter()
            .filter(|source| source.text.is_some())
            .map(|source| source.id)
            .collect();
        let source = self.dice.maybe(&held)?;
        let mut evidence = self.quote(source);
        let all: Vec<Word> = self.world.sources.iter().map(|source| source.id).collect();
        evidence.stance = self.dice.weighted(&[
            (66, "supports"),
            (12, "disputes"),
            (4, "context"),
            (9, "admits"),
            (9, "denies"),
        ]);
        evidence.origin = self.random_origin(claim, source);
        if self.dice.chance(12) {
            evidence.through.push(self.dice.one(&all));
            if self.dice.chance(20) {
                evidence.through.push(self.dice.one(&all));
            }
            clean_through(&mut evidence);
        }
        evidence.knows = self.dice.chance(if claim.judges == "fact" { 50 } else { 15 });
        if self.dice.chance(35) {
            self.on_record(&mut evidence);
        }
        if self.dice.chance(8) {
            evidence.part = Some(self.dice.one(&PARTS));
        }
        Some(evidence)
    }

    /// The source itself, nothing said, or another; of a saying or act rather a document of the claimant's.
    fn random_origin(&mut self, claim: &Claim, source: Word) -> Option<Word> {
        let all: Vec<Word> = self.world.sources.iter().map(|source| source.id).collect();
        if claim.judges != "fact" && self.dice.chance(60) {
            let claimants: BTreeSet<String> =
                claim.claimant.iter().flat_map(|name| self.world.voices_of_claimant(name)).collect();
            let own: Vec<Word> =
                all.iter().copied().filter(|id| !self.world.voices_of(id).is_disjoint(&claimants)).collect();
            if let Some(own) = self.dice.maybe(&own) {
                return Some(own);
            }
        }
        match self.dice.below(4) {
            0 => Some(source),
            1 => None,
            _ => Some(self.dice.one(&all)),
        }
    }

    fn claim(&mut self, id: Word) {
        let mut claim = Claim {
            id,
            judges: "fact",
            statement_names: Vec::new(),
            claimant: Vec::new(),
            subjects: Vec::new(),
            due: None,
            conflicts_with: Vec::new(),
            evidence: Vec::new(),
        };
        claim.judges = self.dice.weighted(&[(52, "fact"), (28, "saying"), (20, "act")]);
        let fact = claim.judges == "fact";
        let recipe = self.dice.weighted(&[
            (9, 1),
            (7, 2),
            (14, 3),
            (10, 4),
            (12, 5),
            (12, 6),
            (9, 7),
            (9, 8),
            (7, 9),
            (8, 10),
            (4, 11),
            (6, 12),
        ]);
        // Whom a fact is about is mostly nobody who is heard; else a party would strike nearly all.
        if fact && recipe != 6 && recipe != 9 {
            claim.subjects = self.dice.weighted(&[
                (10, vec!["Fleet"]),
                (3, vec!["Fleet", "Avaria"]),
                (2, vec!["Avaria"]),
                (1, vec!["Bloc"]),
                (1, vec!["Ada"]),
                (1, vec!["Gazette", "Fleet"]),
                (2, vec![]),
            ]);
        } else if self.dice.chance(25) {
            let name = self.name();
            claim.subjects.push(name);
        }
        if fact && self.dice.chance(60) {
            let name = self.name();
            claim.claimant.push(name);
        }
        match recipe {
            7 => {
                let inner = self.dice.one(&[1, 3, 4, 5]);
                self.recipe(&mut claim, inner);
                let part = self.dice.one(&PARTS);
                for evidence in &mut claim.evidence {
                    evidence.part = Some(part);
                }
            }
            other => self.recipe(&mut claim, other),
        }
        if claim.judges != "fact" && claim.claimant.is_empty() && self.dice.chance(90) {
            let name = self.name();
            claim.claimant.push(name);
        }
        self.claim_tweaks(&mut claim);
        for percent in [45, 25, 15] {
            if claim.evidence.len() < 5
                && self.dice.chance(percent)
                && let Some(evidence) = self.random_evidence(&claim)
            {
                claim.evidence.push(evidence);
            }
        }
        if claim.evidence.is_empty() {
            let source = self.source(&REPORTS, None, Some("Gazette"), true);
            let evidence = self.quote(source);
            claim.evidence.push(evidence);
        }
        if self.dice.chance(35) {
            self.tweak_evidence(&mut claim);
        }
        claim.evidence.truncate(5);
        self.dice.shuffle(&mut claim.evidence);
        self.world.claims.push(claim);
    }

    fn claim_tweaks(&mut self, claim: &mut Claim) {
        if self.dice.chance(if claim.judges == "fact" { 10 } else { 50 }) {
            let name = self.name();
            let name = claim
                .claimant
                .first()
                .copied()
                .filter(|name| claim.judges != "fact" && self.world.source(name).is_none())
                .unwrap_or(name);
            claim.statement_names.push(name);
        }
        if self.dice.chance(7) {
            claim.due = Some(self.dice.one(&DUES));
        }
        // The claimant as a source id, or one claimant more.
        if self.dice.chance(8) {
            let voices: BTreeSet<String> =
                claim.claimant.iter().flat_map(|name| self.world.voice(name)).collect();
            let own: Vec<Word> = self
                .world
                .sources
                .iter()
                .map(|source| source.id)
                .filter(|id| !self.world.voices_of(id).is_disjoint(&voices))
                .collect();
            if let Some(id) = self.dice.maybe(&own) {
                claim.claimant = vec![id];
            }
        }
        if self.dice.chance(if claim.judges == "act" { 15 } else { 5 }) {
            let name = self.name();
            if !claim.claimant.contains(&name) {
                claim.claimant.push(name);
            }
        }
    }

    fn two_outlets(&mut self) -> [(Option<Word>, Option<Word>); 2] {
        let mut outlets = [
            (None, Some("Gazette")),
            (None, Some("Herald")),
            (Some("Cleo"), Some("Gazette")),
            (Some("Bor"), Some("Herald")),
            (Some("Cleo"), None),
            (Some("Bor"), None),
            (None, Some("Desk")),
        ];
        self.dice.shuffle(&mut outlets);
        [outlets[0], outlets[1]]
    }

    fn party(&mut self) -> Word {
        self.dice.weighted(&[(3, "Avaria"), (3, "Ministry"), (2, "Ada"), (1, "Bor")])
    }

    /// Evidence that is likely to earn this row of the table.
    fn recipe(&mut self, claim: &mut Claim, row: u8) {
        let fact = claim.judges == "fact";
        let mut actor =
            self.dice.weighted(&[(4, "Ada"), (3, "Ministry"), (2, "Avaria"), (2, "Bor"), (1, "Gazette")]);
        if let Some(claimant) = claim.claimant.first().filter(|_| !fact) {
            actor = claimant;
        }
        if !fact && claim.claimant.is_empty() {
            let spelled = self.spelling(actor);
            claim.claimant.push(spelled);
        }
        let outlets = self.two_outlets();
        match row {
            1 | 2 if fact => {
                let (author, publisher) =
                    if self.dice.chance(50) { (None, Some("Ministry")) } else { outlets[0] };
                let record = self.source(&RECORDS, author, publisher, true);
                let mut evidence = self.fresh_quote(claim, record);
                evidence.knows = true;
                evidence.origin = if self.dice.chance(50) { Some(record) } else { None };
                claim.evidence.push(evidence);
            }
            1 | 2 => {
                let own = self.source(&OWN_WORDS, Some(actor), None, true);
                let mut evidence = self.fresh_quote(claim, own);
                evidence.origin = if self.dice.chance(50) { Some(own) } else { None };
                claim.evidence.push(evidence);
            }
            3 if fact => {
                for (author, publisher) in outlets {
                    let report = self.source(&REPORTS, author, publisher, true);
                    let mut evidence = self.fresh_quote(claim, report);
                    evidence.knows = true;
                    evidence.origin = if self.dice.chance(50) { Some(report) } else { None };
                    claim.evidence.push(evidence);
                }
            }
            3 => {
                let said = self.source(&OWN_WORDS, Some(actor), None, false);
                for (author, publisher) in outlets {
                    let report = self.source(&REPORTS, author, publisher, true);
                    let mut evidence = self.fresh_quote(claim, report);
                    evidence.origin = Some(said);
                    claim.evidence.push(evidence);
                }
            }
            4 => {
                let origin = if fact {
                    self.source(&RECORDS, None, Some("Ministry"), false)
                } else {
                    self.source(&OWN_WORDS, Some(actor), None, false)
                };
                let report = self.source(&REPORTS, outlets[0].0, outlets[0].1, true);
                let mut evidence = self.fresh_quote(claim, report);
                evidence.origin = Some(origin);
                evidence.knows = fact;
                self.on_record(&mut evidence);
                claim.evidence.push(evidence);
            }
            5 if fact && self.dice.chance(25) => {
                // One report tells of two others, in passages that lie side by side; and perhaps a quote runs over both.
                let report = self.source(&REPORTS, outlets[0].0, outlets[0].1, true);
                let mut runs = vec![(0, 6), (8, 14)];
                if self.dice.chance(40) {
                    runs.push((3, 9));
                }
                for (n, quote) in runs.into_iter().enumerate() {
                    let said = ["Ada", "Bor", "Cleo"][n];
                    let origin = Some(self.source(&OWN_WORDS, Some(said), None, false));
                    let mut evidence = Evidence { quote, origin, ..self.quote(report) };
                    if self.dice.chance(80) {
                        self.on_record(&mut evidence);
                    }
                    claim.evidence.push(evidence);
                }
            }
            5 if fact => {
                let unseen = self.dice.chance(40);
                for (author, publisher) in outlets {
                    let report = self.source(&REPORTS, author, publisher, true);
                    let mut evidence = self.fresh_quote(claim, report);
                    evidence.origin = Some(report);
                    if unseen {
                        let said = self.dice.one(&["Ada", "Bor", "Cleo", "Ministry"]);
                        evidence.origin = Some(self.source(&OWN_WORDS, Some(said), None, false));
                        if self.dice.chance(70) {
                            self.on_record(&mut evidence);
                        }
                    }
                    claim.evidence.push(evidence);
                }
            }
            5 => {
                // Each of two unseen reports heard it; two others here tell of them.
                let said = self.source(&OWN_WORDS, Some(actor), None, false);
                for (n, (author, publisher)) in outlets.into_iter().enumerate() {
                    let report = self.source(&REPORTS, author, publisher, true);
                    let mut evidence = self.fresh_quote(claim, report);
                    evidence.origin = Some(said);
                    if n == 0 || self.dice.chance(50) {
                        let heard = self.dice.one(&["Herald", "Desk", "Bloc Radio", "Gazette"]);
                        let heard = self.source(&REPORTS, None, Some(heard), false);
                        evidence.through = vec![heard];
                        clean_through(&mut evidence);
                    }
                    claim.evidence.push(evidence);
                }
            }
            6 => {
                claim.judges = "fact";
                let party = self.party();
                claim.subjects = vec![self.dice.weighted(&[(3, party), (1, "Avaria")])];
                if self.dice.chance(25) {
                    claim.subjects.push("Fleet");
                }
                if self.dice.chance(60) {
                    let own = self.source(&OWN_WORDS, Some(party), None, true);
                    let mut evidence = self.fresh_quote(claim, own);
                    evidence.stance = "admits";
                    evidence.origin = Some(own);
                    claim.evidence.push(evidence);
                } else {
                    let said = self.source(&OWN_WORDS, Some(party), None, false);
                    for (author, publisher) in outlets {
                        let report = self.source(&REPORTS, author, publisher, true);
                        let mut evidence = self.fresh_quote(claim, report);
                        evidence.stance = "admits";
                        evidence.origin = Some(said);
                        claim.evidence.push(evidence);
                    }
                }
            }
            8 => {
                let report = self.source(&REPORTS, outlets[0].0, outlets[0].1, true);
                let mut evidence = self.fresh_quote(claim, report);
                evidence.origin = if self.dice.chance(60) { Some(report) } else { None };
                if !fact {
                    evidence.origin = Some(self.source(&OWN_WORDS, Some(actor), None, false));
                }
                claim.evidence.push(evidence);
            }
            9 => {
                claim.judges = "fact";
                let party = self.party();
                claim.subjects = vec![party];
                let held = self.dice.chance(60);
                let own = self.source(&OWN_WORDS, Some(party), None, held);
                let from = if held { own } else { self.source(&REPORTS, outlets[0].0, outlets[0].1, true) };
                let mut evidence = self.fresh_quote(claim, from);
                evidence.origin = Some(own);
                evidence.knows = self.dice.chance(30);
                claim.evidence.push(evidence);
            }
            10 => {
                let report = self.source(&REPORTS, outlets[0].0, outlets[0].1, true);
                let mut evidence = self.fresh_quote(claim, report);
                if fact && self.dice.chance(50) {
                    evidence.origin = Some(self.source(&["unnamed"], None, Some("Herald"), false));
                } else {
                    evidence.origin = Some(self.source(&OWN_WORDS, Some(actor), None, false));
                    evidence.through = vec![self.source(&REPORTS, None, Some("Herald"), false)];
                    clean_through(&mut evidence);
                }
                claim.evidence.push(evidence);
            }
            11 => {
                let report = self.source(&REPORTS, outlets[0].0, outlets[0].1, true);
                let mut evidence = self.fresh_quote(claim, report);
                evidence.stance = self.dice.one(&["context", "disputes", "denies"]);
                claim.evidence.push(evidence);
            }
            // Record or own words against two witnesses.
            _ => {
                self.recipe(claim, if fact { 1 } else { 2 });
                let before = claim.evidence.len();
                let against = self.dice.one(&[1, 3, 3]);
                self.recipe(claim, against);
                for evidence in &mut claim.evidence[before..] {
                    evidence.stance = "disputes";
                }
            }
        }
    }

    fn tweak_evidence(&mut self, claim: &mut Claim) {
        let all: Vec<Word> = self.world.sources.iter().map(|source| source.id).collect();
        let at = self.dice.below(claim.evidence.len());
        let mut evidence = claim.evidence[at].clone();
        match self.dice.below(10) {
            0 => evidence.knows = !evidence.knows,
            1 => evidence.origin = self.random_origin(claim, evidence.source),
            2 => {
                evidence.through.push(self.dice.one(&all));
                clean_through(&mut evidence);
            }
            3 => evidence.part = Some(self.dice.one(&PARTS)),
            4 => evidence.on_record = None,
            5 => evidence.stance = self.dice.one(&["admits", "denies", "disputes", "supports"]),
            6 if self.dice.chance(40) => {
                // A quote that stands nowhere.
                let end = self.world.text(evidence.source).map_or(0, Text::len);
                evidence.quote = (end + 10, end + 16);
            }
            // One passage again, with another origin.
            _ if claim.evidence.len() < 5 => {
                let mut again = evidence.clone();
                again.origin = self.random_origin(claim, evidence.source);
                again.knows = self.dice.chance(50);
                if self.dice.chance(50) {
                    again.quote = self.dice.one(&pieces(&self.world, &again));
                }
                claim.evidence.push(again);
            }
            _ => {}
        }
        claim.evidence[at] = evidence;
    }

    fn conflicts(&mut self) {
        let ids: Vec<Word> = self.world.claims.iter().map(|claim| claim.id).collect();
        for &one in &ids {
            for &other in &ids {
                if one != other && self.dice.chance(20) {
                    self.world.claim_mut(one).expect("a claim").conflicts_with.push(other);
                }
            }
        }
    }

    fn tweak_sources(&mut self) {
        let ids: Vec<Word> = self.world.sources.iter().map(|source| source.id).collect();
        for (n, &id) in ids.iter().enumerate() {
            let dice = &mut self.dice;
            let mut source = self.world.source(id).expect("a source").clone();
            if dice.chance(14) {
                source.access = Some(dice.weighted(&[
                    (1, "published"),
                    (3, "unpublished"),
                    (2, "withheld"),
                    (5, "leaked"),
                    (4, "lost"),
                ]));
                source.archived = dice.chance(if source.access == Some("lost") { 50 } else { 5 });
            }
            source.retracted = dice.chance(5);
            if n > 0 && dice.chance(10) {
                source.derives_from.push(ids[dice.below(n)]);
                if dice.chance(15) {
                    let other = ids[dice.below(n)];
                    if !source.derives_from.contains(&other) {
                        source.derives_from.push(other);
                    }
                }
            }
            if n > 0 && dice.chance(5) {
                source.may_derive_from.push(ids[dice.below(n)]);
            }
            if n + 1 < ids.len() && dice.chance(2) {
                // The rare one that may close a circle.
                source.derives_from.push(ids[n + 1]);
            }
            if dice.chance(4) {
                source.kind = dice.one(&KINDS);
            }
            *self.world.sources.iter_mut().find(|source| source.id == id).expect("a source") = source;
        }
    }

    /// Every source of a quote is held, and every quote stands in a text where it was drawn to stand.
    fn legalise(&mut self) {
        let quoted: BTreeSet<Word> = self
            .world
            .claims
            .iter()
            .flat_map(|claim| &claim.evidence)
            .map(|evidence| evidence.source)
            .collect();
        for id in quoted {
            if self.world.text(id).is_none() {
                let text = Text { letter: self.free_letter(), paragraphs: vec![24], borrowed: None };
                self.world.sources.iter_mut().find(|source| source.id == id).expect("a source").text =
                    Some(text);
            }
        }
    }
}

/// The quotes that are drawn from a text: some of them overlap.
fn menu(text: &Text) -> Vec<Run> {
    let short = text.blocks().into_iter().filter(|block| (20..100).contains(&(block.1 - block.0)));
    short
        .flat_map(|(from, _)| {
            [
                (from, from + 6),
                (from + 3, from + 9),
                (from + 8, from + 14),
                (from + 13, from + 19),
                (from, from + 12),
            ]
        })
        .collect()
}

/// Runs that share a word with the quote, within its paragraph.
fn pieces(world: &World, evidence: &Evidence) -> Vec<Run> {
    let (from, to) = evidence.quote;
    let mut runs = vec![
        (from, to),
        (from, to - 1),
        (from + 1, to),
        (from, to + 1),
        (from, to + 4),
        (from.saturating_sub(4), to),
        (to - 1, to + 5),
        (from.saturating_sub(5), from + 1),
    ];
    runs.retain(|run| run.1 >= run.0 + 5 && meet(*run, evidence.quote));
    match world.text(evidence.source) {
        Some(text) if text.has(evidence.quote) => runs.retain(|run| text.has(*run)),
        _ => runs.truncate(1),
    }
    runs
}

fn gone<T>(_: T) {}

fn meet(one: Run, other: Run) -> bool {
    one.0 < other.1 && other.0 < one.1
}

/// A carrier is neither the source nor the origin, and is named once.
fn clean_through(evidence: &mut Evidence) {
    let mut seen = vec![evidence.source];
    seen.extend(evidence.origin);
    evidence.through.retain(|id| {
        let new = !seen.contains(id);
        seen.push(id);
        new
    });
}

fn supporting(evidence: &Evidence) -> bool {
    matches!(evidence.stance, "supports" | "admits")
}

fn against(evidence: &Evidence) -> bool {
    matches!(evidence.stance, "disputes" | "denies")
}

// ------------------------------------------------------------------------------------------------------ the comparison

pub fn said(earned: &Earned) -> String {
    let status = ["unsubstantiated", "partially confirmed", "documented"][usize::from(earned.status.min(2))];
    format!("{status} ({})", earned.basis)
}

/// What differs between two worlds, a line a record or quote.
pub fn difference(before: &World, after: &World) -> String {
    let (old, new) = (before.lines(), after.lines());
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            out += &format!("  - {}\n", old[i].trim_start());
            i += 1;
        } else {
            out += &format!("  + {}\n", new[j].trim_start());
            j += 1;
        }
    }
    out
}

/// What one claim earns, with no conflicts, and if asked with nothing on the other side.
fn alone(world: &World, id: &str, undisputed: bool, judge: Judge) -> u8 {
    let mut world = world.clone();
    for claim in &mut world.claims {
        claim.conflicts_with.clear();
    }
    if let Some(claim) = world.claim_mut(id).filter(|_| undisputed) {
        for evidence in claim.evidence.iter_mut().filter(|evidence| against(evidence)) {
            evidence.stance = "context";
        }
    }
    judge(&world.files()).get(id).map_or(0, |earned| earned.status)
}

/// Whether only the evidence against a claim kept it from documented.
fn was_contested(before: &World, id: &str, judge: Judge) -> bool {
    let mut world = before.clone();
    for evidence in world
        .claim_mut(id)
        .into_iter()
        .flat_map(|claim| &mut claim.evidence)
        .filter(|evidence| against(evidence))
    {
        evidence.stance = "context";
    }
    judge(&world.files()).get(id).is_some_and(|earned| earned.status == 2)
}

/// Whether a claim in conflict had all that documented needs, and has it no more.
fn conflict_fell(before: &World, after: &World, id: &str, judge: Judge) -> bool {
    let fell = |other: &Word, undisputed: bool| {
        alone(before, other, undisputed, judge) == 2 && alone(after, other, undisputed, judge) < 2
    };
    before.conflicting(id).iter().any(|other| fell(other, false) || fell(other, true))
}

/// Marks in the first line of a message: the claim rose, and section 4 as it stands makes it rise. Each is a promise that
/// section 4 gives in one sentence and takes back in another; see `excused`.
pub const EXCUSES: [&str; 4] = [OTHER_SIDE_FELL, CHAIN_UNTOLD, OWN_DOCUMENT, WAS_UNNAMED];
/// The evidence against the claim earned documented, and does no more.
pub const OTHER_SIDE_FELL: &str = "[the evidence against it fell]";
/// The quote that went had said of a chain who carried whom; with another quote that still says so nothing rises.
pub const CHAIN_UNTOLD: &str = "[what the quote told of a chain is gone]";
/// Without `origin` a saying or act is taken from the source, and that is the claimant's own document; of an admission, a party's.
pub const OWN_DOCUMENT: &str = "[the source is their own document]";
/// The kind was "unnamed", which is the weakest.
pub const WAS_UNNAMED: &str = "[it was unnamed]";

/// The result of a property, but that these marks excuse: `excused(property(..), &EXCUSES)`.
pub fn excused(result: Result<(), String>, marks: &[&str]) -> Result<(), String> {
    result.or_else(|told| {
        let first = told.lines().next().unwrap_or_default();
        if marks.iter().any(|mark| first.contains(mark)) { Ok(()) } else { Err(told) }
    })
}

fn risen(
    property: &str,
    before: &World,
    after: &World,
    id: &str,
    was: &Earned,
    is: &Earned,
    judge: Judge,
) -> String {
    let mut told = format!("{property}: {id} rises from {} to {}", said(was), said(is));
    if is.status == 2 && was_contested(before, id, judge) {
        told += &format!(" {OTHER_SIDE_FELL}");
    }
    format!("{told}\n{}", difference(before, after))
}

fn marked(told: String, mark: &str) -> String {
    let (first, rest) = told.split_once('\n').unwrap_or((&told, ""));
    format!("{first} {mark}\n{rest}")
}

/// Whether all is as it was where the quote that went stands again, of no part that anybody else speaks of: then it bears on
/// nothing, and only what it told of its chain is back.
fn chain_untold(
    after: &World,
    claim: &str,
    gone: &Evidence,
    (risen, was): (&str, &Earned),
    judge: Judge,
) -> bool {
    let mut world = after.clone();
    let claimed = world.claim_mut(claim).expect("a claim");
    // Where it was left out, what that stood for.
    let origin = gone.origin.or((claimed.judges != "fact" || gone.knows).then_some(gone.source));
    claimed.evidence.push(Evidence {
        part: Some("no part of this"),
        origin,
        knows: false,
        on_record: None,
        ..gone.clone()
    });
    judge(&world.files()).get(risen).is_some_and(|is| is.status <= was.status)
}

/// The first claim that earns more than before, but for one that rises only since a claim that it conflicts with fell.
fn raised(before: &World, after: &World, judge: Judge) -> Option<(String, Earned, Earned)> {
    let (was, is) = (judge(&before.files()), judge(&after.files()));
    let more = |(id, was): (String, Earned)| {
        let is = is.get(&id)?.clone();
        (is.status > was.status && !conflict_fell(before, after, &id, judge)).then_some((id, was, is))
    };
    was.into_iter().find_map(more)
}

fn not_raised(property: &str, before: &World, after: &World, judge: Judge) -> Result<(), String> {
    match raised(before, after, judge) {
        Some((id, was, is)) => Err(risen(property, before, after, &id, &was, &is, judge)),
        None => Ok(()),
    }
}

fn unchanged(property: &str, before: &World, after: &World, judge: Judge) -> Result<(), String> {
    let (was, is) = (judge(&before.files()), judge(&after.files()));
    for (id, was) in &was {
        let is = is.get(id).cloned().unwrap_or(Earned { status: 0, basis: "not judged".into() });
        if is != *was {
            return Err(format!(
                "{property}: {id} goes from {} to {}\n{}",
                said(was),
                said(&is),
                difference(before, after)
            ));
        }
    }
    Ok(())
}

// ------------------------------------------------------------------------------------------------------ the properties

/// (a) Renaming the claimant of a fact changes nothing; of a saying or act, to a name that is no origin's author, never raises.
pub fn claimant_renamed(world: &World, pick: u64, judge: Judge) -> Result<(), String> {
    let mut dice = Dice::new(pick);
    let Some(claim) = dice.maybe(&world.claims) else { return Ok(()) };
    let mut names: Vec<Word> = NAMES
        .into_iter()
        .chain(SPELLINGS.map(|(_, other)| other))
        .chain(NOBODY)
        .chain(["Bloc", "ourselves"])
        .collect();
    names.extend(world.sources.iter().map(|source| source.id));
    let fact = claim.judges == "fact";
    if !fact {
        let mut authors = BTreeSet::new();
        for evidence in &claim.evidence {
            authors.extend(world.voices_of(evidence.origin.unwrap_or(evidence.source)));
        }
        names.retain(|name| world.voices_of_claimant(name).is_disjoint(&authors));
    }
    let mut claimant = claim.claimant.clone();
    let name = dice.one(&names);
    match dice.below(4) {
        0 if claimant.len() > 1 => {
            let at = dice.below(claimant.len());
            claimant[at] = name;
        }
        1 => claimant = vec![name, dice.one(&names)],
        2 if fact => claimant.clear(),
        _ => claimant = vec![name],
    }
    claimant.dedup();
    let mut after = world.clone();
    after.claim_mut(claim.id).expect("a claim").claimant = claimant;
    if fact {
        unchanged("(a) claimant of a fact renamed", world, &after, judge)
    } else {
        not_raised("(a) claimant renamed to no origin's author", world, &after, judge)
    }
}

/// (b) A copy of a text under another id, whatever its record says, never raises: used instead of the first, beside it, or not at all.
pub fn text_copied(world: &World, pick: u64, judge: Judge) -> Result<(), String> {
    let mut dice = Dice::new(pick);
    let used: BTreeSet<Word> = world
        .claims
        .iter()
        .flat_map(|claim| &claim.evidence)
        .flat_map(|evidence| [Some(evidence.source), evidence.origin])
        .flatten()
        .collect();
    let used: Vec<Word> = used.into_iter().filter(|id| world.text(id).is_some()).collect();
    let Some(id) = dice.maybe(&used) else { return Ok(()) };
    let mut copy = world.source(id).expect("a source").clone();
    copy.id =
        ["copy", "copy-2", "copy-3"].into_iter().find(|id| world.source(id).is_none()).expect("a free id");
    if dice.chance(70) {
        copy.kind = dice.one(&KINDS);
    }
    if dice.chance(70) {
        copy.authors = match dice.below(4) {
            0 => Vec::new(),
            1 => vec![dice.one(&NAMES), dice.one(&NAMES)],
            _ => vec![dice.one(&NAMES)],
        };
        copy.authors.dedup();
    }
    if dice.chance(60) || copy.authors.is_empty() {
        copy.publisher =
            if copy.authors.is_empty() || dice.chance(65) { Some(dice.one(&NAMES)) } else { None };
    }
    if dice.chance(50) {
        copy.access = if dice.chance(50) { None } else { Some(dice.one(&ACCESSES)) };
        copy.archived = dice.chance(30);
    }
    if dice.chance(60) {
        copy.derives_from.clear();
        copy.may_derive_from.clear();
        copy.retracted = false;
    }
    if dice.chance(25) {
        copy.published = dice.maybe(&DATES);
    }
    let mut after = world.clone();
    let new = copy.id;
    let at = dice.below(after.sources.len() + 1);
    for source in &mut after.sources {
        for other in source.derives_from.iter_mut().chain(&mut source.may_derive_from) {
            if *other == id && dice.chance(12) {
                *other = new;
            }
        }
    }
    after.sources.insert(at, copy);
    for claim in &mut after.claims {
        let mut beside = Vec::new();
        for evidence in &mut claim.evidence {
            let mut other = evidence.clone();
            if other.source == id && dice.chance(75) {
                other.source = new;
            }
            if other.origin == Some(id) && dice.chance(50) {
                other.origin = Some(new);
            }
            for carrier in &mut other.through {
                if *carrier == id && dice.chance(50) {
                    *carrier = new;
                }
            }
            if other != *evidence {
                if dice.chance(50) { *evidence = other } else { beside.push(other) }
            }
        }
        claim.evidence.extend(beside);
    }
    let was_unnamed = world.copies(id).iter().any(|copy| copy.kind == "unnamed");
    not_raised("(b) text copied", world, &after, judge)
        .map_err(|told| if was_unnamed { marked(told, WAS_UNNAMED) } else { told })
}

/// A source that is held, or is not: rather one that evidence speaks of.
fn spoken_of(world: &World, held: bool, dice: &mut Dice) -> Option<Word> {
    let named = |evidence: &Evidence| {
        [evidence.source]
            .into_iter()
            .chain(evidence.origin)
            .chain(evidence.through.iter().copied())
            .collect::<Vec<_>>()
    };
    let named: BTreeSet<Word> =
        world.claims.iter().flat_map(|claim| &claim.evidence).flat_map(named).collect();
    let fits: Vec<Word> =
        world.sources.iter().filter(|source| source.text.is_some() == held).map(|source| source.id).collect();
    let named: Vec<Word> = fits.iter().copied().filter(|id| named.contains(id)).collect();
    if named.is_empty() || dice.chance(10) { dice.maybe(&fits) } else { dice.maybe(&named) }
}

fn relabelled(world: &World, id: Word, dice: &mut Dice) -> World {
    let mut after = world.clone();
    let source = after.sources.iter_mut().find(|source| source.id == id).expect("a source");
    let kinds: Vec<Word> = KINDS.into_iter().filter(|kind| *kind != source.kind).collect();
    source.kind = dice.one(&kinds);
    after
}

/// (c) Relabelling the kind of a document nobody has seen never lifts above partially confirmed. By default: not where a record that was not seen suffices.
pub fn unseen_relabelled(world: &World, pick: u64, judge: Judge) -> Result<(), String> {
    let mut dice = Dice::new(pick);
    let mut world = world.clone();
    world.policy.primary = None;
    let Some(id) = spoken_of(&world, false, &mut dice) else { return Ok(()) };
    let after = relabelled(&world, id, &mut dice);
    let (was, is) = (judge(&world.files()), judge(&after.files()));
    for (id, was) in &was {
        if let Some(is) = is.get(id)
            && is.status > was.status.max(1)
            && !conflict_fell(&world, &after, id, judge)
        {
            return Err(risen("(c) kind of an unseen document", &world, &after, id, was, is, judge));
        }
    }
    Ok(())
}

/// (c) Relabelling the kind of a held document never raises a claim none of whose evidence says `knows`.
pub fn held_relabelled(world: &World, pick: u64, judge: Judge) -> Result<(), String> {
    let mut dice = Dice::new(pick);
    let mut world = world.clone();
    let Some(id) = spoken_of(&world, true, &mut dice) else { return Ok(()) };
    // Every `knows` goes in half of the worlds, so that the property has something to bite on.
    if dice.chance(50) {
        for claim in &mut world.claims {
            claim.evidence.iter_mut().for_each(|evidence| evidence.knows = false);
        }
    }
    let after = relabelled(&world, id, &mut dice);
    let (was, is) = (judge(&world.files()), judge(&after.files()));
    for claim in world.claims.iter().filter(|claim| claim.evidence.iter().all(|evidence| !evidence.knows)) {
        if let (Some(was), Some(is)) = (was.get(claim.id), is.get(claim.id))
            && is.status > was.status
            && !conflict_fell(&world, &after, claim.id, judge)
        {
            let told = risen(
                "(c) kind of a held document, nothing says knows",
                &world,
                &after,
                claim.id,
                was,
                is,
                judge,
            );
            let was_unnamed = world.source(id).is_some_and(|source| source.kind == "unnamed");
            return Err(if was_unnamed { marked(told, WAS_UNNAMED) } else { told });
        }
    }
    Ok(())
}

/// (d) Disputing or context evidence never raises.
pub fn other_side_added(world: &World, pick: u64, judge: Judge) -> Result<(), String> {
    let Some((claim, mut evidence, mut dice)) = new_evidence(world, pick) else { return Ok(()) };
    evidence.stance = dice.weighted(&[(3, "disputes"), (2, "context"), (2, "denies")]);
    // Half of it as good as what supports a claim.
    let support: Vec<Evidence> = world
        .claims
        .iter()
        .flat_map(|claim| &claim.evidence)
        .filter(|evidence| supporting(evidence))
        .cloned()
        .collect();
    if dice.chance(50)
        && let Some(good) = dice.maybe(&support)
    {
        evidence = Evidence { stance: evidence.stance, part: None, ..good };
    }
    let mut after = world.clone();
    let quotes = &mut after.claim_mut(claim).expect("a claim").evidence;
    let at = dice.below(quotes.len() + 1);
    quotes.insert(at, evidence);
    not_raised("(d) disputing or context evidence added", world, &after, judge)
}

/// Evidence drawn for one of the claims.
fn new_evidence(world: &World, pick: u64) -> Option<(Word, Evidence, Dice)> {
    let mut dice = Dice::new(pick);
    let claim = dice.maybe(&world.claims)?;
    let mut maker = Maker { dice, world: world.clone() };
    let evidence = maker.random_evidence(&claim)?;
    Some((claim.id, evidence, maker.dice))
}

/// (e) A passage that is quoted again, whole, in part or running over, with the same origin or another, in the same source or a copy,
/// never counts twice: both quotes earn no more than the better one alone.
pub fn passage_quoted_twice(world: &World, pick: u64, judge: Judge) -> Result<(), String> {
    let mut dice = Dice::new(pick);
    let sites = quotes(world, supporting);
    let Some((claim, at)) = dice.maybe(&sites) else { return Ok(()) };
    let first = world.claim(claim).expect("a claim").evidence[at].clone();
    let mut second = first.clone();
    second.quote = dice.one(&pieces(world, &first));
    let all: Vec<Word> = world.sources.iter().map(|source| source.id).collect();
    if dice.chance(60) {
        second.origin = if dice.chance(20) { None } else { Some(dice.one(&all)) };
        clean_through(&mut second);
    }
    if dice.chance(30) {
        second.knows = !second.knows;
    }
    if dice.chance(15) {
        second.through = if second.through.is_empty() { vec![dice.one(&all)] } else { Vec::new() };
        clean_through(&mut second);
    }
    if dice.chance(25) {
        second.part = if second.part.is_none() { Some(dice.one(&PARTS)) } else { None };
    }
    if dice.chance(15) {
        second.stance = if second.stance == "admits" { "supports" } else { "admits" };
    }
    let copies: Vec<Word> = world.copies(first.source).iter().map(|source| source.id).collect();
    if dice.chance(40) {
        second.source = dice.one(&copies);
    }
    if dice.chance(30) {
        let mut maker = Maker { dice, world: world.clone() };
        maker.on_record(&mut second);
        dice = maker.dice;
    }
    let with = |instead: bool, dice: &mut Dice| {
        let mut world = world.clone();
        let quotes = &mut world.claim_mut(claim).expect("a claim").evidence;
        if instead {
            quotes[at] = second.clone();
        } else {
            quotes.insert(dice.below(quotes.len() + 1), second.clone());
        }
        world
    };
    let (other, both) = (with(true, &mut dice), with(false, &mut dice));
    let earned = |world: &World| {
        judge(&world.files()).get(claim).cloned().unwrap_or(Earned { status: 0, basis: "not judged".into() })
    };
    let (one, two, all) = (earned(world), earned(&other), earned(&both));
    if all.status <= one.status.max(two.status) || conflict_fell(world, &both, claim, judge) {
        return Ok(());
    }
    let mark =
        if all.status == 2 && (was_contested(world, claim, judge) || was_contested(&other, claim, judge)) {
            format!(" {OTHER_SIDE_FELL}")
        } else {
            String::new()
        };
    Err(format!(
        "(e) a passage quoted twice: {claim} earns {} with the first, {} with the second, {} with both{mark}\n{}",
        said(&one),
        said(&two),
        said(&all),
        difference(world, &both)
    ))
}

fn quotes(world: &World, which: impl Fn(&Evidence) -> bool) -> Vec<(Word, usize)> {
    let of = |claim: &Claim| {
        claim
            .evidence
            .iter()
            .enumerate()
            .filter(|(_, evidence)| which(evidence))
            .map(|(at, _)| (claim.id, at))
            .collect::<Vec<_>>()
    };
    world.claims.iter().flat_map(of).collect()
}

/// (f) Removing supporting evidence never raises that claim, adding it never lowers.
pub fn support_added_or_removed(world: &World, pick: u64, judge: Judge) -> Result<(), String> {
    let mut dice = Dice::new(pick);
    let (claim, gone, less, more) = if dice.chance(50) {
        let Some((claim, at)) = dice.maybe(&quotes(world, supporting)) else { return Ok(()) };
        let mut less = world.clone();
        let gone = less.claim_mut(claim).expect("a claim").evidence.remove(at);
        (claim, gone, less, world.clone())
    } else {
        let Some((claim, mut evidence, mut dice)) = new_evidence(world, pick) else { return Ok(()) };
        evidence.stance = dice.weighted(&[(3, "supports"), (1, "admits")]);
        let mut more = world.clone();
        let quotes = &mut more.claim_mut(claim).expect("a claim").evidence;
        let at = dice.below(quotes.len() + 1);
        quotes.insert(at, evidence.clone());
        (claim, evidence, world.clone(), more)
    };
    let earned = |world: &World| {
        judge(&world.files()).get(claim).cloned().unwrap_or(Earned { status: 0, basis: "not judged".into() })
    };
    let (was, is) = (earned(&more), earned(&less));
    if is.status <= was.status || conflict_fell(&more, &less, claim, judge) {
        return Ok(());
    }
    let told = risen("(f) supporting evidence removed", &more, &less, claim, &was, &is, judge);
    Err(if chain_untold(&less, claim, &gone, (claim, &was), judge) {
        marked(told, CHAIN_UNTOLD)
    } else {
        told
    })
}

/// (g) Leaving out `subjects` altogether, `claimant`, or of supporting evidence `knows`, `on_record`, or `origin` where no `knows` vouches, never raises.
pub fn less_filled_in(world: &World, pick: u64, judge: Judge) -> Result<(), String> {
    let mut dice = Dice::new(pick);
    // The key, the claim, the quote as it was, and the world without.
    let mut ways: Vec<(&str, Word, Option<&Evidence>, World)> = Vec::new();
    for (c, claim) in world.claims.iter().enumerate() {
        let mut way = |key: &'static str, quote: Option<usize>, change: &dyn Fn(&mut Claim)| {
            let mut after = world.clone();
            change(&mut after.claims[c]);
            if after != *world {
                ways.push((key, claim.id, quote.map(|e| &claim.evidence[e]), after));
            }
        };
        way("subjects", None, &|claim| claim.subjects.clear());
        way("claimant", None, &|claim| claim.claimant.clear());
        for (e, _) in claim.evidence.iter().enumerate().filter(|(_, evidence)| supporting(evidence)) {
            way("knows", Some(e), &|claim| claim.evidence[e].knows = false);
            way("on_record", Some(e), &|claim| claim.evidence[e].on_record = None);
            if !claim.evidence[e].knows {
                way("origin", Some(e), &|claim| claim.evidence[e].origin = None);
            }
        }
    }
    let Some((key, id, quote, after)) = dice.maybe(&ways) else { return Ok(()) };
    let Some((risen_id, was, is)) = raised(world, &after, judge) else { return Ok(()) };
    let told = risen(&format!("(g) {key} left out"), world, &after, &risen_id, &was, &is, judge);
    let Some(quote) = quote.filter(|_| key != "on_record") else { return Err(told) };
    if chain_untold(&after, id, quote, (&risen_id, &was), judge) {
        return Err(marked(told, CHAIN_UNTOLD));
    }
    let claim = world.claim(id).expect("a claim");
    let theirs = if claim.judges == "fact" { &claim.subjects } else { &claim.claimant };
    let own = |name: &Word| !world.voices_of(quote.source).is_disjoint(&world.voices_of_claimant(name));
    let of_theirs = key == "origin"
        && risen_id == id
        && (claim.judges != "fact" || quote.stance == "admits")
        && theirs.iter().any(own);
    Err(if of_theirs { marked(told, OWN_DOCUMENT) } else { told })
}

/// A change that takes away a caveat.
#[derive(Clone)]
pub struct Caveat {
    pub before: World,
    pub after: World,
    pub key: Word,
    /// The claims that may rise with it: its own, or for a key of a source, all.
    #[allow(dead_code)]
    pub claims: Vec<Word>,
}

/// Every single change to a world that takes away a caveat: `part`, `through`, `derives_from`, `may_derive_from`, `access`, `retracted`,
/// `due`, `conflicts_with`, one subject of several, a dispute or denial. For `check --base`: a finding wherever something rises.
pub fn caveats(world: &World) -> Vec<Caveat> {
    let mut found = Vec::new();
    let mut way = |key: Word, claims: Vec<Word>, change: &dyn Fn(&mut World)| {
        let mut after = world.clone();
        change(&mut after);
        if after != *world {
            found.push(Caveat { before: world.clone(), after, key, claims });
        }
    };
    let all: Vec<Word> = world.claims.iter().map(|claim| claim.id).collect();
    for s in 0..world.sources.len() {
        for n in 0..world.sources[s].derives_from.len() {
            way("derives_from", all.clone(), &|world| gone(world.sources[s].derives_from.remove(n)));
        }
        for n in 0..world.sources[s].may_derive_from.len() {
            way("may_derive_from", all.clone(), &|world| gone(world.sources[s].may_derive_from.remove(n)));
        }
        way("access", all.clone(), &|world| world.sources[s].access = None);
        way("retracted", all.clone(), &|world| world.sources[s].retracted = false);
    }
    for (c, claim) in world.claims.iter().enumerate() {
        let own = vec![claim.id];
        way("due", own.clone(), &|world| world.claims[c].due = None);
        for n in 0..claim.conflicts_with.len() {
            way("conflicts_with", vec![claim.id, claim.conflicts_with[n]], &|world| {
                gone(world.claims[c].conflicts_with.remove(n))
            });
        }
        if claim.subjects.len() > 1 {
            for n in 0..claim.subjects.len() {
                way("subjects", own.clone(), &|world| gone(world.claims[c].subjects.remove(n)));
            }
        }
        for (e, evidence) in claim.evidence.iter().enumerate() {
            way("part", own.clone(), &|world| world.claims[c].evidence[e].part = None);
            for n in 0..evidence.through.len() {
                way("through", all.clone(), &|world| gone(world.claims[c].evidence[e].through.remove(n)));
            }
            if against(evidence) {
                way("stance", own.clone(), &|world| gone(world.claims[c].evidence.remove(e)));
            }
        }
    }
    found
}

/// One of the world's caveats that something rises without, and what rises. (g), second half: each is a finding of `check --base`.
pub fn rising_caveat(world: &World, pick: u64, judge: Judge) -> Option<(Caveat, Word)> {
    let mut ways = caveats(world);
    Dice::new(pick).shuffle(&mut ways);
    let was = judge(&world.files());
    for way in ways {
        let is = judge(&way.after.files());
        let rises =
            |id: &&Word| is.get(**id).map(|earned| earned.status) > was.get(**id).map(|earned| earned.status);
        if let Some(id) = world.claims.iter().map(|claim| &claim.id).find(rises) {
            return Some((way.clone(), id));
        }
    }
    None
}

/// The world after a change that touches everything but the quotes that speak for a claim. With whether it leaves all sources alone.
pub fn changed_but_for_support(world: &World, pick: u64) -> (World, bool) {
    let mut dice = Dice::new(pick);
    let other = World::random(dice.next());
    let mut after = world.clone();
    let leaves_sources = dice.chance(60);
    if !leaves_sources {
        for source in &mut after.sources {
            let from = dice.one(&other.sources);
            match dice.below(8) {
                0 => source.kind = from.kind,
                1 => source.authors = from.authors,
                2 => source.publisher = from.publisher,
                3 => source.access = from.access,
                4 => source.retracted = from.retracted,
                5 => source.derives_from.clear(),
                _ => {}
            }
        }
    }
    for claim in &mut after.claims {
        let from = dice.one(&other.claims);
        match dice.below(8) {
            0 => claim.subjects = from.subjects,
            1 => claim.claimant = from.claimant,
            2 => claim.due = from.due,
            3 => claim.judges = from.judges,
            4 => claim.conflicts_with.clear(),
            _ => {}
        }
        let gone = dice.chance(20);
        claim.evidence.retain(|evidence| supporting(evidence) || !gone);
        for evidence in claim.evidence.iter_mut().filter(|evidence| !supporting(evidence)) {
            match dice.below(8) {
                0 => evidence.stance = "context",
                1 => evidence.knows = false,
                2 => evidence.origin = None,
                3 => evidence.on_record = None,
                4 => evidence.quote = (evidence.quote.0, evidence.quote.0 + 1),
                _ => {}
            }
        }
    }
    (after, leaves_sources)
}

/// (h) `admits` by no party is `supports`: it never raises beyond that.
pub fn admits_by_no_party(world: &World, pick: u64, judge: Judge) -> Result<(), String> {
    let mut world = world.clone();
    let outside = |world: &World, claim: &Claim, evidence: &Evidence| {
        let mut parties: BTreeSet<String> =
            claim.subjects.iter().chain(&claim.statement_names).flat_map(|name| world.voice(name)).collect();
        if claim.judges != "fact" {
            parties.extend(claim.claimant.iter().flat_map(|name| world.voices_of_claimant(name)));
        }
        let chain = [Some(evidence.source), evidence.origin]
            .into_iter()
            .flatten()
            .chain(evidence.through.iter().copied());
        chain.flat_map(|id| world.lineage(id)).all(|id| world.voices_of(id).is_disjoint(&parties))
    };
    let mut sites = quotes(&world, supporting);
    sites.retain(|(claim, at)| {
        let claim = world.claim(claim).expect("a claim");
        outside(&world, claim, &claim.evidence[*at])
    });
    let mut dice = Dice::new(pick);
    if sites.is_empty() || dice.chance(25) {
        let fits = |(claim, evidence, _): &(Word, Evidence, Dice)| {
            outside(&world, world.claim(claim).expect("a claim"), evidence)
        };
        let drawn = (0..10).filter_map(|n| new_evidence(&world, pick.wrapping_add(n))).find(fits);
        let Some((claim, mut evidence, _)) = drawn else { return Ok(()) };
        evidence.stance = "supports";
        let quotes = &mut world.claim_mut(claim).expect("a claim").evidence;
        quotes.push(evidence);
        sites = vec![(claim, quotes.len() - 1)];
    }
    let (claim, at) = dice.one(&sites);
    let mut after = world.clone();
    world.claim_mut(claim).expect("a claim").evidence[at].stance = "supports";
    after.claim_mut(claim).expect("a claim").evidence[at].stance = "admits";
    not_raised("(h) admits by no party", &world, &after, judge)?;
    unchanged("(h) admits by no party", &world, &after, judge)
}

/// (i) The order of evidence changes nothing; nor does that of any list but `through`.
pub fn order_changed(world: &World, pick: u64, judge: Judge) -> Result<(), String> {
    let mut dice = Dice::new(pick);
    let mut after = world.clone();
    for claim in &mut after.claims {
        dice.shuffle(&mut claim.evidence);
        dice.shuffle(&mut claim.claimant);
        dice.shuffle(&mut claim.subjects);
        dice.shuffle(&mut claim.conflicts_with);
    }
    for source in &mut after.sources {
        dice.shuffle(&mut source.authors);
        dice.shuffle(&mut source.derives_from);
        dice.shuffle(&mut source.may_derive_from);
    }
    for (_, names) in after.policy.names.iter_mut().chain(&mut after.policy.speaks_for) {
        dice.shuffle(names);
    }
    unchanged("(i) order", world, &after, judge)
}

/// (j) Of two claims that conflict never both earn documented, and it is all one which of them says so. The conflict is one that is
/// there, one added between two claims, or one with a twin of a claim that has the same evidence.
pub fn conflict_added(world: &World, pick: u64, judge: Judge) -> Result<(), String> {
    let mut dice = Dice::new(pick);
    let mut world = world.clone();
    let Some(one) = dice.maybe(&world.claims) else { return Ok(()) };
    let others: Vec<Word> = world.claims.iter().map(|claim| claim.id).filter(|id| *id != one.id).collect();
    let other = match dice.maybe(&others).filter(|_| dice.chance(50)) {
        Some(other) => other,
        None => {
            world.claims.push(Claim { id: "twin", conflicts_with: Vec::new(), ..one.clone() });
            "twin"
        }
    };
    let mut neither = world.clone();
    neither.claim_mut(one.id).expect("a claim").conflicts_with.retain(|id| *id != other);
    neither.claim_mut(other).expect("a claim").conflicts_with.retain(|id| *id != one.id);
    let (mut here, mut there) = (neither.clone(), neither.clone());
    here.claim_mut(one.id).expect("a claim").conflicts_with.push(other);
    there.claim_mut(other).expect("a claim").conflicts_with.push(one.id);
    not_raised("(j) a conflict added", &neither, &here, judge)?;
    let earned = judge(&here.files());
    for claim in &here.claims {
        for rival in here.conflicting(claim.id) {
            if let (Some(a), Some(b)) = (earned.get(claim.id), earned.get(rival))
                && a.status == 2
                && b.status == 2
            {
                return Err(format!(
                    "(j) {} and {rival} conflict and both are documented ({}, {})\n",
                    claim.id, a.basis, b.basis
                ));
            }
        }
    }
    unchanged("(j) the conflict written on the other side", &here, &there, judge)
}

/// (k) Two judges say the same.
pub fn agrees(world: &World, judge: Judge, other: Judge) -> Result<(), String> {
    let (one, two) = (judge(&world.files()), other(&world.files()));
    let ids: BTreeSet<&String> = one.keys().chain(two.keys()).collect();
    for id in ids {
        let of = |judged: &Judged| judged.get(id).map_or("nothing at all".into(), said);
        if of(&one) != of(&two) {
            return Err(format!("(k) {id}: {}, the other says {}", of(&one), of(&two)));
        }
    }
    Ok(())
}

/// (k) again, where texts have words of each other, or are nearly the same.
pub fn agrees_on_echoes(world: &World, pick: u64, judge: Judge, other: Judge) -> Result<(), String> {
    let mut dice = Dice::new(pick);
    let mut world = world.clone();
    let letters: Vec<char> =
        world.sources.iter().filter_map(|source| Some(source.text.as_ref()?.letter)).collect();
    for source in &mut world.sources {
        if let Some(text) = source.text.as_mut().filter(|_| dice.chance(60)) {
            // Of its own letter, it is nearly what it was.
            text.borrowed = dice.maybe(&letters).map(|letter| (letter, dice.one(&[8, 11, 12, 15, 16, 24])));
        }
    }
    let copies: Vec<Source> = world.sources.iter().filter(|source| source.text.is_some()).cloned().collect();
    if let Some(mut copy) = dice.maybe(&copies) {
        copy.id = "near-copy";
        copy.authors = vec![dice.one(&NAMES)];
        copy.kind = dice.one(&KINDS);
        copy.retracted = dice.chance(20);
        let of = dice.maybe(&letters);
        if let Some(text) = &mut copy.text {
            text.borrowed = of.map(|letter| (letter, dice.one(&[8, 11, 12, 24])));
        }
        for claim in &mut world.claims {
            let ids: Vec<Word> = world
                .sources
                .iter()
                .filter(|s| {
                    s.text.as_ref().is_some_and(|t| Some(t.letter) == copy.text.as_ref().map(|t| t.letter))
                })
                .map(|s| s.id)
                .collect();
            for evidence in &mut claim.evidence {
                if ids.contains(&evidence.source) && dice.chance(40) {
                    evidence.source = "near-copy";
                }
            }
        }
        world.sources.push(copy);
    }
    agrees(&world, judge, other)
}

/// Not of the issue: the ids of sources and claims, and with them the order of files, decide nothing.
pub fn ids_changed(world: &World, pick: u64, judge: Judge) -> Result<(), String> {
    let mut dice = Dice::new(pick);
    let mut names = vec!["k7", "a-b", "zz", "m", "0", "s1", "q2", "b", "y9", "copy-x", "n3", "e"];
    dice.shuffle(&mut names);
    let sources: BTreeMap<Word, Word> =
        world.sources.iter().map(|source| source.id).zip(names.iter().copied()).collect();
    dice.shuffle(&mut names);
    let claims: BTreeMap<Word, Word> = world.claims.iter().map(|claim| claim.id).zip(names).collect();
    let rename = |ids: &BTreeMap<Word, Word>, id: &mut Word| *id = ids.get(id).copied().unwrap_or(id);
    let mut after = world.clone();
    for source in &mut after.sources {
        rename(&sources, &mut source.id);
        source.derives_from.iter_mut().chain(&mut source.may_derive_from).for_each(|id| rename(&sources, id));
    }
    for claim in &mut after.claims {
        rename(&claims, &mut claim.id);
        claim.conflicts_with.iter_mut().for_each(|id| rename(&claims, id));
        claim.claimant.iter_mut().for_each(|id| rename(&sources, id));
        for evidence in &mut claim.evidence {
            rename(&sources, &mut evidence.source);
            evidence.origin.iter_mut().chain(&mut evidence.through).for_each(|id| rename(&sources, id));
        }
    }
    let (was, is) = (judge(&world.files()), judge(&after.files()));
    for (old, new) in &claims {
        let of = |judged: &Judged, id: &str| judged.get(id).map_or("nothing at all".into(), said);
        if of(&was, old) != of(&is, new) {
            return Err(format!(
                "(+) ids renamed: {old} goes from {} to {}\n{}",
                of(&was, old),
                of(&is, new),
                difference(world, &after)
            ));
        }
    }
    Ok(())
}

// -------------------------------------------------------------------------------------------------------- the shrinker

impl World {
    /// Worlds that are a step smaller, the greatest steps first. Each is legal, and no chain of steps is endless.
    pub fn reductions(&self) -> Vec<World> {
        let mut found = Vec::new();
        let mut way = |change: &dyn Fn(&mut World)| {
            let mut world = self.clone();
            change(&mut world);
            if world != *self {
                found.push(world);
            }
        };
        for claim in &self.claims {
            way(&|world| world.drop_claim(claim.id));
        }
        for source in &self.sources {
            way(&|world| world.drop_source(source.id));
        }
        for (c, claim) in self.claims.iter().enumerate() {
            for e in 0..claim.evidence.len() {
                way(&|world| gone(world.claims[c].evidence.remove(e)));
            }
        }
        way(&|world| world.policy = Policy::default());
        way(&|world| world.policy.primary = None);
        way(&|world| world.policy.independent = None);
        for n in 0..self.policy.names.len() {
            way(&|world| gone(world.policy.names.remove(n)));
        }
        for (n, (_, names)) in self.policy.speaks_for.iter().enumerate() {
            way(&|world| gone(world.policy.speaks_for.remove(n)));
            for m in (0..names.len()).filter(|_| names.len() > 1) {
                way(&|world| gone(world.policy.speaks_for[n].1.remove(m)));
            }
        }
        for one in &self.sources {
            for other in self
                .sources
                .iter()
                .filter(|other| other.id != one.id && (one.text.is_none() || other.text.is_some()))
            {
                way(&|world| world.merge_sources(one.id, other.id));
            }
        }
        for (c, claim) in self.claims.iter().enumerate() {
            way(&|world| world.claims[c].due = None);
            way(&|world| world.claims[c].statement_names.clear());
            way(&|world| world.claims[c].subjects.clear());
            way(&|world| world.claims[c].claimant.clear());
            for n in (0..claim.subjects.len()).filter(|_| claim.subjects.len() > 1) {
                way(&|world| gone(world.claims[c].subjects.remove(n)));
            }
            for n in (0..claim.claimant.len()).filter(|_| claim.claimant.len() > 1) {
                way(&|world| gone(world.claims[c].claimant.remove(n)));
            }
            for n in 0..claim.conflicts_with.len() {
                way(&|world| gone(world.claims[c].conflicts_with.remove(n)));
            }
            way(&|world| world.claims[c].judges = "fact");
            if claim.judges == "act" {
                way(&|world| world.claims[c].judges = "saying");
            }
            for (e, evidence) in claim.evidence.iter().enumerate() {
                way(&|world| world.claims[c].evidence[e].part = None);
                way(&|world| world.claims[c].evidence[e].on_record = None);
                way(&|world| world.claims[c].evidence[e].knows = false);
                way(&|world| world.claims[c].evidence[e].origin = None);
                for n in 0..evidence.through.len() {
                    way(&|world| gone(world.claims[c].evidence[e].through.remove(n)));
                }
                way(&|world| world.claims[c].evidence[e].stance = "supports");
                if evidence.stance == "denies" {
                    way(&|world| world.claims[c].evidence[e].stance = "disputes");
                }
                if evidence.part == Some(PARTS[1]) {
                    way(&|world| world.claims[c].evidence[e].part = Some(PARTS[0]));
                }
                if evidence.quote.1 - evidence.quote.0 > 5
                    && self.text(evidence.source).is_some_and(|text| text.has(evidence.quote))
                {
                    way(&|world| world.claims[c].evidence[e].quote.1 -= 1);
                }
                let plain: &[Run] = &[(0, 5), (0, 6), (6, 12), (12, 18)];
                for &run in plain.iter().take_while(|run| run.0 < evidence.quote.0) {
                    way(&|world| world.claims[c].evidence[e].quote = run);
                }
                if evidence.on_record.is_some_and(|run| run != (18, 22))
                    && self.text(evidence.source).is_some_and(|text| text.has((18, 22)))
                {
                    way(&|world| world.claims[c].evidence[e].on_record = Some((18, 22)));
                }
            }
        }
        for (s, source) in self.sources.iter().enumerate() {
            way(&|world| world.sources[s].retracted = false);
            way(&|world| world.sources[s].access = None);
            way(&|world| world.sources[s].archived = false);
            way(&|world| world.sources[s].published = None);
            for n in 0..source.derives_from.len() {
                way(&|world| gone(world.sources[s].derives_from.remove(n)));
            }
            for n in 0..source.may_derive_from.len() {
                way(&|world| gone(world.sources[s].may_derive_from.remove(n)));
                way(&|world| {
                    let id = world.sources[s].may_derive_from.remove(n);
                    world.sources[s].derives_from.push(id);
                });
            }
            for n in
                (0..source.authors.len()).filter(|_| source.authors.len() > 1 || source.publisher.is_some())
            {
                way(&|world| gone(world.sources[s].authors.remove(n)));
            }
            if !source.authors.is_empty() {
                way(&|world| world.sources[s].publisher = None);
            }
            let quoted = self
                .claims
                .iter()
                .flat_map(|claim| &claim.evidence)
                .any(|evidence| evidence.source == source.id);
            if !quoted {
                way(&|world| world.sources[s].text = None);
            }
            if let Some(text) = source.text.as_ref() {
                // A text of its own instead of a copy; and a shorter one.
                if self.sources[..s].iter().any(|other| other.text.as_ref() == Some(text)) {
                    let taken = |letter: &char| {
                        self.sources
                            .iter()
                            .any(|source| source.text.as_ref().is_some_and(|text| text.letter == *letter))
                    };
                    let letter = ('a'..='z').find(|letter| !taken(letter)).expect("26 letters");
                    way(&|world| world.sources[s].text = Some(Text { letter, ..text.clone() }));
                }
                if text.paragraphs.len() > 1 {
                    way(&|world| {
                        for other in
                            world.sources.iter_mut().filter(|other| other.text.as_ref() == Some(text))
                        {
                            other.text.as_mut().expect("a text").paragraphs.pop();
                        }
                    });
                }
            }
            let plainness = ["news-report", "statement", "original-document", "official-record"];
            for kind in plainness.into_iter().take_while(|kind| *kind != source.kind) {
                way(&|world| world.sources[s].kind = kind);
            }
        }
        // One name fewer.
        let names = self.names();
        for (n, &name) in names.iter().enumerate() {
            for &other in &names[..n] {
                way(&|world| world.merge_names(name, other));
            }
        }
        if !self.has_circle() {
            found.retain(|world| !world.has_circle());
        }
        found
    }

    /// Whether a source derives from itself in the end.
    pub fn has_circle(&self) -> bool {
        let descends_from_itself = |source: &Source| {
            let mut ids: Vec<Word> =
                source.derives_from.iter().chain(&source.may_derive_from).copied().collect();
            let mut next = 0;
            while next < ids.len() {
                let parents = self
                    .source(ids[next])
                    .map(|source| source.derives_from.iter().chain(&source.may_derive_from));
                for &parent in parents.into_iter().flatten() {
                    if !ids.contains(&parent) {
                        ids.push(parent);
                    }
                }
                next += 1;
            }
            ids.contains(&source.id)
        };
        self.sources.iter().any(descends_from_itself)
    }

    fn names(&self) -> Vec<Word> {
        let mut all: Vec<Word> = NAMES.to_vec();
        let of_sources =
            self.sources.iter().flat_map(|source| source.authors.iter().copied().chain(source.publisher));
        let of_claims = self.claims.iter().flat_map(|claim| {
            claim.claimant.iter().chain(&claim.subjects).chain(&claim.statement_names).copied()
        });
        let used: Vec<Word> =
            of_sources.chain(of_claims).filter(|name| self.source(name).is_none()).collect();
        for name in &used {
            if !all.contains(name) {
                all.push(name);
            }
        }
        all.retain(|name| used.contains(name));
        all
    }

    fn drop_claim(&mut self, id: Word) {
        self.claims.retain(|claim| claim.id != id);
        for claim in &mut self.claims {
            claim.conflicts_with.retain(|other| *other != id);
        }
    }

    fn drop_source(&mut self, id: Word) {
        self.sources.retain(|source| source.id != id);
        for source in &mut self.sources {
            source.derives_from.retain(|other| *other != id);
            source.may_derive_from.retain(|other| *other != id);
        }
        for claim in &mut self.claims {
            claim.claimant.retain(|other| *other != id);
            claim.evidence.retain(|evidence| evidence.source != id);
            for evidence in &mut claim.evidence {
                evidence.through.retain(|other| *other != id);
                evidence.origin = evidence.origin.filter(|other| *other != id);
            }
        }
    }

    /// The other source in place of one.
    fn merge_sources(&mut self, one: Word, other: Word) {
        let rename = |id: &mut Word| {
            if *id == one {
                *id = other;
            }
        };
        self.sources.retain(|source| source.id != one);
        for source in &mut self.sources {
            let own = source.id;
            for ids in [&mut source.derives_from, &mut source.may_derive_from] {
                ids.iter_mut().for_each(rename);
                ids.retain(|id| *id != own);
                ids.dedup();
            }
        }
        for claim in &mut self.claims {
            claim.claimant.iter_mut().for_each(rename);
            for evidence in &mut claim.evidence {
                rename(&mut evidence.source);
                evidence.origin.iter_mut().chain(&mut evidence.through).for_each(rename);
                clean_through(evidence);
            }
        }
    }

    fn merge_names(&mut self, one: Word, other: Word) {
        let rename = |names: &mut Vec<Word>| {
            for name in names.iter_mut().filter(|name| **name == one) {
                *name = other;
            }
            let mut seen = Vec::new();
            names.retain(|name| {
                let new = !seen.contains(name);
                seen.push(*name);
                new
            });
        };
        for source in &mut self.sources {
            rename(&mut source.authors);
            if source.publisher == Some(one) {
                source.publisher = Some(other);
            }
        }
        for claim in &mut self.claims {
            rename(&mut claim.claimant);
            rename(&mut claim.subjects);
            rename(&mut claim.statement_names);
        }
    }
}

/// A world and where to change it.
#[derive(Clone)]
pub struct Case {
    pub world: World,
    pub pick: u64,
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "pick {}, world\n{:?}", self.pick, self.world)
    }
}

/// How many small picks are tried with each smaller world: what a pick means changes with the world.
const PICKS: u64 = 24;

impl Case {
    pub fn random(seed: u64) -> Case {
        Case { world: World::random(seed), pick: Dice::new(seed).next() }
    }

    /// The smaller worlds with the same pick, then with other picks.
    fn reductions(&self) -> impl Iterator<Item = Case> + use<> {
        let worlds = self.world.reductions();
        let same = self.pick;
        let picks = std::iter::once(same).chain(0..PICKS);
        picks.flat_map(move |pick| worlds.clone().into_iter().map(move |world| Case { world, pick }))
    }
}

/// The smallest case to be found for which the property still fails, and what it then says.
/// `same` tells whether a message is still about the fault in question; `|_| true` for any.
pub fn shrink(case: &Case, property: Property, judge: Judge, same: &dyn Fn(&str) -> bool) -> (Case, String) {
    let fault = |case: &Case| property(&case.world, case.pick, judge).err().filter(|told| same(told));
    let mut best = (case.clone(), fault(case).unwrap_or_default());
    while let Some(smaller) = best.0.reductions().find_map(|case| fault(&case).map(|told| (case, told))) {
        best = smaller;
    }
    best
}

/// The same for proptest: `proptest!(config, |(case in Cases)| ...)`. Give the config `max_shrink_iters: 200_000`.
#[derive(Clone, Copy, Debug)]
pub struct Cases;

pub struct Shrinking {
    best: Case,
    current: Case,
    next: Box<dyn Iterator<Item = Case>>,
}

impl Strategy for Cases {
    type Tree = Shrinking;
    type Value = Case;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let case = Case::random(any::<u64>().new_tree(runner)?.current());
        Ok(Shrinking { best: case.clone(), current: case, next: Box::new(std::iter::empty()) })
    }
}

impl ValueTree for Shrinking {
    type Value = Case;

    fn current(&self) -> Case {
        self.current.clone()
    }

    /// The current case fails: go on from it.
    fn simplify(&mut self) -> bool {
        self.best = self.current.clone();
        self.next = Box::new(self.best.reductions());
        self.complicate()
    }

    /// The current case passes: try the next one, or go back to the last that failed.
    fn complicate(&mut self) -> bool {
        match self.next.next() {
            Some(case) => {
                self.current = case;
                true
            }
            None => {
                self.current = self.best.clone();
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A judge of no sense: every supporting quote is a step up.
    fn counts(files: &Files) -> Judged {
        let judged = |(path, toml): (&String, &String)| {
            let id = path.strip_prefix("claims/")?.strip_suffix(".toml")?;
            let quotes = toml.matches("[[evidence]]").count() - toml.matches("stance = \"disputes\"").count();
            Some((id.to_string(), Earned { status: quotes.min(2) as u8, basis: format!("{quotes} quotes") }))
        };
        files.iter().filter_map(judged).collect()
    }

    #[test]
    fn worlds_are_legal() {
        let mut circles = 0;
        for seed in 0..5_000 {
            let world = World::random(seed);
            legal(&world);
            circles += usize::from(world.has_circle());
        }
        assert!((5..100).contains(&circles), "{circles} of 5,000 with a circle");
        for seed in 0..100 {
            World::random(seed).reductions().iter().for_each(legal);
            caveats(&World::random(seed)).iter().for_each(|caveat| legal(&caveat.after));
        }
    }

    fn legal(world: &World) {
        let told = || format!("{world:?}");
        assert!(world.sources.len() <= 7 && world.claims.len() <= 3, "{}", told());
        for claim in &world.claims {
            assert!(claim.evidence.len() <= 5, "{}", told());
            assert!(claim.conflicts_with.iter().all(|id| world.claim(id).is_some()), "{}", told());
            for evidence in &claim.evidence {
                assert!(world.text(evidence.source).is_some(), "{}", told());
                assert!(evidence.quote.1 - evidence.quote.0 >= 5, "{}", told());
                assert!(
                    evidence.origin.iter().chain(&evidence.through).all(|id| world.source(id).is_some()),
                    "{}",
                    told()
                );
            }
        }
        for source in &world.sources {
            assert!(!source.authors.is_empty() || source.publisher.is_some(), "{}", told());
            assert!(
                source
                    .derives_from
                    .iter()
                    .chain(&source.may_derive_from)
                    .all(|id| world.source(id).is_some()),
                "{}",
                told()
            );
        }
        for text in world.files().values().filter(|text| text.contains(" = ")) {
            text.parse::<toml_tables::Table>().expect("TOML");
        }
    }

    #[test]
    fn a_fault_is_shrunk_to_its_core() {
        let fails = |seed: &u64| other_side_added(&World::random(*seed), 1, &counts).is_err();
        let seed = (0..).find(fails).expect("a fault");
        let (case, told) =
            shrink(&Case { world: World::random(seed), pick: 1 }, other_side_added, &counts, &|_| true);
        assert!(told.contains("rises"), "{told}");
        assert!(case.world.claims.len() == 1 && case.world.sources.len() == 1, "{case:?}\n{told}");
    }

    #[test]
    fn proptest_shrinks_as_well() {
        use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};
        let config = Config { max_shrink_iters: 200_000, failure_persistence: None, ..Config::default() };
        let test =
            |case: Case| other_side_added(&case.world, case.pick, &counts).map_err(TestCaseError::fail);
        let Err(TestError::Fail(_, case)) = TestRunner::new(config).run(&Cases, test) else {
            panic!("no fault found")
        };
        assert!(case.world.claims.len() == 1 && case.world.sources.len() == 1, "{case:?}");
    }

    // ---------------------------------------------------------------------------------- measured against a real judge
}
