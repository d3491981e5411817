/// Tests of what the designer keeps on disk.
@NullMarked
package xooai.designer.files;

import org.jspecify.annotations.NullMarked;
