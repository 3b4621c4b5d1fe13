// Does the built site hold in a real browser? `node run.mjs SITE` serves the folder SITE from a subfolder and looks at it.
//
// Every page: html-validate, internal links and fragments, no horizontal scroll at 320 px. Each page kind: axe-core in light, dark and
// at 320 px, no request that leaves the origin, no cookie or storage, nothing the strict content security policy forbids, JavaScript
// off, and a keyboard journey. The last line is `N passed, N failed`.
import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve, extname } from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { HtmlValidate } from "html-validate";

const site = resolve(process.argv[2] ?? "../../public");
const base = "/portal/"; // a subfolder: links must be relative
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".csv": "text/csv; charset=utf-8", ".woff2": "font/woff2",
  ".svg": "image/svg+xml", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".js": "text/javascript" };

let passed = 0;
const failures = [];
function expect(what, problems) {
  const list = Array.isArray(problems) ? problems : problems ? [problems] : [];
  if (list.length === 0) passed += 1;
  else { failures.push(what); console.log(`FAILED ${what}\n  ${list.slice(0, 8).join("\n  ")}`); }
}

function walk(folder, below = "") {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path, `${below}${name}/`) : [`${below}${name}`];
  });
}

const files = walk(site);
const pages = files.filter((name) => name.endsWith(".html"));
const address = (page) => page.replace(/index\.html$/, "");

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
  const name = path.startsWith(base) ? path.slice(base.length) : null;
  const file = name === null ? null : join(site, name.endsWith("/") || name === "" ? `${name}index.html` : name);
  if (!file || !existsSync(file) || statSync(file).isDirectory()) { response.writeHead(404); response.end(); return; }
  response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream", "content-security-policy": policy });
  response.end(readFileSync(file));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;

// One page of each kind: the path's shape, with identifiers left out. Some kinds have a page worth more than the first.
const kind = (page) => page.split("/").map((part, at, all) =>
  ["rapporter", "indikatorer", "organisationer", "mal", "data", "om", "ordlista", "hela", "aktiviteter"].includes(part) || at === all.length - 1 ? part : "*").join("/");
const kinds = new Map();
for (const page of pages) if (!kinds.has(kind(page)) || /2020-vb|sjukfranvaro\/|1-4/.test(page)) kinds.set(kind(page), page);
console.log(`${pages.length} pages of ${kinds.size} kinds`);

// Markup, links and fragments of every page.
const validator = new HtmlValidate({ extends: ["html-validate:recommended"], rules: {
  "long-title": "off", "no-trailing-whitespace": "off", "void-style": "off", "attribute-boolean-style": "off", "doctype-style": "off",
  "no-inline-style": "error",
  // Tables stack on a phone by CSS; without their roles spelt out, browsers then stop telling a screen reader that they are tables.
  "no-redundant-role": "off", "prefer-native-element": "error" } });
const ids = new Map(pages.map((page) => [page, new Set([...readFileSync(join(site, page), "utf8").matchAll(/\sid="([^"]+)"/g)].map((m) => m[1]))]));
const markup = [], links = [];
for (const page of pages) {
  const html = readFileSync(join(site, page), "utf8");
  const report = await validator.validateString(html, page);
  for (const message of report.results.flatMap((result) => result.messages)) markup.push(`${page}:${message.line} ${message.ruleId} ${message.message}`);
  for (const [, , value] of html.matchAll(/\s(href|src)="([^"]*)"/g)) {
    if (/^(https?:|mailto:)/.test(value)) continue;
    const url = new URL(value.replaceAll("&amp;", "&"), `http://x${base}${page}`);
    const name = decodeURIComponent(url.pathname.slice(base.length));
    const target = name === "" || name.endsWith("/") ? `${name}index.html` : name;
    if (!url.pathname.startsWith(base) || !existsSync(join(site, target))) links.push(`${page} → ${value}`);
    else if (url.hash && target.endsWith(".html") && !ids.get(target).has(decodeURIComponent(url.hash.slice(1)))) links.push(`${page} → ${value} (fragment)`);
  }
}
expect("every page passes html-validate", markup);
expect("every internal link and fragment resolves", links);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu",
  "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });

async function open(page, options) {
  const context = await browser.newContext({ locale: "sv-SE", bypassCSP: false, ...options });
  const tab = await context.newPage();
  const problems = [];
  tab.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  tab.on("pageerror", (error) => problems.push(String(error)));
  tab.on("request", (request) => request.url().startsWith(origin) || problems.push(`request to ${request.url()}`));
  await tab.goto(origin + base + address(page), { waitUntil: "load" });
  return { context, tab, problems };
}

for (const [shape, page] of kinds) {
  for (const [name, options] of [["light", { viewport: { width: 1280, height: 800 } }],
    ["dark", { viewport: { width: 1280, height: 800 }, colorScheme: "dark" }], ["320 px", { viewport: { width: 320, height: 640 } }]]) {
    const { context, tab, problems } = await open(page, options);
    const stored = await tab.evaluate(() => document.cookie.length + localStorage.length + sessionStorage.length);
    // axe is a test's tool: it is evaluated by the test, not loaded by the page, so the policy stays on.
    await tab.evaluate(axeSource);
    const { violations } = await tab.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    expect(`axe finds nothing on ${shape} (${page}), ${name}`, violations.map((v) => `${v.id}: ${v.help} ${v.nodes[0].html.slice(0, 160)}`));
    expect(`${shape}, ${name}: no console error, request elsewhere, cookie or storage`, stored ? [...problems, "storage is used"] : problems);
    await context.close();
  }
  const { context, tab } = await open(page, { javaScriptEnabled: false, viewport: { width: 1280, height: 800 } });
  expect(`${shape} has one h1 and text without JavaScript`, (await tab.locator("h1").count()) === 1 && (await tab.locator("main").innerText()).length > 80 ? [] : ["no h1 or too little text"]);
  await context.close();
}

// Reflow: nothing is wider than a phone.
const wide = [];
{
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const tab = await context.newPage();
  for (const page of pages) {
    await tab.goto(origin + base + address(page), { waitUntil: "load" });
    const width = await tab.evaluate(() => document.documentElement.scrollWidth);
    if (width > 320) wide.push(`${page}: ${width} px`);
  }
  await context.close();
}
expect("no page scrolls sideways at 320 px", wide);

// Charts: on every page that has one, at three widths and in both colours, one of its two sizes is seen; its text is 12 px or more, whole, and
// apart from other text; marks stand out 3:1 from the paper.
{
  const charted = pages.filter((page) => readFileSync(join(site, page), "utf8").includes('class="c '));
  const faults = [];
  for (const [name, options] of [["320 px", { viewport: { width: 320, height: 640 } }], ["768 px", { viewport: { width: 768, height: 900 } }],
    ["1280 px", { viewport: { width: 1280, height: 800 } }], ["dark", { viewport: { width: 1280, height: 800 }, colorScheme: "dark" }]]) {
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    for (const page of name === "dark" ? charted.slice(0, 3) : charted) {
      await tab.goto(origin + base + address(page), { waitUntil: "load" });
      await tab.evaluate(() => document.fonts.ready);
      const found = await tab.evaluate((contrasts) => {
        const faults = [];
        const luminance = (colour) => {
          const [r, g, b] = colour.match(/[\d.]+/g).map(Number).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const paper = luminance(getComputedStyle(document.body).backgroundColor);
        const contrast = (colour) => { const l = luminance(colour); return (Math.max(l, paper) + 0.05) / (Math.min(l, paper) + 0.05); };
        for (const figure of document.querySelectorAll("figure.chart")) {
          const shown = [...figure.querySelectorAll(":scope > svg")].filter((svg) => svg.checkVisibility());
          if (shown.length !== 1) { faults.push(`${figure.id}: ${shown.length} sizes are shown`); continue; }
          const frame = shown[0].getBoundingClientRect();
          const scale = frame.width / shown[0].viewBox.baseVal.width;
          const boxes = [...shown[0].querySelectorAll("text")].map((text) => {
            const size = parseFloat(getComputedStyle(text).fontSize) * scale;
            const box = text.getBoundingClientRect();
            // The line box is higher than the letters: from capitals to the base line.
            const trim = box.height * 0.24;
            return { words: text.textContent, size, left: box.left, right: box.right, top: box.top + trim, bottom: box.bottom - trim };
          });
          for (const [at, box] of boxes.entries()) {
            if (box.size < 11.95) faults.push(`${figure.id}: ”${box.words}” is ${box.size.toFixed(1)} px`);
            if (box.left < frame.left - 1.5 || box.right > frame.right + 1.5) faults.push(`${figure.id}: ”${box.words}” is cut`);
            for (const other of boxes.slice(0, at)) {
              const apart = box.right <= other.left + 0.5 || other.right <= box.left + 0.5 || box.bottom <= other.top || other.bottom <= box.top;
              if (!apart) faults.push(`${figure.id}: ”${box.words}” covers ”${other.words}”`);
            }
          }
          if (contrasts) {
            for (const mark of shown[0].querySelectorAll("circle, rect[data-v]:not(.x), path.l, path.o, path.t")) {
              const style = getComputedStyle(mark);
              // A ring is seen by its stroke; a bar parted from the next by a line of paper, by its fill.
              const seen = Math.max(...[style.stroke, style.fill].filter((colour) => colour.startsWith("rgb") && !colour.endsWith(", 0)")).map(contrast));
              if (seen < 3) faults.push(`${figure.id}: a mark (${mark.getAttribute("class")}) has ${seen.toFixed(1)}:1`);
            }
          }
        }
        return faults;
      }, name === "1280 px" || name === "dark");
      faults.push(...found.map((fault) => `${page}, ${name}: ${fault}`));
    }
    await context.close();
  }
  expect(`the charts of ${charted.length} pages are whole, legible and apart at 320, 768 and 1280 px, light and dark`, faults);
}

// A citizen with a keyboard alone: the skip link first, and from the start page to an indicator.
{
  const { context, tab } = await open("index.html", { viewport: { width: 1280, height: 800 } });
  await tab.keyboard.press("Tab");
  const first = await tab.evaluate(() => document.activeElement?.getAttribute("href"));
  await tab.keyboard.press("Enter");
  const reached = await tab.evaluate(() => location.hash);
  expect("the first stop of the keyboard is the skip link, and it works", first === reached && reached === "#innehall" ? [] : [`first ${first}, reached ${reached}`]);
  let arrived = false;
  for (let step = 0; step < 80 && !arrived; step += 1) {
    await tab.keyboard.press("Tab");
    arrived = await tab.evaluate(() => /indikatorer\/[^/]+\/$/.test(document.activeElement?.getAttribute("href") ?? ""));
  }
  if (arrived) await Promise.all([tab.waitForURL(/\/indikatorer\/[^/]+\/$/, { timeout: 10_000 }), tab.keyboard.press("Enter")]);
  expect("a keyboard leads from the start page to an indicator", arrived && /\/indikatorer\/[^/]+\/$/.test(tab.url()) ? [] : [tab.url()]);
  await context.close();
}

// Print: the whole report keeps its headings and leaves the navigation out.
for (const page of pages.filter((name) => name.endsWith("/hela/index.html"))) {
  const { context, tab } = await open(page, { viewport: { width: 800, height: 1100 } });
  await tab.emulateMedia({ media: "print" });
  const seen = await tab.evaluate(() => ({ nav: [...document.querySelectorAll("header nav")].some((nav) => nav.checkVisibility()),
    headings: [...document.querySelectorAll("main h2")].filter((h) => h.checkVisibility()).length }));
  const pdf = await tab.pdf({ format: "A4" });
  expect(`${page} prints with headings and without navigation`, !seen.nav && seen.headings > 3 && pdf.length > 10_000 ? [] : [JSON.stringify(seen)]);
  await context.close();
}

await browser.close();
server.close();
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
