"""PROBLEMS: every kind of error that an answer can carry (RFC 9457), documented at the address that names it."""

from dataclasses import dataclass
from typing import Any

import orjson
from pydantic import BaseModel
from starlette.responses import Response

from engine import ACTIVATIONS


@dataclass(frozen=True)
class Problem:
    """One kind: its name in the address, its title, the status it comes with, and what to do about it."""

    name: str
    title: str
    status: int
    advice: str

    @property
    def type(self) -> str:
        """The address that names this kind and documents it."""
        return f"/problems/{self.name}"


_ENTRIES = (
    Problem(
        "invalid-request",
        "The request does not have the expected form",
        422,
        "A field is missing, unknown, or of the wrong type. The pointer of each error leads to it; the schema at "
        "/openapi.json says what is expected. NaN, Infinity and numbers beyond double precision are refused.",
    ),
    Problem(
        "shape-mismatch",
        "Two things that must fit do not",
        422,
        "Rows of different lengths, neighbouring layers that do not fit, inputs or targets of another width than "
        "their layer. weights[j][k] leads from neuron k of the layer before to neuron j.",
    ),
    Problem("invalid-number", "A number is not in its range", 422, "The detail says which range was expected."),
    Problem("unknown-name", "A name is not in its table", 422, "The catalog at /api/v1/catalog lists all names."),
    Problem(
        "undefined-pair",
        "The cost is not defined for the output activation",
        422,
        "Costs made of logarithms need outputs between 0 and 1: use "
        f"{' or '.join(name for name, entry in ACTIVATIONS.items() if entry.log_outputs)} in the output layer, or "
        "another cost.",
    ),
    Problem(
        "diverged",
        "A number became infinite or undefined",
        422,
        "The computation left the range of double precision. layer and quantity say where that happened first. "
        "Smaller weights, inputs or learning rate help.",
    ),
    Problem("limit-exceeded", "The request asks for too much", 422, "The limits are in the catalog, with reasons."),
    Problem(
        "faulty-link",
        "The link cannot be understood",
        422,
        "Each error tells a fault of the link; nothing is exported in place of what was meant. The catalog lists the "
        "keys of a link.",
    ),
    Problem("malformed-json", "The body is not JSON", 400, "The detail says at which line and column reading stopped."),
    Problem(
        "not-found",
        "There is nothing at this address",
        404,
        "The operations are listed at /docs, what the address of a page may say at /links.",
    ),
    Problem(
        "method-not-allowed", "This address does not take this method", 405, "The Allow header lists those it does."
    ),
    Problem("body-too-large", "The body is too large", 413, "The limit is in the catalog."),
    Problem("unsupported-media-type", "The body must be JSON", 415, "Send the header Content-Type: application/json."),
    Problem("bad-request", "The request cannot be read", 400, "The detail says why."),
    Problem("not-offered", "The answer is not offered in this form", 501, "The detail says in which it is."),
    Problem("internal-error", "The server made a mistake", 500, "This is our fault; please report it."),
)

PROBLEMS = {entry.name: entry for entry in _ENTRIES}
"""Every kind by its name."""


def problem_response(
    name: str,
    detail: str,
    errors: list[dict[str, str]] | None = None,
    headers: dict[str, str] | None = None,
    **extensions: Any,
) -> Response:
    """The answer for one error; ``errors`` hold a JSON pointer and a detail each."""
    problem = PROBLEMS[name]
    body = {"type": problem.type, "title": problem.title, "status": problem.status, "detail": detail}
    return Response(
        orjson.dumps({**body, "errors": errors or [], **extensions}),
        problem.status,
        {"Cache-Control": "no-store", **(headers or {})},
        media_type="application/problem+json",
    )


class FieldError(BaseModel):
    """One mistake: where it stands (a JSON pointer into the request) and what is wrong."""

    pointer: str
    detail: str


class ProblemDocument(BaseModel):
    """Every error answers with this shape (RFC 9457), as application/problem+json."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError]
    layer: int | None = None
    quantity: str | None = None


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What the schema says about these statuses."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}
    return {
        status: {
            "description": " · ".join(entry.title for entry in PROBLEMS.values() if entry.status == status),
            "content": content,
        }
        for status in statuses
    }
