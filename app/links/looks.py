"""PARTS, LOCKS, THEMES: what of a page a link can hide, what it can keep from being changed, and its colours."""

PARTS = (
    "menu",
    "description",
    "caption",
    "panel",
    "equation",
    "inspector",
    "controls",
    "timeline",
    "loss",
    "learning",
    "table",
    "numbers",
)
"""What can be hidden."""

LOCKS = ("edit", "example", "learn", "steps", "speed", "granularity", "explain")
"""What can be kept from being changed."""

THEMES = ("light", "dark", "projector", "clear")
"""Sets of colours; clear has a transparent ground."""
