package xooai.drivers.quic;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tech.kwik.flupke.impl.HeadersFrame;
import tech.kwik.qpack.Decoder;
import tech.kwik.qpack.Encoder;

/// Field sections (RFC 9204), decoded and encoded by the qpack library, with what it lacks before it.
///
/// Its decoder takes memory for a string by the length that the string claims, follows references to a dynamic
/// table that we never allowed and drops what it does not find there, and fails with whatever exception comes.
/// So a section is walked once before it is decoded. Its encoder writes the length 255, and some longer ones,
/// so that nobody can read them. And its tables are filled by whoever comes first while others may look: here
/// they are made once.
final class FieldSections {
    /// The longest value and the longest name that the encoder writes right.
    private static final int LONGEST_VALUE = 254;

    private static final int LONGEST_NAME = 134;
    private static final int LAST_STATIC = 98;
    /// What RFC 9114 4.2.2 counts for a field beside its name and value.
    private static final int OF_EACH = 32;

    private static final Decoder DECODER = Decoder.newBuilder().build();
    private static final Encoder ENCODER = Encoder.newBuilder().build();

    private final byte[] block;
    private int at;

    private FieldSections(byte[] block) {
        this.block = block;
    }

    /// The fields of a section, in their order.
    static List<Map.Entry<String, String>> decode(byte[] block) throws Http3Exception {
        new FieldSections(block).check();
        try {
            return DECODER.decodeStream(new ByteArrayInputStream(block));
        } catch (IOException | RuntimeException e) {
            throw undecodable("it cannot be decoded");
        }
    }

    /// The size of a section, as its limit counts it.
    static long size(List<Map.Entry<String, String>> fields) {
        long size = 0;
        for (Map.Entry<String, String> field : fields) {
            size += OF_EACH + field.getKey().length() + field.getValue().length();
        }
        return size;
    }

    /// A HEADERS frame that answers with that status and those fields.
    static byte[] answer(int status, Map<String, String> fields) {
        Map<String, List<String>> lists = new HashMap<>();
        fields.forEach((name, value) -> {
            if (name.length() > LONGEST_NAME || value.length() > LONGEST_VALUE) {
                throw new IllegalArgumentException("a header as long as `" + name + "` is one that qpack breaks");
            }
            lists.put(name, List.of(value));
        });
        HttpHeaders headers = HttpHeaders.of(lists, (_, _) -> true);
        return new HeadersFrame(headers, Map.of(HeadersFrame.PSEUDO_HEADER_STATUS, Integer.toString(status)))
                .toBytes(ENCODER);
    }

    private void check() throws Http3Exception {
        if (integer(8) != 0) {
            throw undecodable("it refers to a dynamic table, and none is allowed");
        }
        integer(7);
        while (at < block.length) {
            int first = block[at] & 0xff;
            if ((first & 0x80) != 0) {
                reference(6, (first & 0x40) != 0);
            } else if ((first & 0x40) != 0) {
                reference(4, (first & 0x10) != 0);
                string(7);
            } else if ((first & 0x20) != 0) {
                string(3);
                string(7);
            } else {
                throw undecodable("it refers to a dynamic table, and none is allowed");
            }
        }
    }

    private void reference(int bits, boolean toStatic) throws Http3Exception {
        if (!toStatic || integer(bits) > LAST_STATIC) {
            throw undecodable("it refers to an entry that there is not");
        }
    }

    private void string(int bits) throws Http3Exception {
        int length = integer(bits);
        if (length > block.length - at) {
            throw undecodable("a string is longer than the section");
        }
        at += length;
    }

    private int integer(int bits) throws Http3Exception {
        int most = (1 << bits) - 1;
        int value = next() & most;
        if (value < most) {
            return value;
        }
        for (int shift = 0; shift <= 14; shift += 7) {
            int more = next();
            value += (more & 0x7f) << shift;
            if ((more & 0x80) == 0) {
                return value;
            }
        }
        throw undecodable("an integer is too large");
    }

    private int next() throws Http3Exception {
        if (at == block.length) {
            throw undecodable("it ends too early");
        }
        return block[at++] & 0xff;
    }

    private static Http3Exception undecodable(String why) {
        return Http3Exception.ofConnection(
                Http3Exception.QPACK_DECOMPRESSION_FAILED, "a field section cannot be read: " + why);
    }
}
