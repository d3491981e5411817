/// Tests of the registry of actions.
@NullMarked
package xooai.designer.actions;

import org.jspecify.annotations.NullMarked;
