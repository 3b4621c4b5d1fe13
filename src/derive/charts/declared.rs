//! Which pictures has an editor asked for, with a headline of their own?

/// A picture that an editor describes in `charts/`.
#[derive(Clone, Debug)]
pub struct Declared {
    /// The address of the picture that it is about, as in [`super::Chart::path`].
    pub path: String,
}
