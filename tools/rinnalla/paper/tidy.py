"""Defects of the structure that WeasyPrint builds for links, lists and empty boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

_HOLLOW = frozenset({"/Span", "/NonStruct", "/Div", "/P"})
"""Elements that mean nothing where nothing is in them."""


def tidy(pdf: pikepdf.Pdf) -> None:
    """Mend the structure.

    Defects: all that stands inside a link is a link once more; what stands in an item of a list is
    not its body if it is a block; drawn boxes without words leave empty elements.
    """
    dropped: set[int] = set()
    for element in pdf.Root.StructTreeRoot.K:
        _mend(pdf, element, dropped, linked=False)
    if dropped:
        _drop(pdf, dropped)


def _drop(pdf: pikepdf.Pdf, dropped: set[int]) -> None:
    """Take links from their pages, and from the table of what annotations belong to."""
    import pikepdf  # noqa: PLC0415 - only printing needs it

    keys: set[int] = set()
    for page in pdf.pages:
        kept = []
        for annotation in page.get("/Annots", []):
            if annotation.objgen[0] in dropped:
                keys.add(int(annotation.StructParent))
            else:
                kept.append(annotation)
        if "/Annots" in page:
            page.Annots = pikepdf.Array(kept)
    tree = pdf.Root.StructTreeRoot.ParentTree
    pairs = list(tree.Nums)
    tree.Nums = pikepdf.Array(
        part
        for key, value in zip(pairs[::2], pairs[1::2], strict=True)
        if int(key) not in keys
        for part in (key, value)
    )


def _mend(pdf: pikepdf.Pdf, element: pikepdf.Object, dropped: set[int], *, linked: bool) -> bool:
    """Mend an element and what is in it; return whether it shall stay.

    dropped: takes the numbers of links that say once more what a link around them says. linked:
    whether there is one around.
    """
    import pikepdf  # noqa: PLC0415

    kids: list[Any] = list(element.get("/K", []))
    links = any(_is_link(kid) for kid in kids)
    kept: list[Any] = []
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if _mend(pdf, kid, dropped, linked=linked or links):
                kept.append(kid)
        elif linked and _is_link(kid):
            dropped.add(kid.Obj.objgen[0])
        else:
            kept.append(kid)
    if linked and element.S == "/Link":
        element.S = pikepdf.Name.Span
    if element.S == "/LI" and not any(_is(kid, "/LBody") for kid in kept):
        kept = _with_body(pdf, element, kept)
    if "/K" in element:
        element.K = pikepdf.Array(kept)
    return bool(kept) or str(element.S) not in _HOLLOW or "/Alt" in element


def _is_link(kid: Any) -> bool:
    import pikepdf  # noqa: PLC0415

    is_reference = isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    return is_reference and bool(kid.Obj.get("/Subtype") == "/Link")


def _is(kid: Any, name: str) -> bool:
    import pikepdf  # noqa: PLC0415

    return isinstance(kid, pikepdf.Dictionary) and bool(kid.get("/S") == name)


def _with_body(pdf: pikepdf.Pdf, item: pikepdf.Object, kids: list[Any]) -> list[Any]:
    """Return an item's label and, in a body, all else of it."""
    import pikepdf  # noqa: PLC0415

    inside = [kid for kid in kids if not _is(kid, "/Lbl")]
    if not inside:
        return kids
    body = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name.LBody, P=item, K=pikepdf.Array(inside)
        )
    )
    if "/Pg" in item:
        body.Pg = item.Pg
    for kid in inside:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            kid.P = body
    return [*(kid for kid in kids if _is(kid, "/Lbl")), body]
