// The built site on disk: its files, its pages, and one page of each kind.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "parse5";

// These are shown in place of whatever address was asked for, so their links cannot be relative: they start at the portal's own path.
const rootedNames = new Set(["404.html", "borttagen.html"]);

function walk(folder, below = "") {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path, `${below}${name}/`) : [`${below}${name}`];
  });
}

/** Every element of a parsed document, those in templates too. */
export function elements(node, found = []) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) found.push(child);
    elements(child, found);
  }
  return node.content ? elements(node.content, found) : found;
}

export function attribute(element, name) {
  return element.attrs.find((each) => each.name === name)?.value;
}

/** A page's kind is the shape of its address: names that the content gives are left out, folders that the program gives stay. */
function kindOf(page) {
  const parts = page.split("/");
  const given = (at) => at === 0 || at === parts.length - 1 || (parts[0] === "rapporter" && at === 3);
  return parts.map((part, at) => (given(at) ? part : "*")).join("/");
}

export class Site {
  constructor(folder, only = "") {
    this.folder = folder;
    this.files = walk(folder);
    this.pages = this.files.filter((name) => name.endsWith(".html") && new RegExp(only).test(name));
    // Of each kind the page with the most on it: what can go wrong goes wrong there first.
    this.kinds = new Map();
    for (const page of this.pages) {
      const kind = kindOf(page);
      const chosen = this.kinds.get(kind);
      if (!chosen || statSync(join(folder, page)).size > statSync(join(folder, chosen)).size) this.kinds.set(kind, page);
    }
    // The address the portal is published at, as its start page gives it.
    const canonical = this.elements("index.html").find((each) => attribute(each, "rel") === "canonical");
    this.portal = new URL(attribute(canonical, "href"));
  }

  read(file) {
    return readFileSync(join(this.folder, file), "utf8");
  }

  elements(page) {
    return elements(parse(this.read(page)));
  }

  /** The address of a page below the site's root: a folder's page is named by its folder. */
  address(page) {
    return page.replace(/(^|\/)index\.html$/, "$1");
  }

  isRooted(page) {
    return rootedNames.has(page);
  }
}
