// What a script adds to pages that are whole without it: tables that sort, lists that filter, text that copies itself.
// The words come from the page's locale, as data attributes of the script's own element. Nothing is stored or sent.
"use strict";
(() => {
  const words = document.currentScript.dataset;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const wide = matchMedia("(width > 48rem)");
  const say = (text, holes) => text.replace(/\{(\w+)\}/g, (whole, name) => holes[name] ?? whole);
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  // What a script adds to the text is marked: everything else is on the page without it.
  const add = (name, properties, ...children) => {
    const element = make(name, properties, ...children);
    element.dataset.added = "";
    return element;
  };
  // One quiet voice for the whole page: what a change did is read aloud.
  const voice = make("p", { className: "vh", role: "status" });
  document.body.append(voice);
  const tell = (text) => { voice.textContent = text; };

  // A cell's value: the key or the exact number that it has, else its words; nothing for a dash.
  const value = (cell) => {
    if (cell?.dataset.sortValue) return cell.dataset.sortValue;
    const data = cell?.querySelector("data[value]");
    if (data) return Number(data.value);
    const text = cell?.cloneNode(true);
    text?.querySelectorAll(".vh, .note, [aria-hidden]").forEach((part) => part.remove());
    // Decimals within words are no whole numbers: "minst 2,75" is less than "minst 2,8".
    return text?.textContent.trim().replace(/,(\d{1,6})(?!\d)/g, (_, decimals) => `,${decimals.padEnd(6, "0")}`) ?? "";
  };
  // Numbers come before words, and what is missing last, in either direction.
  const rank = (value) => (typeof value === "number" ? 0 : value === "" ? 2 : 1);
  const compare = (a, b, down) => {
    const order = rank(a) - rank(b);
    return order || (rank(a) === 0 ? a - b : collator.compare(a, b)) * (down ? -1 : 1);
  };

  // A table that stacks on a phone is laid out as blocks, and some browsers then forget that it is a table: say it again.
  const roles = { table: "table", tbody: "rowgroup", thead: "rowgroup", tr: "row", td: "cell", "th[scope=col]": "columnheader",
    "th[scope=row]": "rowheader" };
  for (const [part, role] of Object.entries(roles)) {
    const parts = part === "table" ? document.querySelectorAll(".stack") : document.querySelectorAll(`.stack ${part}`);
    parts.forEach((element) => element.setAttribute("role", role));
  }

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const names = heads.map((head) => head.textContent.trim());
    const original = [...body.rows];
    let [column, down] = [-1, false];
    const select = make("select", {}, new Option(words.sortNone, "-1"));
    heads.forEach((head, at) => {
      select.add(new Option(say(words.sortUp, { column: names[at] }), `${at}`));
      select.add(new Option(say(words.sortDown, { column: names[at] }), `${at}-`));
    });
    const picker = add("label", { className: "sorter" }, `${words.sort} `, select);
    const sort = (by, descending) => {
      [column, down] = [by, descending];
      const keys = new Map(original.map((row) => [row, value(row.cells[by])]));
      const rows = by < 0 ? original : original.toSorted((a, b) => compare(keys.get(a), keys.get(b), down));
      body.append(...rows);
      heads.forEach((head, at) => {
        if (at === column) head.ariaSort = down ? "descending" : "ascending";
        else head.removeAttribute("aria-sort");
      });
      select.value = column < 0 ? "-1" : `${column}${down ? "-" : ""}`;
      tell(select.selectedOptions[0].text);
    };
    select.addEventListener("change", () => sort(parseInt(select.value, 10), select.value.endsWith("-")));
    // A table that stacks on a phone has no headings to press: it gets the list instead.
    const shape = () => {
      heads.forEach((head, at) => {
        if (!wide.matches) return head.querySelector("button")?.replaceWith(names[at]);
        const button = make("button", { type: "button", className: "sort" }, names[at]);
        // Up, down, and back to the report's own order.
        button.addEventListener("click", () => (column !== at ? sort(at, false) : down ? sort(-1, false) : sort(at, true)));
        head.replaceChildren(button);
      });
      if (wide.matches) picker.remove();
      else table.before(picker);
    };
    wide.addEventListener("change", shape);
    shape();
  }

  // Letters compare without case and accents, so that "aldre" finds "äldre".
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  // A row that repeats the one above has its name, and may have its organisation, only there: what it leans on is shown with it.
  const lead = (row, shown) => {
    for (let at = row; at.querySelector(".repeated"); at = at.previousElementSibling) {
      const above = at.previousElementSibling;
      if (!above) return;
      const nameless = shown.has(at) && !at.querySelector(".of:not([aria-hidden])");
      if (nameless || !above.querySelector(".repeated")) shown.add(above);
    }
  };
  for (const root of document.querySelectorAll("[data-filter]")) {
    const rows = [...root.querySelectorAll(root.dataset.filter)];
    const texts = new Map(rows.map((row) => [row, fold(row.textContent)]));
    const groups = [...root.querySelectorAll("section")].filter((group) => rows.some((row) => group.contains(row)));
    const field = make("input", { type: "search", value: new URLSearchParams(location.search).get("q") ?? "" });
    const count = make("span", { className: "note" });
    const none = root.querySelector("[data-none]");
    none?.remove();
    none?.removeAttribute("hidden");
    const filter = () => {
      const wanted = fold(field.value).split(/\s+/).filter(Boolean);
      const shown = new Set(rows.filter((row) => wanted.every((word) => texts.get(row).includes(word))));
      for (const row of [...shown]) lead(row, shown);
      for (const row of rows) row.hidden = !shown.has(row);
      for (const group of groups) group.hidden = ![...shown].some((row) => group.contains(row));
      const text = wanted.length ? say(words.filtered, { shown: shown.size, all: rows.length }) : "";
      count.textContent = text;
      if (!none || shown.size) {
        none?.remove();
        return text;
      }
      field.closest("p").after(none);
      return `${text}. ${none.textContent}`;
    };
    field.addEventListener("input", () => tell(filter()));
    root.prepend(add("p", { className: "filter" }, make("label", {}, `${root.dataset.filterLabel} `, field), " ", count));
    filter();
  }

  // Two pickers beside a list of comparisons: what can be held against what is read from the links.
  for (const root of document.querySelectorAll("[data-compare-go]")) {
    const links = [...root.querySelectorAll("a[data-from]")];
    const [from, to] = ["", ""].map(() => make("select", { autocomplete: "off" }));
    const fill = (select, names) => select.replaceChildren(...[...new Set(names)].map((name) => new Option(name)));
    const chosen = () => links.filter((link) => link.dataset.from === from.value);
    const later = () => fill(to, chosen().map((link) => link.dataset.to));
    fill(from, links.map((link) => link.dataset.from));
    later();
    from.addEventListener("change", later);
    const { compareFrom, compareTo, compareGo } = root.dataset;
    const form = add("form", {}, make("label", {}, `${compareFrom} `, from), " ", make("label", {}, `${compareTo} `, to), " ", make("button", {}, compareGo));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.href = chosen().find((link) => link.dataset.to === to.value)?.href ?? location.href;
    });
    // A browser that comes back may have kept the first choice.
    addEventListener("pageshow", later);
    if (links.length > 2) root.querySelector(".pick").append(form);
  }

  for (const source of document.querySelectorAll("[data-copy]")) {
    const word = document.createTextNode(words.copyText);
    const button = add("button", { type: "button", className: "copy" }, word, make("span", { className: "vh" }, `: ${source.dataset.copy}`));
    let back;
    const answer = (text) => {
      tell(word.data = text);
      clearTimeout(back);
      // The button can be pressed again, and is then heard again.
      back = setTimeout(() => { tell(""); word.data = words.copyText; }, 5000);
    };
    // Over plain http there is no clipboard to write to, and that throws.
    button.addEventListener("click", () => new Promise((done) => done(navigator.clipboard.writeText(source.textContent.trim()))).then(
      () => answer(words.copied),
      () => { getSelection().selectAllChildren(source); answer(words.selected); }));
    source.after(button);
  }

  // The search is fetched when somebody turns to a field or comes to its page; without it a field leads to the register.
  const root = new URL(words.root ?? "./", document.baseURI);
  const forms = words.search ? document.querySelectorAll("form[role=search]") : [];
  const place = document.querySelector("[data-search-page]");
  let search;
  const start = () => search ??= Promise.all([words.search, words.searchParts].map((name) => import(new URL(name, document.baseURI))))
    .then(([{ facets, excerpt, engine }, page]) => {
      if (!place) document.head.append(make("link", { rel: "stylesheet", href: words.searchLook }));
      const load = async (name, fresh) => (await fetch(new URL(`sok/index/${name}.json`, root), fresh ? { cache: "reload" } : {})).json();
      const parts = { ...engine(load), facets, excerpt, root, say, tell };
      for (const form of forms) page.field(form, parts);
      if (place) return page.results(place, parts);
    }).catch(() => {
      // Whoever turns to the field again tries again.
      search = undefined;
      if (place) place.querySelector("[role=status]").textContent = place.dataset.failed;
    });
  for (const form of forms) {
    form.action = new URL("sok/", root);
    const input = form.elements.q;
    Object.assign(input, { role: "combobox", ariaExpanded: "false", ariaAutoComplete: "list" });
    input.addEventListener("focus", start);
    if (document.activeElement === input) start();
  }
  if (place && forms.length) start();

  // What is folded is printed too.
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
})();
