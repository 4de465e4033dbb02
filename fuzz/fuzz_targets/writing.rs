//! Writing records: what is laid out stays as it is, and what is changed can be changed again.
#![no_main]

use grounds::syntax::edit::{Edit, Record, Refusal, edited};
use grounds::syntax::layout::formatted;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for record in [Record::Claim, Record::Source] {
        if let Ok(tidy) = formatted(record, text) {
            assert_eq!(formatted(record, &tidy).as_deref(), Ok(&*tidy), "twice is once");
        }
        let value = "'x'".to_owned();
        for edit in [
            Edit::Set { table: None, key: "status", value: value.clone() },
            Edit::Set { table: Some("text"), key: "sha256", value: value.clone() },
            Edit::Append { name: "evidence", entries: vec![("source", value.clone())] },
        ] {
            match edited(record, text, std::slice::from_ref(&edit)) {
                Ok(changed) => assert_ne!(edited(record, &changed, &[edit]), Err(Refusal::Broken)),
                Err(why) => assert_eq!(why == Refusal::Broken, edited(record, text, &[]).is_err()),
            }
        }
    }
});
