//! Which keys may `rapport.toml` have: what is said of a report as a whole?

use super::correction::CORRECTION;
use super::{Kind, Shape, may, must};

/// `rapport.toml` of a report.
pub static REPORT: Shape = Shape {
    what: "rapporten",
    fields: &[
        must("titel", Kind::Text, "Rapportens titel."),
        may("rubrik", Kind::Text, "Det viktigaste i en mening. Blir sidans rubrik."),
        must(
            "lage",
            Kind::Choice(&["utkast", "forslag", "beslutad", "justerad", "rattad", "enhetsdokument"]),
            "Hur långt rapporten har kommit. Ett utkast publiceras aldrig.",
        ),
        may("publiceras", Kind::Date, "Tidigaste dag för publicering, vid portalens klockslag."),
        may("namn_da", Kind::Text, "Namnet som organisationen använde i dokumentet."),
        may(
            "nyckeltal",
            Kind::Texts,
            "Rapportens viktigaste mått: id på indikatorer och serier, det viktigaste först.",
        ),
        may(
            "beslut",
            Kind::Table(&DECISION),
            "Nämndens beslut. Krävs när läget är beslutad, justerad eller rattad, och får inte stå annars.",
        ),
        must("kalla", Kind::Table(&SOURCE), "Dokumentet som siffrorna kommer från."),
        may("behandling", Kind::Tables(&HANDLING), "När och var rapporten behandlades."),
        may("lucka", Kind::Tables(&GAP), "En siffra som inte gick att läsa säkert i källan."),
        may("rattelse", Kind::Tables(&CORRECTION), "En rättelse eller revidering efter beslutet. Kräver läget rattad."),
        may("motsagelse", Kind::Tables(&CONTRADICTION), "En motsägelse som står i källan och visas som den står."),
        may("summa", Kind::Tables(&FIGURE_SUM), "En siffra i indikatorer.csv som är summan av andra siffror där."),
        may(
            "andel",
            Kind::Tables(&FIGURE_SHARE),
            "En siffra i indikatorer.csv som är en andel av två andra, i procent.",
        ),
        may("antal_mal", Kind::Tables(&GOAL_COUNT), "Hur många mål rapporten säger uppfylls helt, delvis eller inte."),
        may("kontrolltal", Kind::Tables(&CONTROL_TOTAL), "Hur många siffror en tabell har, räknat i dokumentet."),
    ],
};

static SOURCE: Shape = Shape {
    what: "källan",
    fields: &[must("titel", Kind::Text, "Dokumentets titel."), may("sidor", Kind::Integer(1, 10_000), "Antal sidor.")],
};

static DECISION: Shape = Shape {
    what: "beslutet",
    fields: &[
        must("datum", Kind::Date, "Dagen då nämnden beslutade."),
        may("paragraf", Kind::Text, "Paragrafen i protokollet, till exempel \"§ 5\"."),
        may("diarienummer", Kind::Text, "Ärendets diarienummer."),
        may("protokoll", Kind::Link, "Adressen till protokollet."),
        may("omedelbart", Kind::Flag, "true om paragrafen justerades omedelbart."),
        may("justerad", Kind::Date, "Dagen då protokollet justerades."),
    ],
};

static HANDLING: Shape = Shape {
    what: "en behandling",
    fields: &[must("datum", Kind::Date, "Dagen."), must("vad", Kind::Text, "Vad som hände.")],
};

static GAP: Shape = Shape {
    what: "en lucka",
    fields: &[
        must("plats", Kind::Text, "Stället i dokumentet."),
        must("star", Kind::Text, "Vad som står där."),
        must("varfor", Kind::Text, "Varför siffran är utelämnad."),
        may(
            "slag",
            Kind::Choice(&["olaslig", "ofullstandig"]),
            "ofullstandig om det går att läsa men inte räcker, till exempel en dag utan år. Annars olaslig.",
        ),
        may(
            "tabell",
            Kind::Slug,
            "Vilken tabell som saknar siffror: \"indikatorer\", eller tabellens eller seriens id.",
        ),
        may("antal", Kind::Integer(1, 10_000), "Hur många siffror tabellen saknar."),
    ],
};

static FIGURE_SUM: Shape = Shape {
    what: "summan",
    fields: &[
        must("siffra", Kind::Text, "Summan, skriven som i löpande text men utan klamrar."),
        must("av", Kind::Texts, "Siffrorna som den summerar. Ett minustecken före drar ifrån."),
    ],
};

static FIGURE_SHARE: Shape = Shape {
    what: "andelen",
    fields: &[
        must("siffra", Kind::Text, "Andelen, skriven som i löpande text men utan klamrar."),
        must("del", Kind::Text, "Siffran som är delen."),
        must("av", Kind::Text, "Siffran som är det hela."),
    ],
};

static GOAL_COUNT: Shape = Shape {
    what: "antalet mål",
    fields: &[
        must("niva", Kind::Choice(&GOAL_LEVELS), "Vilken nivå i målkedjan."),
        must("bedomning", Kind::Choice(&ASSESSMENTS), "Vilken bedömning."),
        must("antal", Kind::Integer(0, 10_000), "Antalet som rapporten anger."),
        must("plats", Kind::Text, "Stället i dokumentet."),
    ],
};

/// The levels of the goal chain as editors write them.
pub(crate) const GOAL_LEVELS: [&str; 4] = ["inriktningsmal", "kf-mal", "namndmal", "enhetsmal"];

/// The assessments as editors write them in TOML.
const ASSESSMENTS: [&str; 3] = ["helt", "delvis", "inte"];

static CONTROL_TOTAL: Shape = Shape {
    what: "kontrolltalet",
    fields: &[
        must(
            "tabell",
            Kind::Slug,
            "\"indikatorer\" för alla indikatortabeller tillsammans, eller tabellens eller seriens id.",
        ),
        must(
            "antal",
            Kind::Integer(0, 1_000_000),
            "Antalet celler med ett värde, räknat i dokumentet och inte i filen.",
        ),
    ],
};

static CONTRADICTION: Shape = Shape {
    what: "en motsägelse",
    fields: &[
        must("regel", Kind::Text, "Koden i felet som annars stoppar bygget."),
        may("indikator", Kind::Text, "Vilken indikator, om det gäller en siffra i indikatorer.csv."),
        may("organisation", Kind::Text, "Vilken organisation, om inte rapportens egen."),
        may(
            "matt",
            Kind::Choice(&["utfall", "man", "kvinnor", "prognos", "mal", "kf-mal"]),
            "Vilket mått, om inte utfallet.",
        ),
        may(
            "tabell",
            Kind::Slug,
            "Tabellens eller seriens id, om det gäller ekonomi eller serier: filens namn utan numret.",
        ),
        may("mal", Kind::Slug, "Vilket mål, om det bedöms på två sätt."),
        may("niva", Kind::Choice(&GOAL_LEVELS), "Vilken nivå i målkedjan, om det gäller antalet mål."),
        may("bedomning", Kind::Choice(&ASSESSMENTS), "Vilken bedömning, om det gäller antalet mål."),
        may("rad", Kind::Text, "Raden i tabellen, som den står; i en serie delen och året: \"Totalt 2020\"."),
        may("kolumn", Kind::Text, "Kolumnen i tabellen, som den står."),
        may("period", Kind::Text, "Vilken period siffran gäller, om inte rapportens egen eller hela året."),
        may(
            "utraknat",
            Kind::Text,
            "Det som portalen räknar fram, så som felet anger det. Krävs när felet har ett uträknat tal.",
        ),
        may("rubrik", Kind::Text, "Vad motsägelsen handlar om, när den gäller texten: `regel = \"text\"`."),
        must("plats", Kind::Text, "Stället i dokumentet."),
        must("forklaring", Kind::Text, "En förklaring för läsaren, på klarspråk."),
    ],
};
