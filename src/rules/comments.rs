//! Which findings comments silence: `# grounds: allow(RULE) because REASON`.

use super::{Context, find, need_the_text};
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::{Grade, Verdict};
use crate::syntax::allow::Allow;
use crate::text::span::FileId;
use std::collections::HashMap;

/// What the comments of a project do.
pub(super) struct CommentSplit<'a> {
    /// What no comment silences.
    pub left: Vec<Diagnostic>,
    /// What one does.
    pub silenced: Vec<Diagnostic>,
    /// The comments that silence nothing.
    pub unused: Vec<&'a Allow>,
}

/// Lets the comments silence `diagnostics`. A comment that is new with the change that is judged silences no error.
pub(super) fn silence<'a>(context: &Context<'a>, diagnostics: Vec<Diagnostic>) -> CommentSplit<'a> {
    let allows = &context.corpus.allows;
    let new = context.base.map(|base| base.new_allows(context.files, context.corpus));
    let is_new = |at: usize| new.as_ref().is_some_and(|new| new[at]);
    // For each file and rule, in the order of the file: so what the comments reach is in order too.
    let mut comments: HashMap<(FileId, &str), Vec<usize>> = HashMap::new();
    for (at, allow) in allows.iter().enumerate() {
        if let Ok(says) = &allow.says
            && find(&says.rule.value).is_some_and(|rule| rule.leeway.lets_comments_silence())
        {
            comments.entry((allow.file, &says.rule.value)).or_default().push(at);
        }
    }
    let mut used = vec![false; allows.len()];
    let (silenced, left) = diagnostics.into_iter().partition(|diagnostic| {
        let place = diagnostic.place();
        let Some(comments) = comments.get(&(place.file, diagnostic.rule)) else { return false };
        let first = comments.partition_point(|&at| allows[at].covers.end < place.span.start);
        let reaching = comments[first..].iter().take_while(|&&at| allows[at].covers.start <= place.span.end);
        let hits: Vec<_> = reaching.filter(|&&at| allows[at].covers.overlaps(place.span)).collect();
        for &&at in &hits {
            used[at] = true;
        }
        hits.iter().any(|&&at| diagnostic.level < Level::Error || !is_new(at))
    });
    let unused = allows.iter().zip(used).filter(|(allow, used)| !used && allow.says.is_ok());
    let unused = unused.map(|(allow, _)| allow).filter(|allow| !may_silence_elsewhere(context, allow));
    CommentSplit { left, silenced, unused: unused.collect() }
}

/// Is the comment about a quote that cannot be judged here, because its text is elsewhere?
fn may_silence_elsewhere(context: &Context, allow: &Allow) -> bool {
    let needs_the_text =
        allow.says.as_ref().is_ok_and(|says| need_the_text().any(|rule| rule == &*says.rule.value));
    let unjudged = |verdict: &Verdict| match verdict {
        Verdict::Found(passed) => passed.grade() == Grade::Fingerprint,
        Verdict::Unread(_) => true,
        _ => false,
    };
    let is_of_record = || {
        let mut records = context.corpus.each_source();
        records.any(|(at, source)| source.file == allow.file && context.corpus.text_of(at).is_none())
    };
    let is_of_quote = || {
        context.quoted_evidence().any(|(claim, evidence, verdict)| {
            let reaches = evidence.quote.as_ref().is_some_and(|quote| allow.covers.overlaps(quote.span));
            claim.file == allow.file && reaches && unjudged(verdict)
        })
    };
    needs_the_text && (is_of_quote() || is_of_record())
}
