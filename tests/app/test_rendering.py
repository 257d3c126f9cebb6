"""Templates: what is put into a page is text there, and no template is read from elsewhere."""

import pytest
from jinja2 import TemplateNotFound

from app import __version__
from app.assets import asset_dir, asset_url
from app.problems import Problem
from app.rendering import render, templates

HOSTILE = "\"><script>alert(1)</script>' {{ 7 * 7 }} {% raw %}"


def test_a_text_stays_a_text_whatever_it_says() -> None:
    page = render("problem.html", problem=Problem(HOSTILE, HOSTILE, 400, HOSTILE))
    assert "<script>alert" not in page
    assert page.count("&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39; {{ 7 * 7 }} {% raw %}") == 4


def test_every_template_of_a_page_can_be_read() -> None:
    folder = asset_dir("templates")
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*.html")]
    assert len(names) > 10
    for name in names:
        templates().env.get_template(name)


def test_a_template_knows_the_version_and_the_names_of_the_built_files() -> None:
    written = templates().env.from_string("{{ version }} {{ asset_url('main.css') }}").render()
    assert written == f"{__version__} {asset_url('main.css')}"


@pytest.mark.parametrize("name", ["nothing.html", "../pyproject.toml", "lecture/../../pyproject.toml", "/etc/passwd"])
def test_there_are_no_templates_elsewhere(name: str) -> None:
    with pytest.raises(TemplateNotFound):
        render(name)
