/// Tests of executors and the call stack in front of their endpoints.
@NullMarked
package xooai.executor;

import org.jspecify.annotations.NullMarked;
