package org.example.lidiff.engine.spectral;

import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.markov.MarkovStateModel;

/** Sites that a user names, as states of a model. */
final class SiteSelection {

    private static final int NAMED = 12;

    private SiteSelection() {
    }

    /**
     * The states of the sites in {@code text}.
     *
     * @param text separated by commas: types of sites, names of sites, or numbers of sites from 1 on
     * @throws InputException if one is none of these, or none of the sites is in the model
     */
    static int[] states(final SiteNetwork sites, final MarkovStateModel model, final String text) {
        final TreeSet<Integer> chosen = new TreeSet<>();
        Arrays.stream(text.split(",")).map(String::strip).filter(w -> !w.isEmpty()).forEach(w -> IntStream.of(sites(sites, w)).forEach(chosen::add));
        if (chosen.isEmpty()) {
            throw new InputException("No site is named to start from or to end at.", "Name types of sites (" + String.join(", ", sites.types().keySet())
                + "), sites, or their numbers, separated by commas.");
        }
        final int[] ids = model.stateIds();
        final int[] states = IntStream.range(0, ids.length).filter(i -> chosen.contains(ids[i])).toArray();
        if (states.length == 0) {
            throw new InputException(String.format(Locale.ROOT, "None of the sites '%s' is in the model at a lag of %.4g ps: they are not connected to the others by hops"
                + " there and back.", text.strip(), model.lagTimeFs() / 1000), "Choose among the sites of the table of site eigenvectors, or run longer.");
        }
        return states;
    }

    private static int[] sites(final SiteNetwork sites, final String word) {
        final int[] all = IntStream.range(0, sites.size()).toArray();
        final int[] ofType = Arrays.stream(all).filter(i -> sites.label(i).equals(word)).toArray();
        if (ofType.length > 0) {
            return ofType;
        }
        final int[] named = Arrays.stream(all).filter(i -> sites.name(i).equals(word)).toArray();
        if (named.length > 0) {
            return named;
        }
        if (word.matches("[0-9]{1,8}") && Integer.parseInt(word) >= 1 && Integer.parseInt(word) <= sites.size()) {
            return new int[] {Integer.parseInt(word) - 1};
        }
        throw new InputException("'" + word + "' is no type of site (" + String.join(", ", sites.types().keySet()) + "), no site ("
            + Arrays.stream(all).limit(NAMED).mapToObj(sites::name).collect(Collectors.joining(", ")) + (sites.size() > NAMED ? ", …" : "") + ") and no number from 1 to "
            + sites.size() + ".", "Write one of these.");
    }
}
