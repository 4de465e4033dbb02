//! Subtitles: `WebVTT` (W3C) and SRT (which has no standard; what players read is read here).
//!
//! Cues become paragraphs: until somebody else speaks, nobody speaks for two seconds, or a minute is over. Before each stands when it
//! begins. Voices and names stay as words; tags, colours, positions, notes and styles are left out.

use super::written::Written;
use super::{Captured, MOST_TEXT, Markup, Refused, plain};

/// Which way of reading this is.
pub const EXTRACTOR: &str = "subtitles 1";

/// Milliseconds without words after which a paragraph begins.
const PAUSE: u64 = 2_000;
/// How long a paragraph lasts at most, in milliseconds; and after which time it ends with a sentence.
const LONGEST: u64 = 60_000;
const LONG: u64 = 30_000;

/// Words that are shown for a time.
#[derive(Debug, Default)]
struct Cue {
    start: u64,
    end: u64,
    lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    /// Who speaks, if a tag says so.
    voice: Option<String>,
    words: String,
}

/// Reads subtitles of either kind.
pub fn read(bytes: &[u8]) -> Result<Captured, Refused> {
    if bytes.len() > MOST_TEXT {
        return Err(super::flow::too_much());
    }
    let (text, encoding, mut notes) = plain::decoded(bytes);
    let is_vtt = text.trim_start_matches('\u{feff}').starts_with("WEBVTT");
    let mut cues = cues(&text, is_vtt);
    if roll_up(&mut cues) {
        notes.push("these captions roll: each line that is shown twice was taken once".to_owned());
    }
    let early = cues.windows(2).filter(|two| matches!(two, [one, next] if next.start < one.start)).count();
    if early > 0 {
        notes.push(format!(
            "{early} cues begin before the one above them; they were left in the order of the file"
        ));
    }
    let text = written(&cues);
    if text.is_empty() {
        return Err(Refused {
            what: "holds no words with a time".to_owned(),
            help: "each cue is a line such as \"00:00:01,000 --> 00:00:04,000\" with words below it"
                .to_owned(),
        });
    }
    Ok(Captured {
        text,
        markup: Markup::Markdown,
        extractor: EXTRACTOR.to_owned(),
        encoding,
        notes,
        ..Captured::default()
    })
}

fn cues(text: &str, is_vtt: bool) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut is_open = false;
    let mut lines = text.lines().map(str::trim_end).peekable();
    while let Some(line) = lines.next() {
        if let Some((start, end)) = times(line) {
            cues.push(Cue { start, end, ..Cue::default() });
            is_open = true;
            continue;
        }
        if line.trim().is_empty() {
            // In SRT an empty line may stand within a cue; the next cue begins with its number.
            is_open &= !is_vtt;
            continue;
        }
        let is_number = line.trim().bytes().all(|byte| byte.is_ascii_digit());
        let is_label =
            lines.peek().is_some_and(|next| times(next).is_some()) && (is_vtt && !is_open || is_number);
        if let Some(cue) = cues.last_mut().filter(|_| is_open && !is_label) {
            // A voice lasts to the end of its cue or to the next one.
            let before = cue.lines.last().and_then(|line| line.voice.clone());
            cue.lines.push(said(line.trim(), is_vtt, before));
        }
    }
    cues.retain_mut(|cue| {
        cue.lines.retain(|line| !line.words.is_empty());
        !cue.lines.is_empty()
    });
    cues
}

/// The begin and the end that a line names, in milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    Some((time(start.trim())?, time(rest.split_whitespace().next()?)?))
}

/// `00:12:40.500`, `00:12:40,500`, `12:40.5` or `0:12:40`.
fn time(words: &str) -> Option<u64> {
    let (whole, part) = words.split_once(['.', ',']).unwrap_or((words, "0"));
    let mut seconds = 0u64;
    for number in whole.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(number.trim().parse().ok()?)?;
    }
    let part: String = part.chars().take(3).collect();
    let milliseconds: u64 = format!("{part:0<3}").parse().ok()?;
    whole.contains(':').then_some(())?;
    seconds.checked_mul(1000)?.checked_add(milliseconds)
}

/// A line without its tags.
fn said(line: &str, is_vtt: bool, before: Option<String>) -> Line {
    let mut voice = before;
    let mut words = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{']) {
        let (plain, tagged) = rest.split_at(at);
        words.push_str(plain);
        let closes = if tagged.starts_with('<') { '>' } else { '}' };
        let Some(end) = tagged.find(closes).filter(|end| is_tag(tagged.get(..*end).unwrap_or(""))) else {
            let sign: String = tagged.chars().take(1).collect();
            rest = tagged.strip_prefix(&*sign).unwrap_or("");
            words.push_str(&sign);
            continue;
        };
        let tag = tagged.get(1..end).unwrap_or("");
        if let Some(name) = tag.strip_prefix('v').filter(|rest| rest.starts_with([' ', '.'])) {
            voice =
                name.split_once(' ').map(|(_, name)| name.trim().to_owned()).filter(|name| !name.is_empty());
        }
        rest = tagged.get(end + 1..).unwrap_or("");
    }
    words.push_str(rest);
    if is_vtt {
        for (reference, sign) in [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&nbsp;", "\u{a0}"),
            ("&lrm;", ""),
            ("&rlm;", ""),
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&amp;", "&"),
        ] {
            words = words.replace(reference, sign);
        }
    }
    Line { voice, words: words.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// Is this, up to its `>` or `}`, a tag of `WebVTT` or of what players read in SRT? `<3` and `{laughs}` are words.
fn is_tag(tag: &str) -> bool {
    let Some(inner) = tag.strip_prefix('<') else {
        return tag.starts_with("{\\") || tag.strip_prefix("{y:").is_some_and(|rest| rest.len() < 4);
    };
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let name: String = inner.chars().take_while(|c| !matches!(c, ' ' | '.' | '=')).collect();
    let is_time = !inner.is_empty()
        && inner.bytes().all(|byte| byte.is_ascii_digit() || b":.".contains(&byte))
        && inner.contains(':');
    is_time
        || matches!(
            &*name.to_ascii_lowercase(),
            "" | "c" | "v" | "i" | "b" | "u" | "s" | "font" | "lang" | "ruby" | "rt" | "br"
        )
}

/// Takes lines that captions show twice, because they roll upwards, once. It needs most cues to begin as the one before ends: people
/// do say things twice.
fn roll_up(cues: &mut [Cue]) -> bool {
    let rolls = |two: &[Cue]| {
        matches!(two, [one, next] if one.lines.last().map(|line| &line.words) == next.lines.first().map(|line| &line.words)
            && next.start <= one.end.saturating_add(100))
    };
    let count = cues.windows(2).filter(|two| rolls(two)).count();
    if count < 3 || count * 2 < cues.len() {
        return false;
    }
    let mut before: Option<(String, u64)> = None;
    for cue in cues {
        let last = cue.lines.last().map(|line| line.words.clone()).unwrap_or_default();
        if let Some((shown, end)) = &before
            && cue.start <= end.saturating_add(100)
            && cue.lines.first().is_some_and(|line| line.words == *shown)
        {
            cue.lines.remove(0);
        }
        before = Some((last, cue.end));
    }
    true
}

fn written(cues: &[Cue]) -> String {
    let mut written = Written::default();
    let mut paragraph: Option<(u64, Option<&str>)> = None;
    let mut end = 0;
    let mut ends_sentence = false;
    let mut place = None;
    for cue in cues {
        for line in &cue.lines {
            let voice = line.voice.as_deref();
            let goes_on = paragraph.is_some_and(|(start, before)| {
                let lasts = cue.start.saturating_sub(start);
                before == voice
                    && !begins_speech(&line.words)
                    && cue.start <= end + PAUSE
                    && cue.start >= start
                    && lasts < if ends_sentence { LONG } else { LONGEST }
            });
            if goes_on {
                written.words(" ");
            } else {
                let when = cue.start / 1000;
                let now = format!("{:02}:{:02}:{:02}", when / 3600, when / 60 % 60, when % 60);
                written.end_block();
                if place.as_ref() != Some(&now) {
                    written.place(&now);
                    place = Some(now);
                }
                paragraph = Some((cue.start, voice));
                if let Some(voice) = voice {
                    written.words(voice);
                    written.words(": ");
                }
            }
            written.words(&line.words);
            ends_sentence =
                line.words.trim_end_matches(['"', '”', '»', '\'', ')']).ends_with(['.', '?', '!', '…', '。']);
            end = cue.end.max(cue.start);
        }
    }
    written.finish()
}

/// Does a line begin as one that somebody else says: `- `, `>> `, `ADA:`, `[Ada]:`?
fn begins_speech(words: &str) -> bool {
    if words.starts_with("- ") || words.starts_with("– ") || words.starts_with(">>") {
        return true;
    }
    let Some((name, _)) = words.split_once(':') else { return false };
    let letters = |name: &str| name.chars().any(char::is_alphabetic);
    name.len() < 40
        && letters(name)
        && name.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
        && !name.contains("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(subtitles: &str) -> String {
        read(subtitles.as_bytes()).unwrap().text
    }

    #[test]
    fn cues_become_paragraphs() {
        let srt = "1\n00:12:40,000 --> 00:12:42,000\n<i>The boats</i>\nleft\n\n2\n00:12:42,100 --> 00:12:44,000\nin 1871. <3\n\n\
                   3\n00:12:50,000 --> 00:12:52,000\nADA: {\\an8}Who?\n\n4\n00:12:52,000 --> 00:12:53,000\n- Me.\n- No.\n";
        assert_eq!(
            text(srt),
            "<!-- 00:12:40 -->\n\nThe boats left in 1871. <3\n\n<!-- 00:12:50 -->\n\nADA: Who?\n\n<!-- 00:12:52 -->\n\n\\- Me.\n\n\\- No.\n"
        );
        let vtt = "WEBVTT\n\nNOTE --\nnot said\n\nintro\n00:01.000 --> 00:03.000 align:start\n<v Ada Keel>640 &amp; more</v>\n\n00:03.000 --> 00:04.000\n<v Ada Keel>carts\n";
        assert_eq!(text(vtt), "<!-- 00:00:01 -->\n\nAda Keel: 640 & more carts\n");
    }

    #[test]
    fn rolling_captions_are_taken_once_and_repetitions_twice() {
        let cue = |at: usize, words: &str| format!("00:0{at}.000 --> 00:0{}.000\n{words}\n\n", at + 1);
        let rolling = [cue(0, "a"), cue(1, "a\nb"), cue(2, "b"), cue(3, "b\nc"), cue(4, "c\nd")].concat();
        assert_eq!(text(&format!("WEBVTT\n\n{rolling}")), "<!-- 00:00:00 -->\n\na b c d\n");
        let said = [cue(0, "No."), cue(1, "No."), cue(2, "Yes."), cue(3, "It is.")].concat();
        assert_eq!(text(&format!("WEBVTT\n\n{said}")), "<!-- 00:00:00 -->\n\nNo. No. Yes. It is.\n");
    }

    proptest::proptest! {
        #[test]
        fn damaged_subtitles_never_panic(text in "(WEBVTT\n|[0-9]{1,25}:?|-->|<v? ?|>|\\{|\\}|&amp;|é|\n| |,)*") {
            let _ = read(text.as_bytes());
        }
    }
}
