"""An HTML document as its PDF needs it: its fields with their labels, its links, its texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from rinnalla.glyphs import missing_glyphs
from rinnalla.paper.problems import MissingGlyphsError, PrintError
from rinnalla.phrases import phrase

_SILENT = frozenset(("script", "style", "template", "title", "head"))
_TAGS = frozenset(("input", "textarea", "select"))
_TYPES = {"checkbox": "check", "radio": "radio"}
_SPACE = " "


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A field by its name. kind: text, check, radio or choice.

    options: of a radio group, each value with its label. value: what the HTML has typed in.
    automatic: whether the size of its text is fitted to its room.
    """

    name: str
    kind: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    value: str = ""
    automatic: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A document. language: of all of it; fields: by name; links: their targets and texts."""

    title: str
    language: str
    fields: dict[str, Field]
    links: dict[str, str]


def read_source(root: Element, *, fields: bool) -> Source:
    """Return what there is to know of a document. fields: whether they are wanted.

    Takes out of the tree what is typed into text fields, as that is no text of the page. Raises
    PrintError, with MissingGlyphsError for characters that the font lacks.
    """
    title = _words(next(root.iter("title"), None))
    language = root.get("lang", "").strip()
    if not title:
        raise PrintError(phrase("the document has no title"))
    if not language:
        raise PrintError(phrase("the document does not say its language"))
    found = _fields(root) if fields else {}
    _refuse_unknown_glyphs([title, *_texts(root)])
    links = {link.get("href", ""): link.get("title") or _words(link) for link in root.iter("a")}
    return Source(title=title, language=language, fields=found, links=links)


def _words(element: Element | None) -> str:
    return _SPACE.join("".join(element.itertext()).split()) if element is not None else ""


def _texts(element: Element) -> Iterator[str]:
    """Yield every text that may be painted."""
    for child in element:
        tag: object = child.tag
        if isinstance(tag, str) and tag not in _SILENT:  # a comment has no such tag
            yield from [child.text] if child.text else []
            yield from _texts(child)
        if child.tail:
            yield child.tail


def _refuse_unknown_glyphs(texts: list[str]) -> None:
    found: dict[str, str] = {}
    for text in texts:
        for character in missing_glyphs(text):
            found.setdefault(character, _SPACE.join(text.split()))
    if found:
        raise MissingGlyphsError(tuple(found.items()))


def _fields(root: Element) -> dict[str, Field]:
    parents = {child: parent for parent in root.iter() for child in parent}
    labels = {label.get("for"): _words(label) for label in root.iter("label") if label.get("for")}
    found: dict[str, Field] = {}
    for element in root.iter():
        if element.tag not in _TAGS:
            continue
        field = _field(element, parents, labels)
        before = found.get(field.name)
        if before and not before.kind == field.kind == "radio":
            raise PrintError(phrase("two fields have the name {name}", name=field.name))
        if before:
            field = _joined(before, field)
        found[field.name] = field
    return found


def _joined(group: Field, button: Field) -> Field:
    """Return the group of radio buttons with one button more."""
    if dict(group.options).keys() & dict(button.options).keys():
        value = button.options[0][0]
        raise PrintError(
            phrase("two buttons of {name} have the value {value}", name=group.name, value=value)
        )
    return Field(
        name=group.name,
        kind="radio",
        label=group.label,
        options=group.options + button.options,
        value=group.value or button.value,
    )


def _field(
    element: Element, parents: dict[Element, Element], labels: dict[str | None, str]
) -> Field:
    name = element.get("name", "")
    if not name or "." in name:
        raise PrintError(phrase("a field needs a name without dots: «{name}»", name=name))
    own = _label(element, parents, labels)
    kind = "choice" if element.tag == "select" else _TYPES.get(element.get("type", ""), "text")
    label = _legend(element, parents) if kind == "radio" else own
    if not label or not own:
        raise PrintError(phrase("the field {name} has no label", name=name))
    options: tuple[tuple[str, str], ...] = ()
    value = ""
    if kind == "radio":
        options = ((element.get("value", ""), own),)
        value = options[0][0] if "checked" in element.attrib else ""
    elif kind == "text":
        value = _taken(element)
        if value.encode("cp1252", "ignore").decode("cp1252") != value:
            raise PrintError(
                phrase(
                    "the field {name} holds a character that fields cannot show: «{text}»",
                    name=name,
                    text=value,
                )
            )
    automatic = element.get("data-size") == "auto"
    return Field(
        name=name, kind=kind, label=label, options=options, value=value, automatic=automatic
    )


def _taken(element: Element) -> str:
    """Return what is typed into a text field, and take it out of the tree."""
    if element.tag == "textarea":
        value, element.text = element.text or "", ""
        return value.removeprefix("\n")
    return element.attrib.pop("value", "")


def _label(element: Element, parents: dict[Element, Element], labels: dict[str | None, str]) -> str:
    """Return a field's label: data-label, its label element, aria-label or title."""
    said = element.get("data-label") or labels.get(element.get("id"))
    if said:
        return said
    around = next((p for p in _above(element, parents) if p.tag == "label"), None)
    return _words(around) or element.get("aria-label") or element.get("title") or ""


def _legend(element: Element, parents: dict[Element, Element]) -> str:
    """Return what a group of radio buttons is called: data-group, or the legend around it."""
    said = element.get("data-group")
    around = (p for p in _above(element, parents) if p.tag == "fieldset")
    legend = next((legend for p in around for legend in p.iter("legend")), None)
    return said or _words(legend)


def _above(element: Element, parents: dict[Element, Element]) -> Iterator[Element]:
    while element in parents:
        element = parents[element]
        yield element
