"""Addresses on the web, asked on a server of our own."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from blogcli.checks.external import Manners, addresses, ask
from checks.conftest import NOW, MakeBlog, found

SLEPT: list[float] = []
QUICK = Manners(timeout=5, sleep=SLEPT.append)


class Web:
    """A server that answers as the path says: `/404`, `/head405`, `/busy2` (twice busy)."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                web.asked[f"HEAD {self.path}"] += 1
                name = self.path.strip("/")
                self.answer(405 if name == "head405" else self.status(name))

            def do_GET(self) -> None:
                web.asked[f"GET {self.path}"] += 1
                self.answer(self.status(self.path.strip("/")))

            def status(self, name: str) -> int:
                if name == "busy":
                    return 503 if web.asked["HEAD /busy"] + web.asked["GET /busy"] < 4 else 200
                return int(name) if name.isdecimal() else 200

            def answer(self, status: int) -> None:
                self.send_response(status)
                if status == 503:
                    self.send_header("Retry-After", "7")
                self.end_headers()

            def log_message(self, *_: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        # It looks as often as this whether it is to end, which each test waits for.
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()


@pytest.fixture
def web() -> Iterator[Web]:
    SLEPT.clear()
    one = Web()
    yield one
    one.server.shutdown()
    one.server.server_close()


def test_what_is_gone_is_told_and_what_wants_a_person_is_not(web: Web) -> None:
    urls = [f"{web.url}/{name}" for name in ("fine", "404", "410", "403", "500", "head405")]
    answers = ask(urls, None, NOW, QUICK)
    assert {url.rpartition("/")[2]: tuple(answers[url]) for url in urls} == {
        "fine": ("", False),
        "404": ("answers 404", True),
        "410": ("answers 410", True),
        "403": ("", False),
        "500": ("answers 500", False),
        "head405": ("", False),
    }
    assert web.asked["GET /404"] == 1  # a server may refuse HEAD by saying that there is nothing
    assert web.asked["GET /fine"] == 0


def test_an_address_is_asked_once_whatever_its_fragment(web: Web) -> None:
    ask([f"{web.url}/fine#a", f"{web.url}/fine#b", f"{web.url}/fine"], None, NOW, QUICK)
    assert web.asked == {"HEAD /fine": 1}


def test_one_host_is_asked_with_pauses_and_a_busy_one_as_late_as_it_wants(web: Web) -> None:
    answers = ask([f"{web.url}/busy", f"{web.url}/fine"], None, NOW, QUICK)
    assert all(verdict.problem == "" for verdict in answers.values())
    assert [7.0, QUICK.pause] == SLEPT


def test_good_answers_are_remembered_for_a_week(web: Web, tmp_path: Path) -> None:
    urls = [f"{web.url}/fine", f"{web.url}/404"]
    for later in (timedelta(), timedelta(days=6), timedelta(days=8)):
        ask(urls, tmp_path, NOW + later, QUICK)
    assert web.asked["HEAD /fine"] == 2
    assert web.asked["HEAD /404"] == 3
    (tmp_path / "links.json").write_text("[broken")
    assert ask(urls[:1], tmp_path, NOW, QUICK)[urls[0]].problem == ""


def test_a_host_that_refuses_is_no_crash() -> None:
    answer = ask(["http://127.0.0.1:1/x"], None, NOW, QUICK)["http://127.0.0.1:1/x"]
    assert answer.problem.startswith("can't be reached: connection refused")
    assert not answer.gone


@pytest.mark.parametrize("target", ["mailto:a@b.fi", "ftp://e.org", "http://", "http://[", "a.md"])
def test_what_is_no_address_of_the_web_is_not_asked(target: str) -> None:
    assert list(addresses([target])) == []


def test_the_rule_names_each_place_and_asks_only_on_request(web: Web, make_blog: MakeBlog) -> None:
    text = f"---\ntitle: A\n---\n\n[a]({web.url}/404) [b]({web.url}/fine) [c]({web.url}/404#x)\n"
    blog = make_blog({"posts/a.md": text})
    assert found(blog).findings == ()
    assert not web.asked
    findings = found(blog, external=True).findings
    assert [(one.rule, one.line, one.column, one.severity) for one in findings] == [
        ("external-link", 5, 1, "error"),
        ("external-link", 5, text.splitlines()[4].index("[c]") + 1, "error"),
    ]
    assert findings[0].message == f"{web.url}/404 answers 404"
