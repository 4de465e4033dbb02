//! What the page, not the author, put into a plain text: line numbers, the times of cues, page numbers, running heads and
//! feet. A quote need not carry them, so folding leaves them out where every line or every page has them.

use foldhash::HashMap;
use std::ops::Range;

/// Where these marks stand in `text`, in order; none touch.
pub(super) fn marks(text: &str) -> Vec<Range<usize>> {
    if !may_have_marks(text) {
        return Vec::new();
    }
    let lines = lines(text);
    let numbers = page_numbers(&lines);
    let mut marks = cues(&lines);
    marks.extend(times(&lines));
    marks.extend(line_numbers(&lines));
    marks.extend(quoted_lines(&lines));
    marks.extend(running_heads(&lines, &numbers).into_iter().map(|line| lines[line].place.clone()));
    marks.extend(numbers.into_iter().map(|line| lines[line].place.clone()));
    marks.sort_unstable_by_key(|mark| (mark.start, mark.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(marks.len());
    for mark in marks {
        match apart.last_mut().filter(|last| mark.start <= last.end) {
            Some(last) => last.end = last.end.max(mark.end),
            None => apart.push(mark),
        }
    }
    apart
}

/// No text has marks of which fewer than two lines begin with a number, a time or a `>`, unless a form feed ends a page.
fn may_have_marks(text: &str) -> bool {
    const FEWEST: usize = 2;
    let bytes = text.as_bytes();
    let begins_with_number = |start: &usize| {
        let mut line = bytes.get(*start..).unwrap_or(&[]).iter().copied();
        // The last four are the bytes of dashes.
        let mark =
            |byte: &u8| matches!(byte, b' ' | b'\t' | b'[' | b'(' | b'-' | b'|' | 0xE2 | 0x80 | 0x93 | 0x94);
        let first = line.find(|byte| !mark(byte));
        first == Some(b'>')
            || first.is_some_and(|byte| byte.is_ascii_digit())
                && line.find(|byte| !byte.is_ascii_digit()).is_none_or(|byte| !byte.is_ascii_alphanumeric())
    };
    let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|end| end + 1));
    memchr::memchr(FORM_FEED, bytes).is_some()
        || starts.filter(begins_with_number).take(FEWEST).count() == FEWEST
}

const FORM_FEED: u8 = 0xC;

struct Line<'t> {
    /// Where it begins, and where the next one does.
    place: Range<usize>,
    /// Without the white space at its ends, and where they begin.
    words: &'t str,
    words_at: usize,
    opens_page: bool,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let place = start..start + line.len();
        let words_at = start + line.len() - line.trim_start().len();
        let opens_page = memchr::memchr(FORM_FEED, line.as_bytes()).is_some();
        start = place.end;
        lines.push(Line { place, words: line.trim(), words_at, opens_page });
    }
    lines
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.words.is_empty()
    }

    /// What stands before `rest`, with which its words end.
    fn until(&self, rest: &str) -> Range<usize> {
        self.place.start..self.words_at + self.words.len() - rest.len()
    }
}

/// Does prose run on from line to line? One line in four begins inside a sentence, with a small letter or in a script that has
/// none. The entries of a list, a table or a timeline do not.
fn runs_on<'t>(lines: impl Iterator<Item = &'t str>) -> bool {
    let is_inside = |c: char| c.is_alphabetic() && !c.is_uppercase();
    let begins: Vec<char> = lines.filter_map(|line| line.chars().next()).collect();
    let inside = begins.iter().filter(|c| is_inside(**c)).count();
    inside > 0 && inside * 4 >= begins.len()
}

/// The `>` before the lines of a mail that another one quotes. Where no prose runs on behind it, it is a sign: ">40 boats".
fn quoted_lines<'t>(lines: &[Line<'t>]) -> Vec<Range<usize>> {
    const FEWEST: usize = 2;
    let is_quoted = |line: &Line| line.words.starts_with('>');
    let mark = |line: &Line<'t>| {
        let rest = line.words.trim_start_matches(['>', ' ']);
        (line.until(rest), rest)
    };
    let runs = lines.chunk_by(|one, other| is_quoted(one) == is_quoted(other));
    let quoted = runs.filter(|run| run.first().is_some_and(is_quoted));
    quoted.flat_map(|run| marks_of_run(run.iter().map(mark).collect(), FEWEST)).collect()
}

/// The numbers of lines, as transcripts and manuscripts have them: they count from 1, on each page or through the whole text.
fn line_numbers(lines: &[Line]) -> Vec<Range<usize>> {
    const FEWEST: usize = 10;
    /// So many lines in a row may have none: heads and feet of pages.
    const MOST_WITHOUT: usize = 4;
    let mut marks = Vec::new();
    let mut run: Vec<(Range<usize>, &str)> = Vec::new();
    let (mut last, mut without) = (0, 0);
    // Where the last numbered line ends, if only blank lines are behind it: they are set between lines, not paragraphs.
    let mut ended = None;
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let follows = |number: u32| number == 1 || (!run.is_empty() && number == last + 1);
        if let Some((number, rest)) = leading_number(line.words).filter(|(number, _)| follows(*number)) {
            let mark = line.until(rest);
            run.push((ended.unwrap_or(mark.start)..mark.end, rest));
            (last, without, ended) = (number, 0, Some(line.place.end));
        } else {
            (without, ended) = (without + 1, None);
        }
        if without > MOST_WITHOUT {
            marks.extend(marks_of_run(std::mem::take(&mut run), FEWEST));
        }
    }
    marks.extend(marks_of_run(run, FEWEST));
    marks
}

/// The marks of lines or cues, if these are enough and prose runs on behind them.
fn marks_of_run(run: Vec<(Range<usize>, &str)>, fewest: usize) -> Vec<Range<usize>> {
    if run.len() < fewest || !runs_on(run.iter().map(|(_, rest)| *rest)) {
        return Vec::new();
    }
    run.into_iter().map(|(mark, _)| mark).collect()
}

/// The number with which a line begins, and what follows it.
fn leading_number(words: &str) -> Option<(u32, &str)> {
    const LONGEST: usize = 5;
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &words[..words.len() - rest.len()];
    let is_apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let number = digits.parse().ok().filter(|_| digits.len() <= LONGEST && is_apart)?;
    Some((number, rest.trim_start()))
}

/// The times of subtitles (`.srt`, `.vtt`), with the number and the blank lines before them.
fn cues(lines: &[Line]) -> Vec<Range<usize>> {
    let is_cue = |line: &Line| {
        let times = line.words.split_once("-->");
        times.is_some_and(|(start, _)| leading_time(start.trim()).is_some_and(|(_, rest)| rest.is_empty()))
    };
    let mut marks: Vec<Range<usize>> = Vec::new();
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| is_cue(line)) {
        let before = &lines[..at];
        let number =
            before.last().filter(|line| leading_number(line.words).is_some_and(|(_, rest)| rest.is_empty()));
        let before = &before[..at - usize::from(number.is_some())];
        let blank = before.iter().rev().take_while(|line| line.is_blank()).count();
        let is_first = marks.is_empty() && lines.first().is_some_and(|line| line.words.starts_with("WEBVTT"));
        let first = if is_first { 0 } else { before.len() - blank };
        marks.push(lines[first].place.start..lines[at].place.end);
    }
    marks
}

/// The times of a transcript: each begins a line, they start within the first minute and never go back.
fn times(lines: &[Line]) -> Vec<Range<usize>> {
    const FEWEST: usize = 5;
    const MINUTE: u32 = 60;
    let mut run: Vec<(Range<usize>, &str)> = Vec::new();
    let mut last = None;
    for (at, line) in lines.iter().enumerate() {
        let Some((time, rest)) = leading_time(line.words) else { continue };
        if last.is_none_or(|last| time < last) && (last.is_some() || time >= MINUTE) {
            return Vec::new();
        }
        last = Some(time);
        if !rest.is_empty() {
            run.push((line.until(rest), rest));
            continue;
        }
        let blank = lines[..at].iter().rev().take_while(|line| line.is_blank()).count();
        let behind = lines.get(at + 1..).unwrap_or(&[]).iter().find(|line| !line.is_blank());
        run.push((lines[at - blank].place.start..line.place.end, behind.map_or("", |line| line.words)));
    }
    marks_of_run(run, FEWEST)
}

/// The time with which a line begins, in seconds, and what follows it: "0:07", "[01:02:03]", "00:00:01,500".
pub(super) fn leading_time(words: &str) -> Option<(u32, &str)> {
    let bare = words.strip_prefix(['[', '(']).unwrap_or(words);
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ','));
    let time = &bare[..bare.len() - rest.len()];
    let rest = rest.strip_prefix([']', ')']).unwrap_or(rest);
    let (whole, thousandths) = time.split_once(['.', ',']).unwrap_or((time, "0"));
    let fields: Vec<&str> = whole.split(':').collect();
    let is_time = matches!(fields.len(), 2 | 3)
        && fields.iter().all(|digits| (1..=2).contains(&digits.len()))
        && fields.iter().skip(1).all(|digits| digits.len() == 2)
        && (1..=3).contains(&thousandths.len())
        && thousandths.bytes().all(|byte| byte.is_ascii_digit())
        && (rest.is_empty() || rest.starts_with(char::is_whitespace));
    if !is_time {
        return None;
    }
    let seconds =
        fields.iter().try_fold(0, |seconds, digits| Some(seconds * 60 + digits.parse::<u32>().ok()?))?;
    Some((seconds, rest.trim_start()))
}

/// The lines with the number of a page and nothing else, in a text without form feeds: they count on by one, and are as far from
/// each other as the ends of pages. Where another line has nothing but a number, nobody knows which are the
/// pages'.
fn page_numbers(lines: &[Line]) -> Vec<usize> {
    const LINES: usize = 10;
    if lines.iter().any(|line| line.opens_page) {
        return Vec::new();
    }
    let number = |(at, line): (usize, &Line)| Some((at, page_number(line.words)?));
    let numbers: Vec<(usize, u32)> = lines.iter().enumerate().filter_map(number).collect();
    let count_on = numbers.windows(2).all(|pair| {
        matches!(pair, [(line, number), (next, following)] if next - line >= LINES && number + 1 == *following)
    });
    // From 1 on, two are all pages.
    let fewest = if matches!(numbers.first(), Some((_, 1))) { 2 } else { 3 };
    if numbers.len() < fewest || !count_on {
        return Vec::new();
    }
    numbers.into_iter().map(|(line, _)| line).collect()
}

/// A number alone on its line, or between dashes or brackets.
fn page_number(words: &str) -> Option<u32> {
    const LONGEST: usize = 4;
    let marks = ['-', '–', '—', '[', ']', '(', ')', '|', ' '];
    let digits = words.trim_matches(marks);
    let is_number = (1..=LONGEST).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

/// The lines that stand at the top or at the bottom of the pages, the same on three pages in a row, on every other page or on both,
/// but for a number that counts the pages. Form feeds part pages, or lines with their `numbers` do.
fn running_heads(lines: &[Line], numbers: &[usize]) -> Vec<usize> {
    let feeds: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| line.opens_page).map(|(at, _)| at).collect();
    let ends = if feeds.is_empty() { numbers } else { &feeds };
    let firsts = std::iter::once(0).chain(ends.iter().copied());
    let pages = firsts.zip(ends.iter().copied().chain([lines.len()]));
    let spoken = |(first, end): (usize, usize)| {
        (first..end).filter(|at| !lines[*at].is_blank() && numbers.binary_search(at).is_err())
    };
    let (mut tops, mut bottoms): (Vec<Vec<usize>>, Vec<Vec<usize>>) = pages
        .map(|page| (spoken(page).take(DEEPEST).collect(), spoken(page).rev().take(DEEPEST).collect()))
        .unzip();
    // The last form feed ends a page, and begins none.
    if tops.last().is_some_and(Vec::is_empty) {
        tops.pop();
        bottoms.pop();
    }
    let mut found = repeated(lines, &tops);
    found.extend(repeated(lines, &bottoms));
    // A cell of a table may stand at the end of three pages, but it stands elsewhere too.
    let mut elsewhere: HashMap<&str, isize> = HashMap::default();
    for line in lines {
        *elsewhere.entry(line.words).or_default() += 1;
    }
    for at in &found {
        *elsewhere.entry(lines[*at].words).or_default() -= 2;
    }
    found.retain(|at| elsewhere.get(lines[*at].words).is_none_or(|more| *more <= 0));
    found
}

/// So many lines of a page may be its head, and as many its foot.
const DEEPEST: usize = 3;

/// Of the outermost lines of each page, the first or last one first, those that are the same on other pages.
fn repeated(lines: &[Line], pages: &[Vec<usize>]) -> Vec<usize> {
    let pieces = |at: usize| lines.get(at).map(|line| pieces(line.words)).unwrap_or_default();
    let mut found = Vec::new();
    let mut open: Vec<bool> = vec![true; pages.len()];
    for depth in 0..DEEPEST {
        let at_depth: Vec<_> = pages.iter().map(|page| page.get(depth).map(|at| pieces(*at))).collect();
        let counts_on = |page: usize, step: usize| match (at_depth.get(page), at_depth.get(page + step)) {
            (Some(Some(one)), Some(Some(other))) => are_one_head(one, other, step),
            _ => false,
        };
        let mut is_head = vec![false; pages.len()];
        for (page, step) in (0..pages.len()).flat_map(|page| [(page, 1), (page, 2)]) {
            // Two pages may be all.
            if counts_on(page, step) && (pages.len() == 2 || counts_on(page + step, step)) {
                for page in
                    [page, page + step, page + 2 * step].into_iter().filter(|page| *page < pages.len())
                {
                    is_head[page] = true;
                }
            }
        }
        for (page, open) in open.iter_mut().enumerate() {
            *open &= is_head[page];
            found.extend(pages[page].get(depth).filter(|_| *open));
        }
    }
    found
}

/// What a line is made of.
#[derive(PartialEq, Eq)]
enum Piece<'t> {
    Words(&'t str),
    Number(usize),
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for mut rest in line.split_whitespace() {
        while !rest.is_empty() {
            let is_number = rest.starts_with(|c: char| c.is_ascii_digit());
            let end = rest.find(|c: char| c.is_ascii_digit() != is_number).unwrap_or(rest.len());
            let (piece, behind) = rest.split_at(end);
            pieces.push(piece.parse().map_or(Piece::Words(piece), Piece::Number));
            rest = behind;
        }
    }
    pieces
}

/// Are they the head of two pages, so many pages apart? Numbers alone are one only if they count on: a table may have the same.
fn are_one_head(one: &[Piece], other: &[Piece], pages: usize) -> bool {
    let counts_on = |pair: (&Piece, &Piece)| match pair {
        (Piece::Number(one), Piece::Number(other)) => one.checked_add(pages) == Some(*other),
        _ => false,
    };
    let is_spoken =
        |piece: &Piece| matches!(piece, Piece::Words(words) if words.contains(char::is_alphabetic));
    let pairs = || one.iter().zip(other);
    one.len() == other.len()
        && pairs().all(|pair| pair.0 == pair.1 || counts_on(pair))
        && (one.iter().any(is_spoken) || pairs().any(counts_on))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::{Folded, Markup};

    fn folded(text: &str) -> String {
        Folded::text(text, Markup::Plain).as_str().to_owned()
    }

    #[test]
    fn no_number_is_too_long_to_be_looked_at() {
        for number in ["99999999:99", "99999999999", "4294967295", "99999999999999999999999"] {
            let lines =
                format!("{number}\n{number} a\n\n{number}\n\u{c}{number}\n\u{c}{number}\n\u{c}{number}\n");
            let _ = folded(&lines);
        }
    }

    /// Lines of prose, the first word of each and what is behind.
    const PROSE: [&str; 12] = [
        "The yard sold forty boats",
        "to its neighbours, as the",
        "clerk of the harbour said",
        "in the court. Nobody",
        "asked him why. He went",
        "home in the evening.",
        "The next day he came",
        "back and said that",
        "it was forty-one, and",
        "that one of them had",
        "sunk on the way to the",
        "island with all hands.",
    ];

    fn prose() -> String {
        PROSE.join(" ")
    }

    #[test]
    fn line_numbers_are_left_out() {
        let numbered = |first: usize| {
            PROSE
                .iter()
                .zip(first..)
                .map(|(line, number)| format!("{number:>3}    {line}\n"))
                .collect::<Vec<_>>()
                .concat()
        };
        assert_eq!(folded(&numbered(1)), prose());
        assert_eq!(folded(&numbered(1).replace('\n', "\n\n")), prose());
        // A line with its number alone is blank.
        let parted = format!("{}13\n14    The end.\n", numbered(1));
        assert_eq!(folded(&parted), format!("{}\nThe end.", prose()));
        // The next page counts anew, under a head.
        let pages = format!("{}\n  Official\n\n{}", numbered(1), numbered(1));
        assert_eq!(folded(&pages), format!("{}\nOfficial\n{}", prose(), prose()));
        // Years, lists and tables are not numbers of lines.
        assert!(folded(&numbered(1990)).contains("1991"));
        let list = (1..20).map(|number| format!("{number} Port of the North\n")).collect::<Vec<_>>().concat();
        assert!(folded(&list).contains("12 Port"));
        let few = PROSE
            .iter()
            .take(5)
            .zip(1..)
            .map(|(line, number)| format!("{number} {line}\n"))
            .collect::<Vec<_>>()
            .concat();
        assert!(folded(&few).contains("3 clerk"));
    }

    #[test]
    fn times_of_cues_are_left_out() {
        let subrip = PROSE
            .iter()
            .zip(1..)
            .map(|(line, cue)| format!("{cue}\n00:00:{cue:02},000 --> 00:00:{:02},900\n{line}\n\n", cue + 1))
            .collect::<Vec<_>>()
            .concat();
        assert_eq!(folded(&subrip), prose());
        let webvtt = PROSE
            .iter()
            .zip(1..)
            .map(|(line, cue)| format!("00:{cue:02}.000 --> 00:{cue:02}.900 align:start\n{line}\n\n"))
            .collect::<Vec<_>>()
            .concat();
        assert_eq!(folded(&format!("WEBVTT\nKind: captions\n\n{webvtt}")), prose());
        for (open, close) in [("", "\n"), ("[", "] "), ("", "\t")] {
            let stamped = PROSE
                .iter()
                .zip(5..)
                .map(|(line, second)| format!("{open}0:{second:02}{close}{line}\n"))
                .collect::<Vec<_>>()
                .concat();
            assert_eq!(folded(&stamped), prose(), "{open}{close:?}");
        }
        // The hours of a day are the author's.
        let day = (9..20).map(|hour| format!("{hour}:30 the clerk arrives\n")).collect::<Vec<_>>().concat();
        assert!(folded(&day).contains("10:30 the clerk"));
        let times = (0..9).map(|minute| format!("0:{minute:02} Minsk scores\n")).collect::<Vec<_>>().concat();
        assert!(folded(&times).contains("0:05 Minsk"));
    }

    #[test]
    fn heads_feet_and_numbers_of_pages_are_left_out() {
        let page =
            |head: &str, foot: &str, lines: &[&str]| format!("{head}\n\n{}\n\n{foot}\n", lines.join("\n"));
        let pages = |heads: [&str; 4], part: &str| {
            let pages = PROSE.chunks(3).zip(heads).zip(7..);
            let pages = pages.map(|((lines, head), number)| page(head, &format!("{number}"), lines));
            pages.collect::<Vec<_>>().join(part)
        };
        let same = ["The Gazette"; 4];
        assert_eq!(folded(&pages(same, "\u{c}")), folded(&pages([""; 4], "\u{c}")));
        assert!(!folded(&pages(same, "\u{c}")).contains(|c: char| c.is_ascii_digit()));
        // Without form feeds, the numbers tell where pages end.
        let long = |text: String| text.replace("\n\n", "\n\n\n\n\n\n");
        assert_eq!(folded(&long(pages(same, "\n"))), folded(&pages([""; 4], "\u{c}")));
        // Every other page has another head, and the number may stand in it.
        let counted = ["Report 2", "3 Yards", "Report 4", "5 Yards"];
        assert!(folded(&pages(counted, "\u{c}")).contains("Report 2"));
        let many = (0..8)
            .map(|page| {
                let head = if page % 2 == 0 {
                    format!("Report of 2020   {page}")
                } else {
                    format!("{page}   Yards")
                };
                format!("{head}\n\nThe yard had {} boats in that year.\n\u{c}", page * 7)
            })
            .collect::<Vec<_>>()
            .concat();
        assert!(!folded(&many).contains("Report") && !folded(&many).contains("Yards"));
        assert!(folded(&many).contains("had 49 boats"));
        // Numbers that do not count pages, and lines that differ, are words.
        let tables = (0..6)
            .map(|page| format!("Total {}\n\nIt was so.\n\u{c}", page * 3))
            .collect::<Vec<_>>()
            .concat();
        assert!(folded(&tables).contains("Total 9"));
        let cells = ["Minsk", "Brest", "Gomel"]
            .iter()
            .zip(1..)
            .map(|(town, n)| format!("{town}\n{n}\n"))
            .collect::<Vec<_>>()
            .concat();
        assert_eq!(folded(&cells), "Minsk 1 Brest 2 Gomel 3");
    }

    #[test]
    fn two_pages_may_be_all() {
        for (first, second) in
            [("- 1 -", "- 2 -"), ("Page 1 of 2", "Page 2 of 2"), ("The Gazette", "The Gazette")]
        {
            let text = format!("It was sold by the\n\n{first}\n\u{c}clerk.\n\n{second}\n\u{c}");
            assert_eq!(folded(&text), "It was sold by the clerk.", "{first}");
        }
    }

    #[test]
    fn marks_of_quoted_mail_are_left_out() {
        assert_eq!(
            folded("He wrote:\n\n> We sold\n> > forty boats.\n>\n> In May.\n\nSo."),
            "He wrote:\nWe sold forty boats.\nIn May.\nSo."
        );
        assert_eq!(folded("The rate was\n> 40 in May."), "The rate was > 40 in May.");
        assert_eq!(folded("The rate:\n>40 boats\n>50 oars"), "The rate: >40 boats >50 oars");
    }

    #[test]
    fn hostile_texts_take_no_time() {
        for piece in ["1\n", "\u{c}1\n", "1\n\n2\n\n", "0:00\n", "\u{c}", "1 a\n", "00:00 --> 00:01\n"] {
            let _ = marks(&piece.repeat(100_000));
        }
        let counting = (0..100_000).map(|number| format!("{number}\n\n")).collect::<Vec<_>>().concat();
        let _ = marks(&counting);
    }
}
