"""Forms of German adjectives and demonyms, for the knowledge base: from the base to what stands in a text."""

from __future__ import annotations

from collections.abc import Iterator

_ADJECTIVE_ENDINGS = ("", "e", "er", "es", "en", "em")

# Feminines with a vowel change or another stem, which no ending gives.
_FEMININES = {"Franzose": "Französin"}

# Towns whose adjective no ending gives; none where it is also an ordinary noun ("Maler", "Römer").
_TOWN_ADJECTIVES: dict[str, tuple[str, ...]] = {
    "Damaskus": ("Damaszener",),
    "Tokio": ("Tokioter", "Tokioer"),
    "Bern": ("Berner",),
    "Male": (),
    "Malé": (),
    "Rom": (),
}


def adjective_forms(stem: str) -> Iterator[str]:
    """ "armenisch" gives all its declined forms, and each with a capital for the beginning of a sentence or a name.

    Adjectives in -er ("Schweizer") do not decline.
    """
    if stem[:1].isupper() and stem.endswith("er"):
        yield stem
        return
    for ending in _ADJECTIVE_ENDINGS:
        yield stem + ending
        yield stem[:1].upper() + stem[1:] + ending


def town_adjectives(name: str) -> Iterator[str]:
    """ "Moskau" gives "Moskauer", which does not decline; nothing for a name of two words or where it is a noun."""
    if name in _TOWN_ADJECTIVES:
        yield from _TOWN_ADJECTIVES[name]
    elif name.isalpha() and len(name) > 3:
        yield name + ("r" if name.endswith("e") else "er")


def demonym_forms(base: str) -> Iterator[str]:
    """ "Armenier" gives Armeniers, Armeniern, Armenierin …; "Russe" gives Russen, Russin …; "Iraki" gives Irakis."""
    if base == "Deutscher":  # the one demonym that declines as an adjective
        yield from ("Deutscher", "Deutsche", "Deutschen", "Deutschem")
    elif base.endswith("er"):
        yield from (base, base + "s", base + "n", base + "in", base + "innen")
    elif base.endswith("e"):
        feminine = _FEMININES.get(base, base[:-1] + "in")
        yield from (base, base + "n", feminine, feminine + "nen")
    else:
        yield from (base, base + "s", base + "n", base + "en", base + "in", base + "innen")


def declined(name: str) -> Iterator[str]:
    """A name with the adjectives at its front in every ending: "Vereinte Nationen", "Vereinten Nationen"."""
    yield name
    words = name.split(" ")
    front = 0
    while front < len(words) - 1 and len(words[front]) > 4 and words[front][:1].isupper() and _declinable(words[front]):
        front += 1
    if front:
        for ending in ("e", "en", "er", "es"):
            yield " ".join([*(_stem(word) + ending for word in words[:front]), *words[front:]])


def _declinable(word: str) -> bool:
    return word.endswith(("e", "er", "es", "en")) and _stem(word).endswith(_ADJECTIVE_ENDS)


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("e") else word[:-2]


# Ends of adjective stems as names of bodies have them: Europäisch, International, Vereint, Arabisch, Revolutionär
_ADJECTIVE_ENDS = (
    *(
        "isch",
        "äisch",
        "lich",
        "ig",
        "al",
        "ell",
        "eint",
        "är",
        "iv",
        "ensch",
        "sam",
        "eit",
        "eut",
        "oß",
        "oh",
        "ot",
        "eiß",
        "arz",
    ),
    *("hn", "neu", "frei", "ohe", "tt", "ser", "iert"),
)
