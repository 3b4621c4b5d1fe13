#!/usr/bin/env python3
"""Which tables does src/chart/advance.rs hold, and which font files does src/chart/png.rs draw with?

Both are made from the variable font that the pages load, so that a label is as wide in the chart writer's eyes as it is in
the browser and in the picture. Needs Python 3 with the packages fonttools and brotli. From the root of the repository:

    python3 src/chart/advance.py

It replaces the lines between the two marks in src/chart/advance.rs, and the fonts in src/chart/font/. Run it again when
static/source-sans-3.woff2 changes; the same font gives the same bytes.

The licence of Source Sans 3 (OFL 1.1, src/chart/font/OFL.txt) reserves the name "Source": a subset at one weight is a
modified version and must be called something else. So these fonts are named "Redovisa Sans" within; png.rs takes them
for whatever family an SVG asks for.
"""

import shutil
import textwrap
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "static/source-sans-3.woff2"
LICENCE = ROOT / "static/source-sans-3-licens.txt"
TABLES = ROOT / "src/chart/advance.rs"
FONTS = ROOT / "src/chart/font"
FAMILY = "Redovisa Sans"
BEGIN, END = "// Begin: made by advance.py.\n", "// End: made by advance.py.\n"

WEIGHTS = {"REGULAR": 400, "BOLD": 700}
# What charts can print beyond printable ASCII and Latin-1; the order is that of the code points.
BEYOND = "–—’”…€−"
NARROW_SPACE = "\u202f"
# Where letters are drawn further apart than their advance widths say; closer together does no harm.
KERNED = "".join(chr(c) for c in range(0x21, 0x7F) if chr(c) not in "\\[]{}") + "åäöÅÄÖéÉüÜ–—’”…"
CHARACTERS = [chr(c) for c in [*range(0x20, 0x7F), *range(0xA0, 0x100)]] + sorted(BEYOND + NARROW_SPACE)


def instance(weight):
    """The font at one weight."""
    return instancer.instantiateVariableFont(TTFont(SOURCE, recalcTimestamp=False), {"wght": weight})


def advance(font, character):
    """The advance width of `character` in thousandths of an em."""
    if character == "\u00ad":
        return 0  # a soft hyphen is not drawn
    # The font has no U+202F. Shapers draw half a space for it; another font's may be wider, but not than a space.
    glyph = font.getBestCmap()[ord(" " if character == NARROW_SPACE else character)]
    return round(font["hmtx"][glyph][0] * 1000 / font["head"].unitsPerEm)


def kerning(font):
    """The pairs of characters that the font draws further apart, with by how much in thousandths of an em; below 5 nobody sees it."""
    names = {glyph: chr(c) for c, glyph in font.getBestCmap().items() if chr(c) in KERNED}
    gpos = font["GPOS"].table
    features = [record.Feature for record in gpos.FeatureList.FeatureRecord if record.FeatureTag == "kern"]
    apart = {}
    for at in sorted({at for feature in features for at in feature.LookupListIndex}):
        found = {}  # the first subtable that knows a pair decides
        for table in gpos.LookupList.Lookup[at].SubTable:
            table = getattr(table, "ExtSubTable", table)
            for place, first in enumerate(table.Coverage.glyphs):
                if first not in names:
                    continue
                if table.Format == 1:
                    pairs = [(r.SecondGlyph, r.Value1) for r in table.PairSet[place].PairValueRecord]
                else:
                    row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)].Class2Record
                    pairs = [(second, row[table.ClassDef2.classDefs.get(second, 0)].Value1) for second in names]
                for second, value in pairs:
                    found.setdefault((first, second), getattr(value, "XAdvance", 0))
        for (first, second), value in found.items():
            if second in names:
                pair = names[first], names[second]
                apart[pair] = apart.get(pair, 0) + value
    return {pair: value for pair, value in apart.items() if value >= 5}


def kerning_function():
    """The pairs as a function, the wider of both weights."""
    both = [kerning(instance(weight)) for weight in WEIGHTS.values()]
    widest = {pair: max(one.get(pair, 0) for one in both) for pair in {**both[0], **both[1]}}
    arms = {}
    for (first, second), value in sorted(widest.items()):
        arms.setdefault((first, value), []).append(second)
    quoted = lambda c: {"'": "'\\''", "\\": "'\\\\'"}.get(c, f"'{c}'")
    text = "/// What the font adds between two characters, at the weight at which it is more.\n"
    text += "fn apart(first: char, second: char) -> u16 {\n    match (first, second) {\n"
    for (first, value), seconds in arms.items():
        text += f"        ({quoted(first)}, {' | '.join(map(quoted, seconds))}) => {value},\n"
    return text + "        _ => 0,\n    }\n}\n"


def tables():
    """The generated part of advance.rs, as rustfmt writes it."""
    beyond = "".join(f"\\u{{{ord(c):x}}}" for c in CHARACTERS if ord(c) > 0xFF)
    text = f'/// The characters after Latin-1, as the tables have them.\nconst BEYOND: &str = "{beyond}";\n'
    for name, weight in WEIGHTS.items():
        font = instance(weight)
        widths = ", ".join(str(advance(font, c)) for c in CHARACTERS) + ","
        lines = textwrap.fill(widths, width=120, initial_indent="    ", subsequent_indent="    ")
        text += f"/// Weight {weight}.\nconst {name}: [u16; {len(CHARACTERS)}] = [\n{lines}\n];\n"
    return text + kerning_function()


def subset(font, weight):
    """Only what charts print and what drawing needs: outlines without hints, kerning, accents. Renamed, see above."""
    options = Options()
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
    options.hinting = False
    options.drop_tables += ["BASE", "STAT", "gasp"]
    options.glyph_names = False
    options.name_IDs = [0, 14]  # the copyright notice and the licence's address stay
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(CHARACTERS) + "\u2009")
    subsetter.subset(font)
    style = {400: "Regular", 700: "Bold"}[weight]
    names = {1: FAMILY, 2: style, 3: f"{FAMILY} {style}, modified", 4: f"{FAMILY} {style}"}
    names |= {6: f"{FAMILY.replace(' ', '')}-{style}", 13: "SIL Open Font License, Version 1.1"}
    for name, text in names.items():
        font["name"].setName(text, name, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x20 if weight == 700 else 0x40
    font["head"].macStyle = 1 if weight == 700 else 0
    font.flavor = None
    return font


def main():
    before, rest = TABLES.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    FONTS.mkdir(exist_ok=True)
    for weight in WEIGHTS.values():
        subset(instance(weight), weight).save(FONTS / f"redovisa-sans-{weight}.ttf")
    shutil.copyfile(LICENCE, FONTS / "OFL.txt")
    TABLES.write_text(before + BEGIN + tables() + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
