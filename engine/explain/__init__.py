"""The explanations: one question, one file. Each is a function of engine values that returns a frozen dataclass.

All of them stand on the same two passes (`engine.explain.passes`), so that a number in an explanation that is also in
the trace is the very same number. A parameter is named as everywhere, by layer and indices from 1
(`engine.explain.parameter`).
"""
