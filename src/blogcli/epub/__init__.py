"""EPUB 3."""
