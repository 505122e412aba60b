package dev.weir.simulation.office;

import java.util.ArrayList;
import java.util.List;

/** Things with weights, to be drawn by chance. */
public final class Mix<T> {
    private final List<T> things = new ArrayList<>();
    private final List<Double> upTo = new ArrayList<>();
    private double total;

    public Mix<T> with(double weight, T thing) {
        total += weight;
        things.add(thing);
        upTo.add(total);
        return this;
    }

    public T draw(Dice dice) {
        double point = dice.between(0, total);
        int i = 0;
        while (i < things.size() - 1 && upTo.get(i) < point) {
            i++;
        }
        return things.get(i);
    }
}
