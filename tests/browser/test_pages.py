"""The pages beside the visualizer: the API reference, and what the errors mean."""

import re

import pytest
from playwright.sync_api import expect

from app.problems import PROBLEMS
from tests.browser.conftest import Problems
from tests.browser.visualizer import Visualizer


def test_the_reference_lists_every_operation(visualizer: Visualizer) -> None:
    visualizer.open("/docs", ready=False)
    schema = visualizer.page.request.get(f"{visualizer.base_url}/openapi.json").json()
    operations = sum(len(methods) for methods in schema["paths"].values())
    expect(visualizer.page.locator(".opblock")).to_have_count(operations)
    expect(visualizer.page.get_by_role("heading", name=re.compile(schema["info"]["title"]))).to_be_visible()


@pytest.mark.parametrize("path", ["/api/v1/forward", "/api/v1/trace", "/api/v1/networks"])
def test_an_operation_can_be_tried_out_with_its_example(visualizer: Visualizer, path: str) -> None:
    visualizer.open("/docs", ready=False)
    block = visualizer.page.locator(".opblock-post").filter(has=visualizer.page.locator(f'[data-path="{path}"]'))
    block.locator(".opblock-summary-control").click()
    block.get_by_role("button", name="Try it out").click()
    with visualizer.page.expect_response(f"**{path}") as answer:
        block.get_by_role("button", name="Execute").click()
    assert answer.value.status == 200
    expect(block.locator(".live-responses-table .response-col_status").last).to_contain_text("200")


def test_every_kind_of_error_has_a_page_that_explains_it(visualizer: Visualizer, problems: Problems) -> None:
    for problem in PROBLEMS.values():
        answer = visualizer.page.goto(visualizer.base_url + problem.type)
        assert answer is not None
        assert answer.status == 200, problem.name
        expect(visualizer.page.get_by_role("heading", level=1)).to_be_visible()
        assert len(visualizer.page.locator("body").inner_text()) > 80
    problems.expect(r"console error: .* 404")
    answer = visualizer.page.goto(f"{visualizer.base_url}/problems/no-such-problem")
    assert answer is not None
    assert answer.status == 404


def test_the_way_leads_back_to_the_visualizer(visualizer: Visualizer) -> None:
    visualizer.open()
    visualizer.page.get_by_role("link", name="API").click()
    expect(visualizer.page).to_have_url(f"{visualizer.base_url}/docs")
    visualizer.page.locator('a[href="/"]').first.click()
    visualizer.page.wait_for_selector("[data-ready]")
