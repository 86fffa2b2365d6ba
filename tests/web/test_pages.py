"""Every page: what it shows, that each cell leads to its passage, and that an empty cell says why."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from starlette.testclient import TestClient
from tests.web.conftest import Ask
from tests.web.handmade import TEXTS, HandmadeDossier, crowded_record, empty_record, passage, record

PAGES = (
    "/",
    "/?lanes=type&from=2021&to=2021",
    "/events/a1~e1",
    "/events/a3~e1",
    "/events/a3~e2",
    "/statements",
    "/agreements",
    "/actors",
    "/actors/harms",
    "/articles",
    "/articles/a1",
    "/articles/a4",
    "/review",
    "/dossier",
    "/dossier/actors",
    "/dossier/places",
    "/about",
)


def tree(client: TestClient, path: str) -> lxml.html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return lxml.html.fromstring(answer.text)


def said(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_in_both_languages(client: TestClient, path: str, language: str) -> None:
    page = tree(client, f"{path}{'&' if '?' in path else '?'}lang={language}")
    assert page.get("lang") == language
    assert page.xpath("count(//h1)") == 1


@pytest.mark.parametrize("path", PAGES)
def test_inner_links_lead_somewhere_and_anchors_exist(client: TestClient, path: str) -> None:
    page = tree(client, path)
    links = {link for link in page.xpath("//a/@href") if link.startswith(("/", "?", "#"))}
    for link in sorted(links):
        target = urlsplit(link)
        address = f"{target.path or urlsplit(path).path}{'?' + target.query if target.query else ''}"
        answer = client.get(address)
        assert answer.status_code == 200, link
        if target.fragment and "html" in answer.headers["content-type"]:
            assert lxml.html.fromstring(answer.text).xpath("//*[@id=$name]", name=target.fragment), link


def test_accounts_stand_in_columns_by_side_with_differences_marked_in_words(client: TestClient) -> None:
    page = tree(client, "/events/a1~e1")
    heads = [said(head) for head in page.xpath("//table[contains(@class,'accounts')]/thead//th")]
    assert heads[0].startswith("Verteidigungsministerium von Nordau")
    assert heads[1].startswith("Generalstab in Südstadt")
    killed = page.xpath("//tr[th[starts-with(normalize-space(), 'Getötete')]]")[0]
    assert "weichen ab" in said(killed)
    assert [said(cell) for cell in killed.xpath(".//td//a[contains(@class,'to-passage')]")] == ["4", "7"]
    dates = page.xpath("//tr[th[starts-with(normalize-space(), 'Datum')]]/td")
    assert said(dates[1]) == "sagt dazu nichts"
    assert "Keine Darstellung nennt: Ort, Geschehen?" in said(page)


def test_a_cell_leads_to_its_passage_and_the_passage_back_to_the_cell(client: TestClient) -> None:
    event = tree(client, "/events/a1~e1")
    cell = event.xpath("//td[.//a[text()='4']]")[0]
    link = cell.xpath(".//a[text()='4']/@href")[0]
    reader = tree(client, link)
    marked = "".join(piece.text_content() for piece in reader.xpath("//span[contains(@class,'l-target')]"))
    assert marked == "vier Soldaten"
    assert reader.xpath("//span[@id='passage']")
    back = reader.xpath("//a[contains(@class,'back-to-cell')]/@href")[0]
    assert back == f"/events/a1~e1#{cell.get('id')}"
    entry = reader.xpath("//ol[@class='notes']/li[contains(@class,'is-chosen')]")[0]
    assert f"/events/a1~e1#{cell.get('id')}" in entry.xpath(".//a[@class='to-cell']/@href")


def test_overview_begins_with_what_accounts_differ_on(client: TestClient) -> None:
    (entry,) = tree(client, "/").xpath("//section[contains(@class,'contrasts')]//li")
    assert [said(slot) for slot in entry.xpath(".//dt")] == ["Getötete", "Urheber"]
    killed = [said(voice) for voice in entry.xpath("(.//dd)[1]/span[contains(@class,'voice')]")]
    assert killed == ["7Generalstab in Südstadt", "4Verteidigungsministerium von Nordau"]
    assert not tree(client, "/?side=nord").xpath("//section[contains(@class,'contrasts')]")


def test_only_one_side_and_unsure_are_said(client: TestClient) -> None:
    page = tree(client, "/events/a3~e2")
    text = said(page)
    assert "Nur eine Seite berichtet" in text
    assert "geplant" in text
    assert "Die Artikel nennen keines." in text
    assert page.xpath("//form[@action='/review/decide']//button[@value='same']")


def test_an_article_that_reports_in_its_own_voice_is_no_party(client: TestClient) -> None:
    head = said(tree(client, "/events/a3~e1").xpath("//table[contains(@class,'accounts')]/thead//th")[0])
    assert head == "der Artikel selbst berichtet der Artikel in eigenem Namen: Waffenruhe vereinbart"


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("mark=differ", ["Gefecht an der Grenze bei Hohental"]),
        ("mark=undated", ["Austausch von Gefangenen"]),
        ("side=sued", ["Gefecht an der Grenze bei Hohental"]),
        ("side=-outlet", ["Nordau und Südau vereinbaren eine Waffenruhe"]),
        ("type=AGREE", ["Nordau und Südau vereinbaren eine Waffenruhe"]),
        ("actor=suedau-staff", ["Gefecht an der Grenze bei Hohental"]),
        ("text=mittelburg WAFFENRUHE", ["Nordau und Südau vereinbaren eine Waffenruhe"]),
        ("from=2021-05-04&to=2021-05", ["Nordau und Südau vereinbaren eine Waffenruhe"]),
        ("text=gibtesnicht", []),
    ],
)
def test_events_are_narrowed_down_by_the_address_alone(client: TestClient, query: str, labels: list[str]) -> None:
    page = tree(client, f"/?{query}")
    assert [said(link) for link in page.xpath("//table[contains(@class,'events')]//a[@class='label']")] == labels
    if not labels:
        assert "Kein Ereignis passt" in said(page)


def test_a_period_that_is_no_date_is_left_aside(client: TestClient) -> None:
    assert "3 Ereignisse" in said(tree(client, "/?from=gestern&to=2021-99&page=x"))


def test_statements_are_found_by_speaker_and_open_at_their_passage(client: TestClient) -> None:
    asked = "speaker=harms&kind=accusation&side=nord&type=direct&text=überfall&from=2021&to=2021"
    page = tree(client, f"/statements?{asked}")
    link = page.xpath("//td[contains(@class,'text')]/a/@href")
    place = passage("a1", "Das war ein Überfall auf unser Gebiet")
    query = parse_qs(urlsplit(link[0]).query)
    assert (query["from"], query["to"]) == ([str(place.start)], [str(place.end)])
    assert len(link) == 1


def test_agreements_show_point_status_and_who_reports_it(client: TestClient) -> None:
    text = said(tree(client, "/agreements"))
    assert "Austausch der Gefangenen" in text
    assert "Juli 2021 gebrochen laut Verteidigungsministerium von Nordau" in text


def test_actor_page_tells_which_outlet_uses_which_name(client: TestClient) -> None:
    page = tree(client, "/actors/harms")
    names = [[said(cell) for cell in row.xpath("./td")] for row in page.xpath("//table[1]/tbody/tr")][:2]
    assert names == [["Edda Harms", "Tagblatt ×1"], ["Harms", "In den Artikeln nicht in dieser Form"]]
    assert "Ministerin" in said(page)


def test_reader_greys_boilerplate_and_lists_findings_with_claimant(client: TestClient) -> None:
    page = tree(client, "/articles/a1")
    grey = "".join(piece.text_content() for piece in page.xpath("//span[contains(@class,'l-boilerplate')]"))
    assert grey == "Lesen Sie auch: Wanderwege im Hohental"
    (event,) = page.xpath("//article[@id='i-e-e1']")
    facts = dict(zip(map(said, event.xpath(".//dt")), map(said, event.xpath(".//dd")), strict=True))
    claimant = "Verteidigungsministerium von Nordau („Verteidigungsministeriums von Nordau“)"
    assert facts["Behauptet von"].startswith(claimant)
    assert facts["Getötete"] == "4 („vier“)"
    assert facts["Zeit"] == "3. Mai 2021"


@pytest.mark.parametrize("article", sorted(TEXTS))
def test_reader_shows_the_whole_text(client: TestClient, article: str) -> None:
    page = tree(client, f"/articles/{article}?from=3&to=70")
    for note in page.xpath("//article[@id='text']//a[@class='note']"):
        note.drop_tree()
    shown = [paragraph.text_content() for paragraph in page.xpath("//article[@id='text']/p")]
    assert shown == [line for line in TEXTS[article].split("\n") if line.strip()]


def test_long_article_comes_in_parts_and_a_passage_opens_its_part(ask: Ask) -> None:
    dossier = HandmadeDossier()
    first = dossier.reading("a2")
    assert first
    line = "Ein Satz folgt dem anderen. " * 40 + "\n"
    text = line * 200
    object.__setattr__(first.document, "text", text)
    client = ask(dossier)
    whole = tree(client, "/articles/a2")
    assert "Teil 1 von" in said(whole)
    start = text.rindex("Satz")
    page = tree(client, f"/articles/a2?from={start}&to={start + 4}#passage")
    assert [said(piece) for piece in page.xpath("//span[contains(@class,'l-target')]")] == ["Satz"]
    assert "Teil 4 von 4" in said(page)


def test_empty_dossier_says_what_to_do(ask: Ask) -> None:
    client = ask(HandmadeDossier(empty_record(), {}))
    assert "lesart compile" in client.get("/").text
    for path in ("/statements", "/agreements", "/actors", "/articles", "/review", "/about"):
        assert tree(client, path).xpath("//*[contains(@class,'why-empty')]"), path


def test_ten_thousand_events_are_paged_and_the_timeline_stays_small(ask: Ask) -> None:
    client = ask(HandmadeDossier(crowded_record(10_000)))
    answer = client.get("/?page=7")
    assert "Seite 7 von 200" in answer.text
    assert len(answer.text) < 400_000
    page = lxml.html.fromstring(answer.text)
    bars = page.xpath("//*[local-name()='svg']//*[local-name()='rect'][@class='bar']")
    assert 0 < len(bars) < 400
    zoomed = page.xpath("//*[local-name()='svg']//*[local-name()='a']/@href")
    assert client.get("/" + next(link for link in zoomed if "from=2003" in link)).status_code == 200


def test_unknown_addresses_are_a_page_of_their_own(client: TestClient) -> None:
    for path in ("/events/x~e9", "/articles/nix", "/actors/nix", "/articles/nix/original", "/nix"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Hier ist nichts" in answer.text


def test_a_bug_shows_no_traceback() -> None:
    from lesart.web import create_app

    dossier = HandmadeDossier()
    with TestClient(create_app(dossier), base_url="http://localhost", raise_server_exceptions=False) as client:
        dossier.broken = True
        answer = client.get("/", headers={"accept-language": "en-GB,en;q=0.9"})
    assert answer.status_code == 500
    assert "A fault in Lesart" in answer.text
    assert "Traceback" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_decide_and_undo(ask: Ask) -> None:
    dossier = HandmadeDossier()
    client = ask(dossier)
    form = tree(client, "/review").xpath("//form[@action='/review/decide']")[0]
    data = {field.name: field.value for field in form.xpath(".//input")} | {"judgement": "different", "by": "Gül Ö."}
    answer = client.post("/review/decide", data=data)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    (link,) = dossier.decisions()
    assert (link.kind, link.left, link.right) == ("same-event", "a1#e1", "a3#e2")
    assert (link.judgement, link.origin, link.by) == ("different", "person", "Gül Ö.")
    page = tree(client, "/review")
    assert "Nichts zu prüfen" in said(page)
    form = page.xpath("//form[@action='/review/undo']")[0]
    data = {field.name: field.value for field in form.xpath(".//input")}
    assert client.post("/review/undo", data=data).status_code == 303
    assert not dossier.decisions()


def test_a_mention_joined_wrongly_is_taken_out_of_its_event(ask: Ask) -> None:
    dossier = HandmadeDossier()
    client = ask(dossier)
    form = tree(client, "/events/a1~e1").xpath("//form[@action='/review/apart']")[0]
    data = {field.name: field.value for field in form.xpath(".//input")}
    answer = client.post("/review/apart", data=data)
    assert (answer.status_code, answer.headers["location"]) == (303, "/events/a2~e1")
    (link,) = dossier.decisions()
    assert (link.left, link.right, link.judgement) == ("a1#e1", "a2#e1", "different")
    assert client.post("/review/apart", data=data | {"member": "a9#e9"}).status_code == 404
    assert client.post("/review/apart", data=data | {"token": "x"}).status_code == 403


def test_language_by_browser_address_and_cookie(ask: Ask) -> None:
    client = ask(HandmadeDossier())
    assert tree(client, "/").get("lang") == "de"
    for accepted, language in (("fr, en;q=0.8, de;q=0.2", "en"), ("de;q=x,;;q=9", "de"), ("ja", "de")):
        assert f'<html lang="{language}">' in client.get("/", headers={"accept-language": accepted}).text
    switch = tree(client, "/?mark=differ").xpath("//p[@class='language']/a/@href")[0]
    assert parse_qs(urlsplit(switch).query) == {"mark": ["differ"], "lang": ["en"]}
    assert tree(client, switch).get("lang") == "en"
    assert tree(client, "/statements").get("lang") == "en"


def test_record_is_not_changed_by_looking(client: TestClient, dossier: HandmadeDossier) -> None:
    for path in PAGES:
        client.get(path)
    assert dossier.record() == record()


def test_pages_load_nothing_from_elsewhere(client: TestClient) -> None:
    for path in PAGES:
        page = tree(client, path)
        loaded = page.xpath("//link/@href | //script/@src | //img/@src | //*[@style] | //script[not(@src)]")
        assert len(loaded) == 4
        assert all(re.match(r"/(static/|sides\.css$)", str(address)) for address in loaded), path


def test_the_dossier_shows_its_policy_and_what_it_lists_where(client: TestClient) -> None:
    page = said(tree(client, "/dossier"))
    for expected in ("Beide Namen gelten.", "Hohental/Alto <b>Vale</b>", "Grenzziehung", "0,35", "Klapperflug"):
        assert expected in page
    assert "Umstrittene Orte: alle Namen." in said(tree(client, "/"))  # on every page


def test_actors_of_the_dossier_have_side_and_offices_with_dates(client: TestClient) -> None:
    rows = {said(row.xpath("td[1]/*[1]")[0]): said(row) for row in tree(client, "/dossier/actors").xpath("//tbody/tr")}
    assert "über Nordau" in rows["Edda Harms"]
    assert "Ministerin (laut Dossier)" in rows["Edda Harms"]
    assert "Staatsoberhaupt, Russland, 7. Mai 2000 – 7. Mai 2008" in rows["Wladimir Putin"]
    assert "in keinem Artikel gefunden" in rows["Wladimir Putin"]
    assert "keiner Seite" in rows["Wladimir Putin"]
    narrowed = tree(client, "/dossier/actors?side=-").xpath("//tbody/tr")
    assert [said(row.xpath("td[1]/*[1]")[0]) for row in narrowed] == ["Wladimir Putin"]


def test_places_of_the_dossier_have_all_names_and_the_state_of_the_place_that_holds_them(client: TestClient) -> None:
    rows = [said(row) for row in tree(client, "/dossier/places").xpath("//tbody/tr")]
    assert "Hohental deutsch, Alto <b>Vale</b> französisch" in rows[0]
    assert "47.50, 11.25" in rows[0]
    assert "Südau" in rows[0]
    assert len(tree(client, "/dossier/places?text=alto").xpath("//tbody/tr")) == 1


def test_a_dossier_without_configuration_says_how_to_begin_one(ask: Ask) -> None:
    page = said(tree(ask(HandmadeDossier(empty_record())), "/dossier"))
    assert "lesart dossier new" in page


def fields(form: lxml.html.HtmlElement) -> dict[str, str]:
    return {field.name: field.value for field in form.xpath(".//input[@type='hidden']")}


def test_pairs_are_decided_in_one_go_and_taken_back(ask: Ask) -> None:
    dossier = HandmadeDossier()
    client = ask(dossier)
    (form,) = tree(client, "/review").xpath("//form[@action='/review/decide']")
    token = fields(form)["token"]
    picked = ["same-event|a1#e1|a3#e2", "same-event|a1#e1|a3#e3"]
    answer = client.post("/review/decide-all", data={"token": token, "judgement": "different", "pick": picked})
    assert answer.status_code == 303
    assert [(link.left, link.right) for link in dossier.decisions()] == [("a1#e1", "a3#e2"), ("a1#e1", "a3#e3")]
    (undo,) = tree(client, "/review").xpath("//form[@action='/review/undo']")
    data: dict[str, list[str]] = {}
    for field in undo.xpath(".//input"):
        data.setdefault(field.name, []).append(field.value)
    assert client.post("/review/undo", data=data).status_code == 303
    assert not dossier.decisions()
    broken = client.post("/review/decide-all", data={"token": token, "judgement": "same", "pick": ["a|b"]})
    assert broken.status_code == 400


def test_an_event_is_renamed_and_merged_from_its_page(ask: Ask) -> None:
    dossier = HandmadeDossier()
    client = ask(dossier)
    rename, merge = tree(client, "/events/a1~e1").xpath("//form[@action='/review/event']")
    answer = client.post("/review/event", data=fields(rename) | {"judgement": "name", "name": "  Gefecht am  Pass "})
    assert (answer.status_code, answer.headers["location"]) == (303, "/events/a1~e1")
    assert merge.xpath(".//optgroup/option/@value")
    client.post("/review/event", data=fields(merge) | {"judgement": "different", "other": "a3#e1"})
    found = [(link.kind, link.left, link.right, link.judgement) for link in dossier.decisions()]
    assert found == [("name", "a1#e1", "Gefecht am Pass", "same"), ("same-event", "a1#e1", "a3#e1", "different")]
    assert "Gefecht am Pass" in said(tree(client, "/review"))
    for wrong in ({"judgement": "name", "name": " "}, {"judgement": "same", "other": "a1#e1"}):
        assert client.post("/review/event", data=fields(merge) | wrong).status_code == 400
    assert client.post("/review/event", data=fields(merge) | {"judgement": "same", "other": "nix"}).status_code == 404
    stranger = client.post(
        "/review/event", data={"token": "x", "event": "a1#e1", "judgement": "same", "other": "a3#e1"}
    )
    assert stranger.status_code == 403


def test_an_actor_is_renamed_split_and_never_merged(ask: Ask) -> None:
    dossier = HandmadeDossier()
    client = ask(dossier)
    page = tree(client, "/actors/harms")
    rename, merge = page.xpath("//form[@action='/review/actor']")
    (split,) = page.xpath("//form[@action='/review/actor-apart']")
    client.post("/review/actor", data=fields(rename) | {"judgement": "name", "name": "Edda Harms (Nordau)"})
    client.post("/review/actor", data=fields(merge) | {"judgement": "different", "other": "nordau-defence"})
    client.post("/review/actor-apart", data=fields(split) | {"member": ["a1#n2"]})
    assert [(link.kind, link.left, link.right, link.judgement) for link in dossier.decisions()] == [
        ("name", "dossier#harms", "Edda Harms (Nordau)", "same"),
        ("same-actor", "a1#n1", "dossier#harms", "different"),
        ("same-actor", "a1#n2", "dossier#harms", "different"),
    ]
    both_configured = client.post("/review/actor", data=fields(merge) | {"judgement": "same", "other": "suedau"})
    assert both_configured.status_code == 409
    assert client.post("/review/actor-apart", data=fields(split)).status_code == 404


@pytest.mark.parametrize("path", ["/actors/harms", "/articles/a1"])
def test_an_office_that_the_knowledge_base_does_not_know_is_flagged(client: TestClient, path: str) -> None:
    (note,) = tree(client, path).xpath("//p[contains(@class, 'office-note')]")
    assert "„" not in said(note)  # quotation marks are the style sheet's
    assert "Ministerin" in said(note)
    assert "am 4. Mai 2021: Außenminister/in, Armenien, seit 1. Januar 2019." in said(note)
    assert client.get(note.xpath(".//a/@href")[0]).status_code == 200


def test_two_actors_of_one_name_stand_once_at_the_head_of_an_event(ask: Ask) -> None:
    known = record()
    event = known.events[0]
    twin = replace(next(a for a in known.actors if a.id == event.actors[0]), id="twin")
    told = replace(event, actors=(*event.actors, "twin"))
    changed = replace(known, actors=(*known.actors, twin), events=(told, *known.events[1:]))
    page = tree(ask(HandmadeDossier(changed)), "/events/" + event.id.replace("#", "~"))
    names = [said(link) for link in page.xpath("//dl//a[starts-with(@href, '/actors/')]")]
    assert names.count(twin.name) == 1
