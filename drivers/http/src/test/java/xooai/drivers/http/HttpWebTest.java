package xooai.drivers.http;

import xooai.driver.Probe;
import xooai.driver.ServeSettings;
import xooai.web.Tuning;
import xooai.web.WebContract;
import xooai.web.WebPeer;

class HttpWebTest extends WebContract {

    @Override
    protected WebPeer serve(Probe service, ServeSettings settings) {
        return new Served("http://127.0.0.1:0", service, settings, Tuning.DEFAULT);
    }
}
