"""Pelican, told to make what `blog` makes: posts, lists of ten, tags, categories, feeds."""

SITENAME = "Measured"
SITEURL = "https://example.org"
PATH = "content"
ARTICLE_PATHS = ["posts"]
STATIC_PATHS = ["images"]
THEME = "simple"
TIMEZONE = "UTC"
DEFAULT_LANG = "@lang@"
DEFAULT_PAGINATION = 10
AUTHOR_SAVE_AS = ""
ARTICLE_URL = "posts/{slug}/"
ARTICLE_SAVE_AS = "posts/{slug}/index.html"
FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = "category/{slug}.xml"
TAG_FEED_ATOM = "tag/{slug}.xml"
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "generator"
