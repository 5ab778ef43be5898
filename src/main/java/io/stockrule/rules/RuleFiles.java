package io.stockrule.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.drools.compiler.kproject.models.KieBaseModelImpl;
import org.drools.model.Model;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.CanonicalKieModule;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/// Reads the rule files of a folder and compiles them to models, which every rule base shares.
final class RuleFiles {
    private static final String SOURCES = "src/main/resources/";
    private static final AtomicLong VERSION = new AtomicLong();

    private RuleFiles() {}

    static Collection<Model> compile(Path folder) {
        var texts = read(folder);
        var problems = new ArrayList<String>();
        texts.forEach((file, text) -> problems.addAll(RuleFileLint.check(file, text)));
        if (problems.isEmpty()) {
            problems.addAll(RuleFileLint.missingSteps(folder, texts.values()));
        }
        if (!problems.isEmpty()) {
            throw new InvalidRuleFiles(problems);
        }
        return compile(texts);
    }

    /// Name as the reader knows it (`rules/05-pack.drl`) and text, in the order of the names.
    private static SortedMap<String, String> read(Path folder) {
        var texts = new TreeMap<String, String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (var file : (Iterable<Path>) files.filter(RuleFiles::isRuleFile)::iterator) {
                texts.put(file.toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new InvalidRuleFiles(List.of("cannot read the rule folder " + folder.toAbsolutePath() + ": " + e));
        } catch (UncheckedIOException e) {
            throw new InvalidRuleFiles(List.of("cannot read the rule folder " + folder.toAbsolutePath() + ": " + e));
        }
        return texts;
    }

    private static boolean isRuleFile(Path file) {
        return file.toString().endsWith(".drl");
    }

    private static Collection<Model> compile(SortedMap<String, String> texts) {
        var services = KieServices.get();
        var release = services.newReleaseId("io.stockrule", "rules", Long.toString(VERSION.incrementAndGet()));
        try {
            // The generated classes call Candidate, so its class loader is their parent, also in a packaged Quarkus.
            var builder =
                    services.newKieBuilder(fileSystem(services, release, texts), Candidate.class.getClassLoader());
            builder.buildAll(ExecutableModelProject.class);
            refuseErrors(builder, texts);
            return models((CanonicalKieModule) builder.getKieModule());
        } finally {
            services.getRepository().removeKieModule(release);
        }
    }

    private static KieFileSystem fileSystem(KieServices services, ReleaseId release, SortedMap<String, String> texts) {
        var files = services.newKieFileSystem().generateAndWritePomXML(release);
        int number = 0;
        for (var text : texts.values()) {
            files.write(SOURCES + path(number++), text);
        }
        return files;
    }

    private static String path(int number) {
        return "rules/%04d.drl".formatted(number);
    }

    private static Collection<Model> models(CanonicalKieModule module) {
        return module.getKieModuleModel().getKieBaseModels().values().stream()
                .flatMap(base -> module.getModelForKBase((KieBaseModelImpl) base).stream())
                .toList();
    }

    private static void refuseErrors(KieBuilder builder, SortedMap<String, String> texts) {
        var problems = builder.getResults().getMessages(Message.Level.ERROR).stream()
                .map(error -> name(error, List.copyOf(texts.keySet())) + ":" + error.getLine() + ": " + error.getText())
                .distinct()
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidRuleFiles(problems);
        }
    }

    private static String name(Message error, List<String> files) {
        for (int i = 0; i < files.size(); i++) {
            if (error.getPath() != null && error.getPath().endsWith(path(i))) {
                return files.get(i);
            }
        }
        return "rule files";
    }
}
