// Does the search find what people look for, and can everybody use it? The gold queries typed into the page; stems and weights of the index;
// the suggestions by keyboard alone; the address that holds a search; what it does when it finds nothing, and when files cannot be fetched.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { engine, stem, words } from "../../static/sok.js";
import { desktop, looks, newTab, unfold } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const json = (file) => JSON.parse(readFileSync(file, "utf8"));
/** So many of a hundred gold queries must have a right answer among the first three. */
const wanted = 95;
/** What the first result of a search may weigh, as it is sent. */
const budget = 100 * 1024;

/** How long an answer may take; the self-test's sites are small, and their faults are waited for. */
let patience = 5000;

const field = (tab) => tab.locator("form[role=search] input[type=search]");
const status = (tab) => tab.locator("main [role=status]").innerText();
const shown = (tab) => tab.locator("main ol a").evaluateAll((links) => links.map((link) => link.href));

/** Waits until the page has answered what its address asks. */
async function answered(tab) {
  await tab.waitForFunction(() => {
    const query = new URLSearchParams(location.search).get("q");
    const told = document.querySelector("main [role=status]");
    return !query || (told.textContent !== "" && told.dataset.query === query);
  }, null, { timeout: 2 * patience }).catch(() => { throw new Error(`${tab.url()} gives no answer; ${tab.problems.join("; ")}`); });
}

async function ask(tab, server, query, more = "") {
  await tab.show(`${server.root}sok/?q=${encodeURIComponent(query)}${more}`);
  await answered(tab);
}

/** Questions with their right answers: the content's, or those that a site of the self-test brings. */
function gold(site) {
  if (site.files.includes("fragor.json")) return { own: json(join(site.folder, "fragor.json")) };
  const files = ["tune", "held"].map((half) => [half, new URL(`queries/${half}.json`, import.meta.url)]);
  return Object.fromEntries(files.map(([half, file]) => [half, json(file)]));
}

// A table of economy is found by its rows too, whose fragments begin with its own.
const answers = (address, right) => (right.endsWith("*") ? address.startsWith(right.slice(0, -1)) : address === right || address.startsWith(`${right}--`));

async function asksGold(tab, server, questions, half, checks) {
  await tab.show(`${server.root}sok/`);
  const misses = [];
  for (const { query, kind, expect } of questions) {
    await field(tab).fill(query);
    await field(tab).press("Enter");
    await answered(tab);
    const first = (await shown(tab)).slice(0, 3).map((href) => href.slice(server.root.length));
    if (!first.some((address) => expect.some((right) => answers(address, right)))) misses.push(`${kind}: ”${query}” leads to ${first.join(", ") || "nothing"}`);
  }
  const rate = 100 * (1 - misses.length / questions.length);
  // What the half that is kept apart misses is not told: the search must not be tuned on it.
  const told = half === "held" ? [] : misses;
  if (half !== "own") console.log(`-- ${half}: ${rate.toFixed(1)} % of ${questions.length} queries have a right answer among the first three\n${told.map((miss) => `   ${miss}`).join("\n")}`);
  checks.expect(`${half}: at least ${wanted} % of the gold queries are answered`, rate >= wanted ? [] : [`only ${rate.toFixed(1)} %`, ...told]);
}

/** The script's stems are the program's: every form in the index stands under its own. */
function stems(site) {
  const problems = [];
  let words = 0;
  for (const name of site.files.filter((file) => /^sok\/index\/words-\d+\.json$/.test(file))) {
    for (const [key, forms] of Object.entries(JSON.parse(site.read(name)).stems)) {
      for (const rest of Object.keys(forms).filter((each) => each !== "+")) {
        words += 1;
        if (stem(key + rest) !== key) problems.push(`the stem of ${key + rest} is ${key} in the index, and ${stem(key + rest)} in the script`);
      }
    }
  }
  return words === 0 ? ["the index has no words"] : problems;
}

/** What a box counts is what choosing it gives, also together with another. */
async function counts(site, queries) {
  const { search } = engine(async (name) => JSON.parse(site.read(`sok/index/${name}.json`)));
  const problems = [];
  let boxes = 0;
  for (const query of queries) {
    const first = await search(query, { limit: 1 });
    const [chosen] = (await first.facets()).filter(({ values }) => values.length > 1);
    for (const filters of [{}, chosen ? { [chosen.name]: [chosen.values[0].value] } : {}]) {
      for (const { name, values } of await (await search(query, { filters, limit: 1 })).facets()) {
        for (const { value, count } of values) {
          const total = await (await search(query, { filters: { ...filters, [name]: [value] }, limit: 1 })).total();
          boxes += 1;
          if (total !== count) problems.push(`”${query}”, ${JSON.stringify(filters)}: ${name} ${value} counts ${count} and gives ${total}`);
        }
      }
    }
  }
  return boxes === 0 ? ["there is nothing to count"] : problems;
}

/** A phrase is found wherever it stands, and told to be so many as there are, however few are asked for. */
async function phrased(site, phrase) {
  const { search } = engine(async (name) => JSON.parse(site.read(`sok/index/${name}.json`)));
  const spaced = (text) => ` ${words(text).map((each) => each.word).join(" ")} `;
  const found = new Set((await search(`”${phrase}”`, { limit: Infinity })).hits.map(({ id }) => id));
  const told = await (await search(`”${phrase}”`, { limit: 1 })).total();
  const missed = recordsOf(site).filter(([title, , , , value, text], id) => !found.has(id) && [title, value, text].some((part) => spaced(part).includes(spaced(phrase))));
  return [...missed.map(([title]) => `”${phrase}” misses ”${title}”`), ...(told === found.size ? [] : [`”${phrase}” is told to be ${told}, and is ${found.size}`])];
}

/** A site that is published anew while a search is open: the old root leads to new files, and is read again. */
async function renews(site, query) {
  let asked = 0;
  const { search } = engine(async (name, fresh) => {
    const data = JSON.parse(site.read(`sok/index/${name}.json`));
    asked += name === "root";
    return name === "root" && !fresh ? { ...data, v: "before" } : data;
  });
  const found = await search(query, { limit: 1 });
  return [...(await found.total() > 0 ? [] : ["nothing is found"]), ...(asked === 2 ? [] : [`the root is asked for ${asked} times`]),
    ...((await found.facets()).some(({ values }) => values.length > 0) ? [] : ["nothing is counted"])];
}

/** The list of suggestions, opened, walked and closed by keyboard alone. */
async function suggests(tab, url, query) {
  await tab.show(url);
  const problems = [];
  const input = field(tab);
  for (let stops = 0; !(await input.evaluate((element) => element === document.activeElement)); stops += 1) {
    if (stops > 60) return ["the keyboard does not reach the field"];
    await tab.keyboard.press("Tab");
  }
  await tab.keyboard.type(query);
  const list = tab.locator("[role=listbox]");
  if (!(await list.waitFor({ timeout: patience }).then(() => true, () => false))) return ["nothing is suggested"];
  const state = () => input.evaluate((element) => {
    const active = document.getElementById(element.getAttribute("aria-activedescendant"));
    return { role: element.role, expanded: element.ariaExpanded, controls: document.getElementById(element.getAttribute("aria-controls"))?.role,
      active: active ? [...active.parentElement.children].indexOf(active) : -1, selected: document.querySelectorAll("[role=option][aria-selected=true]").length,
      focused: element === document.activeElement };
  });
  const options = await list.locator("[role=option]").count();
  const steps = [["ArrowDown", 0], ["ArrowDown", 1], ["ArrowUp", 0], ["ArrowUp", -1], ["ArrowUp", options - 1], ["Home", -1], ["ArrowDown", 0], ["End", -1]];
  const open = await state();
  if (open.role !== "combobox" || open.expanded !== "true" || open.controls !== "listbox") problems.push(`the open field is ${JSON.stringify(open)}`);
  if (options < 2 || options > 8) problems.push(`${options} suggestions`);
  for (const [key, active] of steps) {
    await tab.keyboard.press(key);
    const now = await state();
    if (now.active !== active || now.selected !== (active < 0 ? 0 : 1) || !now.focused) problems.push(`after ${key} the suggestion ${now.active} is chosen, not ${active}`);
  }
  const told = await tab.locator("body > [role=status]").innerText();
  if (!/\S/.test(told)) problems.push(`”${told}” is read aloud when the list opens`);
  const small = await list.locator("[role=option]").evaluateAll((all) => all.filter((option) => option.getBoundingClientRect().height < 24).length);
  if (small > 0) problems.push(`${small} suggestions are too small to touch`);
  await tab.keyboard.press("Escape");
  if ((await state()).expanded !== "false" || (await input.inputValue()) !== query) problems.push("Escape does not close the list alone");
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("Tab");
  if ((await state()).expanded !== "false") problems.push("the list stays open when the focus has gone");
  await input.focus();
  await tab.keyboard.press("ArrowDown");
  await tab.waitForFunction(() => document.querySelector("[aria-activedescendant]"), null, { timeout: patience }).catch(() => problems.push("Down does not open the list again"));
  // The last suggestion is the search itself: it leads away from any page.
  await tab.keyboard.press("ArrowUp");
  await tab.keyboard.press("ArrowUp");
  const before = tab.url();
  await tab.keyboard.press("Enter");
  await tab.waitForURL((now) => now.href !== before, { timeout: patience }).catch(() => problems.push("Enter on a suggestion leads nowhere"));
  return problems;
}

async function violations(tab) {
  await tab.evaluate(axe);
  const found = await tab.evaluate(async (runOnly) => (await globalThis.axe.run(document, { runOnly, resultTypes: ["violations"] })).violations, tags);
  return found.map(({ id, help, nodes }) => `${id}: ${help} ${nodes[0].html.slice(0, 160)}`);
}

/** The address holds the search: what one narrows stands in it, Back takes it away, and the address alone brings it again. */
async function remembers(tab, server, query) {
  await ask(tab, server, query);
  await tab.locator(".facets input").first().waitFor({ state: "attached", timeout: patience }).catch(() => null);
  await unfold(tab);
  const problems = [];
  const box = tab.locator(".facets input[name=slag]").first();
  if ((await box.count()) === 0) return ["there is nothing to narrow by"];
  const [all, value] = [await status(tab), await box.getAttribute("value")];
  const count = Number((await box.locator("xpath=..").innerText()).match(/(\d+)\s*$/)?.[1]);
  const wait = (q) => tab.waitForURL((url) => url.searchParams.getAll("slag").join() === q);
  await box.focus();
  await tab.keyboard.press("Space");
  await wait(value);
  await tab.waitForFunction((before) => document.querySelector("main [role=status]").textContent !== before, all, { timeout: 2000 }).catch(() => null);
  const narrowed = await status(tab);
  if (Number(narrowed.match(/\d+/)?.[0]) !== count) problems.push(`a box that counts ${count} gives ”${narrowed}”`);
  await tab.waitForFunction(() => document.activeElement?.name === "slag", null, { timeout: patience }).catch(() => problems.push("the box that was changed loses the focus"));
  const address = tab.url();
  await tab.goBack();
  await wait("");
  await tab.waitForFunction((before) => document.querySelector("main [role=status]").textContent === before, all, { timeout: patience }).catch(() => problems.push("Back does not bring the former results"));
  await tab.show(address);
  await answered(tab);
  if ((await status(tab)) !== narrowed) problems.push("the address alone does not bring the same results");
  return problems;
}

/** Within a report the search is the report's, and one link makes it the portal's. */
async function narrows(tab, server, page, query) {
  await tab.show(server.url(page));
  const [, organisation, period] = page.split("/");
  await field(tab).fill(query);
  await field(tab).press("Enter");
  await tab.waitForURL(/\/sok\/\?/);
  await answered(tab);
  const problems = [];
  const asked = new URL(tab.url()).searchParams;
  if (asked.get("period") !== period || asked.get("organisation") !== organisation) problems.push(`the search asks for ${asked}`);
  const out = tab.locator(".chips a").last();
  if ((await out.count()) === 0) return [...problems, "there is no way out"];
  const before = await status(tab);
  await out.click();
  await tab.waitForURL((url) => !url.searchParams.has("period"));
  await answered(tab);
  await tab.waitForFunction(() => !document.querySelector(".chips"), null, { timeout: patience }).catch(() => problems.push("the way out leaves a limit"));
  if ((await status(tab)) === before) problems.push("the way out finds no more");
  return problems;
}

/** All records, in order. */
function recordsOf(site) {
  const { records, block } = JSON.parse(site.read("sok/index/root.json"));
  return Array.from({ length: Math.ceil(records / block) }, (_, k) => JSON.parse(site.read(`sok/index/records-${k}.json`)).records).flat();
}

/** A word of a title, long enough to be misspelt; two words that stand together; and a figure that is no number of a goal. */
function samples(site) {
  const blocks = site.files.filter((file) => /^sok\/index\/records-\d+\.json$/.test(file)).map((file) => JSON.parse(site.read(file)).records);
  const records = blocks.flat();
  const word = records.flatMap(([title]) => title.match(/^\p{L}{8,}$/u) ?? [])[0];
  const phrase = records.flatMap(([title]) => title.match(/\p{L}{5,} \p{L}{5,}/u) ?? [])[0];
  const figure = records.flatMap(([, , , , value]) => value.match(/\d{2,},\d+/) ?? [])[0];
  return { word: word?.toLowerCase(), phrase, figure };
}

export async function run({ site, server, browser, checks }) {
  patience = site.files.includes("fragor.json") ? 1500 : 5000;
  const has = site.files.includes("sok/index/root.json") && site.files.includes("sok/index.html");
  const hasField = /<form[^>]* role="search"/.test(site.read("index.html"));
  checks.expect("there is a field to search with", hasField ? [] : ["the front page has no search field"]);
  checks.expect("there is an index to search", has ? [] : ["the site has no index"]);
  if (!has || !hasField) return;

  checks.expect("the script's stems are the program's", stems(site));
  const scripts = site.files.filter((file) => /^static\/.*\.js$/.test(file)).map((file) => gzipSync(site.read(file), { level: 6 }).length);
  const sent = scripts.reduce((sum, bytes) => sum + bytes, 0);
  checks.expect("all scripts together are at most 15 KB as they are sent", sent <= 15 * 1024 ? [] : [`${sent} bytes`]);
  const { word, phrase, figure } = samples(site);
  checks.expect("what a box counts is what choosing it gives", await counts(site, [word, `${word} ${phrase}`, phrase, `”${phrase}”`, phrase.split(" ")[0]]));
  checks.expect("a site that is published anew is read anew", await renews(site, word));
  const tab = await newTab(browser, desktop);

  // One that has never been here: everything that leads to the first result.
  let bytes = 0;
  const devtools = await tab.context().newCDPSession(tab);
  await devtools.send("Network.enable");
  const index = new Set();
  devtools.on("Network.requestWillBeSent", ({ requestId, request }) => /sok\/index|static\/sok/.test(request.url) && index.add(requestId));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => { if (index.has(requestId)) bytes += encodedDataLength; });
  await ask(tab, server, word);
  checks.expect(`a first search takes at most ${budget / 1024} KB`, bytes > 0 && bytes <= budget ? [] : [`it took ${bytes} bytes`]);
  console.log(`-- a first search on this site took ${(bytes / 1024).toFixed(1)} KB with its script`);

  for (const [half, questions] of Object.entries(gold(site))) await asksGold(tab, server, questions, half, checks);

  const swapped = word.slice(0, 3) + word[4] + word[3] + word.slice(5);
  await ask(tab, server, swapped);
  const meant = tab.locator(".meant a");
  const misspelt = [];
  if ((await meant.count()) !== 2) misspelt.push(`”${swapped}” is not corrected`);
  else {
    if ((await meant.first().innerText()).toLowerCase() !== word) misspelt.push(`”${swapped}” becomes ”${await meant.first().innerText()}”`);
    if ((await shown(tab)).length === 0) misspelt.push("the results are not shown at once");
    await meant.last().click();
    await tab.waitForURL((url) => url.searchParams.get("q").includes("”"));
    await answered(tab);
    if ((await shown(tab)).length > 0) misspelt.push("there are results for what was written");
  }
  checks.expect("a misspelt word is corrected, and can be searched for as it is", misspelt);

  if (phrase) {
    await ask(tab, server, `”${phrase}”`);
    const [first] = await tab.locator("main ol li").allInnerTexts();
    const turned = phrase.split(" ").reverse().join(" ");
    await ask(tab, server, `"${turned}"`);
    const back = (await tab.locator("main ol li a").allInnerTexts()).filter((title) => title.includes(phrase) && !title.includes(turned));
    checks.expect("words in quotes are found together wherever they stand so", await phrased(site, phrase));
    checks.expect("words in quotes are found together, in their order", [
      ...(first?.includes(phrase) ? [] : [`”${phrase}” finds ”${first}”`]), ...back.map((title) => `”${turned}” finds ”${title}”`)]);
  }
  if (figure) {
    await ask(tab, server, figure);
    const lines = await tab.locator("main ol li").allInnerTexts();
    const dotted = await status(tab);
    await ask(tab, server, figure.replace(",", "."));
    checks.expect("a figure is found where it stands, with a comma or a stop", [
      ...(lines.slice(0, 3).some((line) => line.includes(figure)) ? [] : [`${figure} finds ”${lines[0]}”`]),
      ...(dotted.match(/\d+/)?.[0] === (await status(tab)).match(/\d+/)?.[0] ? [] : ["a stop finds something else"])]);
  }

  await ask(tab, server, word);
  const list = await tab.locator("main ol").evaluateAll((all) => all.map((each) => [...each.children].map((item) => item.querySelectorAll("a").length)));
  checks.expect("the results are one list, with one link each", list.length === 1 && list[0].every((links) => links === 1) ? [] : [JSON.stringify(list)]);
  const unmarked = await tab.locator("main ol mark").count();
  checks.expect("the words are marked where they stand", unmarked > 0 ? [] : ["nothing is marked"]);
  const more = tab.locator(".found button");
  if (await more.isVisible()) {
    const before = (await shown(tab)).length;
    await more.press("Enter");
    await tab.waitForFunction((count) => document.querySelectorAll("main ol a").length > count, before);
    const focused = await tab.evaluate(() => [...document.querySelectorAll("main ol a")].indexOf(document.activeElement));
    checks.expect("more results follow, and the focus goes to the first of them", focused === before ? [] : [`the focus is at ${focused}, not at ${before}`]);
  }
  checks.expect("the address holds the search", await remembers(tab, server, word));
  await ask(tab, server, "qqqqxxxx");
  const lost = await tab.locator("main a[href*=register]").count();
  checks.expect("who finds nothing is led on", (await shown(tab)).length === 0 && lost > 0 ? [] : ["there is no way to the register"]);

  const reports = site.pages.filter((page) => /^rapporter\/[^/]+\/[^/]+\/index\.html$/.test(page));
  if (reports.length > 0) checks.expect("within a report the search begins with the report", await narrows(tab, server, reports[0], word));
  for (const page of ["index.html", ...reports.slice(0, 1)]) {
    checks.expect(`${page}: the suggestions work by keyboard`, await suggests(tab, server.url(page), word.slice(0, 5)));
  }
  checks.expect("the search breaks no policy and throws nothing", tab.problems.splice(0));
  await tab.context().close();

  // Files that cannot be fetched are told of in words.
  const cut = await newTab(browser, desktop);
  await cut.route(/sok\/index\/words/, (route) => route.abort());
  await cut.show(`${server.root}sok/?q=${encodeURIComponent(word)}`);
  const told = await cut.waitForFunction(() => document.querySelector("main [role=status]").textContent === document.querySelector("[data-search-page]")?.dataset.failed,
    null, { timeout: patience }).then(() => true, () => false);
  checks.expect("a search that fails says so", told && (await cut.locator("main a[href*=register]:visible").count()) > 0 ? [] : ["nothing is said"]);
  await cut.context().close();

  for (const [look, options] of looks) {
    const seen = await newTab(browser, options);
    await ask(seen, server, word);
    await seen.locator(".facets input").first().waitFor({ state: "attached", timeout: patience }).catch(() => null);
    await unfold(seen);
    checks.expect(`axe finds nothing on results, ${look}`, await violations(seen));
    const box = seen.locator(".facets input").first();
    if ((await box.count()) > 0) {
      const before = await status(seen);
      await box.check();
      await seen.waitForFunction((old) => location.search.split("&").length > 1 && document.querySelector("main [role=status]").textContent !== old, before, { timeout: 2000 }).catch(() => null);
      await seen.waitForFunction(() => document.querySelector(".facets input:checked")?.checkVisibility(), null, { timeout: 3000 })
        .catch(() => checks.expect(`what was unfolded stays so, ${look}`, ["the boxes are folded away"]));
    }
    const wide = await seen.evaluate(() => document.documentElement.scrollWidth);
    checks.expect(`results do not scroll sideways, ${look}`, wide <= options.viewport.width ? [] : [`${wide} px`]);
    await seen.show(server.url(reports[0] ?? "index.html"));
    await field(seen).fill(word.slice(0, 5));
    await seen.locator("[role=option]").first().waitFor({ timeout: patience }).catch(() => null);
    await seen.keyboard.press("ArrowDown");
    checks.expect(`axe finds nothing on open suggestions, ${look}`, await violations(seen));
    await seen.context().close();
  }

  const plain = await newTab(browser, { ...desktop, javaScriptEnabled: false });
  await plain.show(server.url("index.html"));
  await field(plain).fill("forskola");
  await plain.keyboard.press("Enter");
  const led = await plain.waitForURL(/\/register\/\?q=forskola$/, { timeout: patience }).then(() => true, () => false);
  checks.expect("without JavaScript the field leads to the register", led ? [] : [`it leads to ${plain.url()}`]);
  await plain.context().close();
}
