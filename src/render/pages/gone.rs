//! What meets a reader where there is no page: an address that never was, or a page that has been taken away?
//!
//! `404.html` and `borttagen.html` are served at any address, so their links begin at the portal's own root, not at the page.

use minijinja::Value as Html;
use serde::Serialize;

use crate::derive::facts::{Destination, Facts, Removed};
use crate::error::Error;
use crate::render::html;
use crate::render::page::{Link, Page, Press};
use crate::site::Redirects;

#[derive(Debug, Serialize)]
struct Gone<'a> {
    lead: &'a str,
    removed: Option<RemovedPage<'a>>,
    all: Vec<RemovedPage<'a>>,
}

#[derive(Debug, Serialize)]
struct RemovedPage<'a> {
    address: &'a str,
    day: Html,
    reason: &'a str,
    instead: Option<Link>,
}

/// Prints what a server answers where there is nothing.
pub(in crate::render) fn print_missing(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let body = Gone { lead: press.locale.text("gone.missing_lead"), removed: None, all: Vec::new() };
    anywhere(press, "404.html", "gone.missing", body)
}

/// Prints what a server answers where there was something.
pub(in crate::render) fn print_gone(press: &Press<'_>) -> Result<Vec<u8>, Error> {
    let all = press.facts.portal.removed.iter().map(|removed| page(removed, "")).collect();
    let body = Gone { lead: press.locale.text("gone.removed_lead"), removed: None, all };
    anywhere(press, "borttagen.html", "gone.removed", body)
}

/// Prints a page in the place of one that is gone.
pub(in crate::render) fn print_removed(press: &Press<'_>, removed: &Removed) -> Result<Vec<u8>, Error> {
    let rot = crate::render::address::root_from(&removed.address);
    let lead = press.locale.text("gone.removed_here");
    let body = Gone { lead, removed: Some(page(removed, &rot)), all: Vec::new() };
    let title = press.locale.text("gone.removed");
    press.print("sida-saknas.html", &Page::new(removed.address.as_str(), title, lead, body).hidden())
}

fn anywhere(press: &Press<'_>, file: &str, title: &str, body: Gone<'_>) -> Result<Vec<u8>, Error> {
    let page = Page::new(file, press.locale.text(title), body.lead, body).hidden().rooted(root(press.facts));
    press.print("sida-saknas.html", &page)
}

/// What a server answers otherwise than with a page: what has been replaced leads on, and what has not is gone.
pub(in crate::render) fn redirects(facts: &Facts) -> Redirects {
    let (mut moved, mut gone) = (Vec::new(), Vec::new());
    for removed in &facts.portal.removed {
        match &removed.replaced_by {
            Some(Destination::Page(to) | Destination::Link(to)) => moved.push((removed.address.clone(), to.clone())),
            None => gone.push(removed.address.clone()),
        }
    }
    Redirects { base: root(facts), moved, gone }
}

/// Where the portal begins on its server: "/" or "/portal/".
fn root(facts: &Facts) -> String {
    let address = facts.portal.address.as_deref().unwrap_or_default();
    let path = address.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    format!("/{path}")
}

fn page<'a>(removed: &'a Removed, rot: &str) -> RemovedPage<'a> {
    let instead = removed.replaced_by.as_ref().map(|destination| match destination {
        Destination::Page(address) => Link::new(format!("{rot}{address}"), address),
        Destination::Link(href) => Link::new(href, href),
    });
    RemovedPage { address: &removed.address, day: html::day(removed.date), reason: &removed.reason, instead }
}
