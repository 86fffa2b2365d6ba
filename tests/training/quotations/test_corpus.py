"""Articles without annotation that students learn from."""

from __future__ import annotations

import gzip
import importlib
import json
from pathlib import Path

from lesart.annotate.extensions import register
from lesart.annotate.tokens import blank
from lesart.training.quotations.corpus import read_unannotated

LONG = "Der Hafenmeister sagte, der Kai bleibe gesperrt.\r\n" * 30


def _record(name: str, text: str) -> str:
    return json.dumps({"id": name, "text": {"string": text}}, ensure_ascii=False)


def test_press_is_read_once_and_notices_are_left_out(tmp_path: Path) -> None:
    register()
    importlib.import_module("lesart.annotate.sentences")
    nlp = blank()
    nlp.add_pipe("lesart_sentences")
    (tmp_path / "times").mkdir()
    (tmp_path / "times" / "a.tml").write_text(
        "<TimeML><TEXT>Am <TIMEX3>Montag</TIMEX3> &amp; Dienstag.</TEXT></TimeML>", encoding="utf-8"
    )
    folder = tmp_path / "smartdata" / "v1_20180119"
    folder.mkdir(parents=True)
    records = [_record("lang", LONG), _record("noch einmal", LONG), _record("kurz", "Stau auf der A 9.")]
    with gzip.open(folder / "train.json.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(records))
    found = {article.name: article.words.text for article in read_unannotated(tmp_path, nlp)}
    assert set(found) == {"a.tml", "lang"}
    assert found["a.tml"].startswith("Am Montag & Dienstag.")
    assert "\r" not in found["lang"]
