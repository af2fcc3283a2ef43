package org.knime.core.node.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects a message. */
public final class MessageBuilder {

    private String m_summary;

    private final List<String> m_issues = new ArrayList<>();

    private final List<String> m_resolutions = new ArrayList<>();

    MessageBuilder() {
    }

    public Optional<String> getSummary() {
        return Optional.ofNullable(m_summary);
    }

    public MessageBuilder withSummary(final String summary) {
        m_summary = summary;
        return this;
    }

    public MessageBuilder addTextIssue(final String issueText) {
        m_issues.add(issueText);
        return this;
    }

    public MessageBuilder addResolutions(final String... resolutions) {
        m_resolutions.addAll(List.of(resolutions));
        return this;
    }

    public Optional<String> getFirstIssue() {
        return m_issues.stream().findFirst();
    }

    public long getIssueCount() {
        return m_issues.size();
    }

    /** The message, or nothing if there is no summary. */
    public Optional<Message> build() {
        return getSummary().map(s -> new Message(s, m_issues, m_resolutions));
    }
}
