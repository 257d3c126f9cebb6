"""The types of the wire as the app's schema has them: ``python -m tests.static.wire`` writes static/src/wire.d.ts."""

import json
import shutil
import subprocess
from pathlib import Path

from app.main import create_app

ROOT = Path(__file__).parents[2]
TYPES = ROOT / "static/src/wire.d.ts"
GENERATOR = ROOT / "node_modules/openapi-typescript/bin/cli.js"


def types_of_today() -> str:
    """TypeScript declarations of every request and answer, from openapi-typescript."""
    node = shutil.which("node")
    if node is None or not GENERATOR.exists():
        raise FileNotFoundError("Node.js and node_modules are needed: `make record` and `make test` see to both")
    schema = json.dumps(create_app().openapi())
    command = [node, str(GENERATOR)]
    return subprocess.run(command, input=schema, capture_output=True, text=True, check=True, cwd=ROOT).stdout


if __name__ == "__main__":
    TYPES.write_text(types_of_today(), encoding="utf-8")
