from __future__ import annotations

import pytest

from blogcli.pdf.addresses import Addresses
from blogcli.posts.post import Post

POST = Post(path="posts/north/shore.md", slug="shore", lang="en", url="/north/shore/")


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("//example.org/a", "https://example.org/a"),
        ("mailto:anna@example.org", "mailto:anna@example.org"),
        ("https://example.org/päivä kirja", "https://example.org/p%C3%A4iv%C3%A4%20kirja"),
        ("https://äiti.example/", "https://xn--iti-pla.example/"),
        ("https://example.org/%C3%A4", "https://example.org/%C3%A4"),
        ('https://example.org/"#quote\\', "https://example.org/%22#quote%5C"),
        ("#part-one", "#part-one"),
        ("#p%C3%A4iv%C3%A4", "#päivä"),
        ("/about/", "https://blog.example/city/about/"),
        ("../south/", "https://blog.example/city/north/south/"),
        ("other.md", "https://blog.example/city/other/"),
        ("../north/other.md#part", "https://blog.example/city/other/#part"),
        ("posts/bundle", "https://blog.example/city/bundle/"),
        ("[[Other#A part]]", "https://blog.example/city/other/#a-part"),
        ("[[bundle]]", "https://blog.example/city/bundle/"),
        ("[[#A part]]", "#a-part"),
    ],
)
def test_a_target_becomes_an_address(target: str, address: str) -> None:
    published = {
        "posts/north/other.md": "https://blog.example/city/other/",
        "posts/bundle/index.md": "https://blog.example/city/bundle/",
    }
    addresses = Addresses("https://blog.example/city", POST, published)

    assert addresses.resolve(target) == address


@pytest.mark.parametrize(
    "target",
    [
        "",
        "  ",
        "#",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "[[Not written yet]]",
        "https://e.org/" + "a" * 5000,
    ],
)
def test_what_no_reader_should_follow_is_no_link(target: str) -> None:
    assert Addresses("https://blog.example", POST, {}).resolve(target) is None


def test_without_a_base_address_a_path_leads_nowhere() -> None:
    assert Addresses("", POST, {}).resolve("/about/") is None
