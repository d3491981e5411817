package xooai.bench;

import xooai.driver.Server;

/// Serves [Echo] in a process of its own, by the driver that its argument names, until its standard input ends.
final class EchoServer {
    /// The name that it is called by.
    static final String NAME = "echo";

    private EchoServer() {}

    public static void main(String[] arguments) throws java.io.IOException {
        try (Server server = new Echo().as(NAME).serve(arguments[0] + "://127.0.0.1:0")) {
            System.out.println("READY " + server.address());
            while (System.in.read() >= 0) {
                // Whoever started it closes it by closing the pipe.
            }
        }
    }
}
