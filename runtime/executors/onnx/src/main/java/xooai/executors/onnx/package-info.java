/// Runs neural networks in ONNX format on onnxruntime.
@NullMarked
package xooai.executors.onnx;

import org.jspecify.annotations.NullMarked;
