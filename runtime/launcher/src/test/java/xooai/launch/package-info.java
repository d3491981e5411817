/// Tests of the launcher.
@NullMarked
package xooai.launch;

import org.jspecify.annotations.NullMarked;
