/// QUIC: executors and flows served over HTTP/3 and `xoo/1`, and called over `xoo/1`, a stream for each call, on kwik.
@NullMarked
package xooai.drivers.quic;

import org.jspecify.annotations.NullMarked;
