package io.durastack.kvm.domain;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    private final Document document;

    DomainXmlReader(String xml) {
        this.document = parse(xml);
    }

    /** The files that it uses as disks. */
    List<String> disks() {
        return elements("disk")
                .map(disk -> child(disk, "source").getAttribute("file"))
                .filter(file -> !file.isEmpty())
                .toList();
    }

    /** Its network cards on bridges, with the addresses that our metadata tells. */
    List<DomainNic> nics() {
        List<Element> addresses =
                list(document.getElementsByTagNameNS(DomainXmlWriter.NAMESPACE, "address"));
        return elements("interface")
                .map(nic -> nic(nic, addresses))
                .filter(nic -> !nic.bridge().isEmpty())
                .toList();
    }

    private static DomainNic nic(Element nic, List<Element> addresses) {
        String mac = child(nic, "mac").getAttribute("address");
        return new DomainNic(
                mac,
                child(nic, "source").getAttribute("bridge"),
                addresses.stream()
                        .filter(address -> address.getAttribute("mac").equals(mac))
                        .map(address -> address.getAttribute("ip"))
                        .toList());
    }

    private Stream<Element> elements(String name) {
        return list(document.getElementsByTagName(name)).stream();
    }

    /** The child of this name; an empty element where there is none. */
    private static Element child(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0
                ? parent.getOwnerDocument().createElement(name)
                : (Element) found.item(0);
    }

    private static List<Element> list(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .map(Element.class::cast)
                .toList();
    }

    /** Our stamp; null where the domain carries none that we can read, and so is not ours. */
    @Nullable DomainStamp stamp() {
        NodeList found = document.getElementsByTagNameNS(DomainXmlWriter.NAMESPACE, "domain");
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
