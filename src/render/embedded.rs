//! Which templates and static files does the program bring itself? A folder of the same name replaces them one by one.

macro_rules! templates {
    ($($name:literal),* $(,)?) => { [$(($name, include_str!(concat!("../../templates/", $name)))),*] };
}
macro_rules! files {
    ($($name:literal),* $(,)?) => { [$(($name, include_bytes!(concat!("../../static/", $name)).as_slice())),*] };
}

/// Every template in `templates/`: its name and its text.
pub(super) const TEMPLATES: [(&str, &str); 61] = templates![
    "bas.html",
    "data.html",
    "del-aktiviteter.html",
    "del-analyser.html",
    "del-anmarkningar.html",
    "del-anvand.html",
    "del-avsnitt.html",
    "del-bedomning.html",
    "del-belopp.html",
    "del-beslut.html",
    "del-cellnoter.html",
    "del-diagram.html",
    "del-ekonomitabell.html",
    "del-flyttade-mal.html",
    "del-jamforelser.html",
    "del-lankar-har.html",
    "del-lankar.html",
    "del-mal.html",
    "del-matris.html",
    "del-nyckeltal.html",
    "del-perioder.html",
    "del-rapportbas.html",
    "del-rapportlista.html",
    "del-rattad.html",
    "del-marke.html",
    "del-rattelse.html",
    "del-rattelser.html",
    "del-serie.html",
    "del-sok.html",
    "del-tabell.html",
    "diagram.html",
    "indikator.html",
    "indikatorer.html",
    "jamfor-organisation.html",
    "jamfor.html",
    "jamforelse.html",
    "kontroll.html",
    "mandatperiod.html",
    "mandatperioder.html",
    "om.html",
    "ordlista.html",
    "organisation.html",
    "organisationens-rapporter.html",
    "organisationer.html",
    "rapport-aktiviteter.html",
    "rapport-ekonomi.html",
    "rapport-ett-mal.html",
    "rapport-hela.html",
    "rapport-indikatorer.html",
    "rapport-mal.html",
    "rapport.html",
    "rapporter.html",
    "register-bokstav.html",
    "register.html",
    "rattelser.html",
    "serie.html",
    "serier.html",
    "sida-saknas.html",
    "sok.html",
    "start.html",
    "tillganglighet.html",
];

/// Every file in `static/`: its name and its bytes.
pub(super) const FILES: [(&str, &[u8]); 10] = files![
    "forhandsgranskning.css",
    "ikon.svg",
    "redovisa.js",
    "sok-sida.js",
    "sok.css",
    "sok.js",
    "source-sans-3-licens.txt",
    "source-sans-3.woff2",
    "stil.css",
    "utskrift.css",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[expect(clippy::disallowed_methods, reason = "the test compares the lists with the folders")]
    fn folder(name: &str) -> BTreeSet<String> {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let entries = std::fs::read_dir(path).expect("the folder is in the repository");
        entries.map(|entry| entry.expect("readable").file_name().into_string().expect("a name in UTF-8")).collect()
    }

    #[test]
    fn the_lists_name_what_is_in_the_folders() {
        assert_eq!(folder("templates"), TEMPLATES.iter().map(|entry| entry.0.to_owned()).collect());
        assert_eq!(folder("static"), FILES.iter().map(|entry| entry.0.to_owned()).collect());
    }
}
