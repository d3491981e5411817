/// QUIC: executors and flows served and called over `xoo/1`, a stream for each call, on kwik.
@NullMarked
package xooai.drivers.quic;

import org.jspecify.annotations.NullMarked;
