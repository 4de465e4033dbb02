//! Invisible characters: one table for the reader, which reports them, and for the output formats, which escape them.

/// What an invisible character does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unseen {
    /// Changes the direction of the text, or hides text: it does not read as it is written.
    Deceptive,
    /// A control character.
    Control,
    /// Has no width, or looks like a space.
    ZeroWidth,
    /// Joins or parts the letters of Persian, Indic and emoji sequences; nothing in other words.
    Joiner,
}

/// What `c` does, if it is invisible (Unicode TR 36, and the code points of CVE-2021-42574). Line breaks and tabs are
/// controls; the variation selectors that choose how an emoji looks count as visible.
pub fn unseen(c: char) -> Option<Unseen> {
    match c {
        ' '..='~' => None,
        c if c.is_control() => Some(Unseen::Control),
        '\u{2028}' | '\u{2029}' | '\u{FFF9}'..='\u{FFFB}' => Some(Unseen::Control),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{E0000}'..='\u{E0FFF}' => {
            Some(Unseen::Deceptive)
        }
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2060}'..='\u{2065}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFF8}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' => Some(Unseen::ZeroWidth),
        '\u{200C}' | '\u{200D}' => Some(Unseen::Joiner),
        _ => None,
    }
}

/// The code point of a character that cannot be seen, with its name if people may know it.
pub fn name_of(character: char) -> String {
    let name = match character {
        '\0' => ", NUL",
        '\u{A0}' => ", a no-break space",
        '\u{AD}' => ", a soft hyphen",
        '\u{2009}' => ", a thin space",
        '\u{200B}' => ", a zero-width space",
        '\u{200C}' | '\u{200D}' => ", a joiner",
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            ", a mark that changes the direction of the text"
        }
        '\u{202F}' => ", a narrow no-break space",
        '\u{2060}' => ", a word joiner",
        '\u{3000}' => ", an ideographic space",
        '\u{FEFF}' => ", a byte order mark",
        _ => "",
    };
    format!("U+{:04X}{name}", u32::from(character))
}
