"""Post files: where they lie, what their front matter means, how they are created."""
