"""Markdown: one stream of events for every medium."""
