/// The tests that see every module.
@NullMarked
package xooai.installer;

import org.jspecify.annotations.NullMarked;
