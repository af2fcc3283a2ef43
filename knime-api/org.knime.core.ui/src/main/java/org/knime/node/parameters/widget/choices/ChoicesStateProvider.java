package org.knime.node.parameters.widget.choices;

import java.util.List;

import org.knime.node.parameters.updates.StateProvider;

/** Gives the choices of a field; implement one of the interfaces that extend it. */
public interface ChoicesStateProvider<S> extends StateProvider<List<S>> {
}
