// Does the built site hold in a real browser? `node run.mjs SITE` asks every question below of the folder SITE; `node run.mjs SITE axe print`
// asks only those, and with `--only=EXPRESSION` of those pages alone whose paths fit. First the questions are asked of pages with known faults: a check that cannot fail says nothing.
// The last line is `N passed, N failed`; the exit code is 1 when a check failed.
import { resolve } from "node:path";
import { launch } from "./browser.mjs";
import { Checks } from "./check.mjs";
import { Site } from "./pages.mjs";
import { selftest } from "./selftest.mjs";
import { serve } from "./serve.mjs";

// Lighthouse measures time, so nothing runs beside it.
const questions = ["links", "html", "axe", "reflow", "charts", "noscript", "script", "privacy", "journeys", "search", "print", "lighthouse"];

const [folder = "../../public", ...more] = process.argv.slice(2);
const only = more.find((each) => each.startsWith("--only="))?.slice("--only=".length);
const chosen = more.filter((each) => !each.startsWith("--only="));
const unknown = chosen.filter((name) => !questions.includes(name));
if (unknown.length > 0) {
  console.error(`no such question: ${unknown.join(", ")}; there are ${questions.join(", ")}`);
  process.exit(2);
}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(0)} s`;
const asked = chosen.length > 0 ? questions.filter((name) => chosen.includes(name)) : questions;
const modules = new Map(await Promise.all(asked.map(async (name) => [name, await import(`./${name}.mjs`)])));
// Playwright listens to this signal without ending the process; on exit both browsers are ended.
process.on("SIGTERM", () => process.exit(143));
const checks = new Checks();
const browser = await launch();

const before = performance.now();
// Some pages of another site are asked after the whole of one, which has asked the questions themselves.
if (!only) {
  await selftest({ modules, browser, checks });
  console.log(`-- self-test: ${seconds(before)}`);
}

const site = new Site(resolve(folder), only);
console.log(`-- ${site.pages.length} pages of ${site.kinds.size} kinds`);
const server = await serve(site);
for (const [name, { run }] of modules) {
  const start = performance.now();
  // A question that breaks down is a failure of its own, and the others are still asked.
  await run({ site, server, browser, checks }).catch((error) => checks.expect(`${name} can be asked to the end`, [String(error.stack)]));
  console.log(`-- ${name}: ${seconds(start)}`);
}
server.close();
await browser.close();

console.log(`${checks.passed} passed, ${checks.failed.length} failed`);
process.exit(checks.failed.length === 0 ? 0 : 1);
