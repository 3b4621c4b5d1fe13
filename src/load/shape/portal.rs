//! Which keys may `content/portal.toml` have: what is said of the portal itself?

use super::{Kind, Shape, may, must};

/// `content/portal.toml`.
pub static PORTAL: Shape = Shape {
    what: "portalen",
    fields: &[
        must("namn", Kind::Text, "Portalens namn. Står överst på varje sida."),
        must("beskrivning", Kind::Text, "Vad portalen är, i en eller två meningar."),
        may("adress", Kind::Text, "Adressen där portalen ska ligga, till exempel https://exempel.se/."),
        may("exempel", Kind::Text, "En upplysning som står på varje sida, till exempel att portalen är ett exempel."),
        may("enheter", Kind::Texts, "Måttenheter utöver de kända, till exempel [\"besök\"]."),
        may("nyckeltal", Kind::Texts, "De viktigaste måtten: id på indikatorer och serier, det viktigaste först."),
        may("publicering", Kind::Table(&GATE), "När rapporterna blir offentliga."),
        may("kontakt", Kind::Table(&CONTACT), "Vem läsaren kan skriva till."),
        may("tillsyn", Kind::Table(&SUPERVISOR), "Myndigheten som kontrollerar att webbplatser är tillgängliga."),
        may("tillganglighet", Kind::Table(&ACCESSIBILITY), "Hur tillgänglig portalen är, och hur det är prövat."),
        may("kommande", Kind::Tables(&UPCOMING), "Ett beslut eller en rapport som är på väg."),
        may("borttagen", Kind::Tables(&REMOVED), "En sida som har funnits och är borttagen."),
    ],
};

/// From which step a report is public, as editors write it.
pub(crate) const STEPS: [&str; 3] = ["forslag", "beslutad", "justerad"];

static GATE: Shape = Shape {
    what: "publiceringen",
    fields: &[
        may(
            "fran",
            Kind::Choice(&STEPS),
            "Från vilket läge en rapport är offentlig: forslag, beslutad eller justerad. Annars justerad, eller omedelbart justerad.",
        ),
        may("klockan", Kind::Text, "Klockslaget i svensk tid. Annars \"08:00\"."),
        may(
            "dagar_efter",
            Kind::Integer(0, 60),
            "Hur många dagar efter beslutet eller justeringen. Annars 1: dagen efter.",
        ),
    ],
};

static CONTACT: Shape = Shape {
    what: "kontakten",
    fields: &[must("namn", Kind::Text, "Funktionen, inte en person."), must("epost", Kind::Text, "E-postadressen.")],
};

static SUPERVISOR: Shape = Shape {
    what: "tillsynen",
    fields: &[
        must("namn", Kind::Text, "Myndighetens namn."),
        must("adress", Kind::Link, "Adressen där läsaren kan anmäla brister till myndigheten."),
    ],
};

/// How far the portal keeps the law of accessibility, as editors write it.
pub(crate) const CONFORMANCE: [&str; 3] = ["helt", "delvis", "inte"];

/// Why a shortcoming is there, as editors write it.
pub(crate) const GROUNDS: [&str; 3] = ["brist", "oskaligt-betungande", "utanfor-lagen"];

static ACCESSIBILITY: Shape = Shape {
    what: "tillgängligheten",
    fields: &[
        must("aktor", Kind::Text, "Vem som ansvarar för webbplatsen."),
        must("status", Kind::Choice(&CONFORMANCE), "Om portalen följer lagens krav helt, delvis eller inte."),
        must("granskad", Kind::Date, "Dagen då tillgängligheten senast granskades."),
        must("uppdaterad", Kind::Date, "Dagen då redogörelsen senast ändrades."),
        must("metod", Kind::Text, "Hur tillgängligheten är prövad, på klarspråk."),
        may("brist", Kind::Tables(&SHORTCOMING), "Något som inte är tillgängligt."),
    ],
};

static SHORTCOMING: Shape = Shape {
    what: "en brist",
    fields: &[
        must("vad", Kind::Text, "Vad som inte är tillgängligt, på klarspråk."),
        must("varfor", Kind::Text, "Varför det är så."),
        may("alternativ", Kind::Text, "Hur läsaren kan få samma sak på ett annat sätt."),
        may(
            "skal",
            Kind::Choice(&GROUNDS),
            "brist om portalen bryter mot kraven, oskaligt-betungande om undantag görs, utanfor-lagen om kraven inte gäller. \
             Annars brist.",
        ),
    ],
};

static UPCOMING: Shape = Shape {
    what: "det kommande",
    fields: &[
        must("datum", Kind::Date, "Dagen. När den har gått visas raden inte längre."),
        must("vad", Kind::Text, "Vad som händer, till exempel att nämnden beslutar om en rapport."),
        may("organisation", Kind::Slug, "Id för den organisation som det gäller."),
        may("lank", Kind::Link, "Adressen där läsaren kan veta mer."),
    ],
};

static REMOVED: Shape = Shape {
    what: "en borttagen sida",
    fields: &[
        must("adress", Kind::Text, "Sidans adress från portalens början: \"rapporter/namnden/2019-t1/\"."),
        must("datum", Kind::Date, "Dagen då sidan togs bort."),
        must("skal", Kind::Text, "Varför sidan är borttagen, på klarspråk. Läsaren ser det."),
        may("ersatt", Kind::Text, "Vad som har ersatt sidan: en adress på portalen, eller en som börjar med https://."),
    ],
};
