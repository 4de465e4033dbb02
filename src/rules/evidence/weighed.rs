//! What the rules about evidence share: which claims fall short, and how each quote is put into words.

use crate::corpus::{ClaimAt, Corpus, SourceAt};
use crate::diagnostic::{Label, Remark};
use crate::evidence::origins::{Origins, Root};
use crate::evidence::standing::{KnownFrom, Limit, Shortfall, Standing, Weight, Why};
use crate::model::claim::{Claim, Evidence, Stance};
use crate::model::source::Source;
use crate::model::status::Status;
use crate::rules::Context;
use crate::text::span::{Place, Span};
use std::collections::BTreeSet;

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
        quotes.filter(|(evidence, _)| evidence.stance() == Stance::Supports).collect()
    }

    /// What each supporting quote does for the claim.
    pub(super) fn remark(&self, context: &Context) -> Remark {
        let supports = self.supports(context);
        let labels = supports.iter().filter_map(|(evidence, weight)| {
            let span = evidence.quote.as_ref().map_or(evidence.header, |quote| quote.span);
            let origins = &context.standings.origins;
            let text = weight_in_words(context.corpus, origins, evidence, weight, &in_backticks)?;
            Some(Label::new(Place::new(self.claim.file, span), text))
        });
        let labels: Vec<_> = labels.collect();
        let message = if labels.is_empty() {
            "no quote supports it".to_owned()
        } else {
            format!("the evidence supports only \"{}\"; each quote comes from:", self.standing.earned.name())
        };
        Remark { message, labels }
    }
}

/// What a quote does for its claim, in words: where it comes from, and as what it counts. `None` if it does not speak for it.
/// `name` says how the id of a source is written there.
pub fn weight_in_words(
    corpus: &Corpus,
    origins: &Origins,
    evidence: &Evidence,
    weight: &Weight,
    name: &dyn Fn(&str) -> String,
) -> Option<String> {
    let ends = listed(corpus, ends(corpus, origins, evidence)?, name);
    let quoted = |evidence: &Evidence| name(evidence.source.as_ref().map_or("", |id| &*id.value));
    let ends = match evidence.origin.as_ref().or(evidence.source.as_ref()).map(|first| name(&first.value)) {
        Some(first) if ends != first => format!("{first}, counted as {ends}"),
        _ => ends,
    };
    Some(match weight {
        Weight::Counts(counted) => match (counted.limit, counted.primary) {
            (Some(Limit::Part), _) => format!("{ends}, for a part"),
            (Some(Limit::Unnamed), _) => format!("{ends}: unnamed, and all unnamed sources are one"),
            (Some(Limit::Leaked), _) => format!("{ends}, which was leaked"),
            (None, Some(KnownFrom::OwnText)) => format!("{ends}, a primary source"),
            (None, Some(KnownFrom::OtherText)) => {
                format!("{ends}, a primary source known through {}", quoted(evidence))
            }
            (None, None) => ends,
        },
        Weight::Nothing(why) => match why {
            Why::NoSupport => return None,
            Why::NotFound => "not verified".to_owned(),
            Why::Broken => "from a source whose origin has no record".to_owned(),
            Why::Retracted(source) => {
                format!("from {}, which was retracted", listed(corpus, &[*source], name))
            }
            Why::TooLong => "through more sources than the program follows".to_owned(),
            Why::Circle => "its sources copy each other in a circle".to_owned(),
            Why::Sealed => format!("{ends}, which nobody can inspect"),
            Why::OwnWord => format!("{ends}: the claimant's own word"),
        },
    })
}

/// Where the information of a quote first came from; `None` if its source has no record.
fn ends<'o>(corpus: &Corpus, origins: &'o Origins, evidence: &Evidence) -> Option<&'o [SourceAt]> {
    let id = evidence.origin.as_ref().or(evidence.source.as_ref())?;
    let at = corpus.source_at(&id.value)?;
    Some(&origins.lineage(at).ends)
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

/// Where the information of a quote first came from; `None` if its source has no record.
pub(super) fn ends_of<'a>(context: &Context<'a>, evidence: &Evidence) -> Option<&'a [SourceAt]> {
    ends(context.corpus, &context.standings.origins, evidence)
}

/// The source quoted, and all on the way to where its information first came from; `None` if one has no record.
pub(super) fn way_of(context: &Context, evidence: &Evidence) -> Option<Vec<SourceAt>> {
    let quoted = context.corpus.source_at(&evidence.source.as_ref()?.value)?;
    let origin = match &evidence.origin {
        Some(id) => context.corpus.source_at(&id.value)?,
        None => quoted,
    };
    let path = &context.standings.origins.lineage(origin).path;
    Some(path.iter().copied().chain([quoted]).collect())
}

/// The record of a source.
pub(super) fn source<'a>(context: &Context<'a>, at: SourceAt) -> &'a Source {
    &context.corpus[at]
}

/// `` `a`, `b` and `c` ``
pub(super) fn named(context: &Context, sources: &[SourceAt]) -> String {
    listed(context.corpus, sources, &in_backticks)
}

/// The one origin of these quotes, in words: a document, a publisher, everybody unnamed, or documents that all hang
/// together.
pub(super) fn one_origin<'e>(context: &Context, quotes: impl Iterator<Item = &'e Evidence>) -> String {
    let ends: BTreeSet<SourceAt> =
        quotes.filter_map(|quote| ends_of(context, quote)).flatten().copied().collect();
    let ends: Vec<_> = ends.into_iter().collect();
    let names = named(context, &ends);
    if ends.len() < 2 {
        return names;
    }
    let origins = &context.standings.origins;
    let roots: BTreeSet<Root> = ends.iter().flat_map(|&end| origins.roots_of_end(end)).collect();
    let first = source(context, ends[0]);
    match roots.first() {
        Some(Root::Unnamed) if roots.len() == 1 => format!("unnamed sources, which are one: {names}"),
        Some(Root::Party(_)) if roots.len() == 1 => {
            let party = first.publisher.as_ref().or(first.authors.first()).map_or("", |name| &*name.value);
            format!("{party}: {names}")
        }
        _ => format!("origins that hang together: {names}"),
    }
}
