package xooai.codec;

import java.util.function.Consumer;

/// Msgpack.
final class MsgpackCodec extends TokenCodec {
    @Override
    public String name() {
        return "msgpack";
    }

    @Override
    public String mediaType() {
        return "application/msgpack";
    }

    @Override
    TokenReader reader(byte[] bytes, int maxDepth) {
        return new MsgpackReader(bytes, maxDepth);
    }

    @Override
    byte[] write(Consumer<TokenWriter> writing) {
        try (MsgpackWriter out = new MsgpackWriter()) {
            writing.accept(out);
            return out.bytes();
        }
    }
}
