package xooai.executors.onnx;

import jakarta.validation.constraints.NotNull;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import xooai.doc.Doc;
import xooai.doc.Tensor;

/// Tensors by name: all inputs, or all outputs, of a network.
///
/// @param tensors the numbers, by the network's own names
public record TensorsDoc(@NotNull Map<String, Tensor> tensors) implements Doc {

    /// Tensors in the order of that map, copied.
    @SuppressWarnings("NullAway") // What comes from a network may be null until it is validated.
    public TensorsDoc {
        tensors = tensors == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }
}
