package xooai.drivers.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;

/// A request with a chunked body that is sent bit by bit.
final class Chunked {
    private final OutputStream out;

    Chunked(Socket socket, String endpoint, String contentType, String accept) throws IOException {
        this.out = socket.getOutputStream();
        out.write(("POST /probe/" + endpoint + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType
                        + "\r\nAccept: " + accept + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                .getBytes(UTF_8));
        out.flush();
    }

    void line(String line) throws IOException {
        bytes((line + "\n").getBytes(UTF_8));
    }

    void bytes(byte[] bytes) throws IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
        out.write(bytes);
        out.write("\r\n".getBytes(UTF_8));
        out.flush();
    }

    void end() throws IOException {
        out.write("0\r\n\r\n".getBytes(UTF_8));
        out.flush();
    }

    static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /// The next line of a body, past heads and the sizes of chunks.
    static String bodyLine(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("{")) {
                return line;
            }
        }
        throw new IOException("the server closed the connection");
    }
}
