//! Whatever the bytes of a file are, every reader of records takes them without a panic, says that it could read all
//! of the file exactly if it names nothing that breaks the syntax, and tells only places that are in the file.
#![no_main]

use grounds::model::claim::{Claim, Text};
use grounds::model::date::Period;
use grounds::model::policy::Policy;
use grounds::model::source::Source;
use grounds::syntax::allow::Allow;
use grounds::syntax::fault::{Fault, FaultKind};
use grounds::syntax::text_value::raw_range;
use grounds::syntax::{self, Remarks};
use grounds::text::span::{FileId, Span, Spanned};
use libfuzzer_sys::fuzz_target;

const FILE: FileId = FileId(7);

fuzz_target!(|bytes: &[u8]| {
    let text = match syntax::decode(FILE, bytes) {
        Ok(text) => text,
        Err(fault) => {
            assert!(fault.file == FILE && fault.span.range().end <= bytes.len(), "{fault:?}");
            return;
        }
    };

    let (claim, remarks) = syntax::claim::read(FILE, "fuzz", text);
    assert_remarks(text, &remarks);
    assert_eq!(claim.sound, !remarks.faults.iter().any(breaks_syntax), "{remarks:?}");
    assert_inside(text, &spans_of_claim(&claim));

    let (source, remarks) = syntax::source::read(FILE, "fuzz", text);
    assert_remarks(text, &remarks);
    assert_eq!(source.sound, !remarks.faults.iter().any(breaks_syntax), "{remarks:?}");
    assert_inside(text, &spans_of_source(&source));

    let (policy, remarks) = syntax::policy::read(FILE, text);
    assert_remarks(text, &remarks);
    assert_inside(text, &spans_of_policy(&policy));

    let (baseline, remarks) = syntax::baseline::read(FILE, text);
    assert_remarks(text, &remarks);
    let spans: Vec<_> = baseline.entries.iter().flat_map(|entry| [entry.header, entry.until.span]).collect();
    assert_inside(text, &spans);
    // What is taken out is gone, and nothing else.
    let first: Vec<_> = baseline.entries.iter().map(|entry| entry.header).take(1).collect();
    if let Some(less) = syntax::baseline::changed(text, &first, &[]) {
        let left = syntax::baseline::read(FILE, &less).0.entries.len();
        assert_eq!(left, baseline.entries.len() - first.len(), "{less}");
    }
});

fn breaks_syntax(fault: &Fault) -> bool {
    matches!(fault.kind, FaultKind::Syntax(_) | FaultKind::MergeMarkers(_))
}

fn assert_remarks(text: &str, remarks: &Remarks) {
    for fault in &remarks.faults {
        assert_eq!(fault.file, FILE);
        assert_inside(text, &[fault.span]);
        if let FaultKind::MisplacedKey { header, .. } = &fault.kind {
            assert_inside(text, &[*header]);
        }
        if let Some(within) = fault.within {
            let raw = &text[fault.span.range()];
            let part = raw_range(raw, within.range());
            assert!(
                raw.get(part.clone()).is_some_and(|part| !part.is_empty()),
                "{part:?} of {raw:?}: {fault:?}"
            );
        }
    }
    for Allow { file, span, covers, says } in &remarks.allows {
        assert_eq!(*file, FILE);
        assert_inside(text, &[*span, *covers]);
        assert!(covers.start <= span.start && span.end <= covers.end, "{covers:?} leaves out {span:?}");
        if let Ok(permission) = says {
            assert_inside(text, &[permission.rule.span]);
            assert_eq!(text[permission.rule.span.range()].trim(), permission.rule.value);
        }
    }
}

fn assert_inside(text: &str, spans: &[Span]) {
    for span in spans {
        assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    }
}

fn spans_of_claim(claim: &Claim) -> Vec<Span> {
    let Claim { statement, status, claimant, claimed_on, topics, subjects, rationale, as_of, due, .. } =
        claim;
    let Claim { conflicts_with, formerly, withdrawn, evidence, checked, .. } = claim;
    let mut spans: Vec<_> = status.iter().map(|status| status.span).collect();
    spans.extend([statement, rationale].into_iter().flatten().map(of_text));
    spans.extend([claimed_on, as_of, due].into_iter().flatten().map(of_date));
    spans.extend([claimant, topics, subjects, conflicts_with, formerly].into_iter().flatten().map(of_text));
    if let Some(withdrawal) = withdrawn {
        spans.extend(withdrawal.because.iter().map(of_text));
        spans.extend(withdrawal.on.iter().map(of_date));
    }
    if let Some(check) = checked {
        spans.extend(check.by.iter().map(of_text));
        spans.extend([&check.on, &check.review_due].into_iter().flatten().map(of_date));
    }
    for evidence in evidence {
        spans.push(evidence.header);
        let own = [&evidence.source, &evidence.quote, &evidence.origin, &evidence.part];
        spans.extend(own.into_iter().flatten().map(of_text));
        if let Some(location) = &evidence.location {
            let texts = [&location.at, &location.prefix, &location.suffix];
            spans.extend(texts.into_iter().flatten().map(of_text));
        }
        if let Some(gloss) = &evidence.gloss {
            spans.extend([&gloss.translation, &gloss.note].into_iter().flatten().map(of_text));
        }
    }
    spans
}

fn spans_of_source(source: &Source) -> Vec<Span> {
    let Source { title, publisher, authors, kind, published, date_inferred_from, url, archived, .. } = source;
    let Source { accessed, language, derives_from, may_derive_from, retracted, text, .. } = source;
    let mut spans: Vec<_> = kind.iter().map(|kind| kind.span).collect();
    let texts = [title, publisher, date_inferred_from, url, archived, language];
    spans.extend(texts.into_iter().flatten().map(of_text));
    spans.extend([published, accessed].into_iter().flatten().map(of_date));
    spans.extend([authors, derives_from, may_derive_from].into_iter().flatten().map(of_text));
    if let Some(retraction) = retracted {
        spans.extend([&retraction.because, &retraction.url].into_iter().flatten().map(of_text));
        spans.extend(retraction.on.iter().map(of_date));
    }
    if let Some(text) = text {
        spans.push(text.header);
        spans.extend(text.sha256.iter().map(of_text));
    }
    spans
}

fn spans_of_policy(policy: &Policy) -> Vec<Span> {
    let names = policy.names.iter().flat_map(|(name, spellings)| std::iter::once(name).chain(spellings));
    let mut spans: Vec<_> = names.map(of_text).collect();
    spans.extend(policy.topics.iter().chain(policy.distinct.iter().flatten()).map(of_text));
    spans.extend(policy.rules.iter().flat_map(|setting| [setting.rule.span, setting.level.span]));
    spans
}

fn of_text(text: &Text) -> Span {
    text.span
}

fn of_date(date: &Spanned<Period>) -> Span {
    date.span
}
