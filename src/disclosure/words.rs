//! One macro: a closed list of words with a code and a Chinese form.

/// Gives a closed list of words two faces: the code's (snake case, on the
/// wire) and the readers' (Chinese). One table each, so that API, page and
/// query grammar cannot disagree.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal, $chinese:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant,)+ }
        impl $name {
            /// Every word of the list, in reading order.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];
            /// The word on the wire.
            pub fn code(self) -> &'static str { match self { $($name::$variant => $code,)+ } }
            /// The word readers see.
            pub fn chinese(self) -> &'static str { match self { $($name::$variant => $chinese,)+ } }
            /// The word named by its code or its Chinese form.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($code | $chinese => Some($name::$variant),)+ _ => None }
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> { to.serialize_str(self.code()) }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let name = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                Self::named(&name).ok_or_else(|| serde::de::Error::custom(format!("unknown {}: {name}", stringify!($name))))
            }
        }
    };
}
