"""The explanations in a real browser, a file for each."""
