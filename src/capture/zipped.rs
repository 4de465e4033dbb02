//! The parts of a zip (APPNOTE 6.3), unpacked within limits, by their names. What they are called never becomes a path.

use super::{MOST_TEXT, Refused};
use encoding_rs::{Encoding, UTF_8};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// How many parts a zip may have.
const MOST_PARTS: usize = 20_000;
/// How much all that is read of it may take up.
const MOST_IN_ALL: usize = 8 * MOST_TEXT;

/// An open zip.
pub struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    left: usize,
}

impl<'a> Parts<'a> {
    /// Opens a zip.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refused> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        if archive.len() > MOST_PARTS {
            return Err(Refused {
                what: format!("has {} parts, and {MOST_PARTS} are read at most", archive.len()),
                help: "open it in the program that made it, and save it anew".to_owned(),
            });
        }
        let names: Vec<String> =
            archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
        if let Some(name) = names.iter().find(|name| name.split(['/', '\\']).any(|step| step == "..")) {
            let seen: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
            return Err(Refused {
                what: format!(
                    "has a part with the name \"{seen}\", which leads out of it: no office program writes that"
                ),
                help: "ask for another copy; this one was tampered with".to_owned(),
            });
        }
        Ok(Self { archive, names, left: MOST_IN_ALL })
    }

    /// The names of the parts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The bytes of a part, if there is one with this name.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Refused> {
        let Some(at) = self.archive.index_for_name(name) else { return Ok(None) };
        let part = self.archive.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(why) if why.contains("assword") => encrypted(),
            _ => damaged(),
        })?;
        let most = self.left.min(MOST_TEXT);
        let mut bytes = Vec::new();
        part.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        if bytes.len() > most {
            let seen: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
            return Err(Refused {
                what: format!("unpacks to more than {} MiB (at its part \"{seen}\")", most >> 20),
                help: "take the part of it that you quote from, and save that".to_owned(),
            });
        }
        self.left -= bytes.len();
        Ok(Some(bytes))
    }

    /// A part that is text: in UTF-8, or as its byte order mark says.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Refused> {
        Ok(self.part(name)?.map(|bytes| {
            let encoding = Encoding::for_bom(&bytes).map_or(UTF_8, |(encoding, _)| encoding);
            encoding.decode(&bytes).0.into_owned()
        }))
    }

    /// Refuses an `OpenDocument` whose parts are encrypted (`OpenDocument` 1.3, part 2, 3.4).
    pub fn refuse_encrypted(&mut self) -> Result<(), Refused> {
        let manifest = self.text("META-INF/manifest.xml")?.unwrap_or_default();
        if manifest.contains("encryption-data") { Err(encrypted()) } else { Ok(()) }
    }

    /// Unpacks every part, and throws it away, so that a library which sets no limits may read the zip.
    pub fn prove(&mut self) -> Result<(), Refused> {
        for name in self.names.clone() {
            self.part(&name)?;
        }
        self.left = MOST_IN_ALL;
        Ok(())
    }
}

fn encrypted() -> Refused {
    Refused {
        what: "is encrypted".to_owned(),
        help: "open it with its password, and save it without".to_owned(),
    }
}

fn damaged() -> Refused {
    Refused {
        what: "is a damaged zip: it cannot be unpacked".to_owned(),
        help: "get it anew; if an office program can still open it, save it from there".to_owned(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    /// A zip of these parts.
    pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_read_by_name() {
        let zip = zip(&[("a/b.xml", b"<x/>"), ("c", "\u{feff}d".as_bytes())]);
        let mut parts = Parts::open(&zip).unwrap();
        assert_eq!(parts.names().collect::<Vec<_>>(), ["a/b.xml", "c"]);
        assert_eq!(parts.text("a/b.xml").unwrap().as_deref(), Some("<x/>"));
        assert_eq!(parts.text("c").unwrap().as_deref(), Some("d"));
        assert_eq!(parts.text("none").unwrap(), None);
    }

    #[test]
    fn bombs_and_names_that_lead_out_are_refused() {
        let bomb = zip(&[("a", &vec![0; MOST_TEXT + 1])]);
        assert!(bomb.len() < 100_000);
        let refused = Parts::open(&bomb).unwrap().part("a").unwrap_err();
        assert!(refused.what.contains("16 MiB"), "{}", refused.what);
        assert!(Parts::open(&zip(&[("../../a", b"")])).is_err());
        assert!(Parts::open(b"PK\x03\x04").is_err());
    }
}
