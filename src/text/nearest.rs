//! "Did you mean": the nearest right spelling of a wrong one.

/// The candidate that was probably meant, if one is near enough to be suggested.
///
/// Letter case is ignored. Near enough is a Damerau-Levenshtein distance of a third of the longer word at most, or of a
/// quarter to the beginning of a longer candidate. Of equally near ones the first wins.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Longer words than any key or id are not spelling mistakes, and the distance is quadratic.
    if written.len() > 128 {
        return None;
    }
    let written = written.to_lowercase();
    candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(&written, candidate)?, candidate)))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// The question that ends a message about a wrong word, where there is something to mean.
pub fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |nearest| format!("; did you mean `{nearest}`?"))
}

fn distance(written: &str, candidate: &str) -> Option<usize> {
    let candidate = candidate.to_lowercase();
    let (length, longest) = (written.chars().count(), written.chars().count().max(candidate.chars().count()));
    if candidate.len().abs_diff(written.len()) <= longest / 3 + 1 {
        let distance = strsim::damerau_levenshtein(written, &candidate);
        if distance <= (longest / 3).max(1) {
            return Some(distance);
        }
        if longest == length {
            // Its beginning is all of it.
            return None;
        }
    }
    // `gazete-2020` for `gazette-2020-02-11`: ids are often cut short, or remembered so.
    let beginning: String = candidate.chars().take(length).collect();
    let distance = strsim::damerau_levenshtein(written, &beginning);
    (length >= 4 && distance <= length / 4).then_some(longest)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_the_word_that_was_meant() {
        let statuses = ["unsubstantiated", "partially confirmed", "documented"];
        assert_eq!(nearest("documentd", statuses), Some("documented"));
        assert_eq!(nearest("Documented", statuses), Some("documented"));
        assert_eq!(nearest("partialy confirmed", statuses), Some("partially confirmed"));
        assert_eq!(nearest("partially", statuses), Some("partially confirmed"));
        assert_eq!(nearest("gazete-2020", ["x", "gazette-2020-02-11"]), Some("gazette-2020-02-11"));
        assert_eq!(nearest("date", ["due", "claimed_on"]), None);
        assert_eq!(nearest("true", statuses), None);
        assert_eq!(nearest("", statuses), None);
        assert_eq!(nearest(&"documented".repeat(100), statuses), None);
    }
}
