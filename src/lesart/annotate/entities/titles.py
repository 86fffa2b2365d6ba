"""Names of bodies that their wording gives away: titles of papers, names in quotation marks, and their short forms.

"Die Zeitung „Nordbote“", "die „Nordbote“-Redaktion", "die Neustädter Nachrichten"; and where an article speaks of the
"Nordische Bank" or the "Robert-Koch-Institut", later "die Bank" and "das Institut".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lesart.annotate.entities.hints import ANY_NUMBER, Found, Hints
from lesart.annotate.entities.noun_phrases import determiner_before
from lesart.annotate.entities.words import Word, Words
from lesart.resources.anaphora import anaphora

_OPEN = frozenset({"„", "“", "»", "«", '"', "‚", "''", "”"})
_CLOSE = frozenset({"“", "”", "«", "»", '"', "‘", "’", "''"})
_LONGEST = 6
_ADJECTIVE_ENDINGS = ("er", "ische", "ischen", "ischer", "deutsche", "deutschen", "deutscher", "sche", "schen", "scher")


def find_titles(words: Words) -> Iterator[Found]:
    """Names in quotation marks behind or before a noun that says what they are, and papers called after a place."""
    nouns = anaphora()
    for word in words.words:
        if word.noun is not None and word.noun.base.endswith(nouns.called) and words.text_at(word.index + 1) in _OPEN:
            yield from _quoted(words, word.index + 1)
        elif word.text in _OPEN and (inner := next(_quoted(words, word.index), None)) is not None:
            behind = words.get(words.index_over(inner.end) + 1)
            if behind is not None and behind.text.startswith("-") and behind.text[1:2].isupper():
                yield inner
        elif word.text in nouns.papers and _called_after(words, word.index - 1):
            yield _named(words[word.index - 1].start, word.end, "paper")


def _called_after(words: Words, index: int) -> bool:
    """Whether a word is the adjective that a paper is called by: "Neustädter", "Norddeutsche"."""
    word = words.get(index)
    return (
        word is not None
        and word.capital
        and not word.first
        and word.noun is None
        and word.text.endswith(_ADJECTIVE_ENDINGS)
    )


def _quoted(words: Words, opening: int) -> Iterator[Found]:
    """The name behind an opening mark, if it closes soon and no sentence stands in it."""
    for index in range(opening + 2, min(opening + _LONGEST + 2, len(words))):
        text = words.text_at(index)
        if text in _CLOSE:
            first, last = words[opening + 1], words[index - 1]
            if first.capital or first.numeral or any(c.isupper() for c in first.text):
                yield _named(first.start, last.end, "titled")
            return
        if text in (".", "!", "?", ":", ";") or "\n" in text:
            return


def _named(start: int, end: int, evidence: str) -> Found:
    return Found(start, end, "ORG", "named", 78, Hints(numbers=ANY_NUMBER, evidence=evidence))


def find_short_forms(words: Words, mentions: Sequence[Found]) -> Iterator[Found]:
    """Later "die Bank" for "Nordische Bank": a noun with a definite article that a body's name ends or begins with."""
    heads: dict[str, int] = {}
    for mention in mentions:
        if mention.kind == "named" and mention.type == "ORG":
            for head in _heads(words, mention):
                heads.setdefault(head, mention.end)
    taken = {offset for m in mentions for offset in range(m.start, m.end)}
    for word in words.words:
        if not word.capital or word.start in taken or word.first or not word.known:
            continue
        named_at = heads.get(word.text, heads.get(word.text.removesuffix("s")))
        if named_at is None or word.start < named_at or _name_goes_on(words, word):
            continue
        determiner, _ = determiner_before(words, word.index)
        if determiner.startswith(("d", "zu", "be", "vo", "im", "am")):
            hints = Hints(
                numbers=frozenset({"SIN"}), determiner=determiner, head=(word.start, word.end), evidence="short-form"
            )
            yield Found(word.start, word.end, "ORG", "nominal", 30, hints)


def _heads(words: Words, mention: Found) -> Iterator[str]:
    """The ordinary nouns that a name of several parts is built on."""
    parts = words.text[mention.start : mention.end].split()
    last = parts[-1]
    if "-" in last and last.rsplit("-", 1)[-1][:1].isupper():
        yield last.rsplit("-", 1)[-1]
    if len(parts) > 1:
        for part in (parts[0], last):
            if part[:1].isupper() and any(a.pos == "SUB" for a in words.lexicon.analyses(part)):
                yield part


def _name_goes_on(words: Words, word: Word) -> bool:
    following = words.get(word.index + 1)
    return following is not None and (following.capital or following.text in _OPEN)
