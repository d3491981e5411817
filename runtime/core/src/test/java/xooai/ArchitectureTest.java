package xooai;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The order of the packages, as the rooms of the house have it: each uses only those above it.
@AnalyzeClasses(packages = "xooai", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesUseOnlyThoseAboveThem = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("xooai..")
            .layer("doc")
            .definedBy("xooai.doc..")
            .layer("codec")
            .definedBy("xooai.codec..")
            .layer("store")
            .definedBy("xooai.store..")
            .layer("driver")
            .definedBy("xooai.driver..")
            .layer("executor")
            .definedBy("xooai.executor..")
            .layer("flow")
            .definedBy("xooai.flow..")
            .layer("test")
            .definedBy("xooai.test..")
            .layer("record")
            .definedBy("xooai.record..")
            .layer("export")
            .definedBy("xooai.export..")
            .layer("processor")
            .definedBy("xooai.processor..")
            .whereLayer("doc")
            .mayNotAccessAnyLayer()
            .whereLayer("codec")
            .mayOnlyAccessLayers("doc")
            .whereLayer("store")
            .mayOnlyAccessLayers("doc", "codec")
            .whereLayer("driver")
            .mayOnlyAccessLayers("doc", "codec", "store")
            .whereLayer("executor")
            .mayOnlyAccessLayers("doc", "codec", "store", "driver")
            .whereLayer("flow")
            .mayOnlyAccessLayers("doc", "codec", "store", "driver", "executor")
            .whereLayer("test")
            .mayOnlyAccessLayers("doc", "codec", "store", "driver", "executor", "flow")
            .whereLayer("record")
            .mayOnlyAccessLayers("doc", "codec", "store", "driver", "executor", "flow")
            .whereLayer("export")
            .mayOnlyAccessLayers("doc", "codec", "store", "driver", "executor", "flow")
            .whereLayer("processor")
            .mayNotAccessAnyLayer()
            .because("a change then has one direction to be looked for in");

    @ArchTest
    static final ArchRule noPackagesUseEachOther =
            slices().matching("xooai.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyClassIsInARoom = classes()
            .should()
            .resideInAnyPackage(
                    "xooai.doc..",
                    "xooai.codec..",
                    "xooai.store..",
                    "xooai.driver..",
                    "xooai.executor..",
                    "xooai.flow..",
                    "xooai.test..",
                    "xooai.record..",
                    "xooai.export..",
                    "xooai.processor..");

    @ArchTest
    static final ArchRule onlyTheCodecsKnowTheirLibraries = noClasses()
            .that(resideOutsideOfPackages("xooai.codec.."))
            .should()
            .dependOnClassesThat(resideInAPackage("tools.jackson..").or(resideInAPackage("org.msgpack..")))
            .because("both libraries read too much by default, and the codecs are where they are made strict");

    @ArchTest
    static final ArchRule nothingIsReadByJavaSerialization = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .because("bytes from outside may name any class there");
}
