/// What the designer keeps on disk: flow files, settings, and the choices a person makes about them.
@NullMarked
package xooai.designer.files;

import org.jspecify.annotations.NullMarked;
