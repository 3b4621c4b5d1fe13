//! Which colours has a picture that stands alone? The same as on the pages, written out: a file has no stylesheet beside it.

/// The rules that both share; the colours come after, light and dark.
macro_rules! rules {
    () => {
        "text{font:400 14px 'Source Sans 3',system-ui,sans-serif}.q{font-size:13px}.b,.hd{font-weight:700}.hd{font-size:20px}\
         .sc{font-size:12px}path,.h{fill:none}.g,.ax{stroke-width:1}.l{stroke-width:3}.o{stroke-width:1.75}\
         .t{stroke-width:1.75;stroke-dasharray:6 4}.u{stroke-width:1.5;stroke-dasharray:2 3}.k{stroke-width:1.5;stroke-dasharray:3 3}\
         .h{stroke-width:2}.x{fill-opacity:0}.nm{paint-order:stroke;stroke-width:5px}.d1{stroke-dasharray:8 3}.d2{stroke-dasharray:2 3}.d3{stroke-dasharray:9 3 2 3}.d4{stroke-dasharray:4 2}"
    };
}

macro_rules! colours {
    ($paper:literal, $ink:literal, $quiet:literal, $rule:literal, $now:literal, $then:literal, $goal:literal) => {
        concat!(
            ".pp{fill:",
            $paper,
            "}text{fill:",
            $ink,
            "}.q,.ab,.sc{fill:",
            $quiet,
            "}.g{stroke:",
            $rule,
            "}.ax,.k,.e2{stroke:",
            $ink,
            "}.l{stroke:",
            $now,
            "}.dl,.n{fill:",
            $now,
            "}.o{stroke:",
            $then,
            "}.do,.v{fill:",
            $then,
            "}.t,.u{stroke:",
            $goal,
            "}.tt{fill:",
            $goal,
            "}.h{stroke:",
            $now,
            ";fill:",
            $paper,
            "}.w{fill:",
            $paper,
            "}.v2{fill:",
            $goal,
            "}.e{stroke:",
            $ink,
            ";fill:",
            $paper,
            "}.f{fill:",
            $ink,
            "}"
        )
    };
}

/// Light colours alone, for a picture that is made into pixels.
pub(super) const LIGHT: &str = concat!(
    "<style>",
    rules!(),
    colours!("#fcfbf8", "#16202a", "#55616d", "#dcdad3", "#a8380a", "#5d6873", "#0a5a66"),
    "</style>"
);

/// Light colours, and dark ones for who has asked for them.
pub(super) const SHEET: &str = concat!(
    "<style>",
    rules!(),
    colours!("#fcfbf8", "#16202a", "#55616d", "#dcdad3", "#a8380a", "#5d6873", "#0a5a66"),
    "@media (prefers-color-scheme:dark){",
    colours!("#10161c", "#eef1f3", "#aeb8c1", "#2f3a44", "#ff9a66", "#8793a0", "#7cc7d1"),
    "}</style>"
);
