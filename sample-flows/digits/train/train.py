#!/usr/bin/python3
"""Trains the network of the digits sample and writes its pictures.

Needs Debian's packages alone:

    apt-get install -y --no-install-recommends python3-sklearn python3-onnx python3-numpy python3-pil
    /usr/bin/python3 sample-flows/digits/train/train.py

Writes, beside this folder:

    src/main/resources/xooai/samples/digits/digits.onnx   the network
    pictures/<digit>-<a or b>.png                         20 held-back pictures, two of each digit
    pictures/labels.json                                  what each picture shows
    input.json                                            the pictures as docs, inline

The data are scikit-learn's bundled digits: 1,797 pictures of 8 by 8 pixels from 0 (paper) to 16 (ink).
The picture contract of the sample: dark ink on light paper, any size; the digit fills the picture.
What the network sees: 64 numbers from 0 (paper) to 1 (ink), row by row.
"""

import base64
import json
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from PIL import Image
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

SEED = 7
HIDDEN = 32
SCALE = 8
HERE = pathlib.Path(__file__).resolve().parent
SAMPLE = HERE.parent


def as_picture(pixels):
    """Dark ink on light paper, each of the 8 by 8 pixels a square of SCALE by SCALE."""
    gray = 255 - np.rint(pixels.reshape(8, 8) * 255 / 16).astype(np.uint8)
    return np.kron(gray, np.ones((SCALE, SCALE), dtype=np.uint8))


def as_features(picture):
    """What the sample's preprocessing executor makes of a picture."""
    size = picture.shape[0] // 8
    gray = picture.reshape(8, size, 8, size).mean(axis=(1, 3))
    return ((255 - gray) / 255).astype(np.float32).reshape(64)


def network(model):
    """The trained network as an ONNX graph: two dense layers, ReLU between them, softmax at the end."""
    weights = [w.astype(np.float32) for w in model.coefs_]
    biases = [b.astype(np.float32) for b in model.intercepts_]
    graph = helper.make_graph(
        [
            helper.make_node("Gemm", ["pixels", "weights1", "bias1"], ["sums"]),
            helper.make_node("Relu", ["sums"], ["hidden"]),
            helper.make_node("Gemm", ["hidden", "weights2", "bias2"], ["logits"]),
            helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
        ],
        "digits",
        [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["batch", 64])],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["batch", 10])],
        [
            numpy_helper.from_array(weights[0], "weights1"),
            numpy_helper.from_array(biases[0], "bias1"),
            numpy_helper.from_array(weights[1], "weights2"),
            numpy_helper.from_array(biases[1], "bias2"),
        ],
    )
    made = helper.make_model(
        graph, producer_name="xooai digits sample", opset_imports=[helper.make_opsetid("", 13)]
    )
    made.ir_version = 7
    onnx.checker.check_model(made)
    return made


def encoded(file):
    return base64.b64encode(file.read_bytes()).decode()


def main():
    digits = load_digits()
    features = np.stack([as_features(as_picture(pixels)) for pixels in digits.data])
    train, held_back = train_test_split(
        np.arange(len(features)), test_size=0.25, random_state=SEED, stratify=digits.target
    )
    model = MLPClassifier((HIDDEN,), alpha=1e-3, max_iter=2000, random_state=SEED)
    model.fit(features[train], digits.target[train])

    resources = SAMPLE / "src/main/resources/xooai/samples/digits"
    pictures = SAMPLE / "pictures"
    resources.mkdir(parents=True, exist_ok=True)
    pictures.mkdir(parents=True, exist_ok=True)
    onnx.save(network(model), str(resources / "digits.onnx"))

    # The first two of each digit among those held back, whether the network knows them or not.
    labels = {}
    chosen = []
    for digit in range(10):
        of_digit = [i for i in held_back if digits.target[i] == digit][:2]
        for letter, i in zip("ab", of_digit):
            name = f"{digit}-{letter}.png"
            Image.fromarray(as_picture(digits.data[i])).save(pictures / name, optimize=True)
            labels[name.removesuffix(".png")] = str(digit)
            chosen.append(i)
    (pictures / "labels.json").write_text(json.dumps(labels, indent=2) + "\n")
    docs = [
        {"id": name, "type": "Image", "bytes": encoded(pictures / (name + ".png")), "mediaType": "image/png"}
        for name in labels
    ]
    lines = ",\n".join("    " + json.dumps(doc) for doc in docs)
    (SAMPLE / "input.json").write_text('{\n  "docs": [\n' + lines + "\n  ]\n}\n")

    print(f"training accuracy   {model.score(features[train], digits.target[train]):.4f} of {len(train)}")
    print(f"hold-out accuracy   {model.score(features[held_back], digits.target[held_back]):.4f} of {len(held_back)}")
    print(f"the 20 pictures     {model.score(features[chosen], digits.target[chosen]):.4f} of {len(chosen)}")
    print(f"network             {(resources / 'digits.onnx').stat().st_size} bytes")


if __name__ == "__main__":
    main()
