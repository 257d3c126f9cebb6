"""Rules: a name of a table with its settings, read strictly and written without what goes without saying."""

import pytest

from app.links.rules import Rule
from app.links.values import Misread
from engine import INITIALIZERS, OPTIMIZERS
from engine.parameters import Switch

RULE = Rule(OPTIMIZERS, apart=("learning_rate",), more=(Switch("train_biases", "Train the biases", default=True),))


def test_every_entry_is_read_with_all_its_settings_and_written_without_the_usual_ones() -> None:
    for name in OPTIMIZERS:
        value = RULE.read(name)
        assert value.settings.keys() == {entry.name for entry in OPTIMIZERS[name].parameters} - {"learning_rate"} | {
            "train_biases"
        }
        assert RULE.write(value) == name


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("sgd,nesterov:1,momentum:.90", "sgd,momentum:0.9,nesterov:1"),
        ("sgd,momentum:0,train_biases:1", "sgd"),
        ("sgd,train_biases:0", "sgd,train_biases:0"),
        ("adam,beta1:0", "adam,beta1:0"),
    ],
)
def test_settings_come_in_any_order_and_are_written_in_one(text: str, canonical: str) -> None:
    assert RULE.write(RULE.read(text)) == canonical
    assert RULE.read(canonical) == RULE.read(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "^$"),
        ("SGD", "^$"),
        ("sgd,", "^$"),
        ("sgd,momentum", "^$"),
        ("sgd,momentum:0,momentum:0", "^$"),
        ("__class__", "^$"),
        ("sgd,learning_rate:1", "sgd takes momentum, nesterov, train_biases, not 'learning_rate'"),
        ("sgd,__proto__:1", "not '__proto__'"),
        ("sgd," + "x" * 10_000 + ":1", "not 'x{40}'$"),
        ("sgd,momentum:", "momentum of sgd: expected a number from 0 to below 1"),
        ("sgd,momentum:1", "momentum of sgd: expected a number from 0 to below 1"),
        ("sgd,momentum:nan", "momentum of sgd: expected a number from 0 to below 1"),
        ("sgd,momentum:0:1", "momentum of sgd: expected a number from 0 to below 1"),
        ("sgd,nesterov:true", "nesterov of sgd: expected 0 or 1"),
        ("sgd,nesterov:0.5", "nesterov of sgd: expected 0 or 1"),
    ],
)
def test_what_is_no_rule_is_misread_in_short_words(text: str, words: str) -> None:
    with pytest.raises(Misread, match=words):
        RULE.read(text)


def test_an_entry_without_settings_says_that_it_takes_none() -> None:
    with pytest.raises(Misread, match="zeros takes no settings, not 'scale'"):
        Rule(INITIALIZERS).read("zeros,scale:1")
