package xooai.drivers.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.Drainable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import xooai.codec.Codec;
import xooai.doc.Code;
import xooai.drivers.grpc.v1.Message;

/// What is read and written by hand is what protobuf itself reads and writes.
class PacketTest {
    private static final byte[] BODY = "{\"docs\":[]}".getBytes(UTF_8);
    private static final Message MESSAGE = Message.newBuilder()
            .setCodec(xooai.drivers.grpc.v1.Codec.MSGPACK)
            .setBody(ByteString.copyFrom(BODY))
            .setExecutor("größer")
            .setEndpoint("echo")
            .build();

    private static Packet parsed(byte[] bytes) {
        return Packet.MARSHALLER.parse(new ByteArrayInputStream(bytes));
    }

    private static void assertUnreadable(byte[] bytes) {
        assertThat(Objects.requireNonNull(parsed(bytes).problem()).code()).isEqualTo(Code.INVALID_ARGUMENT);
    }

    @Test
    void protobufReadsWhatIsDrained() throws IOException {
        ByteArrayOutputStream drained = new ByteArrayOutputStream();
        InputStream written = Packet.MARSHALLER.stream(Packet.opening(Codec.MSGPACK, BODY, "größer", "echo"));
        int length = written.available();

        assertThat(((Drainable) written).drainTo(drained)).isEqualTo(length).isEqualTo(drained.size());
        assertThat(Message.parseFrom(drained.toByteArray())).isEqualTo(MESSAGE);
        assertThat(written.available()).isZero();
    }

    @Test
    void protobufReadsWhatIsReadByteByByteAndThenAtOnce() throws IOException {
        InputStream written = Packet.MARSHALLER.stream(Packet.of(Codec.JSON, BODY));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            read.write(written.read());
        }
        read.writeBytes(written.readAllBytes());

        Message message = Message.parseFrom(read.toByteArray());
        assertThat(message.getCodec()).isEqualTo(xooai.drivers.grpc.v1.Codec.JSON);
        assertThat(message.getBody().toByteArray()).isEqualTo(BODY);
        assertThat(written.read()).isEqualTo(-1);
    }

    @Test
    void whatProtobufWroteIsRead() {
        Packet packet = parsed(MESSAGE.toByteArray());

        assertThat(packet.codec(Codec.JSON)).isSameAs(Codec.MSGPACK);
        assertThat(packet.body(BODY.length)).isEqualTo(BODY);
        assertThat(packet.executor()).isEqualTo("größer");
        assertThat(packet.endpoint()).isEqualTo("echo");
    }

    @Test
    void nothingAtAllIsAnEmptyMessage() {
        Packet packet = parsed(new byte[0]);

        assertThat(packet.codec(Codec.JSON)).isSameAs(Codec.JSON);
        assertThat(packet.body(0)).isEmpty();
    }

    @Test
    void fieldsThatAreNotKnownArePassedOver() {
        UnknownFieldSet.Field group = UnknownFieldSet.Field.newBuilder()
                .addGroup(UnknownFieldSet.newBuilder().build())
                .addVarint(7)
                .addLengthDelimited(ByteString.copyFromUtf8("later"))
                .build();
        UnknownFieldSet later = UnknownFieldSet.newBuilder().addField(99, group).build();

        Packet packet =
                parsed(MESSAGE.toBuilder().setUnknownFields(later).build().toByteArray());

        assertThat(packet.body(BODY.length)).isEqualTo(BODY);
    }

    @Test
    void theLastOfAFieldThatComesTwiceCounts() {
        byte[] twice = MESSAGE.toByteString()
                .concat(Message.newBuilder()
                        .setBody(ByteString.copyFromUtf8("{}"))
                        .build()
                        .toByteString())
                .toByteArray();

        assertThat(parsed(twice).body(2)).asString(UTF_8).isEqualTo("{}");
        assertThat(parsed(twice).endpoint()).isEqualTo("echo");
    }

    @Test
    void aMessageThatIsCutIsUnreadable() {
        byte[] whole = MESSAGE.toByteArray();
        byte[] cut = new byte[whole.length - 1];
        System.arraycopy(whole, 0, cut, 0, cut.length);

        assertUnreadable(cut);
    }

    @Test
    void aBodyThatSaysItIsHugeTakesNoMemoryAndIsUnreadable() {
        assertUnreadable(new byte[] {0x12, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 1});
    }

    @Test
    void aNameThatIsNoUtf8IsUnreadable() {
        assertUnreadable(new byte[] {0x1a, 1, (byte) 0xff});
    }

    @Test
    void aGroupThatEndsWithoutABeginningIsUnreadable() {
        assertUnreadable(new byte[] {0x0c});
    }
}
