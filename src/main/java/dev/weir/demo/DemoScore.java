package dev.weir.demo;

/**
 * What the detector made of one flow.
 *
 * @param score threat probability in [0,1]; high = threat
 * @param modelVersion the model that scored it
 * @param alert whether it is part of an alert
 */
record DemoScore(double score, long modelVersion, boolean alert) {}
