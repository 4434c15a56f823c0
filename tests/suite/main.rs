mod parse;
mod text;
