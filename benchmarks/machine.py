"""The machine that measures."""

from __future__ import annotations

import platform
from pathlib import Path


def processor() -> str:
    """Name the processors of this machine."""
    import psutil

    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        name = models[0].partition(":")[2].strip() if models else name
    return f"{psutil.cpu_count()} × {name}"


def fast_folder() -> Path | None:
    """Give a folder in memory, where there is one."""
    # On disks the time to create files varies tenfold, and would be measured too.
    memory = Path("/dev/shm")
    return memory if memory.is_dir() else None
