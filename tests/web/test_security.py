"""Hostile text is text; foreign names and foreign forms are turned away."""

from __future__ import annotations

import lxml.html
import pytest
from starlette.testclient import TestClient
from tests.web.handmade import TEXTS, HandmadeDossier

from lesart.web.security import host_name, outside_link


@pytest.mark.parametrize("path", ["/articles/a4", "/statements", "/articles", "/statements?text=<b>", '/?text="><b>'])
def test_hostile_text_is_shown_and_is_no_markup(client: TestClient, path: str) -> None:
    page = lxml.html.fromstring(client.get(path).text)
    assert not page.xpath("//b | //i | //img | //script[not(@src)] | //@onerror | //@onload")
    if path == "/articles/a4":
        assert TEXTS["a4"].split("\n")[0] in page.text_content()


def test_every_answer_carries_the_policy(client: TestClient) -> None:
    for path in ("/", "/nix", "/static/lesart.css", "/articles/a1/original", "/sides.css"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_an_original_is_a_download_and_never_a_page(client: TestClient) -> None:
    answer = client.get("/articles/a4/original")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.text == TEXTS["a4"]


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:8450", 200), ("localhost", 200), ("[::1]:80", 200), ("evil.example", 421), ("127.0.0.1.x.org", 421)],
)
def test_only_names_of_this_machine_are_answered(client: TestClient, host: str, status: int) -> None:
    assert client.get("/", headers={"host": host}).status_code == status


def test_host_names() -> None:
    assert [host_name(host) for host in ("LocalHost:1", "[::1]:2", "", "[::1")] == ["localhost", "::1", "", ""]


def decision(client: TestClient) -> dict[str, str]:
    form = lxml.html.fromstring(client.get("/review").text).xpath("//form[@action='/review/decide']")[0]
    return {field.name: field.value or "" for field in form.xpath(".//input")} | {"judgement": "same"}


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
def test_forms_from_other_pages_are_refused(
    client: TestClient, dossier: HandmadeDossier, headers: dict[str, str]
) -> None:
    assert client.post("/review/decide", data=decision(client), headers=headers).status_code == 403
    assert not dossier.decisions()


def test_forms_need_the_token_of_this_run(client: TestClient, dossier: HandmadeDossier) -> None:
    data = decision(client)
    for token in ("", "x" * 43, "ä"):
        assert client.post("/review/decide", data=data | {"token": token}).status_code in (400, 403)
    assert not dossier.decisions()


@pytest.mark.parametrize(
    "change", [{"kind": "other"}, {"judgement": "perhaps"}, {"left": ""}, {"left": "a3#e2", "right": "a3#e2"}]
)
def test_forms_with_other_words_are_refused(
    client: TestClient, dossier: HandmadeDossier, change: dict[str, str]
) -> None:
    assert client.post("/review/decide", data=decision(client) | change).status_code == 400
    assert not dossier.decisions()


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x()", "x"])
def test_one_is_never_sent_elsewhere(client: TestClient, back: str) -> None:
    answer = client.post("/review/decide", data=decision(client) | {"back": back})
    assert answer.headers["location"] == "/review"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://zeitung.example/a?b=1", True),
        ("HTTP://zeitung.example/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//zeitung.example", False),
        ("https:///nur-pfad", False),
        ("http://[kaputt", False),
        ("", False),
        (None, False),
    ],
)
def test_addresses_that_may_be_links(url: str | None, link: bool) -> None:
    assert (outside_link(url) == url) is link if url else outside_link(url) is None


def test_addresses_of_articles(client: TestClient) -> None:
    good = lxml.html.fromstring(client.get("/articles/a1").text).xpath("//a[@class='outside']")[0]
    assert "noopener" in good.get("rel")
    bad = client.get("/articles/a3").text
    assert "javascript:alert(1)" in bad
    assert not lxml.html.fromstring(bad).xpath("//a[contains(@href,'javascript')]")
