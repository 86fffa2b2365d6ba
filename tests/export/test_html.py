"""The report: whole in one file, hostile text is text, every number leads to a passage."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from tests.web.handmade import empty_record, record

from lesart.export import html
from lesart.resources.dossiers import TerritoryPolicy
from lesart.resources.interface import interface_words


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_reference_leads_to_its_passage(tmp_path: Path, language: str) -> None:
    (path,) = html.write(record(), tmp_path / "r.html", language=language)
    page = lxml.html.parse(str(path), lxml.html.HTMLParser(encoding="utf-8")).getroot()
    assert page.get("lang") == language
    names = set(page.xpath("//@id"))
    links = [link for link in page.xpath("//a/@href") if link.startswith("#")]
    assert len(links) > 15
    assert {link[1:] for link in links} <= names
    killed = page.xpath("//td[p[starts-with(normalize-space(), '4')]]//sup/a/@href")[0]
    assert "vier Soldaten" in page.xpath("//li[@id=$name]", name=killed[1:])[0].text_content()


def test_nothing_is_loaded_or_run(tmp_path: Path) -> None:
    (path,) = html.write(record(), tmp_path / "r.html")
    page = lxml.html.parse(str(path), lxml.html.HTMLParser(encoding="utf-8")).getroot()
    assert not page.xpath("//script | //img | //link | //b | //@onerror | //@onload | //@style")
    assert not [link for link in page.xpath("//a/@href") if not link.startswith(("#", "https://", "http://"))]
    assert "<script>document.title='getroffen'</script>" in page.text_content()


def test_differences_and_silence_are_said_in_words(tmp_path: Path) -> None:
    (path,) = html.write(record(), tmp_path / "r.html")
    text = " ".join(lxml.html.fromstring(path.read_text(encoding="utf-8")).text_content().split())
    for words in ("weichen ab", "sagt dazu nichts", "Nur eine Seite berichtet", "Keine Darstellung nennt"):
        assert words in text


def test_an_empty_record_is_a_report_too(tmp_path: Path) -> None:
    (path,) = html.write(empty_record(), tmp_path / "r.html")
    assert "kein Ereignis gefunden" in path.read_text(encoding="utf-8")


def test_the_policy_for_disputed_names_stands_at_the_head() -> None:
    policy = TerritoryPolicy(names="shown", note="Wie die <UNO> es hält.")
    page = "".join(html.render(empty_record(), interface_words("de"), policy=policy))
    assert "Wie die &lt;UNO&gt; es hält." in page
    assert "den das Dossier festlegt" in page
