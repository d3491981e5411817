/// Tests of test-invoke and of what docs are shown as.
@NullMarked
package xooai.designer.invoke;

import org.jspecify.annotations.NullMarked;
