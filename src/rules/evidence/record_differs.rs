//! A record that says less of its document, or something else, than the document's own first lines.

use super::weighed::{spellings, weighed};
use crate::corpus::{ClaimAt, SourceAt};
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::evidence::documents::meet;
use crate::evidence::imprint::{Byline, Called, Imprint};
use crate::evidence::speaker::is_label_of;
use crate::model::source::{Kind, Source};
use crate::rules::{Check, Configurable, Context, Rule};
use crate::text::span::{Place, Span};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    name: "record-differs",
    level: Level::Warning,
    leeway: Configurable::Any,
    page: include_str!("record_differs.md"),
    check: Check::Project(check),
};

/// A source that bears a status, and what its text says of itself.
struct Quoted<'a> {
    at: SourceAt,
    source: &'a Source,
    imprint: &'a Imprint,
    /// The claims that it bears.
    claims: Vec<ClaimAt>,
}

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let mut bearing: BTreeMap<SourceAt, Vec<ClaimAt>> = BTreeMap::new();
    for weighed in weighed(context).filter(|weighed| weighed.status.asserts()) {
        let blocks = weighed.claim.evidence.iter().zip(context.corpus.links_of(weighed.at));
        for source in blocks.filter(|(block, _)| block.supports()).filter_map(|(_, link)| link.source) {
            bearing.entry(source).or_default().push(weighed.at);
        }
    }
    for (at, claims) in bearing {
        let Some(imprint) = context.verification.imprint(at) else { continue };
        let quoted = Quoted { at, source: &context.corpus[at], imprint, claims };
        for byline in &imprint.bylines {
            let told = author_left_out(context, &quoted, byline);
            diagnostics.extend(told.or_else(|| office_left_out(context, &quoted, byline)));
        }
        diagnostics.extend(agency_left_out(context, &quoted));
        diagnostics.extend(another_day(context, &quoted));
        diagnostics.extend(another_kind(context, &quoted));
    }
}

/// "By Jonas Lund", and no author of that name.
fn author_left_out(context: &Context, quoted: &Quoted, byline: &Byline) -> Option<Diagnostic> {
    let (source, name) = (quoted.source, &byline.name.value);
    let mut known = source.authors.iter().chain(&source.publisher);
    let is_known = known.any(|known| is_one_name(context, &known.value, name));
    (!is_known).then(|| {
        said(
            context,
            quoted,
            byline.name.line,
            format!("`{}` is by {name}, as its text says; its record does not", source.id),
        )
        .help("add the name to `authors`: whoever writes for two papers is one witness")
    })
}

/// Are they one name, or is one a shorter form of the other?
fn is_one_name(context: &Context, one: &str, other: &str) -> bool {
    let documents = &context.standings.documents;
    let parties = |name: &str| {
        let mut parties: Vec<_> = documents.named_in(name).collect();
        parties.sort_unstable();
        parties
    };
    is_label_of(other, one) || meet(&parties(one), &parties(other))
}

/// "By Anna Keel, director of the Northyard", of whom a claim speaks that this witness bears.
fn office_left_out(context: &Context, quoted: &Quoted, byline: &Byline) -> Option<Diagnostic> {
    let office = byline.office.as_deref()?;
    let documents = &context.standings.documents;
    let small = office.to_lowercase();
    let speaks_for = |name: &str| {
        let party = documents.parties.find(name);
        party.is_some_and(|party| meet(&documents.node(quoted.at).voices, &[party]))
    };
    let (claim, party) = quoted.claims.iter().find_map(|at| {
        let claim = &context.corpus[*at];
        let mut named = claim.subjects.iter().flat_map(|subject| {
            spellings(context, &subject.value).into_iter().map(move |name| (subject, name.to_lowercase()))
        });
        let bare = |name: &str| small.contains(name.strip_prefix("the ").unwrap_or(name));
        Some((claim, named.find(|(_, name)| bare(name))?.0))
    })?;
    if speaks_for(&party.value) {
        return None;
    }
    let message = format!(
        "`{}` is by \"{}, {office}\", as its text says, and `{}` is about {}",
        quoted.source.id, byline.name.value, claim.id, party.value
    );
    let line = format!("{:?} = [{:?}]", party.value, byline.name.value);
    Some(said(context, quoted, byline.name.line, message).help(format!(
        "if the author speaks for the party, add this line under [speaks_for] in grounds.toml: {line}"
    )))
}

/// "SARN (Coast Wire) -", and neither the record nor a claim knows of that agency.
fn agency_left_out(context: &Context, quoted: &Quoted) -> Option<Diagnostic> {
    let agency = quoted.imprint.agency.as_ref()?;
    let (corpus, source) = (context.corpus, quoted.source);
    let of_record = |source: &Source| {
        let names = source.authors.iter().chain(&source.publisher).chain(&source.title);
        names.map(|name| name.value.to_lowercase()).collect::<Vec<_>>()
    };
    // Whatever the record and the claims name beside it: what it derives from, its origins, who carried it.
    let blocks = quoted.claims.iter().flat_map(|at| &corpus[*at].evidence);
    let blocks = blocks.filter(|block| block.source.as_ref().is_some_and(|id| *id.value == *source.id));
    let carriers = blocks.flat_map(|block| block.origin.iter().chain(&block.through));
    let named = source.derives_from.iter().chain(&source.may_derive_from).chain(carriers);
    let known = std::iter::once(quoted.at).chain(named.filter_map(|id| corpus.source_at(&id.value)));
    let small = agency.value.to_lowercase();
    let is_known =
        known.map(|at| &corpus[at]).any(|source| of_record(source).iter().any(|name| name.contains(&small)));
    (!is_known).then(|| {
        let message =
            format!("`{}` credits {}, as its text says; its record does not", source.id, agency.value);
        said(context, quoted, agency.line, message)
            .help("add a record of the agency's report, and name it in `derives_from`")
    })
}

/// "Published 3 May 2018", and the record has another day.
fn another_day(context: &Context, quoted: &Quoted) -> Option<Diagnostic> {
    let (line, published) = (quoted.imprint.published.as_ref()?, quoted.source.published.as_ref()?);
    let (said_day, recorded) = (line.value.first, published.value);
    // A paper of one day is on the net in the evening before, and in another zone a day later.
    let is_other = said_day.succ_opt()? < recorded.first || said_day.pred_opt()? > recorded.last;
    is_other.then(|| {
        RULE.says(
            format!(
                "`{}` was published on {said_day}, as its text says; its record has another day",
                quoted.source.id
            ),
            Place::new(quoted.source.file, published.span),
            "the record",
        )
        .note_at("the text", labels(context, quoted, line.line))
        .help("put the date right; of a later edition pin that edition's text")
    })
}

/// "PRESS RELEASE", and the record calls it a contract or a report.
fn another_kind(context: &Context, quoted: &Quoted) -> Option<Diagnostic> {
    let called = quoted.imprint.called.as_ref()?;
    let kind = quoted.source.kind.as_ref()?;
    let (what, help) = match called.value {
        Called::Release => {
            ("a press release", "a press release is its author's own word: `kind = \"statement\"`")
        }
        Called::Advertisement => (
            "paid for",
            "what somebody paid for is his own word: name him under `authors`, with `kind = \"statement\"`",
        ),
        Called::Words => {
            ("an interview or a speech", "somebody's own words are no record: `kind = \"statement\"`")
        }
        Called::Opinion => ("an opinion", "what somebody thinks is no record: `kind = \"analysis\"`"),
    };
    let is_other = match called.value {
        Called::Release | Called::Advertisement => {
            !matches!(kind.value, Kind::Statement | Kind::SocialPost | Kind::Unnamed)
        }
        Called::Words => kind.value.may_be_record(),
        // A court gives its opinion, too.
        Called::Opinion => kind.value.may_be_record() && kind.value != Kind::OfficialRecord,
    };
    is_other.then(|| {
        let message =
            format!("`{}` is {what}, as its text says; its record says otherwise", quoted.source.id);
        RULE.says(message, Place::new(quoted.source.file, kind.span), "the record")
            .note_at("the text", labels(context, quoted, called.line))
            .help(help)
    })
}

fn said(context: &Context, quoted: &Quoted, line: Span, message: String) -> Diagnostic {
    let source = quoted.source;
    let name = source.authors.first().or(source.publisher.as_ref());
    let span = name.map_or_else(Span::default, |name| name.span);
    RULE.says(message, Place::new(source.file, span), "the record")
        .note_at("the text", labels(context, quoted, line))
}

fn labels(context: &Context, quoted: &Quoted, line: Span) -> Vec<Label> {
    let text = context.corpus.text_of(quoted.at);
    text.map(|text| Label::new(Place::new(text.file, line), "")).into_iter().collect()
}
