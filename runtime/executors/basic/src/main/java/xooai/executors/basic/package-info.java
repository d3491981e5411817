/// Executors that need nothing but Java: for texts, for pictures, and for trying a flow out.
@NullMarked
package xooai.executors.basic;

import org.jspecify.annotations.NullMarked;
