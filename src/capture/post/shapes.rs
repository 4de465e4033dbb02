//! Where services keep the words of a post, and what hangs on it.

use super::{Post, Quoted};
use serde_json::Value;
use std::collections::HashMap;

/// All posts, wherever they lie in the shapes that services have. JSON nests no deeper than its reader lets it.
pub(super) fn posts(value: &Value) -> Vec<Post> {
    const AROUND: [&str; 26] = [
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
        // What the pages of X load.
        "tweetResult",
        "tweet_results",
        "itemContent",
        "item",
        "content",
        "entries",
        "instructions",
        "timeline",
        "timeline_v2",
        "threaded_conversation_with_injections_v2",
        "user",
    ];
    let beside = Beside::of(value);
    let mut found = Vec::new();
    let mut left = vec![(value, None)];
    while let Some((value, passed_on_by)) = left.pop() {
        if let Some(all) = value.as_array() {
            left.extend(all.iter().rev().map(|one| (one, passed_on_by.clone())));
        } else if value.is_object() {
            let by = passed_on(value).or(passed_on_by);
            if let Some(mut post) = post(value, &beside) {
                if post.passed_on_by.is_none() {
                    post.passed_on_by = by;
                }
                found.push(post);
                // What it answers, and what answers it, is not part of it.
                continue;
            }
            left.extend(AROUND.iter().rev().filter_map(|name| Some((value.get(name)?, by.clone()))));
        }
    }
    found
}

/// Who passed on what lies in this: Bluesky keeps it beside a post, `ActivityPub` around it.
fn passed_on(value: &Value) -> Option<String> {
    let by = value.pointer("/reason/by").and_then(|by| who(by, "displayName", "handle"));
    by.or_else(|| {
        is(value, "type", "Announce").then(|| string(value, "actor").unwrap_or_else(|| NOBODY.to_owned()))
    })
}

/// Who it was that a file does not name.
const NOBODY: &str = "somebody whom the file does not name";

/// What version 2 of X's interface puts beside the posts, by its ids.
#[derive(Default)]
struct Beside<'a> {
    names: HashMap<String, String>,
    all: HashMap<String, &'a Value>,
}

impl<'a> Beside<'a> {
    fn of(value: &'a Value) -> Self {
        let mut beside = Self::default();
        let list = |name: &str| value.pointer(name).and_then(Value::as_array).into_iter().flatten();
        for user in list("/includes/users") {
            beside.names.extend(string(user, "id").zip(who(user, "name", "username")));
        }
        for one in list("/includes/tweets").chain(list("/includes/polls")) {
            beside.all.extend(string(one, "id").map(|id| (id, one)));
        }
        for one in list("/includes/media") {
            beside.all.extend(string(one, "media_key").map(|id| (id, one)));
        }
        beside
    }
}

fn post(value: &Value, beside: &Beside) -> Option<Post> {
    bluesky(value)
        .or_else(|| mastodon(value))
        .or_else(|| facebook(value))
        .or_else(|| telegram(value))
        .or_else(|| loaded(value))
        .or_else(|| x(value, beside))
}

/// Bluesky: a record with an author around it.
fn bluesky(value: &Value) -> Option<Post> {
    let record =
        value.get("record").or_else(|| value.get("value")).filter(|record| record.get("text").is_some())?;
    let mut post = Post {
        words: string(record, "text")?,
        author: value.get("author").and_then(|author| who(author, "displayName", "handle")),
        when: string(record, "createdAt"),
        url: string(value, "uri").map(|uri| on_the_web(&uri, value)),
        ..Post::default()
    };
    // What the service makes of the embedded says more than the record itself; that of a quoted post lies in a list.
    let shown = value.get("embed").or_else(|| value.get("embeds")?.get(0)).filter(|shown| shown.is_object());
    let embedded = shown.or_else(|| record.get("embed"));
    for embed in embedded.into_iter().flat_map(|embed| [Some(embed), embed.get("media")]).flatten() {
        let images = embed.get("images").and_then(Value::as_array).into_iter().flatten();
        let films = embed.get("playlist").or_else(|| embed.get("video")).map(|_| embed);
        for image in images.chain(films) {
            post.pictures += 1;
            post.captions.extend(said(image, "alt"));
        }
        let card = embed.get("external").into_iter();
        post.captions
            .extend(card.flat_map(|card| [said(card, "title"), said(card, "description")]).flatten());
        if let Some(record) = embed.get("record") {
            let quoted = bluesky(record).or_else(|| bluesky(record.get("record")?));
            post.quotes = Some(quoted.map_or(Quoted::Elsewhere, |quoted| Quoted::Post(Box::new(quoted))));
        }
    }
    Some(post)
}

/// The address at which a reader finds a post of Bluesky.
fn on_the_web(uri: &str, post: &Value) -> String {
    let mut steps = uri.strip_prefix("at://").unwrap_or("").split('/');
    let (Some(did), Some("app.bsky.feed.post"), Some(key)) = (steps.next(), steps.next(), steps.next())
    else {
        return uri.to_owned();
    };
    let handle = post.pointer("/author/handle").and_then(Value::as_str).unwrap_or(did);
    format!("https://bsky.app/profile/{handle}/post/{key}")
}

/// Mastodon, and `ActivityPub` beneath it.
fn mastodon(value: &Value) -> Option<Post> {
    let when = string(value, "created_at").or_else(|| string(value, "published"));
    let account = value
        .get("account")
        .and_then(|account| who(account, "display_name", "acct"))
        .or_else(|| string(value, "attributedTo"));
    if let Some(inner) = value.get("reblog").and_then(mastodon) {
        return Some(Post { passed_on_by: Some(account.unwrap_or_else(|| NOBODY.to_owned())), ..inner });
    }
    // Who passed it on, and nothing more.
    if is(value, "type", "Announce") && value.get("object").is_some_and(Value::is_string) {
        return Some(Post { passed_on_by: passed_on(value), ..Post::default() });
    }
    // Of a person, it is the name.
    let is_titled = |kind: &str| ["Article", "Event", "Note", "Page", "Question", "Video"].contains(&kind);
    let title = string(value, "type").filter(|kind| is_titled(kind)).and_then(|_| said(value, "name"));
    let content = string(value, "content").or_else(|| title.is_some().then(String::new));
    let content = content.filter(|_| when.is_some())?;
    let warning = said(value, "spoiler_text").or_else(|| said(value, "summary"));
    let warning = warning.filter(|warning| Some(warning) != title.as_ref());
    let is_page = string(value, "mediaType").is_none_or(|kind| kind == "text/html");
    let mut post = Post {
        words: match (warning, is_page) {
            (None, _) => content,
            (Some(warning), true) => {
                format!("<p>{}</p>{content}", warning.replace('&', "&amp;").replace('<', "&lt;"))
            }
            (Some(warning), false) => format!("{warning}\n\n{content}"),
        },
        title,
        is_page,
        author: account,
        when,
        url: own_address(value),
        ..Post::default()
    };
    let lists =
        ["media_attachments", "attachment"].into_iter().filter_map(|name| value.get(name)?.as_array());
    for picture in lists.flatten() {
        // A link is no picture.
        post.pictures += usize::from(!is(picture, "type", "Link"));
        post.captions.extend(said(picture, "description").or_else(|| said(picture, "name")));
    }
    let options = ["/poll/options", "/oneOf", "/anyOf"].into_iter();
    for option in options.filter_map(|name| value.pointer(name)?.as_array()).flatten() {
        let votes = option.get("votes_count").or_else(|| option.pointer("/replies/totalItems"));
        let words = said(option, "title").or_else(|| said(option, "name"));
        post.captions.extend(words.map(|words| voted(&words, votes)));
    }
    if let Some(card) = value.get("card") {
        post.captions.extend([said(card, "title"), said(card, "description")].into_iter().flatten());
    }
    if let Some(quote) = value.get("quote").filter(|quote| quote.is_object()) {
        let quoted = quote.get("quoted_status").and_then(mastodon).or_else(|| mastodon(quote));
        post.quotes = Some(quoted.map_or(Quoted::Elsewhere, |quoted| Quoted::Post(Box::new(quoted))));
    }
    Some(post)
}

/// The address of a post, not of what it links to: some services give that as `url`.
fn own_address(value: &Value) -> Option<String> {
    let host = |address: &str| address.split('/').nth(2).map(str::to_owned);
    let id = string(value, "uri").or_else(|| string(value, "id")).filter(|id| id.starts_with("http"));
    let url = string(value, "url").filter(|url| url.starts_with("http"));
    match (url, id) {
        (Some(url), Some(id)) if host(&url) != host(&id) => Some(id),
        (Some(url), _) => Some(url),
        (None, id) => id,
    }
}

/// Facebook's export writes each byte of UTF-8 as a letter of its own.
fn facebook(value: &Value) -> Option<Post> {
    let words = value.get("data")?.as_array()?.iter().find_map(|one| string(one, "post"))?;
    Some(Post {
        words: mended(&words),
        when: value.get("timestamp").and_then(Value::as_i64).map(moment),
        author: string(value, "author").map(|author| mended(&author)),
        ..Post::default()
    })
}

/// Telegram's export.
fn telegram(value: &Value) -> Option<Post> {
    if !is(value, "type", "message") || value.get("date").is_none() {
        return None;
    }
    let piece = |piece: &Value| piece.as_str().map(str::to_owned).or_else(|| string(piece, "text"));
    let words = match value.get("text")? {
        Value::Array(pieces) => pieces.iter().filter_map(piece).collect::<String>(),
        other => piece(other).unwrap_or_default(),
    };
    let from = string(value, "from");
    let mut post = Post {
        words,
        author: from.clone(),
        when: string(value, "date"),
        pictures: usize::from(value.get("photo").or_else(|| value.get("file")).is_some()),
        ..Post::default()
    };
    if let Some(author) = said(value, "forwarded_from") {
        // The day is the one on which it was passed on.
        (post.author, post.when) = (Some(author), None);
        post.passed_on_by = Some(from.unwrap_or_else(|| NOBODY.to_owned()));
    }
    if let Some(poll) = value.get("poll") {
        post.captions.extend(said(poll, "question"));
        for answer in poll.get("answers").and_then(Value::as_array).into_iter().flatten() {
            post.captions.extend(said(answer, "text").map(|words| voted(&words, answer.get("voters"))));
        }
    }
    Some(post)
}

/// What the pages of X load: the post as version 1.1 has it, under `legacy`, and around it who wrote it and what is long.
fn loaded(value: &Value) -> Option<Post> {
    let value = value.get("tweet").filter(|tweet| tweet.get("legacy").is_some()).unwrap_or(value);
    let legacy = value.get("legacy").filter(|legacy| legacy.get("full_text").is_some())?;
    let user = value.pointer("/core/user_results/result");
    let user = user
        .and_then(|user| user.get("legacy").filter(|user| user.get("name").is_some()).or(user.get("core")));
    let author = user.and_then(|user| who(user, "name", "screen_name"));
    if let Some(inner) = legacy.pointer("/retweeted_status_result/result").and_then(loaded) {
        return Some(Post { passed_on_by: Some(author.unwrap_or_else(|| NOBODY.to_owned())), ..inner });
    }
    let mut post = x(legacy, &Beside::default())?;
    if post.passed_on_by.is_some() {
        post.passed_on_by = author.or(post.passed_on_by);
    } else {
        post.author = author;
    }
    if let Some(long) = value.pointer("/note_tweet/note_tweet_results/result/text").and_then(Value::as_str) {
        post.words = unescaped(long);
        post.is_cut = false;
    }
    let bound = value.pointer("/card/legacy/binding_values").and_then(Value::as_array);
    for one in bound.into_iter().flatten() {
        let key = string(one, "key").unwrap_or_default();
        let is_choice = key.starts_with("choice") && key.ends_with("_label");
        if is_choice || matches!(&*key, "title" | "description") {
            post.captions.extend(one.get("value").and_then(|value| said(value, "string_value")));
        }
    }
    if let Some(quoted) = value.pointer("/quoted_status_result/result").and_then(loaded) {
        post.quotes = Some(Quoted::Post(Box::new(quoted)));
    }
    Some(post)
}

/// X, as its interfaces give it out.
fn x(value: &Value, beside: &Beside) -> Option<Post> {
    referring(value, beside, 0)
}

/// So far a post is followed to those that it refers to: by their ids, they may refer to one another in a ring.
const FARTHEST: usize = 3;

fn referring(value: &Value, beside: &Beside, far: usize) -> Option<Post> {
    if far > FARTHEST {
        return None;
    }
    let long = ["/note_tweet/text", "/extended_tweet/full_text"];
    let long = long.into_iter().find_map(|place| value.pointer(place)?.as_str()).map(str::to_owned);
    let is_whole = long.is_some();
    let words = long.or_else(|| string(value, "full_text")).or_else(|| string(value, "text"))?;
    let id = string(value, "id_str").or_else(|| string(value, "id")).or_else(|| old_id(value))?;
    let user = value.get("user").and_then(|user| who(user, "name", "screen_name"));
    let user = user.or_else(|| value.get("author").and_then(|user| who(user, "name", "username")));
    let author = user.or_else(|| beside.names.get(&string(value, "author_id")?).cloned());
    let by = || author.clone().unwrap_or_else(|| NOBODY.to_owned());
    // Version 2 names the posts that one refers to, and they may lie there or beside it.
    let referred = |kind: &'static str| {
        let all = value.get("referenced_tweets")?.as_array()?;
        let one = all.iter().find(|one| is(one, "type", kind))?;
        let id = string(one, "id").unwrap_or_default();
        Some((beside.all.get(&id).copied().unwrap_or(one), id))
    };
    let passed_on = value.get("retweeted_status").map(|inner| (inner, String::new()));
    let passed_on = passed_on.or_else(|| referred("retweeted"));
    if let Some(inner) = passed_on.as_ref().and_then(|(inner, _)| referring(inner, beside, far + 1)) {
        return Some(Post { passed_on_by: Some(by()), ..inner });
    }
    let mut post = Post {
        words: unescaped(&words),
        when: string(value, "created_at"),
        url: Some(address(&id)),
        ..Post::default()
    };
    let cut = post.words.strip_prefix("RT @").and_then(|rest| rest.split_once(": "));
    let cut = cut.map(|(name, words)| (format!("@{name}"), words.to_owned()));
    if let Some((name, words)) = cut {
        // The day is the one on which it was passed on.
        post.when = None;
        post.url = passed_on.filter(|(_, id)| !id.is_empty()).map(|(_, id)| address(&id));
        post.author = Some(name);
        post.is_cut = words.trim_end().ends_with('…');
        post.words = words;
        post.passed_on_by = Some(by());
    } else {
        post.author = author;
        post.is_cut = !is_whole && value.get("truncated") == Some(&Value::Bool(true));
    }
    let media = ["/extended_tweet/extended_entities/media", "/extended_entities/media", "/entities/media"];
    for one in media.iter().find_map(|place| value.pointer(place)?.as_array()).into_iter().flatten() {
        post.pictures += 1;
        post.captions.extend(said(one, "ext_alt_text"));
    }
    let kept = |place: &str| value.pointer(place).and_then(Value::as_array).into_iter().flatten();
    let kept = kept("/attachments/media_keys").chain(kept("/attachments/poll_ids")).filter_map(Value::as_str);
    for one in kept {
        let one = beside.all.get(one).copied().unwrap_or(&Value::Null);
        let options = one.get("options").and_then(Value::as_array);
        post.pictures += usize::from(options.is_none());
        post.captions.extend(said(one, "alt_text"));
        let options = options.into_iter().flatten();
        post.captions.extend(options.filter_map(|one| Some(voted(&said(one, "label")?, one.get("votes")))));
    }
    for link in value.pointer("/entities/urls").and_then(Value::as_array).into_iter().flatten() {
        post.captions.extend([said(link, "title"), said(link, "description")].into_iter().flatten());
    }
    let quoted = value.get("quoted_status").or_else(|| referred("quoted").map(|(quoted, _)| quoted));
    post.quotes = match quoted.and_then(|quoted| referring(quoted, beside, far + 1)) {
        Some(quoted) => Some(Quoted::Post(Box::new(quoted))),
        None if quoted.is_some() || value.get("is_quote_status") == Some(&Value::Bool(true)) => {
            Some(Quoted::Elsewhere)
        }
        None => None,
    };
    Some(post)
}

fn address(id: &str) -> String {
    format!("https://x.com/i/status/{id}")
}

fn unescaped(words: &str) -> String {
    words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// An answer of a poll, and how many gave it.
fn voted(words: &str, votes: Option<&Value>) -> String {
    votes.and_then(Value::as_u64).map_or_else(|| words.to_owned(), |votes| format!("{words} ({votes})"))
}

fn is(value: &Value, name: &str, word: &str) -> bool {
    value.get(name).and_then(Value::as_str) == Some(word)
}

/// Words that are there.
fn said(value: &Value, name: &str) -> Option<String> {
    string(value, name).filter(|words| !words.trim().is_empty())
}

fn string(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_owned)
}

/// An id as X gave it out at first: a number, and no text beside it. Other services have such numbers too, and no screen names.
fn old_id(value: &Value) -> Option<String> {
    value.pointer("/user/screen_name")?;
    value.get("id")?.as_u64().map(|number| number.to_string())
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
