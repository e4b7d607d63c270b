"""The facade: one folder of posts, open."""

from blogcli.blog.facade import Blog
from blogcli.blog.places import find_root, is_blog
from blogcli.blog.record import RECORD_KEYS, reading_minutes

__all__ = ["RECORD_KEYS", "Blog", "find_root", "is_blog", "reading_minutes"]
