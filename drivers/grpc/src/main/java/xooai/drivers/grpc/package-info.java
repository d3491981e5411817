/// gRPC: executors and flows served and called by one service, on grpc-java.
@NullMarked
package xooai.drivers.grpc;

import org.jspecify.annotations.NullMarked;
