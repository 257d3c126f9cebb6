"""Everything is to be seen, nothing lies over anything else, at every size and at every step."""

import pytest

from tests.browser.visualizer import PRESETS, SIZES, Visualizer


@pytest.mark.parametrize("size", SIZES)
def test_in_the_diagram_nothing_is_cut_off_or_lies_over_anything_else(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    visualizer.open()
    problems: dict[str, list[str]] = {}
    for preset in PRESETS:
        visualizer.load(preset)
        problems |= {f"{preset} {kind}": places[:6] for kind, places in visualizer.run("misplaced").items() if places}
    assert problems == {}


@pytest.mark.parametrize("size", SIZES)
def test_every_weight_has_its_gradient_as_a_number_or_as_a_bead(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    for preset in PRESETS:
        visualizer.open(f"/?preset={preset}#at=g2")
        bare = visualizer.page.evaluate(
            """() => [...document.querySelectorAll('.edge[data-home^="edge.2."]')]
                 .filter((edge) => !edge.querySelector(".bead"))
                 .map((edge) => edge.dataset.home.replace("edge", "nabla_w"))"""
        )
        for ref in bare:
            assert visualizer.part("network").locator(f'.passing.gradient[data-ref="{ref}"]').text_content(), ref


@pytest.mark.parametrize("preset", ["2-2-2", "xor", "deep"])
def test_the_tangent_is_as_steep_as_the_curve(visualizer: Visualizer, preset: str) -> None:
    visualizer.open(f"/?preset={preset}#at=a2")
    slopes = visualizer.run("tangents")
    assert slopes
    for slope in slopes:
        assert slope["tangent"] == pytest.approx(slope["curve"], abs=0.04)


@pytest.mark.parametrize("size", SIZES)
def test_a_gradient_has_its_sign_and_every_delta_the_same_form(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    for preset in PRESETS:
        visualizer.open(f"/?preset={preset}#at=u")
        words = visualizer.page.locator(".passing.gradient").all_text_contents()
        assert all(word.startswith("∂ ") for word in words if word), words
        badges = [word for word in visualizer.page.locator(".badge-label").all_text_contents() if word]
        assert len({word.startswith("δ = ") for word in badges}) <= 1, badges


@pytest.mark.parametrize("preset", ["deep", "softmax"])
def test_numbers_at_the_weights_keep_clear_of_the_neurons(visualizer: Visualizer, preset: str) -> None:
    for at in ("d2", "u"):
        visualizer.open(f"/?preset={preset}#at={at}")
        touching = visualizer.page.evaluate(
            """() => { const box = (node) => node.getBoundingClientRect();
              const discs = [...document.querySelectorAll(".neuron .disc, .badge")].map((disc) => [disc, box(disc)]);
              return [...document.querySelectorAll(".weight-label, .passing")].filter((node) => node.textContent)
                .flatMap((node) => { const { left, right, top, bottom } = box(node);
                  return discs.filter(([, disc]) => left < disc.right + 1 && right > disc.left - 1
                    && top + 4 < disc.bottom && bottom - 4 > disc.top)
                    .map(([disc]) => `${node.textContent} ${disc.getAttribute("class")}`); }); }"""
        )
        assert touching == [], at


def test_the_numbers_of_the_weight_that_is_pointed_at_stand_out(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=softmax#at=d2")
    visualizer.of("w.3.2.1").hover()
    strong = visualizer.page.locator(".edge-label").evaluate_all(
        "labels => labels.filter((label) => getComputedStyle(label).opacity === '1').map((label) => label.textContent)"
    )
    assert len(strong) == 1
    assert strong[0].startswith("−0.30")


@pytest.mark.parametrize(("preset", "size", "said"), [("deep", "phone", "Dots: deltas"), ("2-2-2", "laptop", "")])
def test_a_diagram_without_its_numbers_says_how_to_see_them(
    visualizer: Visualizer, preset: str, size: str, said: str
) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    visualizer.open(f"/?preset={preset}")
    note = " ".join(visualizer.page.locator(".shortage text").all_text_contents())
    assert said in note
    assert bool(note) == bool(said)


# What has been asked for in one frame of the browser has been drawn in the next.
TWO_FRAMES = "new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


def test_labels_that_are_left_out_are_owned_up_to(visualizer: Visualizer) -> None:
    for preset in PRESETS:
        visualizer.open(f"/?preset={preset}")
        for size in SIZES.values():
            visualizer.page.set_viewport_size(size)
            visualizer.page.evaluate(TWO_FRAMES)
            weights = visualizer.page.locator(".edge").count()
            labels = visualizer.page.locator(".weight-label").count()
            if visualizer.part("network").evaluate("node => node.clientHeight") >= 150:
                assert bool(visualizer.page.locator(".shortage text").count()) == (labels < weights), (preset, size)
