"""accepts: whether a client takes an encoding, by its Accept-Encoding header (RFC 9110, 12.5.3)."""


def accepts(header: str, encoding: str) -> bool:
    """Whether ``encoding`` stands in ``header`` and is not refused there by ``q=0``."""
    for entry in header.split(","):
        name, *parameters = (part.strip().lower() for part in entry.split(";"))
        if name == encoding:
            return not any(_is_zero(parameter) for parameter in parameters)
    return False


def _is_zero(parameter: str) -> bool:
    name, _, weight = parameter.partition("=")
    return name.strip() == "q" and weight.strip() in ("0", "0.", "0.0", "0.00", "0.000")
