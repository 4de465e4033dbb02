//! Is a text one that somebody can read, or bytes of something else that were taken for letters?

use super::Refused;

/// More than one in so many characters that are no letters makes a text rubbish.
const ONE_IN: usize = 100;
/// So few may stand in any text, however short.
const FEW: usize = 4;

/// Refuses a text that is full of what no one writes: controls and signs in the place of letters that could not be read.
pub fn refuse_rubbish(text: &str) -> Result<(), Refused> {
    let (all, bad) =
        text.chars().fold((0usize, 0usize), |(all, bad), c| (all + 1, bad + usize::from(is_none(c))));
    if bad <= FEW || bad * ONE_IN <= all {
        return Ok(());
    }
    Err(Refused {
        what: format!("is no text that can be read: {bad} of its {all} characters are no letters"),
        help: "it may be packed, encrypted, damaged, or in an encoding that is not known here: open it in the program that shows \
               it, and save it from there"
            .to_owned(),
    })
}

/// Controls but those that lay out a text, what stands for letters that were lost, and what is no character at all.
fn is_none(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}' | '\u{1b}' | '\u{85}' => false,
        '\u{fffd}' | '\u{fdd0}'..='\u{fdef}' => true,
        c => c.is_control() || u32::from(c) & 0xfffe == 0xfffe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rubbish_is_refused_and_a_damaged_text_is_not() {
        let words = "The yard sold forty boats in the autumn, said the council. ".repeat(20);
        for text in
            ["", "\u{fffd}\u{fffd}\u{fffd}", "a\u{b}b\r\n\t\u{c}", &format!("{words}\u{fffd}\u{fffd}")]
        {
            assert_eq!(refuse_rubbish(text), Ok(()), "{text}");
        }
        for rubbish in ["\u{fffd}", "\u{90}", "\u{1}", "\u{ffff}"] {
            let text = format!("{words}{}", rubbish.repeat(20));
            assert!(refuse_rubbish(&text).is_err_and(|refused| refused.what.contains("20 of its 1200")));
        }
    }
}
