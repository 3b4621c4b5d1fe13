//! What the machine (not the editor) failed at, and with which path.

use std::fmt;
use std::io;

/// A failure of the machine, or of a template.
#[derive(Debug)]
pub enum Error {
    /// A file or folder could not be read, written, moved or removed.
    Io {
        /// What was tried, in Swedish: "läsa", "skriva", "flytta".
        action: &'static str,
        /// The path.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The output folder holds files that Redovisa did not make.
    ForeignOutput {
        /// The folder.
        path: String,
    },
    /// There is no `content/` in the project's folder.
    NoContent {
        /// The folder that was looked in.
        path: String,
    },
    /// A template could not be parsed or rendered.
    Template {
        /// The template's path, for example `templates/bas.html`.
        path: String,
        /// The line, if known.
        line: Option<usize>,
        /// What the template engine said.
        message: String,
    },
    /// The file of the interface's words does not hold together.
    Words {
        /// The file's path: `locales/sv.toml`.
        path: String,
        /// The line, if known.
        line: Option<usize>,
        /// What is wrong, in Swedish.
        message: String,
    },
    /// Somebody else is at work there.
    Locked {
        /// The lock.
        path: String,
        /// Who holds it, as the lock says.
        owner: String,
    },
    /// What was decided and published has been changed; a ready sentence in Swedish.
    Decided(String),
    /// What was asked for cannot be meant; a ready sentence in Swedish.
    Usage(String),
    /// Anything else with a ready sentence in Swedish.
    Other(String),
}

impl Error {
    /// An input/output failure.
    pub fn io(action: &'static str, path: impl Into<String>, source: io::Error) -> Self {
        Self::Io { action, path: path.into(), source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { action, path, source } => write!(f, "kunde inte {action} `{path}`: {source}"),
            Self::ForeignOutput { path } => {
                write!(
                    f,
                    "`{path}` är inte skriven av Redovisa, och ett bygge skulle ta bort den; flytta den, eller välj en tom mapp med --out"
                )
            }
            Self::NoContent { path } => {
                write!(f, "hittar ingen mapp `content` i `{path}`; skapa en portal med `redovisa new portal MAPP`")
            }
            Self::Template { path, line: Some(line), message } => write!(f, "fel i mallen {path}:{line}: {message}"),
            Self::Template { path, line: None, message } => write!(f, "fel i mallen {path}: {message}"),
            Self::Words { path, line: Some(line), message } => write!(f, "fel i språkfilen {path}:{line}: {message}"),
            Self::Words { path, line: None, message } => write!(f, "fel i språkfilen {path}: {message}"),
            Self::Locked { path, owner } => write!(f, "`{path}` är låst av {owner}; vänta tills det jobbet är klart"),
            Self::Decided(message) | Self::Usage(message) | Self::Other(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
