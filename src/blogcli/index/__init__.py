"""The cache of metadata and words: files to rows, rows to answers."""
