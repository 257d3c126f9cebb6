"""SVG and PNG of the step on show: they open elsewhere, say what the page says, and look as it does."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.browser.pictures.exporting import NEGATIVE, PAPER, POSITIVE, Exports, count_near
from tests.browser.visualizer import PRESETS, is_shown_as, numbers, read

SVG = "{http://www.w3.org/2000/svg}"
XML_ID = "id"


def marks(path: Path) -> dict[str, ElementTree.Element]:
    """The named marks of an exported file; it must be well-formed."""
    named = [node for node in ElementTree.parse(path).iter() if node.get(XML_ID)]
    names = [str(node.get(XML_ID)) for node in named]
    assert len(set(names)) == len(names)
    return dict(zip(names, named, strict=True))


def words(node: ElementTree.Element) -> str:
    return "".join(node.itertext())


def test_an_svg_stands_alone(exports: Exports) -> None:
    path = exports.open("/?preset=2-3-1#at=d2").save("SVG")
    assert path.name == "backprop-2-3-1-d2.svg"
    text = path.read_text(encoding="utf-8")
    # nothing from elsewhere, no style sheet but typefaces and figures, nothing that only new readers know
    for word in (" class=", " style=", "var(", "color-mix", "oklab", "paint-order", "dominant-baseline", "data-"):
        assert word not in text, word
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert text.count("@font-face") >= 3
    assert exports.as_image(path) == [1280, 720]


def test_an_svg_has_the_numbers_of_the_step_as_text_and_keeps_names(exports: Exports) -> None:
    path = exports.open("/?preset=2-3-1#at=d2").save("SVG")
    found = marks(path)
    trace = exports.visualizer.trace("2-3-1")
    refs = [ref for ref in found if ref.split(".")[0] in ("w", "a", "z", "y", "x") and "-" not in ref]
    assert {"w.2.3.2", "a.2.3", "z.3.1", "y.1", "x.2"} <= set(refs)
    for ref in refs:
        value = read(trace, ref)
        assert value is not None
        assert is_shown_as(value, numbers(words(found[ref]))[-1]), ref
    badges = [words(node) for ref, node in found.items() if ref.startswith("delta.2.") and node.tag == f"{SVG}text"]
    assert len(badges) == 3
    groups = {ref for ref, node in found.items() if node.tag == f"{SVG}g"}
    assert {"network", "words", "edges", "neurons", "cost", "neuron.2.3", "edge.3.1.2"} <= groups


def test_an_svg_has_a_title_and_the_words_of_the_step_or_not(exports: Exports) -> None:
    exports.open("/?preset=2-3-1#at=d2")
    root = ElementTree.parse(exports.save("SVG")).getroot()
    assert root.findtext(f"{SVG}title") == "Delta of layer 2"
    sentence = root.findtext(f"{SVG}desc") or ""
    assert sentence.endswith("0.0153.")
    below = [node for node in root.iter(f"{SVG}text") if (node.get("id") or "").startswith("sentence")]
    assert " ".join(words(node) for node in below) == sentence
    exports.dialog.get_by_label("With the step's heading and sentence").uncheck()
    exports.dialog.get_by_label("Transparent ground").check()
    bare = marks(exports.save("SVG"))
    assert not {"words", "heading", "sentence", "ground"} & set(bare)
    assert "neuron.2.1" in bare


def test_what_is_not_computed_yet_has_no_number_in_the_file(exports: Exports) -> None:
    found = marks(exports.open("/?preset=2-3-1#at=z2").save("SVG"))
    assert "z.2.1" in found
    assert not {"a.2.1", "cost", "delta.3.1-2"} & {ref for ref, node in found.items() if node.tag == f"{SVG}text"}


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_a_png_has_the_size_asked_for_and_the_colours_of_the_signs(exports: Exports, scale: int) -> None:
    exports.open("/?preset=2-3-1#at=z2")
    exports.choose("Size in pixels", "640 × 360")
    exports.choose("PNG resolution", f"{scale}×")
    with Image.open(exports.save("PNG")) as image:
        assert image.size == (640 * scale, 360 * scale)
        assert image.convert("RGB").getpixel((2, 2)) == PAPER
        # the weights are drawn a little transparent: their colours are mixed with the ground
        for colour in (POSITIVE, NEGATIVE):
            mixed = tuple(round(0.82 * ink + 0.18 * ground) for ink, ground in zip(colour, PAPER, strict=True))
            assert count_near(image, (mixed[0], mixed[1], mixed[2])) > 100 * scale


def test_a_png_may_have_no_ground(exports: Exports) -> None:
    exports.open("/?preset=2-3-1#at=z2")
    exports.dialog.get_by_label("Transparent ground").check()
    with Image.open(exports.save("PNG")) as image:
        pixel = image.convert("RGBA").getpixel((2, 2))
    assert isinstance(pixel, tuple)
    assert pixel[3] == 0


def difference(one: Image.Image, other: Image.Image) -> float:
    """How much two pictures differ where they differ most: the mean over the worst of many small fields."""
    apart = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L")
    fields = [(x, y, x + 40, y + 20) for y in range(0, apart.height, 20) for x in range(0, apart.width, 40)]
    return max(ImageStat.Stat(apart.crop(field)).mean[0] for field in fields)


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
@pytest.mark.parametrize("preset", ["softmax", "deep"])
def test_a_png_looks_as_the_svg_does_on_a_page_of_its_own(
    exports: Exports, tmp_path: Path, theme: str, preset: str
) -> None:
    """An image of SVG is ready before its typefaces are: words went missing here."""
    exports.open(f"/?preset={preset}&theme={theme}#at=u")
    exports.choose("PNG resolution", "1×")
    svg, png = exports.save("SVG"), exports.save("PNG")
    page = exports.page.context.new_page()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{svg.read_text(encoding='utf-8')}")
    page.evaluate("document.fonts.ready.then(() => document.fonts.status)")
    page.screenshot(path=tmp_path / "page.png")
    with Image.open(png) as written, Image.open(tmp_path / "page.png") as shown:
        assert difference(written, shown) < 12


@pytest.mark.parametrize("preset", PRESETS)
def test_a_picture_has_the_marks_that_the_page_has(exports: Exports, preset: str) -> None:
    exports.visualizer.open(f"/?preset={preset}#at=u")
    diagram = exports.visualizer.part("network")
    homes = set(diagram.locator("g[data-home]").evaluate_all("nodes => nodes.map((node) => node.dataset.home)"))
    homes |= {"cost"}
    assert homes <= set(marks(exports.open().save("SVG")))
