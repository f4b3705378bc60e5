"""Rules about conditions: names that exist, no circles, and nothing that can never show."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from rinnalla.checks.corpus import Corpus, found, statements
from rinnalla.checks.trial import Budget, Trial, can_hold
from rinnalla.conditions import leaves, names_used
from rinnalla.diagnostics import Code, Diagnostic, shorten
from rinnalla.model import Checklist, Item, Section
from rinnalla.phrases import phrase


def settings_exist(corpus: Corpus) -> Iterator[Diagnostic]:
    """A condition or a text may only use settings the organisation's file has."""
    known = ", ".join(sorted(corpus.settings)) or phrase("none yet")
    for checklist in corpus.checklists:
        for thing in statements(checklist):
            if thing.condition is None:
                continue
            for leaf in leaves(thing.condition.tree, ("setting",)):
                setting = corpus.settings.get(str(leaf[1]))
                if setting is None or setting.type != "number":
                    fit = "" if setting is None else phrase(" that is a number")
                    yield found(
                        checklist,
                        thing.line,
                        Code.UNKNOWN_SETTING,
                        name=f"${leaf[1]}",
                        fit=fit,
                        known=known,
                    )
    for checklist, role, target, line in corpus.roles:
        if role == "setting" and target not in corpus.settings:
            name = shorten(target)
            yield found(checklist, line, Code.UNKNOWN_SETTING, name=name, fit="", known=known)


def targets_exist(corpus: Corpus) -> Iterator[Diagnostic]:
    """A link to a list or an item must lead somewhere."""
    lists = {checklist.id: {i.id for i in checklist.items} for checklist in corpus.checklists}
    for checklist, role, target, line in corpus.roles:
        list_id, _, item_id = target.rpartition("#")
        if role == "checklist" and target not in lists:
            form, missing = phrase("as the list's id"), True
        elif role == "item":
            form = phrase("list-id#item-id, or item-id in its own list")
            missing = item_id not in lists.get(list_id or checklist.id, ())
        else:
            continue
        if missing:
            yield found(
                checklist,
                line,
                Code.UNKNOWN_TARGET,
                role=role,
                target=shorten(target),
                form=form,
            )


def conditions_have_no_cycle(corpus: Corpus) -> Iterator[Diagnostic]:
    """What decides whether an item shows cannot depend on that item."""
    for checklist in corpus.checklists:
        needs = _needs(checklist)
        lines = {thing.id: thing.line for thing in _named(checklist)}
        seen: set[str] = set()
        for start in needs:
            circle = _circle(start, needs, seen)
            if circle:
                at = min(circle[:-1], key=lambda name: lines[name])
                turn = circle.index(at)
                names = [*circle[turn:-1], *circle[:turn], at]
                yield found(checklist, lines[at], Code.CYCLE, names=" → ".join(names))


def _named(checklist: Checklist) -> list[Item | Section]:
    return [*checklist.items, *checklist.outcome_sections]


def _needs(checklist: Checklist) -> dict[str, tuple[str, ...]]:
    """Return the names each item's and outcome section's conditions look at."""
    needs = {
        item.id: names_used(item.condition.tree) if item.condition else ()
        for item in checklist.items
    }
    for section in checklist.outcome_sections:
        trees = [case.condition.tree for case in section.outcomes if case.condition]
        needs[section.id] = tuple(dict.fromkeys(n for tree in trees for n in names_used(tree)))
    return needs


def _circle(start: str, needs: Mapping[str, tuple[str, ...]], seen: set[str]) -> list[str]:
    """Return a path that comes back to where it began, or nothing. seen: names done with."""
    if start in seen:
        return []
    path = [start]
    branches = [iter(needs[start])]
    while path:
        name = next(branches[-1], None)
        if name is None:
            seen.add(path.pop())
            branches.pop()
        elif name in path:
            circle = [*path[path.index(name) :], name]
            seen.update(path)
            return circle
        elif name not in seen and name in needs:
            path.append(name)
            branches.append(iter(needs[name]))
    return []


def conditions_can_hold(corpus: Corpus) -> Iterator[Diagnostic]:
    """An item nobody can ever see is a mistake, and so is a result nobody can reach."""
    values = {name: setting.value for name, setting in corpus.settings.items()}
    for checklist in corpus.checklists:
        cycles = conditions_have_no_cycle(_alone(checklist, corpus))
        if "if" in checklist.unread or any(True for _ in cycles):
            continue
        needs, budget = _needs(checklist), Budget()
        for thing in statements(checklist):
            condition = thing.condition
            if not condition or budget.left < 0:
                continue
            trial = Trial(checklist, needs, values)
            if not can_hold(trial, thing, condition, budget):
                text = shorten(condition.text)
                why = phrase("the condition «{condition}» cannot be true here", condition=text)
                yield found(checklist, thing.line, Code.NEVER_HOLDS, id=thing.id, why=why)
        for section in checklist.outcome_sections:
            always = [case for case in section.outcomes if case.condition is None]
            for sure, case in itertools.pairwise(always):
                why = phrase('the result "{id}" before it has no condition', id=sure.id)
                yield found(checklist, case.line, Code.NEVER_HOLDS, id=case.id, why=why)


def _alone(checklist: Checklist, corpus: Corpus) -> Corpus:
    return Corpus(checklists=(checklist,), today=corpus.today)
