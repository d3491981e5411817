package xooai.designer.invoke;

import java.net.URI;
import java.util.Locale;
import xooai.driver.CallKind;

/// A call over gRPC in Python, with grpcio alone: the one message is small enough to be written by hand, so that
/// nothing has to be generated.
final class PythonGrpc {
    private PythonGrpc() {}

    /// @param docs the docs as a string literal with JSON in it
    static String of(String address, CallKind kind, String docs) {
        URI uri = URI.create(address);
        String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/+", "");
        int slash = path.indexOf('/');
        String executor = slash < 0 ? path : path.substring(0, slash);
        String endpoint = slash < 0 ? "" : path.substring(slash + 1);
        boolean tls = uri.getScheme().toLowerCase(Locale.ROOT).equals("grpcs");
        String channel = tls ? "secure_channel(%s, grpc.ssl_channel_credentials())" : "insecure_channel(%s)";
        boolean stream = kind.streamsOut();
        return """
            import json

            import grpc  # pip install grpcio


            def field(number, data):  # one field of a protobuf message, as xooai.proto has it
                length, size = len(data), bytearray()
                while length > 127:
                    size.append(length & 127 | 128)
                    length >>= 7
                size.append(length)
                return bytes([number << 3 | 2]) + bytes(size) + data


            def body(message):  # field 2 of the answer
                at = 0
                while at < len(message):
                    tag, at = message[at], at + 1
                    value = shift = 0
                    while True:
                        value |= (message[at] & 127) << shift
                        shift, at = shift + 7, at + 1
                        if message[at - 1] < 128:
                            break
                    if tag & 7 == 2:
                        if tag >> 3 == 2:
                            return json.loads(message[at:at + value])
                        at += value


            docs = json.loads(%s)
            request = field(2, json.dumps({"docs": docs}).encode())
            request += field(3, b"%s") + field(4, b"%s")
            with grpc.%s as channel:
                call = channel.unary_%s("/xooai.v1.Executors/%s")
            %s\
            """.formatted(
                        docs,
                        executor,
                        endpoint,
                        channel.formatted("\"" + uri.getRawAuthority() + "\""),
                        stream ? "stream" : "unary",
                        stream ? "Expand" : "Call",
                        stream
                                ? "    for message in call(request):\n        print(body(message))\n"
                                : "    print(body(call(request)))\n");
    }
}
