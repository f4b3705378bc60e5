"""Every problem the toolkit can report: its number, name, sentence and remedy.

The page docs/contributing/rules.md gives each code its reason and examples, and tests run those.
"""

from __future__ import annotations

from enum import Enum


class Code(Enum):
    """A problem: number, name, sentence, remedy. RN4 and RN601 are advice, all others errors.

    Words in braces are filled in from the diagnostic; «» mark the editor's own words.
    """

    MISSING_LIST_ID = (
        "RN101",
        "missing-list-id",
        "the list «{title}» has no id",
        "Add a line such as :id: ending-together below the title.",
    )
    MISSING_ITEM_ID = (
        "RN102",
        "missing-item-id",
        "the {what} «{text}» has no id",
        "Add one in braces at the end, such as {{#short-name}}.",
    )
    DUPLICATE_ID = (
        "RN103",
        "duplicate-id",
        'the id "{id}" is used twice (first on line {first})',
        "Rename one of them.",
    )
    BAD_ID = (
        "RN104",
        "bad-id",
        'the id "{id}" cannot be used',
        (
            "Use small English words joined by hyphens, without numbers,"
            " such as end-is-clear; not a word of the condition language."
        ),
    )
    UNKNOWN_TYPE = (
        "RN105",
        "unknown-type",
        '"{type}" is not a type of {what}',
        "Use one of: {known}.",
    )
    MISSING_TYPE = (
        "RN106",
        "missing-type",
        "the item «{text}» has neither a box nor a type",
        "Begin it with - [ ] for something to tick, or add type= inside the braces.",
    )
    NO_OPTIONS = (
        "RN107",
        "choice-without-options",
        "«{text}» is of type={type}, which needs at least {least} {what}",
        "Write them as a nested list, each with an id.",
    )
    OPTION_MISFIT = (
        "RN108",
        "option-does-not-fit",
        '"{option}" does not fit an item of type={type}',
        "Remove it, or change the type. Options of this type: {fits}.",
    )
    UNKNOWN_OPTION = (
        "RN109",
        "unknown-option",
        '"{option}" is not an option of {what}',
        "Use one of: {known}.",
    )
    BAD_VALUE = (
        "RN110",
        "bad-value",
        '{option} has the value "{value}"',
        "It must be {expected}.",
    )
    BAD_BRACES = (
        "RN111",
        "bad-braces",
        "the braces in «{text}» cannot be read at «{at}»",
        (
            'Write {{#id key=value key="several words"}} once, at the very end, and close the'
            " brace; the next item begins on a line of its own with a hyphen and a space."
        ),
    )
    SMART_QUOTES = (
        "RN112",
        "smart-quotes",
        "the braces hold the quotation mark {mark}, which a text program has rounded",
        'Type the straight mark " instead.',
    )
    UNCLOSED_FENCE = (
        "RN113",
        "unclosed-fence",
        "the block «{opening}» that starts here is never closed",
        "End it with a line of its own: {closing}",
    )
    NESTED_FENCE = (
        "RN114",
        "nested-fence",
        "the block «{opening}» stands inside «{outer}», which has no more marks than it",
        "Give the outer block more: start and end it with {closing}",
    )
    STRAY_FENCE = (
        "RN115",
        "stray-fence",
        "the line «{text}» has no partner: it closes nothing, and nothing closes it",
        "Remove it, or write the other line of the pair.",
    )
    TAB = (
        "RN116",
        "tab-indent",
        "the line is indented with a tab",
        "Use spaces: two for each step inwards.",
    )
    LINE_ENDS = (
        "RN117",
        "line-ends",
        "the file has Windows line ends (CRLF)",
        "Save it with LF line ends (in most editors: at the bottom right).",
    )
    BYTE_ORDER_MARK = (
        "RN118",
        "byte-order-mark",
        "the file begins with an invisible byte order mark",
        'Save it as "UTF-8", not "UTF-8 with BOM".',
    )
    NOT_UTF8 = (
        "RN119",
        "not-utf-8",
        "the file is not UTF-8 text (byte {byte} cannot be read)",
        "Save it as UTF-8.",
    )
    EMPTY_LIST = (
        "RN120",
        "empty-list",
        "the {what} «{title}» has no items",
        "Write at least one item, or remove it.",
    )
    TOO_MANY_ITEMS = (
        "RN121",
        "too-many-items",
        "the list has {count} items; more than {most} cannot be worked through",
        "Split it into several lists.",
    )
    TOO_DEEP = (
        "RN122",
        "too-deep",
        "«{text}» is nested too deep",
        "An item may hold options, and options may hold nothing more.",
    )
    STRAY_CONTENT = (
        "RN123",
        "stray-content",
        "{what} cannot stand here: «{text}»",
        (
            "A list holds headings (##) and items (-); an item holds hints, options or one record"
            " sentence (>), indented under it. Move anything else outside the list."
        ),
    )
    MARKUP = (
        "RN124",
        "markup-not-allowed",
        "the text holds {what}",
        "Texts of a list may hold *emphasis*, `code`, links and the roles {roles}.",
    )
    HEADING = (
        "RN125",
        "heading-level",
        "the heading «{text}» is of level {level}",
        "Sections of a list are all headings of level 2: ## Heading {{#id}}.",
    )
    DUPLICATE_LIST = (
        "RN126",
        "duplicate-list",
        'the list id "{id}" is used twice (first in {first})',
        "Rename one of the lists.",
    )
    SAME_OPTION_TEXT = (
        "RN127",
        "same-option-text",
        "the option «{text}» stands twice in one item (first on line {first})",
        "Reword or remove one of them.",
    )
    MISSING_METADATA = (
        "RN128",
        "missing-metadata",
        "the list «{title}» lacks {missing}",
        "Add below the title, each on a line of its own: {lines}",
    )
    RETIRED_ID = (
        "RN129",
        "retired-id",
        'the id "{id}" is in use and also among the retired ones',
        "Give the item a new id: an old one is never used again.",
    )
    NO_FILE = (
        "RN130",
        "no-such-file",
        "nothing can be read at this path",
        "Check the spelling and that you may open it; name a Markdown file or a folder.",
    )
    NO_TEXT = (
        "RN131",
        "missing-text",
        "the {what} «{text}» has no words",
        "Write them {where}, or remove it.",
    )
    UNKNOWN_DRAWING = (
        "RN140",
        "unknown-drawing",
        "there is no drawing called «{name}»",
        "Use one of: {known}; or draw it, and put the file in {folder} under that name.",
    )
    DRAWING_WORDS = (
        "RN141",
        "drawing-without-words",
        "the drawing «{name}» has no {what}",
        (
            "The first paragraph in the block is the title, and those after it say in words"
            " everything that the drawing shows."
        ),
    )
    UNPLACED_WORDS = (
        "RN142",
        "words-without-place",
        'the words "{id}" have no place in the drawing «{name}»',
        'Remove the line, or give a shape of the drawing data-label="{id}".',
    )
    EMPTY_PLACE = (
        "RN143",
        "place-without-words",
        'the drawing «{name}» has a place "{id}" for which there are no words',
        "Add a line at the end of the block: - the words {{#{id}}}.",
    )
    TIGHT_WORDS = (
        "RN144",
        "words-do-not-fit",
        "«{text}» does not fit in its place in the drawing «{name}»",
        "Use shorter words, write &shy; where a long word may break, or draw more room.",
    )
    BAD_ART = (
        "RN145",
        "bad-art",
        "the drawing {why}",
        "Use plain shapes and the classes that have a look, as the guide for editors lists them.",
    )
    UNKNOWN_IN_INDEX = (
        "RN150",
        "unknown-in-index",
        'the index of lists names "{id}", which is not the id of a list',
        "Write ids as they stand after :id: in the lists, each on a line of its own{near}",
    )
    UNKNOWN_NEXT = (
        "RN151",
        "unknown-next",
        'the list is followed by "{id}", which is not the id of a list',
        "Write ids as they stand after :id: in the lists, with a space between them{near}",
    )
    NEXT_ITSELF = (
        "RN152",
        "next-itself",
        'the list "{id}" is followed by itself',
        "Name the list that comes after it in the work, or remove the line.",
    )
    NAMED_TWICE = (
        "RN153",
        "named-twice",
        'the list "{id}" is named twice in {where}',
        "Remove one of them.",
    )
    CLIENT_CHECKLIST = (
        "RN154",
        "client-checklist",
        "the list «{title}» is for the client, but is a checklist",
        "Begin it with {{form}}: a client fills a form in, and sets no points aside.",
    )
    NOT_FOR_CLIENT = (
        "RN155",
        "not-for-client",
        "«{text}» has {what}, in a form for the client",
        (
            "Remove it: the form stays with the client, and is no part of the record or of the"
            " unit's work."
        ),
    )
    BAD_SEARCH_WORDS = (
        "RN160",
        "bad-search-words",
        "{what} {why}",
        (
            "An entry begins with - and has typed: what people type, and finds: words of the site,"
            " each with commas between."
        ),
    )
    CONDITION_SYNTAX = (
        "RN201",
        "condition-syntax",
        "the condition «{condition}» cannot be read at «{found}»",
        "Expected there: {expected}.",
    )
    UNKNOWN_NAME = (
        "RN202",
        "unknown-name",
        'the condition «{condition}» uses "{found}", which is not known here',
        "Use {expected}{near}",
    )
    MISMATCH = (
        "RN203",
        "type-mismatch",
        "the condition «{condition}» does not fit together at «{found}»",
        "Use {expected}.",
    )
    CYCLE = (
        "RN204",
        "cycle",
        "the conditions go round in a circle: {names}",
        "Let one of them depend on something else.",
    )
    NEVER_HOLDS = (
        "RN205",
        "never-holds",
        '"{id}" can never show: {why}',
        "Change the conditions: as it stands nobody will ever see this.",
    )
    UNKNOWN_SETTING = (
        "RN206",
        "unknown-setting",
        '"{name}" is not a setting{fit}',
        "Use one of: {known}.",
    )
    UNKNOWN_TARGET = (
        "RN207",
        "unknown-target",
        'the {role} "{target}" is not found',
        "Check the id; it is written {form}.",
    )
    NO_SOURCE = (
        "RN301",
        "no-source",
        "«{text}» does not say where it comes from",
        "Add source= with the ids of the facts, or origin=design or origin=legal if it is ours.",
    )
    REVIEW_IN_FUTURE = (
        "RN302",
        "review-in-future",
        "the list was reviewed on {reviewed}, which has not come yet",
        "Write the day on which somebody really read it through.",
    )
    REVIEW_GAP = (
        "RN303",
        "review-gap",
        "the next review, {due}, is not within 24 months after {reviewed}",
        "Choose a day after the review and within 24 months of it.",
    )
    REVIEW_LATE = (
        "RN304",
        "review-long-overdue",
        "the list should have been reviewed by {due}, over 90 days ago",
        "Read it through, mend what has changed, and write new dates; or set status to retired.",
    )
    NO_TRIAL = (
        "RN305",
        "approved-without-trial",
        "the list is approved, but does not say how it was tried out",
        "Add :trial: with who tried it, when, and what was changed; or set status to piloted.",
    )
    IDENTITY = (
        "RN306",
        "identity-data",
        "«{text}» {why}",
        "Lists hold no identity data: ask for roles, services and dates only.",
    )
    LOCAL_FACT = (
        "RN307",
        "local-fact",
        "«{text}» says {value}, which differs from one organisation to another",
        "Write {{setting}}`{name}` instead.",
    )
    LABEL = (
        "RN308",
        "label-for-people",
        "«{text}» calls people «{label}»",
        "Write about the situation instead, or put the word in quotation marks if it is quoted.",
    )
    BAD_SETTING = (
        "RN309",
        "bad-setting",
        "{what} {why}",
        (
            "A setting is a name with type (number or text), default, about, and source or origin"
            " indented under it."
        ),
    )
    UNKNOWN_FACT = (
        "RN310",
        "unknown-fact",
        'the fact "{id}" stands in no source',
        "Check the id, or add the fact to the page of its source.",
    )
    DUPLICATE_FACT = (
        "RN311",
        "duplicate-fact",
        'the fact "{id}" stands twice (first in {first})',
        "Remove one of them, or give it an id of its own.",
    )
    BAD_FACT = (
        "RN312",
        "bad-fact",
        "«{text}» {why}",
        (
            "Write each fact as - One sentence. {{#TI-1.2}}; after the id may stand uncertain, or"
            ' unused="why it is not content".'
        ),
    )
    UNUSED_FACT = (
        "RN313",
        "unused-fact",
        'the fact "{id}" is {how}',
        "{mend}",
    )
    TOO_MANY_AT_ONCE = (
        "RN401",
        "too-many-at-once",
        "the section «{text}» shows {count} items at once",
        "Keep it to nine: split the section where the work pauses.",
    )
    CHECK_ASKS = (
        "RN402",
        "check-asks",
        "«{text}» is a question, but is answered with a tick",
        "Write it as a statement that is true when done, or use type=yes-no or type=reflect.",
    )
    TWO_THINGS = (
        "RN403",
        "two-things",
        "«{text}» asks for more than one thing",
        "Split it, so that each tick has one meaning.",
    )
    VAGUE = (
        "RN404",
        "vague-item",
        "«{text}» begins with «{word}», which nobody can see done",
        "Say what is there when it is done, or add the record sentence that will say it (>).",
    )
    LONG_ITEM = (
        "RN405",
        "long-item",
        "«{text}» has {count} words",
        "Keep it to 20, and move the rest into a hint under it.",
    )
    TOO_MANY_CRITICAL = (
        "RN406",
        "too-many-critical",
        "{count} of {all} items are critical",
        "Keep the mark for at most one in five, or it means nothing.",
    )
    NO_MINUTES = (
        "RN407",
        "time-not-stated",
        "the list does not say how long it takes",
        "Add :minutes: with a whole number.",
    )
    NEAR_DUPLICATE = (
        "RN408",
        "near-duplicate",
        "«{text}» says the same as an item in {other}",
        "Link to the other list, or say what is different here.",
    )
    REVIEW_DUE = (
        "RN409",
        "review-overdue",
        "the list should have been reviewed by {due}",
        "Read it through, mend what has changed, and write new dates.",
    )
    BAD_LANGUAGES = (
        "RN501",
        "bad-languages",
        "in the list of languages {what} {why}",
        "Write source: fi, published: [sv, en] and, for languages in the making, drafts: [ar].",
    )
    BAD_CATALOGUE = (
        "RN502",
        "bad-catalogue",
        "the catalogue cannot be read here: {why}: «{text}»",
        'Each text has a line msgid "…" and a line msgstr "…", each with both quotation marks.',
    )
    UNTRANSLATED = (
        "RN503",
        "untranslated",
        "«{text}» has no translation",
        "Write it between the quotation marks of msgstr.",
    )
    FUZZY = (
        "RN504",
        "fuzzy",
        "the translation of «{text}» has not been looked at since the text changed",
        "Mend it, then remove the line #, fuzzy and the line #| above it.",
    )
    NUMBERS_DIFFER = (
        "RN505",
        "placeholders-differ",
        "the translation of «{text}» {why}",
        "Keep each one exactly once, as in msgid; their order may change.",
    )
    MARKUP_DIFFERS = (
        "RN506",
        "markup-differs",
        "the translation of «{text}» {why}",
        "Mark the same words as in msgid, in the same way, and add nothing else.",
    )
    SAME_AS_SOURCE = (
        "RN507",
        "same-as-source",
        "the translation of «{text}» is the same as the text",
        (
            "Translate it. If it is the same in both languages, add above it a line with the"
            " reason, such as: # same: a name"
        ),
    )
    SOURCE_LEFT = (
        "RN508",
        "source-words-left",
        "in the translation of «{text}» stand words of the text: {words}",
        (
            "Translate them. If they are the same in both languages, add above it a line with the"
            " reason, such as: # same: a name"
        ),
    )
    CATALOGUE_BEHIND = (
        "RN509",
        "catalogue-behind",
        "«{text}» stands in {place} and is not in this catalogue",
        "Run: python3 -m nox -s translate",
    )
    DEAD_TEXT = (
        "RN510",
        "dead-text",
        "«{text}» no longer stands on the page",
        "Run: python3 -m nox -s translate",
    )
    DEAD_CATALOGUE = (
        "RN511",
        "dead-catalogue",
        "there is no page {name} any more",
        "Remove the file, or give it the new name of the page.",
    )
    TERM_MISSING = (
        "RN520",
        "term-missing",
        "the source has the term «{term}», but the translation has none of: {names}",
        "Use one of them in any form, or write above it: # terms: {term} and why it is not needed.",
    )
    TERM_REFUSED = (
        "RN521",
        "term-refused",
        "«{word}» misleads as a translation of «{term}»",
        "Use: {names}.",
    )
    BAD_TERMS = (
        "RN522",
        "bad-terms",
        "in the list of terms {what} {why}",
        "Write entries such as - fi: [palaute] and below it sv: [respons], en: [feedback].",
    )
    BAD_REVIEW = (
        "RN530",
        "bad-review",
        "the review of {what} {why}",
        "Write it with: rinnalla languages reviewed LANGUAGE PAGE --by ROLE",
    )
    CARD_OVERFLOW = (
        "RN601",
        "card-overflow",
        "«{title}» ({language}) does not fit on a card of {size}, which has {most} pages",
        "It is printed on {larger}. Shorten its texts, or name another size after :paper:.",
    )
    UNKNOWN_IN_CARD = (
        "RN602",
        "unknown-in-card",
        'the card names "{id}", which is not the id of a section of the list',
        "Write ids of sections, with a space between them; there are: {known}{near}",
    )
    NO_CARD = (
        "RN603",
        "list-without-card",
        "{option} speaks of a card, and the list has none",
        "Add :paper: a6 or :paper: a5, or remove the line {option}.",
    )
    UNKNOWN_ON_CARD = (
        "RN604",
        "unknown-drawing-on-card",
        'there is no drawing called "{name}" that a card can show',
        "Write one of these: {known}{near}",
    )
    LIST_LIKE_PACK = (
        "RN605",
        "list-named-like-pack",
        'the id "{id}" of the list begins like the file of a pack',
        "Give the list an id that begins with another word than pack.",
    )
    PACK_LACKS = (
        "RN610",
        "pack-lacks-part",
        "the pack «{name}» has no {what}",
        "Write the title after {{pack}}, below it :id: and :lists:, then a text for the cover.",
    )
    BAD_PACK_ID = (
        "RN611",
        "bad-pack-id",
        'the id "{id}" cannot be used for a pack',
        "Use small letters a-z and hyphens, such as coaching-day, but not own.",
    )
    DUPLICATE_PACK = (
        "RN612",
        "duplicate-pack-id",
        'the pack id "{id}" is used twice (first in {first})',
        "Give one of the packs another id.",
    )
    UNKNOWN_IN_PACK = (
        "RN613",
        "unknown-in-pack",
        'the pack names "{id}", which is not the id of a list',
        "Write ids as they stand after :id: in the lists, with a space between them{near}",
    )
    BAD_PROGRAMME = (
        "RN614",
        "bad-programme",
        'the programme "{id}" {why}',
        "Name a list of the pack, or a section of it with minutes, such as my-list#my-section.",
    )
    MISSING_GLYPH = (
        "RN620",
        "missing-glyph",
        "the font of the sheets has no «{character}» ({name}), in «{text}»",
        "Write it in words, or with a sign that every keyboard has.",
    )

    def __init__(self, number: str, slug: str, sentence: str, remedy: str) -> None:
        self.number = number
        self.slug = slug
        self.sentence = sentence
        self.remedy = remedy

    @property
    def is_error(self) -> bool:
        """Whether the problem stops the build; the rest is advice."""
        return not self.number.startswith(("RN4", "RN601"))
