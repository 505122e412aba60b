package dev.weir.demo;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What is done about alerts, as the story sees it. */
interface DemoResponses {
    /** All responses, the first first. */
    List<DemoResponse> all();

    /** The addresses on the firewall's list. */
    Set<String> contained();

    /**
     * Waits until something is so.
     *
     * @throws DemoException if that takes too long
     */
    void await(String what, BooleanSupplier done);
}
