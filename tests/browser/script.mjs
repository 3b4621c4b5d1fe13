// Does the script do what it adds: do tables sort, do lists filter, does text copy itself, and is each change read aloud?
import { desktop, newTab, phone, sweep, unfold } from "./browser.mjs";

const marks = { sort: "<table[^>]* data-sortable", filter: " data-filter=", copy: " data-copy=", compare: " data-compare-go=" };

/** What a reader sees in a column, top to bottom; nothing for a dash. */
function column(table, at) {
  return table.evaluate((element, at) => [...element.tBodies[0].rows].map((row) => {
    const seen = [...row.cells[at].childNodes].filter((node) => !node.ariaHidden && !node.classList?.contains("vh") && !node.classList?.contains("note"));
    return seen.map((node) => node.textContent).join("").replace(/\s/g, " ").trim();
  }), at);
}

const months = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"];

/** What words mean to a reader, so that the script's own keys are not believed: times and numbers as numbers, other words as they are. */
function meaning(text) {
  const words = text.toLowerCase();
  const month = words.match(/^(\p{L}+)(?: (\d{4}))?$/u);
  if (month && months.includes(month[1])) return Number(month[2] ?? 0) * 100 + months.indexOf(month[1]);
  const time = words.match(/^(?:januari–(april|augusti) )?(\d{4})$/);
  if (time) return Number(time[2]) * 100 + (time[1] ? months.indexOf(time[1]) : 11);
  if (words.startsWith("oförändrat")) return 0;
  const number = words.match(/^([−-]?)(\d[\d ]*)(?:,(\d+))?(?![\d,])/);
  if (!number) return text;
  const less = number[1] !== "" || / (lägre|färre|mindre) än /.test(words);
  return (less ? -1 : 1) * Number(`${number[2].replace(/ /g, "")}.${number[3] ?? 0}`);
}

/** Whether what is read is in order: numbers, then words, and what is missing last, in either direction. */
function ordered(texts, down) {
  const rank = (value) => (value === "" ? 2 : typeof value === "number" ? 0 : 1);
  const values = texts.map(meaning);
  const compare = (a, b) => (rank(a) === 0 ? a - b : a.localeCompare(b, "sv", { numeric: true }));
  return values.every((value, at) => {
    const before = values[at - 1];
    if (at === 0 || rank(before) < rank(value)) return true;
    return rank(before) === rank(value) && (down ? compare(before, value) >= 0 : compare(before, value) <= 0);
  });
}

const dash = '<span aria-hidden="true">–</span><span class="vh">uppgift saknas</span>';
const data = (value, words) => `<data value="${value}">${words}</data>`;

// Cells as the program writes them (tests/pages.rs holds that it does), in an order that no column has.
const known = [
  ["Örnsberg", data("2.8", "2,8 %"), data("-0.5", "0,5 procentenheter lägre än VB 2019"), ["2020-12-31", "2020"], ["04", "April"], "minst 2,8"],
  ["Adolfsberg", data("2.75", "2,75 %"), data("-2.8", "2,8 procentenheter lägre än VB 2019"), ["2020-04-30", "januari–april 2020"], ["08", "Augusti"], "minst 2,75"],
  ["Zinken", data("10", "10 %"), data("2.75", "2,75 procentenheter högre än VB 2019"), ["2019-12-31", "2019"], ["03", "Mars"], data("10", "10 %")],
  ["Åkeshov", dash, "Går inte att jämföra", dash, ["02", "Februari"], dash],
  ["Älvsjö", data("-1", "−1 %"), data("2.8", "2,8 procentenheter högre än VB 2019"), ["2019-08-31", "januari–augusti 2019"], ["12", "December"], "Tas fram"],
];

// How somebody who can read would order them, by the first letter of the name: up, and down.
const orders = {
  Verksamhet: ["AZÅÄÖ", "ÖÄÅZA"],
  Utfall: ["ÄAÖZÅ", "ZÖAÄÅ"],
  Förändring: ["AÖZÄÅ", "ÄZÖAÅ"],
  Tid: ["ÄZAÖÅ", "ÖAZÄÅ"],
  Månad: ["ÅZÖAÄ", "ÄAÖZÅ"],
  Årsmål: ["ZAÖÄÅ", "ZÄÖAÅ"],
};

const cell = (value) => (Array.isArray(value) ? `<td data-sort-value="${value[0]}">${value[1]}</td>` : `<td>${value}</td>`);
const repeated = (of) => `<th scope="row" class="repeated"><span class="vh">Sjukfrånvaro</span>${of}</th>`;
const knownTables = `<table data-sortable id="kand"><thead><tr>${Object.keys(orders).map((name) => `<th scope="col">${name}</th>`).join("")}</tr></thead>
<tbody>${known.map(([name, ...cells]) => `<tr><th scope="row">${name}</th>${cells.map(cell).join("")}</tr>`).join("\n")}</tbody></table>
<div data-filter="tbody tr" data-filter-label="Filtrera:"><table><tbody>
<tr id="a"><th scope="row"><a href="./">Sjukfrånvaro</a></th><td>12 %</td></tr>
<tr id="b">${repeated('<span class="of">Axgården</span>')}<td>9 %</td></tr>
<tr id="c">${repeated('<span class="of" aria-hidden="true">en rad till</span><span class="note">Preliminärt</span>')}<td>8 %</td></tr>
<tr id="d">${repeated('<span class="of">Trekanten</span>')}<td>7 %</td></tr>
<tr id="e"><th scope="row"><a href="./">Feriejobb</a></th><td>360 st</td></tr>
</tbody></table></div>`;

// What a word shows: with a row that repeats an indicator the row that names it, and the row that names its organisation.
const shownBy = { axgarden: "a b", preliminart: "a b c", trekanten: "a d", feriejobb: "e", sjukfranvaro: "a b c d" };

/** The start page's frame and script round tables whose right order is written here. */
async function showKnown(tab, url) {
  await tab.route(url, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/(<main[^>]*>)[\s\S]*(<\/main>)/, (_, open, close) => `${open}<h1>Prov</h1>${knownTables}${close}`);
    await route.fulfill({ response, body });
  });
  await tab.show(url);
  await tab.unroute(url);
}

async function sortsAsKnown(tab) {
  const problems = [];
  for (const [at, [name, wanted]] of Object.entries(orders).entries()) {
    const button = tab.locator("#kand thead th").nth(at).locator("button");
    if ((await button.count()) !== 1) return [`${name}: the heading is no button`];
    for (const [way, order] of wanted.entries()) {
      await button.click();
      const got = (await column(tab.locator("#kand"), 0)).map((each) => each[0]).join("");
      if (got !== order) problems.push(`${name} ${way === 0 ? "up" : "down"} is ${got}, not ${order}`);
    }
  }
  return problems;
}

async function filtersAsKnown(tab) {
  const field = tab.locator("main input[type=search]");
  if ((await field.count()) !== 1) return ["there is no field"];
  const problems = [];
  for (const [word, wanted] of Object.entries(shownBy)) {
    await field.fill(word);
    const shown = (await tab.locator("[data-filter] tbody tr:visible").evaluateAll((rows) => rows.map((row) => row.id))).join(" ");
    if (shown !== wanted) problems.push(`”${word}” shows ${shown}, not ${wanted}`);
  }
  return problems;
}

/** The pickers hold each comparison of the list once, and lead where its link leads. */
async function compares(tab) {
  const links = await tab.locator("[data-compare-go] a[data-from]").evaluateAll((all) => all.map((link) => [link.dataset.from, link.dataset.to, link.href]));
  const [from, to] = [tab.locator(".pick select").nth(0), tab.locator(".pick select").nth(1)];
  if (links.length < 3) return (await from.count()) === 0 ? [] : ["there is hardly anything to pick"];
  if ((await to.count()) !== 1) return ["there are no two pickers"];
  const problems = [];
  const options = (select) => select.locator("option").allTextContents();
  if (!same(await options(from), [...new Set(links.map((link) => link[0]))])) problems.push("the first picker holds other names than the links");
  for (const name of new Set(links.map((link) => link[0]))) {
    await from.selectOption(name);
    const wanted = [...new Set(links.filter((link) => link[0] === name).map((link) => link[1]))];
    if (!same(await options(to), wanted)) problems.push(`from ”${name}” one can go to ${await options(to)}, not ${wanted}`);
  }
  const [first, second, href] = links.at(-1);
  await from.selectOption(first);
  await to.selectOption(second);
  await Promise.all([tab.waitForURL(href), to.press("Enter").then(() => tab.locator(".pick button").press("Enter"))]);
  return problems;
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

async function sorts(tab) {
  const problems = [];
  const table = tab.locator("table[data-sortable]:visible").first();
  if ((await table.count()) === 0) return problems;
  const heads = await table.locator("thead th").count();
  for (let at = 0; at < heads; at += 1) {
    const before = await column(table, at);
    const head = table.locator("thead th").nth(at);
    const button = head.locator("button");
    if ((await button.count()) !== 1) return ["a heading is no button"];
    for (const [state, down] of [["ascending", false], ["descending", true]]) {
      // By keyboard, as anybody can.
      await button.focus();
      await tab.keyboard.press("Enter");
      if ((await head.getAttribute("aria-sort")) !== state) problems.push(`column ${at}: aria-sort is not ${state}`);
      if (!ordered(await column(table, at), down)) problems.push(`column ${at}: the rows are not ${state}`);
      if ((await tab.locator("[role=status]").innerText()).trim() === "") problems.push(`column ${at}: nothing is read aloud`);
    }
    await button.press("Enter");
    if (!same(await column(table, at), before)) problems.push(`column ${at}: the third press does not give the report's own order back`);
  }
  return problems;
}

async function sortsOnPhone(tab) {
  const table = tab.locator("table[data-sortable]:visible").first();
  if ((await table.count()) === 0) return [];
  const problems = [];
  if ((await table.locator("thead button").count()) > 0) problems.push("a hidden heading can be reached");
  const select = tab.locator(".sorter select:visible").first();
  if ((await select.count()) === 0) return [...problems, "there is no list to sort by"];
  await select.selectOption({ index: 1 });
  if (!ordered(await column(table, 0), false)) problems.push("the rows are not sorted");
  const roles = await table.evaluate((element) => [element.role, element.rows[1].role, element.rows[1].cells[0].role].join(" "));
  if (roles !== "table row rowheader") problems.push(`the stacked table is no table any more: ${roles}`);
  return problems;
}

async function filters(tab) {
  const root = tab.locator("[data-filter]").first();
  const field = root.locator("input[type=search]");
  if ((await field.count()) !== 1) return ["there is no field"];
  const items = root.locator(await root.getAttribute("data-filter"));
  const all = await items.count();
  const word = (await items.nth(Math.floor(all / 2)).innerText()).split(/\s+/).find((each) => each.length > 4).toLowerCase();
  const plain = word.normalize("NFD").replace(/\p{M}/gu, "");
  await field.fill(plain);
  const shown = await items.filter({ visible: true }).allInnerTexts();
  const problems = [];
  if (shown.length === 0 || shown.length >= all) problems.push(`”${plain}” shows ${shown.length} of ${all}`);
  const told = await tab.locator("[role=status]").innerText();
  if (!told.includes(`${shown.length}`) || !told.includes(`${all}`)) problems.push(`”${told}” is read aloud for ${shown.length} of ${all}`);
  await field.fill("finnsinte");
  if ((await items.filter({ visible: true }).count()) > 0) problems.push("a word that is nowhere is found");
  if ((await root.locator("section:visible").count()) > 0) problems.push("a heading stands over nothing");
  await field.fill("");
  if ((await root.locator("[hidden]").count()) > 0) problems.push("an empty field hides something");
  return problems;
}

async function copies(tab) {
  await tab.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const source = tab.locator("[data-copy]:visible").first();
  const button = source.locator("xpath=following-sibling::button[1]");
  if ((await button.count()) !== 1) return ["there is no button"];
  // Somebody who speaks to the machine says what she sees: the name begins with it, and says what is copied.
  const names = () => button.evaluate((element) => {
    const seen = [...element.childNodes].filter((node) => !node.classList?.contains("vh")).map((node) => node.textContent).join("").trim();
    return { seen, name: element.ariaLabel ?? element.textContent.trim() };
  });
  const problems = [];
  const before = await names();
  await button.click();
  await tab.waitForFunction(() => document.querySelector("[role=status]").textContent !== "");
  const after = await names();
  if (after.seen === before.seen) problems.push("the button does not show that it has copied");
  for (const { seen, name } of [before, after]) {
    if (!name.startsWith(seen) || name === seen) problems.push(`the button shows ”${seen}” and is named ”${name}”`);
  }
  const [copied, wanted] = [await tab.evaluate(() => navigator.clipboard.readText()), (await source.evaluate((element) => element.textContent)).trim()];
  if (copied !== wanted) problems.push(`copied ”${copied}”, not ”${wanted}”`);
  await tab.waitForTimeout(6000);
  if (!same(await names(), before)) problems.push("the button does not get its first word back");
  if ((await tab.locator("[role=status]").textContent()) !== "") problems.push("the next copy would not be read aloud");
  return problems;
}

export async function run({ site, server, browser, checks }) {
  const tab = await newTab(browser, desktop);
  await showKnown(tab, server.url("index.html"));
  checks.expect("tables sort as is known to be right", await sortsAsKnown(tab));
  checks.expect("a filter shows what a row leans on", await filtersAsKnown(tab));
  await tab.context().close();
  const asks = { sort: sorts, filter: filters, copy: copies, compare: compares };
  for (const [name, ask] of Object.entries(asks)) {
    const pages = [...site.kinds].filter(([, page]) => new RegExp(marks[name]).test(site.read(page)));
    checks.expect(`there is something to ${name}`, pages.length > 0 ? [] : [`no page has anything to ${name}`]);
    const work = async (tab, [kind, page]) => {
      await tab.show(server.url(page));
      await unfold(tab);
      checks.expect(`${kind}: ${name} works`, await ask(tab));
    };
    // The machine has one clipboard: two tabs would read what the other has copied.
    if (name === "copy") for (const one of pages) await sweep(browser, desktop, [one], work);
    else await sweep(browser, desktop, pages, work);
  }
  const stacked = [...site.kinds].filter(([, page]) => new RegExp(marks.sort).test(site.read(page)));
  await sweep(browser, phone, stacked, async (tab, [kind, page]) => {
    await tab.show(server.url(page));
    await unfold(tab);
    checks.expect(`${kind}: sorting works on a phone`, await sortsOnPhone(tab));
  });
}
