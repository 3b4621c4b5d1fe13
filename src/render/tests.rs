//! Does every template render, does every link lead somewhere, and do the pages say what they must?

use std::collections::{BTreeMap, BTreeSet};

use super::sample::facts;
use super::{Look, Options, site};
use crate::site::Route;

/// Every file of the sample portal as text; the font is left out.
fn printed() -> BTreeMap<String, String> {
    let (facts, look) = (facts(), Look::embedded());
    let site = site(&facts, &look, Options::default());
    let text = |(path, route): (&str, &Route<'_>)| {
        let bytes = route.bytes().unwrap_or_else(|error| panic!("{path}: {error}"));
        (path.to_owned(), String::from_utf8(bytes).unwrap_or_default())
    };
    site.routes().map(text).collect()
}

fn pages() -> BTreeMap<String, String> {
    printed().into_iter().filter(|(path, _)| path.ends_with(".html")).collect()
}

/// The values of an attribute, in order.
fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let opening = format!(" {attribute}=\"");
    html.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Where a relative address leads from a page: the path of a file, and the fragment in it.
fn led(from: &str, href: &str) -> (String, Option<String>) {
    let (path, fragment) = href.split_once('#').map_or((href, None), |(path, id)| (path, Some(id.to_owned())));
    let mut parts: Vec<&str> = from.split('/').collect();
    if path.is_empty() {
        return (from.to_owned(), fragment);
    }
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop().expect("a link above the root");
            }
            other => parts.push(other),
        }
    }
    let joined = parts.join("/");
    let joined = if joined.is_empty() || joined.ends_with('/') { format!("{joined}index.html") } else { joined };
    (joined, fragment)
}

#[test]
fn every_route_is_made() {
    let paths: Vec<String> = printed().into_keys().filter(|path| !path.starts_with("static/")).collect();
    for wanted in [
        "index.html",
        "rapporter/index.html",
        "rapporter/liljeholmens-dagliga-verksamhet/index.html",
        "rapporter/liljeholmens-dagliga-verksamhet/2020-vb/index.html",
        "rapporter/liljeholmens-dagliga-verksamhet/2020-vb/mal/index.html",
        "rapporter/liljeholmens-dagliga-verksamhet/2020-vb/mal/god-arbetsgivare/index.html",
        "rapporter/liljeholmens-dagliga-verksamhet/2020-vb/indikatorer/index.html",
        "rapporter/liljeholmens-dagliga-verksamhet/2020-vb/aktiviteter/index.html",
        "rapporter/liljeholmens-dagliga-verksamhet/2020-vb/hela/index.html",
        "rapporter/liljeholmens-dagliga-verksamhet/2019-vp/index.html",
        "indikatorer/index.html",
        "indikatorer/sjukfranvaro/index.html",
        "organisationer/hagersten-liljeholmen/index.html",
        "mal/2019-2022/index.html",
        "rapporter/liljeholmens-dagliga-verksamhet/2020-vb/ekonomi/index.html",
        "serier/index.html",
        "serier/platser-i-boende/index.html",
        "data/economy.csv",
        "data/series.csv",
        "ordlista/index.html",
        "om/index.html",
        "data/index.html",
        "data/observations.csv",
        "data/goals.csv",
        "data/activities.csv",
        "data/organisations.csv",
        "data/reports.csv",
        "sitemap.xml",
    ] {
        assert!(paths.iter().any(|path| path == wanted), "no {wanted} among {paths:#?}");
    }
}

#[test]
fn every_link_leads_to_a_file_and_every_fragment_to_an_element() {
    let files = printed();
    for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for href in
            values(html, "href").into_iter().filter(|href| !href.starts_with("https:") && !href.starts_with("mailto:"))
        {
            // 404.html and its like are served anywhere: their links begin at the portal's root.
            let (file, fragment) = match href.strip_prefix('/') {
                Some(rooted) => led("index.html", if rooted.is_empty() { "./" } else { rooted }),
                None => led(path, href),
            };
            let target = files.get(&file).unwrap_or_else(|| panic!("{path} links to {href}, which is {file}"));
            if let Some(id) = fragment {
                assert!(values(target, "id").contains(&id.as_str()), "{path} links to {href}: no such element");
            }
        }
    }
}

#[test]
fn every_page_has_one_heading_a_title_landmarks_and_the_notice() {
    for (path, html) in pages() {
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        for wanted in [
            "<html lang=\"sv\">",
            "<title>",
            "<meta name=\"description\" content=\"",
            "<main id=\"innehall\"",
            "href=\"#innehall\"",
            "Exempel byggt av offentliga handlingar.",
        ] {
            assert!(html.contains(wanted), "{path} lacks {wanted}");
        }
        for unwanted in [" style=", "<style", "undefined", ">none<", " src=\"http", "<title> –"] {
            assert!(!html.contains(unwanted), "{path} has {unwanted}");
        }
        // A script of its own, deferred; none within the page.
        assert_eq!(html.matches("<script").count(), html.matches("\" defer data-sort=").count(), "{path}");
        assert!(html.contains("\"></script>"), "{path}");
        let ids = values(&html, "id");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{path} has an id twice: {ids:?}");
    }
}

#[test]
fn every_page_of_a_report_says_its_state() {
    for (path, html) in pages().iter().filter(|(path, _)| path.contains("/2020-vb/") || path.contains("/2019-vp/")) {
        assert!(html.contains("Enhetens dokument"), "{path}");
        assert!(html.contains("Källan innehåller inget nämndbeslut"), "{path}");
    }
}

#[test]
fn headings_never_skip_a_level() {
    for (path, html) in pages() {
        let mut before = 0;
        for rest in html.split("<h").skip(1) {
            let Some(level) = rest.chars().next().and_then(|c| c.to_digit(10)) else { continue };
            assert!(level <= before + 1, "{path}: h{level} after h{before}: {}", &rest[..rest.len().min(80)]);
            before = level;
        }
    }
}

#[test]
fn prose_links_figures_and_the_first_mention_of_a_word() {
    let page = &pages()["rapporter/liljeholmens-dagliga-verksamhet/2020-vb/index.html"];
    let figure = "<a class=\"figure\" href=\"../../../indikatorer/sjukfranvaro/\" title=\"Sjukfrånvaro, 2020\"><data value=\"12.4\">12,4\u{a0}%</data></a>";
    assert!(page.contains(figure));
    assert_eq!(page.matches("href=\"#ord-daglig-verksamhet\"").count(), 1);
    assert_eq!(page.matches("<div id=\"ord-daglig-verksamhet\"><dt>").count(), 1, "explained on the page itself");
    assert!(page.contains("<h3>En nämnd i rubriken</h3>"), "no links in headings");
    assert!(page.contains("Varje <a class=\"word\" id=\"ref-namnd\" href=\"#ord-namnd\">nämnd</a> har"));
    assert!(page.contains("<a href=\"https://exempel.se/?a=1&amp;b=2\">nämnd</a>"));
    assert!(!page.contains("javascript:"));
    assert!(page.contains("<ol start=\"3\"><li>punkt</li><li><blockquote><p>&lt;citat&gt;</p></blockquote></li></ol>"));
}

#[test]
fn the_glossary_tells_what_else_a_word_is_called() {
    let page = &pages()["ordlista/index.html"];
    assert!(
        page.contains(
            "<dd>Sysselsättning enligt LSS.</dd><dd class=\"note\">Andra ord: dagcenter, dagcentral</dd></div>"
        )
    );
    assert_eq!(page.matches("Andra ord").count(), 1, "only where there are any");
}

#[test]
fn an_indicator_says_what_is_known_and_where_it_stands() {
    let pages = pages();
    let sick = &pages["indikatorer/sjukfranvaro/index.html"];
    assert!(sick.contains(
        "Liljeholmens dagliga verksamhet: utfallet för 2020 var 12,4\u{a0}%. Målet var högst 15\u{a0}% och nåddes. Det är 2,8\u{a0}procentenheter lägre än VB\u{a0}2019, en förbättring."
    ));
    assert!(sick.contains("2020-vb/indikatorer/#rad-sjukfranvaro"));
    let organic = &pages["indikatorer/ekologiska-livsmedel/index.html"];
    assert!(organic.contains("Uppgifterna skiljer sig åt"));
    assert!(organic.contains("#rad-ekologiska-livsmedel--trofast-dagliga-verksamhet--2"));
    let jobs = &pages["indikatorer/feriejobb/index.html"];
    assert!(jobs.contains("målet för 2019 var 350\u{a0}st. Rapporterna anger inget utfall."));
}

#[test]
fn data_files_have_their_columns_and_carriage_returns() {
    let files = printed();
    let first = "organisation,reference_period,indicator,measure,value,unit,text,status,reported_in,source_document,source_place\r\n\
        liljeholmens-dagliga-verksamhet,2020-vb,sjukfranvaro,outcome,12.4,%,,,2020-vb,\"Verksamhetsberättelse 2020, källan\",\"avsnitt 3.2, tabellen\"\r\n";
    assert!(files["data/observations.csv"].starts_with(first), "{}", files["data/observations.csv"]);
    assert!(files["data/observations.csv"].contains(",forecast,,%,,not_available,"));
    assert!(files["data/activities.csv"].contains(
        ",2020-01-01,2020-12-31,yes,god-arbetsgivare,Nämnden,\"Så gick det Klar, med \"\"citat\"\".\",s. 16\r\n"
    ));
    assert!(
        files["data/organisations.csv"].contains("hagersten-liljeholmen@/2020-06-30;hagersten-alvsjo@2020-07-01/\r\n")
    );
    assert!(files["data/goals.csv"].contains(",2020-vb,2019-2022,god-arbetsgivare,unit,,Enheten är en god arbetsgivare,attraktiv-arbetsgivare,fully,,avsnitt 3\r\n"));
    assert!(files["data/reports.csv"].contains(",2019-vp,Verksamhetsplan 2019,unit_document,"));
}

#[test]
fn economy_stands_as_printed_with_a_note_where_it_does_not_add_up() {
    let files = printed();
    let page = &files["rapporter/liljeholmens-dagliga-verksamhet/2020-vb/ekonomi/index.html"];
    assert!(page.contains("Enhet: tkr (tusen kronor)"));
    assert!(page.contains("data-label=\"Budget\"><data value=\"21600.5\">21\u{a0}600,5</data></td>"));
    assert!(page.contains("data-label=\"Ändring\"><data value=\"-5.6\">\u{2212}5,6\u{a0}%</data></td>"));
    assert!(page.contains("class=\"repeated\">varav vikarier</th>"));
    assert!(page.contains("colspan=\"3\">Kostnader</th>"), "a row without values is a heading");
    assert!(page.contains("<a href=\"#tabell-budget-not-1\">stämmer inte</a>"));
    assert!(page.contains("<li id=\"tabell-budget-not-1\"><strong>Summa kostnader, Budget.</strong>"));
    let front = &files["rapporter/liljeholmens-dagliga-verksamhet/2020-vb/index.html"];
    assert!(front.contains("2020-vb/ekonomi/#tabell-budget\">Budget 2020</a>, Summa kostnader.</strong>"));
    let lines: Vec<&str> = files["data/economy.csv"].split("\r\n").collect();
    let whose = "liljeholmens-dagliga-verksamhet,2020-vb,budget";
    assert_eq!(lines[0], "organisation,period,table,row,column,value,unit");
    assert_eq!(lines[2], format!("{whose},Personal,Ändring,-5.6,%"));
    assert_eq!(lines[4], format!("{whose},\"Lokaler, inhyrda\",Budget,,tkr"));
    assert_eq!(lines.len(), 1 + 5 + 1, "empty cells have no line");
}

#[test]
fn a_series_shows_its_months_its_gaps_and_its_newest_value() {
    let files = printed();
    let page = &files["serier/platser-i-boende/index.html"];
    assert!(page.contains("Liljeholmens dagliga verksamhet: i februari 2020 var det 456\u{a0}platser."));
    assert!(page.contains("Ett streck betyder"), "March 2020 has no value");
    assert!(page.contains(">Mars</th>") && !page.contains(">April</th>"), "months after the last value are left out");
    assert!(page.contains("<strong>Medelvärdet för 2019.</strong>"));
    let flats = &files["serier/tomma-lagenheter/index.html"];
    assert!(flats.contains("i mars 2020 var det 58,0 (Trekanten)."));
    assert!(flats.contains("”i.u.” betyder") && flats.contains("Tomma lägenheter 2020, antal"));
    assert!(files["serier/index.html"].contains("Platser i boende"));
    let lines: Vec<&str> = files["data/series.csv"].split("\r\n").collect();
    assert_eq!(lines[0], "series,component,organisation,month,value,unit,status,reported_in");
    assert_eq!(lines[1], "platser-i-boende,,liljeholmens-dagliga-verksamhet,2019-01,473,platser,,2020-vb");
    assert_eq!(
        lines[8],
        "tomma-lagenheter,Axgården,liljeholmens-dagliga-verksamhet,2020-03,,antal,not_available,2020-vb"
    );
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    assert_eq!(printed(), printed());
}

#[test]
fn pictures_are_files_only_if_they_are_asked_for_and_may_then_be_kept() {
    let (facts, look) = (facts(), Look::embedded());
    let pictures = |png| {
        let site = site(&facts, &look, Options { png });
        let found: Vec<_> =
            site.routes().filter(|(path, _)| path.ends_with(".png")).map(|(_, r)| r.is_immutable()).collect();
        found
    };
    assert!(pictures(false).is_empty());
    let asked = pictures(true);
    // Only a build with the feature can draw them; then there are two of each chart.
    assert_eq!(!asked.is_empty(), cfg!(feature = "png"));
    assert!(asked.iter().all(|immutable| *immutable) && asked.len() % 2 == 0);
}

#[test]
fn the_stylesheet_stays_small() {
    let (_, sheet) = printed().into_iter().find(|(path, _)| path.contains("/stil.")).expect("a stylesheet");
    assert!(sheet.len() <= 12 * 1024, "{} bytes", sheet.len());
}
