//! What is Caddy told? Directives to import into the site block that names the host.
//!
//! All stand in one `route`, since Caddy sorts directives by its own order anywhere else.

use super::{Answer, BRIEF, CONTROL, FEED, FILES, Kind, NEVER, Old, Serving, TYPES, headers_of, quoted_folder};

const HEAD: &str = "\
# Skriven av Redovisa. Ändra inte här: nästa publicering skriver en ny.
# Läggs in i webbplatsens block med import. Blocket säger värdens namn; Caddy ordnar certifikatet.
# Webbservern måste läsa om filen när den har ändrats, annars gäller gamla flyttade och borttagna adresser.
";

/// The part of the site's block that serves `docroot`, the folder of its files.
#[must_use]
pub fn caddy(serving: &Serving<'_>, docroot: &str) -> String {
    let (base, folder) = (serving.base(), quoted_folder(docroot));
    let mut text = HEAD.to_owned();
    let handle = match base.strip_suffix('/').filter(|bare| !bare.is_empty()) {
        Some(bare) => {
            text += &format!("\n@redovisa-base path \"{bare}\"\n");
            text += &format!("route @redovisa-base {{\n\trewrite * \"{base}\"\n\tredir * {{uri}} 308\n}}\n");
            format!("handle_path \"{base}*\"")
        }
        None => "handle".to_owned(),
    };
    text += &format!("\n{handle} {{\n\troute {{\n\t\troot * {folder}\n{}", every_file());
    for (at, old) in serving.old().iter().enumerate() {
        text += &old_address(at, old);
    }
    text += &format!("\t\t{HIDDEN}\t\tencode gzip\n\t\t{SERVE}\t}}\n}}\n");
    text + &errors(&base, &folder)
}

/// What is there, but nobody's to read.
const HIDDEN: &str = "error @redovisa-hidden 404\n";
const SERVE: &str = "file_server {\n\t\t\tindex index.html\n\t\t\tprecompressed br gzip\n\t\t}\n";

/// Headers and types, the general before the special.
fn every_file() -> String {
    let mut text = header("*", Kind::Page, BRIEF);
    for (at, (names, kind, cache)) in FILES.iter().enumerate().rev() {
        text += &format!("\t\t@redovisa-files-{at} path_regexp \"{names}\"\n");
        text += &header(&format!("@redovisa-files-{at}"), *kind, cache);
    }
    for each in &TYPES {
        let charset = if each.text { "; charset=utf-8" } else { "" };
        text += &format!("\t\t@redovisa-{0} path *.{0}\n", each.ending);
        text += &format!("\t\theader @redovisa-{} Content-Type \"{}{charset}\"\n", each.ending, each.mime);
    }
    let (feed, mime) = FEED;
    text += &format!("\t\t@redovisa-feed path_regexp \"{feed}\"\n");
    text += &format!("\t\theader @redovisa-feed Content-Type \"{mime}; charset=utf-8\"\n");
    let control = CONTROL.join("|");
    text + &format!("\t\t@redovisa-hidden path_regexp \"/\\.|^/({control})$\"\n")
}

/// A kind that may be used from elsewhere has no opener, and a page nothing that others may read: what the other set is taken away.
fn header(matcher: &str, kind: Kind, cache: &'static str) -> String {
    let set = headers_of(kind, cache).into_iter().map(|(name, value)| format!("\t\t\t{name} \"{value}\"\n"));
    let unset = match kind {
        Kind::Page => ["Access-Control-Allow-Origin", "Server"],
        Kind::Picture | Kind::Data => ["Cross-Origin-Opener-Policy", "Server"],
    };
    let unset = unset.iter().map(|name| format!("\t\t\t-{name}\n"));
    format!("\t\theader {matcher} {{\n{}\t\t}}\n", set.chain(unset).collect::<String>())
}

fn old_address(at: usize, old: &Old) -> String {
    let forms: String = old.forms.iter().map(|form| format!(" \"/{form}\"")).collect();
    let answer = match &old.answer {
        Answer::Moved(to) => {
            format!("rewrite * \"{}\"\n\t\t\tredir * \"{}{{uri}}{}\" 308\n", to.path, to.host, to.fragment)
        }
        Answer::Gone(file) => format!(
            "header Cache-Control \"{NEVER}\"\n\t\t\theader Content-Type \"text/html; charset=utf-8\"\n\t\t\t\
             rewrite * \"/{file}\"\n\t\t\tfile_server {{\n\t\t\t\tstatus 410\n\t\t\t}}\n"
        ),
    };
    format!("\t\t@redovisa-old-{at} path{forms}\n\t\troute @redovisa-old-{at} {{\n\t\t\t{answer}\t\t}}\n")
}

/// What is answered where there is nothing.
fn errors(base: &str, folder: &str) -> String {
    let mut text = format!("\nhandle_errors {{\n\t@redovisa-missing path \"{base}*\"\n\troute @redovisa-missing {{\n");
    text += &format!("\t\troot * {folder}\n{}", header("*", Kind::Page, NEVER));
    text + "\t\theader Content-Type \"text/html; charset=utf-8\"\n\t\trewrite * /404.html\n\t\tfile_server\n\t}\n}\n"
}
