// One visit to every page of the site, on a phone: several questions are asked of it, and a visit takes time.
import { phone, sweep, unfold } from "./browser.mjs";
import { policy } from "./serve.mjs";

/** What the page has left in the browser, by name; it is cleared, so that the next page answers for itself. */
export async function traces(tab) {
  const cookies = await tab.context().cookies();
  if (cookies.length > 0) await tab.context().clearCookies();
  const kept = await tab.evaluate(async () => {
    const found = [];
    if (localStorage.length + sessionStorage.length > 0) found.push("storage is used");
    if ((await indexedDB.databases()).length > 0) found.push("a database is kept");
    if ((await caches.keys()).length > 0) found.push("a cache is kept");
    if ((await navigator.serviceWorker.getRegistrations()).length > 0) found.push("a service worker is installed");
    localStorage.clear();
    sessionStorage.clear();
    return found;
  });
  return [...cookies.map((each) => `the cookie ${each.name} is set`), ...kept];
}

/** Shows a page and tells what it did that a page should not: to the visitor's browser, to the policy, to other servers. */
export async function trespasses(tab, url) {
  const response = await tab.show(url);
  const headers = response.headers();
  const problems = [];
  if (headers["content-security-policy"] !== policy) problems.push("the policy is not served");
  if (headers["x-content-type-options"] !== "nosniff") problems.push("nosniff is not served");
  problems.push(...await traces(tab));
  return [...problems, ...tab.problems.splice(0)];
}

const made = new WeakMap();

async function visit(site, server, browser) {
  const found = [];
  await sweep(browser, phone, site.pages, async (tab, page) => {
    const problems = await trespasses(tab, server.url(page));
    const width = () => tab.evaluate(() => document.documentElement.scrollWidth);
    const folded = await width();
    await unfold(tab);
    found.push({ page, problems, folded, unfolded: await width() });
  });
  return found.sort((a, b) => (a.page < b.page ? -1 : 1));
}

/** The visits, made once for each server. */
export function visits({ site, server, browser }) {
  if (!made.has(server)) made.set(server, visit(site, server, browser));
  return made.get(server);
}
