package xooai.codec;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageSizeException;
import org.msgpack.core.MessageUnpacker;

/// Reads msgpack, strictly: string keys, valid UTF-8, finite numbers, no extension types, nothing after the
/// value.
///
/// Lengths are checked against the bytes that are there before anything is made of that length; msgpack-
/// core's own
/// `unpackValue` and `skipValue` do not, and are never used.
final class MsgpackReader extends TokenReader {
    static {
        System.setProperty("msgpack.universal-buffer", "true");
    }

    private final MessageUnpacker unpacker;
    private final int size;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private Object integer = 0L;
    private double decimal;
    private String text = "";
    private byte[] binary = {};
    private boolean done;

    /// An array or map that is open: how many values are still to come, and whether a key is next.
    private static final class Frame {
        final boolean map;
        int left;
        boolean key;

        Frame(boolean map, int left) {
            this.map = map;
            this.left = left;
            this.key = map;
        }
    }

    MsgpackReader(byte[] bytes, int maxDepth) {
        super(maxDepth);
        this.unpacker = MessagePack.newDefaultUnpacker(bytes);
        this.size = bytes.length;
    }

    @Override
    Token read() {
        try {
            return step();
        } catch (MessageInsufficientBufferException e) {
            throw new Malformed("not msgpack: the bytes end in the middle of a value");
        } catch (MessageSizeException e) {
            throw new Malformed("not msgpack: a length is more than the bytes that follow");
        } catch (MessagePackException | IOException e) {
            throw new Malformed("not msgpack: " + e.getMessage());
        }
    }

    private Token step() throws IOException {
        Frame frame = frames.peek();
        if (frame == null) {
            if (done) {
                if (unpacker.hasNext()) {
                    throw new Malformed("there is more after the end of the value");
                }
                return Token.END;
            }
            done = true;
            return one();
        }
        if (frame.left == 0) {
            frames.pop();
            return frame.map ? Token.END_OBJECT : Token.END_ARRAY;
        }
        if (frame.map && frame.key) {
            frame.key = false;
            if (unpacker.getNextFormat().getValueType() != org.msgpack.value.ValueType.STRING) {
                throw new Malformed("a key of a map is not a string");
            }
            text = string();
            return Token.KEY;
        }
        frame.left--;
        frame.key = frame.map;
        return one();
    }

    private Token one() throws IOException {
        MessageFormat format = unpacker.getNextFormat();
        return switch (format.getValueType()) {
            case NIL -> {
                unpacker.unpackNil();
                yield Token.NULL;
            }
            case BOOLEAN -> unpacker.unpackBoolean() ? Token.TRUE : Token.FALSE;
            case INTEGER -> {
                integer = format == MessageFormat.UINT64
                        ? unsigned(unpacker.unpackBigInteger())
                        : (Object) unpacker.unpackLong();
                yield Token.INTEGER;
            }
            case FLOAT -> {
                decimal = unpacker.unpackDouble();
                if (Double.isNaN(decimal) || Double.isInfinite(decimal)) {
                    throw new Malformed("a number is not finite; NaN and infinities are strings");
                }
                yield Token.DECIMAL;
            }
            case STRING -> {
                text = string();
                yield Token.STRING;
            }
            case BINARY -> {
                binary = payload(unpacker.unpackBinaryHeader());
                yield Token.BINARY;
            }
            case ARRAY -> {
                frames.push(new Frame(false, fitting(unpacker.unpackArrayHeader(), 1)));
                yield Token.START_ARRAY;
            }
            case MAP -> {
                frames.push(new Frame(true, fitting(unpacker.unpackMapHeader(), 2)));
                yield Token.START_OBJECT;
            }
            default -> throw new Malformed("extension types are not read");
        };
    }

    private static Object unsigned(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Object) value.longValueExact() : value;
    }

    private String string() throws IOException {
        byte[] raw = payload(unpacker.unpackRawStringHeader());
        if (Utf8.firstMalformed(raw, 0, raw.length) >= 0) {
            throw new Malformed("a string is not valid UTF-8");
        }
        return new String(raw, StandardCharsets.UTF_8);
    }

    private byte[] payload(int length) throws IOException {
        return unpacker.readPayload(fitting(length, 1));
    }

    private int fitting(int count, int bytesEach) {
        if ((long) count * bytesEach > size - unpacker.getTotalReadBytes()) {
            throw new Malformed("not msgpack: a length of " + count + " is more than the bytes that follow");
        }
        return count;
    }

    @Override
    String text() {
        return text;
    }

    @Override
    Object integer() {
        return integer;
    }

    @Override
    double decimal() {
        return token() == Token.INTEGER ? ((Number) integer).doubleValue() : decimal;
    }

    @Override
    byte[] binary() {
        return binary;
    }
}
