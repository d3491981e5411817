package xooai.drivers.grpc;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import xooai.driver.HostileCaller;
import xooai.driver.HostileServer;
import xooai.driver.Transport;
import xooai.driver.WireDriverContract;

class GrpcDriverTest extends WireDriverContract {

    @Override
    protected Transport transport() {
        return Transport.plain(new GrpcDriver(), "grpc://127.0.0.1:0");
    }

    @Override
    protected HostileCaller caller(URI server) {
        return new RawGrpcCaller(server);
    }

    @Override
    protected HostileServer answering(HostileServer.Ending ending, byte[]... bodies) throws IOException {
        return new RawGrpcServer(ending, List.of(bodies));
    }

    @Override
    protected boolean endIsAMessage() {
        return false;
    }
}
