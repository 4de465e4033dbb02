//! XML as a row of steps: an element begins, words, an element ends. Prefixes are dropped: the documents read here mean the same
//! by a local name whatever its prefix is. Entities are never expanded but for the five that XML has and those with a number.

use super::Refused;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// A step through a document.
pub enum Step<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// An element ends.
    Close(String),
    /// Words.
    Words(Cow<'a, str>),
}

/// The begin of an element.
pub struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name without a prefix.
    pub fn name(&self) -> String {
        self.0.local_name().as_ref().to_owned()
    }

    /// An attribute by its name without a prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let found = self
            .0
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|one| one.key.local_name().as_ref() == name)?;
        Some(
            found
                .normalized_value(XmlVersion::Implicit1_0)
                .map_or_else(|_| found.value.to_string(), Cow::into_owned),
        )
    }

    /// An attribute as a number.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// The steps through a document, up to its end or to where it is damaged.
pub struct Steps<'a> {
    reader: Reader<&'a [u8]>,
    /// How many elements are open.
    depth: usize,
}

impl<'a> Steps<'a> {
    /// Begins.
    pub fn of(xml: &'a str) -> Self {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, depth: 0 }
    }

    /// The next step; none at the end.
    #[expect(
        clippy::should_implement_trait,
        reason = "an iterator of results would hide the damage from `?`"
    )]
    pub fn next(&mut self) -> Result<Option<Step<'a>>, Refused> {
        loop {
            let event = self.reader.read_event().map_err(|_| broken(self.reader.error_position()))?;
            match &event {
                Event::Start(_) => self.depth += 1,
                Event::End(_) => self.depth = self.depth.saturating_sub(1),
                // The reader takes a file that was cut for a whole one.
                Event::Eof if self.depth > 0 => return Err(broken(self.reader.buffer_position())),
                _ => {}
            }
            return Ok(Some(match event {
                Event::Start(tag) | Event::Empty(tag) => Step::Open(Tag(tag)),
                Event::End(tag) => Step::Close(tag.local_name().as_ref().to_owned()),
                Event::Text(words) => Step::Words(words.xml10_content()),
                Event::CData(words) => Step::Words(words.xml10_content()),
                Event::GeneralRef(name) => Step::Words(if let Ok(Some(c)) = name.resolve_char_ref() {
                    Cow::Owned(c.to_string())
                } else {
                    let name = name.into_inner();
                    resolve_predefined_entity(&name)
                        .map_or_else(|| Cow::Owned(format!("&{name};")), Cow::Borrowed)
                }),
                Event::DocType(declared) if declared.as_ref().contains("<!ENTITY") => {
                    return Err(Refused {
                        what: "declares entities of its own, as office programs never do".to_owned(),
                        help: "open it in the program that made it, and save it anew".to_owned(),
                    });
                }
                Event::DocType(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
                Event::Eof => return Ok(None),
            }));
        }
    }

    /// Passes over all that is in the element that has just begun, and its end.
    pub fn pass_over(&mut self) -> Result<(), Refused> {
        let mut depth = 1usize;
        while depth > 0 {
            match self.next()? {
                Some(Step::Open(_)) => depth += 1,
                Some(Step::Close(_)) => depth -= 1,
                Some(Step::Words(_)) => {}
                None => break,
            }
        }
        Ok(())
    }

    /// The words in the element that has just begun, as they stand, up to its end.
    pub fn words(&mut self) -> Result<String, Refused> {
        let mut depth = 1usize;
        let mut all = String::new();
        while depth > 0 {
            match self.next()? {
                Some(Step::Open(_)) => depth += 1,
                Some(Step::Close(_)) => depth -= 1,
                Some(Step::Words(words)) => all.push_str(&words),
                None => break,
            }
        }
        Ok(all)
    }
}

fn broken(at: u64) -> Refused {
    Refused {
        what: format!("is damaged: its XML breaks at byte {at}"),
        help: "open it in the program that made it, and save it anew".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_off_is_damaged() {
        for (xml, is_whole) in
            [("<a><b/>x</a>", true), ("", true), ("<a><b>x</b>", false), ("<a><b>x", false)]
        {
            let mut steps = Steps::of(xml);
            let end = loop {
                match steps.next() {
                    Ok(Some(_)) => {}
                    end => break end.map(|_| ()),
                }
            };
            assert_eq!(end.is_ok(), is_whole, "{xml}");
        }
    }

    #[test]
    fn entities_are_not_expanded() {
        let mut steps = Steps::of("<w:a b:c='1 &amp; 2'>x &lt;&#228;&lol;</w:a>");
        let Ok(Some(Step::Open(tag))) = steps.next() else { panic!() };
        assert_eq!((&*tag.name(), tag.attribute("c").as_deref()), ("a", Some("1 & 2")));
        assert_eq!(steps.words().unwrap(), "x <ä&lol;");
        assert!(Steps::of("<!DOCTYPE a [<!ENTITY lol 'lol'>]><a/>").next().is_err());
    }
}
