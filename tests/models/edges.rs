//! A model of where a quote may begin and end: slow, obvious, and independent of the code that it judges.
//!
//! The text is folded, but for the blanks that are line ends in its source: these are written as `\r`. Tokens are those of UAX
//! #29, whose rules the crate `unicode-segmentation` has; white space parts them, too. What else is one, [`RULES`] lists.

use grounds::text::scales::{STEMS, UNSPACED, WHOLE};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// No edge is between what matches `left` and what matches `right`, nor inside of what parts them.
///
/// `{D}` and the like are what [`CLASSES`] says, and `_` is a blank.
struct Rule {
    left: &'static str,
    between: &'static str,
    right: &'static str,
    why: &'static str,
}

const RULES: [Rule; 42] = [
    rule("{D}", "_?", "{F}", "a number and its fraction: 2½, 2 ½"),
    rule("{D}", "", "{D}", "digits that are tokens of their own, as those of Ethiopic"),
    rule("{Any}", "_?", "{U}", "a number and the sign of its unit: 40%, 2½ °"),
    rule("{Any}", "", "{S}", "a number and its currency: 40€"),
    rule("{D}", "_", "{S}(?:[^{D}]|$)", "with a blank, too. In \"40 $50\" it is the next number's"),
    rule("{S}", "_", "[{D}{F}{H}]", "a currency and its number: € 40"),
    rule("[{S}±∓+负負]", "", "{Number}", "without a blank, too; and so a sign: $40, $-5, +€40"),
    rule("{Free}-", "", "{Number}", "a minus. Behind a word it is a hyphen"),
    rule("(?:{Free}|-)[.]", "", "{D}", "a fraction that begins with its point: .5, -.5"),
    rule("{Free}[%٪]", "", "{D}", "a percent sign before its number: %40"),
    rule(r"(?:\s|^)%", "_", "{D}", "with a blank, too"),
    rule("[{D}{F}{R}]", "", "{R}", "a number and its exponent: 10⁶"),
    rule("{A}", "", "{L}", "a word and what stands below its line: CO₂"),
    rule("{L}", "", r"[\p{Uppercase}\p{Lowercase}]", "and what follows there: H₂O"),
    rule("{A}", "", r"{R}*[{R}--\p{N}]", "a word and what stands above its line with a sign: Ca²⁺"),
    rule(
        "(?:[^{A}]|^){A}",
        "",
        "{R}",
        "a unit and its power: m². Behind a longer word a note has its number",
    ),
    rule("(?:[^{A}]|^){Unit}", "", "{R}", "but for some units: km²"),
    rule("°", "", "[A-Za-z]", "a degree and its scale: °C"),
    rule("{Alone}{D}{1,3}", "_", "{D}{3}(?:[^{D}]|$)", "groups of three: 12 750. \"2019 400\" are two"),
    rule("[{D}{R}]", "_?", "{X}_?{D}", "factors: 3 × 10⁵"),
    rule("[{D}{R}]_?{X}", "_?", "{D}", "behind the sign, too"),
    rule("[{D}{R}{H}]", "[/⁄∕:^×·⋅∙‧*]|[*]{2}", "[{D}{H}]", "1/2, 10:30 and 10^6 are one number each"),
    rule("[{D}{R}{H}]", r"\^[-+]|[eE][-+]|[*]{2}-", "[{D}{H}]", "with a sign behind, too"),
    rule("[{D}{R}{H}]", r"\^[({]-?", "[{D}{H}]", "and with a bracket: 10^(-6)"),
    rule(r"\^\(-*{D}+", "", r"\)", "which closes"),
    rule(r"\^\{-*{D}+", "", r"\}", "however it looks"),
    rule("{H}", "", "{H}", "numerals: 四十"),
    rule("[{D}{R}{H}]", "分之|[点點]", "[{D}{H}]", "百分之四十, 三点五"),
    rule("[{D}{H}]", "_", "{P}", "their power of ten: 40 万"),
    rule("{D}", "", "{P}", "and without a blank"),
    rule("{P}", "", "{D}", "or digits behind it"),
    rule("{D}{P}", "_", "{D}", "with a blank, too: 1조 2345억"),
    rule("{D}", "_", "{A}{1,4}{S}", "a number and its currency with what multiplies it: 45 M€"),
    rule("{D}_?{A}{1,4}", "", "{S}", "which is whole: 45 M€"),
    rule("{D}", "_?", "{Thai}", "a number and the word of Thai that multiplies it"),
    rule(
        "[{D}{F}](?:_{Scale})*",
        "_",
        "{Scale}(?:{End}|$)",
        "a number and the word that multiplies it: 40 million",
    ),
    rule(
        "(?:[^0-9]|^)[0-9]{1,3}",
        "[,']?\r",
        "[0-9]",
        "a number that a line end parts; behind a year it does not",
    ),
    rule(r"[^0-9\n][0-9]{1,3}", "[.]\r", "[0-9]", "and behind a point, but that of an item"),
    rule(
        "{Begins}{C}",
        r"{C}*(?:\({c}+\)|\[{c}+\])",
        "{c}+{Ends}",
        "a word with a part in brackets: law(ful)ly",
    ),
    rule(
        "{Begins}{C}",
        r"{C}*\({c}+",
        r"\){Ends}",
        "at its end, too: boat(s). But \"harbour[a]\" has a note",
    ),
    rule(r"{Begins}\(", r"{C}{c}*\)", "{c}+{Ends}", "and at its beginning: (un)lawful"),
    rule(r"{Begins}\[", r"{C}{c}*\]", "{c}+{Ends}", "in square ones, too: [t]he"),
];

const fn rule(left: &'static str, between: &'static str, right: &'static str, why: &'static str) -> Rule {
    Rule { left, between, right, why }
}

/// In bytes: nothing longer stands between.
const LONGEST: usize = 40;

/// What stands for several characters in a pattern. Each may be made of those behind it.
const CLASSES: [(&str, &str); 20] = [
    ("{Number}", "[-+]?{S}?-?[.]?[{D}{F}{H}]"),
    // What may stand before a sign: no word, and no mark that closes one.
    ("{Free}", r"(?:[^{A}\p{N})\]}%.°-]|^)"),
    ("{Alone}", r"(?:[^{A}\p{N}]|^)"),
    ("{Begins}", r"(?:[^{C}()\[\]]|^)"),
    ("{Ends}", r"(?:[^{C}()\[\]]|$)"),
    ("{End}", r"[\s[:punct:]،।。、]"),
    ("{Unit}", "(?:[cmkdn]m|[µμ]m|ft|in|yd|mi|mc|[смк]м)"),
    // Any character of a number. What is a letter, as Ⅳ is, or in a circle, is none.
    ("{Any}", "[{D}{F}{R}{H}]"),
    ("{D}", r"[\p{N}--[{F}{R}{H}{A}①-⓿❶-➓]]"),
    ("{F}", "[¼-¾⅐-⅟↉]"),
    ("{R}", r"[²³¹\u{2070}-\u{208E}]"),
    ("{L}", r"[\u{2080}-\u{208E}]"),
    ("{H}", "[〇零一二三四五六七八九两兩壹贰叁廿卅卌弐参肆伍陆柒捌玖○数几幾{P}]"),
    ("{P}", "[만억조十百千万萬亿億兆拾佰仟]"),
    ("{S}", r"[\p{Sc}\u{20A0}-\u{20CF}]"),
    ("{U}", "[%‰‱°٪℃℉]"),
    ("{X}", "[×·⋅*xXхХ]"),
    ("{A}", r"\p{Alphabetic}"),
    ("{C}", r"[\p{Lowercase}\p{Uppercase}]"),
    ("{c}", r"\p{Lowercase}"),
];

/// Words of French, Italian and Catalan that lose a vowel before an apostrophe: what follows is a word of its own.
const ELIDED: &str = "l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|un|dell|all|nell|sull|dall|coll|quest|quell|\
                      bell|sant|cent|anch|com|dov|cos|quand|mezz|tutt|nessun|senz|gl|pel";

/// The places in `text` where a quote may begin or end.
pub fn edges(text: &str) -> Vec<usize> {
    let tokens = tokens(text);
    let parted: Vec<_> = PATTERNS.iter().flat_map(|rule| between(text, rule)).collect();
    let may_end = |at: &usize| {
        let (before, after) = text.split_at(*at);
        // In this order.
        before.is_empty()
            || after.is_empty()
            || (ELISION.is_match(before) && LETTER.is_match(after))
            || !(tokens.iter().any(|token| token.start < *at && *at < token.end)
                || parted.iter().any(|parted| parted.start <= *at && *at <= parted.end))
    };
    places(text).into_iter().filter(may_end).collect()
}

/// What stands between two edges, one after the other, and is not blank.
pub fn units(text: &str) -> Vec<Range<usize>> {
    let edges = edges(text);
    let between = edges.windows(2).map(|pair| pair[0]..pair[1]);
    between.filter(|unit| !text[unit.clone()].trim().is_empty()).collect()
}

fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    for chunk in text.split_inclusive(char::is_whitespace) {
        let segments = chunk.trim_end().split_word_bound_indices();
        tokens.extend(segments.map(|(at, segment)| start + at..start + at + segment.len()));
        start += chunk.len();
    }
    tokens
}

/// Wherever a rule applies, what parts the two that it names.
fn between(text: &str, [left, between, right]: &[Regex; 3]) -> Vec<Range<usize>> {
    let starts = places(text).into_iter().filter(|at| left.is_match(&text[..*at]));
    let ends: Vec<_> = places(text).into_iter().filter(|at| right.is_match(&text[*at..])).collect();
    let parted = starts.flat_map(|start| ends.iter().map(move |end| start..*end));
    parted
        .filter(|place| place.start <= place.end && place.len() <= LONGEST)
        .filter(|place| between.is_match(&text[place.clone()]))
        .collect()
}

fn places(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

static PATTERNS: LazyLock<Vec<[Regex; 3]>> = LazyLock::new(|| {
    let patterns = RULES.iter().map(|Rule { left, between, right, why }| {
        [format!("(?:{left})$"), format!("^(?:{between})$"), format!("^(?:{right})")]
            .map(|it| pattern(&it, why))
    });
    patterns.collect()
});

/// An elided word, with its apostrophe, that is no part of another.
static ELISION: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?:[^{{A}}\p{{N}}']|^)(?i-u:{ELIDED})'$"), "an elision"));

static LETTER: LazyLock<Regex> = LazyLock::new(|| pattern("^{A}", "a letter"));

fn pattern(pattern: &str, why: &str) -> Regex {
    let scale = format!("(?i:(?:{})[^{{End}}]{{0,3}}|{})", STEMS.join("|"), WHOLE.join("|"));
    let thai = format!("(?:{})", UNSPACED.join("|"));
    let pattern = pattern.replace('_', "[ \r]").replace("{Scale}", &scale).replace("{Thai}", &thai);
    let pattern = CLASSES.iter().fold(pattern, |pattern, (name, class)| pattern.replace(name, class));
    Regex::new(&pattern).unwrap_or_else(|wrong| panic!("{why}: {wrong}"))
}
