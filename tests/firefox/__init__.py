"""A second browser engine: what the tests in Chromium cannot see."""
