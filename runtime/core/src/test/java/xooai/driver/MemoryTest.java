package xooai.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import xooai.doc.Code;
import xooai.doc.XooaiException;

class MemoryTest {
    private static final int MOST = 1 << 20;

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        Memory memory = new Memory(MOST);
        for (int i = 0; i < 10; i++) {
            try (Memory.Share share = memory.new Share()) {
                share.take(MOST / 2);
                share.take(MOST);
                share.take(10);
            }
        }
        Memory.Share all = memory.new Share();
        all.take(MOST);
        Memory.Share another = memory.new Share();
        another.take(1_000);
        assertThatThrownBy(() -> another.take(MOST / 2))
                .isInstanceOfSatisfying(
                        XooaiException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
        all.close();
        another.take(MOST / 2);
        another.close();
    }
}
