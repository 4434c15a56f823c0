mod accuracy;
mod bench;
mod browser;
mod parse;
mod syntax;
mod text;
mod web;
