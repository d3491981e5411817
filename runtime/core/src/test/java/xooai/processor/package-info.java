/// Tests of the annotation processor on sources compiled in memory.
@NullMarked
package xooai.processor;

import org.jspecify.annotations.NullMarked;
