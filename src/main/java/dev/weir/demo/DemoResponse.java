package dev.weir.demo;

import dev.weir.flow.FlowId;
import dev.weir.response.ResponseState;

/**
 * A response as the story shows it.
 *
 * @param alertId the alert that it is about
 * @param host who is acted on
 * @param state where it stands
 * @param by who took the last step
 * @param why in words
 * @param score threat probability of the flow that led to it, 0 to 1
 */
record DemoResponse(FlowId alertId, String host, ResponseState state, String by, String why, double score) {}
