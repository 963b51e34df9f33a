"""Pages of the year, its grades, the review and its decisions; each makes one call."""
