"""What a page carries in itself: the answers that it would otherwise ask for."""

import json
import re
from typing import Any


def records_in(page: str) -> Any:
    """The records of an embed or a standalone file."""
    written = re.search(r'<script type="application/json" data-part="records">(.*?)</script>', page, re.DOTALL)
    assert written
    return json.loads(written[1])
