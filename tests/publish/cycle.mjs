// Does a report go the whole way, on a copy of the example's content: proposal, decided, published, changed, corrected, rolled back?
// `node tests/publish/cycle.mjs REDOVISA [KEPT]` (the program, and where the corrected site is kept for the browser's questions). The day of the
// decision is made up, in the copy alone.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync, inflateRawSync } from "node:zlib";

const redovisa = resolve(process.argv[2]);
const project = join(dirname(fileURLToPath(import.meta.url)), "../..");
const work = mkdtempSync(join(tmpdir(), "redovisa-cykel-"));
const root = join(work, "portal");
const to = join(work, "webb");
const site = () => join(realpathSync(join(to, "current")), "site");

const report = "hagersten-liljeholmen/2020-t1";
const folder = join(root, "content/rapporter", report);
const page = join("rapporter", report, "index.html");

let passed = 0;
let failed = 0;

function ask(question, answer, told = "") {
  console.log(`${answer ? "ok" : "FAILED"} ${question}${answer ? "" : `\n${told}`}`);
  if (answer) passed += 1;
  else failed += 1;
}

function run(...args) {
  const { status, stdout, stderr } = spawnSync(redovisa, args, { encoding: "utf8", env: { ...process.env, USER: "provet" } });
  return { code: status, out: stdout, err: stderr, told: `${args.join(" ")}: ${status}\n${stdout.slice(0, 2000)}${stderr.slice(-4000)}` };
}

const publish = (...more) => run("publish", "--root", root, "--to", to, "--compress", ...more);

function change(path, old, now) {
  const file = join(folder, path);
  const text = readFileSync(file, "utf8");
  if (!text.includes(old)) throw new Error(`${path} has no ${old}`);
  writeFileSync(file, text.replace(old, now));
}

/** The parts of a ZIP, unpacked: an XLSX is one. */
function* parts(bytes) {
  for (let at = bytes.indexOf("PK\x03\x04", 0, "latin1"); at >= 0; at = bytes.indexOf("PK\x03\x04", at + 4, "latin1")) {
    const [size, name, extra] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26), bytes.readUInt16LE(at + 28)];
    const begin = at + 30 + name + extra;
    yield inflateRawSync(bytes.subarray(begin, begin + size)).toString();
  }
}

/** What every file of the target says, packed ones unpacked, with its path before it. */
function* said(below = to) {
  for (const entry of readdirSync(below, { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (entry.isDirectory()) yield* said(path);
    else if (entry.isFile()) {
      const bytes = readFileSync(path);
      if (path.endsWith(".gz")) yield [path, gunzipSync(bytes).toString()];
      else if (path.endsWith(".br")) yield [path, brotliDecompressSync(bytes).toString()];
      else if (path.endsWith(".xlsx")) for (const part of parts(bytes)) yield [path, part];
      else yield [path, bytes.toString()];
    }
  }
}

const live = (path) => readFileSync(join(site(), path), "utf8").replaceAll("\u{a0}", " ");

try {
  cpSync(join(project, "content"), join(root, "content"), { recursive: true });
  cpSync(join(project, "charts"), join(root, "charts"), { recursive: true });
  const portal = join(root, "content/portal.toml");
  writeFileSync(portal, readFileSync(portal, "utf8").replace('fran = "forslag"', ""));
  let job = publish();
  ask("by the default gate a portal of proposals and units' documents is published without them", job.code === 0, job.told);
  // What stands in this report alone: its address, its headline, its document, an activity.
  const traces = [report, "Budgeten väntas hålla", "Tertialrapport 1 för 2020", "pandemin stänger"];
  const leak = [...said()].find(([path, text]) => path.includes(report) || traces.some((trace) => text.includes(trace)));
  ask("nothing of the proposal is in any file, packed or not", !leak, leak?.[0]);
  job = publish();
  ask("a second job has nothing to do, and says 3", job.code === 3 && job.err.includes("ingenting nytt"), job.told);

  change("rapport.toml", 'lage = "forslag"', 'lage = "justerad"');
  change("rapport.toml", "[kalla]", '[beslut]\ndatum = 2020-06-11\nparagraf = "§ 5"\njusterad = 2020-06-18\n\n[kalla]');
  job = publish();
  ask("decided but not locked, it is refused", job.code === 1 && job.err.includes("saknat-fingeravtryck"), job.told);
  job = run("decide", "--root", root, report);
  ask("decide locks it", job.code === 0 && existsSync(join(folder, "beslutad.las")), job.told);
  job = publish("--dry-run");
  ask("a dry run says that the report would appear, and changes nothing",
    job.code === 0 && job.out.includes(`rapport tillkommer: ${report}`) && !existsSync(join(site(), page)), job.told);
  job = publish();
  ask("it is published", job.code === 0 && job.err.includes("1 rapport tillkommer") && existsSync(join(site(), page)), job.told);
  job = run("verify", "--root", root, site());
  ask("the published site is what the content builds", job.code === 0, job.told);

  const published = realpathSync(join(to, "current"));
  change("indikatorer.csv", "1,1 %;;;1,1 %;2,7 %;2,7 %", "1,1 %;;;1,1 %;2,6 %;2,7 %");
  job = publish();
  const block = job.err.split("[[rattelse]]")[1]?.split("\n").map((line) => line.trim()).filter((line) => /^\w+ = /.test(line)).slice(0, 6).join("\n") ?? "";
  ask("a changed figure is refused, with the correction to paste", job.code === 1 && block.includes('nytt = "2,6 %"'), job.told);
  ask("and what is live is as it was", realpathSync(join(to, "current")) === published);
  change("rapport.toml", 'lage = "justerad"', 'lage = "rattad"');
  const toml = join(folder, "rapport.toml");
  const filled = block.replace(/datum = .*/, "datum = 2020-09-01").replace(/skal = .*/, 'skal = "Prognosen var felskriven."');
  writeFileSync(toml, `${readFileSync(toml, "utf8").trimEnd()}\n\n[[rattelse]]\n${filled}\n`);
  job = publish();
  ask("corrected, it is published", job.code === 0 && job.err.includes("1 siffra ändrad"), job.told);
  const reason = "Prognosen var felskriven.";
  for (const path of [page, join("rapporter", report, "hela/index.html"), "rattelser/index.html", "feed.xml", "data/corrections.csv"]) {
    ask(`the trail is in ${path}`, live(path).includes(reason));
  }
  ask("the figure is marked where it stands", /rättad/i.test(live(join("rapporter", report, "indikatorer/index.html"))));
  const decided = live(join("rapporter", report, "beslutad/index.html"));
  const row = decided.slice(decided.indexOf("Andel barn som lever i familjer som har ekonomiskt bistånd")).split("</tr>")[0];
  ask("the version as decided has the figure as it was",
    decided.includes("Det här är rapporten som den beslutades") && row.includes("2,7 %") && !row.includes("2,6 %"), row);
  ask("the open data has the figure as it is", /,forecast,2\.6,/.test(live("data/observations.csv")));
  job = run("verify", "--root", root, site());
  ask("the corrected site is what the content builds", job.code === 0, job.told);
  if (process.argv[3]) cpSync(site(), process.argv[3], { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });

  const kept = readFileSync(toml, "utf8");
  writeFileSync(toml, kept.replace(reason, "En annan orsak."));
  job = publish();
  ask("a published correction that is rewritten is refused", job.code === 1 && job.err.includes("en rättelse som är publicerad"), job.told);
  writeFileSync(toml, kept);

  job = run("rollback", "--root", root, "--to", to);
  ask("a rollback shows the release before", job.code === 0 && realpathSync(join(to, "current")) === published, job.told);
  job = publish();
  ask("and the next job does not undo it", job.code === 3 && job.err.includes("återtagen"), job.told);
  job = publish("--again");
  ask("unless it is told to", job.code === 0, job.told);
  writeFileSync(join(site(), "om/index.html"), "annat");
  job = run("verify", "--root", root, site());
  ask("a file that somebody has changed is named", job.code === 1 && job.out.includes("skiljer sig: om/index.html"), job.told);
  const events = readFileSync(join(to, "ledger.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
  ask("the ledger tells all of it, and who", events.map((each) => each.event).join() === "publish,publish,publish,rollback,publish"
    && events.every((each) => each.who === "provet") && events[1].appeared.includes(report) && events[2].figures.length === 1, JSON.stringify(events, null, 1));
} finally {
  rmSync(work, { recursive: true, force: true });
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
