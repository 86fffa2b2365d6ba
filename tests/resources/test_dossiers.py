"""The dossier configuration: what is read, what is refused, which name and side come out."""

from __future__ import annotations

from pathlib import Path

import pytest

from lesart.errors import DataFileError
from lesart.resources.dossiers import DossierConfiguration, load_dossier_configuration

WHOLE = """
title: Nordtal und Südtal
sides:
  - {id: nord, name: Nordtal, colour: "#1f77b4"}
  - {id: sued, name: Südtal, colour: "#d62728"}
actors:
  - {id: nordtal, name: Nordtal, type: state, side: nord, links: {wikidata: Q1}}
  - {id: suedtal, name: Südtal, type: state, side: sued}
  - {id: nord-aussenamt, name: Außenministerium Nordtals, type: organisation, on_behalf_of: nordtal}
  - {id: berg, name: Anna Berg, type: person, office: Außenministerin Nordtals, on_behalf_of: nord-aussenamt}
places:
  - id: region
    names: [{name: Mittelland}]
    listed_under: suedtal
  - id: furt
    names: [{name: Furt, language: de}, {name: Brod, language: x-sued}]
    within: region
    coordinates: {latitude: 40.1, longitude: 46.2}
policy: {names: all, note: Beide Namen werden gezeigt.}
issues:
  - {id: korridor, name: Korridor, words: [Korridor, Zufahrtsstraße]}
"""


def _load(tmp_path: Path, text: str) -> DossierConfiguration:
    path = tmp_path / "dossier.yaml"
    path.write_text(text, encoding="utf-8")
    return load_dossier_configuration(path)


def test_without_a_file_the_configuration_is_empty() -> None:
    configuration = load_dossier_configuration()
    assert configuration.actors == ()
    assert configuration.side_of("anybody") is None


def test_side_is_inherited_from_the_body_somebody_acts_for(tmp_path: Path) -> None:
    configuration = _load(tmp_path, WHOLE)
    assert configuration.side_of("berg") == "nord"
    assert configuration.side_of("suedtal") == "sued"
    assert configuration.side_of(None) is None


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("{names: all}", "Furt/Brod"),
        ("{names: shown}", "Furt"),
        ("{names: language, languages: [x-sued]}", "Brod"),
        ("{names: language, languages: [fr]}", "Furt"),
    ],
)
def test_policy_decides_the_shown_name(tmp_path: Path, policy: str, expected: str) -> None:
    configuration = _load(tmp_path, WHOLE.replace("{names: all, note: Beide Namen werden gezeigt.}", policy))
    assert configuration.shown_name(configuration.place_by_id["furt"]) == expected


def test_spellings_of_one_name_are_not_joined() -> None:
    names = [{"name": "Baku"}, {"name": "Bakı", "language": "az"}, {"name": "Bacu"}]
    other = [{"name": "Mataghis"}, {"name": "Madagis"}, {"name": "Suqovuşan", "language": "az"}]
    places = [{"id": "a", "names": names}, {"id": "b", "names": other}]
    configuration = DossierConfiguration.model_validate({"places": places})
    assert configuration.shown_name(configuration.place_by_id["a"]) == "Baku"
    assert configuration.shown_name(configuration.place_by_id["b"]) == "Mataghis/Suqovuşan"


def test_state_of_a_place_comes_from_the_larger_place(tmp_path: Path) -> None:
    assert _load(tmp_path, WHOLE).state_of("furt") == "suedtal"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (WHOLE.replace("colour:", "color:", 1), "color"),
        (WHOLE.replace("side: nord,", "side: west,"), "west"),
        (WHOLE.replace("id: suedtal", "id: nordtal"), "nordtal"),
        (WHOLE.replace("within: region", "within: nirgends"), "nirgends"),
        (WHOLE.replace("latitude: 40.1", "latitude: 140.1"), "latitude"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, wrong: str, named: str) -> None:
    with pytest.raises(DataFileError) as caught:
        _load(tmp_path, wrong)
    assert named in str(caught.value)
