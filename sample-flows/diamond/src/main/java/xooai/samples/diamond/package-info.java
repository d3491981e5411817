/// A flow of three executors, two side by side and one that joins them, here or elsewhere.
@NullMarked
package xooai.samples.diamond;

import org.jspecify.annotations.NullMarked;
