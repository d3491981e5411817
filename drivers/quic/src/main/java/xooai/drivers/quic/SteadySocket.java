package xooai.drivers.quic;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.locks.LockSupport;

/// A socket whose receiving goes on after a failure: kwik's server ends the whole process on one.
final class SteadySocket extends DatagramSocket {
    private static final long PAUSE_NANOS = 10_000_000;

    SteadySocket(InetSocketAddress address) throws SocketException {
        super(address);
    }

    @Override
    public void receive(DatagramPacket packet) throws IOException {
        while (true) {
            try {
                super.receive(packet);
                return;
            } catch (IOException e) {
                if (isClosed()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
