package xooai.drivers.s3;

import java.net.URI;
import xooai.store.Store;
import xooai.store.StoreContract;

class S3StoreTest extends StoreContract {
    private S3Server.Bucket bucket = S3Server.shared().newBucket();

    @Override
    protected Store open(long contentBytes) {
        bucket = S3Server.shared().newBucket();
        URI address = URI.create(S3Server.shared().address(bucket) + "&limit=" + contentBytes);
        return Places.open(address, S3Server.environment(), Places.QUICK);
    }

    @Override
    protected Inside inside() {
        return new Inside(Places.contents(bucket), Places.others(bucket));
    }
}
