//! Which keys may a TOML file have, and what does each mean? One description serves reading, JSON Schema and the guide.

mod correction;
mod portal;
mod report;

pub use portal::PORTAL;
pub(crate) use report::GOAL_LEVELS;
pub use report::REPORT;

/// What sort of value a key takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text.
    Text,
    /// A text as it is written, spaces and all; it may be empty.
    Exact,
    /// An identifier: a–z, 0–9 and hyphens.
    Slug,
    /// A local date, `2019-02-07`, without quotes.
    Date,
    /// `true` or `false`, without quotes.
    Flag,
    /// A web address that begins with `https://`.
    Link,
    /// A whole number within bounds.
    Integer(i64, i64),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A table of its own, `[nyckel]`.
    Table(&'static Shape),
    /// A repeated table, `[[nyckel]]`.
    Tables(&'static Shape),
}

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The key as written.
    pub key: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// The values of the table's key [`SORT`] that it goes with; if there are none, all do.
    pub sorts: &'static [&'static str],
    /// What it means, for the editor.
    pub doc: &'static str,
}

/// The key whose value decides which other keys a table has.
pub const SORT: &str = "slag";

impl Field {
    /// Whether it belongs to a table of this sort; of a sort that is not known nothing can be said.
    #[must_use]
    pub fn goes_with(&self, sort: Option<&str>) -> Option<bool> {
        if self.sorts.is_empty() { Some(true) } else { sort.map(|sort| self.sorts.contains(&sort)) }
    }
}

/// A table's keys.
#[derive(Debug)]
pub struct Shape {
    /// What the table describes, for the editor: "en organisation".
    pub what: &'static str,
    /// Its keys.
    pub fields: &'static [Field],
}

const fn must(key: &'static str, kind: Kind, doc: &'static str) -> Field {
    Field { key, kind, required: true, sorts: &[], doc }
}

const fn may(key: &'static str, kind: Kind, doc: &'static str) -> Field {
    Field { key, kind, required: false, sorts: &[], doc }
}

/// The same key, in tables of some sorts only.
const fn of(sorts: &'static [&'static str], field: Field) -> Field {
    Field { sorts, ..field }
}

/// `content/organisationer.toml`.
pub static ORGANISATIONS: Shape = Shape {
    what: "organisationerna",
    fields: &[may("organisation", Kind::Tables(&ORGANISATION), "En organisation: nämnd, enhet eller verksamhet.")],
};

static ORGANISATION: Shape = Shape {
    what: "en organisation",
    fields: &[
        must("id", Kind::Slug, "Organisationens id. Blir en del av adressen och ändras aldrig."),
        must("namn", Kind::Text, "Namnet."),
        may("kortnamn", Kind::Text, "Ett kortare namn för tabeller."),
        must(
            "typ",
            Kind::Choice(&["namnd", "enhet", "verksamhet"]),
            "Vilket slag: nämnd, enhet eller en del av en enhet.",
        ),
        may("tidigare_namn", Kind::Texts, "Andra namn som tabellerna får använda."),
        may("beskrivning", Kind::Text, "Vad organisationen gör, på klarspråk."),
        may("fran", Kind::Date, "Första dagen."),
        may("till", Kind::Date, "Sista dagen, om organisationen har upphört."),
        may("efterfoljare", Kind::Slug, "Id för den organisation som tog över."),
        may("tillhor", Kind::Tables(&MEMBERSHIP), "Vilken organisation den hörde till, och när."),
    ],
};

static MEMBERSHIP: Shape = Shape {
    what: "en tillhörighet",
    fields: &[
        must("organisation", Kind::Slug, "Id för den organisation som den hörde till."),
        may("fran", Kind::Date, "Första dagen."),
        may("till", Kind::Date, "Sista dagen."),
        may(
            "jamforbart",
            Kind::Text,
            "Varför den andra organisationens siffror ändå går att jämföra före och efter. Utan den bryts dess serier.",
        ),
    ],
};

/// `content/ordlista.toml`.
pub static GLOSSARY: Shape =
    Shape { what: "ordlistan", fields: &[may("term", Kind::Tables(&TERM), "Ett ord och vad det betyder.")] };

static TERM: Shape = Shape {
    what: "ett ord i ordlistan",
    fields: &[
        must("ord", Kind::Text, "Ordet."),
        may("aven", Kind::Texts, "Andra former av ordet."),
        may(
            "sokord",
            Kind::Texts,
            "Ord som läsare säger eller söker på i stället, men som rapporterna inte brukar använda. De länkas inte.",
        ),
        must("forklaring", Kind::Text, "Vad det betyder, på klarspråk."),
    ],
};

/// `content/mandatperioder/<från>-<till>.toml`.
pub static POLITICAL_TERM: Shape = Shape {
    what: "mandatperioden",
    fields: &[
        must("namn", Kind::Text, "Periodens namn."),
        must("fran", Kind::Integer(1900, 2200), "Första året."),
        must("till", Kind::Integer(1900, 2200), "Sista året."),
        may("mal", Kind::Tables(&GOAL), "Ett mål i målkedjan."),
    ],
};

static GOAL: Shape = Shape {
    what: "ett mål",
    fields: &[
        must("id", Kind::Slug, "Målets id. Blir en del av adressen och ändras aldrig."),
        must(
            "niva",
            Kind::Choice(&GOAL_LEVELS),
            "Nivån i målkedjan: KF:s inriktningsmål, KF:s mål för verksamhetsområdet, nämndmål eller enhetsmål.",
        ),
        may("kod", Kind::Text, "KF:s nummer på målet, till exempel \"1.4\"."),
        must("text", Kind::Text, "Målet, ordagrant."),
        may("under", Kind::Slug, "Id för målet ovanför."),
        may("organisation", Kind::Slug, "Vems målet är. Krävs för nämndmål och enhetsmål."),
        may("fran", Kind::Integer(1900, 2200), "Första året målet gäller, om det inte är mandatperiodens."),
        may("till", Kind::Integer(1900, 2200), "Sista året målet gäller, om det inte är mandatperiodens."),
    ],
};

/// `content/malkopplingar.toml`.
pub static GOAL_LINKS: Shape = Shape {
    what: "målkopplingarna",
    fields: &[may("koppling", Kind::Tables(&GOAL_LINK), "Ett mål som är detsamma i en senare mandatperiod.")],
};

static GOAL_LINK: Shape = Shape {
    what: "en målkoppling",
    fields: &[
        must("fran_period", Kind::Slug, "Id för den tidigare mandatperioden: filens namn, till exempel \"2019-2022\"."),
        must("fran_mal", Kind::Slug, "Målets id i den tidigare mandatperioden."),
        must("till_period", Kind::Slug, "Id för den senare mandatperioden."),
        must("till_mal", Kind::Slug, "Målets id i den senare mandatperioden."),
        must("motivering", Kind::Text, "Varför det är samma mål, på klarspråk."),
    ],
};

/// `content/indikatorer/<id>.toml`.
pub static INDICATOR: Shape = Shape {
    what: "indikatorn",
    fields: &[
        must("namn", Kind::Text, "Namnet, som i nämndens tabeller."),
        may("kortnamn", Kind::Text, "Ett kortare namn för diagram, högst omkring 40 tecken."),
        may("bestamd", Kind::Text, "Namnet i bestämd form, så som en rubrik börjar: \"Sjukfrånvaron\"."),
        may("aven", Kind::Texts, "Andra stavningar som tabellerna använder."),
        may("sokord", Kind::Texts, "Vardagsord som läsare söker på, men som rapporterna inte brukar använda."),
        must("enhet", Kind::Text, "Måttenheten, till exempel \"%\", \"st\" eller \"mnkr\"."),
        must("decimaler", Kind::Integer(0, 6), "Hur många decimaler ett värde får ha."),
        must(
            "riktning",
            Kind::Choice(&["hogre", "lagre", "inom", "ingen"]),
            "Vad som är bättre: högre, lägre, inom målet, eller ingetdera.",
        ),
        must("periodicitet", Kind::Choice(&["manad", "tertial", "ar"]), "Hur ofta den mäts."),
        may(
            "galler",
            Kind::Choice(&["perioden", "tolv-manader", "tidpunkt"]),
            "Vilken tid ett utfall gäller: rapportens period, de senaste tolv månaderna eller en tidpunkt. Utan den gäller det perioden.",
        ),
        must("forklaring", Kind::Text, "Vad den mäter, på klarspråk."),
        must("kalla", Kind::Text, "Varifrån siffrorna kommer."),
        must("omrade", Kind::Text, "Vilket område den hör till."),
        may(
            "brott",
            Kind::Tables(&BREAK),
            "En dag då måttet ändrades, så att siffrorna före och efter inte går att jämföra.",
        ),
    ],
};

static BREAK: Shape = Shape {
    what: "ett brott i serien",
    fields: &[
        must("fran", Kind::Date, "Första dagen med det nya måttet."),
        must("forklaring", Kind::Text, "Vad som ändrades, på klarspråk."),
    ],
};

/// Front matter of a prose file.
pub static PROSE: Shape = Shape {
    what: "textens huvud",
    fields: &[
        may("rubrik", Kind::Text, "Rubriken. Krävs i mappen avsnitt."),
        may("kalla", Kind::Text, "Stället i dokumentet."),
    ],
};

/// `ekonomi/<nummer>-<id>.toml` of a report, beside the table of the same name.
pub static ECONOMY_TABLE: Shape = Shape {
    what: "tabellen",
    fields: &[
        must("rubrik", Kind::Text, "Tabellens rubrik."),
        must(
            "enhet",
            Kind::Text,
            "Enheten för celler som inte anger någon annan, till exempel \"mnkr\" eller \"tkr\".",
        ),
        must("kalla", Kind::Text, "Stället i dokumentet."),
        may("not", Kind::Texts, "Fotnoter till läsaren."),
        may("summa", Kind::Tables(&SUM), "En rad som är summan av andra rader."),
        may("avvikelse", Kind::Tables(&DEVIATION), "En kolumn som är skillnaden mellan andra kolumner."),
        may("andring", Kind::Tables(&CHANGE), "En kolumn som anger en ändring i procent."),
    ],
};

static SUM: Shape = Shape {
    what: "summan",
    fields: &[
        must("rad", Kind::Text, "Raden som är en summa, som den står."),
        must("av", Kind::Texts, "Raderna som den summerar. Ett minustecken före namnet drar ifrån."),
        may("kolumner", Kind::Texts, "Vilka kolumner det gäller, om inte alla som inte är i procent."),
    ],
};

static DEVIATION: Shape = Shape {
    what: "avvikelsen",
    fields: &[
        must("kolumn", Kind::Text, "Kolumnen som är en skillnad, som den står."),
        must("av", Kind::Texts, "Kolumnerna som den räknas fram ur. Ett minustecken före namnet drar ifrån."),
    ],
};

static CHANGE: Shape = Shape {
    what: "ändringen",
    fields: &[
        must("kolumn", Kind::Text, "Kolumnen med ändringen i procent, som den står."),
        must("ny", Kind::Text, "Kolumnen med det nya värdet."),
        must("gammal", Kind::Text, "Kolumnen med det gamla värdet."),
    ],
};

/// `serier/<nummer>-<id>.toml` of a report, beside the table of the same name.
pub static MONTHLY_SERIES: Shape = Shape {
    what: "serien",
    fields: &[
        must("rubrik", Kind::Text, "Seriens rubrik."),
        must("enhet", Kind::Text, "Enheten, till exempel \"barn\" eller \"platser\"."),
        must("kalla", Kind::Text, "Stället i dokumentet."),
        must("forklaring", Kind::Text, "Vad som räknas, på klarspråk."),
        may("decimaler", Kind::Integer(0, 6), "Hur många decimaler ett värde får ha."),
        may("summa", Kind::Tables(&SERIES_SUM), "En del som är summan av andra delar, månad för månad."),
    ],
};

static SERIES_SUM: Shape = Shape {
    what: "summan",
    fields: &[
        must("rad", Kind::Text, "Delen som är en summa, som den står i kolumnen Del."),
        must("av", Kind::Texts, "Delarna som den summerar. Ett minustecken före namnet drar ifrån."),
    ],
};

/// The sorts of charts as editors write them.
pub(crate) const CHART_SORTS: [&str; 8] =
    ["utveckling", "manader", "delar", "rangordning", "avvikelse", "gap", "lutning", "bedomning"];

/// `charts/<id>.toml`, beside `content/`.
pub static CHART: Shape = Shape {
    what: "diagrammet",
    fields: &[
        must(SORT, Kind::Choice(&CHART_SORTS), "Vad diagrammet visar. Avgör vilka andra nycklar det har."),
        must(
            "rapport",
            Kind::Text,
            "Rapporten vars siffror det visar och vars sida det står på: \"organisation/period\".",
        ),
        may(
            "rubrik",
            Kind::Text,
            "Det som diagrammet visar, i en mening utan punkt. Tal hämtas ur rapporten: {sjukfranvaro}.",
        ),
        may("beskrivning", Kind::Text, "En rad under rubriken, efter den som säger vad värdena är."),
        may("avsnitt", Kind::Slug, "Id för det avsnitt i rapporten som det står i. Annars står det under Diagram."),
        may("start", Kind::Choice(&["ja", "nej"]), "Om det också står på startsidan. Högst två diagram gör det."),
        of(&["utveckling", "rangordning"], must("indikator", Kind::Text, "Indikatorn, som id eller namn.")),
        of(
            &["utveckling", "rangordning"],
            must("organisation", Kind::Text, "Vems utveckling det är, eller vems verksamheter som rangordnas."),
        ),
        of(
            &["gap", "lutning"],
            must("indikatorer", Kind::Texts, "Indikatorerna, som id eller namn, i den ordning de ska stå."),
        ),
        of(&["manader", "delar"], must("serie", Kind::Slug, "Seriens id: filens namn utan numret.")),
        of(
            &["manader", "delar"],
            may("del", Kind::Text, "Vilken del av serien som visas, eller vilken summa som delas upp."),
        ),
        of(&["avvikelse"], must("tabell", Kind::Slug, "Tabellens id: filens namn utan numret.")),
        of(&["avvikelse"], must("kolumn", Kind::Text, "Kolumnen som visas, som den står i tabellen.")),
        of(
            &["avvikelse"],
            may("rader", Kind::Texts, "Raderna som visas, som de står. Annars alla utom summor och ”varav”."),
        ),
    ],
};

/// Every TOML file an editor writes: the name of its schema, the files it describes, its shape.
pub static FILES: [(&str, &str, &Shape); 10] = [
    ("portal", "content/portal.toml", &PORTAL),
    ("organisationer", "content/organisationer.toml", &ORGANISATIONS),
    ("ordlista", "content/ordlista.toml", &GLOSSARY),
    ("mandatperiod", "content/mandatperioder/*.toml", &POLITICAL_TERM),
    ("malkopplingar", "content/malkopplingar.toml", &GOAL_LINKS),
    ("indikator", "content/indikatorer/*.toml", &INDICATOR),
    ("rapport", "content/rapporter/*/*/rapport.toml", &REPORT),
    ("ekonomitabell", "content/rapporter/*/*/ekonomi/*.toml", &ECONOMY_TABLE),
    ("serie", "content/rapporter/*/*/serier/*.toml", &MONTHLY_SERIES),
    ("diagram", "charts/*.toml", &CHART),
];
