"""export_request: what is to be exported, from a link."""

from collections.abc import Sequence

from app.exports.request import ExportRequest
from app.limits import LINK
from app.links import parse_link
from engine.errors import counted


class FaultyLink(Exception):
    """A link that cannot be understood in full: an export of something else than was meant would deceive.

    Attributes:
        faults: what is wrong with it, each as a sentence.
    """

    def __init__(self, faults: tuple[str, ...]) -> None:
        more = f" (and {counted(len(faults) - 1, 'more fault')})" if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}{more}")
        self.faults = faults


def export_request(text: str, steps: int | None = None, faults: Sequence[str] = ()) -> ExportRequest:
    """The experiment of a link.

    Args:
        text: a whole address, or its query and hash.
        steps: how many learning steps; absent, up to the one at which the link stands.
        faults: what has been found wrong around the link.

    Raises:
        FaultyLink: something in the link is not understood.
        InvalidNumber: fewer than one step.
    """
    link = parse_link(text, place_in_query=True)
    if all_faults := (*faults, *link.mistakes):
        raise FaultyLink(all_faults)
    steps = link.place["step"] if steps is None else steps
    # Written out in full, a text such as 1e15 may be longer than what a page reads.
    address = f"/{link.canonical}"
    readable = address if len(address) <= LINK.value else ""
    return ExportRequest(link.title, readable, link.experiment, steps, link.origin, link.presentation, link.place)
