package io.stockrule;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may use whom.
class ArchitectureTest {
    /// The service, and what shows and tries it.
    static final JavaClasses OURS =
            new ClassFileImporter().importPaths(Path.of("target/classes"), Path.of("target/simulator/classes"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            FEATURE   | MAY USE
            stock     | access database
            language  | stock
            rules     | stock language work
            profile   | stock language rules access database
            listing   | stock profile access activity database table work
            delivery  | stock listing access work database
            sync      | stock language rules profile listing delivery access activity work database table stockfile
            shopify   | stock listing access activity work database
            activity  | access work
            amazon    | stock listing delivery access table
            access    | work
            work      | ''
            database  | ''
            table     | ''
            stockfile | stock language rules table
            settings  | language
            editor    | stock language rules
            command   | stock language rules table stockfile editor
            simulator | ''
            demo      | access
            """)
    void a_feature_uses_only_what_its_row_allows(String feature, String mayUse) {
        var allowed = Stream.concat(Stream.of(feature), words(mayUse))
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
            org.eclipse.lsp4j | editor
            io.zonky   | database
            org.sqlite | simulator
            graphql    | simulator
            software.amazon | delivery.notification
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

    /// What merchants write never becomes text for Drools: these few read the files of the rules folder, and
    /// nothing else in the product names the libraries that turn text into rules.
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

    /// The parts of features, which have grown out of one room. Those of their types that are public are so
    /// for their own feature and for nobody else, but where a row says so.
    private static final String PARTS = """
            FEATURE.PART      | MAY USE                        | SHOWN TO
            language          | ''                             | ''
            language.reading  | language meaning               | ''
            language.meaning  | language                       | rules sync profile stockfile
            language.writing  | language reading meaning       | profile command editor
            language.proof    | language meaning               | ''
            language.drawing  | language meaning proof         | profile command editor
            language.check    | language reading meaning proof | rules profile command editor
            language.coverage | language reading meaning proof writing | command
            language.editing  | language reading meaning writing check | profile sync
            language.learning | language meaning writing check | command
            language.hint     | language reading               | editor
            language.explaining | language                     | command
            profile           | json                           | ''
            profile.json      | profile                        | ''
            profile.trial     | profile json                   | ''
            profile.gallery   | profile                        | ''
            rules             | run file scenario              | ''
            rules.run         | rules                          | ''
            rules.lint        | rules                          | ''
            rules.file        | rules run lint                 | ''
            rules.scenario    | rules file                     | ''
            shopify           | ''                             | ''
            shopify.webhook   | shopify bulk leaving           | ''
            shopify.leaving   | shopify admin subscription     | ''
            shopify.admin     | shopify                        | ''
            shopify.authorization | shopify admin              | ''
            shopify.sweep     | shopify admin                  | ''
            shopify.catalogue | shopify admin                  | ''
            shopify.subscription | shopify admin               | ''
            shopify.connection | shopify admin                 | ''
            shopify.bulk      | shopify admin                  | ''
            shopify.importing | shopify admin sweep bulk       | ''
            shopify.reread    | shopify admin                  | ''
            access            | exact http                     | ''
            access.session    | access                         | ''
            access.exact      | access                         | profile
            access.http       | access exact                   | ''
            stock             | ledger                         | ''
            stock.ledger      | stock                          | shopify
            listing           | account stop participation     | ''
            listing.state     | listing                        | delivery sync
            listing.account   | listing participation          | ''
            listing.participation | listing                    | delivery
            listing.catalogue | listing participation          | delivery amazon
            listing.linkmap   | listing catalogue              | ''
            listing.collection | listing                       | ''
            listing.use       | listing                        | ''
            listing.stop      | listing                        | sync
            listing.override  | listing                        | sync
            delivery          | target marketplace wish pace change | ''
            delivery.target   | marketplace wish pace change   | sync
            delivery.marketplace | ''                          | amazon sync
            delivery.wish     | ''                             | sync
            delivery.pace     | ''                             | ''
            delivery.change   | ''                             | ''
            delivery.health   | delivery                       | ''
            delivery.wave     | delivery wish                  | ''
            delivery.feed     | delivery marketplace           | ''
            delivery.order    | delivery marketplace pace change | sync
            delivery.recovery | delivery                       | ''
            delivery.catalogue | delivery marketplace          | ''
            delivery.check    | delivery marketplace pace notification | ''
            delivery.notification | delivery marketplace pace  | ''
            amazon            | ''                             | ''
            amazon.notification | amazon                       | ''
            sync              | ''                             | ''
            sync.view         | sync                           | ''
            sync.action       | sync view                      | ''
            sync.outlook      | sync                           | ''
            simulator         | shopify amazon                 | ''
            simulator.shopify | simulator                      | ''
            simulator.amazon  | simulator queue                | ''
            simulator.queue   | simulator                      | ''
            """;

    /// A row of the root says which of its parts it may use.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = PARTS)
    void a_part_uses_of_its_own_feature_only_what_its_row_allows(String part, String mayUse, String shownTo) {
        var allowed = rooms(part.replaceFirst("[.].*", ""), part + " " + mayUse);
        classes()
                .that()
                .resideInAPackage("io.stockrule." + part)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed)
                        .or(not(resideInAPackage(packageOf(part.replaceFirst("[.].*", ""))))))
                .check(OURS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = PARTS)
    void a_part_is_used_by_its_own_feature_and_those_it_is_shown_to(String part, String mayUse, String shownTo) {
        if (part.contains(".")) {
            var users = Stream.concat(Stream.of(part.replaceFirst("[.].*", "")), words(shownTo))
                    .map(ArchitectureTest::packageOf)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideOutsideOfPackages(users)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(packageOf(part))
                    .check(OURS);
        }
    }

    @Test
    void every_part_of_a_feature_has_its_row() {
        var rows =
                PARTS.lines().skip(1).map(row -> row.replaceFirst("[|].*", "").strip());
        var rooms = OURS.stream()
                .map(JavaClass::getPackageName)
                .filter(room -> room.startsWith("io.stockrule."))
                .map(room -> room.substring("io.stockrule.".length()))
                .filter(room -> room.contains("."))
                .flatMap(room -> Stream.of(room, room.replaceFirst("[.].*", "")))
                .distinct();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(rooms.toList());
    }

    @ParameterizedTest
    @CsvSource({"amazon", "shopify"})
    void nobody_outside_sees_the_types_of_a_protocol(String feature) {
        noClasses()
                .that()
                .resideOutsideOfPackage(packageOf(feature))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packageOf(feature))
                .check(OURS);
    }

    /// Features return what happened as values; a problem is how a resource says it over HTTP.
    @Test
    void only_those_who_speak_http_know_problems() {
        noClasses()
                .that(describe("do not speak HTTP", ArchitectureTest::speaksNoHttp))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.stockrule.access.Problem")
                .check(OURS);
    }

    @Test
    void features_do_not_use_each_other_in_circles() {
        slices().matching("io.stockrule.(*)..").should().beFreeOfCycles().check(OURS);
    }

    /// A name means one thing in the whole product.
    @Test
    void no_name_stands_for_two_things() {
        assertThat(OURS.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !name.equals("package-info"))
                        .collect(Collectors.groupingBy(name -> name, Collectors.counting())))
                .allSatisfy((name, types) -> assertThat(types).as(name).isEqualTo(1L));
    }

    private static boolean readsNoRuleFile(JavaClass type) {
        return Stream.of("file", "lint").noneMatch(part -> type.getPackageName().equals("io.stockrule.rules." + part));
    }

    private static boolean speaksNoHttp(JavaClass type) {
        var room = type.getPackageName();
        var outermost = type.getName().replaceFirst("\\$.*", "");
        return !outermost.endsWith("Resource")
                && !room.startsWith("io.stockrule.shopify")
                && !room.equals("io.stockrule.access.http")
                && Stream.of("CurrentMerchant", "DeclaredEncoding", "Problem")
                        .noneMatch(name -> outermost.equals("io.stockrule.access." + name));
    }

    /// The packages of a feature's parts, given by their names; the feature's own name is that of its root.
    private static String[] rooms(String feature, String parts) {
        return words(parts)
                .map(part -> part.equals(feature) || part.startsWith(feature + ".") ? part : feature + "." + part)
                .map(room -> "io.stockrule." + room)
                .toArray(String[]::new);
    }

    private static Stream<String> words(String cell) {
        return cell.isEmpty() ? Stream.empty() : Stream.of(cell.split(" "));
    }

    private static String packageOf(String feature) {
        return "io.stockrule." + feature + "..";
    }
}
