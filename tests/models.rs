//! Folding and its edges agree with models of them. `fuzz/` asks these, too.

pub mod edges;
pub mod folding;
pub mod pieces;

use grounds::text::edges::{is_edge, units};
use grounds::text::fold::{Folded, Markup};
use proptest::prelude::*;

fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<u8>(), 0..12).prop_map(|pieces| pieces::text(&pieces))
}

proptest! {
    #[test]
    fn a_quote_begins_and_ends_where_the_model_says(original in any_text()) {
        let folded = Folded::quote(&original, Markup::Plain);
        let text = folded.as_str();
        let edges: Vec<_> = (0..=text.len()).filter(|at| is_edge(text, *at)).collect();
        prop_assert_eq!(edges, edges::edges(text), "{:?}", text);
        prop_assert_eq!(units(text).collect::<Vec<_>>(), edges::units(text), "{:?}", text);
    }

    #[test]
    fn a_line_folds_as_the_model_says(original in any_text()) {
        if let Some(model) = folding::folded(&original) {
            let (text, quote) =
                (Folded::text(&original, Markup::Plain), Folded::quote(&original, Markup::Plain));
            prop_assert_eq!((text.as_str(), quote.as_str()), (&*model, &*model), "{:?}", original);
        }
    }
}
