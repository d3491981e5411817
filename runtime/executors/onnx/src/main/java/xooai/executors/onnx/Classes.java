package xooai.executors.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.Tensor;
import xooai.doc.XooaiException;

/// Turns a network's output, one number for each class, into a [Classification].
final class Classes {
    private final @Nullable List<String> labels;
    private final boolean softmax;

    private Classes(@Nullable List<String> labels, boolean softmax) {
        this.labels = labels;
        this.softmax = softmax;
    }

    static Classes of(OnnxConfig config) {
        List<String> labels = config.labels();
        if (labels != null && labels.stream().distinct().count() < labels.size()) {
            throw new XooaiException(Code.INVALID_ARGUMENT, "two of the labels " + labels + " are equal");
        }
        return new Classes(labels == null ? null : List.copyOf(labels), Boolean.TRUE.equals(config.softmax()));
    }

    Classification of(Tensor output) {
        float[] values = output.toFloats();
        refuseWrongCount(output, values.length);
        if (softmax) {
            toProbabilities(values);
        }
        int best = 0;
        Map<String, Float> confidences = LinkedHashMap.newLinkedHashMap(values.length);
        for (int i = 0; i < values.length; i++) {
            confidences.put(label(i), values[i]);
            best = values[i] > values[best] ? i : best;
        }
        return new Classification(label(best), values[best], confidences);
    }

    private String label(int index) {
        return labels == null ? Integer.toString(index) : labels.get(index);
    }

    private void refuseWrongCount(Tensor output, int count) {
        int[] shape = output.shape();
        boolean oneExample = count > 0 && shape.length > 0 && shape[shape.length - 1] == count;
        if (!oneExample) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "Tried to classify: the network answered " + output
                            + ", not one number for each class; give it one example a doc");
        }
        if (labels != null && labels.size() != count) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "Tried to classify: the network answered " + output + " and `labels` names " + labels.size()
                            + " classes");
        }
    }

    private static void toProbabilities(float[] values) {
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            max = Math.max(max, value);
        }
        double sum = 0;
        for (float value : values) {
            sum += StrictMath.exp(value - max);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (StrictMath.exp(values[i] - max) / sum);
        }
    }
}
