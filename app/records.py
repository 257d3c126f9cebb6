"""What a page carries in itself, so that its first picture asks nobody: the answers it would otherwise ask for."""

from functools import cache
from typing import Any

from app.json_answer import to_json
from app.links import Link
from app.wire import preset_answer, trace_answer
from app.wire.catalog import catalog_answer
from app.wire.links import link_answer
from engine import PRESETS

_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def records_of(link: Link, steps: int = 1) -> str:
    """The records as JSON that can stand in a ``<script>`` of data; see static/src/records.js.

    Args:
        link: what the page shows.
        steps: learning steps to record, at least 1; with 0 the page asks for the first one itself.

    Raises:
        Diverged: the numbers leave double precision on the way.
    """
    traces = [trace_answer(trace) for trace in link.experiment.traces(steps)]
    return f'{{{_lasting()},"link":{_written(link_answer(link))},"traces":{_written(traces)}}}'


@cache
def _lasting() -> str:
    """What is the same in every page."""
    presets = [preset_answer(preset) for preset in PRESETS.values()]
    # A frame asks for no files, and neither does a file; the endpoints are the full catalog's.
    catalog = catalog_answer(explanations=(), exports=())
    return f'"catalog":{_written(catalog)},"presets":{_written(presets)}'


def _written(value: Any) -> str:
    text = to_json(value).decode()
    for character, escape in _ESCAPED.items():
        text = text.replace(character, escape)
    return text
