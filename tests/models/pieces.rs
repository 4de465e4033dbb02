//! Texts that chance is slow to find.

/// Blanks and line ends, marks and numbers of many kinds, words that fold, and others between them.
const PIECES: [&str; 142] = [
    " ", " ", " ", " ", "\n", "\n", "\n\n", "\r\n", "\t", "   ", "\u{a0}", "\u{2028}", "\u{c}", "-", "-",
    "-\n", "\u{ad}", "\u{ad}\n", "–", "—", "\u{2212}", "--", ".", ".", "...", "…", " . . . ", ",", ", ", "'",
    "’", "`", "\"", "“", "«", "« ", "»", " »", "「", "(", ")", "[", "]", "<", ">", "/", ":", " :", ";", " ;",
    "?", " !", "%", " %", "‰", "°", "°C", "+", "±", "=", "^", "*", "×", " × ", "·", "$", "€", " €", "₹", "﷼",
    "1", "2", "5", "40", "400", "750", "000", "2019", "３", "٣", "፳", "፭", "½", " ½", "²", "⁶", "⁻", "₂",
    "¹", "①", "Ⅳ", "四", "十", "万", "点", "中", "の", "カ", "。", "ก", "a", "B", "m", "C", "km", "word",
    "un", "lawful", "x", "million", "lakh", "tys.", "{", "}", "**", "e-", "H", "分之", "负", "~", "¢",
    "[un]", "l", "qu", "L'", "dell'", "armée", "isn't", "é", "e\u{301}", "\u{301}", "\u{323}", "ﬁ",
    "\u{fdfa}", "\u{fefb}", "\u{64b}", "я", "שׁ", "\u{640}", "\u{200b}", "\u{200d}", "🇧",
];

/// A text of these pieces, one for each number.
pub fn text(pieces: &[u8]) -> String {
    pieces.iter().filter_map(|piece| PIECES.get(usize::from(*piece) % PIECES.len())).copied().collect()
}
