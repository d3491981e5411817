/// Tests of the tests of flows.
@NullMarked
package xooai.test;

import org.jspecify.annotations.NullMarked;
