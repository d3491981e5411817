package xooai.designer.invoke;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import xooai.designer.shared.Sizes;
import xooai.doc.Content;

/// The beginning of a text, and how much of it there is besides.
///
/// @param more how many bytes are not in it; 0 for none, -1 for some
record TextHead(String text, long more) {
    /// How much of a text is shown.
    static final int MOST = 64 << 10;

    static TextHead of(String text) {
        if (text.length() <= MOST) {
            return new TextHead(text, 0);
        }
        int end = Character.isHighSurrogate(text.charAt(MOST - 1)) ? MOST - 1 : MOST;
        return new TextHead(text.substring(0, end), text.length() - (long) end);
    }

    /// Reads no more of the content than is shown.
    ///
    /// @param size of all of it, or -1
    static TextHead of(Content content, long size) throws IOException {
        try (InputStream in = content.open()) {
            byte[] bytes = in.readNBytes(MOST);
            boolean whole = bytes.length < MOST || in.read() < 0;
            int end = whole ? bytes.length : wholeCharacters(bytes);
            return new TextHead(decoded(bytes, end), whole ? 0 : Math.max(-1, size - end));
        }
    }

    /// Where the last character ends that is there whole.
    private static int wholeCharacters(byte[] bytes) {
        int start = bytes.length - 1;
        while (start > bytes.length - 4 && (bytes[start] & 0xc0) == 0x80) {
            start--;
        }
        int length = (bytes[start] & 0x80) == 0 ? 1 : Integer.numberOfLeadingZeros(~(bytes[start] << 24));
        return start + length <= bytes.length ? bytes.length : start;
    }

    private static String decoded(byte[] bytes, int end) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(bytes, 0, end))
                .toString();
    }

    /// What is said of the rest; empty where there is none.
    String rest() {
        return more == 0 ? "" : more < 0 ? "… and more" : "… " + Sizes.text(more) + " more";
    }
}
