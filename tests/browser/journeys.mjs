// Can a keyboard alone lead where people go? The skip link on each page kind, a citizen's way to the glossary and back, a journalist's way to
// the figures. The only other way to move is the address that a journey starts at. At each stop the focus can be seen.
import { readFileSync } from "node:fs";
import { desktop, newTab, sweep } from "./browser.mjs";
import { traces } from "./visits.mjs";

// More stops than any page has on its way; the keyboard comes round to the first stop long before.
const mostStops = 2000;

/** Runs in the page before the first key: how everything looks when it is not in focus. */
function rememberRest() {
  const looks = new WeakMap();
  for (const each of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")) {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(each);
    looks.set(each, { outline: `${outlineStyle} ${outlineWidth} ${outlineColor}`, boxShadow });
  }
  globalThis.atRest = looks;
}

/** Runs in the page: what has the focus, where it leads, and what keeps it from being seen. */
function stop() {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const faults = [];
  const boxes = [...focused.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
  const within = (box) => box.left >= -1 && box.right <= innerWidth + 1
    && ((box.top >= -1 && box.bottom <= innerHeight + 1) || (box.height > innerHeight && box.top < innerHeight && box.bottom > 0));
  if (boxes.length === 0 || !boxes.some(within)) faults.push("is not in view");
  for (const box of boxes.filter(within)) {
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (hit && !focused.contains(hit) && !hit.contains(focused)) faults.push(`is covered by <${hit.tagName.toLowerCase()} class="${hit.className}">`);
  }
  const style = getComputedStyle(focused);
  const rest = globalThis.atRest.get(focused);
  const clear = (colour) => /^rgba\(.*, 0\)$/.test(colour);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1 && !clear(style.outlineColor)
    && rest?.outline !== `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
  const shadowed = style.boxShadow !== "none" && style.boxShadow !== rest?.boxShadow;
  if (!outlined && !shadowed) faults.push("has no focus indicator");
  return {
    faults,
    href: focused.href ?? null,
    given: focused.getAttribute("href"),
    inMain: Boolean(focused.closest("main")),
    isWord: focused.matches("a.word"),
    html: focused.outerHTML.replace(/\s+/g, " ").slice(0, 120),
  };
}

/** One person at a keyboard. */
class Keyboard {
  faults = new Set();

  static async at(tab, url) {
    const keyboard = new Keyboard();
    keyboard.tab = tab;
    keyboard.devtools = await tab.context().newCDPSession(tab);
    await tab.show(url);
    await tab.evaluate(rememberRest);
    return keyboard;
  }

  async name() {
    const { result } = await this.devtools.send("Runtime.evaluate", { expression: "document.activeElement" });
    const { nodes } = await this.devtools.send("Accessibility.getPartialAXTree", { objectId: result.objectId, fetchRelatives: false });
    return nodes[0]?.name?.value?.trim() ?? "";
  }

  /** Presses a key and looks where the focus is then; nothing when it has left the page. */
  async press(key) {
    await this.tab.keyboard.press(key);
    const seen = await this.tab.evaluate(stop);
    if (!seen) return null;
    if ((await this.name()) === "") seen.faults.push("has no accessible name");
    for (const fault of seen.faults) this.faults.add(`${new URL(this.tab.url()).pathname}: ${seen.html} ${fault}`);
    return seen;
  }

  /** Tab by Tab to the first stop that is sought. */
  async seek(what, sought) {
    for (let step = 0; step < mostStops; step += 1) {
      const seen = await this.press("Tab");
      if (!seen) throw new Error(`${new URL(this.tab.url()).pathname}: the keyboard reaches no ${what}`);
      if (sought(seen)) return seen;
    }
    throw new Error(`${new URL(this.tab.url()).pathname}: no ${what} in ${mostStops} stops`);
  }

  /** The first stop is the skip link, and Enter on it leads past the navigation. */
  async skip() {
    const first = await this.press("Tab");
    if (!first?.given?.startsWith("#")) throw new Error(`the first stop is not the skip link but ${first?.html}`);
    await this.tab.keyboard.press("Enter");
    const inMain = await this.tab.evaluate(() => location.hash !== "" && Boolean(document.getElementById(location.hash.slice(1))?.matches("main")));
    if (!inMain) throw new Error(`the skip link leads to ${first.given}, which is not the content`);
    return first;
  }

  /** Enter on a link, until the page it leads to is there. */
  async follow() {
    const before = this.tab.url();
    await Promise.all([this.tab.waitForURL((url) => url.href !== before, { timeout: 10_000 }), this.tab.keyboard.press("Enter")]);
    await this.tab.evaluate(rememberRest);
  }

  /** What Alt and the left arrow do: that key is the browser window's, and Chromium without a window does not listen to it. */
  async back() {
    await this.tab.goBack({ timeout: 10_000 });
    await this.tab.evaluate(rememberRest);
  }
}

const toIndicator = ({ href, inMain }) => inMain && /\/indikatorer\/[^/]+\/$/.test(href ?? "");
const pathOf = (tab) => new URL(tab.url()).pathname;

async function citizen(keyboard, tab) {
  await keyboard.skip();
  await keyboard.seek("link to an indicator", toIndicator);
  await keyboard.follow();
  const indicator = pathOf(tab);
  await keyboard.skip();
  await keyboard.seek("glossary word", ({ isWord }) => isWord);
  await keyboard.follow();
  // A word may be explained at the bottom of its own page; from there a link leads on to the glossary.
  if (pathOf(tab) === indicator) {
    await keyboard.seek("link to the glossary", ({ href, inMain }) => inMain && /\/ordlista\/#/.test(href ?? ""));
    await keyboard.follow();
  }
  if (!/\/ordlista\/$/.test(pathOf(tab))) throw new Error(`the word leads to ${tab.url()}, not to the glossary`);
  const term = await tab.evaluate(() => {
    const target = document.querySelector(":target");
    const box = target?.getBoundingClientRect();
    return box && target.textContent.trim() !== "" && box.height > 0 && box.top >= -1 && box.top < innerHeight;
  });
  if (!term) throw new Error(`the term of ${tab.url()} is not in view`);
  // Back from the glossary, and once more when the word was explained on its own page.
  for (let step = 0; step < 2 && pathOf(tab) !== indicator; step += 1) await keyboard.back();
  if (pathOf(tab) !== indicator) throw new Error(`back leads to ${tab.url()}`);
}

async function journalist(keyboard, tab) {
  await keyboard.skip();
  await keyboard.seek("link to an indicator", toIndicator);
  await keyboard.follow();
  await keyboard.skip();
  const link = await keyboard.seek("link to a CSV file", ({ href }) => /\.csv$/.test(href ?? ""));
  const [download] = await Promise.all([tab.waitForEvent("download", { timeout: 10_000 }), tab.keyboard.press("Enter")]);
  const [header, ...lines] = readFileSync(await download.path(), "utf8").split(/\r?\n/).filter((line) => line !== "");
  if (!/^\ufeff?[^,;]*\p{L}[^,;]*([,;][^,;]+)+$/u.test(header ?? "") || lines.length === 0) throw new Error(`${link.href} has no header or no lines: ${header}`);
}

/** Somebody who has never been here, and wants to know which target was lowered most: the first of those that the start page calls lowered. */
async function stranger(keyboard, tab) {
  const began = Date.now();
  await keyboard.skip();
  const first = tab.locator("#sankta-krav ~ ol li").first();
  if ((await first.count()) === 0 || !/lättare att nå/.test(await first.innerText())) throw new Error("the start page tells of no target that is easier to reach");
  await keyboard.seek("comparison of a lowered target", ({ href, inMain }) => inMain && /\/jamfor\/[^/]+\/[^/]+\/[^/]+\/$/.test(href ?? ""));
  await keyboard.follow();
  const told = tab.locator("#flyttade-mal tbody tr").first();
  if (!/målet (höjdes|sänktes) från .* lättare att nå/.test(await told.innerText())) throw new Error(`the comparison begins with ”${await told.innerText()}”`);
  if (Date.now() - began > 60_000) throw new Error("it takes more than a minute");
}

async function travel(browser, url, journey) {
  const tab = await newTab(browser, desktop);
  const problems = [];
  const keyboard = await Keyboard.at(tab, url);
  try {
    await journey(keyboard, tab);
    problems.push(...await traces(tab));
  } catch (error) {
    problems.push(error.message.split("\n")[0]);
  }
  problems.push(...keyboard.faults, ...tab.problems);
  await tab.context().close();
  return problems;
}

export async function run({ site, server, browser, checks }) {
  await sweep(browser, desktop, site.kinds, async (tab, [kind, page]) => {
    const keyboard = await Keyboard.at(tab, server.url(page));
    const problems = await keyboard.skip().then(() => [], (error) => [`${page}: ${error.message}`]);
    checks.expect(`${kind}: the first stop of the keyboard is the skip link, and it leads to the content`, [...problems, ...keyboard.faults]);
  });
  checks.expect("a citizen's keyboard leads from the start to an indicator, a word's explanation, the glossary and back, in full view",
    await travel(browser, server.url("index.html"), citizen));
  checks.expect("a stranger's keyboard leads from the start to the target that was lowered most, within a minute",
    await travel(browser, server.url("index.html"), stranger));
  const report = site.pages.find((page) => /^rapporter\/[^/]+\/[^/]*-t\d\/index\.html$/.test(page));
  checks.expect(`a journalist's keyboard leads from a tertial report (${report}) to an indicator and its figures as CSV, in full view`,
    report ? await travel(browser, server.url(report), journalist) : ["the site has no tertial report"]);
}
