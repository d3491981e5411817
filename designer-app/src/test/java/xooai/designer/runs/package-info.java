/// Tests of runs, of what is fresh and of what is pinned.
@NullMarked
package xooai.designer.runs;

import org.jspecify.annotations.NullMarked;
