// What must every web server answer that is set up with the generated configuration? The questions, for nginx and Caddy alike.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const policy = /^default-src 'none'; style-src 'self'; .*frame-ancestors 'none'$/;
const pictures = /^default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox$/;
const everywhere = {
  "strict-transport-security": /^max-age=63072000$/,
  "x-content-type-options": /^nosniff$/,
  "referrer-policy": /^strict-origin-when-cross-origin$/,
  "permissions-policy": /camera=\(\)/,
};
const closed = {
  ...everywhere,
  "content-security-policy": policy,
  "cross-origin-opener-policy": /^same-origin$/,
  "cross-origin-resource-policy": /^same-origin$/,
  "access-control-allow-origin": null,
};
const open = { ...everywhere, "cross-origin-resource-policy": /^cross-origin$/, "access-control-allow-origin": /^\*$/, "cross-origin-opener-policy": null };
const forever = /^public, max-age=31536000, immutable$/;
const brief = /^public, max-age=60, must-revalidate$/;
const never = /^no-cache$/;
const html = /^text\/html; charset=utf-8$/i;

class Checks {
  passed = 0;
  failed = 0;

  expect(what, problems) {
    if (problems.length === 0) this.passed += 1;
    else this.failed += 1;
    console.log(`${problems.length === 0 ? "ok" : "FAILED"} ${what}${problems.map((problem) => `\n  ${problem}`).join("")}`);
  }

  end() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}

function ask(port, path, { method = "GET", headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method, headers, agent: false }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }));
    });
    asked.on("error", reject);
    asked.end();
  });
}

/** What is not as wanted; a header that is `null` must not be there. */
function differs(answer, status, headers = {}, body) {
  const problems = answer.status === status ? [] : [`status ${answer.status}, not ${status}`];
  for (const [name, wanted] of Object.entries(headers)) {
    const found = answer.headers[name];
    if (wanted === null ? found !== undefined : !wanted.test(found ?? "")) problems.push(`${name}: ${found}, not ${wanted ?? "there"}`);
  }
  if (body && !body.equals(answer.body)) problems.push(`a body of ${answer.body.length} bytes, not the ${body.length} of the file`);
  return problems;
}

function files(folder, below = "") {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below + entry.name;
    return entry.isDirectory() ? files(folder, `${path}/`) : [path];
  });
}

/** `a/b/` as a reader may ask for it. */
const forms = (page) => [page, page.slice(0, -1), `${page}index.html`];

/**
 * The addresses that no longer are pages, each with where it leads or which file tells why: as the site itself lists them, in
 * `_redirects` and on the page of all that is gone, so that none can be forgotten in the server's configuration.
 */
function oldAddresses(site, base) {
  const lines = readFileSync(join(site, "_redirects"), "utf8").split("\n").filter(Boolean);
  const moved = new Map(lines.map((line) => line.split(" ").slice(0, 2)));
  const gone = [...readFileSync(join(site, "borttagen.html"), "utf8").matchAll(/<li><a href="([^"]+)">([^<]+)<\/a> <span class="note">/g)]
    .filter(([, href, text]) => href === base + text)
    .flatMap(([, href, text]) => forms(href).map((address) => ({ address, file: `${text}index.html` })))
    .filter(({ address }) => !moved.has(address));
  return [...[...moved].map(([address, to]) => ({ address, to })), ...gone];
}

/** With the reader's own query, unless the new address has one. */
function withQuery(to, query) {
  const [address, fragment] = to.split("#");
  return address + (address.includes("?") ? "" : `?${query}`) + (fragment === undefined ? "" : `#${fragment}`);
}

const types = {
  css: /^text\/css; charset=utf-8$/i,
  csv: /^text\/csv; charset=utf-8$/i,
  html,
  js: /^text\/javascript; charset=utf-8$/i,
  json: /^application\/json/,
  jsonld: /^application\/ld\+json/,
  png: /^image\/png$/,
  rdf: /^application\/rdf\+xml/,
  svg: /^image\/svg\+xml/,
  ttl: /^text\/turtle; charset=utf-8$/i,
  txt: /^text\/plain; charset=utf-8$/i,
  webmanifest: /^application\/manifest\+json/,
  woff2: /^font\/woff2$/,
  xlsx: /^application\/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet$/,
  xml: /^application\/(atom\+)?xml; charset=utf-8$/i,
  zip: /^application\/zip$/,
};

/** One file of every ending that the site has. */
async function askTypes({ checks, get, all }) {
  const seen = all.filter((path) => !/(^|\/)[._][^/]*$|\.(gz|br)$/.test(path));
  for (const ending of new Set(seen.map((path) => path.split(".").at(-1)))) {
    const path = seen.find((each) => each.endsWith(`.${ending}`));
    const wanted = types[ending];
    checks.expect(`the type of ${path}`, wanted ? differs(await get(path), 200, { "content-type": wanted, "x-content-type-options": /^nosniff$/ }) : ["a kind of file that nobody has told the server of"]);
  }
}

async function askFiles({ checks, site, get, all }) {
  const read = (path) => readFileSync(join(site, path));
  const first = (pattern) => all.find((path) => pattern.test(path));
  const kinds = [
    ["the front page", "", "index.html", { ...closed, "content-type": html, "cache-control": brief }],
    ["a page", "om/", "om/index.html", { ...closed, "content-type": html, "cache-control": brief }],
    ["a hashed stylesheet", first(/\.[0-9a-f]{10}\.css$/), null, { ...closed, "content-type": /^text\/css; charset=utf-8$/i, "cache-control": forever }],
    ["a hashed script", first(/\.[0-9a-f]{10}\.js$/), null, { ...closed, "content-type": /^text\/javascript; charset=utf-8$/i, "cache-control": forever }],
    ["a hashed font", first(/\.[0-9a-f]{10}\.woff2$/), null, { ...closed, "content-type": /^font\/woff2$/, "cache-control": forever }],
    ["a hashed drawing", first(/\.[0-9a-f]{10}\.svg$/), null, { ...open, "content-type": /^image\/svg\+xml/, "cache-control": forever, "content-security-policy": pictures }],
    ["a chart", first(/^diagram\/.*[^0-9a-f]\.svg$/) ?? first(/^diagram\/.*\.svg$/), null, { ...open, "content-type": /^image\/svg\+xml/, "cache-control": brief, "content-security-policy": pictures }],
    ["a data file", first(/^data\/.*\.csv$/), null, { ...open, "content-type": /^text\/csv; charset=utf-8$/i, "cache-control": brief, "content-security-policy": policy }],
    ["the map of the site", "sitemap.xml", null, { ...open, "content-type": /^application\/xml/, "cache-control": brief }],
  ];
  const optional = [
    ["a workbook", first(/\.xlsx$/), null, { ...open, "content-type": /spreadsheetml\.sheet$/, "cache-control": brief }],
    ["a file of the search's index", first(/^sok\/index\/.*\.json$/), null, { "content-type": /^application\/json/ }],
    ["a picture for sharing", first(/-[0-9a-f]{10}\.png$/), null, { ...open, "content-type": /^image\/png$/, "cache-control": forever }],
    ["a feed", first(/(^|\/)feed\.xml$/), null, { ...open, "content-type": /^application\/atom\+xml/, "cache-control": brief, "content-security-policy": policy }],
  ].filter(([, path]) => path);
  for (const [what, path, file, headers] of [...kinds, ...optional]) {
    if (path === undefined) checks.expect(`${what}: there is one`, ["no file of that kind in the site"]);
    else checks.expect(`${what} (${path})`, differs(await get(path), 200, headers, read(file ?? path)));
  }
}

async function askWays({ checks, site, get, base, all }) {
  const missing = readFileSync(join(site, "404.html"));
  const notThere = { ...closed, "content-type": html, "cache-control": never };
  const absent = ["finns-inte/", "finns-inte.0123456789.css", "data/finns-inte.csv", ".redovisa", "_headers", "_redirects", "@answer/index.html", "static/", ".git/config", "%2eredovisa",
    "om/..%2f.redovisa", "release.json"];
  for (const path of absent) checks.expect(`nothing at ${path}`, differs(await get(path), 404, notThere, missing));
  for (const path of ["../server/nginx.conf", "..%2frelease.json", "..%2f..%2fledger.jsonl", "%2e%2e/server/nginx.conf"]) {
    const answer = await get(path);
    // A server may know nothing of the address once it has resolved the dots, and then say nothing.
    const silent = answer.body.length === 0 || (answer.status >= 400 && answer.status < 500);
    checks.expect(`nothing outside the site at ${path} (${answer.status})`, silent ? [] : [`status ${answer.status}, ${answer.body.length} bytes`]);
  }
  const bare = await get("om?a=1");
  const to = bare.headers.location ?? "";
  checks.expect("an address without its slash leads to the one with it", [301, 308].includes(bare.status) && to === `${base}om/?a=1` ? [] : [`${bare.status} ${to}`]);
  if (base !== "/") {
    const root = await get("?a=1", { at: base.slice(0, -1) });
    checks.expect("the base without its slash leads to the portal", differs(root, 308, { location: new RegExp(`^${base}\\?a=1$`) }));
  }
  const head = await get("om/", { method: "HEAD" });
  checks.expect("HEAD has the headers and no body", [...differs(head, 200, closed), ...(head.body.length ? ["a body"] : [])]);
  const post = await get("om/", { method: "POST" });
  checks.expect("nothing is taken by POST", post.status === 405 ? [] : [`status ${post.status}`]);
  checks.expect("the server does not tell its version", /\d/.test(head.headers.server ?? "") ? [head.headers.server] : []);
  const etag = head.headers.etag;
  checks.expect("a page that has not changed is not sent again", differs(await get("om/", { headers: { "if-none-match": etag } }), 304, { "cache-control": brief }));

  const old = oldAddresses(site, base);
  for (const { address, to: target } of old.filter((each) => each.to)) {
    const answer = await get("?q=a%20b&x=1", { at: address });
    const [wanted, found] = [withQuery(target, "q=a%20b&x=1"), answer.headers.location];
    checks.expect(`308 at ${address}`, answer.status === 308 && found === wanted ? [] : [`${answer.status} ${found}, not ${wanted}`]);
    const plain = await get("", { at: address });
    checks.expect(`308 at ${address} without a query`, differs(plain, 308, everywhere).concat(plain.headers.location === target ? [] : [`to ${plain.headers.location}, not ${target}`]));
  }
  for (const { address, file } of old.filter((each) => each.file)) {
    checks.expect(`410 at ${address}, and why`, differs(await get("", { at: address }), 410, notThere, readFileSync(join(site, file))));
  }
  const page = all.includes("om/index.html.gz") ? "om/" : all.find((path) => path.endsWith("/index.html.gz"))?.replace("index.html.gz", "");
  const asked = { headers: { "accept-encoding": "gzip" } };
  if (page) {
    const packed = readFileSync(join(site, `${page}index.html.gz`));
    checks.expect(`the packed file is sent of ${page}`, differs(await get(page, asked), 200, { ...closed, "content-encoding": /^gzip$/, "content-type": html, vary: /accept-encoding/i }, packed));
  }
  const data = all.find((path) => /^data\/.*\.csv$/.test(path));
  checks.expect("a data file is packed for those who take it", differs(await get(data, asked), 200, { ...open, "content-encoding": /^gzip$/, vary: /accept-encoding/i }));
  checks.expect("and sent as it is to others", differs(await get(data), 200, { "content-encoding": null }));
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function awake(port, child) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    if (await ask(port, "/").then(() => true, () => false)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("the server does not answer");
}

/**
 * Starts a server for the target folder and asks it everything. `prepare` writes the server's own files into a temporary folder, and
 * says how to test them and how to start.
 */
export async function run(prepare) {
  const target = process.argv[2];
  const site = join(target ?? "", "current/site");
  if (!target || !existsSync(site)) {
    console.error("usage: node tests/servers/nginx.mjs TARGET (the folder that `redovisa publish --to` wrote)");
    process.exit(2);
  }
  const checks = new Checks();
  const folder = mkdtempSync(join(tmpdir(), "redovisa-server-"));
  const port = await freePort();
  let child;
  try {
    const { test, start } = prepare({ target, folder, port });
    execFileSync(test[0], test.slice(1), { stdio: ["ignore", "ignore", "pipe"] });
    child = spawn(start[0], start.slice(1), { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder } });
    await awake(port, child);
    const conf = readFileSync(join(target, "current/server/nginx.conf"), "utf8");
    const base = conf.match(/location \^~ "([^"]+)"/)[1];
    const get = (path, { at = base, ...options } = {}) => ask(port, at + path, options);
    const where = { checks, site, base, get, all: files(site).sort() };
    await askFiles(where);
    await askTypes(where);
    await askWays(where);
  } catch (error) {
    checks.expect("the server starts and answers", [String(error)]);
  } finally {
    if (child?.exitCode === null) {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill();
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  }
  checks.end();
}
