/// Tests that see every module, and tests of the packages.
@NullMarked
package xooai.installer;

import org.jspecify.annotations.NullMarked;
