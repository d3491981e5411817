package xooai.drivers.s3;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// A success, whose body has yet to be read. Whoever has it closes it.
record Reply(Call call, Response response) implements AutoCloseable {

    @Nullable
    String header(String name) {
        return response.header(name);
    }

    InputStream body() {
        return response.body().byteStream();
    }

    /// All of a short body.
    ///
    /// @throws IOException when it is longer than that
    String text(int mostBytes) throws IOException {
        byte[] bytes = body().readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
            throw new IOException("an answer is longer than " + mostBytes + " bytes");
        }
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    /// Closes the connection as well: what is left of the body will not be read.
    void abandon() {
        call.cancel();
        response.close();
    }

    @Override
    public void close() {
        response.close();
    }
}
