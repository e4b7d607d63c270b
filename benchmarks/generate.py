"""Makes a blog of any size, always the same one for a seed, which Hugo can build as well.

python -m benchmarks.generate DIR --posts 10000 --lang fi
"""

from __future__ import annotations

import argparse
import random
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path

from benchmarks.text import Lang, Writer, writer

WORDS = 600
TAGS = 200
IMAGES = 20
FIRST = datetime(2008, 1, 1, tzinfo=UTC)
DAYS = 6500
_CHUNK = 250

TITLES = {"fi": "Mitattu blogi", "en": "A blog to measure"}
CODE = (
    ("python", "def total(values: list[int]) -> int:\n    return sum(v for v in values if v > 0)"),
    ("javascript", "const names = posts.filter((post) => !post.draft).map((post) => post.title);"),
    ("sql", "SELECT tag, count(*) FROM value WHERE key = 'tag' GROUP BY tag ORDER BY 2 DESC;"),
    ("bash", 'for file in posts/*.md; do\n  echo "$file"\ndone'),
)  # fmt: skip

LAYOUTS = {
    "baseof.html": (
        '<!doctype html>\n<html lang="{{ .Site.Language.Locale }}">\n<head><meta charset="utf-8">'
        "<title>{{ .Title }}</title></head>\n<body>{{ block `main` . }}{{ end }}</body>\n</html>\n"
    ),
    "single.html": (
        "{{ define `main` }}<article><h1>{{ .Title }}</h1>"
        "<time>{{ .Date.Format `2006-01-02` }}</time>{{ .Content }}"
        "{{ range .GetTerms `tags` }}<a href='{{ .RelPermalink }}'>{{ .LinkTitle }}</a> {{ end }}"
        "</article>{{ end }}\n"
    ),
    "list.html": (
        "{{ define `main` }}<h1>{{ .Title }}</h1><ul>{{ range (.Paginate .Pages).Pages }}"
        "<li><a href='{{ .RelPermalink }}'>{{ .LinkTitle }}</a> {{ .Summary }}</li>{{ end }}</ul>"
        "{{ end }}\n"
    ),
}


@dataclass(frozen=True, slots=True)
class Order:
    """What blog to make; the first posts of a larger one are those of a smaller one."""

    folder: Path
    posts: int
    lang: Lang = "fi"
    seed: int = 1


def make(order: Order) -> None:
    """Write the blog; files that are there stay."""
    folder = order.folder
    (folder / "content" / "posts").mkdir(parents=True, exist_ok=True)
    _write(folder / "hugo.toml", _settings(order.lang))
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True, exist_ok=True)
    for name, text in LAYOUTS.items():
        _write(layouts / name, text)
    images = folder / "static" / "images"
    images.mkdir(parents=True, exist_ok=True)
    for number in range(IMAGES):
        (images / f"{number}.png").write_bytes(_picture(number))
    numbers = range(0, order.posts, _CHUNK)
    if order.posts <= _CHUNK:
        _make_posts(order, 0)
        return
    with ProcessPoolExecutor() as pool:
        for _ in pool.map(partial(_make_posts, order), numbers):
            pass


def _make_posts(order: Order, start: int) -> None:
    for number in range(start, min(start + _CHUNK, order.posts)):
        name, text = post(order, number)
        _write(order.folder / "content" / "posts" / name, text)


def post(order: Order, number: int) -> tuple[str, str]:
    """Give the file name and the text of one post."""
    chance = random.Random(f"{order.seed} {order.lang} {number}")
    source = writer(order.lang)
    date = FIRST + timedelta(days=DAYS * ((number * 7919) % 100_003) / 100_003)
    title = source.words(chance, chance.randint(2, 6)).capitalize()
    name = f"{date:%Y-%m-%d}-{_slug(title)}-{number}.md"
    return name, f"{_header(chance, source, title, date)}\n{_body(chance, source)}"


def _settings(lang: Lang) -> str:
    return (
        f'title = "{TITLES[lang]}"\nbaseURL = "https://example.org/"\nlocale = "{lang}"\n'
        f'defaultContentLanguage = "{lang}"\ntimeZone = "UTC"\n\n[markup.goldmark.renderer]\n'
        "unsafe = true\n"
    )


def _header(chance: random.Random, source: Writer, title: str, date: datetime) -> str:
    lines = ["---", f"title: {title}", f"date: {date.isoformat(timespec='seconds')}"]
    if chance.random() < 0.2:
        later = date + timedelta(days=chance.randint(1, 300))
        lines.append(f"lastmod: {later.isoformat(timespec='seconds')}")
    tags = sorted({_tag(chance) for _ in range(chance.randint(1, 6))})
    lines.append("tags:")
    lines += [f"  - {_tag_name(source, tag)}" for tag in tags]
    lines.append(f"categories: [{_tag_name(source, 1000 + chance.randrange(8))}]")
    lines.append(f"author: {_tag_name(source, 2000 + chance.randrange(25)).title()}")
    if chance.random() < 0.5:
        lines.append(f'description: "{source.sentence(chance)}"')
    if chance.random() < 0.02:
        lines.append("draft: true")
    return "\n".join([*lines, "---", ""])


_TAG_TOTALS = list(accumulate(1 / (rank + 1) for rank in range(TAGS)))


def _tag(chance: random.Random) -> int:
    """Draw by Zipf's law."""
    return chance.choices(range(TAGS), cum_weights=_TAG_TOTALS)[0]


def tag_name(lang: Lang, number: int) -> str:
    """Give the name of a tag by its rank."""
    return _tag_name(writer(lang), number)


def _tag_name(source: Writer, number: int) -> str:
    return source.words(random.Random(f"tag {number}"), 1 + number % 2)


def _body(chance: random.Random, source: Writer) -> str:
    length = max(40, int(chance.lognormvariate(0, 0.45) * WORDS * 0.86))
    blocks = [_paragraph(chance, source)]
    count = len(blocks[0].split())
    while count < length:
        block = _block(chance, source)
        blocks.append(block)
        count += len(block.split())
    return "\n\n".join(blocks) + "\n"


def _block(chance: random.Random, source: Writer) -> str:
    kind = chance.random()
    return next(make for limit, make in _BLOCKS if kind < limit)(chance, source)


def _heading(chance: random.Random, source: Writer) -> str:
    return f"## {source.words(chance, chance.randint(1, 4)).capitalize()}"


def _list(chance: random.Random, source: Writer) -> str:
    return "\n".join(f"- {source.sentence(chance)}" for _ in range(chance.randint(2, 6)))


def _code(chance: random.Random, _source: Writer) -> str:
    language, code = chance.choice(CODE)
    return f"```{language}\n{code}\n```"


def _image(chance: random.Random, source: Writer) -> str:
    return f"![{source.sentence(chance)}](/images/{chance.randrange(IMAGES)}.png)"


def _quotation(chance: random.Random, source: Writer) -> str:
    return f"> {source.sentence(chance)}"


def _table(chance: random.Random, source: Writer) -> str:
    rows = [[source.words(chance, 1) for _ in range(3)] for _ in range(chance.randint(3, 7))]
    rows.insert(1, ["---", "---", "---"])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _paragraph(chance: random.Random, source: Writer) -> str:
    return " ".join(_marked(chance, source) for _ in range(chance.randint(2, 7)))


_BLOCKS = (
    (0.14, _heading),
    (0.20, _list),
    (0.225, _code),
    (0.24, _table),
    (0.27, _image),
    (0.29, _quotation),
    (1, _paragraph),
)
"""Kinds of blocks, each with where its share of all blocks ends."""


def _marked(chance: random.Random, source: Writer) -> str:
    sentence = source.sentence(chance)
    kind = chance.random()
    if kind > 0.12:
        return sentence
    first, _, rest = sentence.partition(" ")
    if kind < 0.05:
        return f"[{first}](https://example.org/{chance.randrange(1000)}) {rest}"
    mark = "**" if kind < 0.08 else "*" if kind < 0.11 else "`"
    return f"{mark}{first}{mark} {rest}"


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFD", title.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _picture(number: int) -> bytes:
    """A PNG of 320 × 200 pixels in two colours."""
    width, height = 320, 200
    shade = bytes((number * 37 % 256, number * 91 % 256, 128))
    row = b"\0" + shade * (width // 2) + bytes(3) * (width // 2)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(row * height)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")


def _arguments() -> Iterator[Order]:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=1000, help="how many (100 to 100,000)")
    parser.add_argument("--lang", choices=("fi", "en"), default="fi")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    yield Order(chosen.folder, chosen.posts, chosen.lang, chosen.seed)


if __name__ == "__main__":
    make(next(_arguments()))
