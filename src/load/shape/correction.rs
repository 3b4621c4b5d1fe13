//! Which keys does `[[rattelse]]` in `rapport.toml` have: what is said of a change after the decision?

use super::{Kind, Shape, must};

pub(super) static CORRECTION: Shape = Shape {
    what: "en rättelse",
    fields: &[
        must("datum", Kind::Date, "Dagen då rapporten ändrades."),
        must(
            "slag",
            Kind::Choice(&["rattelse", "revidering"]),
            "rattelse om något var fel från början, revidering om en ny uppgift ersätter en som var rätt när den kom.",
        ),
        must("galler", Kind::Text, "Vad som ändrades: siffrans eller textens namn i låset, som felet anger det."),
        must(
            "gammalt",
            Kind::Exact,
            "Det som stod. I en text räcker ett stycke som bara finns på ett ställe. Tom om ingenting stod.",
        ),
        must("nytt", Kind::Exact, "Det som står nu. Tom om ingenting står."),
        must("skal", Kind::Text, "Varför, på klarspråk. Visas för läsaren."),
    ],
};
