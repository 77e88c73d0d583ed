package io.durastack.kvm.domain;

import java.io.IOException;
import java.io.StringReader;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads, from the XML of a domain, what we wrote into it. */
final class DomainXmlReader {

    private DomainXmlReader() {}

    /** Our stamp; null where the domain carries none that we can read, and so is not ours. */
    static @Nullable DomainStamp stamp(String xml) {
        NodeList found = parse(xml).getElementsByTagNameNS(DomainXmlWriter.NAMESPACE, "domain");
        if (found.getLength() != 1 || !(found.item(0) instanceof Element element)) {
            return null;
        }
        try {
            return new DomainStamp(
                    UUID.fromString(element.getAttribute("vm")),
                    Long.parseLong(element.getAttribute("turn")),
                    element.getAttribute("incarnation"),
                    element.getAttribute("spec"));
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        } catch (ParserConfigurationException | SAXException | IOException failure) {
            throw new IllegalStateException("the XML of a domain cannot be read", failure);
        }
    }
}
