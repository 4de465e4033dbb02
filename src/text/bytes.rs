//! Bytes that should be UTF-8, and may be anything.

use std::fmt::Write;

/// `bytes` as text, with `\xNN` for those that are not UTF-8.
pub fn in_words(bytes: &[u8]) -> String {
    let mut words = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        words.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a String cannot fail.
            let _ = write!(words, "\\x{byte:02X}");
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn what_is_no_utf_8_is_shown_as_numbers() {
        assert_eq!(in_words("Юрій".as_bytes()), "Юрій");
        assert_eq!(in_words(b"J\xFCrgen\xFF"), "J\\xFCrgen\\xFF");
    }
}
