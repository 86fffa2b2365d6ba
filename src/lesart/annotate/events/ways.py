"""How a phrase stands to a trigger in the dependency tree, as a short string that means the same across sentences.

"nsubj" for a subject below the trigger, "^obj nsubj" for the subject of the verb whose object the trigger is, "gen" and
"obl:gegen" for attributes and prepositional phrases. Names and appositions count as the noun that they belong to, a
member of a coordination as its first one (and the caller is told), a relative clause's verb sees its pronoun's noun.
"""

from __future__ import annotations

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.tokens import Doc

from lesart.annotate.clauses import Syntax
from lesart.annotate.events.fillers import Filler
from lesart.annotate.phrases import contracted

_THIN = frozenset({"appos", "flat", "flat:name", "dep", ""})
_INSIDE = frozenset({"case", "det", "punct", "cc", "advmod"})
_SMALL = frozenset({"article", "preposition", "punctuation", "adverb"})
_MARKED = frozenset({"obl", "nmod", "obl:agent", "obl:arg"})
_LONGEST = 4
_FAR = "far"


class Ways:
    """The tree of a Doc with what ways through it need."""

    def __init__(self, doc: Doc, syntax: Syntax) -> None:
        self._syntax = syntax
        relations: list[int] = doc.to_array(DEP).tolist()
        names = {relation: doc.vocab.strings[relation] for relation in set(relations)}
        self._dep = [names[relation] for relation in relations]
        # spaCy gives the distance of the head, as an unsigned number
        self._head: list[int] = (doc.to_array(HEAD).astype(np.int64) + np.arange(len(doc))).tolist()
        self._case: dict[int, str] = {}
        for token, relation in enumerate(self._dep):
            if relation == "case":
                self._case.setdefault(self._head[token], contracted(syntax.words[token].text.lower()))
        self._pronoun: dict[int, str] = {}
        """For the verb of a relative clause the relation of its pronoun."""
        for phrase in syntax.phrases:
            if phrase.kind == "relative":
                self._pronoun.setdefault(self._head[phrase.head], self.relation(phrase.head))

    def top(self, filler: Filler) -> int:
        """The token by which a filler hangs in the tree: the first whose head lies outside its phrase."""
        phrase = self._syntax.phrases[filler.phrase]
        for token in range(phrase.start, phrase.end):
            outside = not phrase.start <= self._head[token] < phrase.end
            if outside and self._syntax.words[token].cls not in _SMALL and self._dep[token] not in _INSIDE:
                return token
        return filler.head

    def relation(self, token: int) -> str:
        """The relation with its preposition ("obl:gegen"); an attribute without one is "gen"."""
        relation = self._dep[token]
        if relation in _MARKED:
            case = self._case.get(token)
            if case is not None:
                return f"{relation.split(':')[0]}:{case}"
            return "gen" if relation == "nmod" else relation
        return relation

    def governor(self, token: int) -> int:
        """The token above, the token itself at the root."""
        return self._head[token]

    def way(self, trigger: int, top: int) -> tuple[str, bool]:
        """The way from a trigger to the `top` of a filler, and whether it goes through a coordination at its end."""
        start = self._climbed(trigger) if self._dep[trigger].startswith("flat") else trigger
        end, joined = self._climbed(top), False
        for _ in range(6):
            above = self._head[end]
            if self._dep[end] != "conj" or above in (end, start) or end == start:
                break
            end, joined = self._climbed(above), True
        rising, falling = self._ancestors(start), self._ancestors(end)
        shared = next((token for token in falling if token in rising), None)
        if shared is None:
            return _FAR, joined
        up, down = rising[: rising.index(shared)], falling[: falling.index(shared)][::-1]
        steps = [self._upwards(token, last=not down and self._head[token] == shared) for token in up]
        steps += [self.relation(token) for token in down]
        kept = [s for t, s in zip([*up, *down], steps, strict=True) if self._dep[t] not in _THIN]
        return (" ".join(kept) if len(kept) <= _LONGEST else _FAR), joined

    def _upwards(self, token: int, *, last: bool) -> str:
        relation = self._dep[token]
        if relation == "acl:relcl" and last:
            return f"rel:{self._pronoun.get(token, '?')}"
        if relation in ("obl", "nmod") and token in self._case:
            return f"^{relation}:{self._case[token]}"
        return f"^{relation}"

    def _climbed(self, token: int) -> int:
        """From a part of a name or an apposition to the noun that it belongs to."""
        for _ in range(6):
            if self._dep[token] not in _THIN or self._head[token] == token:
                break
            token = self._head[token]
        return token

    def _ancestors(self, token: int) -> list[int]:
        found = [token]
        while len(found) < 9 and self._head[found[-1]] != found[-1]:
            found.append(self._head[found[-1]])
        return found
