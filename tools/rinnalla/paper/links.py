"""Links inside links: WeasyPrint makes everything that stands in a link a link once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf


def join_links(pdf: pikepdf.Pdf) -> None:
    """Defect: what is emphasised in a link, or put behind its words, is another link in it."""
    dropped: set[int] = set()
    for element in pdf.Root.StructTreeRoot.K:
        _join(element, dropped, linked=False)
    if dropped:
        _drop(pdf, dropped)


def _join(element: pikepdf.Object, dropped: set[int], *, linked: bool) -> None:
    """Take the links out of an element that stands in one.

    dropped: takes their numbers. linked: whether there is a link around.
    """
    import pikepdf  # noqa: PLC0415 - only printing needs it

    kids: list[Any] = list(element.get("/K", []))
    links = [kid for kid in kids if _is_link(kid)]
    if linked and links:
        dropped.update(kid.Obj.objgen[0] for kid in links)
        element.K = pikepdf.Array(kid for kid in kids if not _is_link(kid))
    if linked and element.S == "/Link":
        element.S = pikepdf.Name.Span
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            _join(kid, dropped, linked=linked or bool(links))


def _is_link(kid: Any) -> bool:
    import pikepdf  # noqa: PLC0415

    is_reference = isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    return is_reference and bool(kid.Obj.get("/Subtype") == "/Link")


def _drop(pdf: pikepdf.Pdf, dropped: set[int]) -> None:
    """Take links from their pages, and from the table of what annotations belong to."""
    import pikepdf  # noqa: PLC0415

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
