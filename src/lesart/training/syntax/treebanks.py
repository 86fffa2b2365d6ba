"""Treebanks in CoNLL-U, put onto the tokens that the program itself makes.

Universal Dependencies split "im" into two syntactic words and "Social-Media-Account" into five; the program keeps
both whole. A token of ours stands for every treebank word that begins in it; it takes part of speech, relation and
head from the one of them that hangs outside, and a contraction takes the case of its article. A piece of a treebank
word that the program cuts (rare) gets no labels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lesart.annotate.stops import german as stop_reader
from lesart.annotate.tokens import GermanTokenizer

FEATURES: dict[str, tuple[str, ...]] = {
    "Case": ("Nom", "Acc", "Dat", "Gen"),
    "Number": ("Sing", "Plur"),
    "Gender": ("Masc", "Fem", "Neut"),
    "Person": ("1", "2", "3"),
    "Mood": ("Ind", "Sub", "Imp"),
    "Tense": ("Pres", "Past"),
    "VerbForm": ("Fin", "Inf", "Part"),
    "PronType": ("Art", "Prs", "Dem", "Rel", "Int", "Ind", "Neg", "Tot"),
}
"""Morphological features that are learned, with their values; a token may have none of them."""

NONE = "-"
"""Label for "has no value"."""

UNKNOWN = "?"
"""Stands for a value that the treebank does not tell."""

_RENAMED = {
    "flat:name": "flat", "flat:foreign": "flat", "obl:tmod": "obl", "nmod:poss": "nmod", "cc:preconj": "cc",
    "nsubj:outer": "nsubj", "csubj:pass": "csubj", "expl:pv": "expl", "det:poss": "det", "dep:list": "dep",
}  # fmt: skip
"""Subtypes that only one of the treebanks has, or hardly ever."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence on our tokens. `heads` count from 0, -1 is the root; None stands for "no label here"."""

    source: str
    forms: tuple[str, ...]
    blanks: tuple[bool, ...]
    """Whether white space stands before each token (the first counts as yes)."""
    upos: tuple[str | None, ...]
    features: tuple[dict[str, str] | None, ...]
    heads: tuple[int | None, ...] = ()
    """Empty where the source has no trees."""
    relations: tuple[str | None, ...] = ()
    news: bool = True
    """Whether the habits of the news treebank (PUD) hold; GSD draws some relations otherwise."""
    coarse: bool = False
    """Whether `upos` holds the shared task's tags (see POSSIBLE)."""


@dataclass(slots=True)
class _Word:
    form: str
    start: int
    upos: str
    features: dict[str, str]
    head: int
    relation: str


def read_treebank(path: Path, *, news: bool) -> Iterator[Tree]:
    """All sentences of a CoNLL-U file; `source` is the sentence's identifier."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().split("\n")
        if lines != [""]:
            yield _tree(lines, news)


def _tree(lines: Sequence[str], news: bool) -> Tree:
    comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
    text = comments["text"]
    words = _words([line.split("\t") for line in lines if not line.startswith("#")], text)
    relations = _with_relative_clauses(words)
    tokens = [(a, b) for a, b in GermanTokenizer(None, stop_reader()).find(text) if not text[a:b].isspace()]  # type: ignore[arg-type]
    groups: list[list[int]] = [[] for _ in tokens]
    at = 0
    home = []
    for number, word in enumerate(words):
        while at + 1 < len(tokens) and tokens[at + 1][0] <= word.start:
            at += 1
        groups[at].append(number)
        home.append(at)
    upos: list[str | None] = []
    features: list[dict[str, str] | None] = []
    heads: list[int | None] = []
    labels: list[str | None] = []
    for number, group in enumerate(groups):
        if not group:
            for column in (upos, features, heads, labels):
                column.append(None)
            continue
        outer = [w for w in group if words[w].head < 0 or home[words[w].head] != number]
        contraction = len(group) == 2 and words[group[0]].upos == "ADP" and words[group[1]].upos == "DET"
        chosen = group[0] if contraction else outer[-1] if outer else group[-1]
        word = words[chosen]
        upos.append(word.upos)
        features.append(_agreement(words[group[1]].features) if contraction else _features(word, news))
        heads.append(-1 if word.head < 0 else home[word.head])
        labels.append(_RENAMED.get(relations[chosen], relations[chosen]))
    return Tree(
        comments.get("sent_id", ""),
        tuple(text[a:b] for a, b in tokens),
        tuple(number == 0 or text[a - 1].isspace() for number, (a, _) in enumerate(tokens)),
        tuple(upos), tuple(features), tuple(heads), tuple(labels), news,
    )  # fmt: skip


def _words(rows: Sequence[Sequence[str]], text: str) -> list[_Word]:
    words: list[_Word] = []
    at = 0
    until = 0
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:  # a contraction: its words all begin where it begins
            at = text.index(row[1], at)
            until = int(row[0].split("-")[1])
            continue
        number = int(row[0])
        if number > until:
            at = text.index(row[1], at)
        features = dict(pair.split("=", 1) for pair in row[5].split("|")) if row[5] != "_" else {}
        words.append(_Word(row[1], at, row[3], features, int(row[6]) - 1, row[7]))
        if number > until:
            at += len(row[1])
    return words


def _with_relative_clauses(words: Sequence[_Word]) -> list[str]:
    """The relations, with `acl:relcl` also where a treebank writes `acl` over a clause with a relative pronoun."""
    out = [word.relation for word in words]
    for number, word in enumerate(words):
        if "Rel" not in word.features.get("PronType", "") or word.upos not in ("PRON", "DET", "ADV"):
            continue
        above, steps = number, 0
        while above >= 0 and out[above] != "acl" and steps < 5:
            above, steps = words[above].head, steps + 1
        if above >= 0 and out[above] == "acl" and words[above].head < number:
            finite = (
                above,
                *(i for i, w in enumerate(words) if w.head == above and w.relation.startswith(("aux", "cop"))),
            )
            if any(words[i].features.get("VerbForm") == "Fin" for i in finite):
                out[above] = "acl:relcl"
    return out


def _agreement(features: dict[str, str]) -> dict[str, str]:
    return {name: features[name] for name in ("Case", "Number", "Gender") if features.get(name) in FEATURES[name]}


def _features(word: _Word, news: bool) -> dict[str, str]:
    """The features that are learned, with UNKNOWN where the treebank leaves them open."""
    out = {name: value for name, value in word.features.items() if value in FEATURES.get(name, ())}
    kind = word.features.get("PronType", "")
    if kind in ("Dem,Rel", "Int,Rel"):
        relative = kind == "Dem,Rel" and word.upos == "PRON"
        out["PronType"] = "Rel" if relative else "Dem" if kind == "Dem,Rel" else "Int"
    if news and word.upos in ("VERB", "AUX"):
        # PUD has no VerbForm, and gives participles a tense
        out["VerbForm"] = "Fin" if "Mood" in out else UNKNOWN
        if "Mood" not in out:
            out.pop("Tense", None)
    return out


_UNIMORPH = {
    "NOM": ("Case", "Nom"), "ACC": ("Case", "Acc"), "DAT": ("Case", "Dat"), "GEN": ("Case", "Gen"),
    "SG": ("Number", "Sing"), "PL": ("Number", "Plur"), "MASC": ("Gender", "Masc"), "FEM": ("Gender", "Fem"),
    "NEUT": ("Gender", "Neut"), "SBJV": ("Mood", "Sub"), "PRS": ("Tense", "Pres"), "PST": ("Tense", "Past"),
    "FIN": ("VerbForm", "Fin"), "NFIN": ("VerbForm", "Inf"), "V.PTCP": ("VerbForm", "Part"),
}  # fmt: skip

POSSIBLE: dict[str, tuple[str, ...]] = {
    "N": ("NOUN",), "PROPN": ("PROPN",), "PUNCT": ("PUNCT",), "DET": ("DET", "PRON"), "ADP": ("ADP",), "V": ("VERB",),
    "ADJ": ("ADJ", "DET"), "ADV": ("ADV", "ADJ"), "PRO": ("PRON", "DET"), "AUX": ("AUX",), "CONJ": ("CCONJ", "SCONJ"),
    "NUM": ("NUM",), "PART": ("PART", "ADV"), "X": ("X",),
}  # fmt: skip
"""Parts of speech of the shared task (an older state of the treebank) and what they may be today."""

_CONTRACTED = {
    ("in", "dem"): "im", ("an", "dem"): "am", ("zu", "dem"): "zum", ("zu", "der"): "zur", ("von", "dem"): "vom",
    ("bei", "dem"): "beim",
}  # fmt: skip


def read_unimorph(path: Path) -> Iterator[Tree]:
    """Sentences of the SIGMORPHON 2018 file: `upos` holds its own coarse tags (see POSSIBLE), no trees."""
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        rows = [line.split("\t") for line in block.strip().split("\n") if line.count("\t") == 2]
        forms: list[str] = []
        upos: list[str | None] = []
        features: list[dict[str, str] | None] = []
        for form, _, tags in rows:
            parts = tags.split(";")
            found: dict[str, str] = {}
            doubtful = set()
            for name, value in (_UNIMORPH[p] for p in parts if p in _UNIMORPH):
                if found.setdefault(name, value) != value:
                    doubtful.add(name)
            found = {name: value for name, value in found.items() if name not in doubtful}
            joined = (
                _CONTRACTED.get((forms[-1].lower(), form))
                if forms and parts[0] == "DET" and upos[-1] == "ADP"
                else None
            )
            if joined is not None:
                forms[-1] = joined.capitalize() if forms[-1][0].isupper() else joined
                features[-1] = _agreement(found)
                continue
            forms.append(form)
            upos.append(parts[0] if parts[0] in POSSIBLE else None)
            features.append(found)
        if len(forms) > 1:
            yield Tree(
                f"unimorph-{number}",
                tuple(forms),
                tuple(_spaced(forms)),
                tuple(upos),
                tuple(features),
                news=False,
                coarse=True,
            )


def _spaced(forms: Sequence[str]) -> Iterator[bool]:
    """White space as German typography wants it, since the file keeps none."""
    opened = False
    for number, form in enumerate(forms):
        before = forms[number - 1] if number else ""
        closes = form in (".", ",", ";", ":", "!", "?", ")", "]", "“", "”", "...") or (form == '"' and opened)
        yield number == 0 or not (closes or before in ("(", "[", "„") or (before == '"' and opened))
        if form == '"':
            opened = not opened
