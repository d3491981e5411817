package xooai.drivers.quic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import xooai.codec.Codec;

class MessageTest {
    private static final int MOST = 1 << 20;

    @Test
    void aMessageTakesMemoryAsItArrives() throws IOException {
        byte[] body = new byte[300_001];
        Arrays.fill(body, (byte) 7);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Message(Message.Kind.FRAME, Codec.JSON, body).write(out);
        byte[] written = out.toByteArray();

        List<Integer> taken = new ArrayList<>();
        Message read = Message.read(new ByteArrayInputStream(written), MOST, taken::add);
        assertThat(read).isNotNull();
        assertThat(read.body()).isEqualTo(body);

        taken.clear();
        byte[] half = Arrays.copyOf(written, 20_000);
        assertThatThrownBy(() -> Message.read(new ByteArrayInputStream(half), MOST, taken::add))
                .isInstanceOf(EOFException.class);
        assertThat(taken.getLast()).isLessThan(100_000);
    }
}
