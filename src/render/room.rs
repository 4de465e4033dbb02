//! Markdown that has to fit: where there is too much of it, a comment is refused and a summary discarded, whole.

/// A comment may have 65,536 characters on GitHub. Bytes are counted, which are more.
pub(super) const COMMENT: usize = 60_000;

/// As many of the parts as have room, below the heading, and how many more there are; nothing if there are none.
pub(super) fn fitting(
    heading: &str,
    parts: impl Iterator<Item = String>,
    limit: usize,
    room: usize,
    what: &str,
) -> String {
    // For the line that counts the rest.
    const RESERVE: usize = 80;
    let mut text = String::new();
    let (mut shown, mut more) = (0, 0);
    for part in parts {
        if more > 0 || shown == limit || heading.len() + text.len() + part.len() + RESERVE > room {
            more += 1;
        } else {
            text += &part;
            shown += 1;
        }
    }
    if shown + more == 0 {
        return String::new();
    }
    let rest = if more > 0 { format!("\n*{more} more {what} not shown*\n") } else { String::new() };
    if shown == 0 { rest } else { format!("{heading}{text}{rest}") }
}
