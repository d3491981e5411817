/// What does the work: classes with endpoints, here or elsewhere, and the call stack in front of them.
@NullMarked
package xooai.executor;

import org.jspecify.annotations.NullMarked;
