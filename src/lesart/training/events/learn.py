"""From annotated articles to the weights of the events component.

Steps: run the pipeline up to the events component over the articles; train the trigger classifier on every content
word (its gold type or "none"), the role scorer on the fillers and the choice of dates on the dates around gold
triggers; find on held-out articles, with a classifier that has not seen them, how confidence relates to being right
(Platt 1999).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc

from lesart.annotate.clauses import clauses
from lesart.annotate.events.classify import NONE, TriggerClassifier, features
from lesart.annotate.events.component import Events, Models
from lesart.annotate.events.fillers import Fillers
from lesart.annotate.events.lexicon import event_lexicon
from lesart.annotate.events.surroundings import Surroundings
from lesart.annotate.events.triggers import Candidate, candidates
from lesart.annotate.events.when import DateModel
from lesart.ml.hybrid import Hybrid
from lesart.ml.trees import Arrays, Trees
from lesart.resources.lexicon import german
from lesart.training.events import dates, roles
from lesart.training.events.corpus import GoldArticle
from lesart.training.hybrid import HybridNetwork, HybridSettings, arrays, train

Log = Callable[[str], None]
ROLE_THRESHOLDS = (0.38, 0.33, 0.36)
"""Of actor, recipient and place: near where F1 is highest in five folds of the training articles, an actor's
precision above 70."""
DATE_THRESHOLDS = (0.5, 0.6, 0.35)
"""Of a date that the text names, of the month of publication for undated news, of a date in the event's own clause."""
THRESHOLD = 0.45
LEXICON_SHARE = 0.55
_NEAR = 80  # characters, as the scorer has it


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with its annotated Doc (encoder rows in half precision) and every candidate by token."""

    gold: GoldArticle
    doc: Doc
    found: dict[int, Candidate]

    def around(self) -> Surroundings:
        """Fresh surroundings (they remember the events seen)."""
        syntax = clauses(self.doc)
        return Surroundings(self.doc, syntax, Fillers(self.doc, syntax, self.doc._.mentions))


def prepare(nlp: Language, articles: Sequence[GoldArticle]) -> list[Prepared]:
    """Runs the pipeline over the articles."""
    out = []
    for article in articles:
        doc = nlp.make_doc(article.text)
        doc._.published = article.published
        doc = nlp(doc)
        doc._.features = np.asarray(doc._.features, dtype=np.float16)
        doc.tensor = np.zeros((0,), dtype=np.float32)
        found = {c.token: c for c in candidates(clauses(doc), event_lexicon(), german(), everything=True)}
        out.append(Prepared(article, doc, found))
    return out


def trigger_network(prepared: Sequence[Prepared], settings: HybridSettings, log: Log) -> HybridNetwork:
    """The classifier of candidates."""
    items: list[list[str]] = []
    labels: list[str] = []
    rows: list[npt.NDArray[np.float16]] = []
    for article in prepared:
        around = article.around()
        gold = {_token(article.doc, e.trigger.start): e.type for e in article.gold.events}
        for token, candidate in article.found.items():
            items.append(features(around, candidate))
            labels.append(gold.get(token, NONE))
            rows.append(article.doc._.features[token])
    return train(items, np.stack(rows), labels, settings=settings, log=log)


def role_model(prepared: Sequence[Prepared], log: Log) -> roles.Model:
    """The scorer of fillers beside triggers."""
    return roles.fit([roles.labelled(a.around(), a.gold, a.found) for a in prepared], log)


def date_trees(prepared: Sequence[Prepared], log: Log) -> Arrays:
    """The choice of an event's date."""
    trees = dates.fit([event for a in prepared for event in dates.dated(a.around(), a.gold, a.found)])
    log("dates trained")
    return trees


def _token(doc: Doc, start: int) -> int | None:
    return next((t.i for t in doc if t.idx <= start < t.idx + len(t)), None)


def models(triggers: Sequence[HybridNetwork], role_scorer: roles.Model, date_choice: Arrays) -> Models:
    """The trained parts as the component runs them."""
    classifier = TriggerClassifier(tuple(Hybrid(arrays(network)) for network in triggers))
    date_model = DateModel(Trees(date_choice), *DATE_THRESHOLDS)
    return Models(classifier, role_scorer.scorer(ROLE_THRESHOLDS), date_model, THRESHOLD, LEXICON_SHARE)


def calibration(found: Models, prepared: Sequence[Prepared], steps: int = 4000) -> tuple[float, float]:
    """(slope, offset) that turn the raw score's logit into the logit of being right, fitted on held-out articles."""
    component = Events(event_lexicon(), models=found)
    scores: list[float] = []
    right: list[float] = []
    for article in prepared:
        article.doc._.features = article.doc._.features.astype(np.float32)
        for event in component.find(article.doc):
            near = [
                g
                for g in article.gold.events
                if g.type == event.type
                and _gap(g.trigger.start, g.trigger.end, event.trigger.start, event.trigger.end) <= _NEAR
            ]
            scores.append(min(max(event.confidence, 0.01), 0.99))
            right.append(float(bool(near)))
    x = np.log(np.array(scores) / (1 - np.array(scores)))
    y = np.array(right)
    slope, offset = 1.0, 0.0
    for _ in range(steps):
        p = 1 / (1 + np.exp(-(slope * x + offset)))
        slope -= 0.05 * float(((p - y) * x).mean())
        offset -= 0.05 * float((p - y).mean())
    return round(slope, 4), round(offset, 4)


def _gap(a: int, b: int, c: int, d: int) -> int:
    return max(0, max(a, c) - min(b, d))


def write_settings(path: Path, slope: float, offset: float) -> None:
    """The numbers that belong to the weights."""
    settings = {
        "threshold": THRESHOLD,
        "lexicon_share": LEXICON_SHARE,
        "role_thresholds": list(ROLE_THRESHOLDS),
        "date_thresholds": list(DATE_THRESHOLDS),
        "calibration": [slope, offset],
    }
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
