/// Tests of the QUIC driver.
@NullMarked
package xooai.drivers.quic;

import org.jspecify.annotations.NullMarked;
