/// What brings the designer to a machine; so far the tests that see every module.
@NullMarked
package xooai.installer;

import org.jspecify.annotations.NullMarked;
