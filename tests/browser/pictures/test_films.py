"""GIF and video of a range of steps, opened by Pillow and by FFmpeg's libraries."""

import base64
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image, ImageSequence

from tests.browser.pictures.exporting import NEGATIVE, PAPER, POSITIVE, Exports, count_near, near, timings

# What Chromium writes: with its own codecs H.264 in MP4, without them VP9 in WebM.
VIDEOS = {".mp4": "h264", ".webm": "vp9"}


def lasting(steps: int) -> float:
    """How long a film of so many moves lasts, in milliseconds."""
    duration, rest, last = timings("layer")
    return steps * (duration + rest) + rest + last


@pytest.fixture
def small(exports: Exports) -> Exports:
    """A small film of the pulses forward and what comes of them: weighted inputs, then activations."""
    exports.open("/?preset=2-3-1")
    exports.choose("Size in pixels", "640 × 360")
    exports.film(1, 3)
    return exports


def frames(path: Path) -> tuple[list[Image.Image], list[int]]:
    """The pictures of a GIF as they are seen, and how long each stands."""
    with Image.open(path) as image:
        shown = [(frame.convert("RGB"), int(frame.info["duration"])) for frame in ImageSequence.Iterator(image)]
        assert image.info["loop"] == 0
    return [frame for frame, _ in shown], [duration for _, duration in shown]


def test_a_gif_lasts_as_long_as_its_steps_and_has_both_signs(small: Exports) -> None:
    path = small.save("GIF")
    assert path.name == "backprop-2-3-1-x-a2.gif"
    pictures, durations = frames(path)
    assert {picture.size for picture in pictures} == {(640, 360)}
    assert abs(sum(durations) - lasting(2)) <= 50
    assert len(pictures) > 20
    # pulses of both signs, in their very colours, on the very ground
    for colour in (POSITIVE, NEGATIVE):
        assert max(count_near(picture, colour, 0) for picture in pictures) > 20
    assert all(picture.getpixel((2, 2)) == PAPER for picture in pictures)
    assert path.stat().st_size < 300_000


def test_a_gif_ends_with_the_picture_of_its_last_step(small: Exports) -> None:
    pictures, _ = frames(small.save("GIF"))
    small.page.keyboard.press("Escape")
    small.visualizer.press("Home", "ArrowRight", "ArrowRight")
    small.open()
    small.choose("PNG resolution", "1×")
    with Image.open(small.save("PNG")) as image:
        last = image.convert("RGB")
    unlike = [
        place
        for place in [(x, y) for x in range(0, 640, 3) for y in range(0, 280, 3)]
        if not near(rgb(pictures[-1], place), rgb(last, place), 24)
    ]
    assert unlike == []


def rgb(image: Image.Image, place: tuple[int, int]) -> tuple[int, int, int]:
    pixel: Any = image.getpixel(place)
    return pixel[0], pixel[1], pixel[2]


def image_of(frame: Any) -> Image.Image:
    image: Image.Image = frame.to_image()
    return image


def test_a_video_plays_in_another_program(small: Exports) -> None:
    path = small.save("MP4")
    assert path.stem == "backprop-2-3-1-x-a2"
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name == VIDEOS[path.suffix]
        pictures = [image_of(frame) for frame in container.decode(stream)]
        assert stream.average_rate == 30
    assert {picture.size for picture in pictures} == {(640, 360)}
    assert abs(len(pictures) * 1000 / 30 - lasting(2)) <= 34
    for colour in (POSITIVE, NEGATIVE):
        assert max(count_near(picture, colour, 24) for picture in pictures) > 10


def test_a_video_is_sought_in_the_browser(small: Exports) -> None:
    path = small.save("MP4")
    page = small.page
    # the page's own policy has no media: one without a policy plays it
    page.goto("about:blank")
    seen = page.evaluate(
        """async (bytes) => {
          const video = document.createElement("video");
          video.src = URL.createObjectURL(new Blob([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))]));
          while (video.readyState < 1) await new Promise((resolve) => setTimeout(resolve, 20));
          video.currentTime = 2;
          await new Promise((resolve) => video.addEventListener("seeked", resolve, { once: true }));
          return [video.videoWidth, video.videoHeight, video.duration, video.currentTime]; }""",
        base64.b64encode(path.read_bytes()).decode(),
    )
    assert seen[:2] == [640, 360]
    assert abs(seen[2] * 1000 - lasting(2)) < 100
    assert seen[3] == 2


def test_a_browser_without_videos_says_so(small: Exports) -> None:
    small.page.evaluate("delete window.VideoEncoder")
    small.begin("MP4")
    small.said.get_by_text("cannot write videos").wait_for()


def test_the_page_answers_while_a_film_is_drawn(small: Exports) -> None:
    small.film(1, 4)
    # the page draws on, once and again, between the pictures of the film: how fast is for the benchmark to say
    small.page.evaluate(
        """() => { window.drawn = 0; const tick = () => { drawn += 1; requestAnimationFrame(tick); };
          requestAnimationFrame(tick); }"""
    )
    small.save("MP4")
    assert small.page.evaluate("drawn") > 20
