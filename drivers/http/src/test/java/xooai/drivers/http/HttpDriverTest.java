package xooai.drivers.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import xooai.driver.HostileCaller;
import xooai.driver.HostileServer;
import xooai.driver.Transport;
import xooai.driver.WireDriverContract;

class HttpDriverTest extends WireDriverContract {

    @Override
    protected Transport transport() {
        return Transport.plain(new HttpDriver(), "http://127.0.0.1:0");
    }

    @Override
    protected HostileCaller caller(URI server) {
        return new RawHttpCaller(server);
    }

    @Override
    protected HostileServer answering(HostileServer.Ending ending, byte[]... bodies) throws IOException {
        return new RawHttpServer(ending, List.of(bodies));
    }
}
