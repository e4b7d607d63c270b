"""Whether Voikko is there, found out without loading it: every command asks.

An index made with Voikko differs from one made without, so it is built anew when this changes.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import PathFinder

# Where libvoikko looks for its Finnish dictionary, and where the library itself may lie.
_FOLDERS = (
    "~/.voikko", "~/Library/Spelling/voikko", "/etc/voikko", "/usr/lib/voikko",
    "/usr/share/voikko", "/usr/local/lib/voikko", "/usr/local/share/voikko",
    "/opt/homebrew/lib/voikko", "/opt/homebrew/share/voikko",
)  # fmt: skip
_DICTIONARY = "5/mor-standard"
_LIBRARIES = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")
_NAMES = {"win32": "libvoikko-1.dll", "darwin": "libvoikko.1.dylib"}
_VARIABLES = ("VOIKKO_DICTIONARY_PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


def fingerprint() -> str:
    """Sum up what decides whether Voikko can be opened; empty where its module is missing."""
    if sys.modules.get("libvoikko", sys) is None:
        return ""  # forbidden in this process
    found = PathFinder.find_spec("libvoikko")
    if found is None:
        return ""
    multiarch = getattr(sys.implementation, "_multiarch", "")
    name = _NAMES.get(sys.platform, "libvoikko.so.1")
    places = [
        found.origin or "",
        *(f"{folder}/{_DICTIONARY}" for folder in _FOLDERS),
        *(f"{folder}/{name}" for folder in (*_LIBRARIES, f"/usr/lib/{multiarch}")),
    ]
    variables = [os.environ.get(name, "") for name in _VARIABLES]
    # A folder from the environment is looked at too: what lies there may change.
    places += [f"{folder}/{_DICTIONARY}" for folder in variables[0].split(os.pathsep) if folder]
    return repr((variables, [(place, _changed(place)) for place in places]))


def _changed(place: str) -> int:
    try:
        return os.stat(os.path.expanduser(place)).st_mtime_ns  # noqa: PTH111, PTH116 - quicker
    except OSError:
        return 0
