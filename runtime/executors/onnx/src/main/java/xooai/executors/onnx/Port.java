package xooai.executors.onnx;

import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.Tensor;
import xooai.doc.XooaiException;

/// One input of a network: its name, and the tensors that it takes.
///
/// @param dtype the type of elements, or null for one that [Tensor] does not have
/// @param shape the extents; below 0 for any
record Port(String name, Tensor.@Nullable Dtype dtype, List<Long> shape, String typeName) {

    static Port of(String name, TensorInfo info) {
        return new Port(
                name,
                Tensors.dtype(info.type),
                Arrays.stream(info.getShape()).boxed().toList(),
                info.type.name());
    }

    /// The shape to feed that tensor in: its own, or with a batch of one before it.
    long[] shapeFor(Tensor tensor) {
        long[] given = Arrays.stream(tensor.shape()).asLongStream().toArray();
        if (tensor.dtype() == dtype) {
            if (fits(given)) {
                return given;
            }
            long[] batched = new long[given.length + 1];
            batched[0] = 1;
            System.arraycopy(given, 0, batched, 1, given.length);
            if (fits(batched)) {
                return batched;
            }
        }
        throw new XooaiException(
                Code.INVALID_ARGUMENT, "input `" + name + "` takes " + this + " and was given " + tensor);
    }

    private boolean fits(long[] given) {
        if (given.length != shape.size()) {
            return false;
        }
        for (int i = 0; i < given.length; i++) {
            if (shape.get(i) >= 0 && shape.get(i) != given[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        String extents = shape.stream()
                .map(extent -> extent < 0 ? "?" : Long.toString(extent))
                .collect(Collectors.joining(", "));
        return (dtype == null ? typeName : dtype.wireName()) + "[" + extents + "]";
    }
}
