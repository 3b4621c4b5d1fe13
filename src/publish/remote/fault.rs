//! How is a failure of object storage told in Swedish? With what was tried, at which object, and what the server did.

use std::fmt::Display;
use std::io;

use object_store::client::{HttpError, HttpErrorKind};

use crate::error::Error;

/// What could not be done, with `object`.
pub(super) fn error(action: &'static str, object: impl Display, fault: &object_store::Error) -> Error {
    Error::io(action, object.to_string(), io::Error::other(reason(fault)))
}

/// Why, in words: a status, or what became of the connection; else what the library says.
fn reason(fault: &object_store::Error) -> String {
    if let Some(kind) = connection(fault) {
        return kind.to_owned();
    }
    if let object_store::Error::InvalidPath { source } = fault {
        return format!("ett objekt har ett namn som inte kan användas ({source})");
    }
    let text = fault.to_string();
    match status(&text) {
        Some(status @ ("401" | "403")) => {
            format!("servern nekar åtkomst ({status}{}); stämmer nycklarna i `AWS_ACCESS_KEY_ID`?", code(&text))
        }
        Some(status) => format!("servern svarade {status}{}", code(&text)),
        None => text,
    }
}

/// What became of the connection, if that is what failed.
fn connection(fault: &object_store::Error) -> Option<&'static str> {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(fault);
    while let Some(error) = cause {
        if let Some(http) = error.downcast_ref::<HttpError>() {
            return match http.kind() {
                HttpErrorKind::Timeout => Some("servern svarade inte i tid"),
                HttpErrorKind::Connect => Some("servern går inte att nå"),
                HttpErrorKind::Request | HttpErrorKind::Interrupted => Some("förbindelsen bröts"),
                HttpErrorKind::Decode => Some("svaret kom inte fram helt"),
                _ => None,
            };
        }
        cause = error.source();
    }
    None
}

/// The status in a text of the library, which has it nowhere else.
fn status(text: &str) -> Option<&str> {
    let (_, after) = text.split_once("status code: ")?;
    after.get(..3).filter(|status| status.bytes().all(|b| b.is_ascii_digit()))
}

/// S3's own name of a fault, within its answer: ` SlowDown`.
fn code(text: &str) -> String {
    let named = text.split_once("<Code>").and_then(|(_, after)| after.split_once("</Code>"));
    named.map_or_else(String::new, |(code, _)| format!(" {code}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let fault = object_store::Error::Generic { store: "S3", source: text.to_owned().into() };
        error("ladda upp", "s3://hink/a.html", &fault).to_string()
    }

    #[test]
    fn a_status_is_told_with_the_servers_own_name_of_it() {
        assert_eq!(
            told("Server returned non-2xx status code: 503 Service Unavailable: <Error><Code>SlowDown</Code></Error>"),
            "kunde inte ladda upp `s3://hink/a.html`: servern svarade 503 SlowDown"
        );
        let denied = told("Server returned non-2xx status code: 403 Forbidden: <Code>AccessDenied</Code>");
        assert!(denied.ends_with("nekar åtkomst (403 AccessDenied); stämmer nycklarna i `AWS_ACCESS_KEY_ID`?"));
    }

    #[test]
    fn what_is_not_known_is_told_as_it_is() {
        assert!(told("något annat").ends_with("något annat"));
    }
}
