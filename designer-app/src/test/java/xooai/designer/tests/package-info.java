/// Tests of what the designer does with the tests of a flow.
@NullMarked
package xooai.designer.tests;

import org.jspecify.annotations.NullMarked;
