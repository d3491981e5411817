package xooai.driver;

final class InProcessDriverTest extends DriverContract {
    @Override
    protected Driver driver() {
        return new InProcessDriver();
    }

    @Override
    protected String address() {
        return "inprocess://0";
    }
}
