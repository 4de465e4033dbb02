//! Floor 0: places in a text, folding, tokens. Knows nothing of claims.

pub mod blocks;
pub mod bytes;
mod characters;
pub mod edges;
pub mod fold;
mod folded_range;
pub mod foreign;
pub mod garbled;
pub mod html;
mod joints;
pub mod language;
mod layout;
pub mod lines;
pub mod lookalikes;
mod markdown;
pub mod names;
pub mod nearest;
mod normal_form;
pub mod phrases;
pub mod shapes;
pub mod skeleton;
pub mod span;
pub mod tokens;
pub mod unseen;
pub mod unspaced;
pub mod vowel_marks;
pub mod words;
