"""Links that lead to the same numbers for ever: ``python -m tests.app.links.golden`` records those that are new.

An entry that has been recorded is neither changed nor removed. Of each there are the digest of the experiment, exact to
the last bit, and numbers of the trace at its learning step, which the mathematics library of a machine may round
otherwise in their last digit.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from app.links import KEYS, Link, parse_link
from app.links.reference import EXAMPLES
from app.links.rules import Named

RECORDED = Path(__file__).with_name("golden.json")

LINKS = [
    "",
    "/",
    "?v=1",
    "?preset=2-2-1",
    "/?v=1&preset=2-3-1#at=a3",
    "/?preset=softmax#step=4&at=d3",
    "/embed?preset=2-2-2#at=u",
    "?preset=xor#step=24&at=g2",
    "?preset=deep#at=d2",
    "?preset=mini-batch&theme=dark#at=u",
    "?preset=2-2-1&lr=1",
    "?preset=xor&l1=0.01&l2=0.1#step=3",
    "?preset=xor&opt=sgd,momentum:0.9,nesterov:1,train_biases:0#step=3&at=u",
    "?preset=xor&opt=adam&lr=0.1#step=5",
    "?preset=xor&opt=adamw,weight_decay:0.3,beta1:0.5#step=2",
    "?preset=xor&opt=rmsprop,rho:0.5,epsilon:1e-3#step=2",
    "?preset=xor&seed=7",
    "?preset=xor&init=normal,mean:0.1,deviation:0.5&seed=3",
    "?preset=xor&act=relu,linear&loss=mean_squared_error",
    "?preset=xor&biases=0,1",
    "?preset=2-2-1&biases=1",
    "?preset=softmax&y=0,0,1&loss=half_squared_error",
    "?preset=mini-batch&net=2-4-1&seed=5",
    "?preset=mini-batch&x=1,0;0,1&y=1;0&loss=binary_cross_entropy",
    "?net=2-3-1",
    "?v=1&net=2-3-1&act=tanh,sigmoid&seed=7&x=0.5,-1&y=1&lr=0.5#at=d2",
    "?net=3-8-8-2&act=gelu,softmax&loss=cross_entropy&init=he_normal&seed=11&x=.5,-1e-1,2.&y=0,1#step=2",
    "?net=2-3-1&init=uniform,low:-0.25,high:0.25&biases=0",
    "?net=2-2-1&init=constant,value:0.1",
    "?net=1-1&init=zeros",
    "?net=4-4&init=xavier_normal&act=silu",
    "?net=4-2-4&init=he_uniform&act=leaky_relu,softplus&seed=9007199254740992",
    "?net=2-2-1&biases=0&w=0.5,-1,0.25,2,1,-1",
    "?net=2-2-1&w=1,2,3,4,5,6,7,8,9e-1&act=elu,sigmoid",
    "?preset=2-2-1&w=-0,0,1e-9,-2.5e3,0.3333333333333333,5e-324",
    "?net=4-4-1&s=z1.eNpjYACBB_ZgiuHDfgh9AcaH0rSWJwTg5uzHbh4DAwAJCRnN",
    "?preset=xor&views=matrices,paths&hide=menu,table&lock=edit,learn&motion=off&digits=5&speed=0.5#step=2&at=d2",
    "?preset=2-3-1&lesson=nielsen.3&granularity=neuron&form=matrix&poster=1&resume=1&clicker=step#at=d2.1",
    "?theme=clear#at=g2&of=edge.2.1.2",
    "?preset=2-3-1&theme=projector#at=d2&of=neuron.2.3",
    *(link for _, link in EXAMPLES),
    *(key.example for key in KEYS.values()),
]


def load() -> dict[str, Any]:
    """What the links led to when they were recorded, in that order."""
    return dict(json.loads(RECORDED.read_text(encoding="utf-8")))


def led_to(text: str) -> dict[str, Any]:
    """What a link leads to today."""
    link = parse_link(text)
    assert link.faults == (), (text, link.faults)
    *_, trace = link.experiment.traces(link.place["step"])
    return {
        "title": link.title,
        "experiment": digest(link),
        "presentation": unusual(link.presentation),
        "place": unusual(link.place),
        "cost": trace.cost.value,
        "cost_after": trace.cost_after.value,
        "deltas": [trace.backward.delta[l].ravel().tolist() for l in sorted(trace.backward.delta)],
    }


def digest(link: Link) -> str:
    """Of every number that a learning step takes; an optimizer's settings that are as usual are left out."""
    network, batch = link.experiment.network, link.experiment.batch
    optimizer, penalty = link.experiment.optimizer, link.experiment.regularization
    layers = [
        [layer.activation, layer.weights.tolist(), layer.biases if layer.biases is None else layer.biases.tolist()]
        for layer in network.layers
    ]
    settings = Named(optimizer.name, {**optimizer.settings, "train_biases": optimizer.train_biases})
    facts = [
        layers,
        [batch.inputs.tolist(), batch.targets.tolist(), link.experiment.loss.name],
        [KEYS["opt"].type.write(settings), optimizer.settings["learning_rate"], penalty.l1, penalty.l2],
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]


def unusual(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [*value] if isinstance(value, tuple) else value
        for name, value in values.items()
        if value != KEYS[name].default
    }


if __name__ == "__main__":
    kept = load() if RECORDED.exists() else {}
    links = kept | {text: led_to(text) for text in LINKS if text not in kept}
    lines = [f"{json.dumps(text)}: {json.dumps(entry)}" for text, entry in links.items()]
    RECORDED.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
