package xooai.processor;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/// Indexes the executors that javac compiles, and refuses endpoints of a wrong shape, naming method and rule.
///
/// The index is `META-INF/xooai/executors`: a line for each executor, its class and the paths of its endpoints.
@SupportedAnnotationTypes("xooai.executor.Post")
public final class EndpointProcessor extends AbstractProcessor {
    private static final String INDEX = "META-INF/xooai/executors";
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-]{1,63}");

    private final Map<String, Set<String>> executors = new TreeMap<>();
    private final List<Element> origins = new ArrayList<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            Map<TypeElement, List<ExecutableElement>> byClass = new HashMap<>();
            for (ExecutableElement method : ElementFilter.methodsIn(round.getElementsAnnotatedWith(annotation))) {
                if (method.getEnclosingElement() instanceof TypeElement type) {
                    byClass.computeIfAbsent(type, key -> new ArrayList<>()).add(method);
                }
            }
            byClass.forEach(this::add);
        }
        if (round.processingOver() && !executors.isEmpty() && !round.errorRaised()) {
            write();
        }
        return false;
    }

    private void add(TypeElement type, List<ExecutableElement> methods) {
        if (!extendsClass(type.asType(), "xooai.executor.Executor")) {
            refuse(methods.getFirst(), "a method with @Post belongs in a class that extends Executor");
            return;
        }
        Set<String> paths = new TreeSet<>();
        for (ExecutableElement method : methods) {
            String path = path(method);
            check(type, method, path);
            if (!paths.add(path)) {
                refuse(method, "two endpoints have the path `" + path + "`");
            }
        }
        if (!type.getModifiers().contains(Modifier.ABSTRACT)) {
            executors.put(processingEnv.getElementUtils().getBinaryName(type).toString(), paths);
            origins.add(type);
        }
    }

    private void check(TypeElement type, ExecutableElement method, String path) {
        Set<Modifier> modifiers = method.getModifiers();
        if (!modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.STATIC)) {
            refuse(method, "an endpoint is a public method that is not static");
        }
        if (!PATH.matcher(path).matches()) {
            refuse(method, "the path `" + path + "` is not 1 to 63 letters, digits, `_` and `-`");
        }
        if (isReserved(type, path)) {
            refuse(method, "`" + path + "` is a method of Executor; choose another path");
        }
        List<TypeMirror> parameters = new ArrayList<>(
                method.getParameters().stream().map(Element::asType).toList());
        if (parameters.size() == 2 && isClass(parameters.get(1), "xooai.driver.Context")) {
            parameters.removeLast();
        }
        TypeMirror result = method.getReturnType();
        boolean later = isClass(result, "java.util.concurrent.CompletionStage");
        if (later
                && result instanceof DeclaredType stage
                && stage.getTypeArguments().size() == 1) {
            result = stage.getTypeArguments().getFirst();
        }
        boolean streams =
                isStream(result) || parameters.stream().anyMatch(each -> isClass(each, "xooai.doc.DocStream"));
        if (parameters.size() != 1 || !isShape(parameters.getFirst(), result) || (later && streams)) {
            refuse(
                    method,
                    "an endpoint is `DocArray<B> f(DocArray<A>)`, `B f(A)` or `DocArray<B> f(Inputs)`, and may return a"
                            + " CompletionStage of its result; or it takes a DocStream<A>, or returns a Stream<B> or"
                            + " DocStream<B>; with an optional last parameter Context");
        }
    }

    private boolean isShape(TypeMirror taken, TypeMirror given) {
        boolean givesArray = isClass(given, "xooai.doc.DocArray") || isStream(given);
        if (isClass(taken, "xooai.doc.DocStream")) {
            return givesArray || isDoc(given);
        }
        if (isClass(taken, "xooai.executor.Inputs")) {
            return isClass(given, "xooai.doc.DocArray");
        }
        if (isClass(taken, "xooai.doc.DocArray")) {
            return givesArray;
        }
        return isDoc(taken) && (isDoc(given) || isStream(given));
    }

    private boolean isStream(TypeMirror type) {
        return isClass(type, "java.util.stream.Stream") || isClass(type, "xooai.doc.DocStream");
    }

    private boolean isDoc(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                && !isClass(type, "xooai.doc.DocArray")
                && extendsClass(type, "xooai.doc.Doc");
    }

    private boolean isReserved(TypeElement type, String path) {
        TypeElement executor = processingEnv.getElementUtils().getTypeElement("xooai.executor.Executor");
        return executor != null
                && !type.equals(executor)
                && ElementFilter.methodsIn(executor.getEnclosedElements()).stream()
                        .filter(method -> method.getModifiers().contains(Modifier.PUBLIC)
                                || method.getModifiers().contains(Modifier.PROTECTED))
                        .anyMatch(method -> method.getSimpleName().contentEquals(path));
    }

    private boolean isClass(TypeMirror type, String name) {
        return type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && element.getQualifiedName().contentEquals(name);
    }

    private boolean extendsClass(TypeMirror type, String name) {
        TypeElement above = processingEnv.getElementUtils().getTypeElement(name);
        return above != null
                && processingEnv
                        .getTypeUtils()
                        .isSubtype(
                                processingEnv.getTypeUtils().erasure(type),
                                processingEnv.getTypeUtils().erasure(above.asType()));
    }

    private static String path(ExecutableElement method) {
        for (AnnotationMirror annotation : method.getAnnotationMirrors()) {
            if (!annotation.getAnnotationType().toString().equals("xooai.executor.Post")) {
                continue;
            }
            for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> value :
                    annotation.getElementValues().entrySet()) {
                if (value.getKey().getSimpleName().contentEquals("value")
                        && value.getValue().getValue() instanceof String path
                        && !path.isEmpty()) {
                    return path;
                }
            }
        }
        return method.getSimpleName().toString();
    }

    private void refuse(ExecutableElement method, String rule) {
        String name = method.getEnclosingElement() instanceof TypeElement type ? type.getSimpleName() + "." : "";
        processingEnv
                .getMessager()
                .printMessage(Diagnostic.Kind.ERROR, name + method.getSimpleName() + ": " + rule, method);
    }

    private void write() {
        try {
            FileObject file = processingEnv
                    .getFiler()
                    .createResource(StandardLocation.CLASS_OUTPUT, "", INDEX, origins.toArray(Element[]::new));
            try (Writer out = new java.io.OutputStreamWriter(file.openOutputStream(), StandardCharsets.UTF_8)) {
                for (Map.Entry<String, Set<String>> executor : executors.entrySet()) {
                    out.write(executor.getKey() + " " + String.join(" ", executor.getValue()) + "\n");
                }
            }
        } catch (IOException e) {
            processingEnv
                    .getMessager()
                    .printMessage(Diagnostic.Kind.ERROR, "Tried to write " + INDEX + ": " + e.getMessage());
        }
    }
}
