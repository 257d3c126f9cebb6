"""What Markdown loads, with what the tools for slides add to it; code is shown and not run."""

import pytest

from app.offline.markdown import markdown_references

LOADED = [
    ("![A [nested] text](fig.png 'title')", "fig.png", "file"),
    ("![](<my pic.png>)", "my pic.png", "file"),
    ("![bg right](https://a.example/a.jpg)", "https://a.example/a.jpg", "file"),
    ("[notes](notes.pdf)", "notes.pdf", "link"),
    ("![A picture][one]\n\n[one]: fig.png", "fig.png", "file"),
    ("A [text][one]\n\n[one]: notes.pdf", "notes.pdf", "link"),
    ('## Slide {background-image="a.png" .dark}', "a.png", "file"),
    ("## Slide {background-iframe=https://a.example/}", "https://a.example/", "page"),
    ("{{< video film.mp4 >}}", "film.mp4", "file"),
    ("---\nlayout: iframe\nurl: https://a.example/embed\n---\n", "https://a.example/embed", "page"),
    ("---\ncss: [a.css, 'b.css']\n---\n", "b.css", "named"),
    ("---\nlogo: https://a.example/logo.png\n---\n", "https://a.example/logo.png", "file"),
    ("<!-- _backgroundImage: url('a.png') -->", "a.png", "file"),
    ("```{=html}\n<img src=fig.png>\n```\n", "fig.png", "file"),
    ("<img src='fig.png'>", "fig.png", "file"),
    ("All of img/*.png and <!-- _backgroundImage: url(a.png) -->", "a.png", "file"),
    ("````{=html}\n<img src=fig.png>\n````\n", "fig.png", "file"),
]
UNLOADED = [
    "```html\n<img src=https://a.example/a.png>\n```\n",
    "A frame is `<iframe src='https://a.example/'>`, see <https://a.example/> and `` `![](https://a.example/a.png) ``.",
    "~~~\n![](https://a.example/a.png)\n```\n![](https://a.example/b.png)\n",
    "````\n```\n![](https://a.example/a.png)\n```\n![](https://a.example/b.png)\n````\n",
]


@pytest.mark.parametrize(("text", "address", "use"), LOADED)
def test_what_markdown_loads_is_found(text: str, address: str, use: str) -> None:
    assert (address, use) in [(one.address, one.use) for one in markdown_references(text)]


@pytest.mark.parametrize("text", UNLOADED)
def test_what_is_code_is_passed_over_as_far_as_its_fence_goes(text: str) -> None:
    assert [one for one in markdown_references(text) if one.remote] == []


@pytest.mark.parametrize("code", ["```\n![](a.png)\n```\n", "```{=html}\n<hr>\n```\n", "```![](a.png)``` is code\n"])
def test_what_follows_code_is_read_again(code: str) -> None:
    assert [one.address for one in markdown_references(f"{code}\n![](b.png)\n")] == ["b.png"]
