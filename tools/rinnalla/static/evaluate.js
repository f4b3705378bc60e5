// @ts-check
// What a list's answers (any JSON) amount to: pure, no DOM, in step with evaluate.py, the reference.
// Logic is Kleene's: null is unknown. Conditions are trees of data, never run as code.
/** @import { Case, Conditional, Item, Model, Operator, Reader, Scalar, Scope, State, Tree } from "./types.js" */

/** @param {unknown} value @returns {value is string} */
export function isFilled(value) {
  return typeof value === "string" && value.trim() !== "";
}

/** Never an inherited entry: an id may be "constructor".
 * @param {any} object @param {string} key @returns {any} */
export function own(object, key) {
  const has = typeof object === "object" && object && !Array.isArray(object) && Object.hasOwn(object, key);
  return has ? object[key] : undefined;
}

/** True for a real day YYYY-MM-DD, years 0001 to 9999.
 * @param {unknown} value @returns {value is string} */
export function isDate(value) {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const [year, month, day] = value.split("-").map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return year > 0 && day > 0 && day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

/** Digits as they are typed in Arabic (U+0660) and in Persian (U+06F0), and the mark of their fractions.
 * @param {string} text */
function westernize(text) {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15)).replace("\u066b", ".");
}

/** Reads a JSON number, or one typed as "3,5", "3.5", "−2" or "٣".
 * @param {unknown} value */
export function readNumber(value) {
  const text = typeof value === "string" ? westernize(value) : "";
  const typed = /^\s*[-+\u2212]?\d{1,12}([.,]\d{1,6})?\s*$/.test(text);
  const number = typed ? Number(text.replace("\u2212", "-").replace(",", ".")) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** True for a number or date beyond the item's limits.
 * @param {any} item @param {number|string} value */
export function isOutside({ min, max }, value) {
  return (typeof min === typeof value && value < min) || (typeof max === typeof value && value > max);
}

/** @type {Reader} */
function readSingle(item, value) {
  const { kind, choices = [] } = item;
  if (kind === "check") return value === true || null;
  if (kind === "text") return isFilled(value) ? value : null;
  if (kind === "number" || kind === "date") {
    const known = kind === "number" ? readNumber(value) : isDate(value) ? value : null;
    return known === null || isOutside(item, known) ? null : known;
  }
  if (kind === "choices") {
    const known = Array.isArray(value) ? value.filter((option) => choices.includes(option)) : [];
    return known.length > 0 ? known : null;
  }
  const options = kind === "yes-no" ? ["yes", "no", "not-known"] : kind === "choice" ? choices : [];
  return options.find((option) => option === value) ?? null;
}

/** What conditions see of a value; of several, the last that can be read.
 * @type {Reader} */
function readValue(item, value) {
  const values = !item.repeat ? [value] : Array.isArray(value) ? value : [];
  return values.map((one) => readSingle(item, one)).filter((one) => one !== null).at(-1) ?? null;
}

/** @param {unknown} answer */
export function hasAside(answer) {
  return ["na", "later", "declined"].includes(own(answer, "aside"));
}

/** @param {Item} item */
function asks({ kind }) {
  return kind !== "advice" && kind !== "warning";
}

/** True when an asking item has been dealt with, one way or another.
 * @param {Item} item @param {unknown} answer */
function isHandled(item, answer) {
  const value = own(answer, "value");
  if (hasAside(answer)) return true;
  if (item.kind === "reflect") return isFilled(value) || isFilled(own(answer, "note")) || own(answer, "seen") === true;
  if (item.kind !== "grid") return readValue(item, value) !== null;
  return (item.rows ?? []).some((row) => (item.columns ?? []).some((column) => isFilled(own(own(value, row), column))));
}

/** @param {(boolean|null)[]} truths */
const any = (truths) => truths.includes(true) || (truths.includes(null) ? null : false);

/** @param {boolean|null} truth */
const negate = (truth) => (truth === null ? null : !truth);

/** The answer "not known yet" equals only the word itself; to anything else it is unknown.
 * @type {Operator} */
function equal(scope, left, right) {
  const [a, b] = [compute(scope, left), compute(scope, right)];
  const isWord = [left, right].some((side) => side.join() === "choice,not-known");
  const isOpen = [left, right].some((side) => side[0] === "item" && scope.kindOf(side[1]) === "yes-no" &&
    compute(scope, side) === "not-known");
  const fits = [a, b].every((value) => value !== null && typeof value !== "boolean");
  return fits && (isWord || !isOpen) ? a === b : null;
}

/** Compares two numbers, or two dates as strings.
 * @type {(holds: (a: any, b: any) => boolean) => Operator} */
const order = (holds) => (scope, ...sides) => {
  const [a, b] = sides.map((side) => compute(scope, side));
  return typeof a === typeof b && ["number", "string"].includes(typeof a) ? holds(a, b) : null;
};

/** @type {(calculate: (a: number, b: number) => number) => Operator} */
const arithmetic = (calculate) => (scope, ...sides) => {
  const [a, b] = sides.map((side) => compute(scope, side));
  const result = typeof a === "number" && typeof b === "number" ? calculate(a, b) : NaN;
  return Number.isFinite(result) ? result : null;
};

/** @type {Record<string, Operator>} */
const OPERATORS = {
  or: (scope, ...parts) => any(parts.map((part) => isTrue(scope, part))),
  and: (scope, ...parts) => negate(any(parts.map((part) => negate(isTrue(scope, part))))),
  not: (scope, part) => negate(isTrue(scope, part)),
  "=": equal,
  "!=": (...sides) => negate(/** @type {any} */ (equal(...sides))),
  in: (scope, left, options) => any(options.map((/** @type {Tree} */ option) => equal(scope, left, option))),
  "<": order((a, b) => a < b),
  "<=": order((a, b) => a <= b),
  ">": order((a, b) => a > b),
  ">=": order((a, b) => a >= b),
  "+": arithmetic((a, b) => a + b),
  "-": arithmetic((a, b) => a - b),
  "*": arithmetic((a, b) => a * b),
  "/": arithmetic((a, b) => a / b),
  neg: (scope, part) => OPERATORS["-"](scope, ["num", 0], part),
  num: (_, value) => value,
  date: (_, value) => value,
  choice: (_, id) => id,
  item(scope, id) {
    const value = scope.valueOf(id);
    return Array.isArray(value) ? null : value;
  },
  outcome: (scope, id) => scope.outcomeOf(id),
  setting: (scope, name) => scope.settingOf(name),
  today: (scope) => scope.today,
  answered: (scope, id) => scope.isAnswered(id),
  has(scope, id, option) {
    const value = scope.valueOf(id);
    return Array.isArray(value) ? value.includes(option) : null;
  },
};

/** @param {Scope} scope @param {Tree} tree @returns {Scalar} */
function compute(scope, [operator, ...operands]) {
  return Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator](scope, ...operands) : null;
}

/** @param {Scope} scope @param {Tree} tree */
function isTrue(scope, tree) {
  const value = compute(scope, tree);
  return typeof value === "boolean" ? value : null;
}

/** Computes once per id; what is being computed counts as `pending`.
 * @template T
 * @param {T} pending @param {(id: string) => T} compute @returns {(id: string) => T} */
function remember(pending, compute) {
  const known = new Map();
  return (id) => {
    if (!known.has(id)) known.set(id, pending).set(id, compute(id));
    return known.get(id);
  };
}

/** @param {Model} model @param {unknown} answers @param {unknown} settings @param {unknown} today */
function start({ items = [], outcomes = [] }, answers, settings, today) {
  const byId = new Map(items.map((item) => [item.id, item]));
  /** @param {Conditional} thing @returns {boolean|null} */
  const holds = (thing) => (thing.if ? isTrue(scope, thing.if) : true);
  /** The first case that is true or unknown.
   * @param {string} id @returns {Case|undefined} */
  const decide = (id) => outcomes.find((section) => section.id === id)?.cases.find((one) => holds(one) !== false);
  /** @param {string} id */
  const isVisible = remember(false, (id) => byId.has(id) && holds(/** @type {Item} */ (byId.get(id))) === true);
  /** @type {Scope} */
  const scope = {
    kindOf: (id) => byId.get(id)?.kind,
    valueOf(id) {
      const item = isVisible(id) && byId.get(id);
      const answer = own(answers, id);
      if (!item) return null;
      return hasAside(answer) ? (item.kind === "check" ? false : null) : readValue(item, own(answer, "value"));
    },
    isAnswered(id) {
      const item = isVisible(id) && byId.get(id);
      return item ? asks(item) && isHandled(item, own(answers, id)) : false;
    },
    outcomeOf: remember(/** @type {string|null} */ (null), (id) => {
      const deciding = decide(id);
      return !deciding ? "" : holds(deciding) ? deciding.id : null;
    }),
    settingOf: (name) => own(settings, name) ?? null,
    today: isDate(today) ? today : null,
  };
  return { items, outcomes, byId, scope, holds, decide, isVisible };
}

/** The state of a list. answers: by item id. settings: by name. today: YYYY-MM-DD, unknown where it is none.
 * @param {Model} model @param {unknown} answers @param {unknown} settings @param {unknown} today @returns {State} */
export function evaluate(model, answers, settings, today) {
  const { items, outcomes, scope, isVisible } = start(model, answers, settings, today);
  const visible = items.filter(({ id }) => isVisible(id));
  const handled = visible.filter(({ id }) => scope.isAnswered(id));
  /** @param {Item[]} some */
  const ids = (some) => some.map(({ id }) => id);
  return {
    visible: ids(visible),
    handled: ids(handled),
    progress: [handled.length, visible.filter(asks).length],
    outcomes: Object.fromEntries(outcomes.map(({ id }) => [id, scope.outcomeOf(id)])),
    warnings: ids(visible.filter(({ kind }) => kind === "warning")),
  };
}

/** Of the parts of the deciding rule of which one is enough, in order: which are true. Empty for other rules.
 * @param {Model} model @param {unknown} answers @param {unknown} settings @param {unknown} today
 * @param {string} outcome */
export function findMet(model, answers, settings, today, outcome) {
  const { scope, decide } = start(model, answers, settings, today);
  const [operator, ...parts] = decide(outcome)?.if ?? [""];
  return operator === "or" ? parts.map((part) => isTrue(scope, part) === true) : [];
}

/** Ids of the items an outcome waits for: not answered, set aside, or "not known yet".
 * @param {Model} model @param {unknown} answers @param {unknown} settings @param {unknown} today
 * @param {string} outcome */
export function findMissing(model, answers, settings, today, outcome) {
  const { items, byId, scope, holds, decide, isVisible } = start(model, answers, settings, today);
  const [met, missing] = [new Set(), new Set()];

  /** @param {Conditional} [thing] */
  function visitUnknown(thing) {
    if (thing?.if && holds(thing) === null) visit(thing.if);
  }

  /** @param {Tree} tree */
  function visit([operator, ...operands]) {
    const [id] = operands;
    if (["and", "or", "not"].includes(operator)) operands.forEach((part) => visitUnknown({ if: part }));
    else if (["item", "has", "outcome"].includes(operator)) {
      if (met.has(id)) return;
      met.add(id);
      if (operator === "outcome") visitUnknown(decide(id));
      else if (!isVisible(id)) visitUnknown(byId.get(id));
      else if ([null, "not-known"].includes(/** @type {any} */ (scope.valueOf(id)))) missing.add(id);
    } else (operator === "in" ? [id] : operands.filter(Array.isArray)).forEach(visit);
  }

  visit(["outcome", outcome]);
  return items.filter(({ id }) => missing.has(id)).map(({ id }) => id);
}
