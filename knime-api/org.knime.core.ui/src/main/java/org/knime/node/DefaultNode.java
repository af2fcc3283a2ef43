package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.RequireModelParameters;
import org.knime.node.DefaultView.RequireViewParameters;

/** The definition of a node; the order of the calls is enforced by their types. */
public final class DefaultNode implements FluentNodeAPI {

    private final NodeTexts m_texts;

    private final PortGroups m_ports;

    private final DefaultModel m_model;

    private DefaultView m_view;

    private NodeType m_type;

    private List<String> m_keywords = List.of();

    private final List<Map.Entry<String, String>> m_links = new ArrayList<>();

    private DefaultNode(final NodeTexts texts, final PortGroups ports, final DefaultModel model) {
        m_texts = texts;
        m_ports = ports;
        m_model = model;
    }

    /** Name, icon and descriptions. */
    record NodeTexts(String name, String icon, String shortDescription, String fullDescription) {
    }

    public static RequireName create() {
        return name -> icon -> shortDescription -> fullDescription -> (major, minor, patch) -> ports -> {
            final PortGroups groups = new PortGroups();
            ports.accept(groups);
            final NodeTexts texts = new NodeTexts(name, icon, shortDescription, fullDescription);
            return model -> new DefaultNode(texts, groups, model.apply(DefaultModel.start()));
        };
    }

    /** @throws IllegalStateException if the node has a view already */
    public DefaultNode addView(final Function<RequireViewParameters, DefaultView> view) {
        if (m_view != null) {
            throw new IllegalStateException(m_texts.name() + " has a view already.");
        }
        m_view = view.apply(DefaultView.start());
        return this;
    }

    public DefaultNode nodeType(final NodeType type) {
        m_type = type;
        return this;
    }

    public DefaultNode keywords(final String... keywords) {
        m_keywords = List.of(keywords);
        return this;
    }

    public DefaultNode addExternalResource(final String href, final String description) {
        m_links.add(Map.entry(href, description));
        return this;
    }

    String name() {
        return m_texts.name();
    }

    NodeTexts texts() {
        return m_texts;
    }

    PortGroups ports() {
        return m_ports;
    }

    DefaultModel model() {
        return m_model;
    }

    Optional<DefaultView> view() {
        return Optional.ofNullable(m_view);
    }

    /** The type, or what KNIME takes if none was named. */
    NodeType type() {
        return m_type != null ? m_type : NodeType.Other;
    }

    List<String> keywordList() {
        return m_keywords;
    }

    /** Next: the name. */
    @FunctionalInterface
    public interface RequireName {

        RequireIcon name(String name);
    }

    /** Next: the icon, a file beside the factory. */
    @FunctionalInterface
    public interface RequireIcon {

        RequireShortDescription icon(String relativePath);
    }

    /** Next: the short description. */
    @FunctionalInterface
    public interface RequireShortDescription {

        RequireFullDescription shortDescription(String shortDescription);
    }

    /** Next: the full description, an XHTML fragment. */
    @FunctionalInterface
    public interface RequireFullDescription {

        RequireSinceVersion fullDescription(String fullDescription);
    }

    /** Next: the version of KNIME or of the extension that first had the node. */
    @FunctionalInterface
    public interface RequireSinceVersion {

        RequirePorts sinceVersion(int major, int minor, int patch);
    }

    /** Next: what the node does. */
    @FunctionalInterface
    public interface RequireModel {

        DefaultNode model(Function<RequireModelParameters, DefaultModel> model);
    }
}
