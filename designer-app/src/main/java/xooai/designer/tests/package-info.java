/// The tests of the flow: made of runs, kept in its file, run by one key.
@NullMarked
package xooai.designer.tests;

import org.jspecify.annotations.NullMarked;
