mod bench;
mod parse;
mod syntax;
mod text;
mod web;
