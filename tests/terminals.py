"""Programs on a terminal: how they are left once they have ended."""

from __future__ import annotations

from typing import Any

import pexpect


def leave(child: pexpect.spawn[Any]) -> int | None:
    """Wait for a program that has nothing more to say, and give its exit status.

    By itself pexpect would sleep a tenth of a second and then hang up on what still ran.
    """
    child.wait()
    child.ptyproc.delayafterclose = 0  # type: ignore[attr-defined]  # left out of the stubs
    child.close()
    status: int | None = child.exitstatus
    return status
