"""What a person does: narrow down, open an event, follow a cell to its passage, go back; with mouse and with keys."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from tests.web.handmade import HandmadeDossier, passage


def selected(page: Page) -> str:
    """What is marked in the article."""
    return "".join(page.locator("#text .piece.l-target, #text .piece.is-selected").all_text_contents())


def test_filter_open_event_follow_cell_and_go_back(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("table.events tbody tr")).to_have_count(3)
    page.get_by_label("Merkmal").select_option("differ")
    page.get_by_role("button", name="Filtern").click()
    expect(page.locator("table.events tbody tr")).to_have_count(1)
    assert "mark=differ" in page.url
    page.locator("table.events a.label").click()
    expect(page.locator("tr.row-differ")).to_have_count(2)
    page.locator("tr.row-differ a.to-passage", has_text="4").click()
    expect(page).to_have_url(re.compile(r"/articles/a1\?from="))
    assert selected(page) == "vier Soldaten"
    expect(page.locator("#passage")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/events/a1~e1#cell-1-killed$"))
    expect(page.locator("#cell-1-killed")).to_be_in_viewport()


def test_a_mark_of_the_timeline_opens_its_event(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".timeline-drawing a.mark").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gefecht an der Grenze bei Hohental")


def test_passages_by_keyboard_and_from_the_passage_to_its_cell(page: Page, address: str) -> None:
    page.goto(f"{address}/articles/a1")
    page.keyboard.press("n")
    assert selected(page) == "3. Mai 2021"
    page.keyboard.press("n")
    assert selected(page) == "starben"
    page.keyboard.press("p")
    assert selected(page) == "3. Mai 2021"
    expect(page.locator(".notes > .is-chosen")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/events/a1~e1#cell-1-date$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Gefecht an der Grenze bei Hohental")


def test_n_goes_on_from_the_passage_that_the_address_names(page: Page, address: str) -> None:
    place = passage("a1", "starben")
    page.goto(f"{address}/articles/a1?from={place.start}&to={place.end}#passage")
    page.keyboard.press("n")
    assert selected(page) == "vier Soldaten"


def test_click_on_a_place_shows_all_that_was_found_there(page: Page, address: str) -> None:
    page.goto(f"{address}/articles/a1")
    page.locator("#text .l-event").click()
    found = page.locator("#chosen")
    expect(found).to_be_visible()
    expect(found).to_contain_text("Ereignis Gewalt")
    expect(found).to_contain_text("Behauptet von")
    expect(found).to_contain_text("Zitat indirekt")
    page.locator("#chosen").get_by_role("link", name="Gefecht an der Grenze bei Hohental").first.click()
    expect(page).to_have_url(re.compile(r"/events/a1~e1$"))


def test_layers_are_switched_by_mouse_and_key(page: Page, address: str) -> None:
    page.goto(f"{address}/articles/a1")
    quotation = page.locator("#text .l-quotation").first
    background = "element => getComputedStyle(element).backgroundColor"
    shown = quotation.evaluate(background)
    assert shown != "rgba(0, 0, 0, 0)"
    page.get_by_label("Zitate").uncheck()
    assert quotation.evaluate(background) == "rgba(0, 0, 0, 0)"
    page.get_by_label("Zitate").blur()
    page.keyboard.press("2")
    assert quotation.evaluate(background) == shown


def test_hostile_article_is_shown_and_not_run(page: Page, address: str) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for path in ("/articles/a4", "/statements", "/articles", "/?text=%3Cscript%3Ealert(1)%3C/script%3E"):
        page.goto(address + path)
        assert page.title() != "getroffen"
    page.goto(f"{address}/articles/a4")
    expect(page.locator("#text")).to_contain_text("<script>document.title='getroffen'</script>")
    page.locator("#text .l-quotation").first.click()
    expect(page.locator("#chosen")).to_contain_text("<svg onload=alert(1)>")
    assert page.title().endswith("Lesart")
    assert not dialogs


def test_language_switch_stays(page: Page, address: str) -> None:
    page.goto(f"{address}/events/a1~e1")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_text("says nothing on this").first).to_be_visible()
    page.get_by_role("link", name="Statements", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Statements")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_help_opens_and_closes_and_typing_is_left_alone(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("jnk?")
    expect(page.get_by_label("Text", exact=True)).to_have_value("jnk?")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_rows_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/events/a1~e1$"))


def test_narrow_screen_needs_no_sideways_scrolling(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    for path in ("/", "/events/a1~e1", "/articles/a1", "/statements", "/agreements", "/actors", "/review"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 800, path


def test_a_person_decides_and_takes_it_back(page: Page, address: str, dossier: HandmadeDossier) -> None:
    page.goto(f"{address}/review")
    page.get_by_label("Entschieden von").fill("Probe")
    page.get_by_role("button", name="Verschieden").click()
    expect(page.get_by_text("Nichts zu prüfen")).to_be_visible()
    assert [link.judgement for link in dossier.decisions()] == ["different"]
    page.get_by_role("button", name="Zurücknehmen").click()
    expect(page.get_by_text("Bisher hat niemand etwas entschieden.")).to_be_visible()
    assert not dossier.decisions()
