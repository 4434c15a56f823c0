mod accuracy;
mod bench;
mod browser;
mod parse;
mod study;
mod syntax;
mod text;
mod web;
