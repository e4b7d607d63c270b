"""Addresses that EPUBCheck lets pass: each was tried with it."""

from __future__ import annotations

import pytest

from blogcli.epub.addresses import web_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://e.org/a b?q=[1]#x#y", "https://e.org/a%20b?q=%5B1%5D#x%23y"),
        ("http://ä.fi/ö", "http://xn--4ca.fi/%C3%B6"),
        ("//e.org/%zz", "https://e.org/%25zz"),
        ("HTTP://E.org:8080", "http://E.org:8080"),
        ("http://e_x.org/", "http://e_x.org/"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("mailto:a@b.fi", "mailto:a@b.fi"),
        ("http://[::1]/", ""),
        ("https://xn--a.org/", ""),
        ("http://.org/", ""),
        ("https://e..org/", ""),
        ("https://-a.org/", ""),
        ("https://user@e.org/", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("geo:1,2", ""),
        ("mailto:", ""),
        ("a.md", ""),
        ("", ""),
    ],
)
def test_an_address_is_made_fit_or_left_out(written: str, address: str) -> None:
    assert web_address(written) == address
