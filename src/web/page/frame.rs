//! What every page has around it.

use crate::web::{
    assets,
    tongue::{Reader, TABLE, Tongue},
};
use std::{fmt::Display, sync::LazyLock};

/// The head, the box and the words of a page.
pub struct Frame {
    /// The language of the interface.
    pub tongue: Tongue,
    /// Its code, for `lang`.
    pub lang: &'static str,
    /// Of the window.
    pub title: String,
    /// What stands in the search box.
    pub query: String,
    /// What a new search keeps of the state.
    pub keep: Vec<(String, String)>,
    /// A feed of what the page shows.
    pub feed: Option<String>,
    /// Every language, where to choose it, and whether it is in force.
    pub tongues: Vec<(Tongue, String, bool)>,
    /// The words of the script, as JSON.
    pub script: &'static str,
    /// The stylesheet.
    pub css: String,
    /// The script.
    pub js: String,
    /// Which characters are searched as others.
    pub folds: String,
    /// The mark.
    pub mark: String,
}

/// What a printed page says of its origin.
pub struct Evidence {
    /// The words that were typed.
    pub query: String,
    /// The state of the index.
    pub generation: String,
    /// The day, in China.
    pub day: String,
    /// The server.
    pub base: String,
    /// The page on it.
    pub address: String,
}

static SCRIPTS: LazyLock<[String; 3]> = LazyLock::new(|| {
    Tongue::ALL.map(|tongue| {
        let keys = TABLE.lines().filter_map(|line| line.split('\t').next()).filter_map(|key| {
            let name = key.strip_prefix("js.")?;
            Some((name.to_owned(), serde_json::Value::from(tongue.say(key))))
        });
        serde_json::Value::Object(keys.collect()).to_string()
    })
});

impl Frame {
    /// For a reader, with a title (none on the front page) and what stands in the box.
    pub fn new(reader: &Reader, title: &str, query: &str) -> Self {
        let tongue = reader.tongue;
        let name = tongue.say("site.name");
        Self {
            tongue,
            lang: tongue.code(),
            title: if title.is_empty() { name.to_owned() } else { format!("{title} · {name}") },
            query: query.to_owned(),
            keep: Vec::new(),
            feed: None,
            tongues: Tongue::ALL.map(|one| (one, reader.choose(one), one == tongue)).to_vec(),
            script: &SCRIPTS[tongue as usize],
            css: assets::url("page.css"),
            js: assets::url("page.js"),
            folds: assets::url("folds.txt"),
            mark: assets::url("mark.svg"),
        }
    }

    /// A word of the interface.
    pub fn t(&self, key: &str) -> &'static str {
        self.tongue.say(key)
    }

    /// A word with one place to fill.
    pub fn f(&self, key: &str, one: impl Display) -> String {
        self.tongue.fill(key, &[&one])
    }

    /// With two.
    pub fn f2(&self, key: &str, one: impl Display, two: impl Display) -> String {
        self.tongue.fill(key, &[&one, &two])
    }

    /// With three.
    pub fn f3(&self, key: &str, one: impl Display, two: impl Display, three: impl Display) -> String {
        self.tongue.fill(key, &[&one, &two, &three])
    }
}

impl Evidence {
    /// For a reader's page.
    pub fn of(reader: &Reader, query: &str, generation: &str) -> Self {
        Self {
            query: super::pieces::line(query),
            generation: super::pieces::line(generation),
            day: today(),
            base: super::pieces::line(&reader.base),
            address: super::pieces::line(&format!("{}{}", reader.base, reader.here)),
        }
    }
}

/// Today in China: `2026-11-23`.
pub fn today() -> String {
    crate::disclosure::Date::today().to_string()
}
