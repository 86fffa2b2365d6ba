"""Documents and accounts that papers quote: "eine Studie", "dem Bericht zufolge", "Polizeiangaben".

They are no parties, but a claim that rests on a study rests on that study and on nobody else.
"""

from __future__ import annotations

from lesart.annotate.coreference.chains import Chain, Discourse
from lesart.annotate.entities.base_forms import base_form
from lesart.annotate.entities.hints import Hints
from lesart.schema import Mention


def link_source(discourse: Discourse, mention: Mention, hints: Hints) -> Chain:
    """The chain of the document: "der Bericht" takes up the last report, "ein Bericht" is a new one."""
    noun = hints.noun
    assert noun is not None
    if hints.determiner.startswith("d") and " " not in mention.text:
        for _, chain in discourse.before(mention.start, types=("other",)):
            if noun.base in chain.bases:
                return chain
    chain = discourse.new("other", base_form(discourse.text, mention.start, mention.end, hints))
    chain.bases.update({noun.base, noun.lemma.lower()})
    chain.genders, chain.numbers = hints.genders, hints.numbers
    return chain
