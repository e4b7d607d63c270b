import time

BLOG_AUTHOR = "Olena"
BLOG_TITLE = "Нотатки з гір"
SITE_URL = "https://hory.example/"
DEFAULT_LANG = "uk"
TRANSLATIONS = {DEFAULT_LANG: "", "en": "./en"}
TIMEZONE = "Europe/Kyiv"
POSTS = (
    ("posts/*.md", "posts", "post.tmpl"),
    ("posts/*.rst", "posts", "post.tmpl"),
)
PAGES = (("pages/*.md", "", "page.tmpl"),)
FILES_FOLDERS = {"files": ""}
CONTENT_FOOTER = "© {date}".format(date=time.gmtime().tm_year)
