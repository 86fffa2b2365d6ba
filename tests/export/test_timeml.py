"""TimeML keeps the text and its spans, whatever the text holds."""

from __future__ import annotations

from xml.etree import ElementTree

from lesart.export.timeml import to_timeml
from lesart.schema import Anchor, Time

TEXT = "Am 27. Juni <begann> es & \x07 am selben Tag endete es."
DAY = "2023-06-27"
TIMES = (
    Time("t1", 3, 11, "27. Juni", "DATE", DAY, DAY, DAY, None, Anchor("published", "2023-06-28")),
    Time("t2", 31, 41, "selben Tag", "DATE", DAY, None, None, "APPROX", Anchor("expression", DAY, "t1")),
    Time("t3", 42, 48, "endete", "DATE", "XXXX", None, None, None, Anchor("none")),
)


def test_text_and_spans_come_back() -> None:
    root = ElementTree.fromstring(to_timeml(TEXT, TIMES, name="a<b>.txt", published="2023-06-28"))
    body = root.find("TEXT")
    assert body is not None
    assert "".join(body.itertext()) == TEXT.replace("\x07", " ")
    assert root.findtext("DOCID") == "a<b>.txt"
    assert [(t.text, t.get("tid"), t.get("value")) for t in body] == [
        ("27. Juni", "t1", "2023-06-27"),
        ("selben Tag", "t2", "2023-06-27"),
        ("endete", "t3", "XXXX"),
    ]


def test_anchors_and_mods_are_named() -> None:
    root = ElementTree.fromstring(to_timeml(TEXT, TIMES, name="a", published="2023-06-28"))
    first, second, third = root.findall("TEXT/TIMEX3")
    assert (first.get("anchorTimeID"), second.get("anchorTimeID"), third.get("anchorTimeID")) == ("t0", "t1", None)
    assert second.get("mod") == "APPROX"
    assert root.find("DCT/TIMEX3").get("value") == "2023-06-28"  # type: ignore[union-attr]


def test_without_a_publication_date_there_is_no_dct() -> None:
    root = ElementTree.fromstring(to_timeml("nichts", (), name="a", published=None))
    assert root.find("DCT") is None
    assert root.findtext("TEXT") == "nichts"
