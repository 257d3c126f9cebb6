"""The JSON API and the page: carries what the engine records. Imported by nobody but the tests."""

__version__ = "0.1.0"
