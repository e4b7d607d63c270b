"""The commands: where each is, and its line in `blog --help`."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A command; `module` is in this package and has the function `command`."""

    module: str
    summary: str
    hidden: bool = False


COMMANDS = {
    "init": Entry("init", "Make a blog, or take over that of another generator."),
    "new": Entry("new", "Write a new draft."),
    "edit": Entry("edit", "Open a post in your editor."),
    "list": Entry("list", "List posts, newest first."),
    "show": Entry("show", "Read posts in the terminal."),
    "search": Entry("search", "Find posts by words in any form, the best first."),
    "stats": Entry("stats", "Draw how much was written, when and about what."),
    "check": Entry("check", "Find what is wrong in posts, and mend what can be mended."),
    "why": Entry("why", "Say why a post is published or not, and what belongs to it."),
    "publish": Entry("publish", "Publish drafts, now or from a date on."),
    "unpublish": Entry("unpublish", "Make posts drafts again."),
    "rename": Entry("rename", "Give a post another slug; links to it follow."),
    "set": Entry("set", "Set keys of the front matter of posts."),
    "unset": Entry("unset", "Take a key out of the front matter of posts."),
    "tag": Entry("tag", "Add, remove, rename, merge or list tags over all posts."),
    "delete": Entry("delete", "Delete posts; undo brings them back."),
    "undo": Entry("undo", "Take back the last change that blog made of posts."),
    "log": Entry("log", "List the changes that blog made of posts."),
    "export": Entry("export", "Make a site, or HTML, PDF, EPUB, JSON or text of posts."),
    "theme": Entry("theme", "See and change how the site looks."),
    "config": Entry("config", "Say which files settings are read from."),
    "build": Entry("export", "The same as export.", hidden=True),
}
