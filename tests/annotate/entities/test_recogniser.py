"""The shipped recogniser in the pipeline (the sentences are made up)."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from lesart.annotate.pipeline import annotate, build


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build()


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return annotate(
        nlp,
        "Die Dortmunder Polizei nahm am Abend zwei Männer fest. Der Kreml-Chef schwieg. Ein Sprecher der "
        "Zorbatec GmbH aus Hückelsheim sagte am Montag, man werde in Brelowo ein Werk bauen.",
        published=None,
    )


def names(doc: Doc) -> set[tuple[str, str]]:
    return {(m.text, m.type) for m in doc._.mentions if m.kind == "named"}


def test_names_that_no_list_holds_are_found(doc: Doc) -> None:
    assert ("Zorbatec GmbH", "ORG") in names(doc)
    assert ("Brelowo", "LOC") in names(doc)


def test_a_derived_name_is_a_hint_and_no_mention(doc: Doc) -> None:
    partial = {(doc.text[p.start : p.end], p.type) for p in doc._.partial_names}
    assert ("Dortmunder", "LOCderiv") in partial
    assert "Dortmunder" not in {m.text for m in doc._.mentions}


def test_what_is_read_does_not_depend_on_the_neighbours(nlp: Language, doc: Doc) -> None:
    alone = annotate(nlp, "Der Bürgermeister von Hückelsheim lobte Zorbatec.", published=None)
    together = list(nlp.pipe([nlp.make_doc(doc.text), nlp.make_doc(alone.text)]))[1]
    assert names(together) == names(alone)


def test_a_noun_before_the_name_says_that_it_is_a_body(nlp: Language) -> None:
    doc = annotate(nlp, "Ein Sprecher der Firma Zorbatec widersprach der Partei Merkels.", published=None)
    assert ("Zorbatec", "ORG") in names(doc)
    assert ("Merkels", "ORG") not in names(doc)
