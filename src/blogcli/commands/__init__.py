"""The commands, one file each: arguments in, one call of the domain, words out."""
