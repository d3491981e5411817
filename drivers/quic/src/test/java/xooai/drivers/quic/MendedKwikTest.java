package xooai.drivers.quic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tech.kwik.core.QuicStream;

/// The module `drivers/kwik` refuses to build once kwik itself is mended; this holds the other end.
class MendedKwikTest {

    @Test
    void theKwikThatIsUsedCountsARequestBeforeItIsSent() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(QuicStream.class.getResourceAsStream("stream/StreamOutputStreamImpl.class"))) {
            List<String> calls = ClassFile.of().parse(in.readAllBytes()).methods().stream()
                    .filter(method -> method.methodName().equalsString("scheduleSendStreamFrameRequest"))
                    .flatMap(method -> method.code().orElseThrow().elementStream())
                    .filter(InvokeInstruction.class::isInstance)
                    .map(element -> ((InvokeInstruction) element).name().stringValue())
                    .toList();

            assertThat(calls).contains("send").startsWith("compareAndSet").doesNotContain("incrementAndGet");
        }
    }
}
