/// Tests of both codecs on good and bad input.
@NullMarked
package xooai.codec;

import org.jspecify.annotations.NullMarked;
