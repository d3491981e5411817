package xooai.designer.invoke;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/// The outline of a piece of sound: the loudest sample of each of some equal stretches.
///
/// @param peaks from 0 to 1
/// @param seconds how long it is
/// @param format what it is, for a person
record Waveform(List<Float> peaks, double seconds, String format) {

    /// The outline of uncompressed sound in that many stretches.
    ///
    /// @throws IOException when it cannot be read, or is compressed
    static Waveform of(byte[] bytes, int stretches) throws IOException {
        try (AudioInputStream raw = AudioSystem.getAudioInputStream(new ByteArrayInputStream(bytes))) {
            AudioFormat from = raw.getFormat();
            AudioFormat pcm = new AudioFormat(
                    AudioFormat.Encoding.PCM_SIGNED,
                    from.getSampleRate(),
                    16,
                    from.getChannels(),
                    from.getChannels() * 2,
                    from.getSampleRate(),
                    false);
            try (AudioInputStream in = AudioSystem.getAudioInputStream(pcm, raw)) {
                byte[] samples = in.readAllBytes();
                double seconds = samples.length / (double) pcm.getFrameSize() / pcm.getSampleRate();
                String format = String.format(
                        Locale.ROOT,
                        "%.1f s, %.1f kHz, %d channel(s)",
                        seconds,
                        from.getSampleRate() / 1000,
                        from.getChannels());
                return new Waveform(peaks(samples, stretches), seconds, format);
            }
        } catch (UnsupportedAudioFileException | RuntimeException e) {
            // Readers fail in many ways on headers that are cut off or wrong.
            throw new IOException("only uncompressed sound (WAV, AIFF, AU) can be drawn", e);
        }
    }

    private static List<Float> peaks(byte[] samples, int stretches) {
        float[] peaks = new float[stretches];
        int count = samples.length / 2;
        for (int i = 0; i < count; i++) {
            int sample = (short) ((samples[2 * i] & 0xff) | (samples[2 * i + 1] << 8));
            int at = (int) ((long) i * stretches / count);
            peaks[at] = Math.max(peaks[at], Math.abs(sample) / 32768f);
        }
        List<Float> list = new ArrayList<>(stretches);
        for (float peak : peaks) {
            list.add(peak);
        }
        return List.copyOf(list);
    }
}
