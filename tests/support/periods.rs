//! What does a small portal of many periods look like? A board, the board that took over from it and a unit, each with a report or
//! none in every period of some years; rows with everything that keeps figures from being compared, and with much that can be.

use std::collections::BTreeMap;

use super::random::Random;

/// The first year that is reported, and how many there are; the second half is of another political term.
const FIRST: usize = 2009;
const YEARS: usize = 8;
/// The kinds of report: code and abbreviation.
const KINDS: [(&str, &str); 4] = [("vp", "VP"), ("t1", "T1"), ("t2", "T2"), ("vb", "VB")];

/// An indicator: identifier, name, definite form, unit, decimals, direction, which time, and where it breaks.
type Indicator =
    (&'static str, &'static str, &'static str, &'static str, u32, &'static str, &'static str, &'static str);

const INDICATORS: [Indicator; 16] = [
    ("trygghet", "Trygghet", "Tryggheten", "%", 1, "hogre", "perioden", ""),
    ("franvaro", "Frånvaro", "Frånvaron", "%", 1, "lagre", "tolv-manader", ""),
    ("larm", "Larm", "Larmen", "st", 0, "lagre", "perioden", ""),
    ("kostnad", "Kostnad", "Kostnaden", "mnkr", 1, "ingen", "perioden", ""),
    ("besok", "Besök", "", "antal", 0, "hogre", "perioden", ""),
    ("nojdhet", "Nöjdhet", "Nöjdheten", "index", 0, "hogre", "perioden", ""),
    ("betyg", "Betyg", "Betyget", "poäng", 1, "hogre", "perioden", ""),
    ("tathet", "Täthet", "Tätheten", "barn/avd.", 1, "lagre", "perioden", ""),
    ("avvikelse", "Avvikelse", "Avvikelsen", "procentenheter", 1, "inom", "perioden", ""),
    ("foljsamhet", "Följsamhet", "Följsamheten", "%", 0, "inom", "perioden", ""),
    ("boende", "Boende", "De boende", "personer", 0, "lagre", "tidpunkt", ""),
    ("el", "El", "Elen", "GWh", 2, "lagre", "perioden", "-07-01"),
    ("svar", "Svar", "Svaren", "%", 1, "hogre", "perioden", "-01-01"),
    ("platser", "Platser", "Platserna", "platser", 0, "hogre", "tidpunkt", "-05-01"),
    ("overskott", "Överskott", "Överskottet", "tkr", 0, "hogre", "tolv-manader", ""),
    ("bemotande", "Bemötande", "Bemötandet", "%", 2, "hogre", "tidpunkt", ""),
];

const GOALS: [(&str, &str, &str); 6] = [
    ("1", "", "En stad för alla"),
    ("2", "", "En grön stad"),
    ("1-1", "1", "Alla kan försörja sig"),
    ("1-2", "1", "Alla barn lär sig läsa."),
    ("2-1", "2", "Staden växer utan att slita"),
    ("2-2", "2", "Parkerna sköts"),
];

const ACTIVITIES: [&str; 12] = [
    "Alla medarbetare går en utbildning i bemötande",
    "Alla medarbetare ska gå en utbildning i bemötande.",
    "Alla medarbetare och chefer går en utbildning i bemötande",
    "Enheten prövar en ny modell för schemaläggning",
    "Enheten prövar en annan modell för schemaläggning.",
    "Parkerna får nya bänkar på grund av slitage",
    "Parkerna får nya bänkar",
    "Rutinerna för brand ses över",
    "Rutinerna för brand ses över .. och övas",
    "Matsvinnet vägs varje vecka, därför köps vågar",
    "Prognosuppföljning",
    "Prognosuppföljning.",
];

/// The files of a portal with this seed.
pub(crate) fn portal(seed: u64) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut emit = |path: String, text: String| drop(files.insert(format!("content/{path}"), text.into_bytes()));
    let mut random = Random::of(&[seed, 50]);
    emit(
        "portal.toml".into(),
        "namn = \"Provportalen\"\nbeskrivning = \"En påhittad portal.\"\nenheter = [\"barn/avd.\"]\n\n[publicering]\nfran = \"forslag\"\n".into(),
    );
    let midyear = random.once_in(2);
    emit("organisationer.toml".into(), organisations(midyear));
    let indicators: Vec<&Indicator> = INDICATORS.iter().filter(|_| !random.once_in(2)).collect();
    for (id, name, definite, unit, decimals, direction, covers, broken) in &indicators {
        let definite = if definite.is_empty() { String::new() } else { format!("bestamd = \"{definite}\"\n") };
        let broken = match *broken {
            "" => String::new(),
            day => {
                let year = FIRST + random.below(YEARS);
                format!("\n[[brott]]\nfran = {year}{day}\nforklaring = \"Måttet räknas på ett nytt sätt.\"\n")
            }
        };
        let text = format!(
            "namn = \"{name}\"\naven = [\"{name} enligt mätning\"]\n{definite}enhet = \"{unit}\"\ndecimaler = {decimals}\nriktning = \"{direction}\"\n\
             periodicitet = \"tertial\"\ngaller = \"{covers}\"\nforklaring = \"Ett mått.\"\nkalla = \"Rapporten\"\nomrade = \"Ekonomi\"\n{broken}"
        );
        emit(format!("indikatorer/{id}.toml"), text);
    }
    let half = FIRST + YEARS / 2;
    emit(format!("mandatperioder/{FIRST}-{}.toml", half - 1), term(FIRST, half - 1, ""));
    emit(format!("mandatperioder/{half}-{}.toml", FIRST + YEARS - 1), term(half, FIRST + YEARS - 1, " "));
    emit("malkopplingar.toml".into(), links(half));
    for (whose, organisation) in ["vastra", "ostra", "hemtjansten"].into_iter().enumerate() {
        for at in 0..YEARS * 4 {
            let (year, kind) = (FIRST + at / 4, at % 4);
            let ended = half * 4 - usize::from(midyear) * 2 <= FIRST * 4 + at;
            let there = [!ended, ended, true][whose];
            let mut random = Random::of(&[seed, 51, whose as u64, at as u64]);
            if there && !random.once_in(12) {
                let folder = format!("rapporter/{organisation}/{year}-{}", KINDS[kind].0);
                for (name, text) in report(&mut random, &indicators, (whose, organisation), year, kind) {
                    emit(format!("{folder}/{name}"), text);
                }
            }
        }
    }
    files
}

/// The first board ends with the first term, or in the middle of its last year.
fn organisations(midyear: bool) -> String {
    let half = FIRST + YEARS / 2;
    let (last, first) = if midyear {
        (format!("{}-06-30", half - 1), format!("{}-07-01", half - 1))
    } else {
        (format!("{}-12-31", half - 1), format!("{half}-01-01"))
    };
    format!(
        "[[organisation]]\nid = \"vastra\"\nnamn = \"Västra nämnden\"\ntyp = \"namnd\"\ntill = {last}\nefterfoljare = \"ostra\"\n\n\
         [[organisation]]\nid = \"ostra\"\nnamn = \"Östra nämnden\"\ntyp = \"namnd\"\nfran = {first}\n\n\
         [[organisation]]\nid = \"hemtjansten\"\nnamn = \"Hemtjänsten\"\ntyp = \"enhet\"\n\n\
         [[organisation.tillhor]]\norganisation = \"vastra\"\ntill = {last}\n\n\
         [[organisation.tillhor]]\norganisation = \"ostra\"\nfran = {first}\n"
    )
}

/// The goals of a term; the later words some of them otherwise.
fn term(from: usize, to: usize, more: &str) -> String {
    let mut text = format!("namn = \"Mandatperioden {from}–{to}\"\nfran = {from}\ntill = {to}\n");
    for (at, (id, above, words)) in GOALS.iter().enumerate() {
        let level = if above.is_empty() { "inriktningsmal" } else { "kf-mal" };
        let more = if more.is_empty() || at % 2 == 0 { "" } else { " även framåt" };
        text += &format!(
            "\n[[mal]]\nid = \"{id}\"\nniva = \"{level}\"\ntext = \"{}{more}\"\n",
            words.trim_end_matches('.')
        );
        text += &if above.is_empty() { String::new() } else { format!("under = \"{above}\"\n") };
    }
    text
}

fn links(half: usize) -> String {
    let link = |goal: &str| {
        format!(
            "[[koppling]]\nfran_period = \"{FIRST}-{}\"\nfran_mal = \"{goal}\"\ntill_period = \"{half}-{}\"\ntill_mal = \"{goal}\"\nmotivering = \"Samma mål.\"\n\n",
            half - 1,
            FIRST + YEARS - 1
        )
    };
    ["1", "1-1", "1-2"].map(link).concat()
}

fn report(
    random: &mut Random,
    indicators: &[&Indicator],
    who: (usize, &str),
    year: usize,
    kind: usize,
) -> Vec<(String, String)> {
    let (rows, twice) = rows(random, indicators, who, year, kind);
    let state = if who.0 == 2 { "enhetsdokument" } else { "forslag" };
    let short = KINDS[kind].1;
    let mut head = format!(
        "titel = \"{short} {year}\"\nrubrik = \"Så gick det\"\nlage = \"{state}\"\n\n[kalla]\ntitel = \"{short} {year}\"\n"
    );
    for (indicator, measure) in twice {
        head += &format!(
            "\n[[motsagelse]]\nregel = \"samma-siffra-tva-varden\"\nindikator = \"{indicator}\"\nmatt = \"{measure}\"\nplats = \"s. 2\"\nforklaring = \"Två värden.\"\n"
        );
    }
    let mut files = vec![("rapport.toml".to_owned(), head), ("indikatorer.csv".to_owned(), rows)];
    files.push(("mal.csv".to_owned(), goals(random, kind)));
    files.push(("aktiviteter.csv".to_owned(), activities(random, year)));
    files.extend(economy(random, year, kind));
    files
}

/// A value near a level that most periods share, so that many are equal.
fn value(random: &mut Random, (_, _, _, unit, decimals, ..): &Indicator) -> i64 {
    let one = 10_i64.pow(*decimals);
    match (*unit, random.below(12)) {
        ("mnkr" | "tkr" | "procentenheter", 0) => -random.between(0, 9) * one,
        ("st" | "antal" | "personer" | "platser" | "tkr" | "GWh", 1) => random.between(20_000, 20_003) * one,
        ("st" | "antal" | "mnkr", 2) => 0,
        (_, 3 | 4) => random.between(0, 99 * one),
        _ => random.between(8, 12) * one + random.between(0, 1) * (one / 2),
    }
}

/// As a report prints it; a number without decimals may have some zeros.
fn printed(value: i64, (_, _, _, unit, decimals, ..): &Indicator, random: &mut Random) -> String {
    let one = 10_i64.pow(*decimals);
    let whole = format!("{}{}", if value < 0 { "-" } else { "" }, (value / one).abs());
    let fraction = (value % one).abs();
    let number = match (*decimals, fraction) {
        (0, _) => whole,
        (_, 0) if random.once_in(2) => whole,
        (decimals, fraction) => format!("{whole},{fraction:0width$}", width = decimals as usize),
    };
    if random.once_in(3) { format!("{number} {unit}") } else { number }
}

/// The table of indicators, and of which figures it states two values.
fn rows(
    random: &mut Random,
    indicators: &[&Indicator],
    (_, own): (usize, &str),
    year: usize,
    kind: usize,
) -> (String, Vec<(&'static str, &'static str)>) {
    let before = format!("Periodens utfall VB {}", year - 1);
    let mut text =
        ["Indikator", "Organisation", "Periodens utfall", "Utfall män/pojkar", "Utfall kvinnor/flickor", &before]
            .join(";");
    text += ";Prognos helår;Årsmål;KF:s årsmål;Period;Jämförbar;Källa;Not\n";
    let mut twice = Vec::new();
    for indicator in indicators.iter().copied() {
        if !random.once_in(6) {
            let (rows, again) = row(random, indicator, own, year, kind);
            text += &rows;
            twice.extend(again.map(|measure| (indicator.0, measure)));
        }
    }
    (text, twice)
}

/// The row of an indicator, sometimes with another after it; and of which measure the two state two values.
fn row(
    random: &mut Random,
    indicator: &Indicator,
    own: &str,
    year: usize,
    kind: usize,
) -> (String, Option<&'static str>) {
    let (id, name, .., unit, _, direction, _, _) = *indicator;
    let plan = kind == 0;
    let cell = |random: &mut Random, often: usize| match random.below(often + 2) {
        0 => String::new(),
        1 if random.once_in(2) => "i.u.".to_owned(),
        _ => {
            let value = value(random, indicator);
            printed(value, indicator, random)
        }
    };
    let outcome = if plan && !random.once_in(9) { String::new() } else { cell(random, 12) };
    let (men, women) = match outcome.as_str() {
        "" if !plan && !random.once_in(3) => (cell(random, 5), cell(random, 5)),
        _ => (String::new(), String::new()),
    };
    let restated = if random.once_in(2) { cell(random, 9) } else { String::new() };
    let forecast = if kind == 1 || kind == 2 { cell(random, 6) } else { String::new() };
    let number = cell(random, 8);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit());
    let target = match (random.below(8), direction) {
        (0, _) => "Tas fram av nämnd".to_owned(),
        (1, "lagre") if is_number => format!("Max {number}"),
        (1, "hogre") if is_number => format!("Minst {number}"),
        (2, "lagre") => "minska".to_owned(),
        (2, "hogre") => "öka".to_owned(),
        (2, "inom") => format!("+/-1 {unit}"),
        _ => number,
    };
    let city = if random.once_in(3) { cell(random, 9) } else { String::new() };
    let short = if plan || random.once_in(10) { format!("{year}") } else { format!("{} {year}", KINDS[kind].1) };
    let exempted = random.once_in(12);
    let (comparable, note) = if exempted { ("Nej", "Gäller något annat.") } else { ("", "") };
    let label = match random.below(4) {
        0 => id.to_owned(),
        1 => format!("{name} enligt mätning"),
        _ => name.to_owned(),
    };
    let about = if random.once_in(14) && own != "hemtjansten" { "hemtjansten" } else { "" };
    let mut text = format!(
        "{label};{about};{outcome};{men};{women};{restated};{forecast};{target};{city};{short};{comparable};s. 2;{note}\n"
    );
    if !random.once_in(9) || !about.is_empty() {
        return (text, None);
    }
    // Another row of the same, with another value of one of its figures.
    let more = printed(value(random, indicator).abs() % 90 + 3, indicator, random);
    let sorts = [(2, &outcome, "utfall"), (6, &forecast, "prognos"), (7, &target, "mal")];
    let (column, first, measure) = sorts[random.below(3)];
    let whole = |text: &str| {
        let digits = text.chars().skip_while(|c| !c.is_ascii_digit());
        digits.take_while(char::is_ascii_digit).collect::<String>()
    };
    if first.is_empty() || whole(first) == whole(&more) {
        return (text, None);
    }
    let mut cells = vec![String::new(); 13];
    (cells[0], cells[column], cells[9], cells[11]) = (name.to_owned(), more, short, "s. 3".to_owned());
    text += &(cells.join(";") + "\n");
    (text, Some(measure))
}

fn goals(random: &mut Random, kind: usize) -> String {
    let mut text = "Mål;Bedömning;Källa\n".to_owned();
    for (id, ..) in GOALS {
        let words = ["Uppfylls helt", "Uppfylls delvis", "Uppfylls inte", "Ingen"];
        let judged = if kind == 0 { "" } else { *random.pick(&words) };
        if !random.once_in(4) {
            text += &format!("{id};{judged};s. 1\n");
        }
    }
    text
}

fn activities(random: &mut Random, year: usize) -> String {
    let mut text = "Aktivitet;Startdatum;Slutdatum;Avvikelse;Källa\n".to_owned();
    for _ in 0..random.below(7) {
        let words = random.pick(&ACTIVITIES);
        let end =
            if random.once_in(2) { format!("{year}-{}-30", random.pick(&["04", "06", "11"])) } else { String::new() };
        let deviates = random.pick(&["", "Nej", "Ja"]);
        text += &format!("\"{words}\";{year}-01-01;{end};{deviates};s. 4\n");
    }
    text
}

fn economy(random: &mut Random, year: usize, kind: usize) -> Vec<(String, String)> {
    if random.once_in(5) {
        return Vec::new();
    }
    let unit = if random.once_in(6) { "tkr" } else { "mnkr" };
    let budget = if random.once_in(2) { format!("Budget {year}") } else { "Budget".to_owned() };
    let mut text =
        format!("Rad;{budget};Utfall;Prognos {year}{}\n", if random.once_in(8) { ";Budget före" } else { "" });
    let wide = text.matches(';').count();
    for row in ["Äldreomsorg", "Förskola", "Ledning", "Summa"] {
        if random.once_in(5) {
            continue;
        }
        text += row;
        for _ in 0..wide {
            let cell = match random.below(9) {
                0 => String::new(),
                1 => format!("-{},5", random.between(0, 3)),
                2 => "i.u.".to_owned(),
                _ => format!("{},{}", random.between(99, 101), random.below(2)),
            };
            text += &format!(";{cell}");
        }
        text += "\n";
    }
    let about = format!("rubrik = \"Budget och utfall\"\nenhet = \"{unit}\"\nkalla = \"s. {}\"\n", kind + 5);
    vec![("ekonomi/01-budget.toml".to_owned(), about), ("ekonomi/01-budget.csv".to_owned(), text)]
}
