// @ts-check
// The search page: asks the index for what is typed and shows the pages. Keeps nothing, sends nothing, changes no address.
/** @import { Found, FoundPlace, Pagefind, Slot, Vocabulary } from "./types.js" */
import { plan, readVocabulary } from "./query.js";

/** Found by measuring (tests/bench): a long page is little worse, many matches are better than few, and of a page's facts
 * only its title counts. */
const RANKING = {
  pageLength: 0.8,
  termSaturation: 2,
  metaWeights: { title: 5, name: 0, kind: 0, about: 0, who: 0, when: 0, time: 0 },
};
const LISTED = new Intl.ListFormat(document.documentElement.lang || undefined, { type: "unit" });
const PATIENCE = 250;
const SHOWN = 10;
const PLACES = 3;
/** The share of the pages found from which on a word tells them apart no more. */
const COMMON = 0.6;
/** The share that further terms for the same thing add. */
const FURTHER = 0.25;

/** @param {string} name @param {string} [text] @param {object} [rest] */
function create(name, text = "", rest = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...rest });
}

class Search {
  /** @type {Promise<[Pagefind, Vocabulary]>|undefined} */
  index;
  /** @type {Promise<unknown>|undefined} */
  whole;
  /** the last question: an answer to an earlier one is not shown */
  asked = 0;
  timer = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    /** @param {string} part */
    const find = (part) => /** @type {HTMLElement} */ (root.querySelector(`[data-search="${part}"]`));
    this.texts = JSON.parse(root.dataset.texts ?? "{}");
    /** the index of this page's language; the script is that of all languages */
    this.place = new URL(root.dataset.index ?? "", document.baseURI);
    this.form = /** @type {HTMLFormElement} */ (find("form"));
    this.field = /** @type {HTMLInputElement} */ (find("field"));
    this.status = find("status");
    this.notes = find("notes");
    this.results = find("results");
    this.more = find("more");
    this.missing = find("missing");
    this.help = find("help");
    this.tip = find("tip");
    this.missing.hidden = this.help.hidden = true;
    this.form.hidden = this.tip.hidden = false;
    if (document.activeElement === document.body) this.field.focus();
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PATIENCE);
    });
    this.more.addEventListener("click", () => this.showAll());
    this.open().then(() => this.load().catch((problem) => this.fail(problem, "failed")),
      (problem) => this.fail(problem, "broken"));
  }

  /** @param {string} key @param {Record<string, unknown>} [values] */
  say(key, values = {}) {
    /** @type {string} */
    const text = this.texts[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
  }

  /** Opens the index and its words, once. */
  open() {
    this.index ??= Promise.all([openIndex(this.place), openVocabulary(this.place)]);
    return this.index;
  }

  /** Loads all of the index, once; only then is anything looked up. */
  load() {
    this.whole ??= this.open().then(([pagefind, vocabulary]) => loadWhole(pagefind, vocabulary));
    return this.whole;
  }

  /** Says that there are no answers, and shows the other ways.
   * @param {unknown} problem @param {"broken"|"failed"} how broken: nor will there be any */
  fail(problem, how) {
    console.error(problem);
    this.clear();
    this.missing.textContent = this.say(how);
    this.form.hidden = how === "broken";
    this.missing.hidden = this.help.hidden = false;
    this.tip.hidden = true;
  }

  /** Looks for what the field holds. literal: no other spelling.
   * @param {boolean} [literal] */
  async ask(literal = false) {
    clearTimeout(this.timer);
    const asked = this.asked += 1;
    const query = this.field.value.trim();
    if (!query) return this.clear();
    try {
      const [pagefind, vocabulary] = await this.open();
      await this.load();
      const slots = plan(query, vocabulary, literal);
      const found = await findPages(pagefind, slots);
      const rows = await Promise.all(found.slice(0, SHOWN).map((page) => this.describe(page)));
      if (asked === this.asked) this.show(slots, found, rows);
    } catch (problem) {
      if (asked === this.asked) this.fail(problem, "failed");
    }
  }

  clear() {
    this.status.textContent = "";
    this.notes.replaceChildren();
    this.results.replaceChildren();
    this.more.hidden = this.help.hidden = this.missing.hidden = true;
  }

  /** @param {Slot[]} slots @param {Found[]} found @param {HTMLElement[]} rows */
  show(slots, found, rows) {
    const count = found.length;
    this.rest = found.slice(SHOWN);
    this.status.textContent = count === 1 ? this.say("one") : count ? this.say("many", { count }) : this.say("none");
    this.notes.replaceChildren(...this.remarks(slots));
    this.results.replaceChildren(...rows);
    this.more.hidden = this.rest.length === 0;
    this.more.textContent = this.say("more", { count: this.rest.length });
    this.missing.hidden = true;
    this.help.hidden = count > 0;
    this.tip.hidden = false;
  }

  async showAll() {
    const asked = this.asked;
    const rows = await Promise.all((this.rest ?? []).map((page) => this.describe(page)));
    if (asked !== this.asked) return;
    this.more.hidden = true;
    this.results.append(...rows);
    rows[0]?.querySelector("a")?.focus();
  }

  /** What was understood otherwise than it was typed, and what was not understood.
   * @param {Slot[]} slots */
  remarks(slots) {
    const spelt = slots.filter((slot) => slot.spelt);
    const unknown = slots.filter((slot) => slot.terms.length === 0);
    const notes = [];
    if (spelt.length > 0) {
      const [words, typed] = [spelt.map((slot) => slot.spelt ?? ""), spelt.map((slot) => slot.typed)].map((some) =>
        LISTED.format(some));
      const exact = create("button", this.say("exact", { typed }), { type: "button", className: "rn-link" });
      exact.addEventListener("click", () => {
        this.ask(true);
        this.field.focus();
      });
      notes.push(create("p", `${this.say("spelt", { words })} `));
      notes[0]?.append(exact);
    }
    if (unknown.length > 0 && unknown.length < slots.length) {
      notes.push(create("p", this.say("unknown", { words: LISTED.format(unknown.map((slot) => slot.typed)) })));
    }
    return notes;
  }

  /** @param {Found} page */
  async describe(page) {
    const { url, meta, places } = await readPage(page);
    const row = create("li", "", { className: "rn-result" });
    const title = create("h2", "", { className: "rn-result__title" });
    title.append(create("a", meta.name, { href: url }));
    const kind = create("p", this.say(meta.kind ?? "other"), { className: "rn-result__kind" });
    if (meta.time) kind.append(` · ${meta.time}`);
    row.append(title, kind);
    const about = meta.when ? this.say("when", { when: meta.when, who: meta.who ?? "" }) : meta.about;
    if (about) row.append(create("p", about, { className: "rn-result__about" }));
    if (places.length > 0) {
      const inside = create("ul", "", { className: "rn-result__places", ariaLabel: this.say("inside", { title: meta.name }) });
      for (const { href, title: text } of places) {
        const place = create("li");
        place.append(create("a", text, { href }));
        inside.append(place);
      }
      row.append(inside);
    }
    return row;
  }
}

/** @param {URL} place @returns {Promise<Pagefind>} */
async function openIndex(place) {
  // In this page, not in a worker: a worker is a second file that may run WebAssembly.
  const { createInstance } = await import(new URL("pagefind.js", place).href);
  const index = createInstance({ noWorker: true, ranking: RANKING });
  await index.init();
  return index;
}

/** @param {URL} place */
async function openVocabulary(place) {
  const answer = await fetch(new URL("words.json", place));
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return readVocabulary(await answer.json());
}

/** Loads every piece of the index. Pagefind would fetch those a search needs, when it needs them: the server could tell
 * from them what somebody looks for.
 * @param {Pagefind} pagefind @param {Vocabulary} vocabulary */
async function loadWhole(pagefind, { onSite }) {
  const { results } = await pagefind.search(null);
  await Promise.all([...results.map((page) => page.data()), ...[...onSite].map((word) => pagefind.preload(word))]);
}

/** The pages, best first: those with the most of the words that tell pages apart, then by how well.
 * @param {Pagefind} pagefind @param {Slot[]} slots */
async function findPages(pagefind, slots) {
  /** @type {Map<string, Found>} */
  const found = new Map();
  const counts = slots.map(() => 0);
  for (const [at, { terms }] of slots.entries()) {
    for (const { text, weight } of terms) {
      for (const hit of (await pagefind.search(text)).results) {
        /** @type {Found} */
        const page = found.get(hit.id) ?? { slots: new Map(), hits: [] };
        if (!page.slots.has(at)) counts[at] = (counts[at] ?? 0) + 1;
        page.slots.set(at, [...page.slots.get(at) ?? [], hit.score * weight]);
        page.hits.push(hit);
        found.set(hit.id, page);
      }
    }
  }
  const telling = new Set(counts.flatMap((count, at) => count <= found.size * COMMON ? [at] : []));
  /** @param {Found} page */
  const covered = (page) => [...page.slots.keys()].filter((at) => telling.has(at)).length;
  /** @param {Found} page */
  const score = (page) => [...page.slots.values()].reduce((sum, scores) => sum + together(scores), 0);
  return [...found.values()].sort((a, b) => covered(b) - covered(a) || score(b) - score(a));
}

/** The best of the scores that the terms of one slot have on a page, and a little for each other one.
 * @param {number[]} scores */
function together(scores) {
  return Math.max(...scores) * (1 - FURTHER) + scores.reduce((sum, one) => sum + one, 0) * FURTHER;
}

/** What the index keeps of a page, and the places on it that hold the words, best first.
 * @param {Found} page */
async function readPage({ hits }) {
  /** @type {Map<string, { place: FoundPlace, score: number }>} */
  const places = new Map();
  let [url, meta] = ["", /** @type {Record<string, string>} */ ({})];
  for (const hit of hits) {
    const data = await hit.data();
    ({ url, meta } = data);
    for (const { location, balanced_score } of data.weighted_locations) {
      const anchor = data.anchors.filter((one) => one.location <= location).at(-1);
      if (!anchor) continue;
      const place = places.get(anchor.id) ?? { place: { href: `${url}#${anchor.id}`, title: anchor.text }, score: 0 };
      place.score += balanced_score;
      places.set(anchor.id, place);
    }
  }
  const best = [...places.values()].sort((a, b) => b.score - a.score).slice(0, PLACES);
  return { url, meta, places: best.filter(({ score }) => score > 0).map(({ place }) => place) };
}

for (const root of document.querySelectorAll("[data-search=page]")) new Search(/** @type {HTMLElement} */ (root));
