//! What `text` promises: folding, decoding, main text, chrome, glosses.

mod fold;
