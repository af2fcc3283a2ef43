package org.example.lidiff.nodes.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * KNIME's script by which a view asks for its data: the npm package {@code @knime/ui-extension-service}, shipped unmodified beside its
 * licence (GPL-3 with KNIME's additional permission) when the build could fetch it.
 */
final class UiExtensionService {

    private static final String RESOURCE = "/js/knime-ui-extension-service/knime-ui-extension-service.min.js";

    private UiExtensionService() {
    }

    /** The script; without it an empty one, and the page says that it is missing. */
    static String script() {
        try (InputStream in = UiExtensionService.class.getResourceAsStream(RESOURCE)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
