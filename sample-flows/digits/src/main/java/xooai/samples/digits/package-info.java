/// A flow that reads handwritten digits: a picture becomes numbers, and a neural network says what they show.
@NullMarked
package xooai.samples.digits;

import org.jspecify.annotations.NullMarked;
