package xooai.drivers.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Takes the requests that ask for a WebSocket before Javalin sees them, which would upgrade them unguarded.
final class WebSocketFilter implements Filter {
    private final WebSocketRoute route;

    WebSocketFilter(WebSocketRoute route) {
        this.route = route;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && http.getHeader("Sec-WebSocket-Version") != null) {
            route.handle(http, answer);
        } else {
            chain.doFilter(request, response);
        }
    }
}
