//! What does a published site answer when it is asked for one of its files?
//!
//! The exact name is asked for first (`a/index.html`), so that a bare file server and object storage answer. A server that
//! has only the folder's address (`a/`), and answers the name with a redirect or with 404, is asked for that. Redirects are
//! not followed: what is verified is what is at the address, not what is somewhere else.

use std::error::Error as _;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode, Url};

use super::{Patience, runtime};
use crate::error::Error;

/// The name of a folder's page.
const PAGE: &str = "index.html";

/// The bytes of a file; `None` if the server says that there is no such file.
pub type Fetched = Result<Option<Vec<u8>>, Error>;

/// Reads single files of the site at `url`.
///
/// # Errors
/// If `url` is no address of a site. Reading fails if the server cannot be reached, hangs, or answers anything but the file
/// or that it is not there.
pub fn fetcher(url: &str) -> Result<impl Fn(&str) -> Fetched + use<>, Error> {
    fetcher_with(url, Patience::default())
}

/// The same, with a patience of one's own.
///
/// # Errors
/// As [`fetcher`].
pub fn fetcher_with(url: &str, patience: Patience) -> Result<impl Fn(&str) -> Fetched + use<>, Error> {
    let base = base(url)?;
    let runtime = runtime::runtime()?;
    let client = Client::builder()
        .user_agent(concat!("redovisa/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::none())
        .connect_timeout(patience.connect)
        .timeout(patience.request)
        .build()
        .map_err(|e| Error::Other(format!("kunde inte förbereda nätverket: {e}")))?;
    let reader = Reader { client, base, patience };
    Ok(move |path: &str| runtime.block_on(reader.read(path)))
}

/// The address that all files are below.
fn base(url: &str) -> Result<Url, Error> {
    let parsed = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    parsed.ok_or_else(|| Error::Usage(format!("`{url}` är ingen webbadress; skriv som i `https://exempel.se/`")))
}

/// What a server answered.
enum Answer {
    File(Vec<u8>),
    Missing,
    Elsewhere(String),
}

struct Reader {
    client: Client,
    base: Url,
    patience: Patience,
}

impl Reader {
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        let mut answer = self.ask(self.address(path)).await?;
        if !matches!(answer, Answer::File(_))
            && let Some(folder) = folder(path)
        {
            answer = self.ask(self.address(folder)).await?;
        }
        match answer {
            Answer::File(bytes) => Ok(Some(bytes)),
            Answer::Missing => Ok(None),
            Answer::Elsewhere(place) => {
                Err(Error::Other(format!("servern skickar vidare från `{path}` till `{place}`; ange den adressen")))
            }
        }
    }

    /// The address of a file, or of a folder if it ends with `/`.
    fn address(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_query(None);
        url.set_fragment(None);
        url.path_segments_mut().expect("the base was parsed").pop_if_empty().extend(path.split('/'));
        url
    }

    /// Asks, and asks again where that may help.
    async fn ask(&self, url: Url) -> Result<Answer, Error> {
        let mut pause = self.patience.pause;
        let mut left = self.patience.retries;
        loop {
            match self.once(url.clone()).await {
                Ok(answer) => return Ok(answer),
                Err(failure) if left == 0 || !failure.may_pass => {
                    return Err(Error::io("hämta", url.as_str(), std::io::Error::other(failure.why)));
                }
                Err(_) => tokio::time::sleep(pause).await,
            }
            left -= 1;
            pause = (pause * 2).min(Duration::from_secs(5));
        }
    }

    async fn once(&self, url: Url) -> Result<Answer, Failure> {
        let response = self.client.get(url).send().await?;
        match response.status() {
            StatusCode::OK => Ok(Answer::File(response.bytes().await?.to_vec())),
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(Answer::Missing),
            status if status.is_redirection() => Ok(Answer::Elsewhere(location(&response))),
            status => Err(Failure {
                why: format!("servern svarade {}", status.as_u16()),
                may_pass: status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS,
            }),
        }
    }
}

/// The folder's own address, if the file is its page.
fn folder(path: &str) -> Option<&str> {
    path.strip_suffix(PAGE).filter(|folder| folder.is_empty() || folder.ends_with('/'))
}

fn location(response: &Response) -> String {
    let header = response.headers().get("location").and_then(|value| value.to_str().ok());
    header.unwrap_or("en annan adress").to_owned()
}

/// Why one request failed, and whether another may do better.
struct Failure {
    why: String,
    may_pass: bool,
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        let why = if error.is_timeout() {
            "servern svarade inte i tid".to_owned()
        } else if error.is_connect() {
            "servern går inte att nå".to_owned()
        } else {
            let mut cause = error.source();
            while let Some(deeper) = cause.and_then(|cause| cause.source()) {
                cause = Some(deeper);
            }
            format!("förbindelsen bröts ({})", cause.map_or_else(|| error.to_string(), ToString::to_string))
        };
        Self { why, may_pass: true }
    }
}
