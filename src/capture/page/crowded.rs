//! A tag with more attributes than anyone writes: for each, the parser looks at all before it.

/// So many attributes a tag may have.
pub(super) const MOST_ATTRIBUTES: usize = 2_000;

/// Has a tag more attributes than that? Comments, scripts and styles hold no tags.
pub(super) fn is_too_crowded(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'<', bytes.get(at..).unwrap_or(b"")) {
        at += next + 1;
        let rest = bytes.get(at..).unwrap_or(b"");
        if rest.starts_with(b"!--") {
            // A comment may end as it begins: `<!-->`.
            at += memchr::memmem::find(rest, b"-->").map_or(1, |end| end + 1);
            continue;
        }
        if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let name =
            rest.iter().take_while(|byte| !byte.is_ascii_whitespace() && !b"/>".contains(byte)).count();
        let Some(length) = tag(rest.get(name..).unwrap_or(b"")) else { return true };
        at += name + length;
        for raw in ["script", "style"] {
            let is_raw = rest.get(..name).is_some_and(|name| name.eq_ignore_ascii_case(raw.as_bytes()));
            if is_raw && let Some(end) = end_of(bytes.get(at..).unwrap_or(b""), raw) {
                at += end;
            }
        }
    }
    false
}

/// How long the attributes of a tag are; nothing, if there are too many.
fn tag(rest: &[u8]) -> Option<usize> {
    let mut count = 0;
    let mut quote = None;
    let (mut before, mut in_word) = (b' ', false);
    for (at, byte) in rest.iter().copied().enumerate() {
        match quote {
            Some(open) if byte == open => (quote, in_word) = (None, false),
            None if byte == b'>' => return Some(at),
            // Only behind an equals sign does a mark begin a value.
            None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
            None if byte.is_ascii_whitespace() || byte == b'/' => in_word = false,
            None if !in_word => {
                in_word = true;
                count += usize::from(byte != b'=' && before != b'=');
                if count > MOST_ATTRIBUTES {
                    return None;
                }
            }
            _ => {}
        }
        if quote.is_some() || !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    Some(rest.len())
}

/// Where the words of a script or a style end.
fn end_of(rest: &[u8], name: &str) -> Option<usize> {
    memchr::memmem::find_iter(rest, b"</").find(|at| {
        rest.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    #[test]
    fn only_a_tag_that_no_one_writes_is_crowded() {
        let many = (0..=MOST_ATTRIBUTES).fold(String::new(), |mut all, at| {
            write!(all, " a{at} = 1").unwrap();
            all
        });
        let words = "a < b, c <d e ".repeat(MOST_ATTRIBUTES);
        for (html, expected) in [
            (format!("<p{many}>x"), true),
            (format!("<p{}>x", many.replace(" = ", "='")), true),
            (format!("<p{}", many.replace(" = 1", "/")), true),
            (format!("<!-- <p{many}> --><p>x"), false),
            (format!("<SCRIPT x>{many} if (a<b{many}) </Script><p>x"), false),
            (format!("<p title='{words}' data-x = \"{words}\">x"), false),
            ("<a href='x' b=\"c\" d=e f>".repeat(MOST_ATTRIBUTES), false),
            (format!("<p>{many}"), false),
        ] {
            assert_eq!(is_too_crowded(&html), expected, "{}", html.get(..60).unwrap_or(&html));
        }
    }
}
