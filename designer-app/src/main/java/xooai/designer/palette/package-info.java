/// What a flow can be made of: executors of the class path, remote ones by address, and samples.
@NullMarked
package xooai.designer.palette;

import org.jspecify.annotations.NullMarked;
