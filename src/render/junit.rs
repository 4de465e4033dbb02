//! `JUnit` XML, as Jenkins and GitLab read it: a test for each claim, and for each other file about which there is something to
//! say. A test fails if there is anything at error level; what is less than that is the output of the test.

use super::{OutputOptions, escape, said};
use crate::diagnostic::Level;
use crate::report::check::{CheckReport, Finding, ROOT_NAMES};
use std::collections::BTreeMap;
use std::io;

/// Writes the outcome of a check. All findings, whatever limit is asked for: a test of which nothing is said has passed.
pub(super) fn check(report: &CheckReport, _: OutputOptions, out: &mut dyn io::Write) -> io::Result<()> {
    let mut cases: BTreeMap<String, Case> = BTreeMap::new();
    for claim in report.claims() {
        cases.entry(claim.path.to_owned()).or_default();
    }
    for finding in report.findings(usize::MAX) {
        let case = cases.entry(finding.place.path.clone()).or_default();
        match finding.level {
            Level::Error => case.errors.push(finding),
            Level::Warning | Level::Note => case.others.push(finding),
        }
    }
    for aside in report.asides() {
        let case = cases.entry(aside.finding.place.path.clone()).or_default();
        case.aside.push((aside.finding, format!("set aside until {}: {}", aside.until, aside.because)));
    }
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<testsuites name="grounds check" {}>"#, counts(cases.values()))?;
    for suite in ROOT_NAMES.into_iter().chain([ELSEWHERE]) {
        let cases: Vec<_> = cases.iter().filter(|(path, _)| suite_of(path) == suite).collect();
        if cases.is_empty() {
            continue;
        }
        let counts = counts(cases.iter().map(|(_, case)| *case));
        writeln!(out, r#"  <testsuite name="{suite}" {counts}>"#)?;
        cases.iter().try_for_each(|(path, case)| write_case(suite, path, case, out))?;
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

/// What is said about one file.
#[derive(Default)]
struct Case {
    errors: Vec<Finding>,
    others: Vec<Finding>,
    /// What is set aside, with until when and why.
    aside: Vec<(Finding, String)>,
}

/// The suite for texts that are kept outside of the project.
const ELSEWHERE: &str = "texts";

fn suite_of(path: &str) -> &'static str {
    let first = path.split('/').next().unwrap_or_default();
    ROOT_NAMES.into_iter().find(|suite| *suite == first).unwrap_or(ELSEWHERE)
}

fn counts<'c>(cases: impl Iterator<Item = &'c Case>) -> String {
    let (tests, failures) =
        cases.fold((0, 0), |(tests, failures), case| (tests + 1, failures + usize::from(case.fails())));
    format!(r#"tests="{tests}" failures="{failures}" errors="0""#)
}

impl Case {
    fn fails(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Is there something to be said that fails no test?
    fn has_output(&self) -> bool {
        !self.others.is_empty() || !self.aside.is_empty()
    }
}

fn write_case(suite: &str, path: &str, case: &Case, out: &mut dyn io::Write) -> io::Result<()> {
    write!(out, r#"    <testcase classname="{suite}" name="{}""#, escape::xml(path))?;
    let Some(first) = case.errors.first() else {
        if !case.has_output() {
            return writeln!(out, "/>");
        }
        writeln!(out, ">")?;
        write_output(case, out)?;
        return writeln!(out, "    </testcase>");
    };
    let more = match case.errors.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    let message = escape::xml(&first.message) + &more;
    writeln!(out, ">\n      <failure type=\"{}\" message=\"{message}\">", first.rule)?;
    write_findings(&case.errors, out)?;
    writeln!(out, "</failure>")?;
    if case.has_output() {
        write_output(case, out)?;
    }
    writeln!(out, "    </testcase>")
}

fn write_output(case: &Case, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "      <system-out>")?;
    write_findings(&case.others, out)?;
    for (finding, why) in &case.aside {
        writeln!(out, "{}", escape::xml(why))?;
        write_findings(std::slice::from_ref(finding), out)?;
    }
    writeln!(out, "</system-out>")
}

fn write_findings(findings: &[Finding], out: &mut dyn io::Write) -> io::Result<()> {
    for finding in findings {
        let place = &finding.place;
        let at = format!("{}:{}:{}", place.path, place.line, place.column);
        let said = said::lines(finding);
        let mut said = said.iter().map(|line| escape::xml(line));
        let message = said.next().unwrap_or_default();
        writeln!(out, "{}: {}[{}] {message}", escape::xml(&at), finding.level.name(), finding.rule)?;
        said.try_for_each(|line| writeln!(out, "  {line}"))?;
    }
    Ok(())
}
