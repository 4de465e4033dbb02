//! Floor 0: places in a text, folding, tokens. Knows nothing of claims.

pub mod fold;
pub mod lines;
pub mod nearest;
pub mod span;
pub mod tokens;
