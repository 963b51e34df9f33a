"""Pages of documents: the archive and its book of numbers; what offices set; checking a paper."""
