//! Histories that nobody would write, made by rolling dice: branches merged crosswise and several at once, conflicts settled
//! in every way, reverts, moves, renamings, files that nobody can read, clocks that are wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Dice that fall the same way for the same seed (splitmix64, Steele and others 2014).
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }

    /// Once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.roll(times) == 0
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())].clone()
    }
}

/// Claims by their ids: any bytes.
type Claims = BTreeMap<Vec<u8>, File>;

/// The file of one claim.
#[derive(Clone, PartialEq, Eq)]
struct File {
    /// The folder below `claims/`, with a `/` at its end.
    folder: &'static str,
    form: Form,
    /// Makes two files of one form different.
    edition: usize,
    formerly: Vec<&'static str>,
}

#[derive(Clone, PartialEq, Eq)]
enum Form {
    Status(&'static str),
    Withdrawn(&'static str),
    /// Whole files, whatever else is the matter.
    Wrong(&'static [u8]),
    TooLarge,
    Link,
    Submodule,
}

/// Ids that claims may be renamed to and from, and others.
const IDS: &[&str] =
    &["tide", "boats", "quay", "yard", "mole", "fog", "lock", "pier", "buoy", "a.b", ".hidden"];
const ODD_IDS: &[&[u8]] = &["Пристань".as_bytes(), b"b\xFFd", b"two words"];
const FOLDERS: &[&str] = &["", "", "a/", "a/b/", "old.toml/", ".hidden/", "d/d/d/d/d/d/d/d/d/d/d/"];

const STATUSES: &[&str] =
    &["status = \"unsubstantiated\"", "status = \"partially confirmed\"", "status = \"documented\""];

/// Of some it can be told which status is meant.
const SPELLINGS: &[&str] = &[
    "status = \"Partially-Confirmed\"",
    "status = 'partially_confirmed'",
    "status = \" PARTIALLY  confirmed\"",
    "status = \"\\u0064ocumented\"",
    "\"status\" = \"\"\"\ndocumented\"\"\"",
    "status = \"documentd\"",
    "status = \"\"",
    "status = 1",
    "status = [\"documented\"]",
    "state = \"documented\"",
    "",
];

const WITHDRAWN: &[&str] = &[
    "[withdrawn]\non = 2026-01-01\nbecause = \"It was none.\"",
    "withdrawn.because = \"It was none.\"",
    "withdrawn = { on = 2026-01-01 }",
    "[withdrawn]",
    "withdrawn = true",
];

const WRONG: &[&[u8]] = &[
    b"status: documented\n",
    b"status = \"documented\"\nrationale = \"caf\xE9\"\n",
    b"status = \"documented\"\nstatus = \"documented\"\n",
    b"status = \"documented\n",
    b"status = \"documented\"\n<<<<<<< ours\n=======\n>>>>>>> theirs\n",
    b"\xFF\xFE",
    b"\0",
    b"",
    b"\xEF\xBB\xBFstatus = \"documented\"\r\n",
];

impl File {
    fn new(dice: &mut Dice) -> Self {
        let form = match dice.roll(20) {
            0..12 => Form::Status(dice.pick(STATUSES)),
            12..15 => Form::Status(dice.pick(SPELLINGS)),
            15 | 16 => Form::Withdrawn(dice.pick(WITHDRAWN)),
            17 | 18 => Form::Wrong(dice.pick(WRONG)),
            _ => dice.pick(&[Form::Link, Form::Submodule, Form::TooLarge]),
        };
        Self { folder: dice.pick(FOLDERS), form, edition: dice.roll(1000), formerly: Vec::new() }
    }

    /// Its line in the stream of a commit.
    fn put(&self, folder: &str, id: &[u8], stream: &mut Vec<u8>) {
        let mode = match &self.form {
            Form::Link => "120000 inline",
            Form::Submodule => "160000 1234567890123456789012345678901234567890",
            Form::TooLarge => "100644 :1000000",
            _ if self.edition.is_multiple_of(10) => "100755 inline",
            _ => "100644 inline",
        };
        write!(stream, "M {mode} {folder}claims/{}", self.folder).unwrap();
        stream.extend([id, b".toml\n"].concat());
        if mode.ends_with("inline") {
            data(&self.content(), stream);
        }
    }

    fn content(&self) -> Vec<u8> {
        let keys = match &self.form {
            Form::Status(status) => (*status).to_owned(),
            Form::Withdrawn(withdrawn) => format!("status = \"documented\"\n{withdrawn}"),
            Form::Wrong(content) => return content.to_vec(),
            // Where it leads, that is. A file would be a claim.
            Form::Link => return b"status = \"documented\"".to_vec(),
            Form::Submodule | Form::TooLarge => unreachable!("their content lies elsewhere"),
        };
        let Self { formerly, edition, .. } = self;
        format!("formerly = {formerly:?}\nstatement = \"Tide number {edition} came.\"\n{keys}\n").into_bytes()
    }
}

fn data(content: &[u8], stream: &mut Vec<u8>) {
    writeln!(stream, "data {}", content.len()).unwrap();
    stream.extend(content);
    stream.push(b'\n');
}

/// One commit, with all that it holds.
struct Commit {
    parents: Vec<usize>,
    claims: Claims,
    /// All commits that lead to it, and itself.
    ancestors: BTreeSet<usize>,
}

/// A history of at least so many commits on `main`, as a stream for `git fast-import`. The project lies in `folder`, which is
/// empty or ends in `/`.
pub fn stream(seed: u64, commits: usize, folder: &str) -> Vec<u8> {
    let mut history = History { dice: Dice(seed), commits: Vec::new(), tips: Vec::new() };
    while history.commits.len() < commits {
        history.go_on();
    }
    // Everything ends up in the last commit.
    while history.tips.len() > 1 {
        history.merge();
    }
    let History { mut dice, commits, .. } = history;
    let mut stream = b"blob\nmark :1000000\n".to_vec();
    data(&[b"status = \"documented\"\n", &b"#".repeat(1 << 20)[..]].concat(), &mut stream);
    for (at, commit) in commits.iter().enumerate() {
        // Half of the clocks run; the others show any day since 1970.
        let now = if dice.once_in(2) { 1_700_000_000 + 60 * at } else { dice.roll(2_000_000_000) };
        stream.extend(b"reset refs/heads/main\n");
        write!(stream, "commit refs/heads/main\nmark :{}\ncommitter A <a> {now} +0000\n", at + 1).unwrap();
        data(format!("Commit {at}").as_bytes(), &mut stream);
        for (nth, parent) in commit.parents.iter().enumerate() {
            writeln!(stream, "{} :{}", ["from", "merge"][nth.min(1)], parent + 1).unwrap();
        }
        stream.extend(b"deleteall\n");
        // What is no claim.
        for path in ["README.md", "claims/README.md", "claims/.#tide.toml", "claims/tide.toml~", "tide.toml"]
        {
            writeln!(stream, "M 100644 inline {folder}{path}").unwrap();
            data(STATUSES[at % 3].as_bytes(), &mut stream);
        }
        for (id, file) in &commit.claims {
            file.put(folder, id, &mut stream);
        }
    }
    stream
}

struct History {
    dice: Dice,
    commits: Vec<Commit>,
    /// Commits that nothing was built on yet.
    tips: Vec<usize>,
}

impl History {
    fn go_on(&mut self) {
        match self.dice.roll(20) {
            _ if self.tips.is_empty() => self.add(&[], Claims::new()),
            0..8 => self.edit(),
            8..12 => self.branch(),
            12..17 => self.merge(),
            17 => self.cross(),
            18 => self.revert(),
            _ if self.dice.once_in(4) => self.add(&[], Claims::new()),
            _ => self.edit(),
        }
    }

    /// A commit on top of a branch.
    fn edit(&mut self) {
        let tip = self.dice.pick(&self.tips);
        let claims = self.commits[tip].claims.clone();
        let claims = self.changed(claims);
        self.add(&[tip], claims);
    }

    /// A commit on top of any commit.
    fn branch(&mut self) {
        let from = self.dice.roll(self.commits.len());
        let claims = self.commits[from].claims.clone();
        let claims = self.changed(claims);
        self.add(&[from], claims);
    }

    /// A commit that holds again what an older one did.
    fn revert(&mut self) {
        let (tip, old) = (self.dice.pick(&self.tips), self.dice.roll(self.commits.len()));
        let claims = self.commits[old].claims.clone();
        self.add(&[tip], claims);
    }

    /// A merge of two to four branches; or of a commit and what led to it.
    fn merge(&mut self) {
        let mut parents = vec![self.dice.pick(&self.tips)];
        for _ in 0..=[0, 0, 0, 0, 0, 1, 2][self.dice.roll(7)] {
            let known = &self.tips;
            let other =
                if self.dice.once_in(8) { self.dice.roll(self.commits.len()) } else { self.dice.pick(known) };
            if !parents.contains(&other) {
                parents.push(other);
            }
        }
        if parents.len() > 1 {
            let claims = self.settled(&parents);
            self.add(&parents, claims);
        }
    }

    /// Two branches merged into each other, each in its own way.
    fn cross(&mut self) {
        let (one, other) = (self.dice.pick(&self.tips), self.dice.pick(&self.tips));
        if one != other {
            for parents in [[one, other], [other, one]] {
                let claims = self.settled(&parents);
                self.add(&parents, claims);
            }
        }
    }

    fn add(&mut self, parents: &[usize], claims: Claims) {
        let at = self.commits.len();
        let of_parents = parents.iter().flat_map(|&parent| self.commits[parent].ancestors.clone());
        let ancestors = of_parents.chain([at]).collect();
        self.tips.retain(|tip| !parents.contains(tip));
        self.tips.push(at);
        self.commits.push(Commit { parents: parents.to_vec(), claims, ancestors });
    }

    fn changed(&mut self, mut claims: Claims) -> Claims {
        for _ in 0..=self.dice.roll(3) {
            self.change(&mut claims);
        }
        claims
    }

    fn change(&mut self, claims: &mut Claims) {
        let dice = &mut self.dice;
        let id =
            if dice.once_in(6) { dice.pick(ODD_IDS).to_vec() } else { dice.pick(IDS).as_bytes().to_vec() };
        let Some(file) = claims.get(&id).cloned() else {
            claims.insert(id, File::new(dice));
            return;
        };
        match dice.roll(10) {
            0 => drop(claims.remove(&id)),
            1 => claims.get_mut(&id).unwrap().folder = dice.pick(FOLDERS),
            2 => claims.get_mut(&id).unwrap().edition += 1,
            3..6 => {
                // Renamed: to one id or to two, and with one former id or with several.
                claims.remove(&id);
                for _ in 0..=usize::from(dice.once_in(5)) {
                    let mut file = if dice.once_in(4) { File::new(dice) } else { file.clone() };
                    file.formerly.extend(IDS.iter().find(|known| known.as_bytes() == id));
                    if dice.once_in(4) {
                        let other = dice.pick(IDS);
                        file.formerly.insert(0, other);
                        claims.remove(other.as_bytes());
                    }
                    if dice.once_in(5) {
                        file.formerly.clear();
                    }
                    let free: Vec<_> = IDS.iter().filter(|id| !claims.contains_key(id.as_bytes())).collect();
                    // Sometimes it takes the place of another claim.
                    let new =
                        if free.is_empty() || dice.once_in(8) { dice.pick(IDS) } else { dice.pick(&free) };
                    claims.insert(new.as_bytes().to_vec(), file);
                }
            }
            _ => drop(claims.insert(id, File::new(dice))),
        }
    }

    /// What a merge of these parents holds.
    fn settled(&mut self, parents: &[usize]) -> Claims {
        let of = |at: usize| &self.commits[at].claims;
        let manner = self.dice.roll(6);
        if manner == 0 {
            // As `-s ours` does, or with what any other commit held.
            let whose = if self.dice.once_in(4) { self.dice.roll(self.commits.len()) } else { parents[0] };
            return of(whose).clone();
        }
        let common = |at: &usize| parents.iter().all(|&parent| self.commits[parent].ancestors.contains(at));
        let base = (0..self.commits.len()).rev().find(common);
        let ids: BTreeSet<_> = parents.iter().flat_map(|&parent| of(parent).keys().cloned()).collect();
        let mut claims = Claims::new();
        for id in ids {
            let before = base.and_then(|base| of(base).get(&id));
            let mut sides: Vec<_> = parents.iter().map(|&parent| of(parent).get(&id)).collect();
            if manner < 4 {
                // Whoever changed nothing has no say.
                sides.retain(|side| *side != before);
                if sides.is_empty() {
                    sides.push(before);
                }
            }
            let mut settled = self.dice.pick(&sides).cloned();
            if sides.iter().any(|side| *side != sides[0]) && self.dice.once_in(4) || self.dice.once_in(25) {
                settled = match self.dice.roll(3) {
                    0 => None,
                    1 => before.cloned(),
                    _ => Some(File::new(&mut self.dice)),
                };
            }
            claims.extend(settled.map(|file| (id, file)));
        }
        if self.dice.once_in(6) { self.changed(claims) } else { claims }
    }
}
