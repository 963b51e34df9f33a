"""Official papers: layout, wording, rendering, numbering, archive."""
