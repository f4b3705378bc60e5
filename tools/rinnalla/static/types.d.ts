/* The shapes that Python renders into a list's data attributes, and those the scripts share. For the type check only. */

/** A condition as the build wrote it: operator first, then its operands. */
export type Tree = readonly [string, ...any[]];
export type Kind = "check" | "reflect" | "yes-no" | "choice" | "choices" | "text" | "number" | "date" | "grid" | "advice" | "warning";

/** Absent means false or none. min and max are numbers for a number, ISO dates for a date. */
export interface Item extends Conditional {
  id: string;
  kind: Kind;
  choices?: string[];
  rows?: string[];
  columns?: string[];
  min?: number | string;
  max?: number | string;
  repeat?: boolean;
  required?: boolean;
}

/** One possible result; without a condition it always holds. */
export interface Case extends Conditional {
  id: string;
}

/** items: flat, in document order, without texts. */
export interface Model {
  id: string;
  kind: string;
  items?: Item[];
  outcomes?: { id: string; cases: Case[] }[];
}

/** A value that conditions work with; null is unknown. */
export type Scalar = boolean | number | string | null;
export type Value = Scalar | string[];

/** What the fields of one item hold. reason counts only with aside, a text in texts only with its option chosen. */
export interface Answer {
  value?: unknown;
  aside?: string;
  reason?: string;
  note?: string;
  seen?: boolean;
  texts?: Record<string, string>;
}

/** Ids in document order. outcomes: section to case, null while not known, "" when no case applies. */
export interface State {
  visible: string[];
  handled: string[];
  progress: [number, number];
  outcomes: Record<string, string | null>;
  warnings: string[];
}

/** What a condition may ask of the list it belongs to. */
export interface Scope {
  kindOf(id: string): Kind | undefined;
  valueOf(id: string): Value;
  isAnswered(id: string): boolean;
  outcomeOf(id: string): string | null;
  settingOf(name: string): Scalar;
  /** An ISO date; null when unknown. */
  today: string | null;
}

/** A function of the condition language; an operand is a tree, a list of trees, an id or a literal. */
export type Operator = (scope: Scope, ...operands: any[]) => Scalar;

/** A condition, or what has one: an item, a case. */
export interface Conditional {
  if?: Tree;
}

/** An item's value as a condition sees it. */
export type Reader = (item: Item, value: unknown) => Value;

/** An item and its element on the page. */
export interface Row {
  item: Item;
  element: HTMLElement;
}

/** A running list, as the way to another language needs it. */
export interface Held {
  form: HTMLFormElement;
  answers: Record<string, Answer>;
  isAnswered(): boolean;
  fill(answers: Record<string, Answer>): void;
  /** Says on the page, once it is shown, that the answers came along. */
  arrive(): void;
  /** Says it aloud. */
  tellArrival(): void;
}

/** The words for a key with {placeholders} filled; the key itself when there are none. */
export type Say = (key: string, values?: Record<string, unknown>) => string;

/** Where a result is shown. waiting: the sentence that names the missing items, and missing their ids. */
export interface Box {
  id: string;
  now: HTMLElement;
  cases: HTMLElement[];
  waiting: HTMLElement;
  outcome?: string | null;
  missing?: string;
}

/** The file of words that the index comes with. words: base form to its other forms; joining: those that say little by themselves;
 * synonyms: typed, and what it finds, and where base forms are stems typed as it was written; ending: pattern of what may differ
 * between forms of a word, empty for Finnish, whose own is known. */
export interface VocabularyFile {
  words: Record<string, string>;
  joining: string[];
  synonyms: [string, string[], string?][];
  ending?: string;
}

/** bases: every form, with and without dots, to its base forms; forms: all of them without dots; written: those as they are written,
 * where base forms are stems, which nobody should see. */
export interface Vocabulary {
  ending?: RegExp;
  written: Map<string, string>;
  bases: Map<string, Set<string>>;
  forms: string[];
  onSite: Set<string>;
  joining: Set<string>;
  phrases: { typed: string[]; finds: string[] }[];
}

/** Something to ask the index for; weight: 1 for the word itself. */
export interface Term {
  text: string;
  weight: number;
}

/** One word of a query, or several that belong together. spelt: the word of the site that stands for it. */
export interface Slot {
  typed: string;
  spelt?: string;
  terms: Term[];
}

/** What Pagefind gives: only what is used of it. */
export interface Pagefind {
  /** Without a term: every page. */
  search(term: string | null): Promise<{ results: PagefindResult[] }>;
  preload(term: string): Promise<void>;
}

export interface PagefindResult {
  id: string;
  score: number;
  data(): Promise<{
    url: string;
    meta: Record<string, string>;
    anchors: { id: string; text: string; location: number }[];
    weighted_locations: { location: number; balanced_score: number }[];
  }>;
}

/** A page that was found. slots: which words it holds, with the scores of their terms; hits: to ask for its places. */
export interface Found {
  slots: Map<number, number[]>;
  hits: PagefindResult[];
}

export interface FoundPlace {
  href: string;
  title: string;
}

/** One line of a paper. id and said: digests; letter: of its section, empty before the first; number: of an item that asks,
 * or of a result, else 0. */
export interface Entry {
  kind: "section" | "item" | "note" | "result";
  id: string;
  said: string;
  letter: string;
  number: number;
}

/** What a fingerprint says. list and head: digests; reviewed and due: YYYY-MM-DD or empty. */
export interface Paper {
  list: string;
  reviewed: string;
  due: string;
  head: string;
  code: string;
  entries: Entry[];
}

/** An entry on the paper, and in the list now. */
export interface Move {
  before: Entry;
  after: Entry;
}

/** moved: the same words with another code or in another place. */
export interface Difference {
  added: Entry[];
  removed: Entry[];
  changed: Move[];
  moved: Move[];
}
