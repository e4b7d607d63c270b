"""A post as structured data for search engines: `BlogPosting` of schema.org, in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Sequence

from blogcli.blog.lines import summary_text, title_text
from blogcli.posts.post import Post

# An encoder kept: `json.dumps` makes a new one for each call with options.
_json = json.JSONEncoder(ensure_ascii=False).encode


def blog_posting(post: Post, url: str, image: str, authors: Sequence[str]) -> str:
    """Write a post as a script element holds it; `url` is empty where the site has no address."""
    published = None if post.draft else post.date
    changed = post.updated or published
    values = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": title_text(post),
        "description": summary_text(post),
        "image": image,
        "inLanguage": post.lang,
        "datePublished": published.isoformat() if published else "",
        "dateModified": changed.isoformat() if changed else "",
        "author": [{"@type": "Person", "name": name} for name in authors],
        "keywords": list(post.tags),
        "wordCount": post.word_count,
        "mainEntityOfPage": url,
        "url": url,
    }
    text = _json({key: one for key, one in values.items() if one})
    # No text may end the element that this stands in.
    return text.replace("<", "\\u003c")
