package org.knime.core.node.message;

import java.util.List;
import java.util.Objects;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;

/** What a node tells its user: a summary, issues, and ways out. */
public final class Message {

    private final String m_summary;

    private final List<String> m_issues;

    private final List<String> m_resolutions;

    Message(final String summary, final List<String> issues, final List<String> resolutions) {
        m_summary = Objects.requireNonNull(summary, "A message needs a summary.");
        m_issues = List.copyOf(issues);
        m_resolutions = List.copyOf(resolutions);
    }

    public static Message fromSummary(final String summary) {
        return new Message(summary, List.of(), List.of());
    }

    public static Message fromSummaryWithResolution(final String summary, final String... resolutions) {
        return new Message(summary, List.of(), List.of(resolutions));
    }

    public static MessageBuilder builder() {
        return new MessageBuilder();
    }

    public MessageBuilder modify() {
        final MessageBuilder builder = builder().withSummary(m_summary);
        m_issues.forEach(builder::addTextIssue);
        return builder.addResolutions(m_resolutions.toArray(new String[0]));
    }

    public String getSummary() {
        return m_summary;
    }

    public List<String> getResolutions() {
        return m_resolutions;
    }

    /** The summary, or null for no message. */
    public static String getSummaryFrom(final Message message) {
        return message == null ? null : message.m_summary;
    }

    public KNIMEException toKNIMEException() {
        return KNIMEException.of(this);
    }

    public KNIMEException toKNIMEException(final Throwable cause) {
        return KNIMEException.of(this, cause);
    }

    public InvalidSettingsException toInvalidSettingsException() {
        return new InvalidSettingsException(m_summary);
    }

    public InvalidSettingsException toInvalidSettingsException(final Throwable cause) {
        return new InvalidSettingsException(m_summary, cause);
    }

    /** Summary, issues and resolutions, one a line. */
    public String toLogPrintable() {
        final StringBuilder text = new StringBuilder(m_summary);
        m_issues.forEach(i -> text.append("\n  ").append(i));
        m_resolutions.forEach(r -> text.append("\n  - ").append(r));
        return text.toString();
    }

    @Override
    public String toString() {
        return m_summary;
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof Message message && m_summary.equals(message.m_summary)
            && m_issues.equals(message.m_issues) && m_resolutions.equals(message.m_resolutions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_summary, m_issues, m_resolutions);
    }
}
