"""Lay out the encoder as a graph of small whole numbers, which a processor multiplies four times faster.

Used at training only; what is written here is run by `encoder.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

from nlu.components.kinds import HEADS, MINILM, Kind
from nlu.components.nearness import NEAR, nearness

# Seven bits: older processors add two products in sixteen bits, which eight would overflow.
MOST = 63
VERSION, OWN_VERSION = 17, 1
Weights = Mapping[str, np.ndarray]


def encoder_graph(weights: Weights, kind: Kind = MINILM) -> bytes:
    """Write the graph: hidden rows and their mask in, vectors and the scores of the two heads out."""
    graph = _Graph(weights, kind)
    hidden = "hidden"
    for number in range(kind.layers):
        hidden = graph.layer(hidden, f"encoder.layer.{number}.")
    graph.pool(hidden)
    for head in ("intent", "gate"):
        graph.add(
            "Gemm", ["vectors", graph.keep(f"{head}.weight"), graph.keep(f"{head}.bias")], head, transB=1
        )
    ends = {"vectors": kind.width, "intent": None, "gate": None}
    return graph.written([_value(name, "sentences", size or f"{name}s") for name, size in ends.items()])


def lower_graph(weights: Weights, layers: int) -> bytes:
    """Write the graph of the first layers alone: rows and their mask in, rows out under the name `below`."""
    graph = _Graph(weights, MINILM)
    hidden = "hidden"
    for number in range(layers):
        hidden = graph.layer(hidden, f"encoder.layer.{number}.")
    graph.add("Identity", [hidden], "below")
    return graph.written([_value("below", "sentences", "tokens", MINILM.width)])


class _Graph:
    """Nodes and numbers, gathered one by one."""

    def __init__(self, weights: Weights, kind: Kind) -> None:
        self._weights, self._kind = weights, kind
        self._nodes, self._kept = [], {}  # type: ignore[var-annotated]
        self._laid: dict[str, str] = {}
        size = kind.width // HEADS
        self.number("scale", np.float32(size**-0.5))
        self.number("far", np.float32(-1e4))
        self.number("one", np.float32(1))
        self.number("zero", np.uint8(128))
        self.number("step", np.float32(1 / 127))
        self.number("heads", np.array([0, 0, HEADS, size], dtype=np.int64))
        self.number("flat", np.array([0, 0, kind.width], dtype=np.int64))
        self.number("last", np.array([-1], dtype=np.int64))
        self.number("middle", np.array([1], dtype=np.int64))
        self.number("inner", np.array([1, 2], dtype=np.int64))
        self.add("Sub", ["one", "mask"], "empty")
        self.add("Mul", ["empty", "far"], "pushed")
        self.add("Unsqueeze", ["pushed", "inner"], "unseen" if NEAR not in weights else "unseen.only")
        if NEAR in weights:
            self.near()

    def near(self) -> None:
        """Let tokens look more at those at some distances, as the larger model does."""
        self.number("near", nearness(self._weights[NEAR]))
        self.number("start", np.array([0, 0], dtype=np.int64))
        self.number("across", np.array([2, 3], dtype=np.int64))
        self.add("Shape", ["mask"], "shape")
        self.add("Gather", ["shape", self.number("both", np.array([1, 1], dtype=np.int64))], "tokens")
        self.add("Slice", ["near", "start", "tokens", "across"], "near.here")
        self.add("Add", ["unseen.only", "near.here"], "unseen")

    def number(self, name: str, value: np.ndarray | np.generic) -> str:
        """Keep a fixed number or array under a name."""
        self._kept.setdefault(name, numpy_helper.from_array(np.asarray(value), name))
        return name

    def keep(self, name: str) -> str:
        """Keep one of the weights as it is."""
        return self.number(name, self._weights[name].astype(np.float32))

    def add(self, kind: str, inputs: list[str], output: str, domain: str = "", **settings: object) -> str:
        """Add one step, and give the name of what comes out."""
        self._nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **settings))
        return output

    def through(self, entry: str, name: str, output: str) -> str:
        """Multiply by a matrix of whole numbers, one scale a column, and add its bias."""
        matrix = self._weights[f"{name}.weight"].T
        scale = np.maximum(np.abs(matrix).max(axis=0) / MOST, 1e-9).astype(np.float32)
        whole = np.clip(np.rint(matrix / scale), -MOST, MOST).astype(np.int8)
        parts = [self.number(f"{name}.whole", whole), self.number(f"{name}.scale", scale)]
        if self._kind.by_token:
            return self.by_token(entry, parts, self.keep(f"{name}.bias"), output)
        parts += ["", self.keep(f"{name}.bias")]
        return self.add("DynamicQuantizeMatMul", [entry, *parts], output, domain="com.microsoft")

    def by_token(self, entry: str, matrix: list[str], bias: str, output: str) -> str:
        """Multiply with one scale a token: a few tokens are fifty times as large as the rest."""
        if entry not in self._laid:
            self.add("Abs", [entry], f"{entry}.size")
            self.add("ReduceMax", [f"{entry}.size"], f"{entry}.most", axes=[-1], keepdims=1)
            self.add("Mul", [f"{entry}.most", "step"], f"{entry}.row")
            self.add("Div", [entry, f"{entry}.row"], f"{entry}.even")
            self._laid[entry] = self.add("QuantizeLinear", [f"{entry}.even", "one", "zero"], f"{entry}.whole")
        parts = [self._laid[entry], matrix[0], "one", matrix[1], "zero"]
        self.add("MatMulIntegerToFloat", parts, f"{output}.even", domain="com.microsoft")
        self.add("Mul", [f"{output}.even", f"{entry}.row"], f"{output}.flat")
        return self.add("Add", [f"{output}.flat", bias], output)

    def normed(self, first: str, second: str, name: str, output: str) -> str:
        """Add two rows and bring each to mean nought and spread one."""
        parts = [first, second, self.keep(f"{name}.weight"), self.keep(f"{name}.bias")]
        return self.add(
            "SkipLayerNormalization", parts, output, domain="com.microsoft", epsilon=self._kind.epsilon
        )

    def layer(self, hidden: str, at: str) -> str:
        """Add one transformer layer."""
        looked = self.attention(hidden, at)
        mixed = self.through(looked, f"{at}attention.output.dense", f"{at}mixed")
        hidden = self.normed(mixed, hidden, f"{at}attention.output.LayerNorm", f"{at}seen")
        wide = self.through(hidden, f"{at}intermediate.dense", f"{at}wide")
        lit = self.add("FastGelu", [wide], f"{at}lit", domain="com.microsoft")
        narrow = self.through(lit, f"{at}output.dense", f"{at}narrow")
        return self.normed(narrow, hidden, f"{at}output.LayerNorm", f"{at}out")

    def attention(self, hidden: str, at: str) -> str:
        """Let each token look at the others of its sentence."""
        order = {"query": [0, 2, 1, 3], "key": [0, 2, 3, 1], "value": [0, 2, 1, 3]}
        for part, places in order.items():
            flat = self.through(hidden, f"{at}attention.self.{part}", f"{at}{part}")
            split = self.add("Reshape", [flat, "heads"], f"{at}{part}.split")
            self.add("Transpose", [split], f"{at}{part}.turned", perm=places)
        scores = self.add("MatMul", [f"{at}query.turned", f"{at}key.turned"], f"{at}scores")
        small = self.add("Mul", [scores, "scale"], f"{at}small")
        seen = self.add("Add", [small, "unseen"], f"{at}masked")
        shares = self.add("Softmax", [seen], f"{at}shares", axis=-1)
        looked = self.add("MatMul", [shares, f"{at}value.turned"], f"{at}looked")
        back = self.add("Transpose", [looked], f"{at}back", perm=[0, 2, 1, 3])
        return self.add("Reshape", [back, "flat"], f"{at}joined")

    def pool(self, hidden: str) -> None:
        """Take the mean over the tokens that are there."""
        self.add("Unsqueeze", ["mask", "last"], "column")
        self.add("Mul", [hidden, "column"], "there")
        self.add("ReduceSum", ["there", "middle"], "sum", keepdims=0)
        self.add("ReduceSum", ["mask", "middle"], "count", keepdims=1)
        self.add("Div", ["sum", "count"], "vectors")

    def written(self, ends: list[object]) -> bytes:
        """Give the whole as bytes."""
        entries = [
            _value("hidden", "sentences", "tokens", self._kind.width),
            _value("mask", "sentences", "tokens"),
        ]
        graph = helper.make_graph(self._nodes, "encoder", entries, ends, list(self._kept.values()))
        opsets = [helper.make_opsetid("", VERSION), helper.make_opsetid("com.microsoft", OWN_VERSION)]
        model: ModelProto = helper.make_model(graph, opset_imports=opsets, ir_version=8)
        return model.SerializeToString()


def _value(name: str, *shape: object) -> object:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))
