// Debian's Chromium by Playwright, and what every check of pages needs of it.
import { chromium } from "playwright-core";

export const executable = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

export const desktop = { viewport: { width: 1280, height: 800 } };
export const phone = { viewport: { width: 320, height: 640 } };
export const looks = new Map([["light", desktop], ["dark", { ...desktop, colorScheme: "dark" }], ["320 px", phone]]);

export function launch() {
  return chromium.launch({ executablePath: executable, args: flags });
}

/** A tab of its own context. `tab.problems` gathers console errors, exceptions, breaches of the policy and requests to elsewhere. */
export async function newTab(browser, options) {
  const context = await browser.newContext({ locale: "sv-SE", ...options });
  const tab = await context.newPage();
  const problems = [];
  // Chromium reports most breaches of the policy in the console by itself; the event reports them all, and by directive.
  if (options.javaScriptEnabled !== false) {
    await tab.addInitScript(() => addEventListener("securitypolicyviolation", (event) =>
      console.error(`the policy is violated: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)));
  }
  tab.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  tab.on("pageerror", (error) => problems.push(String(error)));
  tab.on("request", (request) => {
    const home = new URL(tab.asked).origin;
    if (new URL(request.url()).origin !== home) problems.push(`request to ${request.url()}`);
  });
  return Object.assign(tab, {
    problems,
    show: (url) => {
      tab.asked = url;
      return tab.goto(url, { waitUntil: "load" });
    },
  });
}

/** Unfolds all that is folded on a page, and tells how much it was. */
export function unfold(tab) {
  return tab.evaluate(() => {
    const folded = [...document.querySelectorAll("details:not([open])")];
    for (const details of folded) details.open = true;
    return folded.length;
  });
}

/** Does the work for each item, two at a time as the machine has two cores, each worker with a tab that it keeps. */
export async function sweep(browser, options, items, work) {
  const queue = [...items];
  await Promise.all([0, 1].map(async () => {
    const tab = await newTab(browser, options);
    while (queue.length > 0) await work(tab, queue.shift());
    await tab.context().close();
  }));
}
