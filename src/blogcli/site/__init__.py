"""HTML: the whole site, and one post as a self-contained file."""
