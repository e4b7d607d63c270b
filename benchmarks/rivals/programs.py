"""The other programs: put into a folder of their own, never into the system."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path

HERE = Path(__file__).parent
PYTHON_PACKAGES = {
    "Pelican": "pelican",
    "Nikola": "nikola",
    "Pandoc": "pypandoc-binary",
    "WeasyPrint": "weasyprint",
    "ripgrep": "ripgrep",
}
NODE_PACKAGES = {"Eleventy": "@11ty/eleventy", "Hexo": "hexo"}


def cache_folder() -> Path:
    """Give the folder in which the programs are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "blog-benchmarks"


@dataclass(slots=True)
class Rivals:
    """What is there, and why the rest is not."""

    cache: Path = field(default_factory=cache_folder)
    missing: dict[str, str] = field(default_factory=dict)
    seconds: float = 120
    """That one command may take."""

    def install(self, *, npm: bool) -> None:
        """Install what is not there yet; what can't be had is noted."""
        self.cache.mkdir(parents=True, exist_ok=True)
        lock = HERE / "requirements.txt"
        venv = (sys.executable, "-m", "venv", str(self.cache / "python"))
        pip = (str(self._script("python")), "-m", "pip", "install", "--quiet", "--require-hashes")
        self._install(PYTHON_PACKAGES, lock, (venv, (*pip, "-r", str(lock))))
        node = self.cache / "node"
        if not npm and not (node / "node_modules").is_dir():
            self._miss(NODE_PACKAGES, "left out by --quick")
            return
        node.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, node)
        install = ("npm", "ci", "--ignore-scripts", "--prefix", str(node))
        self._install(NODE_PACKAGES, HERE / "package-lock.json", (install,))

    def _install(
        self, names: dict[str, str], lock: Path, commands: Sequence[Sequence[str]]
    ) -> None:
        stamp = self.cache / f"{lock.name}.{sha256(lock.read_bytes()).hexdigest()[:12]}"
        if stamp.exists():
            return
        print(f"installing {', '.join(names)} in {self.cache}", file=sys.stderr)
        for command in commands:
            try:
                subprocess.run(command, check=True, capture_output=True, text=True)
            except (OSError, subprocess.CalledProcessError) as error:
                told = str(getattr(error, "stderr", "") or error).strip().splitlines()
                # What the program says last is seldom what went wrong.
                why = next((line for line in told if "error" in line.lower()), told[-1])
                print("\n".join(told), file=sys.stderr)
                self._miss(names, f"{Path(command[0]).name} could not install it: {why}")
                return
        stamp.touch()

    def _miss(self, names: dict[str, str], why: str) -> None:
        self.missing |= dict.fromkeys(names, why)

    def _script(self, name: str) -> Path:
        return self.cache / "python" / "bin" / name

    def _here(self, name: str) -> str | None:
        path = self._script(name)
        return str(path) if path.exists() else None

    def python(self) -> str | None:
        """The Python that has WeasyPrint and Pandoc."""
        return None if "WeasyPrint" in self.missing else self._here("python")

    def ripgrep(self) -> str | None:
        """Ripgrep: PyPI's, else the system's."""
        return self._here("rg") or shutil.which("rg")

    def pandoc(self) -> str | None:
        """Pandoc as PyPI has it, else the system's."""
        found = sorted(self.cache.glob("python/lib/*/site-packages/pypandoc/files/pandoc"))
        return str(found[0]) if found else shutil.which("pandoc")

    def pelican(self) -> str | None:
        """Pelican, where it is."""
        return self._here("pelican")

    def nikola(self) -> str | None:
        """Nikola, where it is."""
        return self._here("nikola")

    def node(self, script: str) -> tuple[str, ...] | None:
        """Give the command of a program among Node's packages, where it is."""
        node, path = shutil.which("node"), self.cache / "node" / "node_modules" / script
        return (node, str(path)) if node and path.exists() else None

    def versions(self) -> list[tuple[str, tuple[str, ...]]]:
        """Give the programs whose start is measured, with the command that says the version."""
        found: list[tuple[str, tuple[str, ...]]] = []
        for name, line in (
            ("Pelican", self.pelican()),
            ("Nikola", self.nikola()),
            ("Eleventy", self.node("@11ty/eleventy/cmd.cjs")),
            ("Hexo", self.node("hexo/bin/hexo")),
        ):
            if line is not None:
                whole = (line,) if isinstance(line, str) else line
                last = "version" if name in {"Nikola", "Hexo"} else "--version"
                found.append((name, (*whole, last)))
        return found

    def numbers(self) -> dict[str, str]:
        """Give the version of every program that is there."""
        sites = [str(path) for path in self.cache.glob("python/lib/*/site-packages")]
        installed = {one.name.replace("_", "-").lower(): one.version
                     for one in distributions(path=sites)}  # fmt: skip
        found = {"Hugo": _own("hugo")}
        found |= {name: installed.get(package, "") for name, package in PYTHON_PACKAGES.items()}
        for name, package in NODE_PACKAGES.items():
            path = self.cache / "node" / "node_modules" / package / "package.json"
            found[name] = json.loads(path.read_text("utf-8"))["version"] if path.exists() else ""
        if pandoc := self.pandoc():
            line = (pandoc, "--version")
            said = subprocess.run(line, capture_output=True, text=True, check=False).stdout
            # PyPI's package has a number of its own.
            found["Pandoc"] = " ".join(said.split()[1:2])
        return {name: number for name, number in found.items() if number}


def _own(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
