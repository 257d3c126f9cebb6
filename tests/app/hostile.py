"""HOSTILE: bodies of many megabytes, made to cost the reader far more than the sender."""

HOSTILE = {
    "numbers": b'{"inputs": [[' + b"0," * 7_000_000 + b"0]]}",
    "texts": b'{"inputs": [[' + b'"",' * 5_000_000 + b"0]]}",
    "texts that fit": b'{"inputs": [[' + b'"",' * 490_000 + b"0]]}",
    "sizes": b'{"sizes": [' + b'"",' * 490_000 + b"0]}",
    "lists": b'{"inputs": [' + b"[]," * 490_000 + b"0]}",
    "lists that fit": b'{"inputs": [' + b"[]," * 99_000 + b"0]}",
    "layers": b'{"network": {"layers": [' + b"0," * 490_000 + b"0]}}",
    "keys": b"{" + b",".join(b'"%x":0' % i for i in range(1_200_000)) + b"}",
    "slots": b'{"optimizer_state": {"step": 1, "layers": [{"weights": {'
    + b",".join(b'"%x":0' % i for i in range(1_200_000))
    + b"}}]}}",
    "one long text": b'{"loss": "' + b"x" * 15_000_000 + b'"}',
    "one long key": b'{"' + b"x" * 15_000_000 + b'": 0}',
    "spaces": b" " * 15_000_000,
    "brackets": b"[" * 15_000_000,
    "digits": b'{"inputs": [[' + b"1" * 15_000_000 + b"]]}",
}
