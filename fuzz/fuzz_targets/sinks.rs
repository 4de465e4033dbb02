//! Whatever a text out of a file is, what is shown of it can only be seen: no control, no line end where there is none,
//! nothing that turns the direction of writing or takes no room, and no `##[`, which begins a runner's command. A
//! snippet keeps the number of its characters, and its ranges stay on the same ones.
#![no_main]

use grounds::render::escape;
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use std::ops::Range;

#[derive(Debug, Arbitrary)]
struct Input<'a> {
    ranges: [(u8, u8); 3],
    text: &'a str,
}

fuzz_target!(|input: Input| {
    let Input { ranges, text } = input;

    let shown = escape::terminal(text);
    assert_only_seen(&shown, |_| false);

    let before = ranges.map(|(start, end)| on_boundaries(text, start.into(), end.into()));
    let mut after = before.clone();
    let shown = escape::snippet(text, &mut after);
    assert_only_seen(&shown, |c| matches!(c, '\n' | '\t'));
    assert_eq!(shown.chars().count(), text.chars().count(), "{text:?} as {shown:?}");
    assert_eq!(shown.matches('\n').count(), text.matches('\n').count(), "{text:?} as {shown:?}");
    for (before, after) in before.into_iter().zip(after) {
        let (kept, lead) = (shown.get(after.clone()), shown.get(..after.start));
        let place = |lead: &str, kept: &str| (lead.chars().count(), kept.chars().count());
        let moved = lead.zip(kept).map(|(lead, kept)| place(lead, kept));
        let expected = place(&text[..before.start], &text[before.clone()]);
        assert_eq!(moved, Some(expected), "{before:?} of {text:?} is {after:?} of {shown:?}");
    }
});

/// A range that could be asked for: of whole characters, inside the text.
fn on_boundaries(text: &str, start: usize, end: usize) -> Range<usize> {
    let start = text.floor_char_boundary(start.min(text.len()));
    start..text.ceil_char_boundary(end.clamp(start, text.len()))
}

fn assert_only_seen(shown: &str, may_stand: impl Fn(char) -> bool) {
    let does_more = shown.chars().find(|c| !may_stand(*c) && !can_only_be_seen(*c));
    assert!(does_more.is_none(), "{does_more:?} in {shown:?}");
    assert!(!shown.contains("##["), "{shown:?}");
}

/// Not a control (`Cc`), line or paragraph separator, or one of those for direction (`Bidi_Control`) and of no width
/// (`Cf`, but for those that belong to a script).
fn can_only_be_seen(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}'
                | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
                | '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}'
                | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
        )
}
