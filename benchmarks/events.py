"""Speed of the events component alone, on annotated articles: CPU milliseconds for 300 words on one core.

    PYTHONPATH=src python benchmarks/events.py ../shared/corpora/events

Accuracy is measured by ../shared/tools/score_events.py on readings (`python benchmarks/accuracy.py`).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from lesart.annotate.events import load_models
from lesart.annotate.events.component import Events
from lesart.annotate.events.lexicon import event_lexicon
from lesart.annotate.pipeline import build
from lesart.training.events.corpus import read


def main(folder: Path) -> None:
    nlp = build()
    docs = []
    for article in read(folder, ["train0", "train1"]):
        doc = nlp.make_doc(article.text)
        doc._.published = article.published
        docs.append(nlp(doc))
    words = sum(len(doc.text.split()) for doc in docs)
    for name, models in (("trained", load_models()), ("lexicon alone", None)):
        component = Events(event_lexicon(), models=models)
        found = 0
        for doc in docs:  # the clause analysis counts: it is this component's own
            doc.user_data.pop("lesart_clauses", None)
        began = time.process_time()
        for doc in docs:
            found += len(component.find(doc))
        spent = (time.process_time() - began) * 1000
        print(f"{name}: {spent / words * 300:.1f} ms for 300 words, {found} events in {len(docs)} articles")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
