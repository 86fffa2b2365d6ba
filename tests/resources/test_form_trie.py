"""A trie of forms answers any text, and a form that no trie can hold is unknown."""

from __future__ import annotations

from pathlib import Path

import marisa_trie
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lesart.errors import DataFileError
from lesart.resources.form_trie import FormTrie

FORMS = {"sei": [1, 2], "seid": [3], "Zoë": [65535], "\x01": [4]}


@pytest.fixture(scope="module")
def trie(tmp_path_factory: pytest.TempPathFactory) -> FormTrie:
    path = tmp_path_factory.mktemp("trie") / "forms.marisa"
    pairs = [(form, (number,)) for form, numbers in FORMS.items() for number in numbers]
    marisa_trie.RecordTrie("<H", pairs).save(str(path))
    return FormTrie(path, what="The list")


@pytest.mark.parametrize("form", FORMS)
def test_a_form_has_its_numbers(trie: FormTrie, form: str) -> None:
    assert sorted(trie.get(form)) == FORMS[form]
    assert form in trie


@pytest.mark.parametrize(
    "form", ["", "\x00", "\x00\x00", "sei\x00", "se\x00i", "\x00sei", "sei\x00d", "\ud800", "sei\udcff", "se", "\xff"]
)
def test_what_is_not_in_it_is_unknown(trie: FormTrie, form: str) -> None:
    assert trie.get(form) == ()
    assert form not in trie


@given(form=st.text(st.characters(exclude_categories=())))
@example(form="sei\x00\x01\x02")
def test_any_text_is_answered(trie: FormTrie, form: str) -> None:
    assert sorted(trie.get(form)) == FORMS.get(form, [])


def test_items_give_back_what_went_in(trie: FormTrie) -> None:
    assert sorted(trie.items()) == sorted((form, number) for form, numbers in FORMS.items() for number in numbers)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="The list cannot be read"):
        FormTrie(tmp_path / "none.marisa", what="The list")
