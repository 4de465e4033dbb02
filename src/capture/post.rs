//! Posts as services give them out, in JSON or JSON Lines: X (archive `tweets.js`, API 1.1 and 2, what its pages load), Mastodon (a
//! status, an archive's outbox) and its kin, Bluesky, exports of Telegram and Facebook. Each post: who, when and where as a line,
//! then its words.
//!
//! The words are those of whoever wrote them: of a post that somebody passed on, author, day and address are the inner post's. What
//! hangs on a post, and is not its words, stands as captions: quoted posts, polls, cards, descriptions of pictures.

mod shapes;

use super::flow::too_much;
use super::left_out::left_out;
use super::written::{Block, Written};
use super::{Captured, MOST_TEXT, Markup, Refused, Says, page, plain};
use serde_json::Value;
use std::collections::BTreeSet;

/// Which way of reading this is.
pub const EXTRACTOR: &str = "post 3";

#[derive(Debug, Default)]
struct Post {
    title: Option<String>,
    words: String,
    is_page: bool,
    author: Option<String>,
    when: Option<String>,
    url: Option<String>,
    /// Who passed it on, if not its author put it there.
    passed_on_by: Option<String>,
    /// Does the file hold only its beginning?
    is_cut: bool,
    /// Words that hang on it: of polls, cards and pictures.
    captions: Vec<String>,
    pictures: usize,
    quotes: Option<Quoted>,
}

#[derive(Debug)]
enum Quoted {
    Post(Box<Post>),
    /// It is not in the file.
    Elsewhere,
}

/// Reads the posts in a file of JSON.
pub fn read(bytes: &[u8]) -> Result<Captured, Refused> {
    let (text, encoding, mut notes) = plain::decoded(bytes);
    let text = text.trim_start_matches('\u{feff}').trim();
    let posts = posts(text)?;
    let written: Vec<Words> = posts.iter().map(write).collect();
    let of_words = || posts.iter().zip(&written).filter(|(_, words)| !words.text.is_empty());
    let said: BTreeSet<&String> = written.iter().flat_map(|words| &words.notes).collect();
    notes.extend(said.into_iter().cloned());
    let mut text = String::new();
    for (_, words) in of_words() {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&words.text);
        if text.len() > MOST_TEXT {
            return Err(too_much());
        }
    }
    let only = match &of_words().map(|(post, _)| post).collect::<Vec<_>>()[..] {
        [] => return Err(without_words(&posts, &notes)),
        [only] => Some(*only),
        _ => None,
    };
    notes.extend(sentences(&posts, only, posts.len() - of_words().count()));
    let says = only.map_or_else(Says::default, |only| Says {
        title: only.title.clone(),
        authors: only.author.clone().into_iter().collect(),
        published: only.when.as_ref().and_then(|when| day(when)),
        url: only.url.clone(),
        ..Says::default()
    });
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

/// The posts of a file. JSON Lines, a post a line, must hold one.
fn posts(text: &str) -> Result<Vec<Post>, Refused> {
    let json = match text.split_once('=') {
        Some((name, rest)) if name.starts_with("window.YTD.") => rest.trim().trim_end_matches(';'),
        _ => text,
    };
    let known = |posts: Vec<Post>| {
        if !posts.is_empty() {
            return Ok(posts);
        }
        Err(Refused {
            what: "is JSON in which no post is known: X, Mastodon, Bluesky, and exports of Telegram and Facebook are read"
                .to_owned(),
            help: "save the page that shows it, or copy its words into a text".to_owned(),
        })
    };
    let broken = match serde_json::from_str::<Value>(json) {
        Ok(value) => return known(shapes::posts(&value)),
        Err(error) => error,
    };
    let lines = json.lines().filter(|line| !line.trim().is_empty());
    let lines: Option<Vec<Value>> = lines.map(|line| serde_json::from_str(line).ok()).collect();
    let Some(lines) = lines else {
        return Err(Refused {
            what: format!("is no JSON: it breaks in line {}", broken.line()),
            help: "save the answer of the service as it came".to_owned(),
        });
    };
    let posts = known(lines.iter().flat_map(shapes::posts).collect())?;
    if posts.len() > 1 {
        return Err(Refused {
            what: format!("holds {} posts, a line each or more", posts.len()),
            help: "choose the post that you quote: put its line into a file of its own, and give that"
                .to_owned(),
        });
    }
    Ok(posts)
}

fn without_words(posts: &[Post], notes: &[String]) -> Refused {
    let quotes = posts.iter().find_map(|post| post.quotes.as_ref());
    let what = match quotes {
        Some(Quoted::Post(quoted)) => {
            let author = quoted.author.as_deref().unwrap_or("somebody else");
            format!("is a post without words of its own: it quotes one of {author}")
        }
        _ => "is a post without words".to_owned(),
    };
    Refused {
        what: [what].into_iter().chain(notes.iter().cloned()).collect::<Vec<_>>().join("; "),
        help: "a post that only passes another on is no source: give that other; words in a picture have to be typed, and given \
               with `--made-by`"
            .to_owned(),
    }
}

/// What a person should look at.
fn sentences(posts: &[Post], only: Option<&Post>, wordless: usize) -> Vec<String> {
    let mut notes = Vec::new();
    let count = |is: &dyn Fn(&Post) -> bool| posts.iter().filter(|post| is(post)).count();
    let passed_on = count(&|post| post.passed_on_by.is_some());
    match only.and_then(|only| only.passed_on_by.as_ref()) {
        Some(name) => notes.push(format!(
            "passed on by {name}: author, words, day and address are those of the post that was passed on"
        )),
        None if passed_on > 0 => {
            notes.push(format!(
                "posts that somebody else passed on, under the names of their authors: {passed_on}"
            ));
        }
        None => {}
    }
    let quoted = count(&|post| matches!(post.quotes, Some(Quoted::Post(_))));
    let elsewhere = count(&|post| matches!(post.quotes, Some(Quoted::Elsewhere)));
    let deeper = count(&|post| matches!(&post.quotes, Some(Quoted::Post(quoted)) if quoted.quotes.is_some()));
    notes.extend(left_out(&[
        (count(&|post| post.is_cut), "posts of which the file holds only the beginning, up to an `…`"),
        (quoted, "quoted posts, which stand as captions: to quote from one, make a source of it"),
        (elsewhere, "quoted posts left out: the file does not hold them"),
        (deeper, "posts left out that a quoted post quotes in its turn"),
        (
            posts.iter().map(|post| post.pictures).sum(),
            "pictures and films left out; their descriptions stay",
        ),
        (wordless, "posts without words left out"),
    ]));
    notes
}

/// A post as Markdown.
struct Words {
    /// Nothing, if it has no words.
    text: String,
    notes: Vec<String>,
}

fn write(post: &Post) -> Words {
    let (body, notes) = body(post);
    if body.is_empty() && post.title.is_none() && post.captions.is_empty() {
        return Words { text: String::new(), notes };
    }
    let mut blocks = vec![captioned(&head(post))];
    if let Some(title) = &post.title {
        let mut written = Written::default();
        written.block(Block::Heading(1));
        written.words(title);
        blocks.push(written.finish());
    }
    blocks.push(body);
    blocks.extend(post.captions.iter().map(|words| captioned(words)));
    if let Some(Quoted::Post(quoted)) = &post.quotes {
        blocks.push(captioned(&format!("quotes: {}", head(quoted))));
        let words = self::body(quoted).0;
        let title = quoted.title.as_deref().unwrap_or("");
        let lines =
            [title].into_iter().chain(words.lines()).chain(quoted.captions.iter().map(String::as_str));
        // The words are Markdown already.
        let caption = |line: &str| match line.trim() {
            "" => String::new(),
            line => format!("<figcaption>{line}</figcaption>\n"),
        };
        blocks.extend(lines.map(caption));
    }
    blocks.retain(|block| !block.is_empty());
    Words { text: blocks.join("\n"), notes }
}

/// Who, when and where.
fn head(post: &Post) -> String {
    let passed_on = post.passed_on_by.as_ref().map(|name| format!("passed on by {name}"));
    [&post.author, &post.when, &post.url, &passed_on]
        .into_iter()
        .flatten()
        .filter(|one| !one.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(", ")
}

fn captioned(words: &str) -> String {
    let mut written = Written::default();
    written.block(Block::Caption);
    written.words(words);
    written.finish()
}

/// The words alone, and what is to be said of them.
fn body(post: &Post) -> (String, Vec<String>) {
    if post.is_page {
        return match page::read_whole(post.words.as_bytes()) {
            Ok(page) => (page.text, page.notes),
            Err(refused) if page::is_without_words(&refused) => (String::new(), Vec::new()),
            Err(refused) => (String::new(), vec![format!("a post is left out: it {}", refused.what)]),
        };
    }
    let mut written = Written::default();
    let mut begins = true;
    for line in post.words.split('\n') {
        if line.trim().is_empty() {
            begins = true;
            continue;
        }
        if begins {
            written.block(Block::Paragraph);
        } else {
            written.line_break();
        }
        begins = false;
        written.words(line);
    }
    (written.finish(), Vec::new())
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
    fn what_is_passed_on_is_its_authors() {
        let boost = r#"{"id":"113","created_at":"2024-03-01T10:00:00Z","content":"<p>RT</p>","url":null,"uri":"https://m.example/113/activity",
            "account":{"acct":"bea","display_name":"Bea"},"reblog":{"id":"112","created_at":"2024-02-28T09:00:00Z",
            "content":"<p>The mayor took it.</p>","url":"https://m.example/@ada/112","account":{"acct":"ada","display_name":"Ada"}}}"#;
        let retweet = r#"{"id_str":"8","created_at":"Fri Mar 01 23:30:00 +0000 2024","full_text":"RT @ada: The ma…","user":{"name":"Bea","screen_name":"bea"},
            "retweeted_status":{"id_str":"7","created_at":"Wed Feb 28 20:30:00 +0000 2024","full_text":"The mayor took it.","user":{"name":"Ada","screen_name":"ada"}}}"#;
        let second = r#"{"data":{"id":"8","author_id":"2","created_at":"2024-03-01","text":"RT @ada: The ma…","referenced_tweets":[{"type":"retweeted","id":"7"}]},
            "includes":{"users":[{"id":"1","name":"Ada","username":"ada"},{"id":"2","name":"Bea","username":"bea"}],
            "tweets":[{"id":"7","author_id":"1","created_at":"2024-02-28T20:30:00.000Z","text":"The mayor took it."}]}}"#;
        let loaded = r#"{"data":{"tweetResult":{"result":{"rest_id":"8","core":{"user_results":{"result":{"legacy":{"name":"Bea","screen_name":"bea"}}}},
            "legacy":{"full_text":"RT @ada: The ma…","id_str":"8","created_at":"Fri Mar 01 23:30:00 +0000 2024","retweeted_status_result":{"result":{
            "rest_id":"7","core":{"user_results":{"result":{"core":{"name":"Ada","screen_name":"ada"}}}},
            "legacy":{"full_text":"The mayor took it.","id_str":"7","created_at":"Wed Feb 28 20:30:00 +0000 2024"}}}}}}}}"#;
        let repost = r#"{"post":{"uri":"at://did:plc:x/app.bsky.feed.post/7","author":{"handle":"ada","displayName":"Ada"},"record":{"text":"The mayor took it.",
            "createdAt":"2024-02-28"}},"reason":{"by":{"handle":"bea","displayName":"Bea"}}}"#;
        let announced = r#"{"type":"Announce","actor":"Bea (@bea)","published":"2024-03-01","object":{"type":"Note","id":"https://m.example/7",
            "attributedTo":"Ada (@ada)","published":"2024-02-28","content":"<p>The mayor took it."}}"#;
        for json in [boost, retweet, second, loaded, repost, announced] {
            let taken = read(json.as_bytes()).unwrap();
            assert!(
                taken.text.ends_with("passed on by Bea (@bea)</figcaption>\n\nThe mayor took it.\n"),
                "{}",
                taken.text
            );
            assert_eq!(taken.says.authors, ["Ada (@ada)"], "{json}");
            assert_eq!(taken.says.published.as_deref(), Some("2024-02-28"));
            assert!(
                taken.says.url.as_deref().is_some_and(|url| url.contains('7') || url.contains("112")),
                "{:?}",
                taken.says
            );
            assert!(
                taken.notes.iter().any(|note| note.starts_with("passed on by Bea (@bea)")),
                "{:?}",
                taken.notes
            );
        }
        // Only the beginning is there, and not its day.
        let cut = read(r#"{"id_str":"8","created_at":"2024-03-01","full_text":"RT @ada: The ma…","user":{"screen_name":"bea"}}"#.as_bytes()).unwrap();
        assert!(cut.text.ends_with("\n\nThe ma…\n") && cut.notes.len() == 2, "{cut:?}");
        assert_eq!((&*cut.says.authors, cut.says.published), (&["@ada".to_owned()][..], None));
    }

    #[test]
    fn what_hangs_on_a_post_stands_as_captions() {
        let poll = r#"{"created_at":"2024-03-01","content":"<p>Shut the bridge?</p>","url":"https://m.example/1","account":{"acct":"a"},
            "poll":{"options":[{"title":"Yes, shut it","votes_count":640},{"title":"No"}]},"card":{"title":"Bridge closed","description":"By decree"},
            "media_attachments":[{"description":""},{"description":"A bridge"}]}"#;
        let taken = read(poll.as_bytes()).unwrap();
        for words in ["Yes, shut it (640)", "No", "Bridge closed", "By decree", "A bridge"] {
            assert!(taken.text.contains(&format!("<figcaption>{words}</figcaption>\n")), "{}", taken.text);
        }
        assert!(!taken.text.contains("<figcaption></figcaption>"));
        let question = r#"{"type":"Question","published":"2024-03-01","content":"Shut it?","oneOf":[{"name":"Yes"},{"name":"No"}],"id":"https://m.example/1"}"#;
        assert!(
            text(question)
                .ends_with("Shut it?\n\n<figcaption>Yes</figcaption>\n\n<figcaption>No</figcaption>\n")
        );
        let quote = r#"{"uri":"at://did:plc:b/app.bsky.feed.post/8","author":{"handle":"bea"},"record":{"text":"See:","createdAt":"2024-03-01"},
            "embed":{"record":{"record":{"uri":"at://did:plc:a/app.bsky.feed.post/7","author":{"handle":"ada"},"value":{"text":"It was *he*.","createdAt":"2024-02-28"}}},
            "media":{"images":[{"alt":"A bridge"},{"alt":""}]}}}"#;
        let taken = read(quote.as_bytes()).unwrap();
        assert_eq!(
            taken.text,
            "<figcaption>@bea, 2024-03-01, https://bsky.app/profile/bea/post/8</figcaption>\n\nSee:\n\n<figcaption>A bridge</figcaption>\n\n\
             <figcaption>quotes: @ada, 2024-02-28, https://bsky.app/profile/ada/post/7</figcaption>\n\n<figcaption>It was \\*he\\*.</figcaption>\n"
        );
        assert_eq!(taken.says.authors, ["@bea"]);
        let tweets = r#"{"id_str":"8","full_text":"So he did.","quoted_status":{"id_str":"7","full_text":"I never did.","user":{"screen_name":"ada"}}}"#;
        assert!(text(tweets).contains("quotes: @ada") && text(tweets).contains("<figcaption>I never did."));
        let gone = r#"{"id_str":"8","full_text":"So he did.","is_quote_status":true}"#;
        assert!(read(gone.as_bytes()).unwrap().notes[0].contains("does not hold"));
        let title = r#"{"type":"Page","id":"https://l.example/post/1","url":"https://video.example/x","name":"Who took it?","published":"2024-03-01"}"#;
        let taken = read(title.as_bytes()).unwrap();
        assert!(taken.text.ends_with("# Who took it?\n"), "{}", taken.text);
        assert_eq!(
            taken.says.url.as_deref(),
            Some("https://l.example/post/1"),
            "not the address that it links to"
        );
        let long = r#"{"id_str":"8","text":"The ma…","truncated":true,"extended_tweet":{"full_text":"The mayor took it."}}"#;
        assert!(text(long).ends_with("The mayor took it.\n"));
    }

    #[test]
    fn an_old_id_is_a_number_where_it_is_one_of_x() {
        let post = |user: &str| {
            format!(
                r#"[{{"created_at":"Sun Jun 03 18:15:29 +0000 2007","text":"Full of eels","id":89512102,"user":{user}}}]"#
            )
        };
        assert!(
            text(&post(r#"{"name":"Ada","screen_name":"ada"}"#)).contains("https://x.com/i/status/89512102")
        );
        assert!(read(post(r#"{"name":"Ada"}"#).as_bytes()).is_err());
    }

    #[test]
    fn lines_of_json_hold_one_post_or_are_refused() {
        let one = r#"{"id_str":"8","full_text":"So he did."}"#;
        assert!(text(&format!("{one}\n{{\"a\":1}}\n")).ends_with("So he did.\n"));
        let refused = read(format!("{one}\n{one}\n").as_bytes()).unwrap_err();
        assert!(refused.what.contains("2 posts") && refused.help.starts_with("choose"), "{refused:?}");
    }

    #[test]
    fn a_post_without_words_is_refused() {
        for json in [
            r#"{"id_str":"8","full_text":""}"#,
            r#"{"content":"<p></p>","created_at":"2024-03-01","media_attachments":[{"description":null}]}"#,
            r#"{"type":"Announce","actor":"a","object":"https://m.example/1"}"#,
            r#"{"author":{"handle":"a"},"record":{"text":""},"embed":{"record":{"author":{"handle":"b"},"value":{"text":"Words."}}}}"#,
        ] {
            let refused = read(json.as_bytes()).unwrap_err();
            assert!(refused.what.contains("without words"), "{refused:?}");
        }
        let two = r#"[{"id_str":"8","full_text":" "},{"id_str":"9","full_text":"So he did."}]"#;
        let taken = read(two.as_bytes()).unwrap();
        assert!(taken.notes == ["posts without words left out: 1"] && taken.says.url.is_some(), "{taken:?}");
    }

    #[test]
    fn posts_that_refer_to_one_another_end() {
        let ring = r#"{"data":{"id":"7","text":"a","referenced_tweets":[{"type":"quoted","id":"8"}]},"includes":{"tweets":[
            {"id":"7","text":"a","referenced_tweets":[{"type":"quoted","id":"8"}]},{"id":"8","text":"b","referenced_tweets":[{"type":"quoted","id":"7"}]}]}}"#;
        assert!(text(ring).starts_with("<figcaption>https://x.com/i/status/7</figcaption>\n\na\n"));
    }

    #[test]
    fn other_json_is_refused() {
        assert!(read(b"{\"a\": 1}").is_err());
        assert!(read("[".repeat(100_000).as_bytes()).is_err());
    }
}
