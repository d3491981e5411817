package xooai.codec;

import java.util.function.Consumer;

/// JSON (RFC 8259) in UTF-8.
final class JsonCodec extends TokenCodec {
    @Override
    public String name() {
        return "json";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    TokenReader reader(byte[] bytes, int maxDepth) {
        return new JsonReader(bytes, maxDepth);
    }

    @Override
    byte[] write(Consumer<TokenWriter> writing) {
        try (JsonWriter out = new JsonWriter()) {
            writing.accept(out);
            return out.bytes();
        }
    }
}
