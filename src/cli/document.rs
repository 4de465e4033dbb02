//! A document that somebody has at hand: the text in it, and where it comes from.

use super::Failure;
use grounds::capture::pdf::Tools;
use grounds::capture::{self, Captured, Markup, Says, Wanted};
use grounds::render::escape::web_address;
use grounds::syntax::template::From;
use grounds::text::unseen::unseen;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The largest document that is read, in bytes.
const LARGEST: u64 = 256 << 20;

/// A document, and the text that was taken out of it.
pub(super) struct Document {
    pub(super) text: Vec<u8>,
    /// `md` or `txt`.
    pub(super) extension: &'static str,
    pub(super) says: Says,
    /// Nothing where the document is the text.
    pub(super) from: Option<From>,
    /// What a person should look at, a sentence each.
    pub(super) notes: Vec<String>,
}

impl Document {
    /// Reads a document, whatever its format; of an archive of the web the page that is wanted.
    ///
    /// # Errors
    /// If it cannot be read, or gives no text.
    pub(super) fn read(file: &Path, wanted: Wanted) -> Result<Self, Failure> {
        let bytes = bytes(file)?;
        let name = name(file);
        let refused = |refused: capture::Refused| {
            Failure::new(format!("{} {}", file.display(), refused.what)).help(refused.help)
        };
        let own = std::env::current_exe().unwrap_or_default();
        let tools = Tools { own, path: std::env::var_os("PATH") };
        let captured = capture::read_page(&bytes, &name, &tools, wanted).map_err(refused)?;
        let Captured { text, markup, mut says, extractor, pages, encoding, notes } = captured;
        says.url = says.url.filter(|url| web_address(url).is_some());
        says.archived = says.archived.filter(|url| web_address(url).is_some());
        let extension = match markup {
            Markup::Markdown => "md",
            Markup::Plain => "txt",
        };
        // A text in UTF-8 is its own original, and stays as it is.
        let is_original = extractor == capture::plain::EXTRACTOR && encoding.is_none();
        let text = if is_original { bytes.clone() } else { text.into_bytes() };
        let from = (!is_original).then(|| From {
            sha256: sha256_of_bytes(&bytes),
            file: name,
            extractor: Some(extractor),
            encoding,
            pages,
            made_by: None,
        });
        Ok(Self { text, extension, says, from, notes })
    }

    /// Says who or what made the text, and of which original.
    ///
    /// # Errors
    /// If the original cannot be read.
    pub(super) fn made_by(mut self, made_by: &str, original: Option<&Path>) -> Result<Self, Failure> {
        let original = original.map(|file| Ok::<_, Failure>((name(file), sha256_of_bytes(&bytes(file)?))));
        let (file, sha256) = original.transpose()?.unwrap_or_default();
        let made_by = Some(made_by.to_owned());
        self.from = Some(From { file, sha256, extractor: None, encoding: None, pages: None, made_by });
        Ok(self)
    }
}

/// The bytes of a file that somebody names.
///
/// # Errors
/// If there is no such file, or it is no regular one or too large.
pub(super) fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    if ["http://", "https://"].iter().any(|scheme| file.to_string_lossy().starts_with(scheme)) {
        return Err(Failure::new("grounds fetches nothing from the network")
            .help("save the page in your browser, and give the saved file"));
    }
    let unread =
        |why: &dyn std::fmt::Display| Failure::new(format!("{} cannot be read: {why}", file.display()));
    let metadata = fs::metadata(file).map_err(|error| unread(&error))?;
    if !metadata.is_file() {
        return Err(unread(&"it is not a regular file"));
    }
    if metadata.len() > LARGEST {
        return Err(unread(&format!("it is larger than {} MiB", LARGEST >> 20)));
    }
    fs::read(file).map_err(|error| unread(&error))
}

/// The name of a file, without what nobody sees.
fn name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.chars().filter(|c| unseen(*c).is_none()).collect()
}

/// As `sha256sum` computes it: unlike for texts, line ends are not folded.
pub(super) fn sha256_of_bytes(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
