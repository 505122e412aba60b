package dev.weir.cli.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a test that fails if a setting changes nothing. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface EffectOf {
    /** Settings as the file names them, such as {@code alerts.repeat-window}. */
    String[] value();
}
