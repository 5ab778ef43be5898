package io.stockrule.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The query of the address is made and signed by somebody else, who may add to it. So names that we do not
/// know are taken; each still comes once, and is text.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OthersQuery {}
