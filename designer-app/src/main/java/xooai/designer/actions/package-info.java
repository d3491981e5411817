/// Everything a person can do, once: the registry that feeds the menu, the toolbar, the keys, the command
/// search and the key sheet.
@NullMarked
package xooai.designer.actions;

import org.jspecify.annotations.NullMarked;
