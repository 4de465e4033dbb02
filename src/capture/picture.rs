//! Pictures, sound and films hold no words that a program can vouch for: refused, with the road that there is.

use super::Refused;
use super::kind::Kind;

/// Why nothing is read from it, and what to do.
pub fn refused(kind: Kind) -> Refused {
    let (verb, made_by) = match kind {
        Kind::Picture => ("type or recognise", "tesseract 5, read by A. Keel"),
        _ => ("write down or recognise", "whisper large-v3, heard by A. Keel"),
    };
    Refused {
        what: format!("is {}: it holds no words that can be quoted", kind.name()),
        help: format!(
            "{verb} its words, check them against it, and give that text with `--made-by \"{made_by}\"`"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_road_is_told() {
        assert!(refused(Kind::Picture).help.contains("tesseract"));
        assert!(refused(Kind::Video).help.contains("whisper"));
    }
}
