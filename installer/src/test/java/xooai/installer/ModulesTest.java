package xooai.installer;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The arrows between modules, over all of them at once: down only.
@AnalyzeClasses(packages = "xooai")
class ModulesTest {
    private static final String[] CORE = {
        "xooai.doc..",
        "xooai.codec..",
        "xooai.store..",
        "xooai.driver..",
        "xooai.executor..",
        "xooai.flow..",
        "xooai.export..",
        "xooai.processor.."
    };

    @ArchTest
    static final ArchRule coreUsesNoOtherModule = noClasses()
            .that(resideInAnyPackage(CORE))
            .should()
            .dependOnClassesThat(resideInAPackage("xooai..").and(not(resideInAnyPackage(CORE))));

    /// `web` is no driver: what those have in common that speak a version of HTTP.
    @ArchTest
    static final ArchRule driversUseCoreAndWebAlone = noClasses()
            .that(resideInAPackage("xooai.drivers.."))
            .should()
            .dependOnClassesThat(resideInAPackage("xooai..")
                    .and(not(resideInAnyPackage(CORE)))
                    .and(not(resideInAnyPackage("xooai.drivers..", "xooai.web.."))));

    @ArchTest
    static final ArchRule webUsesCoreAlone = noClasses()
            .that(resideInAPackage("xooai.web.."))
            .should()
            .dependOnClassesThat(resideInAPackage("xooai..")
                    .and(not(resideInAnyPackage(CORE)))
                    .and(not(resideInAPackage("xooai.web.."))));

    @ArchTest
    static final ArchRule webKnowsNoTransport = noClasses()
            .that(resideInAPackage("xooai.web.."))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("jakarta.servlet..", "org.eclipse.jetty..", "io.javalin..", "tech.kwik.."));

    @ArchTest
    static final ArchRule driversDoNotUseEachOther =
            slices().matching("xooai.drivers.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule theDesignerAndTheCommandLineSeeDriversAndExecutorsThroughTheirInterfacesAlone = noClasses()
            .that(resideInAnyPackage("xooai.designer..", "xooai.cli..", "xooai.launch.."))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("xooai.drivers..", "xooai.web..", "xooai.executors..", "xooai.samples.."));

    @ArchTest
    static final ArchRule samplesUseCoreAndExecutorsAlone = noClasses()
            .that(resideInAPackage("xooai.samples.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "xooai.drivers..", "xooai.web..", "xooai.designer..", "xooai.cli..", "xooai.launch.."));

    @ArchTest
    static final ArchRule designHasNoJavaFx = noClasses()
            .that(resideInAPackage("xooai.designer.design.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("javafx.."));

    @ArchTest
    static final ArchRule modelsHaveNoSceneGraph = noClasses()
            .that(resideInAPackage("xooai.designer.."))
            .and()
            .haveSimpleNameEndingWith("Model")
            .should()
            .dependOnClassesThat(resideInAPackage("javafx.scene.."));

    @ArchTest
    static final ArchRule oneClassHandsWorkToTheFxThread = noClasses()
            .that(resideInAPackage("xooai.designer.."))
            .and()
            .doNotHaveSimpleName("FxThread")
            .should()
            .callMethod(javafx.application.Platform.class, "runLater", Runnable.class);

    @ArchTest
    static final ArchRule onlyTheCommandLinesDebugOptionPrintsStackTraces = noClasses()
            .that(not(resideInAPackage("xooai.launch..")))
            .should()
            .callMethod(Throwable.class, "printStackTrace");
}
