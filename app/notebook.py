"""show(): a network in the output of a notebook's cell, with all that it needs inside, so that it plays offline.

from app.notebook import show

show("?preset=xor#at=d2", height=480)
"""

from dataclasses import dataclass
from html import escape

from app.admission import check_recorded
from app.experiment import Experiment
from app.exports.standalone import standalone_html, standalone_page
from app.links import Link, parse_link
from app.links.content import DEFAULT_LOSS, DEFAULT_OPTIMIZER, blank_batch
from engine import LOSSES, Network, Optimizer

HEIGHT = 540


@dataclass(frozen=True)
class Shown:
    """What a notebook shows: a frame that holds a whole page and asks nobody for anything."""

    page: str
    title: str
    height: int

    def _repr_html_(self) -> str:
        """The frame. It may run its own scripts and has no part in the notebook; no id, so any number fit on a page."""
        return (
            f'<iframe srcdoc="{escape(self.page)}" title="{escape(self.title)}" sandbox="allow-scripts"'
            f' width="100%" height="{self.height}" frameborder="0"></iframe>'
        )


def show(
    link: str = "", *, network: Network | Experiment | None = None, steps: int | None = None, height: int = HEIGHT
) -> Shown:
    """Show a link or a network, as the last line of a cell.

    Args:
        link: such as ``?preset=xor#at=d2``; the first preset when absent.
        network: in place of a link a network of the engine, with a blank example; or an experiment, which has its own.
        steps: how many learning steps there are to go through; when absent as many as lead to where the link stands.
        height: of the frame, in CSS pixels; it is as wide as the output.

    Raises:
        InvalidNumber: fewer than one step.
        LimitExceeded: a network or examples that are too large to show; a link that asks for them is told in the frame.
        ShapeMismatch, UndefinedPair: an experiment that does not hold together.
        Diverged: the numbers leave double precision on the way.
    """
    if network is None:
        return Shown(standalone_html(link, steps), parse_link(link).title, height)
    whole = Link(_experiment(network))
    check_recorded(whole.experiment)
    return Shown(standalone_page(whole, whole.title, 1 if steps is None else steps), whole.title, height)


def _experiment(network: Network | Experiment) -> Experiment:
    if isinstance(network, Experiment):
        return network
    return Experiment(network, blank_batch(network.sizes), LOSSES[DEFAULT_LOSS], Optimizer(DEFAULT_OPTIMIZER))
