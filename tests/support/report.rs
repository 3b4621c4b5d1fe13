//! What does one synthetic report say? Its tables and texts; every figure in a text is one that its table states.

use redovisa::format::number;
use rust_decimal::Decimal;

use super::outline::{FIRST_YEAR, Indicator, Organisation};
use super::random::Random;
use super::words;

/// The kinds of report of a year: code, abbreviation, name, last day.
pub(crate) const KINDS: [(&str, &str, &str, &str); 4] = [
    ("vp", "VP", "Verksamhetsplan", "12-31"),
    ("t1", "T1", "Tertialrapport 1", "04-30"),
    ("t2", "T2", "Tertialrapport 2", "08-31"),
    ("vb", "VB", "Verksamhetsberättelse", "12-31"),
];

/// What a report is made from.
pub(crate) struct Plan<'a> {
    pub(crate) seed: u64,
    pub(crate) organisation: &'a Organisation,
    pub(crate) year: i64,
    /// Which of [`KINDS`].
    pub(crate) kind: usize,
    pub(crate) indicators: &'a [Indicator],
    /// The goals it lists; the bool says whether a goal is the organisation's own.
    pub(crate) goals: &'a [(String, bool)],
    pub(crate) rows: usize,
    pub(crate) activities: usize,
}

/// What a text may refer to.
struct Stated {
    name: String,
    /// References that the table answers, the plain outcome first if it is there.
    references: Vec<String>,
    id: String,
}

impl Plan<'_> {
    fn random(&self, what: u64) -> Random {
        let year = self.year.unsigned_abs();
        Random::of(&[self.seed, 2, self.organisation.at as u64, year, self.kind as u64, what])
    }

    fn is_plan(&self) -> bool {
        self.kind == 0
    }

    /// "VB 2020", or for a plan the year that it plans.
    fn period(&self) -> String {
        if self.is_plan() { format!("{}", self.year) } else { format!("{} {}", KINDS[self.kind].1, self.year) }
    }

    /// The report's files: name below its folder, and text.
    pub(crate) fn files(&self) -> Vec<(String, String)> {
        let (table, stated) = self.indicators();
        let mut files = vec![
            ("rapport.toml".to_owned(), self.head()),
            ("indikatorer.csv".to_owned(), table),
            ("mal.csv".to_owned(), self.goals()),
            ("aktiviteter.csv".to_owned(), self.activities(&stated)),
            ("sammanfattning.md".to_owned(), self.summary(&stated)),
        ];
        files.extend(self.goal_texts(&stated));
        files.extend(self.analyses(&stated));
        files.extend(self.sections(&stated));
        files
    }

    fn head(&self) -> String {
        let (_, short, name, last) = KINDS[self.kind];
        let (year, organisation) = (self.year, &self.organisation.name);
        let (state, decision) = match self.organisation.is_board() {
            true => ("beslutad", format!("\n[beslut]\ndatum = {year}-{last}\nparagraf = \"§ 5\"\n")),
            false => ("enhetsdokument", String::new()),
        };
        format!(
            "titel = \"{name} {year}\"\nrubrik = \"Verksamheten följer sin plan och fler känner sig trygga\"\n\
             lage = \"{state}\"\n\n[kalla]\ntitel = \"{name} {short} {year} för {organisation}\"\nsidor = 24\n\n\
             [[behandling]]\ndatum = {year}-{last}\nvad = \"Arbetsplatsträff, {organisation}\"\n{decision}"
        )
    }

    /// `indikatorer.csv`: two thirds of the rows are about the organisation, the rest about its parts.
    fn indicators(&self) -> (String, Vec<Stated>) {
        let mut random = self.random(1);
        let before = format!("Periodens utfall VB {}", self.year - 1);
        let head = [
            "Indikator",
            "Mål",
            "Organisation",
            "Periodens utfall",
            "Utfall män/pojkar",
            "Utfall kvinnor/flickor",
            &before,
            "Prognos helår",
            "Årsmål",
            "KF:s årsmål",
            "Periodicitet",
            "Period",
            "Källa",
            "Not",
        ];
        let separator = *random.pick(&[';', ';', ',', '\t']);
        let mut table = line(&head, separator);
        let mut stated = Vec::new();
        let own = (self.rows * 2 / 3).clamp(1, self.indicators.len());
        for (at, indicator) in self.indicators.iter().enumerate().take(own) {
            let (cells, found) = self.own_row(indicator, at, &mut random);
            table += &line(&cells.each_ref().map(String::as_str), separator);
            stated.push(found);
        }
        for at in 0..self.rows - own {
            let part = at % self.organisation.parts.len();
            let Some(indicator) = self.indicators.get(at / self.organisation.parts.len()) else { break };
            let cells = self.part_row(indicator, part, &mut random);
            table += &line(&cells.each_ref().map(String::as_str), separator);
        }
        (table, stated)
    }

    fn own_row(&self, indicator: &Indicator, at: usize, random: &mut Random) -> ([String; 14], Stated) {
        let who = self.organisation.at as u64;
        let outcome = (!self.is_plan()).then(|| self.value(indicator, who, self.year, self.kind));
        let missing = outcome.is_some() && random.once_in(25);
        let before = (self.year > FIRST_YEAR).then(|| self.restated(indicator, who, random));
        let forecast = (self.kind == 1 || self.kind == 2).then(|| self.value(indicator, who, self.year, 3));
        let split = outcome.filter(|_| indicator.unit == "%" && !missing && random.once_in(3));
        let target = target(indicator, self.value(indicator, who, self.year, 0), random);
        let show =
            |value: Option<i64>, random: &mut Random| value.map_or(String::new(), |v| cell(indicator, v, random));
        let cells = [
            if random.once_in(4) { indicator.id.clone() } else { indicator.name.clone() },
            self.goals[at % self.goals.len()].0.clone(),
            String::new(),
            if missing { "i.u.".to_owned() } else { show(outcome, random) },
            show(split.map(|v| bounded(indicator, v - 13)), random),
            show(split.map(|v| bounded(indicator, v + 11)), random),
            show(before, random),
            show(forecast, random),
            target.clone(),
            city_target(indicator, random),
            indicator.periodicity.1.to_owned(),
            self.period(),
            format!("avsnitt {}.{}, indikatortabellen", at % 3 + 1, at % 7 + 1),
            if random.once_in(9) {
                "Utfallet gäller tolv månader till och med oktober.".into()
            } else {
                String::new()
            },
        ];
        let qualified = [
            (outcome.is_some() && !missing, String::new()),
            (before.is_some(), format!(": VB {}", self.year - 1)),
            (!target.is_empty(), ": mål".to_owned()),
            (forecast.is_some(), ": prognos".to_owned()),
            (split.is_some(), ": kvinnor".to_owned()),
        ];
        let references =
            qualified.into_iter().filter(|(there, _)| *there).map(|(_, q)| format!("{{{}{q}}}", indicator.id));
        (cells, Stated { name: indicator.name.clone(), references: references.collect(), id: indicator.id.clone() })
    }

    fn part_row(&self, indicator: &Indicator, part: usize, random: &mut Random) -> [String; 14] {
        let (id, name) = &self.organisation.parts[part];
        let who = 1_000_000 + (self.organisation.at * 10 + part) as u64;
        let mut cells: [String; 14] = Default::default();
        cells[0].clone_from(&indicator.name);
        cells[1].clone_from(&self.goals[part % self.goals.len()].0);
        cells[2].clone_from(if random.once_in(2) { id } else { name });
        if self.is_plan() {
            cells[8] = target(indicator, self.value(indicator, who, self.year, 0), random);
        } else {
            cells[3] = cell(indicator, self.value(indicator, who, self.year, self.kind), random);
        }
        cells[11] = self.period();
        cells[12] = "avsnitt 1.4, analysen under tabellen".to_owned();
        cells
    }

    /// What became, in units of the last decimal: near the organisation's level, a little better every year.
    fn value(&self, indicator: &Indicator, who: u64, year: i64, kind: usize) -> i64 {
        let high = indicator.highest;
        let level = Random::of(&[self.seed, 3, indicator.at as u64, who]).between(high * 3 / 10, high * 8 / 10);
        let mut random = Random::of(&[self.seed, 4, indicator.at as u64, who, year.unsigned_abs(), kind as u64]);
        let drift = (year - FIRST_YEAR).min(10) * high / 150;
        bounded(indicator, level + drift + random.between(-high / 12, high / 12))
    }

    /// What this report says of the year before: mostly what the annual report said, now and then something else.
    fn restated(&self, indicator: &Indicator, who: u64, random: &mut Random) -> i64 {
        let first = self.value(indicator, who, self.year - 1, 3);
        if random.once_in(20) { bounded(indicator, first + 7) } else { first }
    }

    fn goals(&self) -> String {
        let mut random = self.random(2);
        let mut table = line(&["Mål", "Bedömning", "Källa"], ';');
        for (at, (goal, _)) in self.goals.iter().enumerate() {
            let words = ["Uppfylls helt", "Uppfylls helt", "Uppfylls delvis", "Uppfylls inte", "Ingen", "Ingen"];
            let judged = if self.is_plan() { "" } else { *random.pick(&words) };
            table += &line(&[goal, judged, &format!("avsnitt {}.{}", at % 3 + 1, at % 7 + 1)], ';');
        }
        table
    }

    fn activities(&self, stated: &[Stated]) -> String {
        let mut random = self.random(3);
        let head = ["Aktivitet", "Startdatum", "Slutdatum", "Avvikelse", "Mål", "Ansvarig", "Uppföljning", "Källa"];
        let mut table = line(&head, ';');
        for _ in 0..self.activities {
            let follow_up = if self.is_plan() { String::new() } else { paragraph(&mut random, stated, 2) };
            let deviates = ["", "", "Nej", "Ja"];
            let cells = [
                words::activity(&mut random),
                format!("{}-0{}-01", self.year, random.between(1, 6)),
                format!("{}-{}-30", self.year, random.between(10, 12)),
                (*random.pick(&deviates)).to_owned(),
                random.pick(self.goals).0.clone(),
                if random.once_in(5) { "Enhetschefen".to_owned() } else { String::new() },
                follow_up,
                "avsnitt 2, aktivitetstabellen".to_owned(),
            ];
            table += &line(&cells.each_ref().map(String::as_str), ';');
        }
        table
    }

    fn summary(&self, stated: &[Stated]) -> String {
        let mut random = self.random(4);
        let points: String = (0..4).map(|_| format!("- **Läget.** {}\n", paragraph(&mut random, stated, 2))).collect();
        let (first, last) = (paragraph(&mut random, stated, 5), paragraph(&mut random, stated, 4));
        format!("+++\nkalla = \"Sammanfattande analys, s. 3\"\n+++\n{first}\n\n{points}\n{last}\n")
    }

    fn goal_texts(&self, stated: &[Stated]) -> Vec<(String, String)> {
        let mut random = self.random(5);
        let text = |(goal, _): &(String, bool)| {
            let mut text = "+++\nkalla = \"avsnitt 2, målet\"\n+++\n".to_owned();
            for heading in ["Beskrivning", "Förväntat resultat", if self.is_plan() { "Arbetssätt" } else { "Analys" }]
            {
                text += &format!("## {heading}\n\n{}\n\n", paragraph(&mut random, stated, 4));
            }
            (format!("mal/{goal}.md"), text)
        };
        self.goals.iter().filter(|(_, own)| *own).map(text).collect()
    }

    fn analyses(&self, stated: &[Stated]) -> Vec<(String, String)> {
        let mut random = self.random(6);
        let text = |of: &Stated| {
            let text = paragraph(&mut random, std::slice::from_ref(of), 3);
            (format!("indikatorer/{}.md", of.id), format!("+++\nkalla = \"avsnitt 1, analysen\"\n+++\n{text}\n"))
        };
        stated.iter().take(if self.is_plan() { 0 } else { 8 }).map(text).collect()
    }

    fn sections(&self, stated: &[Stated]) -> Vec<(String, String)> {
        let mut random = self.random(7);
        let headings = [
            ("01-verksamheten", "Verksamheten"),
            ("02-ekonomi", "Ekonomiskt utfall"),
            ("03-medarbetare", "Medarbetarna"),
            ("04-synpunkter", "Synpunkter och klagomål"),
            ("05-utveckling", "Kvalitet och utveckling"),
        ];
        let text = |(name, heading): &(&str, &str)| {
            let (first, second) = (paragraph(&mut random, stated, 5), paragraph(&mut random, stated, 4));
            let text =
                format!("+++\nrubrik = \"{heading}\"\nkalla = \"avsnitt 4\"\n+++\n{first}\n\n### Läget\n\n{second}\n");
            (format!("avsnitt/{name}.md"), text)
        };
        headings.iter().map(text).collect()
    }
}

fn bounded(indicator: &Indicator, value: i64) -> i64 {
    value.clamp(0, indicator.highest)
}

/// A value as reports print it: "12,4 %", "12,4%", "12,4".
fn cell(indicator: &Indicator, value: i64, random: &mut Random) -> String {
    let printed = number::print(Decimal::new(value, indicator.decimals));
    match random.below(8) {
        0 => printed,
        1 => format!("{printed}{}", indicator.unit),
        _ => format!("{printed} {}", indicator.unit),
    }
}

/// A target: mostly a number, sometimes words, sometimes none.
fn target(indicator: &Indicator, value: i64, random: &mut Random) -> String {
    let number = cell(indicator, value, random);
    match random.below(12) {
        0 => "Tas fram av nämnd".to_owned(),
        1 | 2 if indicator.direction == "hogre" => format!("Minst {number}"),
        1 | 2 => format!("Max {number}"),
        3 if indicator.direction == "lagre" => "minska".to_owned(),
        3 => "öka".to_owned(),
        4 => String::new(),
        _ => number,
    }
}

fn city_target(indicator: &Indicator, random: &mut Random) -> String {
    let (way, level) = if indicator.direction == "lagre" { ("minska", "Max 10") } else { ("öka", "Minst 10") };
    let words = ["Tas fram av nämnd/ styrelse", way, way, "Fastställs 2021", level, "", "", ""];
    if indicator.unit == "%" && random.once_in(8) { "+/-1 %".to_owned() } else { (*random.pick(&words)).to_owned() }
}

/// So many sentences, every second of them with figures if there are any.
fn paragraph(random: &mut Random, stated: &[Stated], sentences: usize) -> String {
    let one = |at: usize| {
        let about = (!stated.is_empty()).then(|| random.pick(stated)).filter(|_| at % 2 == 1);
        match about.map(|about| (about, &about.references[..])) {
            Some((about, [first, second, ..])) => format!("{}: {first}, att jämföra med {second}.", about.name),
            Some((about, [only])) => format!("{}: {only}.", about.name),
            _ => words::sentence(random),
        }
    };
    (0..sentences).map(one).collect::<Vec<_>>().join(" ")
}

/// A line of a table, with quotes where a cell needs them.
fn line(cells: &[&str], separator: char) -> String {
    let quoted = |cell: &&str| match cell.contains([separator, '"', '\n']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => (*cell).to_owned(),
    };
    cells.iter().map(quoted).collect::<Vec<_>>().join(&separator.to_string()) + "\n"
}
