use super::*;

fn found(statement: &str, quote: &str) -> Option<(Turn, String)> {
    let turned = turned(statement, &[(quote, None)])?;
    Some((turned.turn, statement[turned.stated.range()].to_owned()))
}

#[test]
fn what_is_turned_round_is_told() {
    for (statement, quote, turn, words) in [
        (
            "In 2019 exports of the yard rose by 12 per cent.",
            "In 2019 exports of the yard fell by 12 per cent",
            Turn::Opposite,
            "rose",
        ),
        (
            "The court rejected the sale of the tugs.",
            "the court approved the sale of the tugs",
            Turn::Opposite,
            "rejected",
        ),
        (
            "Inspectors found the tugs unseaworthy.",
            "inspectors found the tugs seaworthy",
            Turn::Opposite,
            "unseaworthy",
        ),
        (
            "Inspectors found that the tugs leaked.",
            "inspectors found that some of the tugs leaked",
            Turn::Limit,
            "the tugs",
        ),
        (
            "The yard sold all its tugs.",
            "the yard sold all its tugs except the Tern",
            Turn::Limit,
            "The yard sold all its tugs",
        ),
        (
            "Northyard sued Sarnport over the tugs.",
            "Northyard was sued by Sarnport over the tugs",
            Turn::Places,
            "Northyard sued Sarnport",
        ),
        (
            "Sarnport sold the tugs to Northyard.",
            "Northyard sold the tugs to Sarnport",
            Turn::Places,
            "Sarnport sold the tugs to Northyard",
        ),
    ] {
        assert_eq!(found(statement, quote), Some((turn, words.to_owned())), "{statement}");
    }
    for (statement, quote) in [
        (
            "In 2019 exports of the yard rose by 12 per cent.",
            "In 2019 exports of the yard grew by 12 per cent",
        ),
        ("In 2019 exports of the yard rose.", "In 2019 exports of the yard did not fall"),
        ("The yard opened talks over the tugs.", "the yard has close ties under the contract on tugs"),
        (
            "Inspectors found that several of the tugs leaked.",
            "inspectors found that some of the tugs leaked",
        ),
        ("Northyard was sued by Sarnport over the tugs.", "Sarnport sued Northyard over the tugs"),
        ("Northyard and Sarnport met in May.", "Sarnport and Northyard met in May"),
        ("In 2019 few of the tugs leaked.", "few of the tugs leaked"),
        ("Inspectors found that 12 of 40 tugs leaked.", "inspectors found that 12 of the 40 tugs leaked"),
        ("The yard sold tugs to the port of Sarns.", "the yard sold tugs to the port of Sarn"),
        ("The yard sold all its tugs but one.", "the yard sold all its tugs except the Tern"),
    ] {
        assert_eq!(found(statement, quote), None, "{statement}");
    }
}

#[test]
fn small_words_count_too() {
    for (statement, quote, turn, words) in [
        (
            "In 2019 all tugs of the yard were not inspected.",
            "In 2019 not all tugs of the yard were inspected",
            Turn::Opposite,
            "all tugs of the yard were not",
        ),
        (
            "The port did not ask Keel to sign the contract.",
            "the port asked Keel not to sign the contract",
            Turn::Opposite,
            "not ask Keel to sign",
        ),
        (
            "The port asked Keel not to sign the contract.",
            "the port did not ask Keel to sign the contract",
            Turn::Opposite,
            "not to sign",
        ),
        (
            "In 2019 the Tern and the Gull leaked at Sarn.",
            "In 2019 the Gull or the Tern leaked at Sarn",
            Turn::Opposite,
            "Tern and the Gull",
        ),
        (
            "In 2019 the yard sold 12 tugs.",
            "In 2019 the yard sold twelve more tugs than in 2018",
            Turn::Limit,
            "12 tugs",
        ),
        (
            "In 2019 the yard sold 12 tugs.",
            "In 2019 the yard sold 12 fewer tugs than in 2018",
            Turn::Limit,
            "12 tugs",
        ),
        (
            "The port paid the bill of the yard.",
            "the port partly paid the bill of the yard",
            Turn::Limit,
            "paid",
        ),
        (
            "The port paid the bill of the yard.",
            "the port paid half the bill of the yard",
            Turn::Limit,
            "bill",
        ),
        ("The yard closed its dry dock.", "the yard all but closed its dry dock", Turn::Limit, "closed"),
        (
            "The owner of the Tern accused the captain of the Gull.",
            "the captain of the Tern accused the owner of the Gull",
            Turn::Places,
            "owner of the Tern accused the captain of the Gull",
        ),
        (
            "In May 2019 the Northyard sold two tugs to the port.",
            "In May 2019 a tenant of the Northyard sold two tugs to the port",
            Turn::Name,
            "Northyard sold",
        ),
    ] {
        assert_eq!(found(statement, quote), Some((turn, words.to_owned())), "{statement}");
    }
    for (statement, quote) in [
        ("Not all tugs of the yard were inspected.", "not all tugs of the yard were inspected"),
        ("The port did not want to pay Keel.", "the port wanted Keel not to pay"),
        ("The Tern or the Gull leaked.", "the Tern or the Gull leaked"),
        ("Neither the Tern and the Gull nor others leaked.", "not the Tern or the Gull leaked"),
        ("The yard sold 12 additional tugs.", "the yard sold 12 more tugs"),
        ("The port paid a part of the bill.", "the port partly paid the bill"),
        ("The yard nearly closed its dock.", "the yard all but closed its dock"),
        ("Half a year later the port was closed.", "half a year later the port was closed"),
        (
            "The captain of the Tern accused the owner of the Gull.",
            "the captain of the Tern accused the owner of the Gull",
        ),
        ("The city of Sarn sold two tugs.", "the city of Sarn sold two tugs"),
        ("Sarn sold two tugs to the port.", "the city of Sarn sold two tugs to the port"),
        ("A tenant of the Northyard sold two tugs.", "a tenant of the Northyard sold two tugs"),
    ] {
        assert_eq!(found(statement, quote), None, "{statement}");
    }
}
