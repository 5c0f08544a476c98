package io.cofre.arch;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Conditions on what the code of a class reaches. */
final class Reach {
    private Reach() {}

    /** Depends on a port, or on what it hands out, that neither the class nor the class around it implements. */
    static ArchCondition<JavaClass> forPortsNotImplemented(DescribedPredicate<JavaClass> port) {
        return new ArchCondition<>("depend on port interfaces that they do not implement") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass();
                    if (port.test(target) && !implementsIt(type, target)) {
                        events.add(SimpleConditionEvent.satisfied(dependency, dependency.getDescription()));
                    }
                }
            }

            private boolean implementsIt(JavaClass type, JavaClass target) {
                return type.isAssignableTo(target.getName())
                        || target.getEnclosingClass()
                                .map(port -> implementsIt(type, port))
                                .orElse(false)
                        || type.getEnclosingClass()
                                .map(outer -> implementsIt(outer, target))
                                .orElse(false);
            }
        };
    }

    /** Calls or refers to a method or constructor. */
    static ArchCondition<JavaClass> forAccesses(DescribedPredicate<JavaCodeUnitAccess<?>> access) {
        return new ArchCondition<>(access.getDescription()) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaCodeUnitAccess<?> each : type.getCodeUnitAccessesFromSelf()) {
                    if (access.test(each)) {
                        events.add(SimpleConditionEvent.satisfied(each, each.getDescription()));
                    }
                }
            }
        };
    }
}
