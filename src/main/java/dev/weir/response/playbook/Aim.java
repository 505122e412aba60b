package dev.weir.response.playbook;

/** To whom of an alert a rule does what it does. */
public enum Aim {
    /** Who opened the flow. */
    SOURCE,
    /** Who was contacted. */
    DESTINATION,
    /** What passes between the two. */
    PAIR
}
