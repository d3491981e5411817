package xooai.drivers.s3;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import xooai.store.Store;
import xooai.store.StoreProvider;

/// Opens stores at `s3://BUCKET[/PREFIX]`, with what else there is to say in the query:
///
/// - `endpoint=https://host:9000`: where the server is; that of AWS in the region where it is not given.
/// - `region=eu-central-1`: else that of `AWS_REGION` or `AWS_DEFAULT_REGION`, else `us-east-1`.
/// - `path-style=false`: whether the bucket is named in the path, and not in the host; it is where an endpoint is
///   given.
/// - `profile=NAME`: the profile of the AWS credentials file whose keys are used.
/// - `links=1h`: the store gives links by which whoever has one may get content for that long.
/// - `limit=4GiB`: how many bytes one content may have.
/// - `ca=FILE`: a PEM file with the authorities that are believed instead of the system's.
/// - `insecure=true`: plain HTTP to another machine is allowed.
///
/// Keys are never in an address: they come from the environment or from the AWS credentials file. They need the
/// rights `s3:GetObject`, `s3:PutObject`, `s3:ListBucket` and `s3:AbortMultipartUpload`. Nothing is asked of the
/// server when a store is opened: what is wrong with it is told by the first use.
///
/// An upload of many parts whose process is killed leaves its parts in the bucket, where nobody sees them as content:
/// a lifecycle rule with `AbortIncompleteMultipartUpload` has them deleted.
public final class S3StoreProvider implements StoreProvider {

    @Override
    public Set<String> schemes() {
        return Set.of("s3");
    }

    @Override
    public Store open(URI address, Map<String, String> environment) {
        S3Address parsed = S3Address.of(address, environment);
        return new S3Store(parsed, Keys.find(parsed.profile(), environment), Tuning.DEFAULT);
    }
}
