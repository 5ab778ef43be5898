package io.stockrule;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may use whom.
class ArchitectureTest {
    static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.stockrule");

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            FEATURE   | MAY USE
            stock     | access
            language  | stock
            rules     | stock language work
            profile   | stock language rules access
            listing   | stock profile access
            delivery  | stock listing access work
            sync      | stock language rules profile listing delivery access work
            shopify   | stock listing access work
            amazon    | stock listing delivery access
            access    | ''
            work      | ''
            database  | ''
            command   | stock language rules
            simulator | ''
            demo      | access
            """)
    void a_feature_uses_only_what_its_row_allows(String feature, String mayUse) {
        var allowed = Stream.concat(
                        Stream.of(feature), mayUse.isEmpty() ? Stream.<String>of() : Stream.of(mayUse.split(" ")))
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(packageOf(feature))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(not(resideInAPackage("io.stockrule.."))))
                .allowEmptyShould(true)
                .check(OURS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            LIBRARY    | HOMES
            org.drools | rules
            org.kie    | rules
            org.apache.poi | rules
            org.antlr  | language
            picocli    | command simulator demo
            io.zonky   | database
            org.sqlite | simulator
            graphql    | simulator
            """)
    void a_library_stays_in_its_homes(String library, String homes) {
        noClasses()
                .that()
                .resideOutsideOfPackages(Stream.of(homes.split(" "))
                        .map(ArchitectureTest::packageOf)
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(OURS);
    }

    /// What merchants write never becomes text for Drools: these few read the files of the rules folder, and nothing
    /// else in the product names the libraries that turn text into rules.
    @Test
    void only_those_who_read_rule_files_can_compile_text() {
        noClasses()
                .that(describe("do not read rule files", ArchitectureTest::readsNoRuleFile))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.drools.drl..",
                        "org.drools.compiler..",
                        "org.drools.decisiontable..",
                        "org.drools.model.codegen..",
                        "org.drools.mvel..",
                        "org.drools.template..",
                        "org.kie.api.builder..",
                        "org.kie.api.io..",
                        "org.kie.internal..",
                        "com.github.javaparser..",
                        "org.apache.poi..")
                .check(OURS);
    }

    @ParameterizedTest
    @CsvSource({"language", "profile", "sync", "listing", "shopify", "amazon", "access"})
    void nobody_on_a_merchants_way_sees_how_rules_are_made(String feature) {
        noClasses()
                .that()
                .resideInAPackage(packageOf(feature))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.drools..", "org.kie..", "com.github.javaparser..", "org.apache.poi..")
                .check(OURS);
    }

    @Test
    void the_language_is_plain_java() {
        noClasses()
                .that()
                .resideInAPackage(packageOf("language"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta..", "org.jdbi..", "com.fasterxml..", "java.sql..")
                .check(OURS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            PART    | MAY USE
            ''      | ''
            reading | ''
            meaning | ''
            writing | reading
            proof   | meaning
            check   | reading meaning proof
            """)
    void a_part_of_the_language_uses_what_a_profile_says_and_what_its_row_allows(String part, String mayUse) {
        var allowed = Stream.of(("language " + mayUse).trim().split(" "))
                .map(ArchitectureTest::partOfTheLanguage)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(partOfTheLanguage(part))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed)
                        .or(resideInAPackage(partOfTheLanguage(part)))
                        .or(not(resideInAPackage("io.stockrule.language.."))))
                .check(OURS);
    }

    @ParameterizedTest
    @CsvSource({"amazon", "shopify"})
    void nobody_outside_sees_the_types_of_a_protocol(String feature) {
        classes()
                .that()
                .resideInAPackage(packageOf(feature))
                .and(describe("are on top", JavaClass::isTopLevelClass))
                .and()
                .doNotHaveSimpleName("package-info")
                .and(describe("do not start a process", ArchitectureTest::startsNoProcess))
                .should()
                .notBePublic()
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void features_do_not_use_each_other_in_circles() {
        slices().matching("io.stockrule.(*)..").should().beFreeOfCycles().check(OURS);
    }

    private static boolean readsNoRuleFile(JavaClass type) {
        var readers = Set.of(
                "RuleCompiler",
                "RuleFileLint",
                "RuleBodyLint",
                "ComparedKinds",
                "RuleFileKind",
                "Operations",
                "DecisionTables",
                "WorkbookCheck",
                "WorkbookArchive");
        var outermost = type.getName().replaceFirst("\\$.*", "");
        return readers.stream().noneMatch(name -> outermost.equals("io.stockrule.rules." + name));
    }

    private static boolean startsNoProcess(JavaClass type) {
        return type.getMethods().stream().noneMatch(method -> method.getName().equals("main"));
    }

    private static String partOfTheLanguage(String part) {
        return part.isEmpty() || part.equals("language") ? "io.stockrule.language" : "io.stockrule.language." + part;
    }

    private static String packageOf(String feature) {
        return "io.stockrule." + feature + "..";
    }
}
