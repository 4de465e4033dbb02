//! Web addresses that lead to one page.

/// The pages to which an address leads, each in one form: its own, and the one of which it is an archive's copy.
pub fn pages(url: &str) -> Vec<String> {
    let url = decoded(&url.trim().to_lowercase());
    let own = page(&url);
    let kept = ["http://", "https://"].iter().filter_map(|scheme| url.rfind(scheme)).max();
    let kept = kept.filter(|at| *at > 0).and_then(|at| url.get(at..)).map(page);
    std::iter::once(own).chain(kept).collect()
}

/// The host of an address that belongs to one body, without its edition; `None` of a host where anybody may publish.
pub fn host(url: &str) -> Option<String> {
    const ANYBODYS: [&str; 32] = [
        "facebook.com",
        "twitter.com",
        "x.com",
        "t.me",
        "telegram.me",
        "youtube.com",
        "youtu.be",
        "vk.com",
        "ok.ru",
        "instagram.com",
        "linkedin.com",
        "tiktok.com",
        "medium.com",
        "scribd.com",
        "issuu.com",
        "archive.org",
        "archive.ph",
        "archive.today",
        "archive.is",
        "perma.cc",
        "docs.google.com",
        "drive.google.com",
        "sites.google.com",
        "dropbox.com",
        "github.com",
        "gitlab.com",
        "reddit.com",
        "bsky.app",
        "undocs.org",
        "doi.org",
        "documentcloud.org",
        "livejournal.com",
    ];
    let url = decoded(&url.trim().to_lowercase());
    let rest = url.split_once("://")?.1;
    let host = bare(rest.split(['/', '?', '#']).next()?);
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let is_of =
        |known: &&str| host == *known || host.strip_suffix(*known).is_some_and(|label| label.ends_with('.'));
    (host.contains('.') && !ANYBODYS.iter().any(is_of)).then(|| host.to_owned())
}

/// Without what leads to the same page: the scheme, the host's edition for phones, a fragment, what follows readers about, the name of
/// a folder's first page, the language of a menu, a slash at the end.
fn page(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if parts.last().is_some_and(|last| is_first_page(last)) {
        parts.pop();
    }
    if parts.len() > 1 && parts.first().is_some_and(|first| is_language(first)) {
        parts.remove(0);
    }
    let mut asked: Vec<&str> =
        query.split('&').filter(|asked| !asked.is_empty() && !follows(asked)).collect();
    asked.sort_unstable();
    let place = std::iter::once(bare(host)).chain(parts).collect::<Vec<_>>().join("/");
    if asked.is_empty() { place } else { format!("{place}?{}", asked.join("&")) }
}

/// A host without the labels of an edition, and without the port that is everybody's.
fn bare(host: &str) -> &str {
    const EDITIONS: [&str; 6] = ["www", "m", "mobile", "amp", "www2", "touch"];
    let mut host = host.strip_suffix(":443").or_else(|| host.strip_suffix(":80")).unwrap_or(host);
    while let Some((label, rest)) = host.split_once('.') {
        // "m.example" is a site of its own.
        if !EDITIONS.contains(&label) || !rest.contains('.') {
            break;
        }
        host = rest;
    }
    host
}

fn is_first_page(name: &str) -> bool {
    name == "amp"
        || ["index.", "default."].iter().any(|stem| {
            let ending = name.strip_prefix(stem).unwrap_or_default();
            ["html", "htm", "php", "asp", "aspx", "jsp"].contains(&ending)
        })
}

fn is_language(part: &str) -> bool {
    const LANGUAGES: [&str; 40] = [
        "en", "de", "fr", "ru", "uk", "ua", "be", "by", "pl", "lt", "lv", "et", "es", "it", "pt", "nl", "sv",
        "fi", "no", "da", "cs", "sk", "hu", "ro", "bg", "sr", "hr", "sl", "el", "tr", "ar", "he", "fa", "zh",
        "ja", "ko", "ka", "hy", "kk", "az",
    ];
    let (language, region) = part.split_once(['-', '_']).unwrap_or((part, ""));
    LANGUAGES.contains(&language) && region.len() <= 4 && region.chars().all(char::is_alphanumeric)
}

/// Does it tell the host where a reader comes from, and nothing else?
fn follows(asked: &str) -> bool {
    const FOLLOW: [&str; 16] = [
        "fbclid",
        "gclid",
        "yclid",
        "dclid",
        "msclkid",
        "igshid",
        "mc_cid",
        "mc_eid",
        "ref",
        "ref_src",
        "referrer",
        "cmpid",
        "ocid",
        "ncid",
        "outputtype",
        "amp",
    ];
    let name = asked.split('=').next().unwrap_or(asked);
    name.starts_with("utm_") || FOLLOW.contains(&name)
}

/// Escapes of letters, digits and marks that need none, resolved (RFC 3986, 6.2.2.2).
fn decoded(url: &str) -> String {
    let mut decoded = String::with_capacity(url.len());
    let mut rest = url;
    while let Some((before, after)) = rest.split_once('%') {
        decoded.push_str(before);
        let byte = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let plain = byte.map(char::from).filter(|c| c.is_ascii_alphanumeric() || "-._~".contains(*c));
        if let Some(c) = plain {
            decoded.push(c.to_ascii_lowercase());
            rest = after.get(2..).unwrap_or_default();
        } else {
            decoded.push('%');
            rest = after;
        }
    }
    decoded.push_str(rest);
    decoded
}

#[cfg(test)]
mod tests {
    use super::pages;

    fn meet(one: &str, other: &str) -> bool {
        let other = pages(other);
        pages(one).iter().any(|page| other.contains(page))
    }

    #[test]
    fn addresses_of_one_page_meet() {
        let page = "https://mail.example/news/tugs";
        for same in [
            "http://www.mail.example/news/tugs/",
            "https://m.mail.example/news/tugs#top",
            "https://amp.mail.example/news/tugs",
            "https://mail.example/news/tugs?utm_source=x&utm_medium=y",
            "https://mail.example/news/tugs/index.html",
            "https://mail.example/news/tug%73",
            "https://mail.example/en/news/tugs",
            "https://mail.example:443//news/tugs/amp",
            "https://web.archive.example/web/2020/https://mail.example/news/tugs",
        ] {
            assert!(meet(page, same), "{same}");
        }
        assert!(meet("https://mail.example/ru/a", "https://mail.example/en/a"));
        assert!(meet("https://mail.example/a?b=1&a=2", "https://mail.example/a?a=2&fbclid=3&b=1"));
    }

    #[test]
    fn addresses_of_other_pages_do_not() {
        for (one, other) in [
            ("https://mail.example/a", "https://mail.example/b"),
            ("https://mail.example/?id=1", "https://mail.example/?id=2"),
            ("https://m.example/a", "https://example/a"),
            ("https://mail.example/en", "https://mail.example/ru"),
            ("https://a.example/en/a", "https://b.example/ru/a"),
            (
                "https://web.archive.example/web/2020/https://a.example/",
                "https://web.archive.example/web/2020/https://b.example/",
            ),
            ("https://mail.example/a%2Fb", "https://mail.example/a/b"),
        ] {
            assert!(!meet(one, other), "{one} {other}");
        }
    }
}
