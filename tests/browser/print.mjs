// Does a whole report print? As PDF on A4: its headings, every table whole, no navigation, and an outline.
import { newTab } from "./browser.mjs";

// pdf.js looks for a canvas to draw on as it is loaded, and says that there is none; only text is read here.
const { warn } = console;
console.warn = () => {};
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
console.warn = warn;

// A4 and the margins of a browser's print dialogue; the PDF counts in points, the page in pixels.
const sheet = { width: 210, height: 297 };
const margin = 10;
const pixels = (mm) => (mm / 25.4) * 96;
const points = (mm) => (mm / 25.4) * 72;

// Lines are broken in other places on paper than in the document: spaces, hyphens and joined letters (fi) say nothing of the words.
const bare = (text) => text.normalize("NFKC").replace(/[\s\u00ad\u2010\u2011-]/g, "");

/** Runs in the page, in print: what the paper should show. */
function wanted() {
  // A style sheet may put words before and after an element's own; what follows the slash is for screen readers.
  const added = (element, where) => {
    const { content, display } = getComputedStyle(element, where);
    if (display === "none" || content === "none" || content === "normal") return [];
    const seen = content.replace(/ \/ [^/]*$/, "").replace(/attr\(([\w-]+)\)/g, (_, name) => `"${element.getAttribute(name) ?? ""}"`);
    return [...seen.matchAll(/"([^"]*)"/g)].map(([, words]) => words);
  };
  // Words for screen readers alone are clipped away on paper.
  const painted = (element) => element.checkVisibility({ visibilityProperty: true }) && getComputedStyle(element).clipPath === "none";
  const pieces = (element) => (painted(element) ? [
    ...added(element, "::before"),
    ...[...element.childNodes].flatMap((child) => {
      if (child.nodeType === Node.TEXT_NODE) return [child.data];
      return child.nodeType === Node.ELEMENT_NODE ? pieces(child) : [];
    }),
    ...added(element, "::after"),
  ] : []);
  return {
    headings: [...document.querySelectorAll("main h2, main h3")].filter((each) => each.checkVisibility()).map((each) => ({
      level: each.tagName, text: pieces(each).join("") })),
    rows: [...document.querySelectorAll("main tr")].filter((each) => painted(each.parentElement)).map((each) => ({
      pieces: pieces(each), height: each.getBoundingClientRect().height })),
    menus: [...document.querySelectorAll("nav")].filter((each) => !each.closest("main")).map((each) => ({
      name: each.getAttribute("aria-label"), text: each.textContent, shown: each.checkVisibility() })),
    skip: document.querySelector("a[href^='#']").textContent,
    size: parseFloat(getComputedStyle(document.body).fontSize),
  };
}

async function readPdf(bytes) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const sheets = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    sheets.push({ items: items.filter((item) => item.str.trim() !== ""), text: bare(items.map((item) => item.str).join("")), width: page.view[2] });
  }
  const outline = [];
  const gather = (entries) => {
    for (const entry of entries ?? []) {
      outline.push(entry.title);
      gather(entry.items);
    }
  };
  gather(await pdf.getOutline());
  await pdf.destroy();
  return { sheets, outline };
}

/** Where the pieces of a row end on a sheet, when they stand there in order and close together; -1 when they do not. */
function findRow(text, from, pieces) {
  const length = pieces.join("").length;
  for (let start = text.indexOf(pieces[0], from); start !== -1; start = text.indexOf(pieces[0], start + 1)) {
    let at = start;
    for (const piece of pieces) {
      const found = text.indexOf(piece, at);
      at = found === -1 ? Infinity : found + piece.length;
    }
    // Nothing else stands between the pieces of a row.
    if (at - start <= length) return at;
  }
  return -1;
}

function rowFaults(rows, sheets) {
  const tall = pixels(sheet.height - 2 * margin) / 2;
  const faults = [];
  let at = { sheet: 0, offset: 0 };
  for (const { pieces, height } of rows) {
    const words = pieces.map(bare).filter((piece) => piece !== "");
    if (words.length === 0 || height > tall) continue;
    let found = null;
    for (let number = at.sheet; number < sheets.length && !found; number += 1) {
      const end = findRow(sheets[number].text, number === at.sheet ? at.offset : 0, words);
      if (end !== -1) found = { sheet: number, offset: end };
    }
    if (found) at = found;
    else faults.push(`the row ”${pieces.join(" ").replace(/\s+/g, " ").trim().slice(0, 80)}” is not whole on any sheet: it is split or cut`);
  }
  return faults;
}

/** Text beyond the margins is cut, or was meant to stand in a wider table; turned text is a chart's and stands inside its frame. */
function marginFaults(sheets) {
  const slack = 1;
  return sheets.flatMap(({ items, width }, number) => items.filter(({ transform }) => transform[1] === 0)
    .filter((item) => item.transform[4] < points(margin) - slack || item.transform[4] + item.width > width - points(margin) + slack)
    .map((item) => `sheet ${number + 1}: ”${item.str.slice(0, 60)}” stands outside the margins`));
}

/** A browser makes a page smaller when something on it is wider than the paper: most of the text should have the size it asks for. */
function sizeFaults(sheets, asked) {
  const sizes = new Map();
  for (const { str, height } of sheets.flatMap(({ items }) => items)) sizes.set(height, (sizes.get(height) ?? 0) + str.length);
  const [most] = [...sizes].sort(([, a], [, b]) => b - a)[0];
  const want = asked * 0.75;
  return most < want * 0.9 ? [`most of the text is ${most.toFixed(1)} points high and asks for ${want.toFixed(1)}: something is wider than the paper`] : [];
}

export async function run({ site, server, browser, checks }) {
  const viewport = { width: Math.floor(pixels(sheet.width - 2 * margin)), height: Math.floor(pixels(sheet.height - 2 * margin)) };
  const whole = site.pages.filter((name) => name.endsWith("/hela/index.html"));
  checks.expect("there are whole reports to print", whole.length > 0 ? [] : ["no page is a whole report"]);
  for (const page of whole) {
    const tab = await newTab(browser, { viewport });
    await tab.show(server.url(page));
    await tab.emulateMedia({ media: "print" });
    const { headings, rows, menus, skip, size } = await tab.evaluate(wanted);
    const edge = `${margin}mm`;
    const bytes = await tab.pdf({ format: "A4", tagged: true, outline: true, margin: { top: edge, right: edge, bottom: edge, left: edge } });
    await tab.context().close();
    const { sheets, outline } = await readPdf(bytes);
    const text = sheets.map((each) => each.text).join("");

    const lost = headings.filter((each) => !text.includes(bare(each.text))).map((each) => `”${each.text}” is not on paper`);
    const chapters = headings.filter((each) => each.level === "H2").length;
    if (chapters <= 3) lost.push(`only ${chapters} h2`);
    checks.expect(`${page} prints ${headings.length} headings on ${sheets.length} sheets`, lost);
    checks.expect(`${page} prints ${rows.length} rows of tables whole, inside the margins`,
      [...sizeFaults(sheets, size), ...marginFaults(sheets), ...rowFaults(rows, sheets)]);
    checks.expect(`${page} prints without navigation`, [
      ...menus.filter((menu) => menu.shown || text.includes(bare(menu.text))).map((menu) => `”${menu.name}” is on paper`),
      ...(text.includes(bare(skip)) ? [`”${skip}” is on paper`] : [])]);
    const titles = new Set(outline.map(bare));
    // Chromium leaves a heading that is the very first line of a sheet out of the outline, now and then: it stands on paper all the same.
    // The number of the sheet comes before it.
    const first = (heading) => sheets.some((each) => each.text.replace(/^\d+/, "").startsWith(bare(heading.text)));
    const left = headings.filter((each) => !titles.has(bare(each.text)));
    const few = left.filter(first).length <= Math.ceil(headings.length / 20);
    checks.expect(`${page} prints with an outline`, left.filter((each) => !few || !first(each)).map((each) => `”${each.text}” is not in it`));
  }
}
