//! What the rules about evidence share: which claims fall short, and how each quote is put into words.

use crate::corpus::{ClaimAt, Corpus, SourceAt};
use crate::diagnostic::{Label, Remark};
use crate::evidence::standing::{Counted, Role, Shortfall, Standing, Weight, Why};
use crate::model::claim::{Claim, Evidence};
use crate::model::source::Source;
use crate::model::status::Status;
use crate::rules::Context;
use crate::text::span::{Place, Span};

/// A claim with a status that can be judged.
#[derive(Clone, Copy)]
pub(super) struct Weighed<'a> {
    pub at: ClaimAt,
    pub claim: &'a Claim,
    pub status: Status,
    /// Where the status is written.
    pub span: Span,
    pub standing: &'a Standing,
}

/// Every claim that has a status and is not given up.
pub(super) fn weighed<'a>(context: &Context<'a>) -> impl Iterator<Item = Weighed<'a>> {
    let standings = context.standings;
    let claims = context.corpus.each_claim();
    claims.filter(|(_, claim)| claim.sound && claim.withdrawn.is_none()).filter_map(move |(at, claim)| {
        let status = claim.status.as_ref()?;
        let standing = standings.of_claim(at);
        Some(Weighed { at, claim, status: status.value, span: status.span, standing })
    })
}

/// Those whose status is not earned, for that reason.
pub(super) fn short<'a>(context: &Context<'a>, of: Shortfall) -> impl Iterator<Item = Weighed<'a>> {
    weighed(context).filter(move |weighed| weighed.standing.shortfall == Some(of))
}

impl Weighed<'_> {
    /// Where the status is written.
    pub(super) fn place(&self) -> Place {
        Place::new(self.claim.file, self.span)
    }

    /// `` `patrol-boats-40` is documented ``
    pub(super) fn stated(&self) -> String {
        format!("`{}` is {}", self.claim.id, self.status.name())
    }

    /// Its supporting quotes with their weights.
    pub(super) fn supports(&self, context: &Context) -> Vec<(&Evidence, Weight)> {
        self.supporting(context.standings.weights(context.corpus, context.verification, self.at))
    }

    /// Its supporting quotes with the weights that they would have, if all stood where they are said to stand.
    pub(super) fn supports_if_found(&self, context: &Context) -> Vec<(&Evidence, Weight)> {
        self.supporting(context.standings.weights_if_found(context.corpus, context.verification, self.at))
    }

    fn supporting(&self, weights: Vec<Weight>) -> Vec<(&Evidence, Weight)> {
        let quotes = self.claim.evidence.iter().zip(weights);
        quotes.filter(|(evidence, _)| evidence.supports()).collect()
    }

    /// What each supporting quote does for the claim.
    pub(super) fn remark(&self, context: &Context) -> Remark {
        let supports = self.supports(context);
        let labels = supports.iter().filter_map(|(evidence, weight)| {
            let span = evidence.quote.as_ref().map_or(evidence.header, |quote| quote.span);
            let text = weight_in_words(context.corpus, evidence, weight, &in_backticks)?;
            Some(Label::new(Place::new(self.claim.file, span), text))
        });
        let labels: Vec<_> = labels.collect();
        let message = if labels.is_empty() {
            "no quote supports it".to_owned()
        } else {
            format!("the evidence supports only \"{}\"; what each quote is:", self.standing.earned.name())
        };
        Remark { message, labels }
    }

    /// ``; until then set the status to "unsubstantiated"``
    pub(super) fn until_then(&self) -> String {
        format!("until then set the status to \"{}\"", self.standing.earned.name())
    }
}

/// What a quote does for its claim, in words: where it comes from, and as what it counts. `None` if it does not speak for it.
/// `name` says how the id of a source is written there.
pub fn weight_in_words(
    corpus: &Corpus,
    evidence: &Evidence,
    weight: &Weight,
    name: &dyn Fn(&str) -> String,
) -> Option<String> {
    let quoted = || name(evidence.source.as_ref().map_or("", |id| &*id.value));
    Some(match weight {
        Weight::Counts(counted) => {
            let roots = listed(corpus, &counted.roots, name);
            let mut words = format!("{roots}: {}", role_in_words(counted, &quoted()));
            for (is_so, limit) in [
                (counted.unnamed && counted.role != Role::Hearsay, "somebody is unnamed"),
                (counted.leaked, "leaked"),
                (counted.part, "for a part"),
            ] {
                if is_so {
                    words += ", ";
                    words += limit;
                }
            }
            if !counted.shared_with.is_empty() {
                words += ", one witness with ";
                words += &listed(corpus, &counted.shared_with, name);
                words += ", which has the same words";
            }
            words
        }
        Weight::Nothing(why) => match why {
            Why::NoSupport => return None,
            Why::NotFound => "not verified".to_owned(),
            Why::Broken => "from a source whose origin has no record".to_owned(),
            Why::Retracted(source) => {
                format!("from {}, which was retracted", listed(corpus, &[*source], name))
            }
            Why::TooLong => "through more sources than the program follows".to_owned(),
            Why::Circle => "its sources copy each other in a circle".to_owned(),
            Why::NotTheClaimants => "its origin is not the claimant's own document".to_owned(),
            Why::TooEarly => "not certainly published after the day in `due`".to_owned(),
        },
    })
}

fn role_in_words(counted: &Counted, quoted: &str) -> String {
    match counted.role {
        Role::Record if counted.read_here => "a record, read here".to_owned(),
        Role::Record if counted.on_record => format!("a record, on the record in {quoted}, not read here"),
        Role::Record => format!("a record that {quoted} speaks of, not on the record"),
        Role::OwnWords if counted.is_own => "the claimant's own words, read here".to_owned(),
        Role::OwnWords if counted.on_record => format!("the claimant's words, on the record in {quoted}"),
        Role::OwnWords => format!("the claimant's words, as {quoted} reports them"),
        Role::Witness | Role::Report if counted.closed => {
            format!("a closed document, as {quoted} describes it")
        }
        Role::Witness if counted.read_here && counted.knows => "a witness, read here".to_owned(),
        Role::Witness if counted.read_here => {
            "a witness, read here, but it is not said how it knows".to_owned()
        }
        Role::Witness if counted.on_record => format!("a witness, on the record in {quoted}"),
        Role::Witness => format!("a witness of whom {quoted} speaks, not on the record"),
        Role::Report => format!("one report; {quoted} may have it from anybody"),
        Role::PartyWord => "a party's own word".to_owned(),
        Role::Hearsay => format!("hearsay: {} documents of its chain were not seen here", counted.hands),
    }
}

/// `` `a`, `b` and `c` ``
fn listed(corpus: &Corpus, sources: &[SourceAt], name: &dyn Fn(&str) -> String) -> String {
    const MOST: usize = 6;
    let ids = sources.iter().take(MOST).map(|&at| name(&corpus[at].id));
    let mut ids: Vec<_> = ids.collect();
    if sources.len() > MOST {
        ids.push(format!("{} more", sources.len() - MOST));
    }
    match ids.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => "nothing".to_owned(),
    }
}

/// The id between backticks, as messages have it.
fn in_backticks(id: &str) -> String {
    format!("`{id}`")
}

/// The record of a source.
pub(super) fn source<'a>(context: &Context<'a>, at: SourceAt) -> &'a Source {
    &context.corpus[at]
}

/// `` `a`, `b` and `c` ``
pub(super) fn named(context: &Context, sources: &[SourceAt]) -> String {
    listed(context.corpus, sources, &in_backticks)
}

/// The roots of these quotes, each once.
pub(super) fn roots<'w>(weights: impl Iterator<Item = &'w Weight>) -> Vec<SourceAt> {
    let counted = weights.filter_map(|weight| match weight {
        Weight::Counts(counted) => Some(&counted.roots),
        Weight::Nothing(_) => None,
    });
    let mut roots: Vec<_> = counted.flatten().copied().collect();
    roots.sort_unstable();
    roots.dedup();
    roots
}

/// The names of a claimant: as it is written, its other spellings, and those of the author behind a source.
pub(super) fn spellings(context: &Context, claimant: &str) -> Vec<String> {
    let mut names = vec![claimant.to_owned()];
    if let Some(source) = context.corpus.source(claimant) {
        names.extend(source.authors.iter().chain(&source.publisher).map(|name| name.value.to_string()));
    }
    let policy = &context.corpus.policy;
    let known = names.clone();
    let is_known = |name: &str| known.iter().any(|known| known.eq_ignore_ascii_case(name));
    for (name, others) in &policy.names {
        let all = || std::iter::once(name).chain(others).map(|name| &*name.value);
        if all().any(is_known) {
            names.extend(all().map(str::to_owned));
        }
    }
    names
}
