package dev.weir.topics;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.apache.kafka.clients.ClientRequest;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.RequestCompletionHandler;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a {@link BatchGuard} between the network and the part of a consumer that unpacks. Kafka has no hook for this: batches
 * are unpacked before any deserializer or interceptor sees a record. So the consumer's network client is taken out of its field, and
 * one that looks at each answer is put in. Kafka calls it under a lock of the consumer.
 */
final class FetchGuard {
    private static final Logger LOG = LoggerFactory.getLogger(FetchGuard.class);
    private static final String CLIENT = "client";

    private final KafkaClient network;
    private final BatchGuard batches;

    private FetchGuard(KafkaClient network, RecordLimits limits) {
        this.network = network;
        this.batches = new BatchGuard(limits);
    }

    /**
     * Guards a consumer that has not been used yet.
     *
     * @return whether that could be; a consumer of another make is left as it is, and the log says so
     */
    static boolean install(KafkaConsumer<?, ?> consumer, RecordLimits limits) {
        try {
            Object delegate = field(KafkaConsumer.class, "delegate").get(consumer);
            Object client = field(delegate.getClass(), CLIENT).get(delegate);
            Field place = field(client.getClass(), CLIENT);
            FetchGuard guard = new FetchGuard((KafkaClient) place.get(client), limits);
            place.set(
                    client,
                    Proxy.newProxyInstance(
                            FetchGuard.class.getClassLoader(),
                            new Class<?>[] {KafkaClient.class},
                            (proxy, method, arguments) -> guard.call(method, arguments)));
            return true;
        } catch (ReflectiveOperationException | ClassCastException e) {
            LOG.warn(
                    "this consumer cannot be guarded against records that are larger than the memory: {}",
                    e.toString());
            return false;
        }
    }

    private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && arguments[0] instanceof ClientRequest request && request.apiKey() == ApiKeys.FETCH) {
            arguments[0] = guarded(request);
        }
        try {
            return method.invoke(network, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    /**
     * The same request, whose answer is looked through first. Only once it is sent: of one that waits to be, the consumer expects a
     * callback of its own kind.
     */
    private ClientRequest guarded(ClientRequest request) {
        RequestCompletionHandler handler = request.callback();
        return new ClientRequest(
                request.destination(),
                request.requestBuilder(),
                request.correlationId(),
                request.makeHeader(request.requestBuilder().latestAllowedVersion())
                        .clientId(),
                request.createdTimeMs(),
                request.expectResponse(),
                request.requestTimeoutMs(),
                response -> {
                    bound(response);
                    handler.onComplete(response);
                });
    }

    private void bound(ClientResponse response) {
        if (!(response.responseBody() instanceof FetchResponse fetched)) {
            return;
        }
        for (FetchResponseData.FetchableTopicResponse topic : fetched.data().responses()) {
            for (FetchResponseData.PartitionData partition : topic.partitions()) {
                if (partition.records() instanceof MemoryRecords records) {
                    partition.setRecords(batches.bounded(records));
                }
            }
        }
    }
}
