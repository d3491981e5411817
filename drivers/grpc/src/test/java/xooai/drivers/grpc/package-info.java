/// Tests of the gRPC driver.
@NullMarked
package xooai.drivers.grpc;

import org.jspecify.annotations.NullMarked;
