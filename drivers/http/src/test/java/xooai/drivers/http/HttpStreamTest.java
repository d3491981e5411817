package xooai.drivers.http;

import xooai.driver.Driver;
import xooai.driver.StreamContract;

class HttpStreamTest extends StreamContract {

    @Override
    protected Driver driver() {
        return new HttpDriver();
    }

    @Override
    protected String address() {
        return "http://127.0.0.1:0";
    }
}
