"""How well mentions of one event are put together within an article, on the event corpus beside the checkout.

    python benchmarks/event_linking.py ../shared/corpora/events/dev0 [more parts]

The resolver gets the annotated events without their `same_as`, so that its own errors are seen and nobody else's, and
is measured against the chains that the annotators made (pairwise, B-cubed). `--reading` hands `same_as` over as a
reading does, `--wrong N` prints wrongly joined pairs for a look (training parts only, please).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from lesart.annotate.tokens import blank
from lesart.metrics.linking import b_cubed, pairwise
from lesart.ontology.clusters import groups_of_links, representatives
from lesart.resolve import resolve
from lesart.resources.gazetteers import gazetteers
from lesart.schema import (
    Casualties,
    Count,
    Document,
    Entity,
    EntityType,
    Event,
    EventTime,
    Mention,
    Reading,
    Role,
    Source,
    Span,
)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="+", help="path of a part without .docs.json")
    parser.add_argument("--reading", action="store_true", help="hand the annotated same_as over")
    parser.add_argument("--wrong", type=int, default=0, help="so many wrong joins are printed")
    arguments = parser.parse_args()
    readings, gold = [], {}
    for part in arguments.parts:
        documents = {d["id"]: d for d in json.loads(Path(f"{part}.docs.json").read_text(encoding="utf-8"))}
        for entry in json.loads(Path(f"{part}.events.json").read_text(encoding="utf-8")):
            reading = make_reading(documents[entry["id"]], entry["events"], hand_over=arguments.reading)
            readings.append(reading)
            gold.update(chains(reading.document.id, entry["events"]))
    links = resolve(readings)
    found = representatives(groups_of_links(gold, links, "same-event"))
    inside = {name: (name.partition("#")[0], found[name]) for name in gold}
    for title, figure in (("B-cubed", b_cubed(gold, inside)), ("pairwise", pairwise(gold, inside))):
        print(f"{title}: P {figure.precision:.3f} R {figure.recall:.3f} F1 {figure.f1:.3f} ({figure.items})")
    features: Counter[tuple[str, bool]] = Counter()
    across = wrong = 0
    events = {f"{r.document.id}#{e.id}": (r, e) for r in readings for e in r.events}
    for link in links:
        if link.kind != "same-event" or link.judgement != "same":
            continue
        if link.left.partition("#")[0] != link.right.partition("#")[0]:
            across += 1
            continue
        right = gold[link.left] == gold[link.right]
        features[link.reasons[0].feature if len(link.reasons) == 1 else "score", right] += 1
        if not right and wrong < arguments.wrong:
            wrong += 1
            show(link, events)
    print("joins by ground (right?):", sorted(features.items()), "across articles:", across)


def show(link: Any, events: dict[str, tuple[Reading, Event]]) -> None:
    """A wrong join with both sentences."""
    print("---", link.score, "; ".join(f"{r.feature} {r.finding}" for r in link.reasons))
    for name in (link.left, link.right):
        reading, event = events[name]
        sentence = next((s for s in reading.sentences if s.start <= event.trigger.start < s.end), event.trigger)
        text = reading.document.text
        print("   ", event.type, event.trigger.cut(text), "|", event.time, "|", " ".join(sentence.cut(text).split()))


def chains(article: str, events: list[dict[str, Any]]) -> dict[str, str]:
    """The annotators' chain of each event, named after its first."""
    first: dict[int, int] = {}
    for number, event in enumerate(events):
        earlier = event["same_as"]
        first[number] = first.get(earlier, earlier) if earlier is not None and earlier < number else number
    return {f"{article}#ev{number}": f"{article}#{first[number]}" for number in first}


def make_reading(document: dict[str, Any], events: list[dict[str, Any]], *, hand_over: bool) -> Reading:
    """The annotation as a reading: a canonical name is an entity, a role's text a mention."""
    text = document["text"]
    entities: dict[str, Entity] = {}
    mentions: list[Mention] = []
    places = Counter(ref["canon"] for event in events for ref in event["place"])
    others = Counter(ref["canon"] for event in events for key in ("actor", "recipient") for ref in event[key])

    def role(ref: dict[str, Any]) -> Role | None:
        span = find(text, ref["t"], ref.get("n", 1))
        if span is None:
            return None
        canon = ref["canon"]
        if canon not in entities:
            type_ = entity_type(canon, is_place=places[canon] > others[canon])
            entities[canon] = Entity(f"e{len(entities) + 1}", canon, type_, (canon, ref["t"]))
        kind = "named" if canon[:1].isupper() and len(canon.split()) < 4 else "nominal"
        mentions.append(
            Mention(f"m{len(mentions) + 1}", span.start, span.end, ref["t"], "OTH", kind, entities[canon].id)  # type: ignore[arg-type]
        )
        return Role(span.start, span.end, entities[canon].id)

    made = []
    for number, event in enumerate(events):
        trigger = find(text, event["trigger"]["t"], event["trigger"].get("n", 1))
        if trigger is None:
            continue
        roles = {
            key: tuple(r for ref in event[key] if (r := role(ref)) is not None)
            for key in ("actor", "recipient", "mediator", "place")
        }
        when = event["when"] or {}
        at = find(text, when["t"], when.get("n", 1)) if when.get("t") else None
        source = event["source"]
        filler = role(source) if source else None
        counts = {key: Count(*event[key]) if event.get(key) else None for key in ("killed", "injured", "captured")}
        made.append(
            Event(
                f"ev{number}",
                event["type"],
                tuple(event["mode"] or ()),
                trigger,
                roles["actor"],
                roles["recipient"],
                roles["mediator"],
                roles["place"],
                EventTime(at.start if at else None, at.end if at else None, when["value"])
                if when.get("value")
                else None,
                event["factuality"],
                Source((Span(filler.start, filler.end),), filler.entity, None) if filler else None,
                Casualties(**counts) if any(counts.values()) else None,
                f"ev{event['same_as']}" if hand_over and event["same_as"] is not None else None,
                1.0,
            )
        )
    identifier = document["id"].split(" ")[0]
    return Reading(
        Document(identifier, None, None, None, document["date"], "argument", "de", text),
        sentences=sentences_of(text),
        mentions=tuple(mentions),
        entities=tuple(entities.values()),
        events=tuple(made),
    )


def entity_type(canon: str, *, is_place: bool) -> EntityType:
    """What a canonical name most likely names."""
    kinds = {ref.kind for ref in gazetteers().lookup(canon)}
    if "state" in kinds:
        return "state"
    if is_place:
        return "place"
    if "person" in kinds or (len(canon.split()) == 2 and canon.istitle() and "organisation" not in kinds):
        return "person"
    return "organisation" if canon[:1].isupper() else "group"


def find(text: str, wording: str, number: int) -> Span | None:
    """The nth place of a wording."""
    at = -1
    for _ in range(max(1, number)):
        at = text.find(wording, at + 1)
        if at < 0:
            return None
    return Span(at, at + len(wording))


_NLP: list[Any] = []


def sentences_of(text: str) -> tuple[Span, ...]:
    """Sentences as the pipeline cuts them."""
    if not _NLP:
        import lesart.annotate.sentences  # noqa: F401

        nlp = blank()
        nlp.add_pipe("lesart_sentences")
        _NLP.append(nlp)
    doc = _NLP[0](text)
    return tuple(Span(sent.start_char, sent.end_char) for sent in doc.sents if sent.text.strip())


if __name__ == "__main__":
    main()
