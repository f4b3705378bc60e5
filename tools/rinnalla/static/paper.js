// @ts-check
// Tells how a paper differs from the list as it is now. Both come as fingerprints (version.py says how they are made): the
// paper's from its code, in the part of the address that no server gets, the list's from its page. Sends and keeps nothing.
/** @import { Difference, Paper, Entry, Move, Say } from "./types.js" */
import { findAll, readLabel, PLAIN } from "./answers.js";
import { own } from "./evaluate.js";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECKED = `${LETTERS}-.`;
const PRIME = 1021;
const EPOCH = Date.UTC(2000, 0, 1);
/** Longer than that of any list: what is not worth reading. */
const LONGEST = 3000;
const WHOLE = new RegExp("^1(.{3})(.{3})(.{3})(.{2})(.{6})((?:(?:--?|[.])?.{4})*)(.{2})$".replaceAll(".{", `[${LETTERS}]{`));
const PARTS = "[data-section]:not([data-section='']), [data-outcome], [data-item], [data-outcome-case]";
const PANEL = "rn-compare";

/** What a fingerprint says; null where it is none, or a damaged one.
 * @param {string} written @returns {Paper|null} */
export function readFingerprint(written) {
  const whole = written.toUpperCase();
  const found = whole.length < LONGEST ? WHOLE.exec(whole) : null;
  if (!found || countCheck(whole.slice(0, -2)) !== found[7]) return null;
  const [, list, reviewed, due, head, code, entries] = found;
  return { list, reviewed: readDay(reviewed), due: readDay(due), head, code, entries: readEntries(entries) };
}

/** @param {string} written */
function countCheck(written) {
  const total = [...written].reduce((sum, letter) => (sum * 32 + CHECKED.indexOf(letter) + 1) % PRIME, 0);
  return LETTERS[total >> 5] + LETTERS[total & 31];
}

/** A day YYYY-MM-DD; empty where there is none.
 * @param {string} written */
function readDay(written) {
  const days = [...written].reduce((sum, letter) => sum * 32 + LETTERS.indexOf(letter), 0);
  return days ? new Date(EPOCH + days * 86_400_000).toISOString().slice(0, 10) : "";
}

/** The entries with the codes that paper prints: letters for sections, numbers for what asks.
 * @param {string} written @returns {Entry[]} */
function readEntries(written) {
  let [sections, letter, number, results] = [0, "", 0, 0];
  let isResults = false;
  return [...written.matchAll(/(--?|[.]?)(..)(..)/g)].map(([, mark, id, said]) => {
    if (mark.startsWith("-")) {
      [letter, number, results, isResults] = [nameSection(sections), 0, 0, mark === "--"];
      sections += 1;
      return { kind: "section", id, said, letter, number: 0 };
    }
    if (isResults) return { kind: "result", id, said, letter, number: results += 1 };
    return mark ? { kind: "note", id, said, letter, number: 0 } : { kind: "item", id, said, letter, number: number += 1 };
  });
}

/** A, B … Z, AA, AB … for a section's position.
 * @param {number} position @returns {string} */
function nameSection(position) {
  return (position < 26 ? "" : nameSection(Math.floor(position / 26) - 1)) + String.fromCharCode(65 + position % 26);
}

/** What has become of each entry of a paper.
 * @param {Entry[]} paper @param {Entry[]} now @returns {Difference} */
export function compare(paper, now) {
  const pairs = pair(paper, now);
  const met = new Set(pairs.values());
  const kept = paper.flatMap((before) => {
    const after = pairs.get(before);
    return after ? [{ before, after }] : [];
  });
  return {
    added: now.filter((entry) => !met.has(entry)),
    removed: paper.filter((entry) => !pairs.has(entry)),
    changed: kept.filter(({ before, after }) => before.said !== after.said),
    moved: kept.filter(({ before, after }) => before.said === after.said
      && (before.letter !== after.letter || before.number !== after.number)),
  };
}

/** Finds each entry of a paper in the list: by its id and words, then by its id. Two of a list may share the letters of an
 * id, so one that is the same in both is never taken for a change of the other.
 * @param {Entry[]} paper @param {Entry[]} now @returns {Map<Entry, Entry>} */
function pair(paper, now) {
  const free = new Set(now);
  /** @type {Map<Entry, Entry>} */
  const pairs = new Map();
  for (const exactly of [true, false]) {
    for (const before of paper.filter((entry) => !pairs.has(entry))) {
      const after = [...free].find(({ kind, id, said }) => id === before.id && (said === before.said || !exactly)
        && (kind === "section") === (before.kind === "section"));
      if (!after) continue;
      pairs.set(before, after);
      free.delete(after);
    }
  }
  return pairs;
}

/** Neighbours that moved together, as one: B3 to B9 are now B4 to B10.
 * @param {Move[]} moved @returns {[Move, Move][]} the first and the last of each run */
export function findRuns(moved) {
  /** @type {[Move, Move][]} */
  const runs = [];
  for (const move of moved) {
    const run = runs.at(-1);
    const follows = run && ["before", "after"].every((side) => {
      const [last, next] = [run[1], move].map((one) => one[/** @type {keyof Move} */ (side)]);
      return next.kind === "item" && last.kind === "item" && next.letter === last.letter && next.number === last.number + 1;
    });
    if (follows) run[1] = move;
    else runs.push([move, move]);
  }
  return runs;
}

/** Shows above the text how the paper with this code differs; nothing where the page has no list with a version.
 * @param {string} written after `#paper=` @param {string} today YYYY-MM-DD */
export function showPaper(written, today) {
  const forms = /** @type {HTMLFormElement[]} */ (findAll(document, "form.rn-checklist[data-version]"));
  const paper = readFingerprint(decode(written));
  const form = forms.find(({ dataset }) => readFingerprint(dataset.version ?? "")?.list === paper?.list) ?? forms[0];
  const now = readFingerprint(form?.dataset.version ?? "");
  if (now) new Panel(form, now).show(paper, today);
}

/** @param {string} written */
function decode(written) {
  try {
    return decodeURIComponent(written);
  } catch {
    return "";
  }
}

/** @param {string} name @param {(Node|string)[]} parts @param {string} [className] */
function create(name, parts, className = "") {
  const element = document.createElement(name);
  element.append(...parts);
  if (className) element.className = className;
  return element;
}

class Panel {
  /** @param {HTMLFormElement} form @param {Paper} now the list as it is */
  constructor(form, now) {
    this.form = form;
    this.now = now;
    this.texts = JSON.parse(form.dataset.paperTexts ?? "{}");
    /** The elements of the list's entries, in the same order. */
    this.elements = new Map(findAll(form, PARTS).map((element, at) => [now.entries[at], element]));
  }

  /** @type {Say} */
  say = (key, values) =>
    String(own(this.texts, key) ?? key).replace(/\{(\w+)\}/g, (whole, name) => own(values, name) ?? whole);

  /** @param {string} key @param {Record<string, unknown>} [values] */
  line(key, values) {
    return create("p", [this.say(key, values)]);
  }

  /** @param {Paper|null} paper @param {string} today */
  show(paper, today) {
    document.getElementById(PANEL)?.remove();
    const title = Object.assign(create("h2", [this.say(this.judge(paper, today))]), { id: `${PANEL}-title`, tabIndex: -1 });
    const panel = Object.assign(create("section", [title], PANEL), { id: PANEL });
    panel.setAttribute("aria-labelledby", title.id);
    panel.classList.toggle(`${PANEL}--current`, this.judge(paper, today) === "current");
    panel.append(...this.warn(today), ...this.tell(paper, today), ...this.remark(), this.makeClose(panel));
    (document.querySelector("main h1") ?? this.form.parentElement?.firstChild ?? this.form).after(panel);
    title.focus();
  }

  /** The key of the words that say it all.
   * @param {Paper|null} paper @param {string} today */
  judge(paper, today) {
    if (!paper) return "unread";
    if (paper.list !== this.now.list) return "foreign";
    if (paper.code !== this.now.code) return "changed";
    return this.warn(today).length > 0 ? "currentBut" : "current";
  }

  /** What must be known before anything else: whether the list itself can be relied on.
   * @param {string} today */
  warn(today) {
    const { due } = this.now;
    const late = due && due < today ? [this.say("overdue", { date: this.writeDay(due, "long") })] : [];
    const retired = findAll(this.form, ".rn-draft--retired").map(({ textContent }) => textContent ?? "");
    return [...retired, ...late].map((words) => create("p", [words], `${PANEL}__alarm`));
  }

  /** How far the list has been tried out. */
  remark() {
    return findAll(this.form, ".rn-draft:not(.rn-draft--retired)").map(({ textContent }) => create("p", [textContent ?? ""]));
  }

  /** @param {Paper|null} paper @param {string} today */
  tell(paper, today) {
    const { now } = this;
    const judged = this.judge(paper, today);
    const versions = { paper: paper ? this.nameVersion(paper) : "", now: this.nameVersion(now) };
    if (!paper || judged === "foreign") return [this.line(`${judged}What`, versions)];
    if (judged !== "changed") {
      const since = now.due && (paper.reviewed !== now.reviewed || paper.due !== now.due);
      const days = { date: this.writeDay(now.reviewed, "long"), due: this.writeDay(now.due, "long") };
      return [this.line("currentWhat", versions), ...since ? [this.line("reviewedSince", days)] : []];
    }
    return [this.line("versions", versions), ...this.list(compare(paper.entries, now.entries), paper), this.makeAdvice()];
  }

  /** @param {Difference} difference @param {Paper} paper */
  list({ added, changed, removed, moved }, paper) {
    const runs = findRuns(moved);
    /** @type {[string, Node[]][]} */
    const groups = [
      ["added", added.map((entry) => create("li", [this.link(entry)]))],
      ["edited", changed.map(({ before, after }) =>
        create("li", this.around("editedItem", "now", this.link(after), { place: this.name(before) })))],
      ["removed", removed.map((entry) => create("li", [this.name(entry)]))],
      ["moved", runs.map(([{ before, after }, last]) => create("li", [this.say("movedItem",
        { before: this.name(before, last.before), after: this.name(after, last.after) })]))],
    ];
    const shown = groups.filter(([, rows]) => rows.length > 0).flatMap(([key, rows]) => {
      const list = create("ul", rows);
      return [create("h3", [this.say(key)]), list];
    });
    const about = paper.head !== this.now.head ? [this.line("head")] : shown.length === 0 ? [this.line("unnamed")] : [];
    return [...shown, ...about];
  }

  /** The words with an element in place of a placeholder.
   * @param {string} key @param {string} name @param {Node} part @param {Record<string, unknown>} values */
  around(key, name, part, values) {
    const [before, after = ""] = this.say(key, values).split(`{${name}}`);
    return [before, part, after];
  }

  /** What an entry is called where its words are not known: by its place on the paper.
   * @param {Entry} entry @param {Entry} [last] of a run that it begins: then the codes alone */
  name({ kind, letter, number }, last) {
    const code = `${letter}${number}`;
    if (kind === "item" && last) return last.number === number ? code : `${code}–${last.letter}${last.number}`;
    return this.say(kind === "note" && !letter ? "firstNote" : kind, { code: kind === "item" ? code : letter, number });
  }

  /** The words of an entry of the list, leading to it; words alone where an answer must show it first.
   * @param {Entry} entry */
  link(entry) {
    const element = this.elements.get(entry);
    if (!element) return document.createTextNode(this.name(entry));
    const title = entry.kind === "section" ? ".rn-section__title" : ".rn-outcome__title";
    const words = ["section", "result"].includes(entry.kind) ? findAll(element, title)[0]?.textContent : readLabel(element);
    const said = (words ?? "").replace(/\s+/g, " ").trim();
    return element.closest("[hidden]") ? document.createTextNode(said)
      : Object.assign(create("a", [said]), { href: `#${element.id}` });
  }

  /** @param {Paper} paper */
  nameVersion({ reviewed, code }) {
    return reviewed ? `${this.writeDay(reviewed, "medium")}\u00a0·\u00a0${code}` : code;
  }

  /** @param {string} day @param {"medium"|"long"} dateStyle */
  writeDay(day, dateStyle) {
    return day && new Date(day).toLocaleDateString(this.say("locale"), { ...PLAIN, dateStyle, timeZone: "UTC" });
  }

  /** What to do, with the way to a new sheet where the page has one. */
  makeAdvice() {
    const sheet = /** @type {HTMLAnchorElement|null} */ (document.querySelector(`a[href$="paper/${this.form.id}.pdf"]`));
    const advice = create("p", [this.say("advice")], `${PANEL}__advice`);
    if (sheet) advice.append(" ", Object.assign(create("a", [this.say("sheet")]), { href: sheet.href }));
    return advice;
  }

  /** @param {HTMLElement} panel */
  makeClose(panel) {
    const button = /** @type {HTMLButtonElement} */ (create("button", [this.say("close")], "rn-button rn-button--quiet"));
    button.type = "button";
    button.addEventListener("click", () => {
      panel.remove();
      history.replaceState(null, "", location.pathname + location.search);
      document.querySelector("main")?.focus({ preventScroll: true });
    });
    return button;
  }
}
