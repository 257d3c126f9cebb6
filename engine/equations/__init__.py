"""EQUATIONS: what is shown for each kind of frame, by the frame's form."""

from engine.equations.backward import BACKWARD
from engine.equations.equation import Equation, Line, Term
from engine.equations.forward import FORWARD
from engine.equations.proof import Proof, ProofLine, ProofSymbol
from engine.equations.proofs import PROOFS
from engine.equations.update import UPDATE

EQUATIONS = {entry.id: entry for entry in (*FORWARD, *BACKWARD, *UPDATE)}
"""Every equation by the form of the frames that show it."""

__all__ = ["EQUATIONS", "PROOFS", "Equation", "Line", "Proof", "ProofLine", "ProofSymbol", "Term"]
