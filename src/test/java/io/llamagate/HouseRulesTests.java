package io.llamagate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.Date;
import java.util.stream.Stream;
import org.apache.coyote.ProtocolHandler;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The architecture, as sentences that fail the build. */
@AnalyzeClasses(packages = "io.llamagate", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTests {
    @ArchTest
    static final ArchRule arrows_point_to_the_domain = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("start").definedBy("io.llamagate")
            .layer("job").definedBy("io.llamagate.job")
            .layer("job.watch").definedBy("io.llamagate.job.watch")
            .layer("job.web").definedBy("io.llamagate.job.web")
            .layer("llamacloud").definedBy("io.llamagate.llamacloud")
            .layer("caller").definedBy("io.llamagate.caller")
            .layer("trace").definedBy("io.llamagate.trace")
            .layer("secret").definedBy("io.llamagate.secret")
            .layer("setting").definedBy("io.llamagate.setting")
            .ensureAllClassesAreContainedInArchitecture()
            .whereLayer("start").mayOnlyAccessLayers("caller")
            .whereLayer("job").mayNotAccessAnyLayer()
            .whereLayer("job.watch").mayOnlyAccessLayers("job")
            .whereLayer("job.web").mayOnlyAccessLayers("job", "job.watch", "caller")
            .whereLayer("llamacloud").mayOnlyAccessLayers("job", "secret", "setting")
            .whereLayer("caller").mayOnlyAccessLayers("job", "secret", "setting")
            .whereLayer("trace").mayOnlyAccessLayers("job")
            .whereLayer("secret").mayNotAccessAnyLayer()
            .whereLayer("setting").mayNotAccessAnyLayer()
            .because("each knows the domain and little else; where one needs its neighbour, "
                    + "the domain has a small interface for it");

    @ArchTest
    static final ArchRule the_domain_speaks_no_protocol = noClasses().that()
            .resideInAnyPackage("io.llamagate.job", "io.llamagate.job.watch").should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..",
                    "org.springframework.http..", "reactor..", "io.netty..", "tools.jackson..",
                    "io.lettuce..", "org.springframework.data..")
            .because("what a status is worth does not depend on how it travels");

    @ArchTest
    static final ArchRule spans_are_made_where_requests_come_in_and_in_one_package = noClasses()
            .that().resideOutsideOfPackages("io.llamagate.trace", "io.llamagate.job.web").should()
            .dependOnClassesThat().resideInAPackage("io.opentelemetry..")
            .because("all else tells what it does through Tracing, and does not know who listens");

    @ArchTest
    static final ArchRule http_in_asks_nobody_itself = noClasses().that()
            .resideInAPackage("io.llamagate.job.web..").should().dependOnClassesThat()
            .resideInAnyPackage("org.springframework.web.reactive..", "reactor..", "io.netty..")
            .because("callers are answered from the domain; ask JobStatuses through it");

    @ArchTest
    static final ArchRule http_out_knows_no_request = noClasses().that()
            .resideInAPackage("io.llamagate.llamacloud..").should().dependOnClassesThat()
            .resideInAPackage("jakarta.servlet..")
            .because("LlamaCloud is asked on behalf of the gateway, not of a request");

    @ArchTest
    static final ArchRule who_asks_does_not_depend_on_how = noClasses().that()
            .resideInAPackage("io.llamagate.caller..").should().dependOnClassesThat()
            .resideInAPackage("jakarta.servlet..")
            .because("a caller is the same whatever request it comes with");

    @ArchTest
    static final ArchRule there_are_no_cycles = slices().matching("io.(**)").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule types_are_public_only_for_another_package = classes().that()
            .areTopLevelClasses().and().haveModifier(JavaModifier.PUBLIC).and()
            .doNotHaveSimpleName("LlamagateApplication").and()
            // Tomcat makes it by its name.
            .areNotAssignableTo(ProtocolHandler.class).should(beUsedByAnotherPackage())
            .because("what is public is the module's API; leave the modifier away otherwise");

    @ArchTest
    static final ArchRule no_package_is_named_after_a_mechanism = noClasses().should()
            .resideInAnyPackage("..util..", "..common..", "..helper..", "..dto..", "..impl..",
                    "..service..", "..config..")
            .because("a package says what it is about");

    @ArchTest
    static final ArchRule nothing_is_injected_into_fields = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule no_static_field_changes = fields().that()
            .areStatic().should().beFinal()
            .because("state that is shared by all has no owner");

    @ArchTest
    static final ArchRule no_field_is_public_but_constants = noFields().that()
            .doNotHaveModifier(JavaModifier.STATIC).should().bePublic()
            .because("a value tells by methods");

    @ArchTest
    static final ArchRule nobody_writes_to_standard_streams = noClasses().that()
            .doNotHaveSimpleName("LlamagateApplication").should(ACCESS_STANDARD_STREAMS)
            .because("what happens is told to the log; only a command prints");

    @ArchTest
    static final ArchRule nobody_uses_the_old_date_types = noClasses().should()
            .dependOnClassesThat().belongToAnyOf(Date.class, Calendar.class)
            .because("java.time says which kind of time it means");

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes()
            .should(beInAPackageAnnotatedWith(NullMarked.class))
            .because("a null that is not declared is a defect, and only marked packages are "
                    + "checked");

    /** The formatter splits no text; an import cannot be wrapped. */
    @ParameterizedTest
    @ValueSource(strings = {"src", "bench"})
    void no_line_is_longer_than_a_hundred_columns(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty().allSatisfy(file -> assertThat(Files.readAllLines(file))
                            .filteredOn(line -> !line.startsWith("import "))
                            .filteredOn(line -> line.length() > 100).isEmpty());
        }
    }

    private static ArchCondition<JavaClass> beInAPackageAnnotatedWith(
            Class<? extends Annotation> annotation) {
        return new ArchCondition<>("be in a package annotated with " + annotation.getName()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(annotation)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is not"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return new ArchCondition<>("be used by another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean used = type.getDirectDependenciesToSelf().stream()
                        .map(Dependency::getOriginClass)
                        .anyMatch(user -> !user.getPackageName().equals(type.getPackageName()));
                if (!used) {
                    events.add(SimpleConditionEvent.violated(type,
                            type.getName() + " is public, yet only its own package uses it"));
                }
            }
        };
    }
}
