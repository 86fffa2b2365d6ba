"""TimeML 1.2.1: a text with its times as TIMEX3 elements, for other temporal taggers' tools and corpora."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from lesart.schema import Time

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">\n'
)


def to_timeml(text: str, times: Sequence[Time], *, name: str, published: str | None) -> str:
    """The document as TimeML.

    `times` come in order and do not overlap. The publication date is `t0`; a time that was resolved against it or
    against another expression names that as its anchor. Characters that XML cannot hold become blanks, so offsets stay.
    """
    lines = [_HEAD, f"<DOCID>{_text(name)}</DOCID>\n"]
    if published:
        attributes = 'tid="t0" type="DATE" functionInDocument="PUBLICATION_TIME" temporalFunction="false"'
        lines.append(f"<DCT><TIMEX3 {attributes} value={quoteattr(published)}>{_text(published)}</TIMEX3></DCT>\n")
    lines.append("<TEXT>")
    at = 0
    for time in times:
        lines += (_text(text[at : time.start]), f"<TIMEX3 {_attributes(time)}>", _text(time.text), "</TIMEX3>")
        at = time.end
    lines += (_text(text[at:]), "</TEXT>\n</TimeML>\n")
    return "".join(lines)


def _text(raw: str) -> str:
    return escape(_ILLEGAL.sub(" ", raw))


def _attributes(time: Time) -> str:
    attributes = {"tid": time.id, "type": time.type, "value": time.value or "", "mod": time.mod or ""}
    anchor = time.anchor
    if anchor is not None and anchor.basis != "none":
        attributes["temporalFunction"] = "true"
        attributes["anchorTimeID"] = "t0" if anchor.basis == "published" else anchor.time or ""
    return " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items() if value)
