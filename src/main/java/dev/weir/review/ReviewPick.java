package dev.weir.review;

/**
 * A flow whose verdict would teach much.
 *
 * @param item what was offered with it
 * @param score what the newest model makes of it, in [0,1]
 * @param novelty part of its features that no lesson has touched yet, in [0,1]
 * @param reason why it was picked
 */
public record ReviewPick<T>(T item, double score, double novelty, ReviewReason reason) {}
