package xooai.drivers.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import xooai.web.Head;
import xooai.web.WebExchange;

/// A request of HTTP/1.1 or HTTP/2, and its answer, as Jetty has them: past Javalin's own reading and writing.
final class JettyExchange implements WebExchange {
    private static final int SLICE = 32_768;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ServletContextRequest core;
    private final Peer peer;

    JettyExchange(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
        this.core = ServletContextRequest.getServletContextRequest(request);
        this.peer = Peer.of(core);
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return request.getRequestURI();
    }

    @Override
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public List<String> headers(String name) {
        return Collections.list(request.getHeaders(name));
    }

    @Override
    public long contentLength() {
        return request.getContentLengthLong();
    }

    @Override
    public InputStream body() throws IOException {
        return new JettyBody(request.getInputStream(), () -> {});
    }

    @Override
    public InputStream stream() throws IOException {
        peer.beginStream();
        return new JettyBody(request.getInputStream(), peer::endStream);
    }

    @Override
    public String reached() {
        return request.getLocalAddr();
    }

    @Override
    public long began() {
        return core.getBeginNanoTime();
    }

    @Override
    public void answer(Head head, byte[] body) throws IOException {
        send(() -> {
            head(head);
            response.setContentLength(body.length);
            ServletOutputStream out = response.getOutputStream();
            // In slices: the system copies all that is left on every attempt, and a socket takes a part at a time.
            for (int at = 0; at < body.length; at += SLICE) {
                out.write(body, at, Math.min(SLICE, body.length - at));
            }
        });
    }

    @Override
    public void begin(Head head) {
        head(head);
    }

    private void head(Head head) {
        response.setStatus(head.status());
        response.setContentType(head.mediaType());
        head.forEach(response::setHeader);
    }

    @Override
    public void write(byte[] bytes, boolean last) throws IOException {
        send(() -> {
            ServletOutputStream out = response.getOutputStream();
            out.write(bytes);
            if (last) {
                out.close();
            } else {
                out.flush();
            }
        });
    }

    @Override
    public void end() throws IOException {
        send(() -> response.getOutputStream().close());
    }

    private interface Sending {
        void run() throws IOException;
    }

    private static void send(Sending sending) throws IOException {
        try {
            sending.run();
        } catch (HttpException.RuntimeException | IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public boolean isCommitted() {
        return response.isCommitted();
    }

    @Override
    public void leaveBody() {
        if (core.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
            response.setHeader("Connection", "close");
        }
    }

    @Override
    public boolean isGone() {
        return peer.isGone();
    }

    @Override
    public void allow(@Nullable Duration time) {
        peer.allow(time);
    }

    @Override
    public void openEnded() {
        peer.openEnded();
    }

    @Override
    public void abort() {
        peer.close();
    }
}
