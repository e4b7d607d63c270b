"""Sums over bytes, short to store and good to compare."""

from __future__ import annotations

try:
    # hashlib loads OpenSSL with it, which takes longer than all that is summed up here.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def digest(data: bytes) -> bytes:
    """Sum up bytes in 16 (BLAKE2b, RFC 7693)."""
    return blake2b(data, digest_size=16).digest()
