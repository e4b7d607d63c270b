import os

SITENAME = "دفتر " + "البحر"
SITEURL = ""
AUTHOR = "سلمى"
PATH = "content"
TIMEZONE = "Africa/Cairo"
DEFAULT_LANG = "ar"
STATIC_PATHS = ["images", "extra/robots.txt"]
EXTRA_PATH_METADATA = {"extra/robots.txt": {"path": "robots.txt"}}
ARTICLE_URL = "{date:%Y}/{slug}.html"
PAGE_PATHS = ["pages"]
PLUGIN_PATHS = [os.path.join("plugins", name) for name in ("a", "b")]
raise SystemExit("never run")
