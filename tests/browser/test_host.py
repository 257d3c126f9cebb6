"""What stands around a frame is at an origin of its own; and the page itself refuses to be framed."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Problems
from tests.browser.host import Host


def test_pages_and_folders_are_served_at_origins_of_their_own(
    page: Page, base_url: str, host: Host, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Of a folder</title>", encoding="utf-8")
    inside = host(tmp_path)
    around = host({"/talk": f'<!doctype html><title>Of a table</title><iframe title="inside" src="{inside}"></iframe>'})
    assert len({base_url, inside, around}) == 3
    page.goto(f"{around}/talk")
    assert [frame.title() for frame in page.frames] == ["Of a table", "Of a folder"]


def test_the_page_with_everything_refuses_to_be_framed(
    page: Page, base_url: str, host: Host, problems: Problems
) -> None:
    problems.expect(r"console error: .*frame-ancestors")
    problems.expect(rf"request failed: {base_url}/: net::ERR_BLOCKED_BY_RESPONSE")
    page.goto(host({"/": f'<!doctype html><title>A trap</title><iframe title="page" src="{base_url}/"></iframe>'}))
    expect(page.locator("iframe")).to_be_visible()
    assert page.frames[1].locator("[data-ready]").count() == 0
