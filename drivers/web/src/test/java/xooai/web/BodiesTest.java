package xooai.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodiesTest {

    @Test
    void aBufferGrowsToTheLargestLimit() {
        assertThat(Bodies.larger(0, 100)).isEqualTo(100);
        assertThat(Bodies.larger(8192, 1 << 20)).isEqualTo(32_768);
        assertThat(Bodies.larger(600 << 20, Integer.MAX_VALUE - 8)).isEqualTo(Integer.MAX_VALUE - 8);
    }
}
