/// How docs and calls are written and read: one envelope, in JSON and in msgpack. The only room with Jackson
/// in it.
@NullMarked
package xooai.codec;

import org.jspecify.annotations.NullMarked;
