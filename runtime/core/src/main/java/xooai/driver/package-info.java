/// What carries a call: the interface of every transport, what it serves, and what travels with a call.
@NullMarked
package xooai.driver;

import org.jspecify.annotations.NullMarked;
