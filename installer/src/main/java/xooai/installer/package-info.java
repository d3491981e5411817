/// Makes packages for the systems that people have, and tests that see every module.
@NullMarked
package xooai.installer;

import org.jspecify.annotations.NullMarked;
