// Does the page work without JavaScript? Each page kind, compared with itself with JavaScript.
import { desktop, sweep } from "./browser.mjs";

async function content(tab, url) {
  await tab.show(url);
  return {
    headings: await tab.locator("h1").count(),
    text: (await tab.locator("main").innerText()).length,
    rows: await tab.locator("tr").count(),
    // An element marked so does nothing by itself.
    idle: await tab.locator("[data-js]:visible").count(),
  };
}

export async function run({ site, server, browser, checks }) {
  const scripted = new Map();
  await sweep(browser, desktop, site.kinds.values(), async (tab, page) => scripted.set(page, await content(tab, server.url(page))));
  await sweep(browser, { ...desktop, javaScriptEnabled: false }, site.kinds, async (tab, [kind, page]) => {
    const plain = await content(tab, server.url(page));
    const problems = [];
    if (plain.headings !== 1) problems.push(`${page}: ${plain.headings} h1`);
    if (plain.text <= 80) problems.push(`${page}: only ${plain.text} characters of text`);
    if (plain.rows !== scripted.get(page).rows) problems.push(`${page}: ${plain.rows} rows of tables, with JavaScript ${scripted.get(page).rows}`);
    if (plain.idle > 0) problems.push(`${page}: ${plain.idle} elements are shown that only work with JavaScript`);
    checks.expect(`${kind} is whole without JavaScript`, problems);
  });
}
