"""Addresses on the web, asked politely: hosts at once, but of each one address after the other.

The standard library's client will do: a request is HEAD, and GET where that is refused. What
answered well is not asked again for a week.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import ssl
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urldefrag, urlsplit, urlunsplit

from blogcli.errors import OutputError
from blogcli.files import write_atomic

AGENT = "blogcli (link check; https://pypi.org/project/blogcli)"
_HOSTS = 8  # at once
_KEPT = timedelta(days=7)
_GONE = frozenset((404, 410))
_NO_HEAD = frozenset((400, 403, 404, 405, 406, 410, 429, 500, 501, 503))
_TRANSIENT = frozenset((408, 429, 500, 502, 503, 504))
# They want a person or a login, or think that we are a robot: the page may well be there.
_SHY = frozenset((401, 403, 405, 406, 429, 451, 999))
_LONGEST_PAUSE = 30.0
_GOOD = range(200, 400)
_CACHE = "links.json"
_LEGAL = "!#$%&'()*+,/:;=?@[]~-._"


class Verdict(NamedTuple):
    """What came of one address: an empty problem is a good answer."""

    problem: str = ""
    gone: bool = False
    """The host says that there is nothing, or there is no such host."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How patient and how careful to be; seconds."""

    timeout: float = 15.0
    pause: float = 0.5
    """Between two requests to one host."""
    tries: int = 3
    sleep: Callable[[float], None] = field(default=time.sleep)


def ask(
    urls: Iterable[str],
    cache: Path | None,
    now: datetime,
    manners: Manners | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Verdict]:
    """Ask for addresses, each once whatever its fragment; those of one host one after the other.

    Args:
        urls: With `http:` or `https:`.
        cache: The folder in which good answers are remembered for a week; None: nowhere.
        now: When it is.
        manners: How it is asked.
        progress: Called with the addresses that are done, and all.
    """
    wanted = {url: _plain(url) for url in urls}
    known = _recall(cache, now)
    hosts: dict[str, list[str]] = defaultdict(list)
    for plain in dict.fromkeys(wanted.values()):
        if plain not in known:
            hosts[urlsplit(plain).netloc.casefold()].append(plain)
    asker = _Asker(manners or Manners())
    found: dict[str, Verdict] = dict.fromkeys(known, Verdict())
    total = sum(map(len, hosts.values()))
    with ThreadPoolExecutor(_HOSTS) as pool:
        for verdicts in pool.map(asker.of_host, hosts.values()):
            found.update(verdicts)
            if progress is not None:
                progress(min(len(found) - len(known), total), total)
    good = [url for url, verdict in found.items() if not verdict.problem and url not in known]
    _remember(cache, known | dict.fromkeys(good, now.timestamp()))
    return {url: found[plain] for url, plain in wanted.items()}


@dataclass(frozen=True, slots=True)
class _Asker:
    manners: Manners

    def of_host(self, urls: list[str]) -> dict[str, Verdict]:
        """Ask for addresses of one host; a host that is not there is asked once."""
        found: dict[str, Verdict] = {}
        dead: Verdict | None = None
        for number, url in enumerate(urls):
            if number and dead is None:
                self.manners.sleep(self.manners.pause)
            found[url] = dead or self._of(url)
            dead = found[url] if found[url].problem.startswith(_NO_HOST) else None
        return found

    def _of(self, url: str) -> Verdict:
        verdict = Verdict()
        for attempt in range(self.manners.tries):
            status, problem, wait = self._look(url)
            if status in _GOOD or status in _SHY:
                return Verdict()
            if status in _GONE:
                return Verdict(f"answers {status}", gone=True)
            verdict = Verdict(problem or f"answers {status}", gone=problem.startswith(_NO_HOST))
            if (status not in _TRANSIENT and status) or verdict.gone:
                return verdict
            if attempt + 1 < self.manners.tries:
                self.manners.sleep(min(wait or 2.0**attempt, _LONGEST_PAUSE))
        return verdict

    def _look(self, url: str) -> tuple[int, str, float]:
        """Give the status, 0 and what went wrong without one, and how long to wait if asked to."""
        status, problem, wait = self._request(url, "HEAD")
        if status in _NO_HEAD:
            return self._request(url, "GET")
        return status, problem, wait

    def _request(self, url: str, method: str) -> tuple[int, str, float]:
        headers = {"User-Agent": AGENT, "Accept": "*/*"}
        try:
            request = urllib.request.Request(url, method=method, headers=headers)  # noqa: S310 - http alone comes here
            with urllib.request.urlopen(request, timeout=self.manners.timeout) as answer:  # noqa: S310 - the same
                return int(answer.status), "", 0.0
        except urllib.error.HTTPError as error:
            wait = str(error.headers.get("Retry-After") or "")
            error.close()
            if str(error.reason).startswith(urllib.request.HTTPRedirectHandler.inf_msg):
                return 0, "redirects in a circle", 0.0
            return error.code, "", float(wait) if wait.isdecimal() else 0.0
        except (OSError, http.client.HTTPException, ValueError) as error:
            return 0, _reason(error), 0.0


_NO_HOST = "there is no host"


def _reason(error: Exception) -> str:
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, OSError) and type(cause).__name__ == "gaierror":
        return f"{_NO_HOST} of that name"
    if isinstance(cause, ssl.SSLError):
        return f"its certificate is wrong: {cause.reason or cause}"
    if isinstance(cause, TimeoutError):
        return "does not answer"
    text = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(cause)
    return f"can't be reached: {text[:1].lower()}{text[1:]}"


def _plain(url: str) -> str:
    """Give an address as it is asked for: ASCII, without a fragment."""
    url = urldefrag(f"https:{url}" if url.startswith("//") else url).url
    parts = urlsplit(url)
    host = parts.netloc
    with contextlib.suppress(UnicodeError):
        host = host.encode("idna").decode() if not host.isascii() else host
    path, query = (quote(part, safe=_LEGAL) for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme.lower(), host, path, query, ""))


def _recall(cache: Path | None, now: datetime) -> dict[str, float]:
    """Read which addresses answered well within the last week, and when."""
    if cache is None:
        return {}
    try:
        values = json.loads((cache / _CACHE).read_bytes())
        since = (now - _KEPT).timestamp()
        return {str(url): float(when) for url, when in values.items() if float(when) >= since}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _remember(cache: Path | None, known: Mapping[str, float]) -> None:
    if cache is None:
        return
    with contextlib.suppress(OSError, OutputError):
        cache.mkdir(parents=True, exist_ok=True)
        write_atomic(cache / _CACHE, json.dumps(dict(known)).encode())


def addresses(targets: Iterable[str]) -> Iterator[str]:
    """Keep what can be asked for."""
    for target in targets:
        lowered = target.lower()
        if lowered.startswith(("http://", "https://", "//")) and _has_host(target):
            yield target


def _has_host(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False
