/// Test-invoke: one endpoint called with docs that a person wrote, and docs shown as what they are.
@NullMarked
package xooai.designer.invoke;

import org.jspecify.annotations.NullMarked;
