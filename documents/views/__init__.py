"""Pages of documents: the archive and its book of numbers; Word templates."""
