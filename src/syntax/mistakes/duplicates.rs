//! Keys and tables that are written twice.

use crate::syntax::statements::{SPACE, Statement};
use crate::syntax::typing_error::{LONGEST_ADVICE, Mistake, REPEATED, place};
use toml::de::DeTable;

/// What is written twice in `text`. `rest` is the text with blanks for the statements that are `reported`, as each of the
/// others is TOML by itself.
pub(in crate::syntax) fn duplicates<'t>(
    text: &'t str,
    rest: &str,
    statements: &[Statement<'t>],
    mut reported: Vec<bool>,
) -> Vec<Mistake<'t>> {
    let mut errors = DeTable::parse_recoverable(rest).1;
    errors.sort_by_key(|error| place(error, text).start);
    let mut mistakes = Vec::new();
    // The block, and the key with which another block seems to begin in it.
    let mut second = None;
    for error in &errors {
        let (place, message) = (place(error, text), error.message());
        let is_duplicate = message.contains("duplicate key") || message.contains("cannot extend");
        let index = statements.partition_point(|one| one.range.start <= place.start).checked_sub(1);
        let (Some(index), true) = (index, is_duplicate) else {
            mistakes.push(Mistake::unknown(&text[place], message));
            continue;
        };
        let header = statements[index].header;
        if reported[index] || header.is_some_and(|header| reported[header]) {
            continue;
        }
        let mistake = if statements[index].as_header().is_some() {
            second_table(statements, index, &mut reported)
        } else {
            let key = statements[index].head.trim_matches(SPACE);
            if second.is_some_and(|(block, first)| block == header && first != key) {
                continue;
            }
            let block = header.and_then(|header| statements[header].as_header());
            let in_block = second_in_block(key, block).filter(|_| text[place.clone()] == *key);
            if in_block.is_some() {
                second = Some((header, key));
            }
            in_block.or_else(|| second_key(&text[place.clone()], &statements[index]))
        };
        mistakes.push(mistake.unwrap_or_else(|| Mistake::unknown(&text[place], message)));
    }
    mistakes
}

/// `[evidence]` where `[[evidence]]` is meant, and `[checked]` for the second time.
fn second_table<'t>(
    statements: &[Statement<'t>],
    index: usize,
    reported: &mut [bool],
) -> Option<Mistake<'t>> {
    let (name, _) = statements[index].as_header()?;
    reported[index] = true;
    let mut single = None;
    for (other, statement) in statements.iter().enumerate().filter(|_| REPEATED.contains(&name)) {
        if let Some((_, brackets)) = statement.as_header().filter(|(other, _)| *other == name) {
            reported[other] = true;
            single = single.or((brackets == 1).then_some(statement.code));
        }
    }
    if let Some(single) = single {
        let message =
            format!("[{name}] needs two brackets on each side, because a file may have several such blocks");
        let help = format!("write [[{name}]], here and wherever such a block begins");
        return Mistake::at(single, message, "only one bracket on each side", help);
    }
    let code = Some(statements[index].code).filter(|code| code.len() <= LONGEST_ADVICE)?;
    let help = format!("keep one line {code}, and put everything that belongs to it below that line");
    Mistake::at(code, format!("{code} is already in the file"), "written a second time", help)
}

/// A key twice in a block that may be repeated; every evidence block begins with its source or quote.
fn second_in_block<'t>(key: &'t str, block: Option<(&str, usize)>) -> Option<Mistake<'t>> {
    let begins = ["source", "quote"].contains(&key);
    let block = block.filter(|&(name, brackets)| brackets == 2 || REPEATED.contains(&name));
    if key.len() > LONGEST_ADVICE || !begins && block.is_none() {
        return None;
    }
    let name = block.map_or("evidence", |(name, _)| name);
    let help = if begins {
        format!("add the line [[{name}]] above this one: every quote has its own block, with its source")
    } else {
        format!("keep one of the two, or add the line [[{name}]] above the one that begins another block")
    };
    Mistake::at(key, format!("a second `{key}` in one {name} block"), "written a second time", help)
}

fn second_key<'t>(part: &'t str, statement: &Statement<'t>) -> Option<Mistake<'t>> {
    let is_list = statement.value.is_some_and(|value| value.starts_with('['));
    let more = if is_list { "; several values go into one list: [\"one\", \"two\"]" } else { "" };
    let help = format!("keep one of the two{more}");
    Mistake::at(part, "this key is already in the file", "written a second time", help)
}
