package xooai.drivers.grpc;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Keeps grpc-java and Netty from logging what callers may cause at will, and what is answered anyway.
final class Quiet {
    private static final Logger LOG = Logger.getLogger(Quiet.class.getPackageName());
    /// Held, because a logger that nobody holds forgets its level.
    private static final List<Logger> CHATTY = List.of(Logger.getLogger("io.grpc"));

    static {
        for (Logger logger : CHATTY) {
            if (logger.getLevel() == null) {
                logger.setLevel(Level.SEVERE);
            }
        }
    }

    private Quiet() {}

    static void start() {
        // Loading this class has done it.
    }

    static void warn(String message) {
        LOG.log(Level.WARNING, message);
    }
}
