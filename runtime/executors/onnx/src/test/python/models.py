#!/usr/bin/python3
"""Writes the tiny models that the tests of the ONNX executor run.

Needs Debian's python3-onnx and python3-numpy alone: /usr/bin/python3 models.py
"""

import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

MODELS = pathlib.Path(__file__).resolve().parent.parent / "resources/models"


def value(name, shape, dtype=TensorProto.FLOAT):
    return helper.make_tensor_value_info(name, dtype, shape)


def save(name, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(constants))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 7
    onnx.checker.check_model(model)
    onnx.save(model, str(MODELS / (name + ".onnx")))


def node(kind, inputs, outputs, **attributes):
    return helper.make_node(kind, inputs, outputs, **attributes)


# Scores of three classes from two numbers, before softmax.
save(
    "classes",
    [node("Gemm", ["x", "weights", "bias"], ["scores"])],
    [value("x", ["batch", 2])],
    [value("scores", ["batch", 3])],
    [
        numpy_helper.from_array(np.array([[1, 0, -1], [0, 1, -1]], np.float32), "weights"),
        numpy_helper.from_array(np.array([0, 0, 0.5], np.float32), "bias"),
    ],
)

# Two inputs of different types, two outputs.
save(
    "two",
    [
        node("Cast", ["b"], ["b_float"], to=TensorProto.FLOAT),
        node("Add", ["a", "b_float"], ["sum"]),
        node("Identity", ["b"], ["same"]),
    ],
    [value("a", [2]), value("b", [2], TensorProto.INT64)],
    [value("sum", [2]), value("same", [2], TensorProto.INT64)],
)

# Each type of elements through unchanged.
TYPES = {
    "bool": TensorProto.BOOL,
    "uint8": TensorProto.UINT8,
    "int8": TensorProto.INT8,
    "int16": TensorProto.INT16,
    "int32": TensorProto.INT32,
    "int64": TensorProto.INT64,
    "float32": TensorProto.FLOAT,
    "float64": TensorProto.DOUBLE,
}
save(
    "types",
    [node("Identity", ["in_" + name], ["out_" + name]) for name in TYPES],
    [value("in_" + name, ["n"], dtype) for name, dtype in TYPES.items()],
    [value("out_" + name, ["n"], dtype) for name, dtype in TYPES.items()],
)

# Counts up to the given number, one step at a time: as slow as one likes.
body = helper.make_graph(
    [node("Identity", ["go"], ["go_on"]), node("Add", ["count", "one"], ["count_next"])],
    "step",
    [value("i", [], TensorProto.INT64), value("go", [], TensorProto.BOOL), value("count", [1])],
    [value("go_on", [], TensorProto.BOOL), value("count_next", [1])],
    [numpy_helper.from_array(np.array([1], np.float32), "one")],
)
save(
    "count",
    [
        node("Squeeze", ["steps"], ["trips"]),
        node("Loop", ["trips", "", "zero"], ["counted"], body=body),
    ],
    [value("steps", [1], TensorProto.INT64)],
    [value("counted", [1])],
    [numpy_helper.from_array(np.array([0], np.float32), "zero")],
)
