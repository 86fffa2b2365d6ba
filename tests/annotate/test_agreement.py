"""What forms allow, against a network that is undecided or wrong (scores are set by hand)."""

from __future__ import annotations

import numpy as np

from lesart.annotate.agreement import Agreement, verb_reading
from lesart.ml.parser import Parses
from lesart.resources.lexicon import german

LABELS = {
    "upos": ["NOUN", "VERB", "DET", "ADJ", "ADP", "PUNCT", "AUX", "PROPN", "PRON"],
    "Case": ["-", "Nom", "Acc", "Dat", "Gen"],
    "Number": ["-", "Sing", "Plur"],
    "Gender": ["-", "Masc", "Fem", "Neut"],
    "Person": ["-", "1", "2", "3"],
    "Mood": ["-", "Ind", "Sub", "Imp"],
    "Tense": ["-", "Pres", "Past"],
    "VerbForm": ["-", "Fin", "Inf", "Part"],
}
RELATIONS = ["nsubj", "obj", "det", "root", "case", "obl", "flat", "punct", "amod"]

Row = tuple[str, str, int, str]


def parsed(rows: list[Row], *, likes: dict[tuple[int, str], float] | None = None) -> tuple[Parses, list[str]]:
    """Rows of form, part of speech, head (from 1, 0 the root), relation; `likes` raises scores of labels.

    Without likes the network leans to the first value of each feature.
    """
    size = len(rows)
    tags = {name: [values[1] for _ in rows] for name, values in LABELS.items()}
    tags["upos"] = [row[1] for row in rows]
    scores = {name: np.full((size, len(values)), -2.0, dtype=np.float32) for name, values in LABELS.items()}
    for (i, value), amount in (likes or {}).items():
        name = next(name for name, values in LABELS.items() if value in values)
        scores[name][i, LABELS[name].index(value)] = amount
    relation_scores = np.zeros((size, len(RELATIONS)), dtype=np.float32)
    relation_scores[:, :2] = (2, 1)  # nsubj before obj before all the rest
    heads = np.asarray([i if head == 0 else head - 1 for i, (_, _, head, _) in enumerate(rows)])
    return Parses(heads, [row[3] for row in rows], tags, scores, relation_scores), [row[0] for row in rows]


def agree(parses: Parses, forms: list[str]) -> Parses:
    Agreement(german(), LABELS, RELATIONS).apply(parses, [forms])
    return parses


def test_an_accusative_is_no_subject() -> None:
    parses, forms = parsed(
        [("Den", "DET", 2, "det"), ("Vorschlag", "NOUN", 3, "nsubj"), ("prüft", "VERB", 0, "root"),
         ("der", "DET", 5, "det"), ("Minister", "NOUN", 3, "nsubj")]
    )  # fmt: skip
    found = agree(parses, forms)
    assert found.relations == ["det", "obj", "root", "det", "nsubj"]
    assert found.tags["Case"][:2] == ["Acc", "Acc"]
    assert found.tags["Case"][3:] == ["Nom", "Nom"]
    assert found.tags["Number"][:2] == ["Sing", "Sing"]


def test_a_preposition_settles_the_case_of_its_phrase() -> None:
    parses, forms = parsed(
        [("Er", "PRON", 2, "nsubj"), ("sprach", "VERB", 0, "root"), ("mit", "ADP", 4, "case"),
         ("Soldaten", "NOUN", 2, "obl")]
    )  # fmt: skip
    found = agree(parses, forms)
    assert found.tags["Case"][3] == "Dat"
    assert found.relations[3] == "obl"


def test_konjunktiv_forms_are_konjunktiv_whatever_the_network_says() -> None:
    parses, forms = parsed(
        [("Ruhe", "NOUN", 2, "nsubj"), ("sei", "AUX", 0, "root")], likes={(1, "Ind"): 0.0, (1, "Imp"): -6.0}
    )
    assert agree(parses, forms).tags["Mood"][1] == "Sub"


def test_a_form_with_two_moods_follows_the_network() -> None:
    rows: list[Row] = [("Sie", "PRON", 2, "nsubj"), ("lehnte", "VERB", 0, "root")]
    for mood in ("Ind", "Sub"):
        parses, forms = parsed(rows, likes={(1, mood): 0.0})
        assert agree(parses, forms).tags["Mood"][1] == mood


def test_the_verb_agrees_with_its_subject() -> None:
    parses, forms = parsed(
        [("Die", "DET", 2, "det"), ("Gespräche", "NOUN", 3, "nsubj"), ("leitete", "VERB", 0, "root"),
         ("eine", "DET", 5, "det"), ("Ministerin", "NOUN", 3, "obj")]
    )  # fmt: skip
    found = agree(parses, forms)
    assert found.relations == ["det", "obj", "root", "det", "nsubj"]
    assert (found.tags["Case"][1], found.tags["Case"][4]) == ("Acc", "Nom")


def test_a_title_before_a_name_may_stay_uninflected() -> None:
    parses, forms = parsed(
        [("Sie", "PRON", 2, "nsubj"), ("traf", "VERB", 0, "root"), ("Präsident", "NOUN", 2, "obj"),
         ("Meier", "PROPN", 3, "flat")]
    )  # fmt: skip
    assert agree(parses, forms).relations[2] == "obj"


def test_unknown_forms_keep_what_the_network_says() -> None:
    parses, forms = parsed([("Qxzvrt", "PROPN", 2, "nsubj"), ("prüft", "VERB", 0, "root")])
    found = agree(parses, forms)
    assert found.relations == ["nsubj", "root"]
    assert found.tags["Case"][0] == "Nom"


def test_readings_of_lexicon_tags() -> None:
    assert dict(verb_reading("VER:3:SIN:KJ1:SFT") or ()) == {
        "VerbForm": "Fin", "Mood": "Sub", "Tense": "Pres", "Person": "3", "Number": "Sing",
    }  # fmt: skip
    assert verb_reading("VER:PA2:SFT") == (("VerbForm", "Part"),)
    assert verb_reading("SUB:NOM:SIN:MAS") is None
