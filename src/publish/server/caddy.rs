//! What is Caddy told? Directives to import into the site block that names the host.
//!
//! All stand in one `route`, since Caddy sorts directives by its own order anywhere else. No block of headers takes one away: Caddy
//! would set the whole block last.

use super::{Answer, BRIEF, CONTROL, FEED, FILES, Kind, NEVER, Old, Serving, TYPES, Target, headers_of, quoted_folder};

const HEAD: &str = "\
# Skriven av Redovisa. Ändra inte här: nästa publicering skriver en ny.
# Läggs in i webbplatsens block med import. Blocket säger värdens namn; Caddy ordnar certifikatet.
# Webbservern måste läsa om filen när den har ändrats, annars gäller gamla flyttade och borttagna adresser.

@redovisa-query expression \"{query} != ''\"
";
const SERVE: &str = "\t\tencode gzip
\t\tfile_server {
\t\t\tindex index.html
\t\t\tprecompressed br gzip
\t\t}
";

/// The part of the site's block that serves `docroot`, the folder of its files.
#[must_use]
pub fn caddy(serving: &Serving<'_>, docroot: &str) -> String {
    let (base, folder) = (serving.base(), quoted_folder(docroot));
    let mut text = HEAD.to_owned();
    let handle = match base.strip_suffix('/').filter(|bare| !bare.is_empty()) {
        Some(bare) => {
            let to = Target { host: String::new(), path: base.clone(), fragment: String::new() };
            text += &format!("@redovisa-base path \"{bare}\"\nroute @redovisa-base {{\n{}}}\n", moved("\t", &to));
            format!("handle_path \"{base}*\"")
        }
        None => "handle".to_owned(),
    };
    text += &format!("\n{handle} {{\n\troute {{\n\t\troot * {folder}\n\t\theader -Server\n{}{}", kinds(), types());
    text += &refused();
    for (at, old) in serving.old().iter().enumerate() {
        text += &old_address(at, old);
    }
    text += FOLDER;
    text += SERVE;
    text += "\t}\n}\n";
    text + &missing(&base, &folder)
}

/// Caddy's own redirect to a folder forgets the reader's query.
const FOLDER: &str = "\t\t@redovisa-folder {
\t\t\tnot path */
\t\t\tfile {path}/index.html
\t\t}
\t\troute @redovisa-folder {
\t\t\tredir @redovisa-query {http.request.orig_uri.path}/?{query} 308
\t\t\tredir * {http.request.orig_uri.path}/ 308
\t\t}
";

/// The headers of each kind of file. Caddy would set those of every kind that fits, so each says which it is not.
fn kinds() -> String {
    let all = FILES.map(|(names, kind, cache)| (Some(names), kind, cache));
    let mut text = String::new();
    let mut before = String::new();
    for (at, (names, kind, cache)) in all.into_iter().chain([(None, Kind::Page, BRIEF)]).enumerate() {
        let own = names.map_or_else(String::new, |names| format!("\t\t\tpath_regexp \"{names}\"\n"));
        text += &format!("\t\t@redovisa-files-{at} {{\n{own}{before}\t\t}}\n");
        text += &header("\t\t", &format!(" @redovisa-files-{at}"), kind, cache);
        before += &names.map_or_else(String::new, |names| format!("\t\t\tnot path_regexp \"{names}\"\n"));
    }
    text
}

fn header(indent: &str, matcher: &str, kind: Kind, cache: &'static str) -> String {
    let line = |(name, value): (&str, &str)| format!("{indent}\t{name} \"{value}\"\n");
    let lines: String = headers_of(kind, cache).into_iter().map(line).collect();
    format!("{indent}header{matcher} {{\n{lines}{indent}}}\n")
}

fn types() -> String {
    let mut text = String::new();
    for each in &TYPES {
        let charset = if each.text { "; charset=utf-8" } else { "" };
        text += &format!("\t\t@redovisa-{0} path *.{0}\n", each.ending);
        text += &format!("\t\theader @redovisa-{} Content-Type \"{}{charset}\"\n", each.ending, each.mime);
    }
    let (feed, mime) = FEED;
    text += &format!("\t\t@redovisa-feed path_regexp \"{feed}\"\n");
    text + &format!("\t\theader @redovisa-feed Content-Type \"{mime}; charset=utf-8\"\n")
}

/// What is there but nobody's to read, and what nobody may do.
fn refused() -> String {
    let control = CONTROL.join("|");
    format!(
        "\t\t@redovisa-hidden path_regexp \"/\\.|^/({control})$\"\n\t\terror @redovisa-hidden 404\n\
         \t\t@redovisa-writing not method GET HEAD\n\t\terror @redovisa-writing 405\n"
    )
}

fn old_address(at: usize, old: &Old) -> String {
    let forms: String = old.forms.iter().map(|form| format!(" \"/{form}\"")).collect();
    let answer = match &old.answer {
        Answer::Moved(to) => moved("\t\t\t", to),
        Answer::Gone(file) => format!(
            "\t\t\theader Cache-Control \"{NEVER}\"\n\t\t\theader Content-Type \"text/html; charset=utf-8\"\n\
             \t\t\trewrite * \"/{file}\"\n\t\t\tfile_server {{\n\t\t\t\tstatus 410\n\t\t\t}}\n"
        ),
    };
    format!("\t\t@redovisa-old-{at} path{forms}\n\t\troute @redovisa-old-{at} {{\n{answer}\t\t}}\n")
}

/// To the new address, with the reader's query unless the address has one of its own.
fn moved(indent: &str, to: &Target) -> String {
    let Target { host, path, fragment } = to;
    let without = format!("{indent}redir * \"{host}{path}{fragment}\" 308\n");
    match path.contains('?') {
        true => without,
        false => format!("{indent}redir @redovisa-query \"{host}{path}?{{query}}{fragment}\" 308\n{without}"),
    }
}

/// What is answered where there is nothing.
fn missing(base: &str, folder: &str) -> String {
    format!(
        "\nhandle_errors {{\n\t@redovisa-missing {{\n\t\tpath \"{base}*\"\n\t\texpression \"{{err.status_code}} in [403, 404]\"\n\t}}\n\
         \troute @redovisa-missing {{\n\t\troot * {folder}\n{}\t\theader -Access-Control-Allow-Origin\n\
         \t\theader -Server\n\t\theader Content-Type \"text/html; charset=utf-8\"\n\
         \t\trewrite * /404.html\n\t\tfile_server\n\t}}\n}}\n",
        header("\t\t", "", Kind::Page, NEVER)
    )
}
