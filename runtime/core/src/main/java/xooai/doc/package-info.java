/// The values that flow: docs, arrays of them, their schemas, their content and their errors.
@NullMarked
package xooai.doc;

import org.jspecify.annotations.NullMarked;
