"""What each program was made to produce, in words."""

from __future__ import annotations

MADE = {
    "blog": (
        "built-in theme: posts, lists of ten, archive, tags, categories, authors; Atom, RSS and "
        "JSON feeds of the blog and each tag; site map, a search index, highlighted code"
    ),
    "Hugo": (
        "a plain theme of three templates: posts, lists of ten, tags, categories; an RSS feed of "
        "each; site map, highlighted code; drafts left out"
    ),
    "Pelican": (
        "its theme *simple*: posts, lists of ten, tags, categories, archive; an Atom feed of each; "
        "no site map; its content cache is on; posts have Pelican's headers"
    ),
    "Nikola": (
        "its theme *base*: posts, lists of ten, archive, tags, categories; feeds; site map; two "
        "processes; posts have Nikola's headers"
    ),
    "Eleventy": (
        "plain Nunjucks templates: posts, lists of ten, tags, categories; an Atom feed of each; "
        "site map, highlighted code (its plugin)"
    ),
    "Hexo": (
        "a plain theme: posts, lists of ten, archive by year and month, tags, categories; one Atom "
        "feed; site map, highlighted code (its plugins)"
    ),
    "ripgrep": "the files that match letters, in any case: it knows no other forms of a word",
    "Pandoc": (
        "through Typst: a PDF a post, with its default template. *Pandoc with Typst* is the "
        "shortest way there is: one process keeps Typst and its fonts, and only Pandoc is started "
        "for each post. *A process a post* is what a person runs, `pandoc a.md -o a.pdf "
        "--pdf-engine=typst` (Pandoc makes one document of all its files); its `typst` is a script "
        "of two lines around PyPI's, whose Python adds some 20 ms to each. EPUB with pictures; one "
        "post on the terminal by its `ansi` writer"
    ),
    "WeasyPrint": "a PDF/UA a post, of HTML by Python-Markdown, without a theme",
}
