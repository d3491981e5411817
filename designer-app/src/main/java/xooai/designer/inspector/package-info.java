/// The selected node, or the flow, as a property sheet.
@NullMarked
package xooai.designer.inspector;

import org.jspecify.annotations.NullMarked;
