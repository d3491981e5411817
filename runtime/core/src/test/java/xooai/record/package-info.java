/// Tests of what is written down of runs.
@NullMarked
package xooai.record;

import org.jspecify.annotations.NullMarked;
