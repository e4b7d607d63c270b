"""From text to the keys under which its words are found."""
