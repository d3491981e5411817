package xooai.drivers.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpException;
import xooai.web.UnreadableBodyException;

/// A body as Jetty reads it, whose failures are all [IOException]: Jetty also throws its own unchecked ones.
final class JettyBody extends FilterInputStream {
    private final Runnable ended;

    /// @param ended is run at the end of the body
    JettyBody(InputStream in, Runnable ended) {
        super(in);
        this.ended = ended;
    }

    @Override
    public int read() throws IOException {
        try {
            return told(in.read());
        } catch (IOException | HttpException.RuntimeException e) {
            throw unreadable(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return told(in.read(buffer, offset, length));
        } catch (IOException | HttpException.RuntimeException e) {
            throw unreadable(e);
        }
    }

    private int told(int read) {
        if (read < 0) {
            ended.run();
        }
        return read;
    }

    private static IOException unreadable(Exception e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof HttpException http) {
                return new UnreadableBodyException(http.getCode(), http.getReason(), e);
            }
        }
        return e instanceof IOException io ? io : new IOException(e.getMessage(), e);
    }
}
