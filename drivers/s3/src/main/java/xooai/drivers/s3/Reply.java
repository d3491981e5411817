package xooai.drivers.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// A success, whose body has yet to be read. Whoever has it closes it.
record Reply(Call call, Response response, Interrupts watched) implements AutoCloseable {

    @Nullable
    String header(String name) {
        return response.header(name);
    }

    /// Reads the body; -1 at its end.
    int read(byte[] into, int from, int length) throws IOException {
        InputStream body = response.body().byteStream();
        return watched.wait(() -> body.read(into, from, length));
    }

    /// All of a short body.
    ///
    /// @throws IOException when it is longer than that
    String text(int mostBytes) throws IOException {
        InputStream body = response.body().byteStream();
        byte[] bytes = watched.wait(() -> body.readNBytes(mostBytes + 1));
        if (bytes.length > mostBytes) {
            throw new IOException("an answer is longer than " + mostBytes + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Closes the connection as well: what is left of the body will not be read.
    void abandon() {
        call.cancel();
        close();
    }

    @Override
    public void close() {
        response.close();
        watched.close();
    }
}
