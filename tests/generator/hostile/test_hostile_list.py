# ruff: noqa: E501 - the names of tests are as long as they are
"""The list of hostile input, and where each kind is pinned: one table to look into, and no kind without a test.

The tables of ``test_hostile_values`` and ``test_hostile_templates`` are the first half of the list. What is here was
tested beside the code that refuses it, and stays there.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]

PINNED = {
    "mark-up and scripts in a page": "generator/html/test_html_attacks.py::test_no_value_becomes_mark_up",
    "any text at all in a page": "generator/html/test_html_attacks.py::test_any_text_reads_back_as_it_was",
    "any text at all in a Word file": "generator/test_fill.py::test_any_text_arrives_whole",
    "control characters that got past the form": "generator/test_fill.py::test_control_characters_show",
    "a value that looks like a tag of another path": "generator/test_provenance.py::test_no_value_can_tell_of_another_path",
    "every character there is, in a form": "forms/test_validator_characters.py::test_the_quick_look_at_a_text_agrees_with_the_look_at_each_character",
    "heaps of accents": "forms/test_validator_characters.py::test_heaped_accents_cost_no_more_than_their_reading",
    "accents a language needs": "forms/test_validator_characters.py::test_no_language_heaps_its_accents",
    "a form that is no form, too big or too deep": "forms/test_take_in.py::test_a_file_that_is_no_form_is_refused_whole",
    "half a million entries": "forms/test_take_in.py::test_a_list_of_half_a_million_entries_is_refused_for_its_length",
    "one answer twice": "forms/test_take_in.py::test_an_answer_given_twice_is_refused",
    "numbers nobody can keep": "forms/test_take_in.py::test_numbers_that_json_can_write_and_nobody_can_keep_are_refused",
    "names no field has": "forms/test_take_in.py::test_a_name_that_may_be_somebodys_words_is_not_repeated",
    "hostile YAML and TOML": "forms/test_take_in.py::test_hostile_settings_are_refused_as_hostile_documents_are",
    "bombs, deep nests and rings in a Word file": "generator/word/test_word_limits.py::test_an_attack_ends_within_the_limits",
    "names of parts that lead outside": "generator/word/test_word_limits.py::test_a_part_whose_name_leads_outside_is_refused",
    "parts said to lie outside": "generator/word/test_word_limits.py::test_a_part_that_is_referred_to_outside_the_file_is_refused",
    "parts at an address": "generator/word/test_word_limits.py::test_a_part_at_an_outside_address_is_refused",
    "values that make no sense": "generator/word/test_word_limits.py::test_values_that_make_no_sense_are_refused_or_read",
    "a picture at an address": "generator/word/test_word_attacks.py::test_a_picture_from_outside_is_not_fetched",
    "an entity from the disk": "generator/word/test_word_attacks.py::test_an_external_entity_is_never_opened",
    "entities in entities": "generator/word/test_word_attacks.py::test_entities_within_entities_are_never_unfolded",
    "macros, old files and other people's zips": "generator/word/test_word_attacks.py::test_what_is_no_word_file_is_refused_with_a_way_out",
    "objects, other documents, command fields, links that run": "generator/word/test_word_corpus.py::test_it_is_refused_by_name_and_place",
    "a template that tells of its maker": "generator/test_fill.py::test_the_file_tells_of_the_council_only",
    "a manifest that would run something": "generator/test_template.py::test_what_is_no_mapping_is_refused",
    "tags that are torn or misspelt": "generator/test_checking.py::test_a_tag_that_cannot_be_understood_is_named_with_its_place",
    "a name the manifest does not give": "generator/test_checking.py::test_a_name_the_manifest_does_not_give_is_named",
    "a sealed file with something added": "signing/test_attacks.py::test_a_well_formed_update_after_the_seal_is_altered",
}


@pytest.mark.parametrize("kind", PINNED)
def test_each_kind_of_hostile_input_has_its_test(kind: str) -> None:
    """By name, so that one that is renamed or taken away is missed."""
    file, _, name = PINNED[kind].partition("::")

    assert re.search(rf"^def {name}\(", (TESTS / file).read_text("utf-8"), re.MULTILINE)
