"""What is measured rather than tested; ``script/bench`` runs it."""
