// Lighthouse on the five main kinds, on its own terms: a phone on a slow line, simulated.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import lighthouse from "lighthouse";
import { throttling } from "lighthouse/core/config/constants.js";
import { executable, flags } from "./browser.mjs";

const wanted = { accessibility: 1, "best-practices": 1, seo: 1, performance: 0.98 };
// The machine is shared, and performance is measured in time; the other scores are the same each time.
const tries = 5;
// Lighthouse's phone is four times slower than a machine of this benchmark index, its own measure of processors. A machine that is slower itself
// is slowed by as much less, as Lighthouse's notes on throttling advise: so the phone is the same phone everywhere.
const usual = { slowdown: 4, index: 1500 };
const slowdownOf = (index) => Math.max(1, Math.min(usual.slowdown, usual.slowdown * index / usual.index));

const mainKinds = ["index.html", "rapporter/*/*/index.html", "indikatorer/*/index.html", "organisationer/*/index.html", "indikatorer/index.html"];

/** A Chromium of Lighthouse's own, as it wants to be the only one to steer it. */
async function start() {
  const profile = mkdtempSync(join(tmpdir(), "redovisa-lighthouse-"));
  const child = spawn(executable, ["--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`, ...flags, "about:blank"],
    { stdio: ["ignore", "ignore", "pipe"] });
  process.once("exit", () => child.kill());
  const port = await new Promise((done, fail) => {
    createInterface({ input: child.stderr }).on("line", (line) => {
      const found = /^DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(line);
      if (found) done(Number(found[1]));
    });
    child.on("exit", (code) => fail(new Error(`Chromium ended with ${code}`)));
  });
  return {
    port,
    stop: () => new Promise((done) => {
      child.on("exit", () => {
        try {
          // Chromium's helpers may outlive it for a moment and go on writing.
          rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
        } catch (error) {
          // A folder left in the system's temporary files says nothing of the site.
          console.log(`-- the profile of Lighthouse's browser could not be removed: ${error.code}`);
        }
        done();
      });
      child.kill();
    }),
  };
}

/** What falls short in one answer of Lighthouse, with the audits that cost. */
export function shortfalls({ categories, audits }) {
  return Object.entries(wanted).filter(([name, least]) => !(categories[name].score >= least)).map(([name, least]) => {
    const costly = categories[name].auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9)
      .map(({ id }) => `${id} ${audits[id].displayValue ?? audits[id].explanation ?? ""}`.trim());
    return `${name} ${Math.round(categories[name].score * 100)}, should be ${least * 100}: ${costly.join("; ")}`;
  });
}

export async function run({ site, server, checks }) {
  const own = await start();
  try {
    for (const kind of mainKinds) {
      const page = site.kinds.get(kind);
      let problems = ["the site has no such page"];
      let [performance, cpuSlowdownMultiplier] = [0, usual.slowdown];
      for (let turn = 0; page && turn < tries && problems.length > 0; turn += 1) {
        const { lhr } = await lighthouse(server.url(page), { port: own.port, output: "json", logLevel: "silent", onlyCategories: Object.keys(wanted),
          throttling: { ...throttling.mobileSlow4G, cpuSlowdownMultiplier } });
        problems = lhr.runtimeError ? [lhr.runtimeError.message] : shortfalls(lhr);
        performance = Math.round(lhr.categories.performance.score * 100);
        // Asked anew on the terms of this machine as it was just now.
        cpuSlowdownMultiplier = slowdownOf(lhr.environment.benchmarkIndex);
        if (problems.some((problem) => !problem.startsWith("performance"))) break;
      }
      checks.expect(`Lighthouse is content with ${kind} (${page}), performance ${performance}`, problems);
      console.log(`-- the phone was last to be ${cpuSlowdownMultiplier.toFixed(1)} times slower than this machine`);
    }
  } finally {
    await own.stop();
  }
}
