// @ts-check
// One item on the page: its fields, what they hold and what is said of it. Knows no other items.
/** @import { Answer, Row, Say } from "./types.js" */
import { hasAside, isDate, isFilled, isOutside, own, readNumber } from "./evaluate.js";
import { findIdentity } from "./identity.js";

const GROWS = CSS.supports("field-sizing", "content");
/** Digits and years are those of the codes and dates that the page already shows, in every language. */
export const PLAIN = Object.freeze({ numberingSystem: "latn", calendar: "gregory" });

/** Letters and lines above which a text may be parted between two sheets. */
const [LONG, LINES] = [600, 8];

/** @param {ParentNode} root @param {string} selector */
export function findAll(root, selector) {
  return /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);
}

/** Inputs; text areas too, which share what is used of them.
 * @param {Element} element */
export function findFields(element) {
  return /** @type {HTMLInputElement[]} */ (findAll(element, "input, textarea"));
}

/** @param {HTMLInputElement} field */
function isTick({ type }) {
  return type === "checkbox" || type === "radio";
}

/** What the fields hold, blank ones left out; null when nothing.
 * @param {Row} row @returns {Answer|null} */
export function readAnswer({ item, element }) {
  const held = findFields(element).filter((field) => isFilled(field.value) && (!isTick(field) || field.checked));
  /** @param {string} name */
  const having = (name) => held.filter(({ dataset }) => name in dataset);
  const [values, [aside], [reason], [note]] = ["value", "aside", "reason", "note"].map((name) =>
    having(name).map((field) => field.value));
  const [cells, texts] = [Object.create(null), Object.create(null)];
  for (const { dataset: { row = "", column = "" }, value } of having("row")) {
    (cells[row] ??= Object.create(null))[column] = value;
  }
  for (const { dataset: { optionText = "" }, value } of having("optionText")) texts[optionText] = value;
  const value = item.kind === "grid" ? cells : item.kind === "choices" || item.repeat ? values
    : item.kind === "check" ? values.length > 0 : values[0];
  const parts = Object.entries({ value, aside, reason, note, seen: having("seen").length > 0, texts })
    .filter(([, part]) => part && (typeof part !== "object" || Object.keys(part).length > 0));
  return parts.length > 0 ? Object.fromEntries(parts) : null;
}

/** Makes the fields hold an answer (any JSON) and nothing else.
 * @param {Row} row @param {unknown} answer */
export function writeAnswer({ item, element }, answer) {
  const value = own(answer, "value");
  const values = Array.isArray(value) ? [...value] : [value];
  findAll(element, "[data-added]").forEach((added) => added.remove());
  if (item.repeat) values.slice(1).forEach(() => addValue(element));
  for (const field of findFields(element)) {
    const { row, column = "", optionText } = field.dataset;
    const name = ["aside", "reason", "note", "seen"].find((one) => one in field.dataset);
    if (name === "seen") field.checked = own(answer, name) === true;
    else if (name === "aside") field.checked = field.value === (hasAside(answer) ? own(answer, name) : "");
    else if (isTick(field)) field.checked = values.includes(item.kind === "check" || field.value);
    else {
      const text = name ? own(answer, name) : row ? own(own(value, row), column)
        : optionText ? own(own(answer, "texts"), optionText) : values.shift();
      field.value = ["string", "number"].includes(typeof text) ? text : "";
      grow(field);
    }
  }
}

/** Keeps an answer and what stands in for it apart after a change. A stand-in ("later") empties boxes and buttons, not
 * typed text. A first answer takes it back, a correction does not. Text for an option chooses the option.
 * @param {Row} row @param {HTMLInputElement} control what changed @param {Answer} [before] what was held so far */
export function settle({ element }, control, before) {
  const { aside, value, seen, row, optionText } = control.dataset;
  const given = isTick(control) ? control.checked : isFilled(control.value) && before?.value === undefined;
  const answers = [value, seen, row, optionText].some((one) => one !== undefined);
  const explains = optionText && isFilled(control.value) && !own(before?.texts, optionText);
  for (const field of findFields(element).filter(isTick)) {
    if ("aside" in field.dataset) field.checked = answers && given ? field.value === "" : field.checked;
    else if (aside !== undefined && control.value) field.checked = false;
    else if (explains && field.value === optionText) field.checked = true;
  }
}

/** The item's text, after its code: "A3 Kertomisen tapa".
 * @param {Element} element */
export function readLabel(element) {
  const [code = ""] = findAll(element, ".rn-code").map(({ textContent }) => textContent);
  const [text] = findAll(element, ".rn-tick__text, .rn-field__text, caption, .rn-note p");
  const copy = /** @type {Element|undefined} */ (text?.cloneNode(true));
  copy?.querySelectorAll(".rn-code, .rn-vh").forEach((part) => part.remove());
  return `${code} ${copy?.textContent ?? ""}`.replace(/\s+/g, " ").trim();
}

/** Adds an empty field with its own label.
 * @param {HTMLElement} element */
export function addValue(element) {
  const groups = findAll(element, ".rn-values");
  const added = /** @type {HTMLElement} */ (groups[0].cloneNode(true));
  const [field] = findFields(added);
  const label = document.createElement("label");
  findAll(added, "[id]").forEach((part) => part.removeAttribute("id"));
  added.dataset.added = "";
  label.className = "rn-vh";
  label.textContent = `${readLabel(element)} (${groups.length + 1})`;
  label.htmlFor = field.id = `${element.id}--value-${groups.length + 1}`;
  field.value = "";
  added.prepend(label);
  groups[groups.length - 1].after(added);
  return field;
}

/** Makes a text area as high as its text, where the style sheet cannot.
 * @param {HTMLElement} field */
export function grow(field) {
  if (GROWS || field.localName !== "textarea") return;
  field.style.blockSize = "";
  const more = field.scrollHeight - field.clientHeight;
  if (more > 0) field.style.blockSize = `${field.offsetHeight + more}px`;
}

/** Lays an item out for paper, or takes that back. What a field holds is printed beside it, in its place: a field cuts what
 * is long, is never parted between two sheets, and writes a date as the browser likes. A note is printed though closed away.
 * @param {Element} element @param {boolean} on @param {Say} say */
export function layOut(element, on, say) {
  findAll(element, ".rn-print-text").forEach((copy) => copy.remove());
  for (const field of findFields(element).filter((one) => !isTick(one))) {
    const isCopied = on && isFilled(field.value);
    field.classList.toggle("rn-copied", isCopied);
    field.classList.toggle("rn-empty", on && !field.value && !field.validity.badInput);
    if (isCopied) field.after(copy(field, say));
  }
  for (const more of /** @type {HTMLDetailsElement[]} */ (findAll(element, "details.rn-more"))) {
    const isFilledIn = on && findFields(more).some(({ dataset, value }) => "note" in dataset && isFilled(value));
    more.classList.toggle("rn-more--filled", isFilledIn);
    if (isFilledIn ? !more.open : "opened" in more.dataset) {
      more.open = isFilledIn;
      more.toggleAttribute("data-opened", isFilledIn);
    }
  }
}

/** What a field holds, for paper.
 * @param {HTMLInputElement} field @param {Say} say */
function copy({ localName, type, value }, say) {
  const text = type === "date" && isDate(value) ? writeDay(value, say) : value;
  const written = Object.assign(document.createElement("div"), { className: "rn-print-text", textContent: text });
  written.classList.toggle("rn-print-text--short", localName !== "textarea");
  written.classList.toggle("rn-print-text--long", text.length > LONG || text.split("\n").length > LINES);
  return written;
}

/** A day as the language of the page writes it.
 * @param {string} day YYYY-MM-DD @param {Say} say */
function writeDay(day, say) {
  return new Date(day).toLocaleDateString(say("locale"), { ...PLAIN, timeZone: "UTC" });
}

/** Shows in words what stands in for an answer, and asks why.
 * @param {Row} row @param {Answer|null} answer @param {Say} say */
export function showAside({ element }, answer, say) {
  const { aside = "", reason } = answer ?? {};
  for (const part of findAll(element, ".rn-aside-tag, .rn-reason")) {
    const words = part.querySelector("label") ?? part;
    part.toggleAttribute("hidden", !aside);
    if (aside && words !== part) words.textContent = say(`reason${aside[0].toUpperCase()}${aside.slice(1)}`);
    else if (aside) {
      const why = Object.assign(document.createElement("bdi"), { textContent: reason });
      words.replaceChildren(...reason ? [say("label", { label: say(aside) }), " ", why] : [say(aside)]);
    }
  }
}

/** What is wrong with a typed number or date, in words.
 * @param {Row} row @param {HTMLInputElement} field @param {Say} say */
function findFault({ item, element }, { value, validity }, say) {
  const { kind, min, max } = item;
  if ((kind !== "number" && kind !== "date") || !(isFilled(value) || validity.badInput)) return "";
  const known = kind === "number" ? readNumber(value) : isDate(value) ? value : null;
  if (known === null) return say(kind === "number" ? "badNumber" : "badDate");
  /** @param {unknown} limit */
  const write = (limit) => isDate(limit) ? writeDay(String(limit), say) : Number(limit).toLocaleString(say("locale"), PLAIN);
  const ends = min === undefined ? "Max" : max === undefined ? "Min" : "Range";
  return isOutside(item, known) ? say(kind + ends, { min: write(min), max: write(max) }) : "";
}

/** Shows what cannot be read and what would identify somebody; returns what is new.
 * @param {Row} row @param {WeakSet<Element>} left fields that may be judged
 * @param {Say} say @returns {string[]} */
export function showProblems(row, left, say) {
  const [place] = findAll(row.element, ".rn-problem");
  if (!place) return [];
  const problems = new Set();
  for (const field of findFields(row.element).filter((one) => !isTick(one))) {
    const { dataset, value } = field;
    const fault = left.has(field) && "value" in dataset && findFault(row, field, say);
    const identity = findIdentity(value);
    const found = [fault, identity && say(identity)].filter(Boolean);
    found.forEach((problem) => problems.add(problem));
    if (found.length === 0 && dataset.described === undefined) continue;
    dataset.described ??= field.getAttribute("aria-describedby") ?? "";
    field.setAttribute("aria-describedby", `${dataset.described} ${found.length > 0 ? place.id : ""}`.trim());
    field.setAttribute("aria-invalid", String(Boolean(fault)));
  }
  const text = [...problems].join(" ");
  if (place.textContent === text) return [];
  place.textContent = text;
  place.hidden = !text;
  return text ? [text] : [];
}
