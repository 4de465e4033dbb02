//! One escaping function for each sink. All text that comes out of files is hostile until it has passed here.

use crate::text::unseen::{Unseen, unseen};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::ser::Formatter;
use std::borrow::Cow;
use std::fmt::Write;
use std::io;
use std::ops::Range;

/// Texts of more characters than this are cut.
const LONGEST: usize = 400;

/// Text for a line of a terminal or a log: nothing in it can move the cursor, change colours, turn the direction
/// of writing, end the line, or be taken for a command by a runner that reads the log.
///
/// Such characters are shown as `\u{..}`. `##[`, which begins a command of GitHub's and Azure's runners anywhere in a
/// line, is broken by a backslash. Long text is cut.
pub fn terminal(text: &str) -> Cow<'_, str> {
    up_to(text, LONGEST)
}

/// As [`terminal`], but all of it, however long.
pub fn terminal_whole(text: &str) -> Cow<'_, str> {
    up_to(text, usize::MAX)
}

fn up_to(text: &str, longest: usize) -> Cow<'_, str> {
    if text.len() <= longest && !text.contains("##[") && !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len().min(4 * LONGEST));
    for (at, c) in text.chars().enumerate() {
        if at == longest {
            shown.push('…');
            break;
        }
        if is_hostile(c) {
            // Writing to a String cannot fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        } else if c == '[' && shown.ends_with("##") {
            shown.push_str("\\[");
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// The line, with a backslash in it if a runner that reads the log would take it for a command: one that begins with `::`,
/// behind white space and colours too. So begin lines into which strangers' words are broken.
pub fn no_command(line: &str) -> Cow<'_, str> {
    let mut words = line.trim_start();
    while let Some((_, rest)) = words.strip_prefix('\u{1b}').and_then(|rest| rest.split_once('m')) {
        words = rest.trim_start();
    }
    if words.starts_with("::") {
        Cow::Owned(format!("{}\\{words}", &line[..line.len() - words.len()]))
    } else {
        Cow::Borrowed(line)
    }
}

/// Lines of a file for a terminal or a log, to be shown behind a margin with their numbers.
///
/// As [`terminal`], but one character stands for each one replaced, so that columns stay true, and line ends stay.
/// `ranges` are moved along.
pub fn snippet(source: &str, ranges: &mut [Range<usize>]) -> String {
    let mut shown = String::with_capacity(source.len());
    let mut moved: Vec<_> = ranges.iter().map(|range| (range.start, range.end)).collect();
    for (at, c) in source.char_indices() {
        for (range, moved) in ranges.iter().zip(&mut moved) {
            if range.start == at {
                moved.0 = shown.len();
            }
            if range.end == at {
                moved.1 = shown.len();
            }
        }
        let carriage_return_of_line_end = c == '\r' && source[at + 1..].starts_with('\n');
        match c {
            '\n' | '\t' => shown.push(c),
            '\r' if carriage_return_of_line_end => shown.push(' '),
            '[' if shown.ends_with("##") => shown.push('('),
            c if is_hostile(c) => shown.push('\u{FFFD}'),
            c => shown.push(c),
        }
    }
    for (range, (start, end)) in ranges.iter_mut().zip(moved) {
        let start = if range.start >= source.len() { shown.len() } else { start };
        let end = if range.end >= source.len() { shown.len() } else { end };
        *range = start..end.max(start);
    }
    shown
}

/// Which part of a runner's command a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandPart {
    /// The value of a property, which ends at `,` and `::`.
    Property,
    /// Everything after the second `::`, to the end of the line.
    Data,
}

/// Text for a part of a command to GitHub's runner (`ActionCommand.cs` of actions/runner): as [`terminal`], and what the
/// runner would read as the end of the part, or as an escape, is escaped in its way.
pub fn command(text: &str, part: CommandPart) -> String {
    // No line end is left by then.
    let text = terminal(text).replace('%', "%25");
    match part {
        CommandPart::Property => text.replace(':', "%3A").replace(',', "%2C"),
        CommandPart::Data => text,
    }
}

/// Text for a message of SARIF 2.1.0: as [`terminal`], and nothing in it is a link (3.11.6).
pub fn sarif(text: &str) -> String {
    terminal(text).replace("](", "]\\(")
}

/// A path as a reference relative to a folder (RFC 3986, 4.2): whatever is neither unreserved nor a `/` is percent-encoded.
pub fn uri_path(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        // Writing to a String cannot fail.
        let _ = match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                write!(uri, "{}", char::from(byte))
            }
            byte => write!(uri, "%{byte:02X}"),
        };
    }
    uri
}

/// Text for an element or an attribute of XML 1.0: as [`terminal`], and nothing in it is markup or a character that XML has not.
pub fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in terminal(text).chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text as a code span of Markdown (`CommonMark` 0.31, 6.1): as [`terminal`], and nothing in it can end the span.
pub fn code_span(text: &str) -> String {
    let text = terminal(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    // A backtick or space at an edge would be taken for one of ours.
    let is_edge = |c: char| c == '`' || c == ' ';
    let pad = if text.is_empty() || text.starts_with(is_edge) || text.ends_with(is_edge) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Text of any length as code spans of Markdown, in one line: as [`code_span`], white space made one space, and long text in
/// several spans.
pub fn code_spans(text: &str) -> String {
    let (mut spans, mut span) = (Vec::new(), String::new());
    let mut length = 0;
    for word in text.split_whitespace() {
        if length > 0 {
            span.push(' ');
            length += 1;
        }
        for c in word.chars() {
            if length == LONGEST {
                spans.push(code_span(span.trim_end()));
                span.clear();
                length = 0;
            }
            span.push(c);
            length += 1;
        }
    }
    if !span.is_empty() || spans.is_empty() {
        spans.push(code_span(&span));
    }
    spans.join(" ")
}

/// Text as a part of a sentence in GitHub's Markdown: as it is, if nothing in it could be anything but words, else as code spans.
///
/// Markup, links, mentions, numbers of issues, emoji codes and ids of commits are more than words there.
pub fn prose(text: &str) -> String {
    const MARKS: &str = " ,.;?!'\"()%–—-’‘“”„«»…/";
    let is_word = |c: char| c.is_alphanumeric() || MARKS.contains(c);
    let is_commit = |word: &str| word.len() >= 7 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let words = || text.split(|c: char| !c.is_alphanumeric());
    let is_address = text.to_lowercase().contains("www.");
    let has_mark = words().any(|word| is_commit(word) || word.eq_ignore_ascii_case("gh"));
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_plain = line.chars().all(is_word) && !is_address && !has_mark && terminal(&line) == line;
    if is_plain { line } else { code_spans(text) }
}

/// The content of a cell of a table in GitHub's Markdown: there a `|` ends the cell even in a code span.
pub fn table_cell(markdown: &str) -> String {
    markdown.replace('|', "\\|")
}

/// Text for a cell of a file of comma-separated values: what a spreadsheet would take for a formula (OWASP, CSV Injection), also
/// behind blanks and in full width, gets a `'` before it; characters that can only do harm are taken out.
pub fn csv_cell(text: &str) -> String {
    let text: String = text.chars().filter(|&c| c == '\n' || c == '\t' || !is_hostile(c)).collect();
    let first = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').chars().next();
    let is_formula = first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'))
        || text.starts_with(['\t', '\r', '\n']);
    if is_formula { format!("'{text}") } else { text }
}

/// Characters that a cell of a workbook holds at most (Excel specifications and limits), as UTF-16 counts them.
const LONGEST_CELL: usize = 32_767;

/// Text for a cell of a workbook that holds text: characters that XML does not have, or that can only do harm, are taken out, and
/// what no cell can hold is cut. Nothing here is taken for a formula, whatever it begins with.
pub fn sheet_text(text: &str) -> String {
    let may_stand =
        |c: &char| matches!(c, '\n' | '\t') || !is_hostile(*c) && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let mut shown: String = text.chars().filter(may_stand).collect();
    if shown.encode_utf16().count() > LONGEST_CELL {
        let mut units = 1;
        let fits = |c: &char| {
            units += c.len_utf16();
            units <= LONGEST_CELL
        };
        shown = shown.chars().take_while(fits).chain(['…']).collect();
    }
    shown
}

/// Text as it is read on a page: what can only deceive is shown as `\u{..}`; line ends stay, and what joins the letters of
/// Persian, Indic and emoji sequences does too. This is no escaping: it is for what a script puts in as text.
pub fn visible(text: &str) -> Cow<'_, str> {
    let may_stand = |c: char| matches!(c, '\n' | '\t') || matches!(unseen(c), None | Some(Unseen::Joiner));
    if text.chars().all(may_stand) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        if may_stand(c) {
            shown.push(c);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
        }
    }
    Cow::Owned(shown)
}

/// Text for a page: the content of an element, or the value of an attribute between double quotation marks (HTML Standard,
/// 13.1.2). Nothing in it begins an element, a reference or an attribute, and all of it is [`visible`].
pub fn html(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') && !b"&<>\"'".contains(byte);
    if text.as_bytes().iter().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let seen = visible(text);
    if !seen.contains(['&', '<', '>', '"', '\'']) {
        return seen;
    }
    let mut shown = String::with_capacity(seen.len() + seen.len() / 8);
    for c in seen.chars() {
        match c {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\'' => shown.push_str("&#39;"),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// A value behind `key=` in the fragment of an address (URL Standard, 5.2): all but letters, digits and `-._~` of ASCII is
/// percent-encoded.
pub fn address_part(text: &str) -> Cow<'_, str> {
    const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(text, PLAIN).into()
}

/// The address as it is, if it is one that leads to the web and nowhere else (RFC 3986, `http` and `https`, printable ASCII).
pub fn web_address(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let may_stand = |b: u8| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b);
    let has_host = rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[');
    (is_web && has_host && rest.bytes().all(may_stand)).then_some(address)
}

/// Lines of text as a fenced code block of Markdown (`CommonMark` 0.31, 4.5): each as [`terminal`], and none can end the block.
pub fn code_fence(language: &str, lines: &[String]) -> String {
    let lines: Vec<_> = lines.iter().map(|line| terminal(line)).collect();
    let longest = lines.iter().map(|line| longest_run(line)).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}{language}\n{}\n{fence}", lines.join("\n"))
}

/// The most backticks in a row.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Writes a value as JSON (RFC 8259) for a file, a log or a script element of a page: whatever can do more than be seen,
/// `<`, `>` and `&`, and the `[` of a `##[`, are `\uXXXX`, which means the same. One line for each member of the outermost
/// object and of what these hold.
pub fn json(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    json_in_lines(value, 2, out)
}

/// As [`json`], with a line for each member down to that depth.
pub fn json_in_lines(value: &impl Serialize, depth: usize, out: &mut dyn io::Write) -> io::Result<()> {
    write_json(value, depth, out)
}

/// As [`json`], but all of it in one line (jsonlines.org).
pub fn json_line(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    write_json(value, 0, out)
}

fn write_json(value: &impl Serialize, lines_to_depth: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let json = Json { depth: 0, lines_to_depth };
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, json))?;
    writeln!(out)
}

struct Json {
    depth: usize,
    /// Members deeper than this stand in the line of what holds them.
    lines_to_depth: usize,
}

impl Json {
    fn open(&mut self, out: &mut (impl io::Write + ?Sized), bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        out.write_all(bracket)
    }

    fn member(&self, out: &mut (impl io::Write + ?Sized), first: bool) -> io::Result<()> {
        out.write_all(if first { b"" } else { b"," })?;
        match self.depth {
            depth if depth <= self.lines_to_depth => self.line(out),
            _ if first => Ok(()),
            _ => out.write_all(b" "),
        }
    }

    fn line(&self, out: &mut (impl io::Write + ?Sized)) -> io::Result<()> {
        out.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| out.write_all(b"  "))
    }

    fn close(&mut self, out: &mut (impl io::Write + ?Sized), bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.depth < self.lines_to_depth {
            self.line(out)?;
        }
        out.write_all(bracket)
    }
}

impl Formatter for Json {
    fn begin_array<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.member(out, first)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.member(out, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') && !b"<>&[".contains(byte);
        if fragment.as_bytes().iter().all(is_plain) {
            return out.write_all(fragment.as_bytes());
        }
        let mut written = 0;
        for (at, c) in fragment.char_indices() {
            let begins_command = c == '[' && fragment[..at].ends_with("##");
            if !(is_hostile(c) || begins_command || matches!(c, '<' | '>' | '&')) {
                continue;
            }
            out.write_all(&fragment.as_bytes()[written..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            written = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[written..])
    }
}

/// Can the character do more, in a terminal or a log, than be seen?
fn is_hostile(c: char) -> bool {
    unseen(c).is_some()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_can_only_be_seen_is_left_alone() {
        for plain in ["", "Ísland, Беларусь, 中文, 🙂", "a #[b] ## [c]", "::error::x"] {
            assert_eq!(terminal(plain), plain);
        }
    }

    #[test]
    fn what_can_do_more_is_shown_as_its_code() {
        assert_eq!(terminal("\u{1b}[31mred\u{9b}0m\r\n"), "\\u{1b}[31mred\\u{9b}0m\\u{d}\\u{a}");
        assert_eq!(terminal("a\u{202e}b\u{2066}"), "a\\u{202e}b\\u{2066}");
        assert_eq!(terminal("##[add-mask]x ###[y"), "##\\[add-mask]x ###\\[y");
        let cut = terminal(&"ä".repeat(5000)).into_owned();
        assert_eq!(cut.chars().count(), LONGEST + 1);
    }

    #[test]
    fn no_line_begins_with_a_command() {
        assert_eq!(no_command("  ::add-mask::x"), "  \\::add-mask::x");
        assert_eq!(no_command("a ::add-mask::x: ::"), "a ::add-mask::x: ::");
    }

    #[test]
    fn nothing_is_a_link_a_query_or_markup() {
        assert_eq!(sarif("[...] [a](b) [c]"), "[...] [a]\\(b) [c]");
        assert_eq!(uri_path("claims/50%, ä?#:.toml"), "claims/50%25%2C%20%C3%A4%3F%23%3A.toml");
        assert_eq!(xml("<a b='\"'>&\u{ffff}\u{0}"), "&lt;a b=&apos;&quot;&apos;&gt;&amp;\u{fffd}\\u{0}");
    }

    #[test]
    fn a_command_keeps_its_parts_apart() {
        let hostile = "50%, a::b\r\n::add-mask::x";
        let data = command(hostile, CommandPart::Data);
        assert_eq!(data, "50%25, a::b\\u{d}\\u{a}::add-mask::x");
        let property = command(hostile, CommandPart::Property);
        assert_eq!(property, "50%25%2C a%3A%3Ab\\u{d}\\u{a}%3A%3Aadd-mask%3A%3Ax");
    }

    #[test]
    fn nothing_ends_a_code_span_a_fence_or_a_cell() {
        assert_eq!(code_span("a"), "`a`");
        assert_eq!(code_span("a``b`"), "``` a``b` ```");
        assert_eq!(code_span(""), "`  `");
        assert_eq!(code_span("a\nb"), "`a\\u{a}b`");
        assert_eq!(table_cell(&code_span("a|b")), "`a\\|b`");
        assert_eq!(code_spans(" a\n`b "), "``a `b``");
        let long = code_spans(&"word ".repeat(1000));
        assert!(long.matches("word").count() >= 990 && !long.contains('…'), "{long}");
        let lines = ["```".to_owned(), "x\r````".to_owned()];
        assert_eq!(code_fence("diff", &lines), "`````diff\n```\nx\\u{d}````\n`````");
    }

    #[test]
    fn json_says_the_same_in_harmless_characters() {
        let hostile = "a##[b]\u{202e}\u{2028}</script>&\u{7f}\u{e0041}\n\"";
        let mut written = Vec::new();
        json_line(&hostile, &mut written).unwrap();
        let shown = r#""a##\u005bb]\u202e\u2028\u003c/script\u003e\u0026\u007f\udb40\udc41\n\"""#;
        assert_eq!(String::from_utf8(written).unwrap(), format!("{shown}\n"));
        assert_eq!(serde_json::from_str::<String>(shown).unwrap(), hostile);
    }

    #[test]
    fn nothing_in_a_page_is_more_than_text() {
        assert_eq!(html("Ísland, 中文 👩‍🌾\n"), "Ísland, 中文 👩‍🌾\n");
        assert_eq!(
            html("<a b='c' d=\"e\">&\u{202e}\0"),
            "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;\\u{202e}\\u{0}"
        );
        assert_eq!(address_part("a b&c=é#'"), "a%20b%26c%3D%C3%A9%23%27");
    }

    #[test]
    fn a_snippet_keeps_its_columns() {
        let source = "ä\u{1b}b\u{202e}##[cd";
        let mut ranges = [2..3, 3..4, source.len() - 2..source.len()];
        let shown = snippet(source, &mut ranges);
        assert_eq!(shown, "ä\u{FFFD}b\u{FFFD}##(cd");
        assert_eq!(ranges.map(|range| shown[range].to_owned()), ["\u{FFFD}", "b", "cd"]);
        assert_eq!(shown.chars().count(), source.chars().count());
    }
}
