"""The rules a whole collection of lists is held to: one rule, one function, a fixed order."""

from __future__ import annotations

from rinnalla.checks import clients, design, logic, printing, sources, structure, trust
from rinnalla.checks.corpus import Corpus, Rule, corpus_of
from rinnalla.diagnostics import Diagnostic, in_order

RULES: tuple[Rule, ...] = (
    structure.metadata_is_complete,
    structure.list_ids_are_unique,
    structure.next_lists_exist,
    structure.indexes_name_lists,
    structure.packs_can_be_printed,
    clients.client_lists_are_forms,
    clients.client_forms_ask_no_work,
    logic.settings_exist,
    logic.conditions_have_no_cycle,
    logic.conditions_can_hold,
    logic.targets_exist,
    trust.everything_has_an_origin,
    trust.review_dates_make_sense,
    trust.approved_means_tried,
    trust.no_identity_data,
    trust.no_local_facts,
    trust.no_labels_for_people,
    sources.facts_are_unique,
    sources.facts_named_exist,
    sources.facts_are_used,
    printing.characters_can_be_printed,
    design.few_items_at_once,
    design.checks_are_statements,
    design.one_thing_each,
    design.nothing_vague,
    design.items_are_short,
    design.few_are_critical,
    design.time_is_stated,
    design.no_near_duplicates,
)
"""Every rule, in the order it runs; messages are sorted afterwards."""


def run_checks(corpus: Corpus) -> list[Diagnostic]:
    """Return what the rules find, sorted by path, line and code."""
    return in_order(found for rule in RULES for found in rule(corpus))


__all__ = ["RULES", "Corpus", "Rule", "corpus_of", "run_checks"]
