"""`python -m blogcli`."""

from blogcli.app import main

main()
