//! Which words is a Swedish compound made of? Found by the words of the portal itself: *förskolebarn* is *förskola* and *barn*.

use std::collections::BTreeSet;

use super::words::{Stems, fold};

/// Words that reports build compounds of, known even where they do not stand alone.
const PARTS: &str = "arbete avgift avtal barn behov bistånd boende bostad budget chef elev enhet familj frånvaro funktion grupp handling \
hem hus hälsa idrott insats jobb klimat kommun kostnad kultur kvalitet kvinna ledning liv lokal lön lärare mat medel miljö mål möte nämnd \
omsorg område park personal plan plats rapport resultat råd service sjuk skola stad stöd tid tjänst trygghet ungdom utbildning utfall vård \
verksamhet vuxen år ålder äldre ärende";
/// Words that stand before others without meaning anything to look for.
const BEFORE: &str = "av för fram från in med mot ned om på till under upp ut över";
/// What ends many words and is none in them.
const ENDINGS: &str = "het heten heter heterna ning ningen ningar lig liga ligt bar bara bart sam samt skap skapet dom domen else elsen \
ande anden ende are aren arna erna orna inga ingar ingen inger lös löst full";
/// Parts shorter than others that begin compounds.
const SHORT: [&str; 2] = ["el", "it"];
/// The shortest part.
const LEAST: usize = 3;

/// Words that compounds can be made of.
pub(super) struct Compounds<'w> {
    known: BTreeSet<&'w str>,
    stems: BTreeSet<String>,
    stemmer: &'w Stems,
    endings: BTreeSet<&'static str>,
    before: BTreeSet<&'static str>,
}

impl<'w> Compounds<'w> {
    /// Compounds of `words`, which are in lower case with their marks.
    pub(super) fn of(words: impl IntoIterator<Item = &'w str>, stemmer: &'w Stems) -> Self {
        let (endings, before): (BTreeSet<&str>, BTreeSet<&str>) =
            (ENDINGS.split_whitespace().collect(), BEFORE.split_whitespace().collect());
        let usable = |word: &&str| {
            word.chars().count() >= LEAST
                && word.chars().all(char::is_alphabetic)
                && !endings.contains(word)
                && !before.contains(word)
        };
        let known: BTreeSet<&str> = words.into_iter().chain(PARTS.split_whitespace()).filter(usable).collect();
        let stems = known.iter().map(|word| stemmer.of(&fold(word)).to_owned()).collect();
        Self { known, stems, stemmer, endings, before }
    }

    /// The words that `word` is made of, parts of parts too; none if it is no compound.
    pub(super) fn parts(&self, word: &str) -> BTreeSet<String> {
        let mut parts = BTreeSet::new();
        self.gather(word, &mut parts);
        parts
    }

    fn gather(&self, word: &str, parts: &mut BTreeSet<String>) {
        for (at, _) in word.char_indices().skip(2) {
            let (first, last) = word.split_at(at);
            let Some(last) = self.last(last) else { continue };
            if self.before.contains(first) {
                // "om" and "råde" are no "område".
                if !self.known.contains(last) {
                    continue;
                }
            } else {
                let Some(first) = self.first(first) else { continue };
                if parts.insert(first.clone()) {
                    self.gather(&first, parts);
                }
            }
            if parts.insert(last.to_owned()) {
                self.gather(last, parts);
            }
        }
    }

    /// A part in the form that it has in a compound, which may stand nowhere by itself.
    fn last<'a>(&self, part: &'a str) -> Option<&'a str> {
        let length = part.chars().count();
        if length < LEAST || self.endings.contains(part) {
            return None;
        }
        let inflected = || length > LEAST && self.stems.contains(self.stemmer.of(&fold(part)));
        (self.known.contains(part) || inflected()).then_some(part)
    }

    /// The word that a compound begins with: *förskole* is *förskola*, *omsorgs* is *omsorg*, *skol* is *skola*, *pojk* is *pojke*; what
    /// is returned may be its stem.
    fn first(&self, part: &str) -> Option<String> {
        if SHORT.contains(&part) {
            return Some(part.to_owned());
        }
        let cut = |ending: char| part.strip_suffix(ending).filter(|rest| rest.chars().count() >= LEAST);
        let ways = [Some(part), cut('s'), cut('e'), cut('o'), cut('u')];
        let known = |word: &&str| self.last(word).is_some();
        ways.into_iter().flatten().find(known).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(word: &str, of: &[&str]) -> Vec<String> {
        Compounds::of(of.iter().copied(), &Stems::new()).parts(word).into_iter().collect()
    }

    #[test]
    fn a_compound_is_split_at_its_seams() {
        assert_eq!(parts("förskolebarn", &["förskolan"]), ["barn", "förskole"]);
        assert_eq!(parts("sjukfrånvaro", &[]), ["frånvaro", "sjuk"]);
        assert_eq!(
            parts("äldreomsorgsplatser", &["platser", "äldreomsorg"]),
            ["omsorgs", "platser", "äldre", "äldreomsorgs"]
        );
        assert_eq!(parts("förskolebarnens", &["förskola"]), ["barnens", "förskole"]);
        assert_eq!(parts("elcyklar", &["cyklar"]), ["cyklar", "el"]);
        assert_eq!(parts("pojkgrupper", &["pojke", "grupper"]), ["grupper", "pojk"]);
    }

    #[test]
    fn what_is_no_compound_is_left_alone() {
        for word in ["barnen", "verksamheten", "kommunal", "skolan", "barn", "området"] {
            assert_eq!(parts(word, &["verksam", "skap"]), [""; 0], "{word}");
        }
    }
}
