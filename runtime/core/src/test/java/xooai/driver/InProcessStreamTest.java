package xooai.driver;

class InProcessStreamTest extends StreamContract {
    @Override
    protected Driver driver() {
        return new InProcessDriver();
    }

    @Override
    protected String address() {
        return "inprocess://0";
    }
}
