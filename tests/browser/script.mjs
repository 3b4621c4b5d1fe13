// Does the script do what it adds: do tables sort, do lists filter, does text copy itself, and is each change read aloud?
import { desktop, newTab, phone, sweep } from "./browser.mjs";

const marks = { sort: "<table[^>]* data-sortable", filter: " data-filter=", copy: " data-copy=" };

/** What stands in a column, top to bottom: exact numbers as numbers, a dash as nothing. */
function column(table, at) {
  return table.evaluate((element, at) => [...element.tBodies[0].rows].map((row) => {
    const cell = row.cells[at];
    const exact = cell.querySelector("data[value]");
    if (exact) return Number(exact.value);
    const text = [...cell.childNodes].filter((node) => !node.ariaHidden && !node.classList?.contains("vh") && !node.classList?.contains("note"));
    return text.map((node) => node.textContent).join("").trim();
  }), at);
}

const collator = new Intl.Collator("sv", { numeric: true });

/** Whether values are in order, what is missing last in either direction. */
function ordered(values, down) {
  const present = values.filter((value) => value !== "");
  if (values.slice(present.length).some((value) => value !== "")) return false;
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b));
  return present.every((value, at) => at === 0 || (down ? compare(present[at - 1], value) >= 0 : compare(present[at - 1], value) <= 0));
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
  await button.click();
  await tab.waitForFunction(() => document.querySelector("[role=status]").textContent !== "");
  const [copied, wanted] = [await tab.evaluate(() => navigator.clipboard.readText()), (await source.evaluate((element) => element.textContent)).trim()];
  return copied === wanted ? [] : [`copied ”${copied}”, not ”${wanted}”`];
}

export async function run({ site, server, browser, checks }) {
  const asks = { sort: sorts, filter: filters, copy: copies };
  for (const [name, ask] of Object.entries(asks)) {
    const pages = [...site.kinds].filter(([, page]) => new RegExp(marks[name]).test(site.read(page)));
    await sweep(browser, desktop, pages, async (tab, [kind, page]) => {
      await tab.show(server.url(page));
      for (const details of await tab.locator("details").all()) await details.evaluate((element) => { element.open = true; });
      checks.expect(`${kind}: ${name} works`, await ask(tab));
    });
  }
  const stacked = [...site.kinds].filter(([, page]) => new RegExp(marks.sort).test(site.read(page)));
  await sweep(browser, phone, stacked, async (tab, [kind, page]) => {
    await tab.show(server.url(page));
    for (const details of await tab.locator("details").all()) await details.evaluate((element) => { element.open = true; });
    checks.expect(`${kind}: sorting works on a phone`, await sortsOnPhone(tab));
  });
  if (/<form[^>]* role="search"/.test(site.read("index.html"))) await searches({ site, server, browser, checks });
}

/** The field of the front page leads to the register; with a script, to those of its lines that have the word. */
async function searches({ server, browser, checks }) {
  for (const [name, options] of [["with", desktop], ["without", { ...desktop, javaScriptEnabled: false }]]) {
    const tab = await newTab(browser, options);
    await tab.show(server.url("index.html"));
    await tab.locator("form[role=search] input[type=search]").fill("forskola");
    await tab.keyboard.press("Enter");
    await tab.waitForURL(/\/indikatorer\/\?q=forskola$/);
    const shown = await tab.locator("main li:visible a").count();
    const all = await tab.locator("main li a").count();
    const problems = shown > 0 && (name === "with" ? shown < all : shown === all) ? [] : [`${shown} of ${all} lines are shown`];
    checks.expect(`the search field leads to the register, ${name} JavaScript`, [...problems, ...tab.problems]);
    await tab.context().close();
  }
}
