/// What every feature of the designer uses: the way to the FX thread, work in the background, icons, search
/// popups.
@NullMarked
package xooai.designer.shared;

import org.jspecify.annotations.NullMarked;
