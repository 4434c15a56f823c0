mod parse;
mod syntax;
mod text;
