// Does every address lead somewhere? Links, pictures, style sheets and fragments of every page; canonical addresses and the sitemap.
import { parse } from "parse5";
import { attribute, elements } from "./pages.mjs";

const addressed = ["href", "src", "action", "formaction", "poster", "data", "xlink:href"];
const elsewhere = new Set(["http:", "https:", "mailto:", "tel:"]);

function* addresses(element) {
  for (const name of addressed) {
    const value = attribute(element, name);
    if (value !== undefined) yield value;
  }
  for (const candidate of (attribute(element, "srcset") ?? "").split(",")) {
    const [value] = candidate.trim().split(/\s+/);
    if (value) yield value;
  }
}

/** What the pages say of themselves: their ids, canonical address, and whether search engines may show them. */
function describe(all) {
  const ids = all.map((each) => attribute(each, "id")).filter((id) => id !== undefined);
  const meta = all.find((each) => each.tagName === "meta" && attribute(each, "name") === "robots");
  return {
    all,
    ids,
    known: new Set(ids),
    canonical: all.filter((each) => each.tagName === "link" && attribute(each, "rel") === "canonical").map((each) => attribute(each, "href")),
    hidden: /noindex/.test(meta ? attribute(meta, "content") : ""),
  };
}

/** Why an address on a page leads nowhere, or nothing when it leads somewhere. */
function fault(value, page, base, site, files, described) {
  const own = new URL(base + site.address(page), "http://site");
  let url;
  try {
    url = new URL(value, own);
  } catch {
    return "is no address";
  }
  // The portal's own address in full is a link within the site like any other.
  const inFull = url.href.startsWith(site.portal.href);
  if (!inFull && url.origin !== own.origin) return elsewhere.has(url.protocol) ? null : "is of a kind that a page should not have";
  const root = inFull ? site.portal.pathname : base;
  if (!url.pathname.startsWith(root)) return "leads out of the site";
  const name = decodeURIComponent(url.pathname.slice(root.length));
  const target = name === "" || name.endsWith("/") ? `${name}index.html` : name;
  if (!files.has(target)) return "leads to nothing";
  const fragment = decodeURIComponent(url.hash.slice(1));
  if (fragment && !described.get(target)?.known.has(fragment)) return "has a fragment that leads to nothing";
  return null;
}

export async function run({ site, checks }) {
  const files = new Set(site.files);
  const described = new Map(site.pages.map((page) => [page, describe(site.elements(page))]));

  const dead = [];
  const alike = [];
  const misnamed = [];
  for (const [page, { all, ids, canonical, hidden }] of described) {
    const base = site.isRooted(page) ? site.portal.pathname : "/portal/";
    for (const value of new Set(all.flatMap((each) => [...addresses(each)]))) {
      const why = fault(value, page, base, site, files, described);
      if (why) dead.push(`${page}: ${value} ${why}`);
    }
    for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) alike.push(`${page}: #${id}`);
    const address = site.portal.href + site.address(page);
    // A page that is shown in place of others, or kept from search engines, has no address to be known by; if it names one, it is its own.
    const needless = site.isRooted(page) || hidden;
    if (canonical.length > 1 || (canonical.length === 0 && !needless) || canonical.some((each) => each !== address)) {
      misnamed.push(`${page}: canonical ${canonical.join(", ") || "is missing"}, should be ${address}`);
    }
  }
  checks.expect(`every address and fragment on ${site.pages.length} pages resolves`, dead);
  checks.expect("no two ids of a page are alike", alike);
  checks.expect("every page's canonical address is its own", misnamed);

  const listed = files.has("sitemap.xml")
    ? elements(parse(site.read("sitemap.xml"))).filter((each) => each.tagName === "loc").map((each) => each.childNodes[0].value.trim())
    : [];
  const wanted = new Map(site.pages.filter((page) => !site.isRooted(page) && !described.get(page).hidden)
    .map((page) => [site.portal.href + site.address(page), page]));
  checks.expect("the sitemap names every page that search engines may show, once, and nothing else", [
    ...[...wanted].filter(([address]) => !listed.includes(address)).map(([, page]) => `${page} is not in it`),
    ...listed.filter((address) => !wanted.has(address)).map((address) => `${address} is in it`),
    ...listed.filter((address, at) => listed.indexOf(address) !== at).map((address) => `${address} is in it twice`),
  ]);
}
