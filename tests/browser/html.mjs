// Is the markup right? html-validate and the Nu checker on every page, the Nu checker on every picture of a chart too.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { HtmlValidate } from "html-validate";
import { grouped } from "./check.mjs";

const validator = new HtmlValidate({ extends: ["html-validate:recommended"], rules: {
  // Questions of taste, not of what a browser makes of the page.
  "long-title": "off", "no-trailing-whitespace": "off", "void-style": "off", "attribute-boolean-style": "off", "doctype-style": "off",
  "no-inline-style": "error",
  // Tables stack on a phone by CSS; without their roles spelt out, browsers then stop telling a screen reader that they are tables.
  "no-redundant-role": "off", "prefer-native-element": "error" } });

async function validated(site) {
  const faults = [];
  for (const page of site.pages) {
    const report = await validator.validateString(site.read(page), page);
    for (const message of report.results.flatMap((result) => result.messages)) {
      faults.push({ where: `${page}:${message.line}`, what: `${message.ruleId} ${message.message}` });
    }
  }
  return faults;
}

/**
 * One run of the Nu checker for all pages. Style sheets are left out: its CSS checker does not know `@container`, `container-type` and
 * `paint-order`, and names them as errors.
 */
function nu(site) {
  const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
  const files = site.files.filter((name) => /\.(html|svg)$/.test(name));
  const options = ["-Xss8m", "-jar", jar, "--errors-only", "--also-check-svg", "--format", "json", ...files];
  return new Promise((done, fail) => {
    // It answers on stderr, with exit code 1 when a page has errors.
    execFile("java", options, { cwd: site.folder, maxBuffer: 256 * 1024 * 1024 }, (error, _, answer) => {
      try {
        done(JSON.parse(answer).messages.map(({ url, lastLine, message }) =>
          ({ where: `${url ? relative(site.folder, fileURLToPath(url)) : "?"}:${lastLine}`, what: message })));
      } catch {
        fail(new Error(`the Nu checker did not answer: ${error} ${answer.slice(0, 500)}`));
      }
    });
  });
}

export async function run({ site, checks }) {
  const nuFaults = nu(site);
  checks.expect(`html-validate finds nothing on ${site.pages.length} pages`, grouped(await validated(site)));
  checks.expect(`the Nu checker finds no error on ${site.pages.length} pages and the charts' pictures`, grouped(await nuFaults));
}
