"""One file that plays from disk, with no network and no server."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from app.exports.standalone import standalone_html
from tests.browser.conftest import NewContext, Problems
from tests.browser.visualizer import PRESETS, Visualizer


@pytest.fixture
def requested() -> list[str]:
    """What the pages have asked for."""
    return []


@pytest.fixture
def file(new_context: NewContext, problems: Problems, tmp_path: Path, requested: list[str]) -> Visualizer:
    """A browser without a network; an address is the name of a file."""
    context = new_context(offline=True, reduced_motion="reduce", viewport={"width": 960, "height": 540})
    problems.allow(f"file://{tmp_path}")

    def note(request: Request) -> None:
        requested.append(request.url)

    context.on("request", note)
    return Visualizer(context.new_page(), f"file://{tmp_path}/")


def write(file: Visualizer, link: str, steps: int = 1, name: str = "step.html") -> str:
    """The name of a file that has been exported for a link."""
    Path(file.base_url.removeprefix("file://"), name).write_text(standalone_html(link, steps), encoding="utf-8")
    return name


def test_every_preset_steps_forward_and_back_and_asks_for_nothing(file: Visualizer, requested: list[str]) -> None:
    for preset in PRESETS:
        file.open(write(file, f"?preset={preset}", name=f"{preset}.html"))
        walked = file.run("both_ways")
        assert walked["steps"] > 10
        assert walked["differences"] == []
    assert all(url.startswith((file.base_url, "data:")) for url in requested)
    assert [url.rpartition("/")[2] for url in requested if url.startswith("file:")] == [f"{p}.html" for p in PRESETS]


def test_it_carries_learning_steps_and_says_at_the_last_one_that_there_are_no_more(file: Visualizer) -> None:
    file.open(write(file, "?preset=2-2-1", steps=3))
    learn = file.part("learn")
    for step in (2, 3):
        expect(learn).to_have_text(f"To learning step {step}")
        learn.click()
        file.at(1)
    learn.click()
    expect(file.fault).to_contain_text("This file plays what was recorded in it")
    file.button("Rewind").click()
    expect(learn).to_have_text("To learning step 2")
    file.press("End")
    file.at(11)


@pytest.mark.parametrize("views", ["matrices", "four-equations", "algorithm", "paths"])
def test_explanations_that_need_the_trace_alone_work_in_it(file: Visualizer, views: str) -> None:
    file.open(write(file, f"?preset=2-2-1&views={views}#at=d2"))
    expect(file.page.locator(".explain:not([hidden])").first).to_be_visible()
    expect(file.fault).to_be_hidden()
    file.button("One step on").click()
    file.at(10)


def test_an_explanation_that_asks_the_server_says_that_there_is_none(file: Visualizer) -> None:
    file.open(write(file, "?preset=2-2-1&views=gradient-check#at=g2"))
    expect(file.page.locator(".explain:not([hidden])")).to_contain_text("has no server to ask")


def test_an_edit_says_that_there_is_no_server_and_changes_nothing(file: Visualizer) -> None:
    file.open(write(file, "?preset=2-2-1"))
    file.of("w.2.1.1").click()
    file.page.locator("input.in-place").fill("0.75")
    file.press("Enter")
    expect(file.fault).to_contain_text("has no server to ask")
    expect(file.of("w.2.1.1")).to_have_text("+0.60")


def test_its_hash_says_where_it_opens_and_a_reload_keeps_it(file: Visualizer) -> None:
    name = write(file, "?preset=2-2-1#at=a2")
    file.open(name)
    file.at(3)
    file.page.evaluate("location.hash = 'at=d2'")
    file.at(9)
    file.page.reload()
    file.page.wait_for_selector("[data-ready]")
    file.at(9)


def test_what_a_link_gets_wrong_is_told_in_the_file(file: Visualizer) -> None:
    file.open(write(file, "?preset=<svg onload=alert(1)>"))
    expect(file.fault).to_contain_text("In its place stands the first example.")


def test_scripts_of_a_title_or_a_number_do_not_run(page: Page) -> None:
    html = standalone_html("?preset=2-2-1&theme=</script><script>alert(1)</script>")
    assert "<script>alert" not in html
    assert page.url == "about:blank"
