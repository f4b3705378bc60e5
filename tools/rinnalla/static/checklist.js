// @ts-check
// Makes the lists on the page run: listens, keeps answers in memory, shows what follows. Stores and sends nothing.
/** @import { Answer, Box, Model, Row, State } from "./types.js" */
import {
  addValue, findAll, findFields, grow, layOut, readAnswer, readLabel, settle, showAside, showProblems,
  writeAnswer,
} from "./answers.js";
import { evaluate, findMet, findMissing, own } from "./evaluate.js";
import { keepAnswers } from "./switch.js";

const TITLE = "rn-outcome__title";

/** @param {string} name @param {string} text */
function create(name, text) {
  return Object.assign(document.createElement(name), { textContent: text });
}

/** @param {ParentNode} root @param {string} selector @param {boolean} hidden */
function hide(root, selector, hidden) {
  for (const element of findAll(root, selector)) element.hidden = hidden;
}

/** The day it is on this device, YYYY-MM-DD. Asked anew each time: a page may stay open past midnight. */
function readToday() {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part, at) => String(part).padStart(at ? 2 : 4, "0")).join("-");
}

/** @param {Element|null} element @param {string} text */
function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

class Checklist {
  /** @type {Record<string, Answer>} without a prototype: any id is safe */
  answers = Object.create(null);
  /** @type {Map<string, Row>} */
  rows = new Map();
  /** @type {WeakSet<Element>} fields the user has left */
  left = new WeakSet();
  /** @type {Element|null} the chosen radio button on which Space went down */
  held = null;

  /** Throws when the list's data is broken.
   * @param {HTMLFormElement} form */
  constructor(form) {
    const { model = "", settings = "{}", texts = "{}" } = form.dataset;
    const elements = new Map(findAll(form, "[data-item]").map((element) => [element.dataset.item, element]));
    this.form = form;
    this.model = /** @type {Model} */ (JSON.parse(model));
    this.settings = JSON.parse(settings);
    this.texts = JSON.parse(texts);
    for (const item of this.model.items ?? []) {
      const element = elements.get(item.id);
      if (!element) throw new Error(`item "${item.id}" is not on the page`);
      this.rows.set(item.id, { item, element });
    }
    this.sections = new Map(findAll(form, "[data-section]:has([data-item])").map((section) =>
      [section, findAll(section, "[data-item]")]));
    /** The entries of the page's contents that lead to each section. */
    this.ways = new Map([...this.sections.keys()].map((section) =>
      [section, findAll(form.ownerDocument, `.rn-contents li:has(> a[href="#${section.id}"])`)]));
    this.boxes = findAll(form, "[data-outcome]").map((section) => /** @type {Box} */ ({
      id: section.dataset.outcome,
      now: findAll(section, ".rn-outcome__now")[0],
      cases: findAll(section, "[data-outcome-case]"),
      waiting: Object.assign(create("p", ""), { ariaLive: "off" }),
    }));
    this.parts = [".rn-status", ".rn-progress__text", "progress"].map((part) => form.querySelector(part));
    this.unused = this.parts[0]?.textContent ?? "";
    this.readAll();
    this.listen();
    form.classList.add("rn-live");
    hide(form, ".rn-actions, .rn-status, .rn-progress, [data-action]", false);
    hide(form, ".rn-noscript", true);
    findAll(form, ".rn-outcome__all").forEach((all) => all.removeAttribute("open"));
  }

  listen() {
    this.on("submit", (_, event) => event.preventDefault());
    this.on("input", (control) => this.take(control));
    this.on("change", (field) => this.leave(field, "text"));
    this.on("focusout", (field) => this.leave(field, "text", "date"));
    this.on("click", (target, { detail }) => {
      this.act(target.closest("button"));
      if (detail < 2 && this.isChosen(target)) this.takeBack(target);
    });
    this.on("keydown", (target, { key }) => {
      this.held = key === " " && this.isChosen(target) ? target : null;
    });
    this.on("keyup", (target, event) => {
      if (event.key !== " " || this.held !== target) return;
      event.preventDefault();
      this.takeBack(target);
    });
  }

  /** @param {string} type @param {(target: HTMLInputElement, event: any) => void} react */
  on(type, react) {
    this.form.addEventListener(type, (event) => react(/** @type {HTMLInputElement} */ (event.target), event));
  }

  /** The words for a key with {placeholders} filled; the key itself when there are none.
   * @type {import("./types.js").Say} */
  say = (key, values) =>
    String(own(this.texts, key) ?? key).replace(/\{(\w+)\}/g, (whole, name) => own(values, name) ?? whole);

  /** The words with something in place of a placeholder.
   * @param {string} key @param {string} name @param {(Node|string)[]} parts */
  sayAround(key, name, parts) {
    const [before, after] = this.say(key).split(`{${name}}`);
    return after === undefined ? [before] : [before, ...parts, after];
  }

  /** The words with items, "A1 …, A2 … ja B1 …", each as `make` has it.
   * @param {string} key @param {string[]} ids @param {(label: string, element: HTMLElement) => Node|string} make */
  sayItems(key, ids, make) {
    return this.sayAround(key, "items", new Intl.ListFormat(this.say("locale")).formatToParts(ids).map(({ value }) => {
      const element = this.rows.get(value)?.element;
      return element ? make(readLabel(element), element) : value;
    }));
  }

  /** @param {Element} control */
  findRow(control) {
    return this.rows.get(control.closest("[data-item]")?.getAttribute("data-item") ?? "");
  }

  /** Takes in what the user changed.
   * @param {HTMLInputElement} control */
  take(control) {
    const row = this.findRow(control);
    if (!row) return;
    settle(row, control, this.answers[row.item.id]);
    grow(control);
    this.show(control, this.read(row));
  }

  /** Shows what concerns one item alone; returns its new problems.
   * @param {Row} row */
  read(row) {
    const answer = readAnswer(row);
    if (answer) this.answers[row.item.id] = answer;
    else delete this.answers[row.item.id];
    showAside(row, answer, this.say);
    return showProblems(row, this.left, this.say);
  }

  /** Reads every item, silently. */
  readAll() {
    for (const row of this.rows.values()) this.read(row);
    this.show(null, null);
  }

  /** @param {HTMLElement|null} cause the control that the user changed
   * @param {string[]|null} messages to say with what changed; null to say nothing */
  show(cause, messages) {
    const { answers, model, settings } = this;
    const today = readToday();
    const state = evaluate(model, answers, settings, today);
    const changed = this.showItems(state, cause);
    this.showProgress(state);
    for (const box of this.boxes) {
      const outcome = state.outcomes[box.id];
      const missing = outcome === null ? findMissing(model, answers, settings, today, box.id) : [];
      this.showOutcome(box, outcome, missing);
      this.showMet(box, outcome ? findMet(model, answers, settings, today, box.id) : []);
    }
    if (messages) this.announce(messages, changed);
    write(this.parts[0], this.isAnswered() ? this.say("statusUsed") : this.unused);
  }

  /** Shows, hides and marks items; returns the ids that came and went.
   * @param {State} state @param {HTMLElement|null} cause takes a focus that would be hidden */
  showItems(state, cause) {
    const [visible, handled] = [new Set(state.visible), new Set(state.handled)];
    /** @type {Record<"shown"|"hidden", string[]>} */
    const changed = { shown: [], hidden: [] };
    for (const [id, { element }] of this.rows) {
      element.classList.toggle("rn-item--handled", handled.has(id));
      if (element.hidden !== visible.has(id)) continue;
      if (!element.hidden && element.contains(document.activeElement)) cause?.focus();
      element.hidden = !element.hidden;
      changed[element.hidden ? "hidden" : "shown"].push(id);
    }
    return changed;
  }

  /** @param {State} state */
  showProgress({ progress: [done, all], handled }) {
    for (const [section, items] of this.sections) {
      const visible = items.filter(({ hidden }) => !hidden);
      const asking = visible.filter(({ dataset }) => !["advice", "warning"].includes(dataset.kind ?? ""));
      const open = asking.filter((element) => !element.classList.contains("rn-item--handled"));
      section.classList.toggle("rn-section--done", asking.length > open.length && open.length === 0);
      if (section.hidden === visible.length > 0) {
        for (const part of [section, ...this.ways.get(section) ?? []]) part.hidden = visible.length === 0;
      }
    }
    const [, words, bar] = this.parts;
    const later = handled.filter((id) => this.answers[id].aside === "later").length;
    write(words, this.say(later > 0 ? "progressLater" : "progress", { done, all, later }));
    if (bar) Object.assign(bar, { max: all || 1, value: done });
  }

  /** A new result is spoken, once; what it waits for changes silently.
   * @param {Box} box @param {string|null} outcome @param {string[]} missing */
  showOutcome(box, outcome, missing) {
    const { now, cases, waiting } = box;
    const named = missing.join();
    if (box.outcome !== outcome) {
      const found = cases.find(({ dataset }) => dataset.outcomeCase === outcome);
      const title = Object.assign(create("p", this.say(outcome === null ? "unknown" : "none")), { className: TITLE });
      now.replaceChildren(...(found ? this.copyCase(found) : [title, waiting]));
      now.hidden = false;
    }
    if (box.missing !== named) {
      waiting.replaceChildren(...(named ? this.sayItems("missing", missing, (label, { id }) =>
        Object.assign(create("a", label), { href: `#${id}` })) : []));
    }
    Object.assign(box, { outcome, missing: named });
  }

  /** Marks, in words too, which of several ways to a result is met.
   * @param {Box} box @param {boolean[]} met */
  showMet({ now }, met) {
    findAll(now, ".rn-way").forEach((way, at) => {
      way.classList.toggle("rn-way--met", met[at]);
      hide(way, ".rn-way__met", !met[at]);
    });
  }

  /** @param {HTMLElement} found the case that holds */
  copyCase(found) {
    const copy = /** @type {HTMLElement} */ (found.cloneNode(true));
    findAll(copy, "[id]").forEach((part) => part.removeAttribute("id"));
    findAll(copy, `.${TITLE}`).forEach((title) =>
      title.replaceChildren(...this.sayAround("outcomeIs", "title", [...title.childNodes])));
    return copy.childNodes;
  }

  /** @param {string[]} messages @param {Record<string, string[]>} [changed] ids by what became of them */
  announce(messages, changed = {}) {
    const said = messages.map((message) => create("p", message));
    for (const [key, ids] of Object.entries(changed).filter(([, some]) => some.length > 0)) {
      said.push(create("p", this.sayItems(key, ids, (label) => label).join("")));
    }
    if (said.length > 0) findAll(this.form, "[data-announce]")[0]?.replaceChildren(...said);
  }

  isAnswered() {
    return Object.keys(this.answers).length > 0;
  }

  /** Judges a field of these types once the user has left it. Not while a button is being pressed: the words of a
   * problem would move what is pressed, and the click would miss it.
   * @param {HTMLInputElement} field @param {string[]} types */
  leave(field, ...types) {
    const row = this.findRow(field);
    if (!row || !types.includes(field.type)) return;
    if (isPressed) {
      addEventListener("pointerup", () => setTimeout(() => this.leave(field, ...types)), { once: true });
      return;
    }
    this.left.add(field);
    this.announce(showProblems(row, this.left, this.say));
  }

  /** The dialog returns the focus by itself.
   * @param {HTMLElement|null} button */
  act(button) {
    if (!button) return;
    const { action, answer } = button.dataset;
    const dialog = this.form.querySelector("dialog");
    if (action === "print") print();
    if (action === "repeat") {
      const field = addValue(/** @type {HTMLElement} */ (button.closest("[data-item]")));
      this.take(field);
      field.focus();
    }
    if (action === "clear") {
      dialog?.showModal();
      findAll(this.form, "[data-answer=no]")[0]?.focus();
    }
    if (answer) dialog?.close();
    if (answer === "yes") {
      this.clear();
      this.announce([this.say("cleared")]);
    }
  }

  /** True for a radio button that was chosen before what is happening to it now.
   * @param {HTMLInputElement} radio */
  isChosen(radio) {
    const row = radio.type === "radio" && "value" in radio.dataset && this.findRow(radio);
    return row && this.answers[row.item.id]?.value === radio.value;
  }

  /** @param {HTMLInputElement} radio */
  takeBack(radio) {
    radio.checked = false;
    this.take(radio);
  }

  /** Forgets every answer and what was said of it. */
  clear() {
    this.left = new WeakSet();
    findAll(this.form, ".rn-more").forEach((more) => more.removeAttribute("open"));
    findAll(this.form, "[data-announce]")[0]?.replaceChildren();
    this.fill({});
  }

  /** Holds these answers and no others, silently.
   * @param {Record<string, Answer>} answers */
  fill(answers) {
    for (const [id, row] of this.rows) writeAnswer(row, own(answers, id));
    this.readAll();
  }

  /** Says on the page that the answers have come along, and gives them room; until the next change. */
  arrive() {
    findFields(this.form).forEach(grow);
    if (this.isAnswered()) write(this.parts[0], `${this.say("carried")} ${this.say("statusUsed")}`);
  }

  /** Says it aloud. */
  tellArrival() {
    if (this.isAnswered()) this.announce([this.say("carried")]);
  }

  /** @param {boolean} on */
  markForPrint(on) {
    this.form.classList.toggle("rn-print-blank", on && !this.isAnswered());
    this.form.classList.toggle("rn-print-filled", on && this.isAnswered());
    for (const { element } of this.rows.values()) layOut(element, on, this.say);
  }
}

const checklists = start(document);
/** True while a finger or a button of the mouse is down. */
let isPressed = false;

for (const type of ["pointerdown", "pointerup", "pointercancel"]) {
  addEventListener(type, () => { isPressed = type === "pointerdown"; }, true);
}

/** The lists of a page, those that run. @param {Document} page */
function start(page) {
  /** @type {Checklist[]} */
  const lists = [];
  for (const form of findAll(page, "form.rn-checklist")) {
    try {
      lists.push(new Checklist(/** @type {HTMLFormElement} */ (form)));
    } catch (error) {
      hide(form, "[data-item], [data-section]", false);
      hide(page, ".rn-contents li", false);
      hide(form, ".rn-outcome__now", true);
      console.error(`Rinnalla: list "${form.id}" is shown without its script: ${error}`);
    }
  }
  return lists;
}

addEventListener("beforeprint", () => {
  checklists.forEach((checklist) => checklist.markForPrint(true));
  const place = document.querySelector("[data-address]:empty");
  if (place && location.protocol !== "file:") place.textContent = location.origin + location.pathname;
});
addEventListener("afterprint", () => checklists.forEach((checklist) => checklist.markForPrint(false)));
addEventListener("pagehide", () => checklists.forEach((checklist) => checklist.clear()));
addEventListener("pageshow", ({ persisted }) => persisted && checklists.forEach((checklist) => checklist.clear()));
// The day may have turned while the page was out of sight.
document.addEventListener("visibilitychange", () =>
  document.hidden || checklists.forEach((checklist) => checklist.show(null, [])));
addEventListener("beforeunload", (event) => {
  if (!checklists.some((checklist) => checklist.isAnswered())) return;
  event.preventDefault();
  event.returnValue = true;
});
keepAnswers(checklists, start);

const PAPER = "#paper=";

/** Compares the paper whose code brought the reader here; few come that way, so its script is loaded only then. */
async function showPaper() {
  if (!location.hash.startsWith(PAPER)) return;
  const paper = await import("./paper.js");
  paper.showPaper(location.hash.slice(PAPER.length), readToday());
}

showPaper();
addEventListener("hashchange", showPaper);
