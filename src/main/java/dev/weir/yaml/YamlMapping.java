package dev.weir.yaml;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.weir.flow.Durations;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How words of a file stand for records, enums and times. */
final class YamlMapping extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1;
    private static final JsonDeserializer<Duration> DURATION = new FromStringDeserializer<>(Duration.class) {
        @Override
        protected Duration _deserialize(String text, DeserializationContext context) {
            return Durations.parse(text).orElseThrow(() -> new IllegalArgumentException("no duration"));
        }
    };

    static final YAMLMapper MAPPER = mapper();

    private static YAMLMapper mapper() {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .annotationIntrospector(
                        AnnotationIntrospector.pair(new YamlMapping(), new JacksonAnnotationIntrospector()))
                .addModule(new SimpleModule().addDeserializer(Duration.class, DURATION))
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> Arrays.stream(CoercionInputShape.values())
                                .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
                .build();
        mapper.setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL));
        return mapper;
    }

    /** Of a default. */
    static String id(RecordComponent component) {
        return component.getDeclaringRecord().getName() + "." + component.getName();
    }

    /** As the file names a constant. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String[] findEnumValues(MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
        Arrays.setAll(names, i -> word(constants[i]));
        return names;
    }

    /** What is left out of a record has its default, if there are defaults. */
    @Override
    public JacksonInject.@Nullable Value findInjectableValue(AnnotatedMember member) {
        return member instanceof AnnotatedParameter parameter
                        && parameter.getOwner() instanceof AnnotatedConstructor
                        && parameter.getDeclaringClass().isRecord()
                ? JacksonInject.Value.construct(
                        id(parameter.getDeclaringClass().getRecordComponents()[parameter.getIndex()]), true, true)
                : null;
    }
}
