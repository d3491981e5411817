/// Tests of the S3 store, against servers and clients that nobody here wrote.
@NullMarked
package xooai.drivers.s3;

import org.jspecify.annotations.NullMarked;
