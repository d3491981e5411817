package xooai.executors.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import xooai.doc.Code;
import xooai.doc.Tensor;
import xooai.doc.XooaiException;

/// Carries tensors into onnxruntime and back.
final class Tensors {
    private Tensors() {}

    static Tensor.@Nullable Dtype dtype(OnnxJavaType type) {
        return switch (type) {
            case BOOL -> Tensor.Dtype.BOOL;
            case UINT8 -> Tensor.Dtype.UINT8;
            case INT8 -> Tensor.Dtype.INT8;
            case INT16 -> Tensor.Dtype.INT16;
            case INT32 -> Tensor.Dtype.INT32;
            case INT64 -> Tensor.Dtype.INT64;
            case FLOAT -> Tensor.Dtype.FLOAT32;
            case DOUBLE -> Tensor.Dtype.FLOAT64;
            case FLOAT16, BFLOAT16, STRING, UNKNOWN -> null;
        };
    }

    private static OnnxJavaType type(Tensor.Dtype dtype) {
        return switch (dtype) {
            case BOOL -> OnnxJavaType.BOOL;
            case UINT8 -> OnnxJavaType.UINT8;
            case INT8 -> OnnxJavaType.INT8;
            case INT16 -> OnnxJavaType.INT16;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
            case FLOAT32 -> OnnxJavaType.FLOAT;
            case FLOAT64 -> OnnxJavaType.DOUBLE;
        };
    }

    /// A native tensor with the same elements. The caller closes it.
    static OnnxTensor toNative(OrtEnvironment environment, Tensor tensor, long[] shape) throws OrtException {
        ByteBuffer data = tensor.data();
        // Native memory in native order: onnxruntime takes a little-endian heap buffer for a big-endian one.
        ByteBuffer direct = ByteBuffer.allocateDirect(data.remaining()).order(ByteOrder.nativeOrder());
        direct.put(data).flip();
        return OnnxTensor.createTensor(environment, direct, shape, type(tensor.dtype()));
    }

    /// The tensor that the network answered, copied out of native memory.
    static Tensor fromNative(String output, OnnxValue value) {
        if (!(value instanceof OnnxTensor tensor)) {
            throw new XooaiException(
                    Code.FAILED_PRECONDITION,
                    "output `" + output + "` is a " + value.getType() + ", and only tensors can be taken");
        }
        TensorInfo info = tensor.getInfo();
        int[] shape = Arrays.stream(info.getShape()).mapToInt(Math::toIntExact).toArray();
        return switch (info.type) {
            case FLOAT16, BFLOAT16 -> Tensor.of(floats(tensor.getFloatBuffer()), shape);
            case STRING, UNKNOWN ->
                throw new XooaiException(
                        Code.FAILED_PRECONDITION,
                        "output `" + output + "` has elements of type " + info.type + ", which tensors cannot hold");
            case BOOL, UINT8, INT8, INT16, INT32, INT64, FLOAT, DOUBLE -> {
                ByteBuffer buffer = tensor.getByteBuffer();
                byte[] data = new byte[buffer.remaining()];
                buffer.get(data);
                yield Tensor.of(Objects.requireNonNull(dtype(info.type)), shape, data);
            }
        };
    }

    private static float[] floats(FloatBuffer buffer) {
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    /// The tensor without its first dimension, which is a batch of one.
    static Tensor withoutBatch(Tensor tensor) {
        int[] shape = tensor.shape();
        if (shape.length == 0 || shape[0] != 1) {
            return tensor;
        }
        byte[] data = new byte[tensor.data().remaining()];
        tensor.data().get(data);
        return Tensor.of(tensor.dtype(), Arrays.copyOfRange(shape, 1, shape.length), data);
    }
}
