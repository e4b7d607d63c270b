"""How fast `blog` is, beside Hugo and bare Python, on blogs made for it."""
