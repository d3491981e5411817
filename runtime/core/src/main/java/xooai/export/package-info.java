/// What takes a flow elsewhere: the runnable jar.
@NullMarked
package xooai.export;

import org.jspecify.annotations.NullMarked;
