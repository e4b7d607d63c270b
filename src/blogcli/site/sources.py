"""Everything a site is made of, brought together once: posts, addresses, editions, files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from blogcli.errors import Finding
from blogcli.posts.post import Post, Status
from blogcli.site.addresses import (
    Address,
    Register,
    Rules,
    address_of,
    assign,
    folders_above,
    key_of,
)
from blogcli.site.collection import (
    Edition,
    editions,
    index_address,
    main_language,
    next_due,
    template_kind,
    translations,
    unchanging,
    visible,
    with_groups,
)
from blogcli.site.feeds import FEEDS
from blogcli.site.habitual import by_last_segment
from blogcli.site.links import SiteMap
from blogcli.site.static import static_files, static_mounts

if TYPE_CHECKING:
    from blogcli.blog import Blog
    from blogcli.posts.dialects import Name
    from blogcli.posts.dialects.places import GeneratorSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """A blog as a site: what is shown, where, and in which lists."""

    posts: Sequence[Post]
    """Shown, newest first."""
    pages: Sequence[Post]
    published: Sequence[Post]
    """Those posts that are shown to everybody, whatever else was asked for."""
    post: Callable[[str], Post]
    """Gives a post or page that is shown, by its path."""
    editions: tuple[Edition, ...]
    addresses: Mapping[str, Address]
    versions: Mapping[str, Mapping[str, Post]]
    """Of posts that are there in several languages, by path and language."""
    sitemap: SiteMap
    main_lang: str
    base_url: str
    findings: tuple[Finding, ...]
    next_due: datetime | None
    redirects: Mapping[str, Address]
    """Files at old addresses, and where these lead now."""
    moments: tuple[datetime | None, datetime | None]
    """From when and until when the same posts are shown, if their files stay as they are."""
    folders: dict[str, int]
    """Folders that were looked into, and when they last changed, in Unix nanoseconds."""

    @property
    def shown(self) -> tuple[Post, ...]:
        """Posts and pages alike."""
        return (*self.posts, *self.pages)


def gather(
    blog: Blog,
    now: datetime,
    also: frozenset[Status] = frozenset(),
    given: tuple[Sequence[Post], Sequence[Post]] | None = None,
) -> Sources:
    """Bring together what the site of a blog is made of, as of `now`.

    `given` are its posts and pages, where they have been read: without summaries will do.
    """
    everything, everything_else = given or (blog.posts(now=now), blog.pages(now=now))
    posts, pages = visible(everything, now, also), visible(everything_else, now, also)
    pages.sort(key=_menu_order)
    empty = [page for page in pages if template_kind(page) and not blog.body(page).strip()]
    pages = [page for page in pages if page not in empty]
    languages = blog.languages
    settings, own = blog.settings, blog.config.site.permalink
    rules = Rules(
        pattern=own or settings.permalink,
        main_lang=main_language(languages, posts),
        unicode=blog.config.posts.slug == "unicode",
        page_pattern=settings.page_permalink,
        sections={} if own else dict(settings.section_permalinks),
        prefixed=None if own else _prefixed(blog.dialect.name, settings),
        terms_as=settings.spelling.taxonomies if blog.dialect.name == "zola" else None,
    )
    mounts = static_mounts(blog)
    folders: dict[str, int] = {}
    static = static_files(blog.root, mounts, folders)
    divided = editions(posts, pages, languages, rules)
    reserved = _reserved(divided)
    obstacles = _take_out(static, reserved, blog.root)
    register = Register([*static, *reserved])
    addresses, findings = assign([*posts, *pages], rules, register)
    findings += obstacles
    divided = tuple(with_groups(edition, rules, register) for edition in divided)
    replaced = _replaced(empty, divided, rules)
    hidden = {
        post.path: post.status(now)
        for post in (*everything, *everything_else)
        if post.path not in addresses
    }
    aliases = _aliases([*posts, *pages], addresses) | replaced
    redirects, refused = _redirects(aliases, register)
    findings += _refusals(refused, addresses)
    base_url, path = split_base_url(blog.config.base_url or blog.settings.base_url)
    return Sources(
        posts=tuple(posts),
        pages=tuple(pages),
        published=tuple(post for post in posts if post.status(now) == "published"),
        post={post.path: post for post in (*posts, *pages)}.__getitem__,
        editions=divided,
        addresses=addresses,
        versions=translations([*posts, *pages]),
        sitemap=SiteMap(
            root=blog.root,
            addresses=addresses,
            hidden=hidden,
            lists=_all_addresses(addresses, divided),
            aliases=aliases,
            static=static,
            posts=by_last_segment((*posts, *pages)),
            mounts=mounts,
            post_folders=_post_folders(blog),
            base_path=path,
        ),
        main_lang=rules.main_lang,
        base_url=base_url,
        findings=tuple(findings),
        next_due=next_due(everything, now),
        redirects=redirects,
        moments=unchanging((*everything, *everything_else), now),
        folders=folders,
    )


def _prefixed(generator: Name, settings: GeneratorSettings) -> frozenset[str] | None:
    """Say which languages a generator puts before addresses; None where it leaves that to us."""
    if not (settings.permalink or settings.page_permalink or settings.section_permalinks):
        return None
    if generator in {"hexo", "eleventy", "astro", "pelican"}:
        return frozenset()
    # A post is in a language that they are told of, whatever its text is in.
    known = generator in {"hugo", "zola", "jekyll", "nikola"}
    return frozenset(settings.languages) if known else None


def split_base_url(text: str) -> tuple[str, str]:
    """Read where a site lies: its URL with a final `/`, empty without a host; and the path of that.

    Some generators name only the path, such as `/blog`.
    """
    text = text.strip().rstrip("/")
    scheme, found, rest = text.partition("://")
    host, _, path = (rest if found else text).partition("/")
    base_path = f"/{path}/" if path else "/"
    # Sitemaps and RSS want addresses in ASCII (RFC 3986), as those of the posts are.
    quoted = quote(base_path, safe="/%:@!$&'()*+,;=~")
    return (f"{scheme}://{_in_ascii(host)}{quoted}" if found and host else "", base_path)


def _in_ascii(host: str) -> str:
    """Write a host as the network knows it: `äijä.fi` is `xn--ij-uiac.fi` there."""
    if host.isascii():
        return host
    name, colon, port = host.partition(":")
    try:
        return name.encode("idna").decode() + colon + port
    except UnicodeError:
        return host


def _reserved(divided: Sequence[Edition]) -> list[str]:
    files = ["404.html", "sitemap.xml", "robots.txt", "posts.json"]
    files += ["theme/style.css", "theme/switch.js"]
    for edition in divided:
        files += [edition.home.file, index_address(edition, "tag").file]
        files += [f"{edition.prefix}{name}" for name in FEEDS.values()]
    return files


def _take_out(static: dict[str, Path], reserved: Sequence[str], root: Path) -> list[Finding]:
    """Take static files out that would lie where the site has folders of its own, and tell of them."""  # noqa: E501 - one sentence
    folders = {folder for file in reserved for folder in folders_above(key_of(file))}
    found = [place for place in static if key_of(place) in folders]
    return [
        Finding(
            "address",
            static.pop(place).relative_to(root).as_posix(),
            f"it is left out: /{key_of(place)}/ is a folder of the site",
        )
        for place in found
    ]


def _all_addresses(
    addresses: Mapping[str, Address], divided: Sequence[Edition]
) -> dict[str, Address]:
    known = list(addresses.values())
    for edition in divided:
        known += [edition.home, *edition.indexes.values()]
        known += [one.address for found in edition.groups.values() for one in found.values()]
        feeds = [f"{edition.prefix}{name}" for name in FEEDS.values()]
        known += [Address(feed, feed) for feed in feeds]
    return {address.file: address for address in known}


def _aliases(posts: Sequence[Post], addresses: Mapping[str, Address]) -> dict[str, Address]:
    found: dict[str, Address] = {}
    for post in posts:
        for alias in post.aliases:
            old = address_of(alias)
            if old is not None:
                found.setdefault(old.file.removesuffix("/index.html"), addresses[post.path])
    return found


def _replaced(
    empty: Sequence[Post], divided: Sequence[Edition], rules: Rules
) -> dict[str, Address]:
    """Say which lists of ours stand for pages that a template would fill, by their addresses."""
    indexes = {edition.lang: edition.indexes for edition in divided}
    wished, _ = assign(empty, rules, Register())
    found: dict[str, Address] = {}
    for page in empty:
        index = indexes.get(page.lang, {}).get(template_kind(page))
        name = wished[page.path].file.removesuffix("/index.html")
        if index is not None and name != index.file.removesuffix("/index.html"):
            found[name] = index
    return found


def _redirects(
    aliases: Mapping[str, Address], register: Register
) -> tuple[dict[str, Address], dict[str, Address]]:
    """Give each old address a file, and name those where something else is by now."""
    files: dict[str, Address] = {}
    refused: dict[str, Address] = {}
    for name, address in sorted(aliases.items()):
        file = name if name.endswith((".html", ".htm", ".xhtml")) else f"{name}/index.html"
        if register.take(file):
            files[file] = address
        else:
            refused[name] = address
    return files, refused


def _refusals(refused: Mapping[str, Address], addresses: Mapping[str, Address]) -> list[Finding]:
    owners = {address.file: path for path, address in addresses.items()}
    return [
        Finding(
            "alias", owners[address.file], f"the alias /{name} is the address of something else"
        )
        for name, address in refused.items()
        if address.file in owners  # a list of ours needs no other address
        # Its own address, in capitals or not, needs no redirect.
        and name.casefold() != address.file.removesuffix("/index.html").casefold()
    ]


def _post_folders(blog: Blog) -> tuple[str, ...]:
    return tuple(folder.path for folder in blog.dialect.folders(blog.root, blog.config))


def _menu_order(page: Post) -> tuple[float, str, str]:
    weight = page.extra.get("weight", page.extra.get("order", 0))
    number = float(weight) if isinstance(weight, (int, float)) else 0.0
    return (number, page.title.casefold(), page.path)
