package xooai.export;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantPool;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The classes that a class names: in its code, its signatures with their generics, its annotations, and
/// its texts, for those it loads by name.
///
/// Rather one too many than one too few: a class that is named and never used costs some bytes, one that is
/// missing fails at run time.
final class References {
    private static final Pattern IN_SIGNATURE = Pattern.compile("L([\\p{javaJavaIdentifierPart}/]+)[;<]");
    private static final Pattern DOTTED_NAME =
            Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
                    + "(?:\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)+");
    private static final int LONGEST_NAME = 300;

    private References() {}

    /// The internal names of all of them, without those of the JDK.
    static Set<String> of(byte[] classFile) {
        Set<String> names = new HashSet<>();
        ConstantPool pool = ClassFile.of().parse(classFile).constantPool();
        for (PoolEntry entry : pool) {
            switch (entry) {
                case ClassEntry type -> addClass(type.asInternalName(), names);
                case Utf8Entry text -> addText(text.stringValue(), names);
                default -> {}
            }
        }
        return names;
    }

    private static void addClass(String name, Set<String> names) {
        if (!name.startsWith("[")) {
            add(name, names);
        }
    }

    private static void addText(String text, Set<String> names) {
        if (text.indexOf(';') > 0) {
            Matcher matcher = IN_SIGNATURE.matcher(text);
            while (matcher.find()) {
                add(matcher.group(1), names);
            }
        } else if (text.length() < LONGEST_NAME
                && text.indexOf('.') > 0
                && DOTTED_NAME.matcher(text).matches()) {
            add(text.replace('.', '/'), names);
        }
    }

    private static void add(String name, Set<String> names) {
        if (!name.startsWith("java/")) {
            names.add(name);
        }
    }
}
