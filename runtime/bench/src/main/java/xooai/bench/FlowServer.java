package xooai.bench;

import xooai.driver.Server;
import xooai.flow.Flow;

/// Serves the diamond in a process of its own until its standard input ends.
final class FlowServer {
    private FlowServer() {}

    public static void main(String[] arguments) throws java.io.IOException {
        try (Flow flow = Flows.diamond().build();
                Server server = flow.serve("http://127.0.0.1:0")) {
            System.out.println("READY " + server.address());
            while (System.in.read() >= 0) {
                // Whoever started it closes it by closing the pipe.
            }
        }
    }
}
