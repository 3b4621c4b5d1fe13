// Can the checks fail? Each question is asked of a small sound site, where it must find nothing, and of a small broken one, where it must find
// the faults that were put there; some also of a site with nothing to ask about, where nothing found is no answer.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Recorded } from "./check.mjs";
import { Site } from "./pages.mjs";
import { serve } from "./serve.mjs";
import { stem, words } from "../../static/sok.js";

const portal = "https://exempel.se/rapporter-i-staden/";

const style = `:root { color-scheme: light }
body { margin: 0; font: 16px/1.5 sans-serif; background: #fff; color: #111 }
main { display: block; padding: 1rem }
:focus-visible { outline: 3px solid #a30 }
main:focus { outline: 0 }
.skip { position: absolute; left: -99rem }
.skip:focus { left: 1rem }
.wide { width: 900px }
.unmarked:focus-visible { outline: 0 }
.cut { width: 3000px; white-space: nowrap }
.tall { display: block; height: 300px }
.cover { position: fixed; inset: 0 0 auto 0; height: 100px; background: #fff }
.chart { margin: 0 }
.chart svg { display: block; width: 100% }
table { border-collapse: collapse }
@media print { nav, .skip { display: none } tr { break-inside: avoid } .split tr { break-inside: auto } }
`;

function page(path, main, { head = "", target = "innehall", address = path } = {}) {
  const up = "../".repeat(path.split("/").length - 1);
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Provsidan ${path || "först"}</title>
<meta name="description" content="En sida som proven provas på.">
<link rel="canonical" href="${portal}${address}">
<link rel="icon" href="${up}bild.svg" type="image/svg+xml">
<link rel="stylesheet" href="${up}stil.css">
${head}
</head>
<body>
<a class="skip" href="#innehall">Hoppa till innehållet</a>
<header><nav aria-label="Huvudmeny"><ul><li><a href="${up || "./"}">Startsidan</a></li><li><a href="${up}ordlista/">Ordlistan</a></li></ul></nav></header>
<main id="${target}" tabindex="-1">
<h1>Provsidan</h1>
<p>Den här sidan finns bara för att visa att proven hittar de fel som läggs in, och att de inte hittar fel där det inte finns några.</p>
${main}
</main>
</body>
</html>
`;
}

const chapters = ["Inledning", "Ekonomi", "Personal", "Avslutning"].map((word) => `<h2>${word}</h2><p>Om detta står det mer i rapporten.</p>`).join("\n");
const rows = Array.from({ length: 12 }, (_, at) => `<tr><td>Rad ${at} börjar</td><td><span class="tall">mitt</span> Rad ${at} slutar</td></tr>`).join("\n");
const table = (name) => `<table class="${name}"><caption>${"Alla rader ".repeat(name === "cut" ? 60 : 1)}</caption><tbody>\n${rows}\n</tbody></table>`;
const picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>\n';
const chart = (size) => `<figure class="chart" id="diagram"><svg class="c wide" role="img" aria-label="Ett diagram" viewBox="0 0 320 100"><text x="10" y="50" font-size="${size}">Ord</text></svg></figure>`;

function write(folder, { pages, files: others = {}, unlisted = [] }) {
  const files = { "stil.css": style, "bild.svg": picture, ...others };
  for (const [path, main, options] of pages) files[path.endsWith(".html") ? path : `${path}index.html`] = page(path, main, options);
  const listed = pages.map(([path]) => path).filter((path) => !unlisted.includes(path) && path !== "404.html");
  files["sitemap.xml"] = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${listed.map((path) => `<url><loc>${portal}${path}</loc></url>`).join("")}</urlset>\n`;
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

// The program's own script, as its pages call it.
const own = (name) => readFileSync(new URL(`../../static/${name}`, import.meta.url), "utf8");
const script = own("redovisa.js");
const scripted = (up) => `<script src="${up}redovisa.js" defer data-root="${up || "./"}" data-search="${up}sok.js" data-search-parts="${up}sok-sida.js" data-search-look="${up}sok.css" data-sort="Sortera:" data-sort-none="Som i rapporten" data-sort-up="{column}, stigande" data-sort-down="{column}, fallande" data-filtered="{shown} av {all} visas" data-copy-text="Kopiera" data-copied="Kopierat" data-selected="Markerat"></script>`;
const sortable = '<table class="stack" data-sortable><caption>Allt</caption><thead><tr><th scope="col">Namn</th></tr></thead><tbody><tr><th scope="row">B</th></tr><tr><th scope="row">A</th></tr></tbody></table>';

// Some records and their index, as docs/search.md has it: all numbers are so small that each is one digit.
const records = [
  ["Sjukfrånvaro", "indikatorer/x/", "Indikator", [], "12,4 % 2020", "Hur mycket personalen är borta."],
  ["Ekonomiskt bistånd", "ordlista/#stod", "Ord", [], "", "Hjälp med pengar."],
  ["Frånvaron ökar", "rapporter/a/2020-t1/", "Avsnitt", ["A", "T1 2020"], "", "En sjukfrånvaro som ökar, och ekonomiskt bistånd."],
];
const digit = (value) => String.fromCharCode(35 + value + (value > 56 ? 1 : 0));

function index(stemmed = stem) {
  const stems = {};
  const [places, pieces] = [{}, {}];
  const before = {};
  records.forEach(([title, , , , value, text], record) => {
    const all = [title, value, text].flatMap((part, at) => words(part).map(({ word, at: place }) => ({ word, impact: [6, 3, 1][at], place: place + at * 12 })));
    for (const name of new Set(all.map(({ word }) => word))) {
      const of = all.filter(({ word }) => word === name);
      const key = stemmed(name);
      const add = (to, rest, digits) => {
        (to[key] ??= {})[rest] = (to[key][rest] ?? "") + digits.map(digit).join("");
      };
      const rest = name.slice(key.length);
      add(stems, rest, [8 * (record - (before[name] ?? 0)) + of[0].impact]);
      // Each record is a piece.
      const piece = rest in (places[key] ?? {}) ? 1 + Object.keys(pieces[key] ?? {}).filter((each) => each.split(" ")[0] === rest).length : 0;
      add(piece ? pieces : places, rest + (piece ? ` ${piece}` : ""), [of.length, ...of.map(({ place }, at) => place - (of[at - 1]?.place ?? 0))]);
      before[name] = record;
    }
  });
  const file = (data) => JSON.stringify({ v: "1", ...data });
  const labels = [[["2020-t1", "T1 2020"]], [["a", "A"]], ["indikator", "ord", "avsnitt"].map((kind) => [kind, kind]), [], []];
  return Object.fromEntries(Object.entries({
    root: file({ records: 3, block: 16, span: 4096, words: [""], spelling: [""], choices: [""], piece: 1, stop: "som en", aliases: [] }),
    "words-0": file({ stems }), "places-0": file({ stems: places }), "pieces-0": file({ stems: pieces }), "records-0": file({ records }),
    "facets-0": file({ labels, groups: [[[], [], [0], [], []], [[], [], [1], [], []], [[0], [0], [2], [], []]], runs: [0, 1, 1, 1, 2, 1] }),
    "choices-0": file({ values: Object.fromEntries(labels.flatMap((list, facet) => list.map(([value, text], at) =>
      [`${facet} ${value}`, [text, [facet === 2 ? at : 2, 1].map(digit).join("")]]))) }),
    "spelling-0": file({ words: "bistånd 1 ekonomiskt 1 frånvaron 1 sjukfrånvaro 2" }),
  }).map(([name, text]) => [`sok/index/${name}.json`, text]));
}
const searching = (action, more = "") => `<form role="search" action="${action}" data-suggestions="Förslag" data-suggested="{number} förslag" data-suggested-none="Inga" data-search-for="Sök {query}" data-everywhere="Överallt"><label for="sok">Sök</label> <span><input type="search" id="sok" name="q"> <button type="submit">Sök</button></span>${more}</form>`;
const narrowed = '<input type="hidden" name="period" value="2020-t1"><input type="hidden" name="organisation" value="a">';
const finding = `${searching("../register/")}<div data-search-page data-portal="Portalen" data-titled="Sök {query}" data-hit="1 träff" data-hits="{number} träffar" data-none="Inga träffar" data-none-advice="Prova" data-none-narrowed="Prova mer" data-no-whole="Några" data-few-whole="Få" data-meant="Menade du" data-meant-shown="Det visas" data-exactly="Precis {query}" data-searching="Söker" data-failed="Det går inte" data-more="Fler" data-narrow="Begränsa" data-more-values="{number} till" data-away="Ta bort" data-everywhere="Överallt" data-period="Period" data-organisation="Organisation" data-slag="Slag" data-mal="Mål" data-amne="Ämne"><p role="status"></p><div data-help><p>Allt finns i <a href="../register/">registret</a>.</p></div></div>`;
const questions = (expect) => JSON.stringify([{ query: "sjukfranvaro", kind: "prov", expect }, { query: "biståndet ekonomiskt", kind: "prov", expect: ["ordlista/*"] }]);

const start = ["", "<p>Här börjar provet.</p>"];
const glossary = ["ordlista/", '<dl><dt id="stod">Stöd</dt><dd>Hjälp.</dd></dl>'];

const moved = (link) => `<section><h2 id="sankta-krav">Sänkta krav</h2><ol><li>Frånvaron: målet höjdes från 10 % till 15 % och är lättare att nå. ${link}</li></ol></section>`;
const choices = (list) => `<div data-compare-from="Från" data-compare-to="Till" data-compare-go="Visa"><div class="pick"></div><ul>${list.map(([from, to]) => `<li><a href="a/${from}/${to}/" data-from="${from}" data-to="${to}">${from} och ${to}</a></li>`).join("")}</ul></div>`;
const compared = '<table id="flyttade-mal"><caption>Flyttade mål</caption><tbody><tr><td>Frånvaron: målet höjdes från 10 % till 15 % och är lättare att nå.</td></tr></tbody></table>';

/** A site that every question is content with: it has all that the journeys want. */
const sound = {
  pages: [
    ["", `${searching("register/")}<p><a href="indikatorer/x/">En indikator</a></p>` + moved('<a href="jamfor/a/2019-vb/2020-vb/">Jämför</a>'), { head: scripted("") }],
    ["indikatorer/", '<div data-filter="li" data-filter-label="Filtrera:"><ul><li><a href="x/">Plats i förskola</a></li><li><a href="x/">Frånvaro</a></li></ul></div>', { head: scripted("../") }],
    ["indikatorer/x/", `<p>Hur många som har <a class="word" href="#ord-stod">stöd</a>.</p><p><a href="../../x.csv">Siffrorna som CSV</a></p>${chart(14)}
<p id="ord-stod" tabindex="-1">Stöd är hjälp. <a href="../../ordlista/#stod">Stöd i ordlistan</a></p>`],
    glossary,
    ["register/", "<p>Här står allt.</p>"],
    ["sok/", finding, { head: scripted("../") }],
    ["rapporter/a/2020-t1/", `${searching("../../../register/", narrowed)}<p><a href="../../../indikatorer/x/">En indikator</a></p><details><summary>Tabellen</summary>${sortable}</details><p data-copy="Hänvisning">Ord</p>`, { head: scripted("../../../") }],
    ["rapporter/a/2020-t1/hela/", `${chapters}${table("whole")}`],
    ["jamfor/", choices([["2019-vb", "2020-vb"], ["2019-vb", "2021-vb"], ["2020-vb", "2021-vb"]]), { head: scripted("../") }],
    ...["2019-vb/2020-vb", "2019-vb/2021-vb", "2020-vb/2021-vb"].map((pair) => [`jamfor/a/${pair}/`, compared]),
    ["404.html", '<p>Sidan finns inte. <a href="/rapporter-i-staden/ordlista/">Ordlistan</a></p>'],
  ],
  files: { "x.csv": "År,Antal\n2020,7\n", "redovisa.js": script, "sok.js": own("sok.js"), "sok-sida.js": own("sok-sida.js"), "sok.css": own("sok.css"), "fragor.json": questions(["indikatorer/x/"]), ...index() },
};

/** A site that has nothing to ask about, and what each question then misses. */
const empty = { pages: [start] };
const misses = {
  charts: [/no page has a chart/],
  print: [/no page is a whole report/],
  script: [/no page has anything to sort/, /no page has anything to filter/, /no page has anything to copy/, /no page has anything to compare/],
  search: [/the front page has no search field/, /the site has no index/],
};

// A script that sorts by letters alone, hides all but what is looked for, and changes its button's word for ever.
const crude = `for (const table of document.querySelectorAll("[data-sortable]")) [...table.tHead.rows[0].cells].forEach((head, at) => {
  const button = Object.assign(document.createElement("button"), { textContent: head.textContent });
  head.replaceChildren(button);
  let down = false;
  button.onclick = () => {
    const rows = [...table.tBodies[0].rows].sort((a, b) => (a.cells[at].textContent < b.cells[at].textContent ? -1 : 1));
    table.tBodies[0].append(...(down ? rows.reverse() : rows));
    down = !down;
  };
});
for (const root of document.querySelectorAll("[data-filter]")) {
  const field = Object.assign(document.createElement("input"), { type: "search" });
  field.oninput = () => root.querySelectorAll("tr, li").forEach((row) => { row.hidden = !row.textContent.toLowerCase().includes(field.value.slice(-4)); });
  root.prepend(field);
}
const voice = document.body.appendChild(Object.assign(document.createElement("p"), { role: "status" }));
for (const source of document.querySelectorAll("[data-copy]")) {
  const button = Object.assign(document.createElement("button"), { textContent: "Kopiera", ariaLabel: "Kopiera: Text" });
  button.onclick = () => navigator.clipboard.writeText(source.textContent).then(() => { voice.textContent = button.textContent = "Kopierat"; });
  source.after(button);
}
`;

// A search that answers everything with the same two links in one line, forgets what it is narrowed to, and suggests nothing.
const careless = `export const field = () => {};
export const results = async (place) => {
  const query = new URLSearchParams(location.search).get("q");
  if (!query) return;
  const status = place.querySelector("[role=status]");
  status.dataset.query = query;
  status.textContent = "2 träffar";
  const list = document.createElement("ol");
  list.innerHTML = '<li><a href="../ordlista/">Ett svar</a> <a href="../ordlista/">Samma</a><img src="../bild.svg"></li>';
  place.append(list);
};
`;

/** For each question a small site that it should not be content with, and what it should find there. */
const broken = {
  links: {
    pages: [start, glossary,
      ["lank/", '<p><a href="../ordlista/#borta">Borta</a> <a href="/bild.svg">Roten</a> <img src="../borta.svg" alt="Borta"></p>'],
      ["lika/", '<p id="samma">Ett.</p><p id="samma">Två.</p>'],
      ["namn/", "<p>Ett annat namn.</p>", { address: "lika/" }],
      ["olistad/", "<p>Inte i listan.</p>"],
      ["404.html", '<p><a href="ordlista/">Ordlistan</a> <a href="/ordlista/">Roten</a></p>']],
    unlisted: ["olistad/"],
    finds: [/lank\/index\.html: \.\.\/ordlista\/#borta has a fragment that leads to nothing/, /lank\/index\.html: \/bild\.svg leads out of the site/,
      /lank\/index\.html: \.\.\/borta\.svg leads to nothing/, /404\.html: \/ordlista\/ leads out of the site/, /lika\/index\.html: #samma/,
      /namn\/index\.html: canonical/, /olistad\/index\.html is not in it/],
  },
  html: {
    pages: [start, ["stil/", '<p style="color: red">Rött.</p>'], ["nu/", '<p><time datetime="i går">I går</time></p>']],
    finds: [/no-inline-style .*stil\/index\.html/, /Bad value “i går”.*nu\/index\.html/],
  },
  axe: {
    pages: [["", '<p><img src="bild.svg"></p>'], ["vikt/", '<details><summary>Bilden</summary><p><img src="../bild.svg"></p></details>']],
    finds: [/light: image-alt/, /dark: image-alt/, /320 px: image-alt/, /vikt\/index\.html\), light, unfolded: image-alt/],
  },
  reflow: {
    pages: [start, ["bred/", '<div class="wide">Bred.</div>'], ["vikt/", '<details><summary>Den breda</summary><div class="wide">Bred.</div></details>']],
    finds: [/bred\/index\.html: 9\d\d px/, /vikt\/index\.html, unfolded: 9\d\d px/],
  },
  charts: { pages: [["", chart(8)]], finds: [/”Ord” is 7\.\d px/] },
  noscript: {
    pages: [["", '<p><button type="button">Sortera</button></p>'],
      ["rader/", '<table id="t"><tbody><tr><td>Ett</td></tr></tbody></table>', { head: '<script src="../rader.js" defer></script>' }],
      ["vikt/", '<details><summary>Mer</summary><p id="t">Ett.</p></details>', { head: '<script src="../ord.js" defer></script>' }]],
    files: { "rader.js": 'document.getElementById("t").insertRow().insertCell().textContent = "Två";\n', "ord.js": 'document.getElementById("t").textContent = "Två.";\n' },
    finds: [/: index\.html: 1 buttons are shown/, /rader\/index\.html: the text differs: .*Två/, /vikt\/index\.html: the text differs: .*Ett\..*Två\./],
  },
  script: {
    pages: [["", '<p data-copy="Text">Ord</p>', { head: '<script src="grov.js" defer></script>' }], ["utan/", `${sortable}
<ul data-filter="li"><li>Första raden</li><li>Andra raden</li></ul><p data-copy="Text">Ord</p>`]],
    files: { "grov.js": crude, "jamfor/index.html": page("jamfor/", choices([["ett", "två"], ["ett", "tre"], ["två", "tre"]])) },
    finds: [/sort works: a heading is no button/, /filter works: there is no field/, /copy works: there is no button/, /compare works: there are no two pickers/, /no list to sort by/,
      /known to be right: Utfall up is/, /Förändring up is/, /Tid up is/, /Månad up is/, /”axgarden” shows /, /named ”Kopiera: Text”/, /first word back/, /next copy would not/],
  },
  privacy: {
    pages: [["", '<p style="color: red">Rött.</p>'],
      ["kaka/", "<p>En kaka.</p>", { head: '<script src="../kaka.js"></script>' }],
      ["lager/", "<p>Ett lager.</p>", { head: '<script src="../lager.js"></script>' }],
      ["utanfor/", '<p><img src="http://127.0.0.1:9/bild.svg" alt="En bild"></p>']],
    files: { "kaka.js": 'document.cookie = "spar=1";\n', "lager.js": 'localStorage.setItem("spar", "1");\n' },
    finds: [/: index\.html: the policy is violated: style-src/, /kaka\/index\.html: the cookie spar is set/, /lager\/index\.html: storage is used/,
      /utanfor\/index\.html: request to http:\/\/127\.0\.0\.1:9\//],
  },
  journeys: {
    pages: [["", '<p><a class="unmarked" href="indikatorer/x/">En indikator</a></p>'],
      ["indikatorer/x/", '<div class="cover"></div><p><a href="../../x.csv">Siffrorna som CSV</a></p>'],
      ["hopp/", "<p>Inget att hoppa till.</p>", { target: "annat" }],
      ["rapporter/a/2020-t1/", '<p><a href="../../../indikatorer/x/">En indikator</a></p>']],
    files: { "x.csv": "2020,7\n" },
    finds: [/hopp\/index\.html: the skip link leads to #innehall, which is not the content/, /En indikator<\/a> has no focus indicator/,
      /Hoppa till innehållet<\/a> is covered/, /the keyboard reaches no glossary word/, /the start page tells of no target/, /x\.csv has no header/],
  },
  search: {
    pages: [["", searching("ordlista/"), { head: scripted("") }], glossary, ["sok/", finding.replaceAll("register", "ordlista"), { head: scripted("../") }],
      ["rapporter/a/2020-t1/", searching("../../../ordlista/"), { head: scripted("../../../") }]],
    files: { "redovisa.js": script, "sok.js": own("sok.js"), "sok-sida.js": careless, "sok.css": "", "fragor.json": questions(["indikatorer/x/"]), ...index((word) => word.slice(0, 4)) },
    finds: [/the stem of sjukfranvaro is sjuk in the index/, /gold queries are answered: only 50\.0 %/, /is not corrected/, /”Ekonomiskt bistånd” finds/, /”Ekonomiskt bistånd” misses/, /12,4 finds/,
      /one link each: \[\[2\]\]/, /nothing is marked/, /there is nothing to narrow by/, /there is no way to the register/, /within a report.*: the search asks for/,
      /there is no way out/, /nothing is suggested/, /nothing is said/, /results, dark: image-alt/, /it leads to .*ordlista/],
  },
  print: {
    pages: [start, ["rapporter/a/2020-t1/hela/", `${chapters}${table("split")}`], ["rapporter/b/2020-t1/hela/", `${chapters}${table("cut")}`]],
    finds: [/the row ”Rad \d+ börjar mitt Rad \d+ slutar” is not whole/, /something is wider than the paper/, /stands outside the margins/],
  },
};

/** Everything that a question finds on a site. */
async function ask(module, made, browser) {
  const folder = mkdtempSync(join(tmpdir(), "redovisa-selftest-"));
  write(folder, made);
  const site = new Site(folder);
  const server = await serve(site);
  const checks = new Recorded();
  try {
    await module.run({ site, server, browser, checks });
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return checks.checks.flatMap(({ what, problems }) => problems.map((problem) => `${what}: ${problem}`));
}

/** Lighthouse takes too long to be asked of more pages; that a low score counts as a fault can be seen without it. */
function askLighthouse({ shortfalls }) {
  const low = { score: 0.97, auditRefs: [] };
  const found = shortfalls({ categories: { accessibility: low, "best-practices": low, seo: low, performance: low }, audits: {} });
  return found.length === 4 ? [] : [`found ${found.length} of 4`];
}

export async function selftest({ modules, browser, checks }) {
  for (const [name, module] of modules) {
    if (name === "lighthouse") {
      checks.expect("self-test: lighthouse finds scores that are too low", askLighthouse(module));
      continue;
    }
    const { finds } = broken[name];
    const [found, needless] = await Promise.all([ask(module, broken[name], browser), ask(module, sound, browser)]);
    checks.expect(`self-test: ${name} finds the ${finds.length} faults of a broken site`,
      finds.filter((fault) => !found.some((problem) => fault.test(problem))).map((fault) => `not found: ${fault}; found: ${found.join(" | ").slice(0, 1000)}`));
    checks.expect(`self-test: ${name} finds no fault in a sound site`, needless);
    if (!misses[name]) continue;
    const missed = await ask(module, empty, browser);
    checks.expect(`self-test: ${name} is not content with nothing`, misses[name].filter((miss) => !missed.some((problem) => miss.test(problem))).map(String));
  }
}
