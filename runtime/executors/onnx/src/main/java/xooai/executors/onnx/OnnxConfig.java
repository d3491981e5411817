package xooai.executors.onnx;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which network an [OnnxExecutor] runs, and how.
///
/// @param model the network: `classpath:/…` for a resource, else a path, relative to the working directory
/// @param output the output that `apply` and `classify` take; not needed when the network has one
/// @param labels the names of the classes, in the order of the network's output; their numbers where not given
/// @param softmax whether `classify` makes confidences of the output, as for a network that ends without
///     softmax
/// @param threads how many threads one run uses; 1 where not given
public record OnnxConfig(
        @NotBlank String model,
        @Nullable String output,
        @Nullable List<String> labels,
        @Nullable Boolean softmax,
        @Nullable @Min(1) @Max(256) Integer threads) {

    /// That network, with all else as it is usual.
    public static OnnxConfig of(String model) {
        return new OnnxConfig(model, null, null, null, null);
    }

    /// This with those labels.
    public OnnxConfig withLabels(List<String> value) {
        return new OnnxConfig(model, output, value, softmax, threads);
    }

    /// This with softmax over the output or without.
    public OnnxConfig withSoftmax(boolean value) {
        return new OnnxConfig(model, output, labels, value, threads);
    }

    /// This with that output.
    public OnnxConfig withOutput(String value) {
        return new OnnxConfig(model, value, labels, softmax, threads);
    }
}
