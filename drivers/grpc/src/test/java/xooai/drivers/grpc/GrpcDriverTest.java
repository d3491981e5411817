package xooai.drivers.grpc;

import xooai.driver.Driver;
import xooai.driver.DriverContract;

final class GrpcDriverTest extends DriverContract {
    @Override
    protected Driver driver() {
        return new GrpcDriver();
    }

    @Override
    protected String address() {
        return "grpc://127.0.0.1:0";
    }
}
