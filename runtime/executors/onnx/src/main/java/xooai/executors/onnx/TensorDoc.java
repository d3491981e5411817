package xooai.executors.onnx;

import jakarta.validation.constraints.NotNull;
import xooai.doc.Doc;
import xooai.doc.Tensor;

/// One tensor: what a network with one input takes.
///
/// @param tensor the numbers
public record TensorDoc(@NotNull Tensor tensor) implements Doc {}
