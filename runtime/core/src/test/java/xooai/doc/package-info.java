/// Tests of docs, their content, constraints and schemas.
@NullMarked
package xooai.doc;

import org.jspecify.annotations.NullMarked;
