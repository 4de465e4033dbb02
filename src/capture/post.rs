//! Posts as services give them out, in JSON: X (archive `tweets.js`, API 1.1 and 2), Mastodon (a status, an archive's outbox), Bluesky,
//! exports of Telegram and Facebook. Each post: who, when and where as a line, then its words. Pictures are left out; their descriptions stay.

use super::written::{Block, Written};
use super::{Captured, MOST_TEXT, Markup, Refused, Says, page, plain};
use serde_json::Value;
use std::collections::HashMap;

/// Which way of reading this is.
pub const EXTRACTOR: &str = "post 1";

#[derive(Debug, Default)]
struct Post {
    words: String,
    is_page: bool,
    author: Option<String>,
    when: Option<String>,
    url: Option<String>,
    pictures: Vec<String>,
}

/// Reads the posts in a file of JSON.
pub fn read(bytes: &[u8]) -> Result<Captured, Refused> {
    let (text, encoding, mut notes) = plain::decoded(bytes);
    let text = text.trim_start_matches('\u{feff}').trim();
    let json = match text.split_once('=') {
        Some((name, rest)) if name.starts_with("window.YTD.") => rest.trim().trim_end_matches(';'),
        _ => text,
    };
    let value: Value = serde_json::from_str(json).map_err(|error| Refused {
        what: format!("is no JSON: it breaks in line {}", error.line()),
        help: "save the answer of the service as it came".to_owned(),
    })?;
    let posts = posts(&value);
    if posts.is_empty() {
        return Err(Refused {
            what: "is JSON in which no post is known: X, Mastodon, Bluesky, and exports of Telegram and Facebook are read".to_owned(),
            help: "save the page that shows it, or copy its words into a text".to_owned(),
        });
    }
    let mut text = String::new();
    let mut pictures = 0;
    for post in &posts {
        pictures += post.pictures.len();
        let written = write(post, &mut notes);
        if !text.is_empty() && !written.is_empty() {
            text.push('\n');
        }
        text.push_str(&written);
        if text.len() > MOST_TEXT {
            return Err(super::flow::too_much());
        }
    }
    if pictures > 0 {
        notes.push(format!("pictures and films left out; their descriptions stay: {pictures}"));
    }
    let says = match &posts[..] {
        [only] => Says {
            authors: only.author.clone().into_iter().collect(),
            published: only.when.as_ref().and_then(|when| day(when)),
            url: only.url.clone(),
            ..Says::default()
        },
        _ => Says::default(),
    };
    Ok(Captured {
        text,
        markup: Markup::Markdown,
        says,
        extractor: EXTRACTOR.to_owned(),
        encoding,
        notes,
        ..Captured::default()
    })
}

fn write(post: &Post, notes: &mut Vec<String>) -> String {
    let mut written = Written::default();
    written.block(Block::Caption);
    let head =
        [&post.author, &post.when, &post.url].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
    written.words(&head);
    if !post.is_page {
        for line in post.words.split('\n') {
            if line.trim().is_empty() {
                written.block(Block::Paragraph);
            } else if written.is_at_start() || line == post.words.split('\n').next().unwrap_or("") {
                written.block(Block::Paragraph);
                written.words(line);
            } else {
                written.line_break();
                written.words(line);
            }
        }
    }
    let mut text = written.finish();
    if post.is_page
        && let Ok(page) = page::read(post.words.as_bytes())
    {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&page.text);
        notes.extend(page.notes);
    }
    for picture in post.pictures.iter().filter(|words| !words.is_empty()) {
        let mut caption = Written::default();
        caption.block(Block::Caption);
        caption.words(picture);
        text.push('\n');
        text.push_str(&caption.finish());
    }
    text
}

/// All posts, wherever they lie in the shapes that services have. JSON nests no deeper than its reader lets it.
fn posts(value: &Value) -> Vec<Post> {
    const AROUND: [&str; 15] = [
        "tweet",
        "tweets",
        "status",
        "statuses",
        "data",
        "posts",
        "post",
        "thread",
        "messages",
        "orderedItems",
        "items",
        "feed",
        "object",
        "replies",
        "result",
    ];
    let mut names = HashMap::new();
    let users = value.pointer("/includes/users").and_then(Value::as_array);
    for user in users.into_iter().flatten() {
        names.extend(string(user, "id").zip(who(user, "name", "username")));
    }
    let mut found = Vec::new();
    let mut left = vec![value];
    while let Some(value) = left.pop() {
        if let Some(all) = value.as_array() {
            left.extend(all.iter().rev());
        } else if value.is_object() {
            if let Some(post) = post(value, &names) {
                found.push(post);
                // What it answers, and what answers it, is not part of it.
                continue;
            }
            left.extend(AROUND.iter().rev().filter_map(|name| value.get(name)));
        }
    }
    found
}

fn post(value: &Value, names: &HashMap<String, String>) -> Option<Post> {
    // Bluesky: a record with an author around it.
    if let Some(record) =
        value.get("record").or_else(|| value.get("value")).filter(|record| record.get("text").is_some())
    {
        let pictures = record.pointer("/embed/images").and_then(Value::as_array);
        return Some(Post {
            words: string(record, "text")?,
            author: value.get("author").and_then(|author| who(author, "displayName", "handle")),
            when: string(record, "createdAt"),
            url: string(value, "uri"),
            pictures: pictures
                .into_iter()
                .flatten()
                .map(|one| string(one, "alt").unwrap_or_default())
                .collect(),
            ..Post::default()
        });
    }
    // Mastodon, and ActivityPub beneath it.
    if let Some(content) = string(value, "content")
        .filter(|_| value.get("created_at").or_else(|| value.get("published")).is_some())
    {
        let pictures =
            value.get("media_attachments").or_else(|| value.get("attachment")).and_then(Value::as_array);
        let describes =
            |one: &Value| string(one, "description").or_else(|| string(one, "name")).unwrap_or_default();
        let warning = string(value, "spoiler_text").or_else(|| string(value, "summary")).unwrap_or_default();
        let warned = if warning.is_empty() {
            String::new()
        } else {
            format!("<p>{}</p>", warning.replace('<', "&lt;"))
        };
        return Some(Post {
            words: format!("{warned}{content}"),
            is_page: true,
            author: value
                .get("account")
                .and_then(|who_| who(who_, "display_name", "acct"))
                .or_else(|| string(value, "attributedTo")),
            when: string(value, "created_at").or_else(|| string(value, "published")),
            url: string(value, "url").or_else(|| string(value, "id")),
            pictures: pictures.into_iter().flatten().map(describes).collect(),
        });
    }
    // Facebook's export writes each byte of UTF-8 as a letter of its own.
    if let Some(words) = value
        .get("data")
        .and_then(Value::as_array)
        .and_then(|all| all.iter().find_map(|one| string(one, "post")))
    {
        let when = value.get("timestamp").and_then(Value::as_i64).map(moment);
        return Some(Post {
            words: mended(&words),
            when,
            author: string(value, "author"),
            ..Post::default()
        });
    }
    // Telegram's export.
    if string(value, "type").is_some_and(|kind| kind == "message") && value.get("date").is_some() {
        let piece = |piece: &Value| piece.as_str().map(str::to_owned).or_else(|| string(piece, "text"));
        let words = match value.get("text")? {
            Value::Array(pieces) => pieces.iter().filter_map(piece).collect::<String>(),
            other => piece(other).unwrap_or_default(),
        };
        let pictures =
            value.get("photo").or_else(|| value.get("file")).map(|_| String::new()).into_iter().collect();
        return Some(Post {
            words,
            author: string(value, "from"),
            when: string(value, "date"),
            pictures,
            ..Post::default()
        });
    }
    // X.
    let words = value.pointer("/note_tweet/text").and_then(Value::as_str).map(str::to_owned);
    let words = words.or_else(|| string(value, "full_text")).or_else(|| string(value, "text"))?;
    let id = string(value, "id_str").or_else(|| string(value, "id"))?;
    let user = value.get("user").and_then(|user| who(user, "name", "screen_name"));
    let author = user.or_else(|| names.get(&string(value, "author_id")?).cloned());
    let media = value
        .pointer("/extended_entities/media")
        .or_else(|| value.pointer("/entities/media"))
        .and_then(Value::as_array);
    Some(Post {
        words: words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"),
        is_page: false,
        author,
        when: string(value, "created_at"),
        url: Some(format!("https://x.com/i/status/{id}")),
        pictures: media
            .into_iter()
            .flatten()
            .map(|one| string(one, "ext_alt_text").unwrap_or_default())
            .collect(),
    })
}

fn string(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

/// "Ada Keel (@ada)".
fn who(value: &Value, name: &str, handle: &str) -> Option<String> {
    let (name, handle) = (string(value, name).filter(|name| !name.is_empty()), string(value, handle));
    match (name, handle) {
        (Some(name), Some(handle)) => Some(format!("{name} (@{handle})")),
        (None, Some(handle)) => Some(format!("@{handle}")),
        (name, None) => name,
    }
}

/// UTF-8 whose bytes were taken for letters; the words as they are, if that is not so.
fn mended(words: &str) -> String {
    let bytes: Option<Vec<u8>> = words.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_else(|| words.to_owned())
}

/// The day of a time in ISO 8601, or as X has it: "Tue Feb 11 23:30:00 +0000 2020".
fn day(when: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    if when.starts_with(|c: char| c.is_ascii_digit()) {
        return when.get(..10).map(str::to_owned);
    }
    let steps: Vec<&str> = when.split_whitespace().collect();
    let [_, month, day, _, _, year] = steps[..] else { return None };
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    Some(format!("{year}-{month:02}-{day:0>2}"))
}

/// Seconds since 1970 as a moment in ISO 8601 (days to dates after H. Hinnant's `civil_from_days`).
fn moment(seconds: i64) -> String {
    let days = seconds.div_euclid(86_400).clamp(-700_000, 3_000_000) + 719_468;
    let of_day = seconds.rem_euclid(86_400);
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", of_day / 3600, of_day / 60 % 60, of_day % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(json: &str) -> String {
        read(json.as_bytes()).unwrap().text
    }

    #[test]
    fn posts_of_each_service_are_read() {
        let archive = r#"window.YTD.tweets.part0 = [{"tweet":{"id_str":"7","full_text":"40 &amp; more\nleft","created_at":"Tue Feb 11 23:30:00 +0000 2020"}}]"#;
        let taken = read(archive.as_bytes()).unwrap();
        assert_eq!(
            taken.text,
            "<figcaption>Tue Feb 11 23:30:00 +0000 2020, https://x.com/i/status/7</figcaption>\n\n40 & more\nleft\n"
        );
        assert_eq!(taken.says.published.as_deref(), Some("2020-02-11"));
        let second = r#"{"data":{"id":"7","author_id":"1","text":"a"},"includes":{"users":[{"id":"1","name":"Ada","username":"ada"}]}}"#;
        assert!(text(second).starts_with("<figcaption>Ada (@ada), https"));
        let mastodon = r#"{"content":"<p>640 carts</p>","created_at":"2020-02-11T00:00:00Z","account":{"acct":"ada","display_name":""},"url":"https://example.org/1"}"#;
        assert_eq!(
            text(mastodon),
            "<figcaption>@ada, 2020-02-11T00:00:00Z, https://example.org/1</figcaption>\n\n640 carts\n"
        );
        let bluesky = r#"{"thread":{"post":{"uri":"at://x","author":{"handle":"a.b"},"record":{"text":"a","createdAt":"2020-02-11"}}}}"#;
        assert!(text(bluesky).ends_with("\n\na\n"));
        let telegram = r#"{"messages":[{"type":"message","date":"2020-02-11T00:00:00","from":"Ada","text":["a ",{"type":"bold","text":"b"}]}]}"#;
        assert!(text(telegram).ends_with("\n\na b\n"));
        let facebook = r#"[{"timestamp":1581465600,"data":[{"post":"caf\u00c3\u00a9"}]}]"#;
        assert_eq!(text(facebook), "<figcaption>2020-02-12T00:00:00Z</figcaption>\n\ncafé\n");
    }

    #[test]
    fn other_json_is_refused() {
        assert!(read(b"{\"a\": 1}").is_err());
        assert!(read("[".repeat(100_000).as_bytes()).is_err());
    }
}
