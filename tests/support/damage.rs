//! How does content get broken? One slip, broken save or half copy at a time, decided by a seed.

use std::collections::BTreeMap;

use super::nasty::{TOKENS, deep};
use super::random::Random;

/// The files of a project, path and bytes.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A damage: changes the file at `path`.
type Damage = fn(&mut Files, &str, &mut Random);

/// Every damage with its name.
pub(crate) const DAMAGES: [(&str, Damage); 22] = [
    ("byte flipped", flip),
    ("bytes deleted", delete),
    ("line dropped", drop_line),
    ("line doubled", double_line),
    ("lines swapped", swap_lines),
    ("cell emptied", empty_cell),
    ("cell cut out", cut_cell),
    ("cells swapped", swap_cells),
    ("file truncated", truncate),
    ("file missing", remove),
    ("file renamed", rename),
    ("files swapped", swap_files),
    ("file copied", copy),
    ("saved as Latin-1", latin_1),
    ("saved as UTF-16", utf_16),
    ("byte order mark", byte_order_mark),
    ("invalid UTF-8", invalid_utf_8),
    ("huge number", huge_number),
    ("control character", control_character),
    ("nasty piece", nasty_piece),
    ("nested deep", nested_deep),
    ("word from elsewhere", foreign_word),
];

/// Does damage number `at` to `files`; says which, and to what file. Every third damage comes with a second one.
pub(crate) fn damage(files: &mut Files, at: usize) -> String {
    let mut random = Random::of(&[7, at as u64]);
    let mut said = one(files, at % DAMAGES.len(), &mut random);
    if at % 3 == 2 {
        let second = random.below(DAMAGES.len());
        said += &format!(" + {}", one(files, second, &mut random));
    }
    said
}

fn one(files: &mut Files, which: usize, random: &mut Random) -> String {
    let (name, change) = DAMAGES[which];
    let cells = name.contains("cell");
    let paths: Vec<String> = files.keys().filter(|path| !cells || path.ends_with(".csv")).cloned().collect();
    if paths.is_empty() {
        return name.to_owned();
    }
    let path = random.pick(&paths).clone();
    change(files, &path, random);
    format!("{name}: {path}")
}

/// Rewrites the bytes of one file.
fn rewrite(files: &mut Files, path: &str, with: impl FnOnce(&[u8]) -> Vec<u8>) {
    if let Some(bytes) = files.get_mut(path) {
        *bytes = with(bytes);
    }
}

fn lines(bytes: &[u8]) -> Vec<Vec<u8>> {
    bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
}

/// Rewrites the lines of one file, if it has any.
fn rewrite_lines(files: &mut Files, path: &str, with: impl FnOnce(&mut Vec<Vec<u8>>)) {
    rewrite(files, path, |bytes| {
        let mut lines = lines(bytes);
        if !lines.is_empty() {
            with(&mut lines);
        }
        lines.concat()
    });
}

/// Rewrites the cells of one line of a table.
fn rewrite_cells(
    files: &mut Files,
    path: &str,
    random: &mut Random,
    with: impl FnOnce(&mut Vec<Vec<u8>>, &mut Random),
) {
    rewrite_lines(files, path, |lines| {
        let at = random.below(lines.len());
        let mut cells: Vec<Vec<u8>> = lines[at].split(|byte| *byte == b';').map(<[u8]>::to_vec).collect();
        with(&mut cells, random);
        lines[at] = cells.join(&b';');
    });
}

fn flip(files: &mut Files, path: &str, random: &mut Random) {
    rewrite(files, path, |bytes| {
        let mut bytes = bytes.to_vec();
        for _ in 0..=random.below(3) {
            let at = random.below(bytes.len());
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        bytes
    });
}

fn delete(files: &mut Files, path: &str, random: &mut Random) {
    rewrite(files, path, |bytes| {
        let start = random.below(bytes.len());
        let end = (start + 1 + random.below(40)).min(bytes.len());
        [&bytes[..start], &bytes[end..]].concat()
    });
}

fn drop_line(files: &mut Files, path: &str, random: &mut Random) {
    rewrite_lines(files, path, |lines| drop(lines.remove(random.below(lines.len()))));
}

fn double_line(files: &mut Files, path: &str, random: &mut Random) {
    rewrite_lines(files, path, |lines| {
        let at = random.below(lines.len());
        lines.insert(at, lines[at].clone());
    });
}

fn swap_lines(files: &mut Files, path: &str, random: &mut Random) {
    rewrite_lines(files, path, |lines| {
        let (a, b) = (random.below(lines.len()), random.below(lines.len()));
        lines.swap(a, b);
    });
}

fn empty_cell(files: &mut Files, path: &str, random: &mut Random) {
    rewrite_cells(files, path, random, |cells, random| {
        let at = random.below(cells.len());
        cells[at].clear();
    });
}

fn cut_cell(files: &mut Files, path: &str, random: &mut Random) {
    rewrite_cells(files, path, random, |cells, random| drop(cells.remove(random.below(cells.len()))));
}

fn swap_cells(files: &mut Files, path: &str, random: &mut Random) {
    rewrite_cells(files, path, random, |cells, random| {
        let (a, b) = (random.below(cells.len()), random.below(cells.len()));
        cells.swap(a, b);
    });
}

fn truncate(files: &mut Files, path: &str, random: &mut Random) {
    rewrite(files, path, |bytes| bytes[..random.below(bytes.len())].to_vec());
}

fn remove(files: &mut Files, path: &str, _: &mut Random) {
    files.remove(path);
}

fn rename(files: &mut Files, path: &str, random: &mut Random) {
    let Some(bytes) = files.remove(path) else { return };
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let name = match random.below(6) {
        0 => format!("{name}.bak"),
        1 => name.to_uppercase(),
        2 => format!("å {name}"),
        3 => name.replace("20", "19"),
        4 => format!("djupt/ned/{name}"),
        _ => name.trim_end_matches(|c: char| c != '.').to_owned(),
    };
    files.insert(format!("{folder}/{name}"), bytes);
}

/// Another file of the project.
fn other(files: &Files, random: &mut Random) -> String {
    let paths: Vec<&String> = files.keys().collect();
    (*random.pick(&paths)).clone()
}

fn swap_files(files: &mut Files, path: &str, random: &mut Random) {
    let other = other(files, random);
    let (Some(a), Some(b)) = (files.get(path).cloned(), files.get(&other).cloned()) else { return };
    files.insert(path.to_owned(), b);
    files.insert(other, a);
}

fn copy(files: &mut Files, path: &str, random: &mut Random) {
    let Some(bytes) = files.get(path).cloned() else { return };
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    let target = if random.once_in(2) { other(files, random) } else { format!("{stem}-kopia.{ending}") };
    files.insert(target, bytes);
}

fn latin_1(files: &mut Files, path: &str, _: &mut Random) {
    rewrite(files, path, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
    });
}

fn utf_16(files: &mut Files, path: &str, random: &mut Random) {
    let (little, mark) = (random.once_in(2), !random.once_in(3));
    rewrite(files, path, |bytes| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16().collect::<Vec<_>>());
        units.flat_map(|unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    });
}

fn byte_order_mark(files: &mut Files, path: &str, random: &mut Random) {
    let marks = b"\xef\xbb\xbf".repeat(1 + random.below(2));
    rewrite(files, path, |bytes| [&marks, bytes].concat());
}

/// Inserts `piece` somewhere.
fn insert(files: &mut Files, path: &str, random: &mut Random, piece: &[u8]) {
    rewrite(files, path, |bytes| {
        let at = random.below(bytes.len() + 1);
        [&bytes[..at], piece, &bytes[at..]].concat()
    });
}

fn invalid_utf_8(files: &mut Files, path: &str, random: &mut Random) {
    let pieces: [&[u8]; 5] = [b"\xff", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"];
    let piece = *random.pick(&pieces);
    insert(files, path, random, piece);
}

/// Puts a very long or very large number where digits stand.
fn huge_number(files: &mut Files, path: &str, random: &mut Random) {
    let numbers = ["9".repeat(27), "9".repeat(29), "9".repeat(400), format!("0,{}1", "0".repeat(27)), "1e400".into()];
    let number = random.pick(&numbers).clone();
    rewrite(files, path, |bytes| {
        let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
        if digits.is_empty() {
            return [bytes, number.as_bytes()].concat();
        }
        let at = *random.pick(&digits);
        let end = (at..bytes.len()).find(|at| !bytes[*at].is_ascii_digit()).unwrap_or(bytes.len());
        [&bytes[..at], number.as_bytes(), &bytes[end..]].concat()
    });
}

fn control_character(files: &mut Files, path: &str, random: &mut Random) {
    let pieces: [&[u8]; 6] = [b"\0", b"\x07", b"\x1b[2J", b"\x7f", b"\xc2\x85", b"\xc2\x9b"];
    let piece = *random.pick(&pieces);
    insert(files, path, random, piece);
}

fn nasty_piece(files: &mut Files, path: &str, random: &mut Random) {
    let piece = *random.pick(&TOKENS);
    insert(files, path, random, piece);
}

fn nested_deep(files: &mut Files, path: &str, random: &mut Random) {
    let depth = *random.pick(&[3, 40, 200]);
    let piece = deep(depth, random.below(6));
    rewrite(files, path, |bytes| [bytes, &piece].concat());
}

/// A word of another file replaces a word of this one: valid text that means something else.
fn foreign_word(files: &mut Files, path: &str, random: &mut Random) {
    let from = other(files, random);
    let words: Vec<Vec<u8>> = files[&from].split(|byte| b" ;\n\"".contains(byte)).map(<[u8]>::to_vec).collect();
    let word = random.pick(&words).clone();
    rewrite(files, path, |bytes| {
        let start = random.below(bytes.len());
        let ends = |at: &usize| b" ;\n\"".contains(&bytes[*at]);
        let end = (start..bytes.len()).find(ends).unwrap_or(bytes.len());
        [&bytes[..start], &word, &bytes[end..]].concat()
    });
}
