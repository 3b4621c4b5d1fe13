// Can the charts be read? On every page that has one, at three widths and in the dark: one of its two sizes is seen; its text is 12 px or
// more, whole, and apart from other text; marks stand out 3:1 from the paper.
import { phone, sweep } from "./browser.mjs";

const views = [
  { name: "320 px", viewport: phone.viewport, scheme: "light", contrasts: false },
  { name: "768 px", viewport: { width: 768, height: 900 }, scheme: "light", contrasts: false },
  { name: "1280 px", viewport: { width: 1280, height: 800 }, scheme: "light", contrasts: true },
  { name: "dark", viewport: { width: 1280, height: 800 }, scheme: "dark", contrasts: true },
];

/** Runs in the page. */
function faultsOfCharts(contrasts) {
  const faults = [];
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map(Number).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = luminance(getComputedStyle(document.body).backgroundColor);
  const contrast = (colour) => {
    const mark = luminance(colour);
    return (Math.max(mark, paper) + 0.05) / (Math.min(mark, paper) + 0.05);
  };
  const figures = document.querySelectorAll("figure.chart");
  for (const figure of figures) {
    const shown = [...figure.querySelectorAll(":scope > svg")].filter((svg) => svg.checkVisibility());
    if (shown.length !== 1) {
      faults.push(`${figure.id}: ${shown.length} sizes are shown`);
      continue;
    }
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
    if (!contrasts) continue;
    for (const mark of shown[0].querySelectorAll("circle, rect[data-v]:not(.x), path.l, path.o, path.t")) {
      const style = getComputedStyle(mark);
      // A ring is seen by its stroke; a bar parted from the next by a line of paper, by its fill.
      const seen = Math.max(...[style.stroke, style.fill].filter((colour) => /^rgb/.test(colour) && !/^rgba\(.*, 0\)$/.test(colour)).map(contrast));
      if (seen < 3) faults.push(`${figure.id}: a mark (${mark.getAttribute("class")}) has ${seen.toFixed(1)}:1`);
    }
  }
  return { faults, figures: figures.length };
}

export async function run({ site, server, browser, checks }) {
  const charted = site.pages.filter((page) => /class="c |<figure class="chart"/.test(site.read(page)));
  const faults = [];
  let seen = 0;
  await sweep(browser, phone, charted, async (tab, page) => {
    await tab.show(server.url(page));
    await tab.evaluate(() => document.fonts.ready);
    for (const { name, viewport, scheme, contrasts } of views) {
      await tab.setViewportSize(viewport);
      await tab.emulateMedia({ colorScheme: scheme });
      const found = await tab.evaluate(faultsOfCharts, contrasts);
      faults.push(...found.faults.map((fault) => `${page}, ${name}: ${fault}`));
      seen += found.figures;
    }
  });
  // Nothing to look at is no proof that it can be read.
  if (seen === 0) faults.push("no page has a chart");
  checks.expect(`the charts of ${charted.length} pages are whole, legible and apart at 320, 768 and 1280 px, light and dark`, faults.sort());
}
