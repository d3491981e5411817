package xooai.designer.invoke;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import xooai.doc.XooaiException;

/// The outline of a piece of sound: the loudest sample of each of some equal stretches.
///
/// @param peaks from 0 to 1
/// @param seconds how long it is
/// @param format what it is, for a person
record Waveform(List<Float> peaks, double seconds, String format) {
    private static final int BUFFER = 1 << 16;

    /// The outline of uncompressed sound in that many stretches; the sound is read once, in pieces.
    ///
    /// @throws Undrawable when it is compressed, or no sound
    /// @throws IOException when it cannot be read
    static Waveform of(InputStream sound, int stretches) throws IOException {
        try (AudioInputStream raw = AudioSystem.getAudioInputStream(new BufferedInputStream(sound, BUFFER))) {
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
                Outline outline = new Outline(stretches);
                long bytes = read(in, outline, pcm.getFrameSize());
                double seconds = bytes / (double) pcm.getFrameSize() / pcm.getSampleRate();
                String format = String.format(
                        Locale.ROOT,
                        "%.1f s, %.1f kHz, %d channel(s)",
                        seconds,
                        from.getSampleRate() / 1000,
                        from.getChannels());
                return new Waveform(outline.peaks(), seconds, format);
            }
        } catch (XooaiException e) {
            throw e;
        } catch (UnsupportedAudioFileException | EOFException | RuntimeException e) {
            // Readers fail in many ways on headers that are cut off or wrong.
            throw new Undrawable(e);
        }
    }

    /// What was read is nothing that can be drawn.
    static final class Undrawable extends IOException {
        Undrawable(Exception cause) {
            super("only uncompressed sound (WAV, AIFF, AU) can be drawn", cause);
        }
    }

    private static long read(InputStream in, Outline outline, int frame) throws IOException {
        byte[] buffer = new byte[BUFFER / frame * frame];
        long bytes = 0;
        for (int count = in.readNBytes(buffer, 0, buffer.length);
                count > 0;
                count = in.readNBytes(buffer, 0, buffer.length)) {
            bytes += count;
            for (int i = 0; i + 1 < count; i += 2) {
                outline.add((short) ((buffer[i] & 0xff) | (buffer[i + 1] << 8)));
            }
        }
        return bytes;
    }

    /// The loudest samples of so many that nobody knows how many there will be: each place stands for some samples,
    /// and for twice as many whenever the places are full.
    private static final class Outline {
        private static final int FINER = 64;

        private final int stretches;
        private final short[] loudest;
        private long each = 1;
        private long count;

        Outline(int stretches) {
            this.stretches = stretches;
            this.loudest = new short[2 * FINER * stretches];
        }

        void add(int sample) {
            if (count / each == loudest.length) {
                halve();
            }
            int at = (int) (count / each);
            loudest[at] = (short) Math.max(loudest[at], Math.min(Short.MAX_VALUE, Math.abs(sample)));
            count++;
        }

        private void halve() {
            int half = loudest.length / 2;
            for (int i = 0; i < half; i++) {
                loudest[i] = (short) Math.max(loudest[2 * i], loudest[2 * i + 1]);
            }
            java.util.Arrays.fill(loudest, half, loudest.length, (short) 0);
            each *= 2;
        }

        List<Float> peaks() {
            float[] peaks = new float[stretches];
            long places = (count + each - 1) / each;
            for (int i = 0; i < places; i++) {
                int at = (int) (i * each * stretches / count);
                peaks[at] = Math.max(peaks[at], loudest[i] / 32768f);
            }
            List<Float> list = new ArrayList<>(stretches);
            for (float peak : peaks) {
                list.add(peak);
            }
            return List.copyOf(list);
        }
    }
}
