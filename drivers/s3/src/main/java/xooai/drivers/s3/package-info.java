/// A store on S3, or on anything that speaks its protocol: requests are made and signed by the MinIO client's lower
/// level, and sent by OkHttp.
@NullMarked
package xooai.drivers.s3;

import org.jspecify.annotations.NullMarked;
