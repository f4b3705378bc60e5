// @ts-check
// Another language while the page holds answers: the other page takes this one's place in the same document, so answers
// never leave its memory. What a browser carries to the next page it writes to disk (session storage, history state, the
// address), or the next site can read it (the window's name), or it outlives the page it should be forgotten with (workers).
/** @import { Held } from "./types.js" */

const SWITCHER = ".rn-languages a[hreflang]";
/** What the head says of the page; styles and scripts are the same in every language and stay. */
const HEAD = "title, meta[name], link[rel=canonical], link[rel=alternate]";
const PLACES = "[data-item], section[id]";
/** Milliseconds after which a page that does not come is opened as any link is. */
const PATIENCE = 10_000;
/** Milliseconds a screen reader needs to find a new place that speaks before anything is said in it. */
const HEARING = 200;

/** Takes over links of the switcher as long as a list is answered.
 * @param {Held[]} held the lists of the page, those that run; replaced with those of the new page
 * @param {(page: Document) => Held[]} start makes the lists of a page run */
export function keepAnswers(held, start) {
  let clicks = 0;
  document.addEventListener("click", async (event) => {
    const link = /** @type {HTMLAnchorElement|null} */ (/** @type {Element} */ (event.target).closest("a[href]"));
    if (!link) return;
    const click = clicks += 1;
    if (!link.matches(SWITCHER) || !isPlain(event) || !held.some((list) => list.isAnswered())) return;
    event.preventDefault();
    if (link.hreflang === document.documentElement.lang) return;
    /** @type {Held[]|null} */
    let lists = null;
    try {
      const [page, address] = await load(link.href);
      if (click !== clicks) return; // the reader has gone another way meanwhile
      lists = carry(held, page, start);
      if (lists) replace(page, address, link, lists);
    } catch {
      lists = null;
    }
    if (!lists) {
      if (click === clicks) location.assign(link.href); // asks before the answers are lost
      return;
    }
    held.splice(0, held.length, ...lists);
    setTimeout(() => held.forEach((list) => list.tellArrival()), HEARING);
  });
}

/** A click that asks for no other tab, window or file.
 * @param {MouseEvent} event */
function isPlain({ button, ctrlKey, metaKey, shiftKey, altKey, defaultPrevented }) {
  return button === 0 && !(ctrlKey || metaKey || shiftKey || altKey || defaultPrevented);
}

/** @param {string} href @returns {Promise<[Document, string]>} the page, without scripts, and its address */
async function load(href) {
  const answer = await fetch(href, { signal: AbortSignal.timeout(PATIENCE) });
  return [new DOMParser().parseFromString(await answer.text(), "text/html"), answer.url];
}

/** The lists of the other page, with the answers; null when it would not hold them all, as after an update of the site.
 * @param {Held[]} held @param {Document} page not shown yet @param {(page: Document) => Held[]} start */
function carry(held, page, start) {
  const lists = start(page);
  lists.forEach((list, at) => list.fill(held[at]?.answers ?? {}));
  const all = lists.length === document.querySelectorAll("form.rn-checklist").length;
  return all && lists.every((list, at) => isSame(list, held[at])) ? lists : null;
}

/** @param {Held} one @param {Held|undefined} other */
function isSame(one, other) {
  const ids = Object.keys(one.answers);
  return other !== undefined && one.form.id === other.form.id && one.form.dataset.model === other.form.dataset.model
    && ids.length === Object.keys(other.answers).length
    && ids.every((id) => JSON.stringify(one.answers[id]) === JSON.stringify(other.answers[id]));
}

/** Shows the other page at the same place of the text. Its address takes the place of this one's: Back leads to where the
 * reader came from, never to a page whose answers have moved on.
 * @param {Document} page @param {string} address @param {HTMLAnchorElement} link @param {Held[]} lists of the other page */
function replace(page, address, link, lists) {
  const [focused, place] = [document.activeElement, scrollY > 0 ? findPlace(page) : undefined];
  const before = place?.getBoundingClientRect().top ?? 0;
  history.replaceState(null, "", address);
  for (const { name, value } of page.documentElement.attributes) document.documentElement.setAttribute(name, value);
  document.head.querySelectorAll(HEAD).forEach((part) => part.remove());
  document.head.append(...page.head.querySelectorAll(HEAD));
  document.body.replaceWith(page.body);
  lists.forEach((list) => list.arrive());
  focus(focused, link.hreflang);
  const now = place && document.getElementById(place.id)?.getBoundingClientRect().top;
  if (typeof now === "number") scrollBy({ top: now - before, behavior: "instant" });
}

/** What is nearest the top of the window and stands in the other page too.
 * @param {Document} page */
function findPlace(page) {
  const [nearest] = [...document.querySelectorAll(PLACES)]
    .filter((place) => place.getClientRects().length > 0 && page.getElementById(place.id))
    .map((place) => ({ place, far: Math.abs(place.getBoundingClientRect().top) }))
    .sort((one, other) => one.far - other.far);
  return nearest?.place;
}

/** Focuses the field in which the reader went on writing, else the same link of the switcher.
 * @param {Element|null} focused @param {string} language */
function focus(focused, language) {
  const field = focused?.id ? document.getElementById(focused.id) : null;
  const links = [...document.querySelectorAll(SWITCHER)].filter((link) => link.getAttribute("hreflang") === language);
  for (const one of [field, ...links, document.querySelector("main")]) {
    /** @type {HTMLElement|null} */ (one)?.focus({ preventScroll: true });
    if (one && one === document.activeElement) return;
  }
}
