//! Object ids.

use super::objects::hash;
use std::fmt;

/// An object id: SHA-1 (20 bytes) or SHA-256 (32 bytes).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    bytes: [u8; 32],
    length: u8,
}

impl Id {
    /// `None` unless there are 20 or 32 bytes.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        let mut id = Self { bytes: [0; 32], length: u8::try_from(bytes.len()).ok()? };
        matches!(bytes.len(), 20 | 32).then_some(())?;
        id.bytes[..bytes.len()].copy_from_slice(bytes);
        Some(id)
    }

    /// From 40 or 64 hexadecimal digits.
    pub fn from_hex(hex: &[u8]) -> Option<Self> {
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let bytes: Option<Vec<u8>> =
            hex.chunks(2).map(|pair| Some(digit(pair[0])? << 4 | digit(*pair.get(1)?)?)).collect();
        Self::new(&bytes?)
    }

    /// The id of a blob with this content, `length` bytes long; `None` if the content looks like an attack on SHA-1
    /// (gitformat-loose; FIPS 180-4).
    pub fn of_file(content: &[u8], length: usize) -> Option<Self> {
        Self::of_object(gix_object::Kind::Blob, content, length)
    }

    /// The same for an object of any kind.
    pub(super) fn of_object(kind: gix_object::Kind, content: &[u8], length: usize) -> Option<Self> {
        let name = gix_object::compute_hash(hash(length), kind, content).ok()?;
        Self::new(name.as_bytes())
    }

    /// 20 or 32 bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }

    /// The first eight hexadecimal digits, for people.
    pub fn short(&self) -> String {
        self.to_string()[..SHORT].to_owned()
    }
}

const DIGITS: [u8; 16] = *b"0123456789abcdef";

const SHORT: usize = 8;

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut hex = [0; 64];
        for (digits, byte) in hex.chunks_exact_mut(2).zip(self.as_bytes()) {
            digits.copy_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
        }
        f.write_str(std::str::from_utf8(&hex[..2 * self.as_bytes().len()]).unwrap_or_default())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Id;

    #[test]
    fn a_file_has_the_id_that_git_gives_it() {
        // printf 'boats\n' | git hash-object --stdin, in a repository of either kind.
        for id in [
            "8a4e32b4d076e67dea191f371996023c114a8f8c",
            "5cc0df52c991b731e5a839261ad11c622c1e7f0af48cd68ec9324edb36771f38",
        ] {
            assert_eq!(Id::of_file(b"boats\n", id.len() / 2).unwrap().to_string(), id);
        }
    }

    #[test]
    fn an_id_is_written_as_it_is_read() {
        for hex in ["4b825dc642cb6eb9a060e54bf8d69288fbee4904", &"ab".repeat(32)] {
            let id = Id::from_hex(hex.as_bytes()).unwrap();
            assert_eq!(id.to_string(), hex);
            assert_eq!(Id::new(id.as_bytes()), Some(id));
        }
        assert!(
            ["", "4b8", "xx825dc642cb6eb9a060e54bf8d69288fbee4904", "4b825dc642"]
                .iter()
                .all(|wrong| Id::from_hex(wrong.as_bytes()).is_none())
        );
    }
}
