package xooai.drivers.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import xooai.driver.Failures;

/// The body of an answer that goes on where it was when its connection is cut, as long as the server says that it is
/// still the same (RFC 9110, sections 13.1.5 and 14). Used by one thread.
final class ResumedBody extends InputStream {
    private static final int MOST_CUTS = 3;
    private static final int PART = 206;

    private final Asking asking;
    private final String shown;
    private final @Nullable String validator;
    private final long length;
    private Response response;
    private InputStream in;
    private long position;
    private int cuts;

    /// Asks for the rest.
    @FunctionalInterface
    interface Asking {
        /// The answer from that byte on, where it is still what the validator says.
        Response from(long position, String validator) throws IOException;
    }

    /// @param shown where it comes from, for messages
    ResumedBody(Response response, Asking asking, String shown) {
        this.asking = asking;
        this.shown = shown;
        this.response = response;
        this.in = response.body().byteStream();
        this.length = response.body().contentLength();
        this.validator = validator(response);
    }

    /// A strong tag alone says that bytes are the same.
    private static @Nullable String validator(Response response) {
        String tag = response.header("ETag");
        boolean ranges = "bytes".equalsIgnoreCase(response.header("Accept-Ranges"));
        return ranges && tag != null && !tag.startsWith("W/") ? tag : null;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int size) throws IOException {
        while (true) {
            try {
                int count = in.read(into, offset, size);
                if (count > 0) {
                    position += count;
                    cuts = 0;
                }
                return count;
            } catch (InterruptedIOException e) {
                // Its time is over, or its reader is.
                throw failed(e);
            } catch (IOException e) {
                resume(e);
            }
        }
    }

    private void resume(IOException why) throws IOException {
        cuts++;
        if (validator == null || length < 0 || cuts > MOST_CUTS) {
            throw failed(why);
        }
        response.close();
        response = asking.from(position, validator);
        String range = String.valueOf(response.header("Content-Range"));
        if (response.code() != PART || !range.startsWith("bytes " + position + "-") || !range.endsWith("/" + length)) {
            response.close();
            throw failed(why);
        }
        in = response.body().byteStream();
    }

    private IOException failed(IOException e) {
        String why = e instanceof InterruptedIOException ? "it took too long" : Failures.sayWhy(e);
        return new IOException(
                "fetching " + shown + " failed after " + position + " bytes" + (length < 0 ? "" : " of " + length)
                        + ": " + why,
                e);
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() {
        response.close();
    }
}
