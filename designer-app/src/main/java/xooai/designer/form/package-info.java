/// Forms that a schema draws: values checked field by field, with a JSON view beside them.
@NullMarked
package xooai.designer.form;

import org.jspecify.annotations.NullMarked;
