package io.stockrule.rules.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/// Looks at the parts of a workbook, which is a zip archive of XML files, before anything else opens it.
final class WorkbookArchive {
    /// A rule table of a thousand rows unpacks to a few hundred kilobytes.
    private static final int LARGEST_UNPACKED = 16 << 20;

    private static final int MOST_PARTS = 500;

    /// What stands in a part's name, in lower case, and what the part is.
    private static final Map<String, String> REFUSED_PARTS = Map.of(
            "vbaproject", "macros",
            "macrosheets/", "macros",
            "externallinks/", "links to other workbooks",
            "embeddings/", "embedded files",
            "activex/", "controls",
            "connections.xml", "connections to data",
            "querytables/", "queries");

    private WorkbookArchive() {}

    /// @return what is wrong with it
    static Optional<String> check(byte[] workbook) {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            int parts = 0;
            int left = LARGEST_UNPACKED;
            for (var part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                var content = zip.readNBytes(left + 1);
                left -= content.length;
                parts++;
                if (left < 0 || parts > MOST_PARTS) {
                    return Optional.of("unpacks to more than a rule table needs: %,d bytes in %d parts"
                            .formatted(LARGEST_UNPACKED, MOST_PARTS));
                }
                var problem = checkPart(part.getName(), content);
                if (problem.isPresent()) {
                    return problem;
                }
            }
            return parts == 0 ? Optional.of("is no XLSX workbook") : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("is no XLSX workbook: " + e.getMessage());
        }
    }

    private static Optional<String> checkPart(String name, byte[] content) {
        var lower = name.toLowerCase(Locale.ROOT);
        return REFUSED_PARTS.entrySet().stream()
                .filter(refused -> lower.contains(refused.getKey()))
                .findFirst()
                .map(refused -> "holds " + refused.getValue() + " (" + name + ")")
                .or(() -> isXml(lower) ? checkXml(name, content) : Optional.empty());
    }

    private static boolean isXml(String name) {
        return name.endsWith(".xml") || name.endsWith(".rels") || name.endsWith(".vml");
    }

    private static Optional<String> checkXml(String name, byte[] content) {
        try (InputStream in = new ByteArrayInputStream(content)) {
            var factory = SAXParserFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(in, new OutsideLinks());
            return Optional.empty();
        } catch (LinkFound e) {
            return Optional.of("links to the outside (" + name + ")");
        } catch (SAXParseException e) {
            return Optional.of("holds entities or is no XML (" + name + "): " + e.getMessage());
        } catch (SAXException | IOException | ParserConfigurationException e) {
            return Optional.of("cannot be read (" + name + "): " + e.getMessage());
        }
    }

    /// Relations of a part to something outside the archive. Links in cells are found later, with their cells.
    private static final class OutsideLinks extends DefaultHandler {
        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes) throws LinkFound {
            var type = String.valueOf(attributes.getValue("Type"));
            if ("External".equalsIgnoreCase(attributes.getValue("TargetMode")) && !type.endsWith("/hyperlink")) {
                throw new LinkFound();
            }
        }
    }

    private static final class LinkFound extends SAXException {
        private static final long serialVersionUID = 1;
    }
}
