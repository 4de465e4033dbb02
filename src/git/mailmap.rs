//! `.mailmap` (gitmailmap(5)): the names and addresses that people want to be known by. libgit2's own reader is not used: it
//! is case-sensitive, which git is not, and it changes names that the file does not mention.

use std::collections::HashMap;

/// Maps the names and addresses in commits to the proper ones.
#[derive(Debug, Clone, Default)]
pub struct Mailmap {
    /// By the address in the commit, in lower case.
    people: HashMap<String, Person>,
}

#[derive(Debug, Clone, Default)]
struct Person {
    proper: Proper,
    /// For lines that also give the name in the commit; by that name, in lower case.
    under: HashMap<String, Proper>,
}

#[derive(Debug, Clone, Default)]
struct Proper {
    name: Option<String>,
    email: Option<String>,
}

impl Mailmap {
    /// Reads a `.mailmap`. Invalid lines are skipped.
    pub fn read(text: &str) -> Self {
        let mut map = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, email, rest)) = person(line).filter(|(_, email, _)| !email.is_empty()) {
                match person(rest) {
                    Some((of_name, of_email, _)) => map.add(of_name, of_email, name, Some(email)),
                    None => map.add(None, email, name, None),
                }
            }
        }
        map
    }

    fn add(&mut self, of_name: Option<&str>, of_email: &str, name: Option<&str>, email: Option<&str>) {
        let person = self.people.entry(of_email.to_ascii_lowercase()).or_default();
        let (name, email) = (name.map(str::to_owned), email.map(str::to_owned));
        if let Some(of_name) = of_name {
            person.under.insert(of_name.to_ascii_lowercase(), Proper { name, email });
        } else {
            let Proper { name: old_name, email: old_email } = std::mem::take(&mut person.proper);
            person.proper = Proper { name: name.or(old_name), email: email.or(old_email) };
        }
    }

    /// The proper name and address for those in a commit.
    pub fn resolve(&self, name: &str, email: &str) -> (String, String) {
        let person = self.people.get(&email.to_ascii_lowercase());
        let proper =
            person.map(|person| person.under.get(&name.to_ascii_lowercase()).unwrap_or(&person.proper));
        let or =
            |proper: Option<&String>, written: &str| proper.map_or_else(|| written.to_owned(), String::clone);
        (
            or(proper.and_then(|proper| proper.name.as_ref()), name),
            or(proper.and_then(|proper| proper.email.as_ref()), email),
        )
    }
}

/// `Name <email>` at the start of a line, and the rest of the line.
fn person(line: &str) -> Option<(Option<&str>, &str, &str)> {
    let (name, rest) = line.split_once('<')?;
    let (email, rest) = rest.split_once('>')?;
    let name = name.trim_ascii();
    Some(((!name.is_empty()).then_some(name), email, rest))
}

#[cfg(test)]
mod tests {
    use super::Mailmap;

    #[test]
    fn people_go_by_what_the_lines_say_together() {
        let map = Mailmap::read(
            "# People\nAnna Kay <anna@new> <a@OLD> # since 2020\nBo <bo@x>\n<c@new> <c@old>\nCee <C@old>\n\
             Dee <d@x> dd <shared@x>\r\nEe <e@x> ee <shared@x>\n#No One <n@x>\nNo mail\n<> <x@x>\nX <x@x\n",
        );
        for (name, email, proper) in [
            ("a", "A@old", ("Anna Kay", "anna@new")),
            ("b", "bo@x", ("Bo", "bo@x")),
            ("c", "c@old", ("Cee", "c@new")),
            ("DD", "shared@X", ("Dee", "d@x")),
            ("ee", "shared@x", ("Ee", "e@x")),
            ("other", "shared@x", ("other", "shared@x")),
            ("Sammy Davis Jr.", "n@x", ("Sammy Davis Jr.", "n@x")),
            ("", "", ("", "")),
            ("x", "x@x", ("x", "x@x")),
        ] {
            assert_eq!(map.resolve(name, email), (proper.0.to_owned(), proper.1.to_owned()));
        }
    }
}
