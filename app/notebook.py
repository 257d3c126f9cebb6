"""show(): a network in the output of a notebook's cell, with all that it needs inside, so that it plays offline.

from app.notebook import show

show("?preset=xor#at=d2", height=480)
"""

from dataclasses import dataclass
from html import escape

from app.experiment import Experiment
from app.exports.standalone import standalone_html
from app.links import format_link, parse_link
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


def show(link: str = "", *, network: Network | Experiment | None = None, steps: int = 1, height: int = HEIGHT) -> Shown:
    """Show a link or a network, as the last line of a cell.

    Args:
        link: such as ``?preset=xor#at=d2``; the first preset when absent.
        network: in place of a link a network of the engine, with a blank example; or an experiment, which has its own.
        steps: how many learning steps there are to go through.
        height: of the frame, in CSS pixels; it is as wide as the output.

    Raises:
        Diverged: the numbers leave double precision on the way.
    """
    if network is not None:
        link = format_link(_experiment(network))
    return Shown(standalone_html(link, steps), parse_link(link).title, height)


def _experiment(network: Network | Experiment) -> Experiment:
    if isinstance(network, Experiment):
        return network
    return Experiment(network, blank_batch(network.sizes), LOSSES[DEFAULT_LOSS], Optimizer(DEFAULT_OPTIMIZER))
