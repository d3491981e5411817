package xooai.doc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xooai.doc.Tensor.Dtype;

/// A tensor is its type, its shape and its little-endian data, and they fit each other.
class TensorTest {

    @ParameterizedTest
    @EnumSource
    void everyElementTypeIsReadLittleEndian(Dtype dtype) {
        ByteBuffer data = ByteBuffer.allocate(2 * dtype.width()).order(ByteOrder.LITTLE_ENDIAN);
        switch (dtype) {
            case FLOAT32 -> data.putFloat(1).putFloat(0);
            case FLOAT64 -> data.putDouble(1).putDouble(0);
            default -> data.put(0, (byte) 1);
        }

        Tensor tensor = Tensor.of(dtype, new int[] {2, 1}, data.array());

        assertThat(tensor.toFloats()).containsExactly(1, 0);
        assertThat(tensor.count()).isEqualTo(2);
        assertThat(Dtype.named(dtype.wireName())).isEqualTo(dtype);
    }

    @Test
    void signsAreThoseOfTheType() {
        byte[] ones = {-1, -1, -1, -1};

        assertThat(Tensor.of(Dtype.UINT8, new int[] {4}, ones).get(3)).isEqualTo(255);
        assertThat(Tensor.of(Dtype.INT8, new int[] {4}, ones).get(3)).isEqualTo(-1);
        assertThat(Tensor.of(Dtype.INT32, new int[] {}, ones).get(0)).isEqualTo(-1);
    }

    @Test
    void theDataIsAsMuchAsTypeAndShapeNeed() {
        assertThatThrownBy(() -> Tensor.of(Dtype.INT16, new int[] {2, 2}, new byte[7]))
                .isInstanceOf(XooaiException.class)
                .hasMessage("a tensor of int16[2, 2] needs 8 bytes of data and has 7");
        assertThatThrownBy(() -> Tensor.of(Dtype.INT8, new int[] {-1}, new byte[0]))
                .hasMessage("a tensor's shape cannot hold -1");
        assertThatThrownBy(() -> Tensor.of(Dtype.INT8, new int[] {1 << 30, 1 << 30}, new byte[0]))
                .hasMessage("a tensor holds at most 2^31 elements");
        assertThat(Tensor.of(Dtype.INT8, new int[] {0, 7}, new byte[0]).count()).isZero();
    }

    @Test
    void anUnknownTypeIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> Dtype.named("float16"))
                .isInstanceOf(XooaiException.class)
                .hasMessage("dtype `float16` is not one of bool, uint8, int8, int16, int32, int64, float32, float64");
    }

    @Test
    void nobodyChangesIt() {
        byte[] data = {1, 2};
        int[] shape = {2};
        Tensor tensor = Tensor.of(Dtype.INT8, shape, data);
        data[0] = 9;
        shape[0] = 9;
        tensor.shape()[0] = 9;

        assertThat(tensor).isEqualTo(Tensor.of(Dtype.INT8, new int[] {2}, new byte[] {1, 2}));
        assertThat(tensor.data().isReadOnly()).isTrue();
        assertThat(tensor.toString()).isEqualTo("int8[2]");
    }

    @Test
    void equalTensorsHaveTypeShapeAndDataInCommon() {
        Tensor row = Tensor.of(new float[] {1, 2}, 1, 2);

        assertThat(row)
                .isEqualTo(Tensor.of(new float[] {1, 2}, 1, 2))
                .hasSameHashCodeAs(Tensor.of(new float[] {1, 2}, 1, 2));
        assertThat(row)
                .isNotEqualTo(Tensor.of(new float[] {1, 2}, 2, 1))
                .isNotEqualTo(Tensor.of(new float[] {1, 3}, 1, 2));
        assertThat(Tensor.of(new float[] {1, 2}).shape()).containsExactly(2);
    }
}
