package xooai.driver;

import xooai.codec.Codec;

/// A codec, as tests are repeated for it.
public enum Wire {
    /// JSON.
    JSON,
    /// msgpack.
    MSGPACK;

    /// The codec.
    public Codec codec() {
        return this == JSON ? Codec.JSON : Codec.MSGPACK;
    }

    /// How that transport is called in this codec.
    public ConnectSettings over(Transport transport) {
        return transport.connecting().withCodec(codec());
    }
}
