/// What javac runs: finds executors at compile time, writes their index, and refuses endpoints of a wrong
/// shape.
@NullMarked
package xooai.processor;

import org.jspecify.annotations.NullMarked;
