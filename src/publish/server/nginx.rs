//! What is nginx told? Locations to include in the `server` block that names the host and its certificate.
//!
//! A location that sets one header loses all that it would have inherited: so each writes all of its own.

use super::{Answer, BRIEF, CONTROL, FEED, FILES, Kind, NEVER, Old, Serving, TYPES, Type, headers_of, quoted_folder};

/// Below this address, which nobody can ask for, stand the bodies of answers that are no pages.
const ANSWERS: &str = "@answer/";

const HEAD: &str = "\
# Skriven av Redovisa. Ändra inte här: nästa publicering skriver en ny.
# Läggs in i serverblocket med include. Serverblocket säger värd, port och certifikat.
# Webbservern måste läsa om filen när den har ändrats, annars gäller gamla flyttade och borttagna adresser.
";

/// The part of the site's `server` block that serves `docroot`, the folder of its files.
#[must_use]
pub fn nginx(serving: &Serving<'_>, docroot: &str) -> String {
    let (base, folder) = (serving.base(), quoted_folder(docroot));
    let mut text = HEAD.to_owned();
    if let Some(bare) = base.strip_suffix('/').filter(|bare| !bare.is_empty()) {
        text += &format!(
            "\nlocation = \"{bare}\" {{\n    absolute_redirect off;\n    return 308 \"{base}$is_args$args\";\n}}\n"
        );
    }
    text += &format!("\nlocation ^~ \"{base}\" {{\n    alias {folder};\n{}", settings(&base));
    text += &add_headers(1, Kind::Page, BRIEF);
    text += &format!("\n    location ^~ \"{base}{ANSWERS}\" {{\n        internal;\n        alias {folder};\n");
    text += &add_headers(2, Kind::Page, NEVER);
    text += "    }\n";
    for old in serving.old() {
        text += &old_address(&base, &old);
    }
    text += &hidden(&base);
    text += &files();
    text + "}\n"
}

/// What holds for every file.
fn settings(base: &str) -> String {
    let of_text = || TYPES.iter().filter(|each| each.text && each.ending != "html").map(|each| each.mime);
    let texts = of_text().chain([FEED.1]).collect::<Vec<_>>().join(" ");
    let types: String = TYPES.iter().map(|Type { ending, mime, .. }| format!("        {mime} {ending};\n")).collect();
    format!(
        "    index index.html;
    autoindex off;
    absolute_redirect off;
    server_tokens off;
    # En ny publicering ska synas genast.
    open_file_cache off;
    error_page 403 404 =404 \"{base}{ANSWERS}404.html\";

    default_type application/octet-stream;
    types {{
{types}    }}
    charset utf-8;
    charset_types {texts};

    # Färdigpackade syskon (--compress) går före; annars packas texten när den skickas.
    gzip_static on;
    gzip on;
    gzip_vary on;
    gzip_min_length 1000;
    gzip_types {texts};
    # Med modulen för Brotli (Debian: libnginx-mod-http-brotli-static):
    # brotli_static on;

"
    )
}

fn add_headers(depth: usize, kind: Kind, cache: &'static str) -> String {
    let indent = "    ".repeat(depth);
    let line = |(name, value): (&str, &str)| format!("{indent}add_header {name} \"{value}\" always;\n");
    headers_of(kind, cache).into_iter().map(line).collect()
}

fn old_address(base: &str, old: &Old) -> String {
    let answer = match &old.answer {
        Answer::Moved(to) => {
            let query = if to.path.contains('?') { "" } else { "$is_args$args" };
            format!("return 308 \"{}{}{query}{}\";", to.host, to.path, to.fragment)
        }
        Answer::Gone(file) => format!("error_page 410 \"{base}{ANSWERS}{file}\";\n        return 410;"),
    };
    let location = |form: &String| format!("\n    location = \"{base}{form}\" {{\n        {answer}\n    }}\n");
    old.forms.iter().map(location).collect()
}

/// Files that are there, but nobody's to read.
fn hidden(base: &str) -> String {
    let exact = |name: &&str| format!("\n    location = \"{base}{name}\" {{\n        return 404;\n    }}\n");
    let named: String = CONTROL.iter().map(exact).collect();
    format!("{named}\n    location ~ \"/\\.(?!well-known/)\" {{\n        return 404;\n    }}\n")
}

fn files() -> String {
    let (feed, mime) = FEED;
    let mut text = format!("\n    location ~ \"{feed}\" {{\n        types {{}}\n        default_type {mime};\n");
    text += &add_headers(2, Kind::Data, BRIEF);
    text += "    }\n";
    for (names, kind, cache) in FILES {
        text += &format!("\n    location ~ \"{names}\" {{\n{}    }}\n", add_headers(2, kind, cache));
    }
    text
}
