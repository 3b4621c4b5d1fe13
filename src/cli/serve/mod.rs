//! What does `redovisa serve` do? Shows the site in a browser while somebody writes: a page is rendered when it is asked
//! for, and loads itself anew when the content has changed. Nothing is written to the disk.
//!
//! One thread (this one) watches and prepares; a few answer. While the content has errors they go on showing the last
//! site that had none.

#![expect(clippy::disallowed_methods, reason = "serve tells how long a change took")]

mod answer;
mod preview;
mod watch;

use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use tiny_http::{Header, Method, Request, Response, Server};

use super::{Console, Outcome};
use crate::embargo::Audience;
use crate::error::Error;
use crate::site::Site;
use crate::world::{DiskWorld, World};
use crate::{Project, prepare, report};
use answer::Answer;
use preview::{Good, Now, Preview};
use watch::Changes;

/// A browser asks for a page and what belongs to it at once.
const WORKERS: usize = 4;
/// After so long without news, those who wait are told that there are none.
const PATIENCE: Duration = Duration::from_secs(20);

/// Show the site in a browser and reload it whenever the content changes
///
/// The preview listens on 127.0.0.1 only and writes nothing. Press Ctrl-C to end it.
#[derive(Debug, clap::Args)]
pub(super) struct Flags {
    /// The port to listen on; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = 8017)]
    port: u16,
}

pub(super) fn run(root: &Path, flags: &Flags, console: &Console<'_>) -> Outcome {
    match serve(root, flags.port, console) {
        Ok(never) => match never {},
        Err(error) => Outcome::failed(&error),
    }
}

fn serve(root: &Path, port: u16, console: &Console<'_>) -> Result<Infallible, Error> {
    let world = DiskWorld::new(root);
    world.list()?;
    let listener = listen(port)?;
    let address = listener.local_addr().map_err(|e| Error::io("lyssna på", "127.0.0.1", e))?;
    let mut changes = Changes::of(root)?;
    let preview = Arc::new(Preview::new(prepare_and_tell(&world, console)));
    let server = Server::from_listener(listener, None);
    let server = Arc::new(server.map_err(|e| Error::Other(format!("kunde inte starta förhandsvisningen: {e}")))?);
    for _ in 0..WORKERS {
        let (server, preview) = (Arc::clone(&server), Arc::clone(&preview));
        thread::spawn(move || while catch_unwind(AssertUnwindSafe(|| work(&server, &preview))).is_err() {});
    }
    (console.say)(&format!("Förhandsvisning: http://{address}/ (avsluta med Ctrl-C)"));
    loop {
        let waiting = match changes.wait(PATIENCE)? {
            true => preview.update(prepare_and_tell(&world, console)),
            false => preview.take_waiting(),
        };
        let news = preview.now().news();
        waiting.into_iter().for_each(|request| send(request, tell(&news)));
    }
}

fn listen(port: u16) -> Result<TcpListener, Error> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|e| match e.kind() {
        ErrorKind::AddrInUse => Error::Other(format!(
            "port {port} är upptagen; kanske är en förhandsvisning redan igång. Välj en annan port med --port"
        )),
        _ => Error::io("lyssna på", format!("127.0.0.1:{port}"), e),
    })
}

/// Prepares, and tells on the terminal how it went.
fn prepare_and_tell(world: &dyn World, console: &Console<'_>) -> Result<Project, Error> {
    let started = Instant::now();
    let prepared = prepare(world, Audience::Editor);
    (console.say)(&match &prepared {
        Ok(project) => told(project, started.elapsed(), console.colour),
        Err(error) => super::in_words(error).trim_end().to_owned(),
    });
    prepared
}

/// With errors, all of them are drawn; otherwise one line is enough while somebody writes.
fn told(Project { sources, checked }: &Project, elapsed: Duration, colour: bool) -> String {
    if checked.value.is_none() {
        let errors = preview::draw_errors(sources, &checked.diagnostics, colour);
        return format!("{errors}; sidorna uppdateras när felen är rättade");
    }
    format!("klart på {}\u{a0}ms, {}", elapsed.as_millis(), report::summary(&checked.diagnostics))
}

/// Answers for ever. The site of a version is made once, and again when a request finds a newer one.
fn work(server: &Server, preview: &Preview) {
    let mut request = server.recv().ok();
    while let Some(next) = request {
        let good = preview.now().good;
        let site = good.as_ref().map(|good| good.ready.site());
        request = answer_from(good.as_deref(), site.as_ref(), next, server, preview);
    }
}

/// Answers from one version of the site; gives back the first request that should see another.
fn answer_from(
    good: Option<&Good>,
    site: Option<&Site<'_>>,
    first: Request,
    server: &Server,
    preview: &Preview,
) -> Option<Request> {
    let mut request = first;
    loop {
        let now = preview.now();
        if now.good.as_ref().map(|g| &g.version) != good.map(|g| &g.version) {
            return Some(request);
        }
        handle(request, &now, site, preview);
        request = server.recv().ok()?;
    }
}

fn handle(request: Request, now: &Now, site: Option<&Site<'_>>, preview: &Preview) {
    let host = request.headers().iter().find(|h| h.field.equiv("Host")).map(|h| h.value.as_str());
    if host.is_some_and(|host| !answer::is_local(host)) {
        return send(request, answer::refused());
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return send(request, Answer::new(405, "text/plain; charset=utf-8", "bara GET och HEAD\n"));
    }
    let url = request.url().to_owned();
    if url.starts_with("/_redovisa/version") {
        let seen = answer::query(&url, "efter");
        if let Some(request) = preview.park(request, seen) {
            send(request, tell(&preview.now().news()));
        }
        return;
    }
    let answer = answer::own_file(&url).unwrap_or_else(|| page(now, site, &url));
    send(request, answer);
}

/// The page asked for, or what stands in its way.
fn page(now: &Now, site: Option<&Site<'_>>, url: &str) -> Answer {
    match (site, &now.good) {
        (Some(site), Some(good)) => answer::page(site, url).reloading(&good.version),
        _ => answer::fault(now.fault.as_deref().unwrap_or(""), Some(&now.version)),
    }
}

fn tell(news: &str) -> Answer {
    Answer::new(200, "application/json", news)
}

fn send(request: Request, answer: Answer) {
    let mut response = Response::from_data(answer.body).with_status_code(answer.status);
    let location = answer.location.as_deref().map(|location| ("Location", location));
    let fixed =
        [("Content-Type", answer.content_type), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")];
    for (name, value) in fixed.into_iter().chain(location) {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    // A browser that has gone away needs no answer.
    let _ = request.respond(response);
}
