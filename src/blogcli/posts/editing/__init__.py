"""Front matter changed without loss: only the lines concerned, in every format, checked by reading.

`edit` takes bytes and gives bytes. What it does not have to change stays as it is: comments, order,
quoting, indentation, anchors, blank lines, line ends, the byte order mark and the body.
"""

from blogcli.posts.editing.changes import (
    AddItem,
    Change,
    Key,
    Place,
    Remove,
    RemoveItem,
    Rename,
    RenameItem,
    Set,
)
from blogcli.posts.editing.edit import edit

__all__ = [
    "AddItem",
    "Change",
    "Key",
    "Place",
    "Remove",
    "RemoveItem",
    "Rename",
    "RenameItem",
    "Set",
    "edit",
]
