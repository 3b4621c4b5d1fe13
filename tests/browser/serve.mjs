// The built site on loopback, as a careful web server would give it: strict headers, right types, compressed when asked.
import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

// A search field is a form, so forms may be sent to the site itself; nothing else is let in.
export const policy = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

const compressors = {
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes) => gzipSync(bytes),
};

// Every page is asked for several times in a run.
const compressed = new Map();

function compress(file, encoding) {
  const key = `${encoding} ${file}`;
  if (!compressed.has(key)) compressed.set(key, compressors[encoding](readFileSync(file)));
  return compressed.get(key);
}

function send(request, response, status, file) {
  const type = types[extname(file)] ?? "application/octet-stream";
  const headers = { "content-type": type, "x-content-type-options": "nosniff", "referrer-policy": "strict-origin-when-cross-origin", vary: "accept-encoding" };
  if (type.startsWith("text/html")) headers["content-security-policy"] = policy;
  // These names change with their content.
  if (/\.[0-9a-f]{10}\.\w+$/.test(file)) headers["cache-control"] = "public, max-age=31536000, immutable";
  let body = null;
  // Fonts and pictures are compressed already.
  if (/text|json|xml|javascript/.test(type)) {
    const accepted = (request.headers["accept-encoding"] ?? "").split(",").map((each) => each.split(";")[0].trim());
    const encoding = Object.keys(compressors).find((each) => accepted.includes(each));
    if (encoding) {
      headers["content-encoding"] = encoding;
      body = compress(file, encoding);
    }
  }
  response.writeHead(status, headers);
  response.end(body ?? readFileSync(file));
}

async function listen(folder, base) {
  const missing = join(folder, "404.html");
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const name = path.startsWith(base) ? path.slice(base.length) : null;
    const file = name === null ? null : join(folder, name.endsWith("/") || name === "" ? `${name}index.html` : name);
    if (file?.startsWith(folder) && existsSync(file) && statSync(file).isFile()) send(request, response, 200, file);
    else if (existsSync(missing)) send(request, response, 404, missing);
    else response.writeHead(404).end();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { root: `http://127.0.0.1:${server.address().port}${base}`, close: () => server.close() };
}

/**
 * Serves a site twice. In a subfolder, where a link that is not relative leads nowhere; and at the path of the portal's own address, where
 * the pages belong whose links start at that path (404.html and borttagen.html). Neither server answers for the other's links.
 */
export async function serve(site) {
  const below = await listen(site.folder, "/portal/");
  const home = await listen(site.folder, site.portal.pathname);
  return {
    root: below.root,
    home: home.root,
    url: (page) => (site.isRooted(page) ? home.root : below.root) + site.address(page),
    close: () => {
      below.close();
      home.close();
    },
  };
}
