//! Which Swedish words is a synthetic portal written with? All invented: no place, organisation or sentence is real.

use super::random::Random;

/// Districts, in the genitive.
pub(crate) const PLACES: [&str; 24] = [
    "Ekhagens",
    "Björkdalens",
    "Lindviks",
    "Almnäs",
    "Askby",
    "Tallkullens",
    "Granlidens",
    "Alsjöns",
    "Hasselbackens",
    "Rönnbergs",
    "Sälgparkens",
    "Enängens",
    "Åkervallens",
    "Ängsholmens",
    "Östviks",
    "Sjöbergs",
    "Kvarnbackens",
    "Bruksgårdens",
    "Klockartorpets",
    "Smedjeviks",
    "Hamnholmens",
    "Fyrskärs",
    "Strandängens",
    "Backåkerns",
];

/// What tells districts of one name apart.
pub(crate) const QUARTERS: [&str; 5] = ["", "Norra ", "Södra ", "Östra ", "Västra "];

/// What a board's units do.
pub(crate) const KINDS: [&str; 9] = [
    "förskolor",
    "dagliga verksamhet",
    "hemtjänst",
    "vård- och omsorgsboende",
    "fritidsgårdar",
    "parklekar",
    "gruppbostäder",
    "ekonomiska bistånd",
    "öppna förskolor",
];

/// The houses that a unit's parts work in.
pub(crate) const HOUSES: [&str; 6] = ["Eken", "Björken", "Linden", "Rönnen", "Aspen", "Älgen"];

/// Whom an indicator is about.
pub(crate) const PEOPLE: [&str; 8] =
    ["brukare", "barn", "medarbetare", "föräldrar", "besökare", "hyresgäster", "deltagare", "anhöriga"];

/// What they think or do.
pub(crate) const VIEWS: [&str; 8] = [
    "som känner sig trygga",
    "som är nöjda med verksamheten",
    "som upplever att de kan påverka",
    "som får den hjälp de behöver",
    "som blir väl bemötta",
    "som vet vem de ska vända sig till",
    "som deltar i planeringen",
    "som känner till sin plan",
];

/// What is counted rather than asked for, with its unit.
pub(crate) const COUNTS: [(&str, &str); 8] = [
    ("Antal platser för feriejobb", "st"),
    ("Antal synpunkter och klagomål", "st"),
    ("Kostnad för tillfälliga boenden", "mnkr"),
    ("Köpt energi i verksamheterna", "MWh"),
    ("Medarbetarindex", "index"),
    ("Väntetid till första besöket", "dagar"),
    ("Antal nya brukare", "personer"),
    ("Inköpta livsmedel", "tkr"),
];

/// The themes that indicators are filed under.
pub(crate) const AREAS: [&str; 5] = ["Personal", "Ekonomi", "Trygghet", "Inflytande", "Miljö"];

/// What a goal wants.
pub(crate) const GOALS: [&str; 10] = [
    "Invånarna lever ett självständigt liv",
    "Barnen växer upp i en trygg miljö",
    "Verksamheten använder resurserna väl",
    "Medarbetarna har goda arbetsvillkor",
    "Inköpen är miljövänliga",
    "Alla får ett gott bemötande",
    "Ungdomarna har en meningsfull fritid",
    "De äldre känner sig trygga hemma",
    "Vägen till arbete är kort",
    "Lokalerna är tillgängliga",
];

const WHO: [&str; 10] = [
    "Enheten",
    "Nämnden",
    "Verksamheten",
    "Brukarrådet",
    "Arbetsgruppen",
    "Personalen",
    "Förvaltningen",
    "Ledningsgruppen",
    "Föräldrarådet",
    "Stödpedagogen",
];

const DOES: [&str; 10] = [
    "har utvecklat",
    "följer upp",
    "planerar",
    "har sett över",
    "fortsätter med",
    "prioriterar",
    "har samlat erfarenheter av",
    "redovisar",
    "har dokumenterat",
    "ska pröva",
];

const WHAT: [&str; 10] = [
    "arbetet med genomförandeplaner",
    "samverkan med vårdgrannar",
    "introduktionen av nya medarbetare",
    "rutinerna för synpunkter och klagomål",
    "matens klimatpåverkan",
    "brukarnas delaktighet i vardagen",
    "kompetensutvecklingen inom området",
    "en jämn fördelning av uppgifterna",
    "språkstödet i grupperna",
    "lokalernas tillgänglighet",
];

const HOW: [&str; 8] = [
    "tillsammans med brukarna",
    "under hela perioden",
    "med stöd av metodhandledaren",
    "enligt årets plan",
    "i dialog med de fackliga organisationerna",
    "trots få sökande till tjänsterna",
    "med hjälp av nya arbetssätt",
    "där behovet är störst",
];

/// Words that the glossary explains; several of them stand in the sentences above.
pub(crate) const GLOSSARY: [(&str, &str); 12] = [
    ("genomförandeplan", "En plan för hur stödet ska ges i vardagen."),
    ("brukare", "En person som får stöd av verksamheten."),
    ("brukarråd", "En grupp brukare som är med och påverkar."),
    ("delaktighet", "Att kunna vara med och bestämma."),
    ("vårdgrannar", "Andra som ger vård till samma person."),
    ("stödpedagog", "En medarbetare som utvecklar stödet till brukarna."),
    ("metodhandledare", "En medarbetare som hjälper andra att använda en metod."),
    ("tertial", "En tredjedel av ett år, alltså fyra månader."),
    ("förvaltning", "De tjänstemän som arbetar åt nämnden."),
    ("nämnd", "En grupp politiker som ansvarar för ett område."),
    ("indikator", "Ett mått som visar hur det går."),
    ("bemötande", "Hur man blir behandlad i ett möte."),
];

/// A sentence without any figure.
pub(crate) fn sentence(random: &mut Random) -> String {
    format!("{} {} {} {}.", random.pick(&WHO), random.pick(&DOES), random.pick(&WHAT), random.pick(&HOW))
}

/// Something to be done.
pub(crate) fn activity(random: &mut Random) -> String {
    format!("{} ska utveckla {} {}", random.pick(&WHO), random.pick(&WHAT), random.pick(&HOW))
}
