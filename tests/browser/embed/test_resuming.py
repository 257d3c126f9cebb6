"""With resume=1 a frame comes back where it was left: each its own, what was edited too, where a tab keeps anything."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.exports.standalone import standalone_html
from tests.browser.conftest import NewContext, Problems
from tests.browser.embed.slide import Slide
from tests.browser.host import Host
from tests.browser.visualizer import Visualizer

LINK = "/embed?preset=2-2-1&resume=1"


def near(page: Page, host: Host, slide: Slide, address: str, **options: Any) -> Slide:
    """A frame in a page of the same site: this browser refuses storage to frames of other sites."""
    page.goto(host({"/": slide.html(address, **options)}))
    return slide.ready()


def test_two_frames_of_one_network_are_left_and_found_apart(page: Page, host: Host, slide: Slide) -> None:
    address = slide.base_url + LINK.replace("&", "&amp;")
    after = f'<iframe title="other" src="{address}#at=C" width="960" height="540"></iframe>'
    near(page, host, slide, f"{LINK}#at=z2", after=after)
    other = page.frame_locator("iframe[title=other]")
    other.get_by_role("button", name="One step on").click()
    expect(other.get_by_role("slider", name="Position")).to_have_attribute("aria-valuenow", "7")
    page.reload()
    slide.ready().at(2)
    expect(other.get_by_role("slider", name="Position")).to_have_attribute("aria-valuenow", "7")


def test_an_edited_network_is_found_as_it_was_left(page: Page, host: Host, slide: Slide) -> None:
    near(page, host, slide, f"{LINK}#at=d2")
    slide.of("w.2.1.1").click()
    slide.frame.locator("input.in-place").fill("0.75")
    page.keyboard.press("Enter")
    slide.wait_for("heard.some(({ type }) => type === 'state')")
    page.reload()
    slide.ready().at(9)
    expect(slide.of("w.2.1.1")).to_have_text("+0.75")


def test_what_the_link_of_a_frame_gets_wrong_is_said_again_where_it_is_found(
    page: Page, host: Host, slide: Slide
) -> None:
    near(page, host, slide, "/embed?preset=nonsense&resume=1")
    slide.button("One step on").click()
    page.reload()
    slide.ready().at(2)
    expect(slide.frame.get_by_role("alert")).to_contain_text("In its place stands the first example.")


@pytest.mark.parametrize("sandbox", [None, "allow-scripts"])
def test_where_the_browser_keeps_nothing_the_frame_begins_at_its_beginning(
    page: Page, slide: Slide, sandbox: str | None
) -> None:
    slide.open(LINK, sandbox=sandbox)
    slide.button("One step on").click()
    page.reload()
    slide.ready().at(1)
    expect(slide.frame.get_by_role("alert")).to_be_hidden()


def test_a_file_does_not_come_back_as_another(new_context: NewContext, problems: Problems, tmp_path: Path) -> None:
    problems.allow(f"file://{tmp_path}")
    context = new_context(reduced_motion="reduce", viewport={"width": 960, "height": 540})
    file = Visualizer(context.new_page(), f"file://{tmp_path}/")
    for name, link in [("a.html", "?preset=xor&resume=1#at=d2"), ("b.html", "?preset=2-3-1&resume=1#at=C")]:
        (tmp_path / name).write_text(standalone_html(link, 1), encoding="utf-8")
    file.open("a.html")
    file.button("One step on").click()
    file.open("b.html")
    file.at(6)
    expect(file.fault).to_be_hidden()
    file.open("a.html")
    file.at(10)
    (tmp_path / "a.html").write_text(standalone_html("?preset=softmax&resume=1#at=a2", 1), encoding="utf-8")
    file.open("a.html")
    file.at(3)
    expect(file.fault).to_be_hidden()
