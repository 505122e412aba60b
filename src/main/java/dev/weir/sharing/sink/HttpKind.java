package dev.weir.sharing.sink;

/** How a receiver wants many messages in one request. */
public enum HttpKind {
    /** {@code _bulk} of Elasticsearch and OpenSearch; the newest message of an id replaces the one before. */
    BULK,
    /** Splunk's HTTP Event Collector. */
    HEC,
    /** One message a line. */
    LINES
}
