//! The body of an answer of HTTP, without what it was packed in on its way (RFC 9110, 8.4; RFC 9112, 7.1).
//!
//! Gzip, deflate and Brotli (RFC 7932) are unpacked, also one in the other. What is packed in another way is refused by its name:
//! read as it is, it would be a text of rubbish.

use super::{MOST_TEXT, Refused, flow};
use brotli_decompressor::Decompressor;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// A body as its writer wrote it.
#[derive(Debug, PartialEq, Eq)]
pub struct Body {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Does it break off?
    pub is_cut: bool,
}

/// So many packings, one in the other, are undone.
const MOST_LAYERS: usize = 8;
/// So many bytes are handed to a reader of Brotli at a time.
const PIECE: usize = 4096;
const GZIP: &[u8] = b"\x1f\x8b";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// Unpacks a body. `transfer` and `content` are the fields that say how it is packed, in the order in which that was done.
pub fn unpacked(body: Vec<u8>, transfer: &str, content: &str) -> Result<Body, Refused> {
    let codings = format!("{content},{transfer}").to_ascii_lowercase();
    let codings = codings.split(',').map(|one| one.split(';').next().unwrap_or("").trim());
    let codings: Vec<&str> = codings.filter(|one| !matches!(*one, "" | "identity")).collect();
    let mut body = Body { bytes: body, is_cut: false };
    for coding in codings.iter().rev().take(MOST_LAYERS) {
        let is_gzip = body.bytes.starts_with(GZIP);
        match *coding {
            "chunked" => body.unchunk(),
            "gzip" | "x-gzip" if is_gzip => body.unpack(gzip)?,
            // Some writers unpack a body and keep the field that says it is packed.
            _ if is_text(&body.bytes) => {}
            "deflate" if body.bytes.first() == Some(&0x78) => {
                body.unpack(|bytes| Box::new(ZlibDecoder::new(bytes)))?;
            }
            "deflate" => body.unpack(|bytes| Box::new(DeflateDecoder::new(bytes)))?,
            // What else it may be, its first bytes tell below.
            "gzip" | "x-gzip" => {}
            "br" => body.unpack(|bytes| Box::new(Decompressor::new(bytes, PIECE)))?,
            other => return Err(packed(other)),
        }
    }
    // Some pack a body once more and do not say so.
    for _ in 0..MOST_LAYERS {
        if !body.bytes.starts_with(GZIP) {
            break;
        }
        body.unpack(gzip)?;
    }
    match () {
        () if body.bytes.starts_with(GZIP) => Err(packed("gzip, more often than anyone packs a page")),
        () if body.bytes.starts_with(ZSTD) => Err(packed("zstd")),
        () => Ok(body),
    }
}

type Unpacks = for<'b> fn(&'b [u8]) -> Box<dyn Read + 'b>;

fn gzip(bytes: &[u8]) -> Box<dyn Read + '_> {
    Box::new(MultiGzDecoder::new(bytes))
}

impl Body {
    fn unpack(&mut self, with: Unpacks) -> Result<(), Refused> {
        let mut plain = Vec::new();
        let done = with(&self.bytes).take(MOST_TEXT as u64 + 1).read_to_end(&mut plain);
        if plain.len() > MOST_TEXT {
            return Err(flow::too_much());
        }
        // What a truncated body gave is kept.
        if done.is_err() {
            if plain.is_empty() {
                return Err(Refused {
                    what: "is packed, and damaged: it cannot be unpacked".to_owned(),
                    help: "save the page anew".to_owned(),
                });
            }
            self.is_cut = true;
        }
        self.bytes = plain;
        Ok(())
    }

    /// Takes out the marks of its pieces. Some writers do so and keep the field: then it has none.
    fn unchunk(&mut self) {
        let mut whole = Vec::with_capacity(self.bytes.len());
        let mut rest = &*self.bytes;
        let is_whole = loop {
            let Some((size, after)) = chunk_size(rest) else { break false };
            if size == 0 {
                break true;
            }
            whole.extend_from_slice(after.get(..size).unwrap_or(after));
            let Some(after) = after.get(size..) else { break false };
            rest = after.strip_prefix(b"\r\n").or(after.strip_prefix(b"\n")).unwrap_or(after);
        };
        if is_whole || !whole.is_empty() {
            self.is_cut |= !is_whole;
            self.bytes = whole;
        }
    }
}

fn chunk_size(rest: &[u8]) -> Option<(usize, &[u8])> {
    let end = memchr::memchr(b'\n', rest.get(..rest.len().min(1024))?)?;
    let size = std::str::from_utf8(rest.get(..end)?).ok()?;
    let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
    Some((size, rest.get(end + 1..)?))
}

/// Does it begin as a page does that is not packed?
fn is_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let controls = head.iter().filter(|byte| **byte < b' ' && !byte.is_ascii_whitespace()).count();
    head.starts_with(b"<") && controls * 100 <= head.len()
}

fn packed(how: &str) -> Refused {
    let seen: String = how.chars().filter(|c| !c.is_control()).take(40).collect();
    Refused {
        what: format!("is packed with {seen}: that is not unpacked here"),
        help: "open the page in a program that shows such archives, and save it from there as HTML"
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use std::io::Write;

    const PAGE: &[u8] = b"<p>The yard sold forty boats in the autumn, said the council of the town.</p>";

    /// [`PAGE`] in Brotli, by the reference encoder of RFC 7932.
    const BROTLI: &[u8] =
        b"\x1bL\x00\xe0\x8d\xc38F\xbcxiOQ\xf2\xf8P\xe9\xe6R\x1d\xddZ&?h\xb8?8\xc3S\x10U:\x82\x8d\xb1\xb7u\
        \x07\xd1(\xaf\xa3u\x0a\xab\x94\xe9|\xf8\xa5\x1aYPlp4\xa7\x0c\xcd\x5c\xd7^\xe2i\x9a\x02";
    /// One space more than a text may have, by the same.
    const BROTLI_BOMB: &[u8] = b"\xcb\xff\xff?\xf8%@\xe2\xb1@ \xf7\xfe\x8f\xff\xff\x7f\xf0K\x00\xc4a\x11\x80\xee\xfd\x1f\x00\x00\x02 \x03";

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    fn bytes(body: &[u8], transfer: &str, content: &str) -> Vec<u8> {
        let body = unpacked(body.to_vec(), transfer, content).unwrap();
        assert!(!body.is_cut);
        body.bytes
    }

    #[test]
    fn gzip_deflate_and_brotli_are_undone_however_often() {
        let mut raw = flate2::write::DeflateEncoder::new(Vec::new(), Compression::fast());
        raw.write_all(PAGE).unwrap();
        let raw = raw.finish().unwrap();
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(&gzipped(PAGE)).unwrap();
        let zlib = zlib.finish().unwrap();
        let pieces = [&b"4d\r\n"[..], PAGE, b"\r\n0\r\n\r\n"].concat();
        for (body, transfer, content) in [
            (PAGE.to_vec(), "", ""),
            (gzipped(PAGE), "", "gzip"),
            (gzipped(&gzipped(PAGE)), "", "gzip, GZIP"),
            (gzipped(&gzipped(PAGE)), "", "gzip"),
            (gzipped(PAGE), "", ""),
            (raw, "", "deflate"),
            (zlib, "", "gzip, deflate"),
            (pieces, "chunked", "identity"),
            (PAGE.to_vec(), "chunked", "gzip"),
            (BROTLI.to_vec(), "", "br"),
            (gzipped(BROTLI), "", "br, gzip"),
            (PAGE.to_vec(), "", "br"),
        ] {
            assert!(bytes(&body, transfer, content) == PAGE, "{transfer} {content}");
        }
    }

    #[test]
    fn what_is_packed_otherwise_is_refused_by_name() {
        for (body, content, name) in [
            (&b"\x28\xb5\x2f\xfd\x04\0"[..], "zstd", "zstd"),
            (b"\x28\xb5\x2f\xfd\x04\0", "", "zstd"),
            (b"\x1f\x9d\x90", "compress", "compress"),
        ] {
            let refused = unpacked(body.to_vec(), "", content).unwrap_err();
            assert!(refused.what.contains(name), "{}", refused.what);
        }
    }

    #[test]
    fn what_unpacks_to_more_than_a_text_is_refused() {
        for (body, content) in [(gzipped(&vec![b' '; MOST_TEXT + 1]), "gzip"), (BROTLI_BOMB.to_vec(), "br")] {
            let refused = unpacked(body, "", content).unwrap_err();
            assert!(refused.what.contains("16 MiB"), "{content}: {}", refused.what);
        }
        // A window of 1 GiB, as the extension of Brotli for large ones has it.
        assert!(unpacked(b"\x11\x1e\xff\xff\xff\xe1\x97\x08\x8a\xc7\x02\x01".to_vec(), "", "br").is_err());
    }

    #[test]
    fn what_breaks_off_is_said() {
        let packed =
            gzipped(&PAGE.iter().copied().cycle().take(9_000).map(|byte| byte ^ 1).collect::<Vec<_>>());
        let cut = unpacked(packed[..packed.len() - 4].to_vec(), "", "gzip").unwrap();
        assert!(cut.is_cut && !cut.bytes.is_empty());
        let cut = unpacked(BROTLI[..BROTLI.len() - 10].to_vec(), "", "br").unwrap();
        assert!(cut.is_cut && PAGE.starts_with(&cut.bytes) && !cut.bytes.is_empty());
        let cut = unpacked(b"ffffffffffffffff\r\n<p>The yard".to_vec(), "chunked", "").unwrap();
        assert_eq!((&*cut.bytes, cut.is_cut), (&b"<p>The yard"[..], true));
    }
}
