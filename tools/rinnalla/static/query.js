// @ts-check
// What somebody types, turned into words the index knows: base forms, other words for the same, the nearest spelling.
/** @import { Slot, Term, Vocabulary, VocabularyFile } from "./types.js" */

const WORD = /[\p{L}\p{N}]+(?:[-.:’'][\p{L}\p{N}]+)*/gu;
/** Letters a word needs for each way of understanding it. */
const SHORTEST = { prefix: 3, stem: 4, typo: 4, part: 4, long: 7 };
const MOST_BEGUN = 6;
/** What a term counts for beside the word itself. */
const SYNONYM = 0.8;
const HALVES = 0.4;

// Finnish endings without their dots: of the stem, of case or verb, of the owner, and the little words at the end.
const STEM = "[aeiouy]{0,2}(?:(?:ks|s|t|d)[ei][aeiouy]?)?";
const CASE = "n|t|s|nen|[aeiouyh]?[aeiouy]n|s[ei][ei]n|t?ten|jen|t?ta|[ls][lst]?a|l?le|na|ksi|ja";
const VERB = "minen|mis\\w{0,4}|m[ai]\\w{0,4}|nut|neet|[vp]at|t?aan|daan|isi\\w{0,3}|t?tu\\w?|dut|tiin|va\\w{0,3}|mme|tte|kaa";
const LAST = "(?:ni|si|nsa|mme|nne)?(?:kin|kaan|ko|pa|han)?";
const FINNISH = new RegExp(`^${STEM}(?:${CASE}|${VERB})?${LAST}$`);

/** Without capitals and dots: people leave them out.
 * @param {string} word */
export function fold(word) {
  return word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[‐‑]/g, "-").replace(/’/g, "'");
}

/** With the grades of consonants levelled: päällikkö is like päällikön, suhde like suhteen, lupa like luvan.
 * @param {string} folded */
function level(folded) {
  return folded.replace(/([^aeiouy])\1/g, "$1").replace(/([mnlr])[ptkgd](?=[aeiouy])/g, "$1").replace(/d/g, "t")
    .replace(/v/g, "p");
}

/** @param {VocabularyFile} file @returns {Vocabulary} */
export function readVocabulary({ words, joining, synonyms, ending }) {
  /** @type {Map<string, Set<string>>} */
  const bases = new Map();
  const written = new Map();
  /** @param {string} form @param {string} base */
  const add = (form, base) => {
    for (const key of new Set([form, fold(form)])) bases.set(key, (bases.get(key) ?? new Set()).add(base));
  };
  for (const [base, forms] of Object.entries(words)) {
    for (const form of [base, ...forms.split(" ")]) if (form) add(form, base);
    // Of what sounds alike without dots, the first.
    for (const form of ending ? forms.split(" ") : []) if (!written.has(fold(form))) written.set(fold(form), form);
  }
  const onSite = new Set(Object.keys(words));
  const phrases = synonyms.map(([typed, finds]) => ({ typed: typed.split(" "), finds }));
  for (const { typed } of phrases) for (const word of typed) if (!onSite.has(word)) add(word, word);
  for (const [typed, , asWritten] of synonyms) {
    const [stems, forms] = [typed.split(" "), asWritten?.split(" ") ?? []];
    if (stems.length === forms.length) stems.forEach((stem, at) => add(forms[at] ?? stem, stem));
  }
  phrases.sort((one, other) => other.typed.length - one.typed.length);
  const forms = [...bases.keys()].filter((form) => form === fold(form));
  const pattern = ending ? new RegExp(`^(?:${ending})$`) : undefined;
  return { bases, forms, onSite, phrases, written, joining: new Set(joining), ending: pattern };
}

/** Whether two words could be forms of one: what differs are endings. Returns how much they share, less what differs.
 * @param {string} one @param {string} other @param {RegExp} [ending] */
function shared(one, other, ending = FINNISH) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const long = at >= SHORTEST.stem && at * 5 >= Math.max(one.length, other.length) * 3;
  return long && ending.test(one.slice(at)) && ending.test(other.slice(at)) ? at * 100 - other.length : 0;
}

/** Whether one edit makes the other of one: a letter more, less, other, or two changed round.
 * @param {string} one @param {string} other */
export function isNear(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
}

/** The forms that are best by a measure; none where it is 0 for all.
 * @param {string[]} forms @param {(form: string) => number} measure */
function best(forms, measure) {
  let most = 1;
  /** @type {string[]} */
  let found = [];
  for (const form of forms) {
    const value = measure(form);
    if (value > most) [most, found] = [value, []];
    if (value === most) found.push(form);
  }
  return found;
}

/** Base forms of a typed word, and the form that stands for it where it is spelt otherwise.
 * @param {string} typed @param {Vocabulary} vocabulary @returns {{ bases: string[], spelt?: string }} */
export function understand(typed, vocabulary) {
  const { bases, forms, ending } = vocabulary;
  const folded = fold(typed);
  // l'accueil is found by accueil, and what is the reader's by reader
  const word = bases.has(folded) || !ending ? folded : folded.replace(/^\w{1,7}'(?=\w{2})|'s?$/g, "");
  /** @param {string[]} found */
  const all = (found) => [...new Set(found.flatMap((form) => [...bases.get(form) ?? []]))];
  const same = [typed.toLowerCase(), word].find((form) => bases.has(form));
  if (same) return { bases: all([same]) };
  if (word.length >= SHORTEST.prefix) {
    const begun = forms.filter((form) => form.startsWith(word)).sort((a, b) => a.length - b.length);
    if (begun.length > 0) return { bases: all(begun).slice(0, MOST_BEGUN) };
  }
  const inflected = best(forms, (form) => shared(word, form, ending));
  const near = forms.filter((form) => word.length >= SHORTEST.typo && isNear(word, form));
  const [spelt] = best(near, (form) => (form[0] === word[0] ? 3 : 1) + Number(bases.get(form)?.has(form) ?? false));
  if (spelt && (inflected.length === 0 || word.length >= SHORTEST.long)) {
    const shown = vocabulary.written.get(spelt) ?? all([spelt])[0];
    return { bases: all([spelt]), ...(shared(word, spelt, ending) ? {} : { spelt: shown }) };
  }
  if (inflected.length > 0) return { bases: all(inflected) };
  const graded = ending ? [] : best(forms, (form) => shared(level(word), level(form)));
  return { bases: graded.length > 0 ? all(graded) : split(word, vocabulary) };
}

/** The known beginning and end of a compound that the site does not have; or its beginning alone.
 * @param {string} word @param {Vocabulary} vocabulary @returns {string[]} */
function split(word, { bases, forms, ending }) {
  /** @type {string[]} */
  let found = [];
  for (let at = SHORTEST.part; at <= word.length - SHORTEST.part; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (!bases.has(head)) continue;
    const tails = bases.has(tail) ? [tail] : best(forms, (form) => shared(tail, form, ending));
    if (tails.length > 0 || found.length < 2) found = [head, ...tails];
  }
  return [...new Set(found.flatMap((form) => [...bases.get(form) ?? []]))];
}

/** What to look for, word by word; words that belong together are one slot.
 * @param {string} query @param {Vocabulary} vocabulary @param {boolean} [literal] take spellings as they are
 * @returns {Slot[]} */
export function plan(query, vocabulary, literal = false) {
  const typed = query.match(WORD) ?? [];
  const words = typed.map((word) => ({ typed: word, ...understand(word, vocabulary) }));
  /** @type {Slot[]} */
  const slots = [];
  for (let at = 0; at < words.length;) {
    const phrase = vocabulary.phrases.find(({ typed: names }) =>
      names.length <= words.length - at && names.every((name, next) => words[at + next]?.bases.includes(name)));
    const taken = words.slice(at, at + (phrase?.typed.length ?? 1));
    const spelt = taken.find((word) => word.spelt);
    slots.push(spelt && literal ? { typed: spelt.typed, terms: [] } : {
      typed: taken.map((word) => word.typed).join(" "),
      spelt: spelt?.spelt,
      terms: termsOf(taken.map((word) => word.bases), vocabulary),
    });
    at += taken.length;
  }
  const telling = slots.filter(({ terms }) => !terms.some(({ text }) => vocabulary.joining.has(text)));
  return telling.length > 0 ? telling : slots;
}

/** The terms of one slot: the word itself, what means the same, and the two halves of a compound.
 * @param {string[][]} taken base forms by word @param {Vocabulary} vocabulary @returns {Term[]} */
function termsOf(taken, vocabulary) {
  const own = taken.length === 1 ? taken[0] ?? [] : [taken.map(([first = ""]) => first).join(" ")];
  const others = vocabulary.phrases.filter(({ typed }) =>
    typed.length === taken.length && typed.every((word, at) => taken[at]?.includes(word)));
  /** @type {Map<string, number>} */
  const terms = new Map(own.map((text) => [text, 1]));
  /** @param {string} text @param {number} weight */
  const add = (text, weight) => text && !terms.has(text) && terms.set(text, weight);
  for (const text of others.flatMap(({ finds }) => finds)) add(text, SYNONYM);
  for (const word of own) add(halve(word, vocabulary), HALVES);
  return [...terms].map(([text, weight]) => ({ text, weight }))
    .filter(({ text }) => text.split(" ").every((word) => vocabulary.onSite.has(word)));
}

/** A compound of two words of the site, as these two; nothing for other words.
 * @param {string} word @param {Vocabulary} vocabulary */
function halve(word, { onSite }) {
  for (let at = SHORTEST.part; at <= word.length - SHORTEST.part; at += 1) {
    if (onSite.has(word.slice(0, at)) && onSite.has(word.slice(at))) return `${word.slice(0, at)} ${word.slice(at)}`;
  }
  return "";
}
