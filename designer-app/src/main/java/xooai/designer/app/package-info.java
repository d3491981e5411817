/// The designer put together: the window, its start and its end.
@NullMarked
package xooai.designer.app;

import org.jspecify.annotations.NullMarked;
