package xooai.drivers.http;

import xooai.driver.ServeSettings;
import xooai.driver.Service;
import xooai.web.FilesContract;
import xooai.web.Tuning;
import xooai.web.WebPeer;

class HttpFilesTest extends FilesContract {

    @Override
    protected WebPeer serve(Service service, ServeSettings settings) {
        return new Served("http://127.0.0.1:0", service, settings, Tuning.DEFAULT);
    }
}
