"""ALGORITHM, CODE: the algorithm of backpropagation in words and as NumPy, each line with the frames it runs in."""

from engine.algorithm.code import CODE, CodeBlock, CodeLine
from engine.algorithm.steps import ALGORITHM, AlgorithmStep, FrameKind, kind_of

__all__ = ["ALGORITHM", "CODE", "AlgorithmStep", "CodeBlock", "CodeLine", "FrameKind", "kind_of"]
