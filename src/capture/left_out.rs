//! What a document has that its text has not, counted and said.

/// What was left out of a document and how often, in sentences: what was not is not spoken of.
pub fn left_out(counted: &[(usize, &str)]) -> Vec<String> {
    let one = |(count, what): &(usize, &str)| (*count > 0).then(|| format!("{what}: {count}"));
    counted.iter().filter_map(one).collect()
}

/// What of an office document was not taken as it stands, counted.
#[derive(Debug, Default)]
pub struct LeftOut {
    /// Remarks of readers.
    pub comments: usize,
    /// Tracked changes.
    pub changes: usize,
    /// Stretches that the document hides.
    pub hidden: usize,
    /// Whatever is no text.
    pub pictures: usize,
    /// Letters of fonts that have no letters.
    pub signs: usize,
    /// What stands above or below the text of each page.
    pub heads: usize,
    /// Readings above the words.
    pub glosses: usize,
    /// Formulas that were written in a line.
    pub formulas: usize,
}

impl LeftOut {
    /// In sentences.
    pub fn sentences(&self) -> Vec<String> {
        left_out(&[
            (self.comments, "comments left out"),
            (
                self.changes,
                "tracked changes read as if they were accepted; the document shows more than one wording",
            ),
            (self.hidden, "stretches of hidden text left out"),
            (
                self.pictures,
                "pictures, charts, formulas or other objects left out; where one stands between words, […] stands there",
            ),
            (self.signs, "signs of a symbol font left out, […] stands there"),
            (self.glosses, "readings above the words (ruby) left out"),
            (self.formulas, "formulas written in a line, with ( )/( ) for a fraction; look at them"),
            (self.heads, "heads and feet of pages left out"),
        ])
    }
}
