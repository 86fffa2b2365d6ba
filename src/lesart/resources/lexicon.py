"""The German full-form lexicon: for a form of a word its lemmas, parts of speech and morphology.

Built by `training/lexicon/build.py` from the LanguageTool dictionary (Morphy by Wolfgang Lezius, extended by
korrekturen.de; CC BY-SA 4.0), about 550,000 forms. A trie maps each form to paradigms; a paradigm says how the lemma
is made from the form and which tags hold, so that five million readings fit into a few megabytes.

Tags are Morphy's, colon-separated: `VER:3:SIN:KJ1:SFT` is a verb, third person singular Konjunktiv I; `NEB` marks the
joined form of a separable verb in a subordinate clause ("ablehnte"); `SUB:DAT:PLU:FEM` a noun; `ADJ`, `ART`, `PRO`,
`PRP`, `ADV`, `KON`, `NEG`, `ZAL`, `ZUS`, `PA1`, `PA2`, `EIG` (proper name) and so on.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path

from lesart.errors import DataFileError
from lesart.resources.files import data_path
from lesart.resources.form_trie import FormTrie

TRIE = "lexicons/de/morphology.marisa"
PARADIGMS = "lexicons/de/morphology.json"


@dataclass(frozen=True, slots=True)
class Analysis:
    """One lemma of a form with one part of speech and every tag that the form can carry for it."""

    lemma: str
    pos: str
    tags: tuple[str, ...]

    def has(self, *features: str) -> bool:
        """Whether one tag carries all the features at once, for example `has("3", "KJ1")`."""
        return any(_parts(tag).issuperset(features) for tag in self.tags)

    def values(self, *wanted: str) -> frozenset[str]:
        """Which of the wanted features occur in any tag, for example `values("MAS", "FEM", "NEU")`."""
        return frozenset().union(*map(_parts, self.tags)).intersection(wanted)


@functools.lru_cache(maxsize=4096)
def _parts(tag: str) -> frozenset[str]:
    """The features of a tag; the lexicon has some two thousand different ones."""
    return frozenset(tag.split(":"))


class Lexicon:
    """Look-up of German word forms; holds only what the two data files hold and never guesses."""

    def __init__(self, trie: Path, paradigms: Path) -> None:
        try:
            table = json.loads(paradigms.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise DataFileError(f"The German lexicon cannot be read: {error}.", way_out="Reinstall lesart.") from error
        self._trie = FormTrie(trie, what="The German lexicon")
        self._paradigms: list[tuple[int, str, str, tuple[str, ...]]] = [
            (cut, ending, pos, tuple(tags)) for cut, ending, pos, tags in table["paradigms"]
        ]
        self._cache: dict[str, tuple[Analysis, ...]] = {}

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        """All analyses of exactly this form; the empty tuple for an unknown one."""
        found = self._cache.get(form)
        if found is None:
            if len(self._cache) > 200_000:  # a long batch must not grow without bound
                self._cache.clear()
            found = self._cache[form] = tuple(self._read(form, number) for number in self._trie.get(form))
        return found

    def at_sentence_start(self, form: str) -> tuple[Analysis, ...]:
        """Analyses of a form whose capital letter may only be due to its place in the sentence."""
        lowered = form[:1].lower() + form[1:]
        return self.analyses(form) if lowered == form else self.analyses(lowered) + self.analyses(form)

    def lemmas(self, form: str, pos: str | None = None) -> frozenset[str]:
        """The lemmas of a form, of one part of speech if given."""
        return frozenset(a.lemma for a in self.analyses(form) if pos is None or a.pos == pos)

    def is_verb(self, infinitive: str) -> bool:
        """Whether the lexicon knows this infinitive, separable ones ("ablehnen") included."""
        return any(a.pos == "VER" and a.lemma == infinitive for a in self.analyses(infinitive))

    def verb(self, form: str) -> tuple[Analysis, ...]:
        """The verbal analyses of a form (auxiliaries and modals included)."""
        return tuple(a for a in self.analyses(form) if a.pos == "VER")

    def __contains__(self, form: str) -> bool:
        return form in self._trie

    def _read(self, form: str, number: int) -> Analysis:
        cut, ending, pos, tags = self._paradigms[number]
        stem = form[: len(form) - cut] if cut >= 0 else ""
        return Analysis(stem + ending, pos, tags)


@functools.cache
def german() -> Lexicon:
    """The lexicon that ships with the package; read once a process."""
    return Lexicon(data_path(TRIE), data_path(PARADIGMS))
