// The search: a query in, the best records out. Of the index (docs/search.md) it reads the few files that a query needs. It knows of no page.

/** The facets as they are named in addresses, in the order of the index. */
export const facets = ["period", "organisation", "slag", "mal", "amne"];

// What a word weighs, by impact, and as what it is found.
const values = [.25, 1, 1.5, 2.5, 4, 6, 7, 9];
const weigh = { joined: 1.4, exact: 1, stem: .9, alias: .8, prefix: .7, part: .5 };

const folded = new Map();
for (const [plain, letters] of Object.entries({ a: "åäàáâãæ", o: "öøòóôõ", e: "éèêë", u: "üùúû", i: "íìîï", c: "ç", n: "ñ", y: "ýÿ", 0: "⁰₀", 1: "¹₁", 2: "²₂", 3: "³₃", 4: "⁴₄",
  5: "₅", 6: "₆", 7: "₇", 8: "₈", 9: "₉" })) {
  for (const letter of letters) folded.set(letter, plain);
}
const fold = (word) => word.replace(/[^a-z0-9,]/g, (letter) => folded.get(letter) ?? letter);

// Letters and digits make words; a number in groups of three is one word, and so is one with decimals.
const shape = /(?<![\p{Alphabetic}\p{N}])(?:\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3}(?![\p{Alphabetic}\p{N}]))+|\d+(?![\p{Alphabetic}\p{N}]))(?:[.,]\d+)*|[\p{Alphabetic}\p{N}]+/gu;

/** The words of a text, folded, with where they stand: as the program cuts them (`at` counts stop words too). */
export function words(text, stop = new Set()) {
  return Array.from(text.matchAll(shape), ({ 0: found, index }, at) => {
    const lower = found.toLowerCase().replace(/[ \u00a0\u202f\u2009]/g, "").replaceAll(".", ",");
    return { word: fold(lower), at, stop: stop.has(lower), from: index, to: index + found.length };
  });
}

const endings = ("a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or s as arnas ernas ornas es ades andes "
  + "ens arens hetens erns at andet het ast").split(" ").sort((a, b) => b.length - a.length);

// Endings are taken only after the first consonant that follows a vowel, and after three letters.
const region = (word) => Math.max(3, (/[aeiouy][^aeiouy]/.exec(word)?.index ?? word.length) + 2);

/** Swedish Snowball, once. */
function snowball(word) {
  const start = region(word);
  const rest = () => word.slice(start);
  const ending = endings.find((each) => rest().endsWith(each));
  if (ending && (ending !== "s" || /[bcdfghjklmnoprtvy]s$/.test(word))) word = word.slice(0, -ending.length);
  if (/(?:dd|gd|nn|dt|gt|kt|tt)$/.test(rest())) word = word.slice(0, -1);
  if (rest().endsWith("fullt")) return word.slice(0, -1);
  return word.slice(0, word.length - (/(?:lig|ig|els)$/.exec(rest())?.[0].length ?? 0));
}

/** The stem of a folded word, as the program takes it (docs/search.md says why). */
export function stem(word) {
  if (/\d/.test(word)) return word;
  for (;;) {
    const kept = /^(.*and)(?:e[nt]s?|es?)$/.exec(word) ?? /^(.{0,3}ad)(?:ernas?|e[nrt]s?|[es])?$/.exec(word);
    if (kept) return kept[1];
    const cut = snowball(word);
    if (!/(?:et|an)$/.test(cut) || cut.length - 2 < region(cut)) return cut;
    word = cut.slice(0, -2);
  }
}

/** Numbers written in base 45, as `docs/search.md` tells. */
export function numbers(text) {
  const read = [];
  for (let at = 0, value = 0, scale = 1; at < text.length; at += 1) {
    let digit = text.charCodeAt(at) - 35;
    if (digit > 57) digit -= 1;
    if (digit < 45) {
      read.push(value + digit * scale);
      [value, scale] = [0, 1];
    } else {
      value += (digit - 45) * scale;
      scale *= 45;
    }
  }
  return read;
}

/** How many letters are wrong, missing, needless or swapped; what is more than `most` is told as more. */
export function distance(a, b, most) {
  // Most words differ in so many letters that nothing need be counted.
  if (Math.abs(a.length - b.length) > most || [...a].filter((letter) => !b.includes(letter)).length > most) return most + 1;
  let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

// A word may be called as what every object has.
const own = (object, name) => (Object.hasOwn(object, name) ? object[name] : undefined);

/** The search over the files that `load(name, fresh)` gives, each read once. */
export function engine(load) {
  const files = new Map();
  let root;
  let fresh = false;
  const read = (name) => {
    if (!files.has(name)) {
      const file = load(name, fresh);
      file.catch(() => files.delete(name));
      files.set(name, file);
    }
    return files.get(name);
  };
  // The site was published anew while it was open.
  const stale = new Error("stale");
  const file = async (name) => {
    const data = await read(name);
    if (data.v !== root.v) throw stale;
    return data;
  };
  const open = async () => {
    const data = await read("root");
    if (root === data) return;
    root = data;
    root.stops = new Set(root.stop.split(" "));
    root.plain = new Set([...root.stops].map(fold));
    const content = (text) => words(text, root.stops).filter((each) => !each.stop).map((each) => each.word);
    root.said = root.aliases.flatMap(([from]) => from.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => [word, 0]);
    root.meanings = root.aliases.map(([from, to]) => ({ from: content(from).map(stem), to: content(to) })).filter((each) => each.from.length && each.to.length);
  };
  const shard = (keys, word) => keys.findLastIndex((key) => key <= word);
  const stems = async (k) => (await file(`words-${k}`)).stems;
  const entry = async (key) => own(await stems(shard(root.words, key)), key);

  // A list is `[postings, weight]`.
  // Two words are seldom one for the sake of a short stem: "män", "månad".
  const as = (key, forms, word, weight) => Object.entries(forms).map(([rest, postings]) =>
    [postings, weight * (rest === "+" ? weigh.part : key + rest === word ? weigh.exact : key.length < 4 ? weigh.part : weigh.stem)]);
  const find = async (word, weight = 1) => {
    const key = stem(word);
    const forms = await entry(key);
    return forms ? as(key, forms, word, weight) : [];
  };
  // Words that begin so; some begin with the stem and go on in a form of it.
  const begin = async (word) => {
    const first = shard(root.words, word);
    const last = Math.min(shard(root.words, `${word}\uffff`), first + 2);
    const shards = await Promise.all(Array.from({ length: last - first + 1 }, (_, at) => stems(first + at)));
    return shards.flatMap((all) => Object.entries(all).flatMap(([key, forms]) => {
      const within = key.startsWith(word);
      if (!within && !(key.length > 2 && word.startsWith(key))) return [];
      return Object.entries(forms).filter(([rest]) => within || (rest !== "+" && (key + rest).startsWith(word)))
        .map(([rest, postings]) => [postings, weigh.prefix * (rest === "+" ? weigh.part : 1)]);
    }));
  };
  // Two known words written as one, the first as long as can be. Few are tried, and few files read for it.
  const split = async (word) => {
    // "agenda2030"
    const parts = /^([a-z]+)(\d+)$/.exec(word)?.slice(1);
    if (parts) return (await Promise.all(parts.map((each) => find(each)))).every((lists) => lists.length) ? parts : null;
    for (let at = word.length - 3, tries = 6, loads = 2; at > 2 && tries; at -= 1) {
      for (const first of new Set([word.slice(0, at), word.slice(0, at).replace(/s$/, "")])) {
        const name = `words-${shard(root.words, stem(first))}`;
        if (!files.has(name) && (loads -= 1) < 0) continue;
        if (!(await find(first)).length) continue;
        tries -= 1;
        if ((await find(word.slice(at))).length) return [first, word.slice(at)];
      }
    }
    return null;
  };
  // The words that one may have meant: those that end with it (a part that stands nowhere alone), else the nearest one.
  const spelling = async (word) => {
    const most = word.length < 6 ? 1 : 2;
    const [all, home, key] = [root.spelling, shard(root.spelling, word), stem(word)];
    const near = all.map((_, k) => k).sort((a, b) => Math.abs(a - home) - Math.abs(b - home));
    const initial = (k) => k === home || all[k][0] === word[0] || (all[k] < word && all[k + 1]?.[0] === word[0]);
    const first = near.filter(initial).slice(0, 4);
    const read = async (chosen) => (await Promise.all(chosen.map((k) => file(`spelling-${k}`)))).flatMap(({ words: known }) => known.match(/\S+ \d+/g) ?? [])
      .map((pair) => pair.split(" "));
    const ends = [];
    for (const chosen of [first, near.filter((k) => !first.includes(k)).slice(0, 4 - first.length)]) {
      let best = null;
      for (const [right, count] of [...await read(chosen), ...root.said]) {
        const plain = fold(right);
        if (key.length > 3 && plain.length > word.length && plain.includes(key) && stem(plain).endsWith(key)) ends.push(plain);
        const away = distance(word, plain, best?.away ?? most);
        if (away <= most && (!best || away < best.away || (away === best.away && +count > best.count))) best = { right, away, count: +count };
      }
      if (best && !ends.length) return { right: best.right };
    }
    return ends.length ? { ends } : null;
  };

  const score = (lists) => {
    const scores = new Float32Array(root.records);
    for (const [postings, weight] of lists) {
      let record = 0;
      for (const number of numbers(postings)) {
        record += number >> 3;
        scores[record] = Math.max(scores[record], weight * values[number & 7]);
      }
    }
    return scores;
  };
  // A meaning of several words needs them all; its score is their mean.
  const mean = (all) => all[0].map((_, record) => (all.every((scores) => scores[record]) ? all.reduce((sum, scores) => sum + scores[record], 0) / all.length : 0));

  /** The query as terms: each with its lists, and what to mark. */
  const understand = async (query, typing, corrected) => {
    const text = query.normalize("NFC");
    const quoted = Array.from(text.matchAll(/["”“]([^"”“]+)["”“]/g), ({ index, 0: { length } }) => [index, index + length]);
    const all = words(text, root.stops);
    for (const each of all) each.phrase = quoted.findIndex(([from, to]) => each.from > from && each.to < to);
    const content = all.some((each) => !each.stop) ? all.filter((each) => !each.stop || each.phrase >= 0) : all;
    const last = typing && content.at(-1)?.to === text.length ? content.at(-1) : null;
    const terms = content.filter((each) => !each.stop || content === all);
    for (const term of terms) Object.assign(term, { lists: [], others: [], forms: new Set([term.word]), stems: new Set(), parts: new Set(), starts: new Set() });
    const free = terms.filter((term) => term.phrase < 0);

    const mark = (term, word) => {
      term.stems.add(stem(word));
      if (stem(word).length > 2) term.parts.add(stem(word));
    };
    const jobs = terms.map(async (term) => {
      const lists = await find(term.word);
      // A stop word has the stems of other words: "att" that of "åtta".
      term.lists.push(...(term.phrase < 0 && !term.stop ? lists : lists.filter(([, weight]) => weight === weigh.exact)));
      if (lists.length && term.phrase < 0) mark(term, term.word);
      if (term === last && term.phrase < 0 && term.word.length > 2) {
        term.lists.push(...await begin(term.word));
        term.starts.add(term.word);
      }
    });
    // "äldre omsorg" is also "äldreomsorg": found so, a record has both words.
    for (const [at, term] of free.slice(0, -1).entries()) {
      const next = free[at + 1];
      if (next.at !== term.at + 1 || /\d/.test(term.word + next.word) || term.word.length + next.word.length < 5) continue;
      jobs.push(...["", "s"].map(async (joint) => {
        const word = term.word + joint + next.word;
        const lists = await find(word, weigh.joined);
        if (lists.length) for (const each of [term, next]) each.lists.push(...lists), mark(each, word);
      }));
    }
    for (const { from, to } of root.meanings) {
      for (let at = 0; at + from.length <= free.length; at += 1) {
        const meant = free.slice(at, at + from.length);
        if (!from.every((key, of) => key === stem(meant[of].word) && meant[of].at === meant[0].at + of)) continue;
        jobs.push(Promise.all(to.map((word) => find(word, weigh.alias))).then((found) => {
          if (!found.every((lists) => lists.length)) return;
          const scores = found.length > 1 ? mean(found.map(score)) : null;
          for (const term of meant) {
            if (scores) term.others.push(scores);
            else term.lists.push(...found[0]);
            to.forEach((word) => mark(term, word));
          }
        }));
      }
    }
    await Promise.all(jobs);

    const known = (term) => term.lists.length || term.others.length;
    const kept = terms.filter((term) => known(term) || terms.length === 1 || term.phrase >= 0 || !root.plain.has(term.word));
    let [meant, exact, upTo] = ["", "", 0];
    for (const term of kept.filter((each) => !known(each) && each.phrase < 0 && !each.stop)) {
      const { word } = term;
      const number = /\d/.test(word);
      if (word.length > 2 && !number) {
        term.lists = await begin(word);
        term.starts.add(word);
        if (word.length > 3) term.parts.add(word);
      }
      if (known(term)) continue;
      const two = word.length > 6 ? await split(word) : null;
      const both = two && mean((await Promise.all(two.map((each) => find(each)))).map(score));
      if (both?.some((value) => value)) {
        term.others.push(both);
        two.forEach((each) => mark(term, each));
        continue;
      }
      // Who looks for "rökning" also means "röker".
      const base = word.replace(/(?:ning(?:en|ar|arna)?|are|arna|else|elsen|ande)$/, "");
      if (base !== word && base.length > 2 && stem(base) === base) term.lists = await find(base, weigh.prefix);
      if (known(term)) mark(term, base);
      if (known(term) || number) continue;
      const found = word.length > 3 && !corrected ? await spelling(word) : null;
      if (found?.ends) {
        term.lists = (await Promise.all(found.ends.map((each) => find(each, weigh.part)))).flat();
        term.parts.add(stem(word));
      } else if (found) {
        meant += text.slice(upTo, term.from) + found.right;
        exact += `${text.slice(upTo, term.from)}”${text.slice(term.from, term.to)}”`;
        upTo = term.to;
      }
    }
    // What was meant is searched for as if it had been written.
    if (meant) return { ...await understand(meant += text.slice(upTo), false, true), meant, exact: exact + text.slice(upTo) };
    return { text, terms: kept, phrases: quoted.map((_, at) => all.filter((each) => each.phrase === at && !each.stop)), meant: null };
  };

  /** Finds the records where the words of each phrase stand together. Places are fetched piece by piece, those of the best records first. */
  const phrased = (phrases) => {
    const terms = [...new Set(phrases.flat())];
    // Where a record stands in the list of its word; what has a word only around it has it at no place. For a word alone no place is needed.
    for (const term of terms) {
      [term.nth, term.places] = [new Map(), new Map()];
      term.scores.forEach((value, record) => value > values[0] && term.nth.set(record, term.nth.size));
    }
    const placed = phrases.filter((phrase) => phrase.length > 1);
    const piece = (term, record) => Math.floor(term.nth.get(record) / root.piece);
    const missing = (record) => new Set(placed.flat().filter((term) => !term.places.has(piece(term, record))));
    const fetched = async (term, k) => {
      const key = stem(term.word);
      const spread = () => [...term.word].reduce((sum, letter) => (sum * 31 + letter.codePointAt()) % root.words.length, k);
      const { stems: where } = await file(k ? `pieces-${spread()}` : `places-${shard(root.words, key)}`);
      const read = numbers(where[key][term.word.slice(key.length) + (k ? ` ${k}` : "")]);
      const found = [];
      for (let at = 0; at < read.length;) {
        const stands = new Set();
        for (let count = read[at++], place = 0; count > 0; count -= 1) stands.add(place += read[at++]);
        found.push(stands);
      }
      term.places.set(k, found);
    };
    const stands = (term, record) => term.places.get(piece(term, record))[term.nth.get(record) % root.piece];
    const together = (phrase, record) => [...stands(phrase[0], record)].some((start) =>
      phrase.every((term) => stands(term, record).has(start + term.at - phrase[0].at)));
    return {
      possible: (record) => terms.every((term) => term.nth.has(record)),
      /** The first `most` of the records, which are possible and sorted. */
      first: async (records, most) => {
        const found = [];
        let ahead = most < Infinity ? 1 : most;
        for (const [at, record] of records.entries()) {
          if (found.length >= most) break;
          if (missing(record).size) {
            // Of the pieces that come first, twice as many as last time.
            const wanted = new Map();
            for (let next = at; next < records.length && wanted.size < ahead; next += 1) {
              for (const term of missing(records[next])) {
                const k = piece(term, records[next]);
                wanted.set(`${term.at} ${k}`, [term, k]);
              }
            }
            await Promise.all([...wanted.values()].map(([term, k]) => fetched(term, k)));
            ahead *= 2;
          }
          if (placed.every((phrase) => together(phrase, record))) found.push(record);
        }
        return found;
      },
    };
  };

  const labels = facets.map(() => new Map());
  /** The records that have a value of a facet, as runs: how many lie before each, and how long it is. */
  const choice = async (facet, value) => {
    const key = `${facet} ${value}`;
    const found = own((await file(`choices-${shard(root.choices, key)}`)).values, key);
    if (!found) return [];
    labels[facet].set(value, found[0]);
    return numbers(found[1]);
  };
  /** Those that have one of the values. */
  const having = async (facet, list) => {
    const has = new Uint8Array(root.records);
    for (const runs of await Promise.all(list.map((value) => choice(facet, value)))) {
      for (let at = 0, record = 0; at < runs.length; at += 2) has.fill(1, record += runs[at], record += runs[at + 1]);
    }
    return has;
  };
  /** Tells which values of each facet a record has. */
  const grouped = async (records) => {
    const spans = [...new Set(records.map((record) => Math.floor(record / root.span)))];
    const of = new Map(await Promise.all(spans.map(async (k) => {
      const data = await file(`facets-${k}`);
      if (!data.of) {
        data.labels.forEach((list, facet) => list.forEach(([value, text]) => labels[facet].set(value, text)));
        data.sets = data.groups.map((group) => group.map((list, facet) => list.map((at) => data.labels[facet][at][0])));
        data.of = [];
        for (let at = 0; at < data.runs.length; at += 2) for (let count = data.runs[at + 1]; count > 0; count -= 1) data.of.push(data.runs[at]);
      }
      return [k, data];
    })));
    return (record) => {
      const data = of.get(Math.floor(record / root.span));
      return data.sets[data.of[record % root.span]];
    };
  };

  const run = async (query, { filters = {}, typing = false, limit = 10, offset = 0 }) => {
    await open();
    const { text, terms, phrases, meant, exact } = await understand(query, typing);
    for (const term of terms) {
      term.scores = score(term.lists);
      for (const other of term.others) other.forEach((value, record) => { term.scores[record] = Math.max(term.scores[record], value); });
    }
    const total = new Float32Array(root.records);
    const matched = new Uint8Array(root.records);
    for (const { scores } of terms) {
      const common = scores.reduce((sum, value) => sum + (value > 0), 0);
      const rare = Math.log(1 + root.records / (common || 1));
      scores.forEach((value, record) => {
        if (!value) return;
        total[record] += value * rare;
        matched[record] += 1;
      });
    }
    let some = [];
    const { possible, first } = phrased(phrases.filter((each) => each.length));
    total.forEach((value, record) => value && possible(record) && some.push(record));
    const chosen = facets.map((name) => filters[name] ?? []);
    const has = await Promise.all(chosen.map((list, facet) => (list.length ? having(facet, list) : null)));
    // The facets whose filters a record misses.
    const misses = (record) => has.flatMap((all, facet) => (all && !all[record] ? [facet] : []));
    const hasAll = (record) => matched[record] === terms.length;
    // Within a report its own figures come before what belongs to no report.
    const bound = has[0] || has[1];
    const rank = (record) => total[record] * matched[record] * (bound && record < root.standing ? .5 : 1);
    some.sort((a, b) => hasAll(b) - hasAll(a) || rank(b) - rank(a) || a - b);
    // Where three records have all the words, those with some are no hits; what is chosen among the hits changes nothing of that.
    const within = (list) => list.filter((record) => !misses(record).length);
    const whole = some.filter(hasAll);
    const three = async (list) => (await first(list, 3)).length > 2;
    const candidates = await three(within(whole)) || await three(whole) ? whole : some;
    const narrowed = within(candidates);
    const ids = (await first(narrowed, offset + limit)).slice(offset);
    const blocks = new Map(await Promise.all([...new Set(ids.map((id) => Math.floor(id / root.block)))].map(async (k) => [k, (await file(`records-${k}`)).records])));
    return {
      hits: ids.map((id) => {
        const [title, href, kind, way, value, context] = blocks.get(Math.floor(id / root.block))[id % root.block];
        return { id, title, href, kind, way, value, text: context, whole: hasAll(id) };
      }),
      /** How many there are in all: of a phrase more places tell it. */
      total: async () => (await first(narrowed, Infinity)).length,
      meant,
      exact,
      query: text,
      v: root.v,
      // Which term a text's word answers to, or -1.
      marks: (word) => terms.findIndex((term) => term.forms.has(word) || (term.phrase < 0
        && (term.stems.has(stem(word)) || [...term.parts].some((part) => word.startsWith(part) || (part.length > 3 && stem(word).endsWith(part)) || (part.length > 5 && word.includes(part))) || [...term.starts].some((start) => word.startsWith(start))))),
      // Each facet counts what the others let through.
      facets: async () => {
        const all = await first(candidates, Infinity);
        const tell = await grouped(all);
        const counts = facets.map(() => new Map());
        for (const record of all) {
          const missed = misses(record);
          if (missed.length > 1) continue;
          tell(record).forEach((list, facet) => {
            if (!missed.length || missed[0] === facet) for (const value of list) counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
          });
        }
        chosen.forEach((list, facet) => list.forEach((value) => counts[facet].has(value) || counts[facet].set(value, 0)));
        return counts.map((each, facet) => ({ name: facets[facet], values: [...each].map(([value, count]) =>
          ({ value, count, text: labels[facet].get(value) ?? value, chosen: chosen[facet].includes(value) })) }));
      },
    };
  };

  // A site that is published anew while it is open is read anew, once.
  const again = async (ask) => {
    try {
      return await ask();
    } catch (error) {
      if (error !== stale) throw error;
      files.clear();
      fresh = true;
      return ask();
    }
  };
  return {
    search: async (query, options = {}) => {
      const found = await again(() => run(query, options));
      const later = (what) => () => again(async () => (root.v === found.v ? found : await run(query, options))[what]());
      return { ...found, total: later("total"), facets: later("facets") };
    },
    label: (facet, value) => again(async () => {
      await open();
      const at = facets.indexOf(facet);
      if (!labels[at].has(value)) await choice(at, value);
      return labels[at].get(value) ?? value;
    }),
  };
}

/** A piece of a text round the words that `marks` knows, as `[piece, marked]`. */
export function excerpt(text, marks, room = 160) {
  const found = words(text).map((each) => ({ ...each, term: marks(each.word) })).filter((each) => each.term >= 0);
  // The window with the most different words, then the most.
  let best = null;
  for (const [at, first] of found.entries()) {
    const within = found.slice(at).filter((each) => each.to - first.from <= room);
    const worth = new Set(within.map((each) => each.term)).size * 100 + within.length;
    if (!best || worth > best.worth) best = { worth, from: first.from, to: within.at(-1)?.to ?? first.to };
  }
  let [from, to] = [0, text.length];
  if (text.length > room * 1.25) {
    const spare = Math.max(0, room - (best ? best.to - best.from : 0));
    from = best ? Math.max(0, best.from - Math.floor(spare / 2)) : 0;
    to = Math.min(text.length, from + Math.max(room, best ? best.to - from : 0));
    // Words are not cut.
    if (from > 0) from = text.indexOf(" ", from) + 1 || from;
    if (best && from > best.from) from = best.from;
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), best?.to ?? 0);
  }
  const pieces = [[from > 0 ? "… " : "", false]];
  let upTo = from;
  for (const each of found.filter((one) => one.from >= from && one.to <= to)) {
    pieces.push([text.slice(upTo, each.from), false], [text.slice(each.from, each.to), true]);
    upTo = each.to;
  }
  pieces.push([text.slice(upTo, to) + (to < text.length ? " …" : ""), false]);
  return pieces.filter(([piece]) => piece);
}
