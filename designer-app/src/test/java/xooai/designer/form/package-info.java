/// Tests of forms.
@NullMarked
package xooai.designer.form;

import org.jspecify.annotations.NullMarked;
