// The search on pages: the field that suggests while one types, and the page of results. `redovisa.js` loads it; words come from data attributes.

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter((child) => child !== null));
  return element;
};
const way = (parts) => parts.join(" › ");
// What the boxes or hidden fields of a form narrow a search to.
const chosenIn = (form) => {
  const chosen = {};
  for (const [name, value] of new FormData(form)) if (name !== "q") (chosen[name] ??= []).push(value);
  return chosen;
};

/** Makes a field an editable combobox: results to choose, and the search itself as the last. */
export function field(form, { search, root, say, tell }) {
  const words = form.dataset;
  const input = form.querySelector("input[type=search]");
  const list = make("ul", { id: "forslag", className: "suggested", role: "listbox", ariaLabel: words.suggestions, hidden: true });
  let [asked, active, options] = [0, -1, []];
  input.setAttribute("aria-controls", list.id);
  input.parentElement.append(list);
  const query = () => input.value.trim();
  const choose = (at) => {
    active = at;
    options.forEach(({ element }, of) => element.setAttribute("aria-selected", of === at));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[at].element.id);
    options[at].element.scrollIntoView({ block: "nearest" });
  };
  const show = (shown) => {
    list.hidden = !shown;
    input.ariaExpanded = `${shown}`;
    if (!shown) choose(-1);
  };
  const go = (href) => {
    show(false);
    if (href) location.href = href;
    else form.requestSubmit();
  };
  const option = (at, href, ...parts) => {
    const element = make("li", { id: `forslag-${at}`, role: "option", ariaSelected: "false" }, ...parts);
    element.addEventListener("click", () => go(href));
    return { element, href };
  };
  const suggest = async () => {
    const mine = asked += 1;
    const text = query();
    if (text.length < 2) return show(false);
    const filters = chosenIn(form);
    // Without suggestions Enter still leads to the page, which tells what is wrong.
    const { hits: all } = await search(text, { filters, typing: true, limit: 12 }).catch(() => ({ hits: [] }));
    if (mine !== asked || text !== query() || document.activeElement !== input) return;
    // One thing has a figure in every report: in the list it stands once, as what comes first.
    const titles = new Set();
    const hits = all.filter(({ title }) => !titles.has(title.toLowerCase()) && titles.add(title.toLowerCase())).slice(0, 6);
    options = hits.map((hit, at) => option(at, new URL(hit.href, root).href, make("span", { className: "what" }, hit.title), make("span", { className: "note" }, [hit.kind, way(hit.way.slice(0, 2))].filter(Boolean).join(" · "))));
    options.push(option(options.length, null, say(words.searchFor, { query: text })));
    if (Object.keys(filters).length) options.push(option(options.length, `${form.action}?${new URLSearchParams({ q: text })}`, words.everywhere));
    list.replaceChildren(...options.map(({ element }) => element));
    active = -1;
    choose(-1);
    show(true);
    tell(hits.length ? say(words.suggested, { number: hits.length }) : words.suggestedNone);
  };
  let soon;
  input.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(suggest, 80);
  });
  input.addEventListener("keydown", async (event) => {
    const { key } = event;
    // A key that belongs to a letter not yet whole chooses nothing.
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (list.hidden) await suggest();
      // Alt opens and chooses nothing. Beyond either end is the field itself.
      if (!list.hidden && !event.altKey) choose((active + 1 + step + options.length + 1) % (options.length + 1) - 1);
    } else if (key === "Escape") {
      // The next one empties the field, as in any search field.
      if (list.hidden) return;
      event.preventDefault();
      show(false);
    } else if (key === "Enter" && active >= 0) {
      event.preventDefault();
      go(options[active].href);
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(key)) choose(-1);
  });
  // A press on the list must not take the focus from the field.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  input.addEventListener("blur", () => show(false));
  form.addEventListener("submit", () => {
    clearTimeout(soon);
    asked += 1;
    show(false);
  });
  if (query()) suggest();
}

/** The page of results, told by its address alone: `?q=…&period=…`. */
export async function results(place, { search, label, excerpt, facets, root, say }) {
  const words = place.dataset;
  const form = document.querySelector("main form[role=search]");
  const input = form.querySelector("input");
  const help = place.querySelector("[data-help]");
  const status = place.querySelector("[role=status]");
  const size = 20;
  const wide = matchMedia("(min-width: 62rem)");
  const { title } = document;
  let asked = 0;
  // What a reader has unfolded stays so when the results change.
  const unfolded = new Map();
  const folds = (name, open, ...children) => {
    const element = make("details", { open: unfolded.get(name) ?? open }, ...children);
    element.addEventListener("toggle", () => unfolded.set(name, element.open));
    return element;
  };

  const read = () => {
    const query = new URLSearchParams(location.search);
    return { q: query.get("q")?.trim() ?? "", filters: Object.fromEntries(facets.map((name) => [name, query.getAll(name).filter(Boolean)]).filter(([, list]) => list.length)) };
  };
  const address = ({ q, filters }) => {
    const query = new URLSearchParams(q ? { q } : {});
    for (const [name, list] of Object.entries(filters)) list.forEach((value) => query.append(name, value));
    return `${location.pathname}?${query}`;
  };
  // Back comes to where one was: how far the list was shown stands in the history, not in the address.
  const keep = () => history.replaceState({ y: scrollY, shown: place.querySelectorAll(".results > li").length }, "");
  const visit = (state) => {
    keep();
    history.pushState(null, "", address(state));
    return show();
  };
  const link = (state, ...text) => {
    const element = make("a", { href: address(state) }, ...text);
    element.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      visit(state).then(() => status.focus());
    });
    return element;
  };
  const marked = (text, marks, room) => excerpt(text, marks, room).map(([piece, is]) => (is ? make("mark", {}, piece) : piece));
  const item = (hit, marks) => make("li", {},
    make("a", { href: new URL(hit.href, root).href }, hit.title), " ",
    make("span", { className: "note line" }, [hit.kind, way(hit.way)].filter(Boolean).join(" · ")),
    hit.value ? make("span", { className: "line" }, ...marked(hit.value, marks, Infinity)) : null,
    hit.text ? make("span", { className: "line piece" }, ...marked(hit.text, marks)) : null);

  const without = ({ q, filters }, name, value) => ({ q, filters: { ...filters, [name]: filters[name].filter((each) => each !== value) } });
  const chips = async (state) => {
    const chosen = Object.entries(state.filters).flatMap(([name, list]) => list.map((value) => ({ name, value })));
    if (!chosen.length) return null;
    const named = await Promise.all(chosen.map(async ({ name, value }) => make("li", {}, link(without(state, name, value),
      make("span", { className: "vh" }, `${words.away} `), await label(name, value), make("span", { ariaHidden: "true" }, " ×")))));
    return make("ul", { className: "periods chips" }, ...named, make("li", {}, link({ q: state.q, filters: {} }, words.everywhere)));
  };
  // A plan is the first of its year.
  const time = ({ value }) => value.replace("-vp", "-a");
  // Newest period first; of the rest those with most hits.
  const sorted = ({ name, values }) => values.toSorted((a, b) => (name === "period" ? (time(a) < time(b) ? 1 : -1) : b.count - a.count || a.text.localeCompare(b.text, "sv")));
  const facet = (state, each) => {
    const boxes = sorted(each).map(({ value, text, count, chosen }) => {
      const box = make("input", { type: "checkbox", name: each.name, value, checked: chosen });
      return { chosen, element: make("label", {}, box, ` ${text} `, make("span", { className: "note" }, `${count}`)) };
    });
    const first = boxes.filter(({ chosen }, at) => at < 8 || chosen).map(({ element }) => element);
    const rest = boxes.filter(({ chosen }, at) => at >= 8 && !chosen).map(({ element }) => element);
    return make("fieldset", {}, make("legend", {}, words[each.name]), ...first,
      rest.length ? folds(each.name, false, make("summary", {}, say(words.moreValues, { number: rest.length })), ...rest) : null);
  };
  const narrowing = (state, all) => {
    const chosen = make("form", { className: "facets" }, ...all.filter(({ values }) => values.length).map((each) => facet(state, each)));
    chosen.addEventListener("change", ({ target: { name, value } }) => {
      visit({ q: state.q, filters: chosenIn(chosen) })
        .then(() => ([...place.querySelectorAll(`.facets [name=${name}]`)].find((box) => box.value === value) ?? status).focus());
    });
    chosen.addEventListener("submit", (event) => event.preventDefault());
    return chosen;
  };

  let last;
  const show = async (kept) => {
    const mine = asked += 1;
    last = location.search;
    const state = read();
    const { q, filters } = state;
    input.value = q;
    form.querySelectorAll("[type=hidden]").forEach((each) => each.remove());
    for (const [name, list] of Object.entries(filters)) list.forEach((value) => form.append(make("input", { type: "hidden", name, value })));
    help.hidden = Boolean(q);
    document.title = q ? `${say(words.titled, { query: q })} – ${words.portal}` : title;
    const old = place.querySelector(".found");
    if (!q) {
      const above = await chips(state).catch(() => null);
      if (mine !== asked) return;
      old?.remove();
      status.textContent = "";
      if (above) status.after(make("div", { className: "found" }, above));
      return;
    }
    let [found, above, total] = [];
    const slow = setTimeout(() => { status.textContent = words.searching; }, 400);
    const limit = Math.max(size, kept?.shown ?? 0);
    try {
      found = await search(q, { filters, limit });
      above = await chips(state);
      clearTimeout(slow);
    } catch {
      clearTimeout(slow);
      if (mine !== asked) return;
      old?.remove();
      help.hidden = false;
      status.textContent = words.failed;
      return;
    }
    if (mine !== asked) return;
    const list = make("ol", { className: "list results" }, ...found.hits.map((hit) => item(hit, found.marks)));
    const more = make("button", { type: "button", hidden: true }, words.more);
    more.addEventListener("click", async () => {
      const shown = list.children.length;
      if (more.ariaDisabled) return;
      more.ariaDisabled = "true";
      const { hits } = await search(q, { filters, limit: size, offset: shown }).catch(() => ({ hits: [] }));
      if (!hits.length) status.textContent = words.failed;
      more.ariaDisabled = null;
      list.append(...hits.map((hit) => item(hit, found.marks)));
      more.hidden = list.children.length >= total;
      list.children[shown]?.querySelector("a").focus();
    });
    const about = found.meant
      ? make("p", { className: "meant" }, `${words.meant} `, link({ q: found.meant, filters }, found.meant), `? ${words.meantShown} `,
        link({ q: found.exact, filters }, say(words.exactly, { query: q })))
      : null;
    // Those that have all words come first.
    const partly = found.hits.every((hit) => hit.whole) ? null : make("p", { className: "note" }, found.hits[0].whole ? words.fewWhole : words.noWhole);
    const side = make("div", { className: "narrow" });
    const body = make("div", {}, above, about, partly, list, more);
    if (!found.hits.length) body.append(make("p", {}, Object.keys(filters).length ? words.noneNarrowed : words.noneAdvice));
    help.hidden = found.hits.length > 0;
    // In the order that is seen: beside the results they come after them.
    const all = make("div", { className: "found" }, ...(wide.matches ? [body, side] : [side, body]));
    all.dataset.added = "";
    if (old) old.replaceWith(all);
    else status.after(all);
    // The results are there; of a phrase it takes longer to tell how many they are. It is told once, in a line that keeps its place.
    status.textContent = "\u00a0";
    if (kept?.y) scrollTo(0, kept.y);
    total = await found.total().catch(() => null);
    if (mine !== asked) return;
    status.dataset.query = q;
    status.textContent = total === null ? words.failed
      : say(!total ? words.none : total === 1 ? words.hit : words.hits, { number: total.toLocaleString("sv"), query: (found.meant ?? q).replace(/["”“]/g, "") });
    more.hidden = list.children.length >= (total ?? 0);
    const counted = await found.facets().catch(() => null);
    if (mine !== asked || !counted || !(found.hits.length || Object.keys(filters).length)) return;
    side.append(folds("", wide.matches, make("summary", {}, words.narrow), narrowing(state, counted)));
    if (kept?.y) scrollTo(0, kept.y);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    visit({ q: input.value.trim(), filters: read().filters });
  });
  history.scrollRestoration = "manual";
  // A fragment of the page, such as the skip link's, is no other search.
  addEventListener("popstate", ({ state }) => (state || location.search !== last ? show(state) : null));
  addEventListener("pagehide", keep);
  let rest;
  addEventListener("scroll", () => {
    clearTimeout(rest);
    rest = setTimeout(keep, 300);
  }, { passive: true });
  await show(history.state);
}
