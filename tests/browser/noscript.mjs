// Does the page work without JavaScript? Each page kind, compared with itself with JavaScript: the same text, all that is folded open.
import { desktop, sweep, unfold } from "./browser.mjs";

async function content(tab, url) {
  await tab.show(url);
  await unfold(tab);
  return tab.evaluate(() => {
    const main = document.querySelector("main");
    // A button that sends no form does nothing by itself.
    const idle = [...document.querySelectorAll("button")].filter((button) => !button.form && button.checkVisibility()).length;
    // What the script adds it marks as added. Lines are broken in other places where it makes a heading a button.
    for (const added of document.querySelectorAll("[data-added]")) added.remove();
    return { headings: document.querySelectorAll("h1").length, text: main.innerText.replace(/\s/g, ""), idle };
  });
}

/** Where two texts part, with some letters of each. */
function parting(plain, scripted) {
  let at = 0;
  while (at < plain.length && plain[at] === scripted[at]) at += 1;
  const near = (text) => text.slice(Math.max(0, at - 20), at + 40);
  return `”${near(plain)}”, with JavaScript ”${near(scripted)}”`;
}

export async function run({ site, server, browser, checks }) {
  const scripted = new Map();
  await sweep(browser, desktop, site.kinds.values(), async (tab, page) => scripted.set(page, await content(tab, server.url(page))));
  await sweep(browser, { ...desktop, javaScriptEnabled: false }, site.kinds, async (tab, [kind, page]) => {
    const plain = await content(tab, server.url(page));
    const problems = [];
    if (plain.headings !== 1) problems.push(`${page}: ${plain.headings} h1`);
    if (plain.text.length <= 80) problems.push(`${page}: only ${plain.text.length} characters of text`);
    if (plain.text !== scripted.get(page).text) problems.push(`${page}: the text differs: ${parting(plain.text, scripted.get(page).text)}`);
    if (plain.idle > 0) problems.push(`${page}: ${plain.idle} buttons are shown that only work with JavaScript`);
    checks.expect(`${kind} is whole without JavaScript`, problems);
  });
}
