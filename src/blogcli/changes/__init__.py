"""Changes of a blog's files that can be taken back: planned, written down, made, undone.

A change is written into a journal, with all old and new bytes, before any file is touched. A kill
at any moment leaves the journal, and the next command brings the change to its end.
"""
