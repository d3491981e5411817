package xooai.doc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An array of numbers of one type in any number of dimensions: a field of a doc, not a doc itself.
///
/// The data is little-endian in row-major order, as in NumPy's C order. Immutable.
public final class Tensor {

    /// The type of every element.
    public enum Dtype {
        BOOL(1),
        UINT8(1),
        INT8(1),
        INT16(2),
        INT32(4),
        INT64(8),
        FLOAT32(4),
        FLOAT64(8);

        private final int width;

        Dtype(int width) {
            this.width = width;
        }

        /// Bytes an element.
        public int width() {
            return width;
        }

        /// The name on the wire, as NumPy spells it: `float32`.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The type of that wire name.
        ///
        /// @throws XooaiException with [Code#INVALID_ARGUMENT] for a name that is none
        public static Dtype named(String wireName) {
            for (Dtype dtype : values()) {
                if (dtype.wireName().equals(wireName)) {
                    return dtype;
                }
            }
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "dtype `" + (wireName.length() > 32 ? wireName.substring(0, 32) + "…" : wireName)
                            + "` is not one of "
                            + Arrays.stream(values()).map(Dtype::wireName).collect(Collectors.joining(", ")));
        }
    }

    private final Dtype dtype;
    private final int[] shape;
    private final byte[] data;

    private Tensor(Dtype dtype, int[] shape, byte[] data) {
        this.dtype = dtype;
        this.shape = shape;
        this.data = data;
    }

    /// A tensor of that type and shape over those bytes, copied.
    ///
    /// @throws XooaiException with [Code#INVALID_ARGUMENT] when the bytes are not as many as type and
    ///     shape need
    public static Tensor of(Dtype dtype, int[] shape, byte[] littleEndianData) {
        long count = 1;
        for (int extent : shape) {
            if (extent < 0) {
                throw new XooaiException(Code.INVALID_ARGUMENT, "a tensor's shape cannot hold " + extent);
            }
            count = Math.multiplyExact(count, (long) extent);
            if (count > Integer.MAX_VALUE) {
                throw new XooaiException(Code.INVALID_ARGUMENT, "a tensor holds at most 2^31 elements");
            }
        }
        if (count * dtype.width() != littleEndianData.length) {
            throw new XooaiException(
                    Code.INVALID_ARGUMENT,
                    "a tensor of " + dtype.wireName() + Arrays.toString(shape) + " needs " + count * dtype.width()
                            + " bytes of data and has " + littleEndianData.length);
        }
        return new Tensor(dtype, shape.clone(), littleEndianData.clone());
    }

    /// A `float32` tensor of that shape.
    public static Tensor of(float[] values, int... shape) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return of(Dtype.FLOAT32, shape.length == 0 ? new int[] {values.length} : shape, buffer.array());
    }

    /// The type of every element.
    public Dtype dtype() {
        return dtype;
    }

    /// The extent of each dimension, outermost first; a copy.
    public int[] shape() {
        return shape.clone();
    }

    /// How many elements there are.
    public int count() {
        return data.length / dtype.width();
    }

    /// The elements, little-endian, row-major; read-only.
    public ByteBuffer data() {
        return ByteBuffer.wrap(data).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /// One element by its place in row-major order, as a double.
    public double get(int index) {
        ByteBuffer buffer = data();
        int at = index * dtype.width();
        return switch (dtype) {
            case BOOL, INT8 -> buffer.get(at);
            case UINT8 -> buffer.get(at) & 0xff;
            case INT16 -> buffer.getShort(at);
            case INT32 -> buffer.getInt(at);
            case INT64 -> (double) buffer.getLong(at);
            case FLOAT32 -> buffer.getFloat(at);
            case FLOAT64 -> buffer.getDouble(at);
        };
    }

    /// All elements as `float`.
    public float[] toFloats() {
        float[] floats = new float[count()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) get(i);
        }
        return floats;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tensor that
                && dtype == that.dtype
                && Arrays.equals(shape, that.shape)
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * dtype.hashCode() + Arrays.hashCode(shape)) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return dtype.wireName() + Arrays.toString(shape);
    }
}
