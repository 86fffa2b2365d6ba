"""A saved page: the article's main text, and what the page says about it.

trafilatura finds the main text; the publication date is taken from the page's metadata alone (JSON-LD, then meta
elements, then what htmldate knows), since a date that merely stands somewhere in the text is another matter.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from htmldate import find_date
from lxml import etree
from lxml import html as lxml_html
from trafilatura import bare_extraction, baseline

from lesart.errors import InputError
from lesart.ingest.addresses import web_address
from lesart.ingest.dates import parse_date
from lesart.ingest.decode import decode, unify_line_ends

_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
_ARTICLE_TYPES = {"Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
                  "OpinionNewsArticle", "BlogPosting", "LiveBlogPosting", "WebPage", "Report"}  # fmt: skip
_DATE_META = ("article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
              "dcterms.created", "dcterms.date", "publish-date", "publication_date", "pubdate",
              "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime")  # fmt: skip
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SOURCE_SPACE = re.compile(r"[ \t\r\n\f]+")
_VERBATIM = {"pre", "script", "style", "textarea"}
_BEFORE_OUTLET = re.compile(r"\s(?:[|–—·•»-]|::)\s")
MAX_DEPTH = 400
"""Deeper nesting than any page has; the extraction works recursively and would end in the depth of the stack."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page gives: text is the extracted main text, one paragraph a line."""

    text: str
    title: str | None
    url: str | None
    publisher: str | None
    published: date | None
    notice: str | None = None


def read_page(data: bytes, name: str) -> Page:
    """The article of a page. Raises InputError where there is none (an empty frame, scripts only)."""
    declared = _DECLARED.search(data[:4096])
    decoded = decode(data, name, declared=declared.group(1).decode("ascii", "replace") if declared else None)
    return page_of(decoded.text, name, notice=decoded.notice)


def page_of(source: str, name: str, *, notice: str | None = None) -> Page:
    """The article of a page that is already text; see `read_page`."""
    source = _CONTROL.sub(" ", source)
    tree = _tree(source, name)
    linked = list(_linked_data(tree))
    meta = _meta(tree)
    url = _first_url(_canonical(tree), meta.get("og:url"), *(_string(item.get("url")) for item in linked))
    _unwrap(tree)
    text, extracted = _main_text(tree, name)
    title = _first(
        *(_string(item.get("headline")) for item in linked),
        meta.get("og:title"),
        meta.get("twitter:title"),
        getattr(extracted, "title", None),
        _heading(tree),
    )
    publisher = _first(*(_publisher(item) for item in linked), meta.get("og:site_name"), meta.get("application-name"))
    if title and publisher:
        title = _without_outlet(title, publisher)
    return Page(text, title, url, publisher, _published(tree, linked, meta, url), notice)


def _tree(source: str, name: str) -> Any:
    try:
        # bytes, since lxml refuses strings that name an encoding
        tree = lxml_html.document_fromstring(
            source.encode("utf-8", "replace"),
            parser=lxml_html.HTMLParser(
                encoding="utf-8", remove_comments=True, remove_pis=True, recover=True, huge_tree=True
            ),
        )
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(f"{name}: is no readable HTML page.", way_out="Save the article's text as .txt.") from error
    if _depth(tree) > MAX_DEPTH:
        raise InputError(f"{name}: the page is nested too deep to be read.", way_out="Save the article's text as .txt.")
    return tree


def _depth(tree: Any) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _main_text(tree: Any, name: str) -> tuple[str, Any]:
    """The main text by the careful way first; a short page may need the generous one."""
    extracted = None
    for generous in (False, True):
        try:
            extracted = bare_extraction(copy.deepcopy(tree), include_comments=False, favor_recall=generous)
        except Exception as error:  # a page that breaks the library is the page's fault to the reader
            raise InputError(
                f"{name}: the page's text could not be extracted ({type(error).__name__}).",
                way_out="Save the article's text as .txt.",
            ) from error
        text = _clean(getattr(extracted, "text", None) or "")
        if text:
            return text, extracted
    text = _clean(baseline(copy.deepcopy(tree))[1] or "")
    if not text:
        raise InputError(
            f"{name}: no article text was found on the page.", way_out="Save the article's text as .txt instead."
        )
    return text, extracted


def _unwrap(tree: Any) -> None:
    """Line ends in the source of a page mean nothing; only elements break lines."""
    for element in tree.iter():
        if element.tag not in _VERBATIM and element.text:
            element.text = _SOURCE_SPACE.sub(" ", element.text)
        if element.tail:
            element.tail = _SOURCE_SPACE.sub(" ", element.tail)


def _clean(text: str) -> str:
    text = _INVISIBLE.sub("", unify_line_ends(text))
    return "\n".join(row.strip() for row in text.split("\n")).strip()


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article, in page order."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            found = json.loads(unescape(script.text or "") if "&quot;" in (script.text or "") else script.text or "")
        except (ValueError, RecursionError):
            continue
        waiting = [found]
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting.extend(item[:50])
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if _ARTICLE_TYPES & set(
                    kinds if isinstance(kinds, list) else [kinds] if isinstance(kinds, str) else []
                ):
                    yield item
                graph = item.get("@graph")
                if isinstance(graph, list):
                    waiting.extend(graph[:50])


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        value = (element.get("content") or "").strip()
        if key and value:
            found.setdefault(key.strip().lower(), value)
    return found


def _published(tree: Any, linked: list[dict[str, Any]], meta: dict[str, str], url: str | None) -> date | None:
    stated = [_string(item.get("datePublished")) for item in linked]
    stated += [meta.get(key) for key in _DATE_META]
    stated += [e.get("datetime") or e.get("content") for e in tree.xpath(".//*[@itemprop='datePublished']")]
    for value in stated:
        day = parse_date(value) if value else None
        if day is not None:
            return day
    try:
        guess = find_date(tree, extensive_search=False, original_date=True, url=url, min_date="1605-01-01")
    except Exception:  # a convenience: without it the date is unknown, which is an answer
        return None
    return parse_date(guess) if guess else None


def _publisher(item: dict[str, Any]) -> str | None:
    publisher = item.get("publisher")
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    return _string(publisher.get("name")) if isinstance(publisher, dict) else _string(publisher)


def _canonical(tree: Any) -> str | None:
    link = tree.find(".//link[@rel='canonical']")
    return link.get("href") if link is not None else None


def _heading(tree: Any) -> str | None:
    heading = tree.find(".//h1")
    return str(heading.text_content()) if heading is not None else None


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _without_outlet(title: str, publisher: str) -> str:
    """The title without the outlet's name that pages put behind it ("Neue Runde | Bergbote")."""
    separators = list(_BEFORE_OUTLET.finditer(title))
    if separators and title[separators[-1].end() :].strip().casefold() == publisher.strip().casefold():
        return title[: separators[-1].start()].strip() or title
    return title


def _first(*values: str | None) -> str | None:
    for value in values:
        tidy = " ".join(_INVISIBLE.sub("", unescape(value)).split()) if value else ""
        if tidy:
            return tidy[:500]
    return None


def _first_url(*values: str | None) -> str | None:
    return next((url for url in map(web_address, values) if url), None)
