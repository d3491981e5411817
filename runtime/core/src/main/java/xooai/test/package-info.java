/// Runs the tests of a flow and says in what they differ from what is expected: for the command line and the
/// designer the same verdict.
@NullMarked
package xooai.test;

import org.jspecify.annotations.NullMarked;
