package xooai.drivers.quic;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.handler.codec.quic.Quic;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import xooai.driver.ServeSettings;
import xooai.driver.Service;
import xooai.web.FilesContract;
import xooai.web.WebPeer;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Http3FilesTest extends FilesContract {

    @BeforeAll
    static void needQuiche() {
        assumeTrue(Quic.isAvailable(), "no native QUIC for this system");
    }

    @Override
    protected WebPeer serve(Service service, ServeSettings settings) throws Exception {
        return new NettyHttp3Peer(new QuicDriver().serve(URI.create("quic://127.0.0.1:0"), service, settings));
    }
}
