"""The tree of a list: the questions that divide it, and what each answer brings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rinnalla.drawing.art import Art
from rinnalla.drawing.branches import Branch, divide
from rinnalla.drawing.tree import Ground, Leaf, Limb, Stem, code_runs, draw_tree
from rinnalla.model import Checklist


def draw_list(
    checklist: Checklist,
    by: tuple[str, ...],
    settings: Mapping[str, float | str],
    *,
    items: Mapping[str, str],
    sections: Mapping[str, str],
    answer: Callable[[str, str], str],
    labels: Mapping[str, str],
) -> tuple[Art, dict[str, str]]:
    """Return the art of the tree and its words by label.

    by: the questions that divide it. items, sections: their texts by id, plain and in the language;
    answer: says an option of an item; labels: the drawing's own words.
    """
    codes = checklist.codes()
    division = divide(checklist, by, settings)
    common = set(division.common)
    leaves = {id_: Leaf(code=codes.get(id_, ""), text=text) for id_, text in items.items()}
    nothing = Leaf(text=labels.get("nothing", ""))

    def limb(item: str, branch: Branch) -> Limb:
        answers = tuple(answer(item, option) for option in branch.options)
        return Limb(answers=answers, leaves=tuple(leaves[i] for i in branch.items) or (nothing,))

    stems = [
        Stem(
            question=leaves[fork.item],
            limbs=tuple(limb(fork.item, branch) for branch in fork.branches),
        )
        for fork in division.forks
    ]
    rows = [
        (sections.get(section.id, ""),
         code_runs(codes[i.id] for i in section.items if i.id in common and i.id in codes))
        for section in checklist.sections
    ]  # fmt: skip
    ground = Ground(title=labels.get("common", ""), rows=tuple(row for row in rows if row[1]))
    return draw_tree(stems, ground)
