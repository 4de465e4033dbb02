//! A status that the evidence does not bear.

use super::weighed::{Weighed, short};
use crate::corpus::ClaimAt;
use crate::diagnostic::{Diagnostic, Level};
use crate::evidence::standing::{Cap, Shortfall};
use crate::evidence::whole_field::whole_field;
use crate::model::claim::Judges;
use crate::model::status::Status;
use crate::rules::{Check, Configurable, Context, Rule};

pub(super) const RULE: Rule = Rule {
    name: "status-unsupported",
    level: Level::Error,
    leeway: Configurable::Any,
    page: include_str!("status_unsupported.md"),
    check: Check::Project(check),
};

fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for short in short(context, Shortfall::Unsupported) {
        let supports = short.supports(context);
        let needed = context.corpus.policy.independent(short.status) as usize;
        let witnesses = short.standing.witnesses;
        let has = if supports.is_empty() {
            "no quote supports it".to_owned()
        } else if short.status == Status::Documented && (2..needed).contains(&witnesses) {
            format!("it has only {witnesses} of the {needed} independent witnesses it needs")
        } else {
            format!("its evidence supports \"{}\" at most", short.standing.earned.name())
        };
        diagnostics.push(says(context, &short, &has, &needs(&short, context)));
    }
    let capped = |cap| short(context, Shortfall::Capped(cap));
    for short in capped(Cap::Leaked) {
        let has = "by a leaked document, which bears \"partially confirmed\" at most";
        diagnostics.push(says(context, &short, has, "find a document that was published"));
    }
    for short in capped(Cap::WholeField) {
        let word = short.claim.statement.as_ref().and_then(|statement| whole_field(&statement.value));
        let has = format!(
            "it says \"{}\", and nobody who was there knows that of the whole field",
            word.unwrap_or_default()
        );
        let help = "find a record of the whole field; or state only what the witnesses saw";
        diagnostics.push(says(context, &short, &has, help));
    }
    for short in capped(Cap::Disputed) {
        let has = "the evidence that disputes it would itself earn \"documented\"";
        diagnostics.push(says(
            context,
            &short,
            has,
            "where record stands against record, say so in the rationale",
        ));
    }
    for short in capped(Cap::NotDue) {
        let due =
            short.claim.due.as_ref().map_or_else(String::new, |due| format!(" before {}", due.value.last));
        let has = format!("it cannot be checked{due}");
        let help = "what somebody forecasts is a claim of its own, with judges = \"saying\"";
        diagnostics.push(says(context, &short, &has, help));
    }
    for (other, short) in in_conflict(context) {
        let has = format!(
            "`{}`, which cannot be true with it, has all that \"documented\" needs",
            context.corpus[other].id
        );
        diagnostics.push(says(
            context,
            &short,
            &has,
            "where record stands against record, say so in the rationale",
        ));
    }
}

fn in_conflict<'a>(context: &Context<'a>) -> impl Iterator<Item = (ClaimAt, Weighed<'a>)> {
    super::weighed::weighed(context).filter_map(|weighed| match weighed.standing.shortfall {
        Some(Shortfall::Capped(Cap::Conflict(other))) => Some((other, weighed)),
        _ => None,
    })
}

fn says(context: &Context, short: &Weighed, has: &str, help: &str) -> Diagnostic {
    let mut diagnostic = RULE
        .says(format!("{}, but {has}", short.stated()), short.place(), "not supported")
        .help(format!("{help}. Otherwise set the status to \"{}\"", short.standing.earned.name()));
    diagnostic.notes.push(short.remark(context));
    diagnostic
}

fn needs(short: &Weighed, context: &Context) -> String {
    let witnesses = |status: Status, least: u32| match context.corpus.policy.independent(status).max(least) {
        1 => "one witness".to_owned(),
        2 => "two independent witnesses".to_owned(),
        many => format!("{many} independent witnesses"),
    };
    let is_fact = short.claim.judges() == Judges::Fact;
    if short.status == Status::Documented {
        let read = if is_fact { "a record read here" } else { "the claimant's own words read here" };
        let witnesses = witnesses(Status::Documented, 1);
        let how = if is_fact { ", each saying how it knows" } else { "" };
        format!("\"documented\" needs {read}, or {witnesses} read here{how}, for the whole statement")
    } else {
        let on_record = if is_fact { "a record on the record" } else { "the claimant's words on the record" };
        let witnesses = witnesses(Status::PartiallyConfirmed, 2);
        format!("\"{}\" needs {on_record}, {witnesses}, or either for a part", short.status.name())
    }
}
