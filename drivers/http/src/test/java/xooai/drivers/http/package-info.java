/// Tests of the HTTP driver.
@NullMarked
package xooai.drivers.http;

import org.jspecify.annotations.NullMarked;
