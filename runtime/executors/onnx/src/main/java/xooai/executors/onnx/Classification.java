package xooai.executors.onnx;

import jakarta.validation.constraints.NotNull;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import xooai.doc.Doc;

/// What a network takes its input for.
///
/// @param label the class with the highest confidence; the first of them when there are several
/// @param confidence how sure the network is of it
/// @param confidences how sure it is of each class, in the order of the network's output
public record Classification(
        @NotNull String label, float confidence, @NotNull Map<String, Float> confidences) implements Doc {

    /// A classification with the confidences in the order of that map, copied.
    @SuppressWarnings("NullAway") // What comes from a network may be null until it is validated.
    public Classification {
        confidences = confidences == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(confidences));
    }
}
