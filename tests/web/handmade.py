"""A dossier made by hand: two invented states, an incident that both tell differently, an agreement, hostile text.

Offsets are found by the wording, so that a passage always cuts its wording out of its article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lesart.resources.dossiers import DossierConfiguration
from lesart.schema import (
    Anchor,
    Boilerplate,
    Casualties,
    Count,
    Document,
    Entity,
    Event,
    EventTime,
    Mention,
    Party,
    Quotation,
    Reading,
    Role,
    Source,
    Span,
    Time,
)
from lesart.schema.links import Link
from lesart.schema.records import (
    Account,
    Actor,
    AgreementPoint,
    AgreementRecord,
    ArticleCard,
    Claimant,
    OfficeHeld,
    OfficeNote,
    Passage,
    Record,
    RecordEvent,
    ReviewItem,
    Side,
    SlotValue,
    Statement,
    StatusReport,
    Variant,
)

TEXTS = {
    "a1": (
        "Tote an der Grenze bei Hohental\n\n"
        "Am 3. Mai 2021 ist es an der Grenze zu Schüssen gekommen. Nach Angaben des Verteidigungsministeriums von "
        "Nordau starben vier Soldaten, als südauische Einheiten das Feuer eröffneten.\n\n"
        "„Das war ein Überfall auf unser Gebiet“, sagte Ministerin Edda Harms am Abend.\n\n"
        "Lesen Sie auch: Wanderwege im Hohental\n"
    ),
    "a2": (
        "Südau spricht von sieben Toten\n\n"
        "Bei den Gefechten an der Grenze seien sieben Menschen getötet worden, erklärte der Generalstab in Südstadt. "
        "Nordauische Truppen hätten zuerst geschossen.\n"
    ),
    "a3": (
        "Waffenruhe vereinbart\n\n"
        "Nordau und Südau vereinbarten am 9. Mai 2021 in Mittelburg eine Waffenruhe. Gefangene sollen bis Juni "
        "ausgetauscht werden.\n\n"
        "Im Juli teilte Nordau mit, kein Gefangener sei zurückgekehrt.\n"
    ),
    "a4": (
        "<script>document.title='getroffen'</script><b>Fett</b>\n\n"
        '<img src=x onerror="document.title=\'getroffen\'"> sagte der Sprecher "><script>alert(1)</script>.\n'
    ),
}


def passage(article: str, wording: str) -> Passage:
    """Where a wording stands for the first time."""
    start = TEXTS[article].index(wording)
    return Passage(article, start, start + len(wording), wording)


def span(article: str, wording: str) -> Span:
    """The same as a span."""
    found = passage(article, wording)
    return Span(found.start, found.end)


def _sentences(text: str) -> tuple[Span, ...]:
    spans, start = [], 0
    for number, sign in enumerate(text):
        if sign == "\n" or (sign == "." and not text[number - 1].isdigit()):
            if text[start : number + 1].strip():
                spans.append(Span(start, number + 1))
            start = number + 1
            while start < len(text) and text[start] in " \n":
                start += 1
    return tuple(sorted({one for one in spans if one.end > one.start}))


def _document(name: str, publisher: str | None, published: str | None, url: str | None = None) -> Document:
    text = TEXTS[name]
    basis: Any = "metadata" if published else "unknown"
    return Document(name, text.split("\n")[0], url, publisher, published, basis, "de", text)


NORD = Claimant("nordau-defence", "Verteidigungsministerium von Nordau", "nord", (passage("a1", "Nach Angaben"),))
SUED = Claimant("suedau-staff", "Generalstab in Südstadt", "sued", (passage("a2", "erklärte"),))


def readings() -> dict[str, Reading]:
    """The readings of the four articles."""
    first = Reading(
        _document("a1", "Tagblatt", "2021-05-04", "https://tagblatt.example/hohental"),
        (Boilerplate(span("a1", "Lesen Sie auch").start, len(TEXTS["a1"]) - 1, "see-also"),),
        _sentences(TEXTS["a1"]),
        (
            _mention("a1", "m1", "Verteidigungsministeriums von Nordau", "n1"),
            _mention("a1", "m2", "Nordau", "n3"),
            _mention("a1", "m3", "Edda Harms", "n2"),
        ),
        (
            Entity("n1", "Verteidigungsministerium von Nordau", "organisation", ("Verteidigungsministerium",)),
            Entity("n2", "Edda Harms", "person", ("Edda Harms", "Harms"), role="Ministerin"),
            Entity("n3", "Nordau", "state", ("Nordau",)),
        ),
        (
            Time(
                "t1",
                *_ends("a1", "3. Mai 2021"),
                "3. Mai 2021",
                "DATE",
                "2021-05-03",
                "2021-05-03",
                "2021-05-03",
                anchor=Anchor("none"),
            ),
        ),
        (
            Quotation(
                "q1",
                "direct",
                "speech",
                (span("a1", "Das war ein Überfall auf unser Gebiet"),),
                (span("a1", "sagte"),),
                (),
                Party((span("a1", "Ministerin Edda Harms"),), "n2"),
                None,
                None,
                None,
                0.97,
                "indicative",
            ),
            Quotation(
                "q2",
                "indirect",
                "speech",
                (span("a1", "starben vier Soldaten, als südauische Einheiten das Feuer eröffneten"),),
                (span("a1", "Nach Angaben"),),
                (),
                Party((span("a1", "Verteidigungsministeriums von Nordau"),), "n1"),
                None,
                None,
                None,
                0.9,
            ),
        ),
        (
            Event(
                "e1",
                "ASSAULT",
                ("firearms",),
                span("a1", "starben"),
                (Role(*_ends("a1", "südauische Einheiten"), None),),
                (Role(*_ends("a1", "vier Soldaten"), None),),
                (),
                (),
                EventTime(*_ends("a1", "3. Mai 2021"), "2021-05-03"),
                "happened",
                Source((span("a1", "Verteidigungsministeriums von Nordau"),), "n1", "q2"),
                Casualties(killed=Count(4, 4, "vier")),
                None,
                0.91,
            ),
        ),
    )
    second = Reading(_document("a2", "Kurier", "2021-05-05"), (), _sentences(TEXTS["a2"]))
    third = Reading(_document("a3", None, None, "javascript:alert(1)"), (), _sentences(TEXTS["a3"]))
    hostile = Reading(
        _document("a4", "<i>Blatt</i>", "2021-06-01", "https://x.example/?a=1&b=<c>"),
        sentences=_sentences(TEXTS["a4"]),
        quotations=(
            Quotation(
                "q1",
                "indirect",
                "speech",
                (span("a4", "<img src=x onerror=\"document.title='getroffen'\">"),),
                (span("a4", "sagte"),),
                (),
                Party((span("a4", 'der Sprecher "><script>alert(1)</script>'),), None),
                None,
                "<svg onload=alert(1)>",
                None,
                0.5,
            ),
        ),
    )
    return {"a1": first, "a2": second, "a3": third, "a4": hostile}


def _ends(article: str, wording: str) -> tuple[int, int]:
    found = span(article, wording)
    return found.start, found.end


def _mention(article: str, name: str, wording: str, entity: str) -> Mention:
    start, end = _ends(article, wording)
    return Mention(name, start, end, wording, "ORG", "named", entity)


def clash() -> RecordEvent:
    """Both sides tell it, with another number of dead and another culprit each."""
    north = Account(
        NORD,
        (
            SlotValue("date", "2021-05-03", "Am 3. Mai 2021", (passage("a1", "3. Mai 2021"),)),
            SlotValue("killed", "4", "vier Soldaten", (passage("a1", "vier Soldaten"),)),
            SlotValue("perpetrator", "sued", "südauische Einheiten", (passage("a1", "südauische Einheiten"),)),
        ),
        (passage("a1", "starben"),),
        "happened",
        ("a1#q2",),
    )
    south = Account(
        SUED,
        (
            SlotValue("killed", "7", "sieben Menschen", (passage("a2", "sieben Menschen"),)),
            SlotValue("perpetrator", "nord", "Nordauische Truppen", (passage("a2", "Nordauische Truppen"),)),
        ),
        (passage("a2", "getötet"),),
        "happened",
    )
    return RecordEvent(
        "a1#e1",
        "ASSAULT",
        ("firearms",),
        "Gefecht an der Grenze bei Hohental",
        "2021-05-03",
        "stated",
        ("Hohental",),
        ("suedau",),
        ("nordau",),
        (),
        "happened",
        (south, north),
        (
            Variant("killed", "differ", ((0, "7"), (1, "4")), ()),
            Variant("perpetrator", "differ", ((0, "nord"), (1, "sued")), ()),
            Variant("date", "single", ((1, "2021-05-03"),), (0,)),
        ),
        False,
        ("a1#e1", "a2#e1"),
        ("gleiche Art des Ereignisses", "gleiche Grenze, ein Tag Abstand"),
        0.8,
    )


def truce() -> RecordEvent:
    """Reported by the outlet in its own voice; nothing to differ."""
    account = Account(
        Claimant(None, "", None),
        (SlotValue("date", "2021-05-09", "9. Mai 2021", (passage("a3", "9. Mai 2021"),)),),
        (passage("a3", "vereinbarten"),),
        "happened",
    )
    return RecordEvent(
        "a3#e1",
        "AGREE",
        ("ceasefire",),
        "Nordau und Südau vereinbaren eine Waffenruhe",
        "2021-05-09",
        "",
        ("Mittelburg",),
        ("nordau", "suedau"),
        (),
        (),
        "happened",
        (account,),
        (Variant("date", "single", ((0, "2021-05-09"),), ()),),
        False,
        ("a3#e1",),
        (),
        0.9,
    )


def exchange() -> RecordEvent:
    """Planned, without a date, told by one side only, and perhaps the same as another."""
    account = Account(NORD, (), (passage("a3", "ausgetauscht"),), "planned")
    return RecordEvent(
        "a3#e2",
        "RETREAT",
        ("release",),
        "Austausch von Gefangenen",
        None,
        "missing",
        (),
        (),
        (),
        (),
        "planned",
        (account,),
        (),
        True,
        ("a3#e2",),
        (),
        0.6,
    )


def record() -> Record:
    """The whole record."""
    texts = readings()
    cards = tuple(
        ArticleCard(d.id, d.title, d.publisher, d.url, d.published, d.published_basis)
        for d in (reading.document for reading in texts.values())
    )
    actors = (
        Actor("nordau", "Nordau", "state", ("Nordau",), {"wikidata": "Q1"}, (), "nord", ("a1#n3",), 3),
        Actor("suedau", "Südau", "state", ("Südau",), {}, (), "sued", (), 2),
        Actor("nordau-defence", NORD.name, "organisation", (NORD.name,), {}, (), "nord", ("a1#n1",), 1),
        Actor("suedau-staff", SUED.name, "organisation", (), {}, (), "sued", (), 1),
        Actor("harms", "Edda Harms", "person", ("Edda Harms", "Harms"), {}, ("Ministerin",), "nord", ("a1#n2",), 1),
    )
    statements = (
        Statement(
            "a1#q1",
            "a1",
            "direct",
            "accusation",
            "harms",
            "Edda Harms",
            "nord",
            "2021-05-03",
            None,
            (passage("a1", "Das war ein Überfall auf unser Gebiet"),),
            (),
            0.97,
            ("a1#e1",),
        ),
        Statement(
            "a4#q1",
            "a4",
            "indirect",
            "statement",
            None,
            'der Sprecher "><script>alert(1)</script>',
            None,
            None,
            "<svg onload=alert(1)>",
            (passage("a4", "<img src=x onerror=\"document.title='getroffen'\">"),),
            (),
            0.5,
            (),
        ),
    )
    point = AgreementPoint(
        "Austausch der Gefangenen",
        passage("a3", "Gefangene sollen bis Juni ausgetauscht werden"),
        (StatusReport("broken", NORD, "2021-07", passage("a3", "kein Gefangener sei zurückgekehrt")),),
        "broken",
    )
    agreement = AgreementRecord(
        "a3#e1",
        "Waffenruhe von Mittelburg",
        "2021-05-09",
        ("nordau", "suedau"),
        (),
        "a3#e1",
        (passage("a3", "vereinbarten am 9. Mai 2021 in Mittelburg eine Waffenruhe"),),
        (point,),
    )
    review = ReviewItem(
        "same-event", "a1#e1", "a3#e2", "Gefecht an der Grenze", "Austausch von Gefangenen", 0.5, ("gleiche Parteien",)
    )
    sides = (Side("nord", "Nordau", "#1f4e79"), Side("sued", "Südau", "#8c2d19"))
    events = (clash(), truce(), exchange())
    held = (OfficeHeld("foreign-minister", "AM", "2019-01-01", None),)
    notes = (OfficeNote("harms", "Ministerin", "2021-05-04", held, passage("a1", "Ministerin")),)
    return Record("Grenzkonflikt im Hohental", cards, actors, events, statements, (agreement,), (review,), sides, notes)


CONFIGURATION = DossierConfiguration.model_validate(
    {
        "title": "Hohental",
        "sides": [{"id": "nord", "name": "Nordau"}, {"id": "sued", "name": "Südau"}],
        "actors": [
            {"id": "nordau", "name": "Nordau", "type": "state", "side": "nord"},
            {"id": "harms", "name": "Edda Harms", "type": "person", "on_behalf_of": "nordau", "office": "Ministerin"},
            {"id": "suedau", "name": "Südau", "type": "state", "side": "sued"},
            {"id": "putin", "name": "Wladimir Putin", "type": "person", "links": {"wikidata": "Q7747"}},
        ],
        "places": [
            {
                "id": "hohental",
                "names": [{"name": "Hohental", "language": "de"}, {"name": "Alto <b>Vale</b>", "language": "fr"}],
                "coordinates": {"latitude": 47.5, "longitude": 11.25},
            },
            {"id": "weiler", "names": [{"name": "Weiler"}], "within": "hohental"},
        ],
        "policy": {"note": "Beide Namen gelten.", "listed_under": {"hohental": "suedau"}},
        "issues": [{"id": "grenze", "name": "Grenze", "words": ["Grenzziehung"]}],
        "event_lexicons": [{"type": "ASSAULT", "groups": [{"id": "x", "frame": "attack", "nouns": ["Klapperflug"]}]}],
        "min_confidence": 0.35,
    }
)


class HandmadeDossier:
    """What the workbench asks of a dossier, answered from memory; deciding removes the pair from the queue."""

    path = "hohental.sqlite"

    def __init__(self, given: Record | None = None, texts: dict[str, Reading] | None = None) -> None:
        self._record = given if given is not None else record()
        self._readings = readings() if texts is None else texts
        self._decisions: list[Link] = []
        self.broken = False

    def record(self) -> Record:
        if self.broken:
            raise RuntimeError("a bug")
        return self._record

    def reading(self, article_id: str, /) -> Reading | None:
        return self._readings.get(article_id)

    def original(self, article_id: str, /) -> tuple[bytes, str] | None:
        reading = self._readings.get(article_id)
        return (reading.document.text.encode(), "text/html") if reading else None

    def decide(self, *links: Link) -> None:
        self._decisions.extend(links)
        done = {(link.left, link.right) for link in links}
        left = tuple(item for item in self._record.review if (item.left, item.right) not in done)
        self._record = replace(self._record, review=left)

    def decisions(self) -> Sequence[Link]:
        return tuple(self._decisions)

    def undo(self, *links: Link) -> None:
        for link in links:
            self._decisions.remove(link)

    def configuration(self) -> DossierConfiguration:
        return CONFIGURATION if self._record.sides else DossierConfiguration()

    def about(self) -> dict[str, Any]:
        return {"lesart": "1.2.3", "models": [{"name": "Zitate", "licence": "CC BY-NC-SA 4.0", "scores": {"F1": 0.7}}]}


def empty_record() -> Record:
    """A dossier into which nothing was compiled yet."""
    return Record("", (), (), (), (), (), (), ())


def crowded_record(number: int) -> Record:
    """Many events over years, to see that lists are paged and the timeline stays readable."""
    base = clash()
    events = tuple(
        replace(
            base,
            id=f"a1#x{place:05}",
            label=f"Vorfall {place}",
            date=f"{2000 + place % 24}-{1 + place % 12:02}-{1 + place % 28:02}",
            members=(f"a1#x{place:05}",),
        )
        for place in range(number)
    )
    return replace(record(), events=tuple(sorted(events, key=lambda event: (event.date or "", event.id))))
