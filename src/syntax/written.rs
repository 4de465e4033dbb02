//! Writing TOML values on one line, without invisible characters.

use crate::text::unseen::unseen;
use std::fmt::Write;

/// A text as TOML. It goes between apostrophes if it contains quotation marks and nothing that needs an escape, otherwise between
/// quotation marks. Invisible characters are escaped, and so is `##[`, which CI runners take for a command in the log.
pub fn text(words: &str) -> String {
    let is_plain = |c: char| c != '\'' && unseen(c).is_none();
    if words.contains('"') && words.chars().all(is_plain) && !words.contains("##[") {
        return format!("'{words}'");
    }
    let mut written = String::with_capacity(words.len() + 2);
    written.push('"');
    for c in words.chars() {
        // Writing to a String cannot fail.
        let _ = match (c, u32::from(c)) {
            ('"' | '\\', _) => write!(written, "\\{c}"),
            (_, code @ 0x1_0000..) if unseen(c).is_some() => write!(written, "\\U{code:08X}"),
            (_, code) if unseen(c).is_some() || (c == '[' && written.ends_with("##")) => {
                write!(written, "\\u{code:04X}")
            }
            _ => write!(written, "{c}"),
        };
    }
    written + "\""
}

/// The keys of an evidence block, with their values in TOML.
pub fn evidence(
    source: &str,
    quote: &str,
    prefix: Option<&str>,
    suffix: Option<&str>,
) -> Vec<(&'static str, String)> {
    let keys = [("source", Some(source)), ("quote", Some(quote)), ("prefix", prefix), ("suffix", suffix)];
    keys.into_iter().filter_map(|(key, words)| Some((key, text(words?)))).collect()
}

#[cfg(test)]
mod tests {
    use super::text;
    use proptest::prelude::*;

    #[test]
    fn texts_are_written_as_people_write_them() {
        for (words, written) in [
            ("forty boats", r#""forty boats""#),
            ("the \"deal\"", r#"'the "deal"'"#),
            ("C:\\boats, \"all\"", r#"'C:\boats, "all"'"#),
            ("C:\\boats", r#""C:\\boats""#),
            ("it's a \"deal\"", r#""it's a \"deal\"""#),
            ("a\u{202e}\"b\u{e0041}\u{1b}\t", r#""a\u202E\"b\U000E0041\u001B\u0009""#),
            ("x ##[group]\"", r#""x ##\u005Bgroup]\"""#),
            ("", r#""""#),
        ] {
            assert_eq!(text(words), written);
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(words in "([a'\"\\\\#\\[\n\r\t]|\\PC|.){0,24}") {
            let written = text(&words);
            let file = format!("x = {written}");
            let table = toml::de::DeTable::parse(&file).unwrap();
            prop_assert_eq!(table.get_ref()["x"].get_ref().as_str(), Some(&*words));
            prop_assert!(!written.contains("##[") && !written.contains('\n'), "{}", written);
        }
    }
}
