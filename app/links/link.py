"""parse_link: the text of an address -> Link, for any text at all."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from app.experiment import Experiment, experiment_of
from app.links.address import read_address
from app.links.content import REPLACED, read_content
from app.links.format import content_values, format_hash, query_of
from app.links.keys import defaults_of
from app.links.origin import FIRST_PRESET, FROM_FIRST, Origin, bias_mask
from engine import Preset


@dataclass(frozen=True, eq=False)
class Link:
    """What an address stands for.

    Attributes:
        experiment: the network with everything that a learning step takes.
        origin: what it began with.
        presentation: how it is shown: a value for every such key.
        place: where in it: a value for every such key.
        faults: what could not be understood, each as a sentence.
    """

    experiment: Experiment = field(default_factory=lambda: experiment_of(FIRST_PRESET))
    origin: Origin = FROM_FIRST
    presentation: dict[str, Any] = field(default_factory=lambda: defaults_of("presentation"))
    place: dict[str, Any] = field(default_factory=lambda: defaults_of("place"))
    faults: tuple[str, ...] = ()

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The faults for one who shows nothing in the place of what is wrong."""
        return tuple(fault for fault in self.faults if fault != REPLACED)

    @property
    def preset(self) -> Preset | None:
        """The preset whose network this still is, weights and examples aside."""
        preset = self.origin.preset
        return preset if preset and _shape(preset) == _shape(self.experiment) else None

    @property
    def title(self) -> str:
        """The preset's, or that of a network of one's own."""
        sizes = "-".join(map(str, self.experiment.network.sizes))
        return self.preset.title if self.preset else f"Your network {sizes}"

    @property
    def edited(self) -> bool:
        """Whether it is anything else than a preset."""
        return not self._content.keys() <= {"preset"}

    @cached_property
    def query(self) -> str:
        """The canonical query with its question mark; empty where all is as usual."""
        return query_of(self._content, self.presentation)

    @property
    def canonical(self) -> str:
        """Query and hash, as `format_link` writes them."""
        return self.query + format_hash(self.place)

    @cached_property
    def _content(self) -> dict[str, Any]:
        """The content keys, found once for all that ask."""
        return content_values(self.experiment, self.origin)


def parse_link(text: str, *, place_in_query: bool = False) -> Link:
    """Read a whole address, a path with query and hash, or query and hash alone.

    What is not understood is told in ``faults`` and never guessed: where a content key is wrong, the experiment is the
    first preset's; any other key that is wrong is as usual.

    Args:
        text: the address.
        place_in_query: whether ``step``, ``at`` and ``of`` may stand in the query, where no hash arrives.
    """
    address = read_address(text, place_in_query=place_in_query)
    experiment, origin, faults = read_content(address.content)
    return Link(experiment, origin, address.presentation, address.place, (*address.faults, *faults))


def _shape(of: Preset | Experiment) -> tuple[object, ...]:
    """What the title of a preset tells of its network."""
    network = of.network
    return network.sizes, tuple(layer.activation for layer in network.layers), bias_mask(network), of.loss.name
