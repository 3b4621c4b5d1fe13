//! How do facts become pages? Facts in, the routes of a site out; the bytes of each are made when asked for.
//!
//! `look` holds templates and static files, `pages` has a file for every kind of page, `parts` what they share,
//! `data` the files for machines. Templates hold layout, `locale` the words; what both are given is made here.

mod address;
mod charts;
mod data;
mod data_of_comparison;
mod data_of_corrections;
mod data_of_tables;
mod embedded;
mod feed;
mod glossary;
mod html;
mod locale;
mod look;
mod origin;
mod page;
mod pages;
mod parts;
mod prose;
mod recent;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod sample_economy;
mod search;
mod sitemap;
mod stylesheet;
#[cfg(test)]
mod tests;
mod words;
mod xlsx;

use std::sync::Arc;

pub use look::Look;
pub use origin::public_inputs;
use page::Press;
use pages::{
    about, access, comparison, comparisons, contact_sheet, corrections, economy, gone, indicator, indicators, monthly,
    organisations, receipt, register, report, report_goals, report_tables, reports, search as search_page, start,
    terms, whole,
};
use parts::head;

use crate::derive::facts::{Facts, IndicatorIx, OrganisationIx, ReportIx};
use crate::error::Error;
use crate::site::Site;

/// What a site has besides its pages and data files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Every chart as a picture too. Only a build with the feature `png` can draw them.
    pub png: bool,
}

/// Every file of the site that shows `facts` in `look`.
#[must_use]
pub fn site<'a>(facts: &'a Facts, look: &'a Look, options: Options) -> Site<'a> {
    let mut routes = Routes { site: Site::default(), press: Arc::new(Press::new(facts, look, options)) };
    routes.general();
    routes.about();
    routes.comparisons();
    register::add(&mut routes);
    for at in 0..facts.reports.len() {
        routes.report(ReportIx(at));
    }
    routes.as_decided(look, options);
    let Routes { mut site, press } = routes;
    add_files(&mut site, facts, look);
    charts::add(&mut site, &press);
    search::add(&mut site, &press);
    add_feed(&mut site, &press);
    add_sitemap(&mut site, facts);
    if facts.preview {
        site.add("robots.txt", || Ok(b"User-agent: *\nDisallow: /\n".to_vec()));
    }
    site.origin = origin::origin(facts, options);
    site.redirects = gone::redirects(facts);
    site
}

/// The routes so far, and what prints them.
struct Routes<'a> {
    site: Site<'a>,
    press: Arc<Press<'a>>,
}

impl<'a> Routes<'a> {
    /// Adds the page at `address`.
    fn page(&mut self, address: &str, print: impl Fn(&Press<'a>) -> Result<Vec<u8>, Error> + Send + Sync + 'a) {
        self.file(&format!("{address}index.html"), print);
    }

    /// Adds the page in the file `path`.
    fn file(&mut self, path: &str, print: impl Fn(&Press<'a>) -> Result<Vec<u8>, Error> + Send + Sync + 'a) {
        let press = Arc::clone(&self.press);
        self.site.add(path, move || print(&press));
    }

    /// The start page, and the pages about indicators, organisations and goals.
    fn general(&mut self) {
        let facts = self.press.facts;
        self.page("", start::print);
        self.page("rapporter/", reports::print);
        self.page("indikatorer/", indicators::print);
        for at in 0..facts.indicators.len() {
            let ix = IndicatorIx(at);
            self.page(&address::indicator(facts, ix), move |press| indicator::print(press, ix));
            self.site.add(indicator::data_file(facts, ix), move || data::of_indicator(facts, ix));
        }
        self.page("organisationer/", organisations::print_all);
        for (at, organisation) in facts.organisations.iter().enumerate() {
            let ix = OrganisationIx(at);
            self.page(&address::organisation(facts, ix), move |press| organisations::print(press, ix));
            if !organisation.reports.is_empty() {
                let list = format!("rapporter/{}/", organisation.id);
                self.page(&list, move |press| reports::print_own(press, ix));
            }
        }
        if !facts.series.is_empty() {
            self.page("serier/", monthly::print_all);
        }
        for (at, series) in facts.series.iter().enumerate() {
            self.page(&address::monthly(&series.id), move |press| monthly::print(press, at));
            self.site.add(monthly::data_file(&series.id), move || data::of_series(facts, at));
        }
        if !facts.terms.is_empty() {
            self.page("mal/", terms::print_all);
        }
        for at in 0..facts.terms.len() {
            self.page(&address::term(facts, at), move |press| terms::print(press, at));
        }
    }

    /// What differs between two periods, or two organisations: the choice, the list of each organisation, and each pair with its files.
    fn comparisons(&mut self) {
        let facts = self.press.facts;
        self.page("jamfor/", comparisons::print_all);
        for ix in comparisons::compared(facts) {
            self.page(&address::comparisons(facts, ix), move |press| comparisons::print(press, ix));
        }
        for pair in &facts.pairs {
            let here = address::comparison(facts, pair);
            self.page(&here, move |press| comparison::print(press, pair));
            self.file(&data_of_comparison::csv_file(facts, pair), move |press| data_of_comparison::csv(press, pair));
            self.file(&data_of_comparison::xlsx_file(facts, pair), move |press| data_of_comparison::xlsx(press, pair));
        }
    }

    /// The pages about the portal itself.
    fn about(&mut self) {
        self.page("ordlista/", about::print_glossary);
        self.page("om/", about::print_about);
        self.page("data/", about::print_data);
        self.page("diagram/", contact_sheet::print);
        self.page("kontroll/", receipt::print);
        self.page("rattelser/", corrections::print);
        self.page("sok/", search_page::print);
        let portal = &self.press.facts.portal;
        if let Some(statement) = &portal.accessibility {
            self.page(access::ADDRESS, move |press| access::print(press, statement));
        }
        for removed in &portal.removed {
            self.page(&removed.address, move |press| gone::print_removed(press, removed));
        }
        self.file("404.html", gone::print_missing);
        self.file("borttagen.html", gone::print_gone);
    }

    /// Every corrected report as it was decided.
    fn as_decided(&mut self, look: &'a Look, options: Options) {
        let facts = self.press.facts;
        let Some(earlier) = &facts.as_decided else { return };
        let press = Arc::new(Press::new(earlier, look, options));
        for (at, _) in facts.reports.iter().enumerate().filter(|(_, report)| !report.corrections.is_empty()) {
            let (ix, press) = (ReportIx(at), Arc::clone(&press));
            let path = format!("{}index.html", address::decided(facts, ix));
            self.site.add(path, move || whole::print_decided(&press, ix));
        }
    }

    /// The pages of one report; those that would be empty are left out.
    fn report(&mut self, ix: ReportIx) {
        let facts = self.press.facts;
        let (front, report) = (address::report(facts, ix), &facts.reports[ix.0]);
        self.page(&front, move |press| report::print(press, ix));
        self.page(&format!("{front}hela/"), move |press| whole::print(press, ix));
        if head::has_figures(report) {
            self.page(&format!("{front}indikatorer/"), move |press| report_tables::print_figures(press, ix));
        }
        if !report.activities.is_empty() {
            self.page(&format!("{front}aktiviteter/"), move |press| report_tables::print_activities(press, ix));
        }
        if !report.economy.is_empty() {
            self.page(&format!("{front}ekonomi/"), move |press| economy::print(press, ix));
        }
        if head::has_goals(report) {
            self.page(&format!("{front}mal/"), move |press| report_goals::print_tree(press, ix));
            for (position, goal) in report.goals.iter().enumerate() {
                let page = address::report_goal(facts, ix, goal.goal);
                self.page(&page, move |press| report_goals::print_one(press, ix, position));
            }
        }
    }
}

/// Adds the static files and the data files.
fn add_files<'a>(site: &mut Site<'a>, facts: &'a Facts, look: &'a Look) {
    // A public site has nothing of a preview.
    for file in look.files().iter().filter(|file| facts.preview || !file.route.contains("/forhandsgranskning.")) {
        site.add(file.route.clone(), || Ok(file.bytes.clone()));
    }
    for file in &data::FILES {
        site.add(file.path, || file.bytes(facts));
    }
}

/// Adds the feed, if the portal knows where it lives: news are read elsewhere.
fn add_feed<'a>(site: &mut Site<'a>, press: &Arc<Press<'a>>) {
    let facts = press.facts;
    if let Some(address) = facts.portal.address.as_deref().filter(|_| !facts.preview) {
        let press = Arc::clone(press);
        site.add(feed::PATH, move || Ok(feed::feed(&press, address)));
    }
}

/// Adds `sitemap.xml`, if the portal knows where it lives.
fn add_sitemap<'a>(site: &mut Site<'a>, facts: &'a Facts) {
    let Some(address) = facts.portal.address.as_deref().filter(|_| !facts.preview) else { return };
    let gone = |path: &str| {
        facts.portal.removed.iter().any(|removed| path.strip_suffix("index.html") == Some(&*removed.address))
    };
    let as_decided = |path: &str| path.starts_with("rapporter/") && path.ends_with("/beslutad/index.html");
    let sitemap = sitemap::sitemap(address, site.paths().filter(|path| !gone(path) && !as_decided(path)));
    site.add("sitemap.xml", move || Ok(sitemap.clone()));
}
