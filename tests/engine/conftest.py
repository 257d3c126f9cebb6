"""Settings of the property tests: no deadline, because a busy machine is not a mistake."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=4000)
settings.load_profile("patient")
