package dev.weir.response.playbook;

/** Names the side of an alert that a rule acts on. */
public enum Aim {
    /** Who opened the flow. */
    SOURCE,
    /** Who was contacted. */
    DESTINATION,
    /** What passes between the two. */
    PAIR
}
