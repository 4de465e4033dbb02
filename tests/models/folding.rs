//! A model of folding, of one line without hyphens and dots: slow, obvious, and independent of the code that it judges.

use regex::Regex;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What each of some characters folds to. What the guillemets fold to, [`folded`] says: they set off blanks.
const PLAIN: [(&str, &str); 24] = [
    ("〜", "~"),
    // Persian.
    ("ی", "ي"),
    ("ک", "ك"),
    ("۰", "٠"),
    ("۱", "١"),
    ("۲", "٢"),
    ("۳", "٣"),
    ("۴", "٤"),
    ("۵", "٥"),
    ("۶", "٦"),
    ("۷", "٧"),
    ("۸", "٨"),
    ("۹", "٩"),
    // Marks that quote, primes and accents; apostrophes of Ukrainian, Hawaiian and Nahuatl, Armenian and Hebrew.
    ("‘’‚‛‹›′‵´\u{2B9}\u{2BB}\u{2BC}\u{2BD}\u{2C8}\u{A78C}\u{55A}\u{5F3}", "'"),
    ("“”„‟″‶〝〞〟「」『』﹁﹂﹃﹄\u{2BA}\u{5F4}", "\""),
    ("‐‑‒–—―−⸺⸻\u{5BE}", "-"),
    ("‥…⋯", "..."),
    ("ﬀ", "ff"),
    ("ﬁ", "fi"),
    ("ﬂ", "fl"),
    ("ﬃ", "ffi"),
    ("ﬄ", "ffl"),
    ("ﬅﬆ", "st"),
    // What nobody sees, and tatweel, which only stretches a word. Joiners make other words.
    (
        "\u{AD}\u{34F}\u{61C}\u{640}\u{180E}\u{200B}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{2060}\u{2061}\u{2062}\
         \u{2063}\u{2064}\u{2066}\u{2067}\u{2068}\u{2069}\u{FEFF}",
        "",
    ),
];

/// A character of Chinese or Japanese, marks among them.
const IDEOGRAPH: &str = r"[\u{3001}-\u{30FF}\u{31F0}-\u{31FF}\u{3400}-\u{4DBF}\u{4E00}-\u{9FFF}\u{F900}-\u{FAFF}\u{20000}-\u{3FFFD}]";

/// A blank between these goes.
const NO_BLANK: [(&str, &str, &str); 8] = [
    (IDEOGRAPH, "[0-9A-Za-z]", "between Chinese or Japanese and Latin, where some write one"),
    ("[0-9A-Za-z]", IDEOGRAPH, "and the other way around"),
    (r"\p{N}", "[‰‱°٪℃℉]", "before the sign of a unit"),
    (r"\p{N}", "%", "before the percent sign of a number"),
    (r#"[\p{Alphabetic}\p{N}"'«»)\]%]"#, r#"[:;](?:[ "«»]|$)"#, "before a high mark of French"),
    (r#"[\p{Alphabetic}\p{N}"'«»)\]%!?]"#, "[!?]", "before a high mark of French"),
    (r#"(?:[ (\[\-'"«»]|^)«"#, "", "inside a guillemet that opens"),
    ("", r"»(?:[^\p{Alphabetic}\p{N}]|$)", "inside one that closes"),
];

/// What a line folds to; `None` if it is more than a line, or has what may be joined: hyphens and dots.
pub fn folded(line: &str) -> Option<String> {
    if line.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        return None;
    }
    // Other forms of letters: radicals of Chinese; of Armenian, Hebrew and Arabic; of half or full width.
    let is_form = |c| matches!(c, '\u{2F00}'..='\u{2FD5}' | '\u{FB13}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{FF01}'..='\u{FFEE}');
    // A mark without a letter has a blank in NFKC. Here it has none, but does not join what stands before it either.
    let alone = |form: String| form.strip_prefix(' ').map(|mark| format!("\u{200B}{mark}")).unwrap_or(form);
    let plain = |c: char| if is_form(c) { alone(c.nfkc().to_string()) } else { c.to_string() };
    let normal: String = line.chars().map(plain).collect::<String>().nfc().collect();
    let plain = |c: char| PLAIN.iter().find(|(chars, _)| chars.contains(c)).map(|(_, plain)| *plain);
    let mapped: String = normal.chars().map(|c| plain(c).map_or(c.to_string(), str::to_owned)).collect();
    if mapped.contains(['-', '.']) {
        return None;
    }
    let words: Vec<&str> = mapped.split_whitespace().collect();
    let text = words.join(" ");
    let folded = text.char_indices().filter_map(|(at, c)| {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        let goes = || SET_OFF.iter().any(|[ends, begins]| ends.is_match(before) && begins.is_match(after));
        let is_letter = |c: char| c.is_alphabetic() && !is_combining_mark(c);
        let is_between_letters = || before.ends_with(char::is_alphabetic) && after.starts_with(is_letter);
        match c {
            ' ' if goes() => None,
            '`' if is_between_letters() => Some('\''),
            '«' | '»' => Some('"'),
            _ => Some(c),
        }
    });
    Some(folded.collect())
}

static SET_OFF: LazyLock<Vec<[Regex; 2]>> = LazyLock::new(|| {
    let pattern =
        |pattern: String, why| Regex::new(&pattern).unwrap_or_else(|wrong| panic!("{why}: {wrong}"));
    let patterns = NO_BLANK.iter().map(|(before, after, why)| {
        [pattern(format!("(?:{before})$"), why), pattern(format!("^(?:{after})"), why)]
    });
    patterns.collect()
});
