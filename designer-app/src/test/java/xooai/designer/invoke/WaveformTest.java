package xooai.designer.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

final class WaveformTest {
    @Test
    void thePeaksFollowTheSound() throws IOException {
        Waveform wave = Waveform.of(new ByteArrayInputStream(wav(8000)), 10);
        assertThat(wave.seconds()).isEqualTo(1.0);
        assertThat(wave.peaks().get(0)).isZero();
        assertThat(wave.peaks().get(9)).isGreaterThan(0.9f);
    }

    @Test
    void whatIsNoSoundSaysSo() {
        assertThatThrownBy(() -> Waveform.of(new ByteArrayInputStream(new byte[] {1, 2, 3}), 10))
                .hasMessageContaining("only uncompressed sound");
    }

    /// A second of 16-bit sound, silent in its first half and loud in its second.
    static byte[] wav(int rate) throws IOException {
        byte[] samples = new byte[rate * 2];
        for (int i = rate / 2; i < rate; i++) {
            short sample = (short) (i % 2 == 0 ? 32000 : -32000);
            samples[2 * i] = (byte) sample;
            samples[2 * i + 1] = (byte) (sample >> 8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AudioFormat format = new AudioFormat(rate, 16, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(samples), format, rate), AudioFileFormat.Type.WAVE, out);
        return out.toByteArray();
    }
}
