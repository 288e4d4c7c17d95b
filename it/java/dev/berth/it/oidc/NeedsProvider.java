package dev.berth.it.oidc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests that need the OpenID provider. Where there is none they are skipped, which is said loudly; where nothing may be left out
 * ({@code CI=true}) they fail.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsProvider.Condition.class)
public @interface NeedsProvider {

    /** Looks for it once per JVM. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String missing = InstalledProvider.find().missing();
            if (missing.isEmpty()) {
                return ConditionEvaluationResult.enabled("the provider is there");
            }
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError("Not tried: " + missing);
            }
            System.out.println("\n*** NOT TRIED: " + context.getDisplayName() + ": " + missing + "\n");
            return ConditionEvaluationResult.disabled(missing);
        }
    }
}
