//! How does a chart become a picture that can be shared where SVG cannot? SVG → PNG, with the bundled fonts only.
//!
//! The same SVG gives the same bytes, on a machine with other fonts or none: whatever family is asked for, Redovisa Sans is
//! drawn (the pages' font under a name that its licence allows, see `advance.py`), and no other file is read.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::{Database, ID, Source};
use resvg::usvg::{FontResolver, ImageHrefResolver, Options, Tree};
use sha2::{Digest, Sha256};

use crate::format::hex;

static REGULAR: &[u8] = include_bytes!("font/redovisa-sans-400.ttf");
static BOLD: &[u8] = include_bytes!("font/redovisa-sans-700.ttf");
/// What draws and writes a picture, and how often this file has changed what it looks like: pictures that an earlier build
/// drew by another recipe are not kept.
const RECIPE: &str = "resvg 0.49.0, usvg 0.49.0, tiny-skia 0.12.0, harfrust 0.12.0, skrifa 0.44.0, png 0.18.1, \
    flate2 1.1.11, zlib-rs 0.6.8; 1";
static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::bundled);

/// A picture could not be made; a ready sentence in Swedish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NotDrawn(String);

impl fmt::Display for NotDrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "kunde inte rita diagrammet som PNG: {}", self.0)
    }
}

impl std::error::Error for NotDrawn {}

/// Draws a standalone SVG on white, `width` × `height` pixels; one of another shape is fitted in and centred.
///
/// CSS is that of SVG 1.1 and some of SVG 2: classes yes, `var()` and `@media` no.
pub(crate) fn png(svg: &str, width: u32, height: u32) -> Result<Vec<u8>, NotDrawn> {
    let tree = Tree::from_str(svg, &options()).map_err(|e| NotDrawn(e.to_string()))?;
    let mut picture =
        Pixmap::new(width, height).ok_or_else(|| NotDrawn(format!("{width} × {height} är ingen storlek")))?;
    picture.fill(Color::WHITE);
    let (across, down) = (width as f32, height as f32);
    let scale = (across / tree.size().width()).min(down / tree.size().height());
    let aside = (across - tree.size().width() * scale) / 2.0;
    let below = (down - tree.size().height() * scale) / 2.0;
    let placed = Transform::from_row(scale, 0.0, 0.0, scale, aside, below);
    resvg::render(&tree, placed, &mut picture.as_mut());
    encode(&picture).map_err(|e| NotDrawn(e.to_string()))
}

/// Ten hexadecimal digits that change with whatever a picture of `svg` is made from, its size excepted: for the name of its
/// file, so that a build can keep the picture that an earlier one drew (`Site::add_immutable`).
pub(crate) fn fingerprint(svg: &str) -> String {
    let mut digest = Sha256::new();
    for part in [RECIPE.as_bytes(), REGULAR, BOLD, svg.as_bytes()] {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    hex::short(&digest.finalize())
}

/// The fonts to draw with.
struct Fonts {
    database: Arc<Database>,
    regular: Option<ID>,
    bold: Option<ID>,
}

impl Fonts {
    fn bundled() -> Self {
        let mut database = Database::new();
        let mut load = |font: &'static [u8]| database.load_font_source(Source::Binary(Arc::new(font))).first().copied();
        let (regular, bold) = (load(REGULAR), load(BOLD));
        Self { database: Arc::new(database), regular, bold }
    }
}

/// One of the two fonts for every text, nothing in place of a character that they lack, and no image from a file.
fn options() -> Options<'static> {
    Options {
        fontdb: Arc::clone(&FONTS.database),
        font_resolver: FontResolver {
            select_font: Box::new(|font, _| if font.weight() >= 600 { FONTS.bold } else { FONTS.regular }),
            select_fallback: Box::new(|_, _, _| None),
        },
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

/// Red, green, blue.
type Rgb = [u8; 3];

/// Writes the picture with a palette. A chart has few colours and hundreds of blends of them at the edges, so that a palette
/// halves the file; and rows are left unfiltered, since most of a row is one colour.
fn encode(picture: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let colours: Vec<Rgb> = picture.pixels().iter().map(|p| [p.red(), p.green(), p.blue()]).collect();
    let (palette, place) = palette(&colours);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&indexed(&colours, &place))?;
    writer.finish()?;
    Ok(bytes)
}

/// At most 256 colours, and the place among them for every colour of the picture.
///
/// If there are more, the most frequent half of a palette is kept as it is: those are the colours of areas, lines and
/// letters. The rarer ones, blends at edges, share a place if they are alike in their upper bits, as few bits apart as
/// will do: a step or two of 255 in practice.
fn palette(colours: &[Rgb]) -> (Vec<Rgb>, BTreeMap<Rgb, u8>) {
    let mut pixels = BTreeMap::<Rgb, usize>::new();
    for run in colours.chunk_by(|a, b| a == b) {
        *pixels.entry(run[0]).or_default() += run.len();
    }
    let mut sorted: Vec<Rgb> = pixels.keys().copied().collect();
    sorted.sort_by_key(|colour| Reverse(pixels[colour]));
    let (frequent, rare) = sorted.split_at(sorted.len().min(128));
    let mut groups: Vec<Vec<Rgb>> = rare.iter().map(|&colour| vec![colour]).collect();
    for bits in 1..=8 {
        if frequent.len() + groups.len() <= 256 {
            break;
        }
        groups = alike(rare, bits);
    }
    groups.extend(frequent.iter().map(|&colour| vec![colour]));
    let places = groups.iter().zip(0..=u8::MAX).flat_map(|(group, at)| group.iter().map(move |&colour| (colour, at)));
    (groups.iter().map(|group| group[0]).collect(), places.collect())
}

/// The colours that differ in their lowest `bits` only, together; the order within is kept.
fn alike(colours: &[Rgb], bits: u32) -> Vec<Vec<Rgb>> {
    let mut groups = BTreeMap::<Rgb, Vec<Rgb>>::new();
    for &colour in colours {
        groups.entry(colour.map(|part| part.unbounded_shr(bits))).or_default().push(colour);
    }
    groups.into_values().collect()
}

/// Every pixel as its place in the palette.
fn indexed(colours: &[Rgb], place: &BTreeMap<Rgb, u8>) -> Vec<u8> {
    let mut indexed = Vec::with_capacity(colours.len());
    for run in colours.chunk_by(|a, b| a == b) {
        indexed.resize(indexed.len() + run.len(), place[&run[0]]);
    }
    indexed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of `body` alone, 300 × 100, read back as its pixels.
    fn pixels(body: &str) -> Vec<Rgb> {
        read(&png(&svg(body), 300, 100).unwrap()).2
    }

    fn svg(body: &str) -> String {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100" font-family="Source Sans 3">
            <style>text {{ font-size: 40px; fill: #16202a }} .strong {{ font-weight: 700 }} .quiet {{ fill: #55616d }}</style>
            {body}</svg>"#
        )
    }

    fn label(text: &str) -> String {
        format!(r#"<text x="10" y="60">{text}</text>"#)
    }

    /// Width, height and pixels.
    fn read(bytes: &[u8]) -> (u32, u32, Vec<Rgb>) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut data = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut data).unwrap();
        (info.width, info.height, data.chunks_exact(3).map(|p| [p[0], p[1], p[2]]).collect())
    }

    fn inked(pixels: &[Rgb]) -> usize {
        pixels.iter().filter(|&&colour| colour != [255; 3]).count()
    }

    #[test]
    fn text_is_drawn_in_its_colour() {
        let pixels = pixels(&label("Sjukfrånvaro 12,4"));
        assert!((1_000..9_000).contains(&inked(&pixels)), "{}", inked(&pixels));
        assert!(pixels.contains(&[0x16, 0x20, 0x2a]));
        assert_eq!(inked(&super::tests::pixels("")), 0);
    }

    #[test]
    fn letters_of_swedish_are_not_those_without_their_dots() {
        for [with, without] in [["å", "a"], ["ä", "a"], ["ö", "o"], ["Å", "A"], ["Ä", "A"], ["Ö", "O"], ["å", "ä"]]
        {
            assert_ne!(pixels(&label(with)), pixels(&label(without)), "{with}");
        }
    }

    #[test]
    fn bold_is_darker_than_regular_whether_by_class_or_attribute() {
        let regular = pixels(&label("Mål"));
        let class = pixels(r#"<text class="strong" x="10" y="60">Mål</text>"#);
        let attribute = pixels(r#"<text font-weight="700" x="10" y="60">Mål</text>"#);
        assert!(inked(&class) > inked(&regular));
        assert_eq!(class, attribute);
    }

    #[test]
    fn the_font_in_one_property_is_read() {
        let one = pixels(
            "<style>.o{font:700 40px 'Source Sans 3',system-ui,sans-serif}</style><text class=\"o\" x=\"10\" y=\"60\">Mål</text>",
        );
        assert_eq!(one, pixels(r#"<text class="strong" x="10" y="60">Mål</text>"#));
    }

    #[test]
    fn another_family_is_drawn_with_the_bundled_font_too() {
        let other = pixels(r#"<text font-family="Comic Sans MS" x="10" y="60">Mål</text>"#);
        assert_eq!(other, pixels(&label("Mål")));
    }

    #[test]
    fn what_the_font_lacks_is_drawn_by_no_other_font() {
        assert_eq!(pixels(&label("漢")), pixels(&label("ж")), "both are the box for what is missing");
        assert_eq!(inked(&pixels(&label("\u{a0}\u{202f}\u{2009}"))), 0, "spaces are blank, not missing");
    }

    #[test]
    fn the_same_chart_gives_the_same_bytes_at_both_sizes() {
        let chart = svg(&label("Mål 2020"));
        for (width, height) in [(1200, 630), (2400, 1260)] {
            let bytes = png(&chart, width, height).unwrap();
            assert_eq!(bytes, png(&chart, width, height).unwrap());
            assert_eq!(read(&bytes).0, width);
            assert_eq!(read(&bytes).1, height);
        }
    }

    #[test]
    fn a_chart_of_another_shape_is_fitted_in_and_centred() {
        let chart = svg(r#"<rect width="300" height="100"/>"#);
        let (_, _, pixels) = read(&png(&chart, 30, 20).unwrap());
        let rows: Vec<usize> = pixels.chunks(30).map(inked).collect();
        assert_eq!(rows, [[0; 5], [30; 5], [30; 5], [0; 5]].concat());
    }

    #[test]
    fn a_file_is_never_read() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/static/ikon.svg");
        assert_eq!(inked(&pixels(&format!(r#"<image href="{path}" width="100" height="100"/>"#))), 0);
    }

    #[test]
    fn what_cannot_be_drawn_is_an_error() {
        let message = |svg: &str, width| png(svg, width, 10).unwrap_err().to_string();
        assert!(message("<svg", 10).starts_with("kunde inte rita diagrammet som PNG: "));
        assert!(message("", 10).starts_with("kunde inte rita diagrammet som PNG: "));
        assert_eq!(message(&svg(""), 0), "kunde inte rita diagrammet som PNG: 0 × 10 är ingen storlek");
    }

    #[test]
    fn the_name_changes_with_the_chart_and_with_what_draws_it() {
        let [a, b] = ["Mål", "Mal"].map(|text| fingerprint(&svg(&label(text))));
        assert!(a != b && [&a, &b].iter().all(|hash| hash.len() == 10), "{a} {b}");
        let locked = include_str!("../../Cargo.lock");
        for library in RECIPE.split(';').next().unwrap().split(", ") {
            let (name, version) = library.split_once(' ').unwrap();
            let entry = format!("name = \"{name}\"\nversion = \"{version}\"");
            assert!(locked.contains(&entry), "{library} in the recipe is not what draws");
        }
    }

    #[test]
    fn few_colours_are_exact_and_of_many_the_frequent_ones() {
        let blends: Vec<Rgb> = (0..=255).flat_map(|a| [[a, 255 - a, 7], [a, a, 9]]).collect();
        let areas: Vec<Rgb> = [[252, 251, 248], [255, 255, 255], [253, 251, 248]].map(|c| [c; 50]).concat();
        let (few, places) = palette(&areas);
        assert_eq!((few.len(), places.len()), (3, 3));
        let (many, places) = palette(&[areas.clone(), blends.clone()].concat());
        assert!((200..=256).contains(&many.len()), "{}", many.len());
        let drawn = |colour: &Rgb| many[usize::from(places[colour])];
        assert!(areas.iter().all(|colour| drawn(colour) == *colour));
        let off = |colour: &Rgb| drawn(colour).iter().zip(colour).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
        assert!(blends.iter().all(|colour| off(colour) <= 3));
    }
}
