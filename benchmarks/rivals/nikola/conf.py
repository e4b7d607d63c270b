"""Nikola, told to make what `blog` makes: posts, lists of ten, tags, categories, feeds."""

BLOG_AUTHOR = "Measured"
BLOG_TITLE = "Measured"
SITE_URL = "https://example.org/"
BLOG_EMAIL = "nobody@example.org"
BLOG_DESCRIPTION = "Measured"
DEFAULT_LANG = "@lang@"
TRANSLATIONS = {DEFAULT_LANG: ""}
NAVIGATION_LINKS: dict[str, tuple[tuple[str, str], ...]] = {DEFAULT_LANG: ()}
THEME = "base"
TIMEZONE = "UTC"
POSTS = (("posts/*.md", "posts", "post.tmpl"),)
PAGES = ()
COMPILERS = {"markdown": [".md"]}
INDEX_DISPLAY_POST_COUNT = 10
CATEGORY_PAGES_ARE_INDEXES = True
TAG_PAGES_ARE_INDEXES = True
FEED_LENGTH = 20
SHOW_SOURCELINK = False
COPY_SOURCES = False
COMMENT_SYSTEM = ""
