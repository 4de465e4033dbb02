//! Two spellings that are probably one name.

use crate::diagnostic::{Diagnostic, Label, Level};
use crate::model::claim::Text;
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::names::{
    acronym, consonants, initial, is_arabic, skeleton, speaks_for, without_additions, without_title,
};
use crate::text::span::{FileId, Place, Span};
use foldhash::fast::FixedState;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasher;

pub(super) const RULE: Rule = Rule {
    name: "name-variant",
    level: Level::Note,
    leeway: Configurable::Any,
    page: include_str!("name_variant.md"),
    check: Check::Project(check),
};

/// Skeletons of fewer letters differ in one letter by chance; those of more are no names.
const LETTERS: std::ops::RangeInclusive<usize> = 8..=64;
/// Of more names than this only those with the same skeleton are compared.
const MOST_NAMES: usize = 50_000;

/// One spelling of a name.
struct Spelling<'a> {
    written: &'a str,
    uses: usize,
    /// Where it is used first.
    place: (FileId, Span),
}

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let policy = Policy::of(context);
    let mut by_skeleton: BTreeMap<String, Vec<Spelling>> = BTreeMap::new();
    for spelling in spellings(context) {
        by_skeleton.entry(skeleton(spelling.written)).or_default().push(spelling);
    }
    by_skeleton.remove("");
    for spellings in by_skeleton.values_mut() {
        spellings.sort_by_key(|spelling| (std::cmp::Reverse(spelling.uses), spelling.place));
    }
    let same = by_skeleton
        .values()
        .filter_map(|spellings| spellings.split_first())
        .flat_map(|(commonest, others)| others.iter().map(move |other| (commonest, other)));
    let commonest: Vec<(&str, &Spelling)> =
        by_skeleton.iter().filter_map(|(skeleton, of)| Some((&**skeleton, of.first()?))).collect();
    offices(&policy, &commonest, diagnostics);
    let apart = one_letter_apart(&commonest).chain(across_scripts(&commonest));
    for (a, b) in same.chain(apart).chain(shortened(&commonest)) {
        let (common, rare) = if (a.uses, std::cmp::Reverse(a.place)) >= (b.uses, std::cmp::Reverse(b.place)) {
            (a, b)
        } else {
            (b, a)
        };
        if !policy.knows(common.written, rare.written) {
            diagnostics.push(told(&policy, common, rare));
        }
    }
}

/// Every spelling among claimants, subjects, publishers and authors, in the order in which they come up.
fn spellings<'a>(context: &Context<'a>) -> Vec<Spelling<'a>> {
    let corpus = context.corpus;
    let mut found: Vec<Spelling> = Vec::new();
    let mut places: HashMap<&str, usize, foldhash::fast::RandomState> = HashMap::default();
    let mut take = |file: FileId, name: &'a Text| {
        let at = *places.entry(&name.value).or_insert_with(|| {
            found.push(Spelling { written: &name.value, uses: 0, place: (file, name.span) });
            found.len() - 1
        });
        found[at].uses += 1;
    };
    for claim in context.standing_claims() {
        let claimant = claim.claimant.iter().filter(|name| corpus.source_at(&name.value).is_none());
        claimant.chain(&claim.subjects).for_each(|name| take(claim.file, name));
    }
    for source in corpus.sources.iter().filter(|source| source.sound) {
        source.publisher.iter().chain(&source.authors).for_each(|name| take(source.file, name));
    }
    found
}

/// Pairs of skeletons, each with a spelling, that one letter put in, left out or exchanged makes equal. Digits are no
/// letters: "Paper 11" is not "Paper 12".
fn one_letter_apart<'s, 'a>(
    names: &[(&str, &'s Spelling<'a>)],
) -> impl Iterator<Item = (&'s Spelling<'a>, &'s Spelling<'a>)> {
    // What is one letter apart becomes the same by leaving out one letter here, or there, or both.
    let mut without_one: Vec<(u64, usize)> = Vec::new();
    let long =
        names.iter().enumerate().filter(|(_, (skeleton, _))| LETTERS.contains(&skeleton.chars().count()));
    for (at, (skeleton, _)) in long.filter(|_| names.len() <= MOST_NAMES) {
        let hash = |(start, end): (&str, &str)| {
            FixedState::default().hash_one(start.bytes().chain(end.bytes()).collect::<Vec<_>>())
        };
        without_one.push((hash((skeleton, "")), at));
        let letters = skeleton.char_indices().filter(|(_, c)| !c.is_numeric());
        without_one.extend(
            letters.map(|(start, c)| (hash((&skeleton[..start], &skeleton[start + c.len_utf8()..])), at)),
        );
    }
    without_one.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = without_one
        .chunk_by(|a, b| a.0 == b.0)
        // Names of one pattern, such as "Ward A" to "Ward Z", all meet: each is compared with the first.
        .flat_map(|alike| alike.iter().skip(1).map(|(_, at)| (alike[0].1, *at)))
        .filter(|(a, b)| a != b && strsim::damerau_levenshtein(names[*a].0, names[*b].0) == 1)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().map(|(a, b)| (names[a].1, names[b].1))
}

/// Pairs of spellings, one of them in Arabic letters, with the same consonants.
fn across_scripts<'s, 'a>(
    names: &[(&str, &'s Spelling<'a>)],
) -> impl Iterator<Item = (&'s Spelling<'a>, &'s Spelling<'a>)> {
    let mut by_consonants: BTreeMap<String, [Vec<&'s Spelling<'a>>; 2]> = BTreeMap::new();
    if names.iter().any(|(_, spelling)| is_arabic(spelling.written)) {
        for (_, spelling) in names {
            if let Some(consonants) = consonants(spelling.written) {
                let alike = by_consonants.entry(consonants).or_default();
                alike[usize::from(is_arabic(spelling.written))].push(spelling);
            }
        }
    }
    by_consonants.into_values().filter_map(|[others, arabic]| Some((*others.first()?, *arabic.first()?)))
}

/// Pairs of spellings of which one leaves out what may be added to a name, or all but first letters.
fn shortened<'s, 'a>(
    names: &[(&str, &'s Spelling<'a>)],
) -> impl Iterator<Item = (&'s Spelling<'a>, &'s Spelling<'a>)> {
    let mut pairs: Vec<(&'s Spelling<'a>, &'s Spelling<'a>)> = Vec::new();
    let mut by_bare: BTreeMap<String, Vec<&'s Spelling<'a>>> = BTreeMap::new();
    let mut by_initial: BTreeMap<String, [Vec<&'s Spelling<'a>>; 2]> = BTreeMap::new();
    let mut by_acronym: BTreeMap<String, [Vec<&'s Spelling<'a>>; 2]> = BTreeMap::new();
    for (_, spelling) in names {
        let bare = [without_additions(spelling.written), without_title(spelling.written)];
        for bare in bare.into_iter().flatten() {
            by_bare.entry(skeleton(bare)).or_default().push(spelling);
        }
        if let Some((initial, is_whole)) = initial(spelling.written) {
            by_initial.entry(initial).or_default()[usize::from(is_whole)].push(spelling);
        }
        if let Some((acronym, is_whole)) = acronym(spelling.written) {
            by_acronym.entry(acronym).or_default()[usize::from(is_whole)].push(spelling);
        }
    }
    for (bare, longer) in &by_bare {
        let whole = names.binary_search_by(|(skeleton, _)| (*skeleton).cmp(bare)).ok().map(|at| names[at].1);
        let all: Vec<_> = whole.into_iter().chain(longer.iter().copied()).collect();
        pairs.extend(all.iter().skip(1).map(|other| (all[0], *other)));
    }
    for [letters, whole] in by_initial.into_values().chain(by_acronym.into_values()) {
        pairs.extend(
            letters.first().into_iter().flat_map(|letter| whole.iter().map(move |whole| (*letter, *whole))),
        );
    }
    pairs.into_iter()
}

/// Tells of offices that bear the name of a body that stands in the records, too.
fn offices(policy: &Policy, names: &[(&str, &Spelling)], diagnostics: &mut Vec<Diagnostic>) {
    let place = |spelling: &Spelling| Place::new(spelling.place.0, spelling.place.1);
    for (_, office) in names {
        let Some(body) = speaks_for(office.written) else { continue };
        let wanted = skeleton(body);
        let Ok(at) = names.binary_search_by(|(skeleton, _)| (*skeleton).cmp(&wanted)) else { continue };
        let body = names[at].1;
        if policy.knows(body.written, office.written) || policy.speaks(office.written, body.written) {
            continue;
        }
        let pair = [body, office].map(|spelling| quoted(spelling.written)).join(", ");
        let line = format!("{} = [{}]", quoted(body.written), quoted(office.written));
        diagnostics.push(
            RULE.says(
                format!("`{}` probably speaks for `{}`", office.written, body.written),
                place(office),
                "an office",
            )
            .note_at("the body", vec![Label::new(place(body), "")])
            .help(format!("if it does, add this line under [speaks_for] in grounds.toml: {line}"))
            .help(format!(
                "if it does not, add a [[distinct]] block to grounds.toml, with this line: names = [{pair}]"
            )),
        );
    }
}

/// What `grounds.toml` says of names, in small letters.
struct Policy<'a> {
    /// Each spelling, with the place in `names` of its name.
    joined: HashMap<String, usize>,
    names: Vec<(&'a str, Vec<&'a str>)>,
    parted: Vec<HashSet<String>>,
    /// Who speaks, and for whom.
    speaking: HashSet<(String, String)>,
}

impl<'a> Policy<'a> {
    fn of(context: &Context<'a>) -> Self {
        let policy = &context.corpus.policy;
        let mut joined = HashMap::new();
        let mut names = Vec::new();
        for (at, (name, spellings)) in policy.names.iter().enumerate() {
            joined.extend(spellings.iter().chain([name]).map(|spelling| (spelling.value.to_lowercase(), at)));
            names.push((&*name.value, spellings.iter().map(|spelling| &*spelling.value).collect()));
        }
        let parted = policy.distinct.iter();
        let parted =
            parted.map(|names| names.iter().map(|name| name.value.to_lowercase()).collect()).collect();
        let speaking = policy.speaks_for.iter().flat_map(|(body, names)| {
            names.iter().map(|name| (name.value.to_lowercase(), body.value.to_lowercase()))
        });
        Self { joined, names, parted, speaking: speaking.collect() }
    }

    /// Does it say that one speaks for the other?
    fn speaks(&self, office: &str, body: &str) -> bool {
        self.speaking.contains(&(office.to_lowercase(), body.to_lowercase()))
    }

    /// Is it settled whether the two are one name?
    fn knows(&self, a: &str, b: &str) -> bool {
        let (a, b) = (a.to_lowercase(), b.to_lowercase());
        let joined = self.joined.get(&a).is_some_and(|at| self.joined.get(&b) == Some(at));
        let is_in = |names: &HashSet<String>, name: &String| {
            let spellings = self.joined.get(name).map(|at| &self.names[*at]);
            let also = spellings.iter().flat_map(|(name, others)| others.iter().chain([name]));
            names.contains(name) || also.map(|name| name.to_lowercase()).any(|name| names.contains(&name))
        };
        joined || self.parted.iter().any(|names| is_in(names, &a) && is_in(names, &b))
    }

    /// The line below [names] that joins `rare` to `common`.
    fn line(&self, common: &str, rare: &str) -> String {
        let (name, mut spellings) = match self.joined.get(&common.to_lowercase()) {
            Some(at) => self.names[*at].clone(),
            None => (common, Vec::new()),
        };
        spellings.push(rare);
        let spellings: Vec<_> = spellings.into_iter().map(quoted).collect();
        format!("{} = [{}]", quoted(name), spellings.join(", "))
    }
}

fn told(policy: &Policy, common: &Spelling, rare: &Spelling) -> Diagnostic {
    let place = |spelling: &Spelling| Place::new(spelling.place.0, spelling.place.1);
    let message = format!("`{}` and `{}` may be two spellings of one name", rare.written, common.written);
    let label = |spelling: &Spelling| match spelling.uses {
        1 => "used once".to_owned(),
        2 => "used twice".to_owned(),
        uses => format!("used {uses} times"),
    };
    let pair = [common, rare].map(|spelling| quoted(spelling.written)).join(", ");
    RULE.says(message, place(rare), label(rare))
        .note_at("the other spelling", vec![Label::new(place(common), label(common))])
        .help(format!(
            "use one spelling everywhere, or add this line under [names] in grounds.toml: {}",
            policy.line(common.written, rare.written)
        ))
        .help(format!("if they are different names, add a [[distinct]] block to grounds.toml, with this line: names = [{pair}]"))
}

/// As a TOML basic string, one line whatever is in it.
fn quoted(name: &str) -> String {
    let mut quoted = String::from("\"");
    for c in name.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            // A name that needs more than this is none that anybody pastes.
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
