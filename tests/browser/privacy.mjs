// Is the visitor left alone? No request elsewhere, no cookie, no storage, the strict policy served and never violated: every page of the
// site once, and each page kind in light, in dark and at 320 px.
import { looks, sweep } from "./browser.mjs";
import { trespasses, visits } from "./visits.mjs";

export async function run({ checks, ...where }) {
  const { site, server, browser } = where;
  const found = await visits(where);
  checks.expect(`${found.length} pages: no console error, breach of the policy, request elsewhere, cookie or storage`,
    found.flatMap(({ page, problems }) => problems.map((problem) => `${page}: ${problem}`)));

  for (const [look, options] of looks) {
    await sweep(browser, options, site.kinds, async (tab, [kind, page]) => {
      const problems = await trespasses(tab, server.url(page));
      checks.expect(`${kind}, ${look}: no console error, breach of the policy, request elsewhere, cookie or storage`,
        problems.map((problem) => `${page}: ${problem}`));
    });
  }
}
