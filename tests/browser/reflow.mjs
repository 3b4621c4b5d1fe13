// Does the page fit a phone? No page of the site scrolls sideways at 320 px, as it comes or with all that is folded open.
import { phone } from "./browser.mjs";
import { visits } from "./visits.mjs";

export async function run({ checks, ...where }) {
  const found = await visits(where);
  checks.expect(`none of ${found.length} pages scrolls sideways at 320 px`,
    found.flatMap(({ page, folded, unfolded }) => [[folded, ""], [unfolded, ", unfolded"]]
      .filter(([width]) => width > phone.viewport.width).map(([width, how]) => `${page}${how}: ${width} px`)));
}
