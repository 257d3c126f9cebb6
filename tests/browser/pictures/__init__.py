"""Pictures and films that the page writes, opened by readers of their own."""
