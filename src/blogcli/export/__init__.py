"""What `blog export` makes of which posts, and under which names."""
