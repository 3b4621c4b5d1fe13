// What does a search weigh? `node search-budget.mjs SITE [LIMIT]` asks the index of the folder SITE for words that it has itself, common and rare,
// and tells how many bytes of the index, and of the search's scripts, lead to the first twenty results: as they are, and as a server with gzip sends them. With LIMIT, in
// kilobytes, the exit code is 1 when a search weighs more.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { engine } from "../../static/sok.js";

const [folder, limit] = process.argv.slice(2);
const index = join(folder, "sok/index");
const weights = new Map();

/** An engine that has read nothing yet, and what it reads. */
function counted() {
  const read = new Map();
  const load = async (name) => {
    const bytes = readFileSync(join(index, `${name}.json`));
    if (!weights.has(name)) weights.set(name, { raw: bytes.length, sent: gzipSync(bytes, { level: 6 }).length });
    read.set(name, weights.get(name));
    return JSON.parse(bytes);
  };
  // The scripts come first.
  for (const name of readdirSync(join(folder, "static")).filter((each) => each.startsWith("sok"))) {
    const bytes = readFileSync(join(folder, "static", name));
    read.set(name, { raw: bytes.length, sent: gzipSync(bytes, { level: 6 }).length });
  }
  return { search: engine(load).search, read };
}

/** Words as they are written, by how many records have them. */
function known() {
  const shards = readdirSync(index).filter((name) => name.startsWith("spelling-"));
  return shards.flatMap((name) => JSON.parse(readFileSync(join(index, name))).words.match(/\S+ \d+/g) ?? [])
    .map((pair) => pair.split(" ")).sort((a, b) => b[1] - a[1]).map(([word]) => word);
}

/** A phrase that some record has: two words of a title. */
function phrases(count) {
  const shards = readdirSync(index).filter((name) => name.startsWith("records-"));
  const step = Math.max(1, Math.floor(shards.length / count));
  return shards.filter((_, at) => at % step === 0).slice(0, count)
    .flatMap((name) => JSON.parse(readFileSync(join(index, name))).records[0][0].match(/\p{L}{4,} \p{L}{4,}/u) ?? []).map((words) => `”${words}”`);
}

const all = known();
const some = (from, to, count) => Array.from({ length: count }, (_, at) => all[Math.floor(all.length * (from + (to - from) * at / count))]);
const swapped = (word) => word.slice(0, 2) + word[3] + word[2] + word.slice(4);
const long = all.filter((word) => word.length > 7);
const kinds = {
  common: all.slice(0, 12),
  middle: some(.02, .3, 12),
  rare: some(.5, 1, 12),
  "two words": all.slice(0, 12).map((word, at) => `${word} ${all[at * 7 + 20]}`),
  misspelt: Array.from({ length: 12 }, (_, at) => swapped(long[Math.floor(long.length * at / 12)])),
  phrase: phrases(12),
  narrowed: all.slice(0, 12),
  "narrowed phrase": phrases(12),
  "within a report": all.slice(0, 12),
  typing: all.filter((word) => word.length > 5).slice(0, 12).map((word) => word.slice(0, 4)),
};

// On a report's pages the search is narrowed to its period and its organisation from the beginning.
const { labels, groups } = JSON.parse(readFileSync(join(index, "facets-0.json")));
const [period, organisation] = groups.findLast(([periods, organisations]) => periods.length === 1 && organisations.length === 1)
  .slice(0, 2).map(([at], facet) => [labels[facet][at][0]]);
const narrowed = { narrowed: { period }, "narrowed phrase": { period }, "within a report": { period, organisation } };

let most = 0;
for (const [kind, queries] of Object.entries(kinds)) {
  const sums = [];
  for (const query of queries) {
    const { search, read } = counted();
    const start = performance.now();
    const filters = narrowed[kind] ?? {};
    await search(query, { limit: 20, typing: kind === "typing", filters });
    const took = performance.now() - start;
    const sum = (name) => [...read.values()].reduce((total, each) => total + each[name], 0);
    sums.push({ query, raw: sum("raw"), sent: sum("sent"), files: read.size, took });
  }
  if (!sums.length) continue;
  sums.sort((a, b) => a.sent - b.sent);
  const [middle, last] = [sums[sums.length >> 1], sums.at(-1)];
  most = Math.max(most, last.sent);
  const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
  console.log(`${kind}: median ${kb(middle.sent)} (${kb(middle.raw)} raw, ${middle.files} files), most ${kb(last.sent)} (${kb(last.raw)} raw, `
    + `${last.files} files, ${last.took.toFixed(0)} ms) for ${last.query}`);
}
console.log(`most of all: ${(most / 1024).toFixed(1)} KB`);
process.exit(limit && most > limit * 1024 ? 1 : 0);
