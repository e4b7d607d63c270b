"""The generators whose blogs we live in: which one this is, where it keeps posts, what it is set to."""  # noqa: E501

from blogcli.posts.dialects.detection import Dialect, detect
from blogcli.posts.dialects.places import Default, GeneratorSettings, Name, PostFolder

__all__ = ["Default", "Dialect", "GeneratorSettings", "Name", "PostFolder", "detect"]
