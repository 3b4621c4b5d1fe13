// Can everybody use the page? axe-core on each page kind, in light, in dark and at 320 px; as it comes, and with all that is folded open.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { looks, sweep, unfold } from "./browser.mjs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Only what is wrong is told in full: on a long report the account of all that is right takes longer than the checking. */
async function violations(tab) {
  const found = await tab.evaluate(async (tags) =>
    (await globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] })).violations, runOnly);
  return found.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}) ${nodes[0].html.slice(0, 160)}`);
}

export async function run({ site, server, browser, checks }) {
  for (const [look, options] of looks) {
    await sweep(browser, options, site.kinds, async (tab, [kind, page]) => {
      await tab.show(server.url(page));
      // axe is a test's tool: it is evaluated by the test, not loaded by the page, so the policy stays on.
      await tab.evaluate(source);
      checks.expect(`axe finds nothing on ${kind} (${page}), ${look}`, await violations(tab));
      if ((await unfold(tab)) > 0) checks.expect(`axe finds nothing on ${kind} (${page}), ${look}, unfolded`, await violations(tab));
    });
  }
}
