package io.cofre.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the types of ports and domain look like: facts, secrets, names, failures, use cases (A8 to A11, A15). */
final class Shapes {
    private static final Pattern NO_OWNER = Pattern.compile(".*(Manager|Helper|Utils?|Impl|Service|Processor|Handler)");
    private static final Set<String> BARE =
            Set.of("java.lang.Throwable", "java.lang.Exception", "java.lang.RuntimeException", "java.lang.Error");

    /** Lists: a filter that may be absent, and a page that begins at the start or after the last one's end. */
    private static final Set<String> OPTIONAL_FILTERS =
            Set.of("Apps.list", "SecretRows.madeBefore", "Tenants.list", "Tokens.ofWallet", "Wallets.list");

    /** Signing speaks of bytes: messages in, signatures out. */
    private static final Set<String> RAW_BYTES = Set.of("Ed25519Engine.sign", "KeyVault.sign");

    private final String root;

    private Shapes(String root) {
        this.root = root;
    }

    static List<Law> below(String root) {
        Shapes shapes = new Shapes(root);
        return List.of(
                shapes.law("A8 ports hold interfaces and facts", "ports", Shapes::wrongFact),
                shapes.portSignatures(),
                shapes.law("A9 no record holds an array", "ports", Shapes::arrayInRecord),
                shapes.law("A9 no record of the domain holds an array", "domain", Shapes::arrayInRecord),
                shapes.law("A9 a type that is cleared hides itself", "ports", Shapes::tellingSecret),
                shapes.law("A10 names in ports", "ports", Shapes::ownerlessName),
                shapes.law("A10 names in the domain", "domain", Shapes::ownerlessName),
                shapes.failuresOfPorts(),
                shapes.failuresOfAdapters(),
                shapes.nobodyThrowsBare(),
                shapes.law("A15 no injected field", "", Shapes::injectedField),
                shapes.law("A15 no static state", "", shapes::staticState),
                shapes.law("A15 a use case is final and does one thing", "domain.usecase", Shapes::notOneThing));
    }

    private static List<String> wrongFact(JavaClass type) {
        boolean right = type.isInterface()
                || type.isRecord()
                || type.isEnum()
                || type.isAnonymousClass()
                || type.getModifiers().contains(JavaModifier.FINAL)
                || type.isAssignableTo(Throwable.class)
                || type.reflect().isSealed();
        return right ? List.of() : List.of("is no interface, record, enum, sealed type, exception or final class");
    }

    private Law portSignatures() {
        return new Law(
                "A8 signatures of ports",
                "ports",
                classes()
                        .that(Walls.portInterface(root))
                        .should(have(
                                "plain signatures",
                                type -> type.getMethods().stream()
                                        .flatMap(method -> wrongSignature(method).stream())
                                        .toList())));
    }

    private static List<String> wrongSignature(JavaMethod method) {
        String name = method.getOwner().getSimpleName() + "." + method.getName();
        List<String> wrong = new ArrayList<>();
        method.getParameterTypes().forEach(parameter -> {
            if (parameter.toErasure().isAssignableTo(Optional.class) && !OPTIONAL_FILTERS.contains(name)) {
                wrong.add(method.getName() + " takes an Optional");
            }
        });
        List<JavaType> all = new ArrayList<>(method.getParameterTypes());
        all.add(method.getReturnType());
        for (JavaType type : all) {
            if (!RAW_BYTES.contains(name)
                    && type.getAllInvolvedRawTypes().stream().anyMatch(JavaClass::isArray)) {
                wrong.add(method.getName() + " takes or returns an array");
            }
            if (type.getName().equals("java.util.Map<java.lang.String, java.lang.Object>")) {
                wrong.add(method.getName() + " takes or returns a Map of anything");
            }
        }
        return wrong;
    }

    private static List<String> arrayInRecord(JavaClass type) {
        return type.isRecord()
                ? fields(
                        type,
                        field -> !field.getModifiers().contains(JavaModifier.STATIC)
                                && field.getRawType().isArray())
                : List.of();
    }

    /** A type that holds bytes and can be cleared is a secret: no record, no equality, no text of its content. */
    private static List<String> tellingSecret(JavaClass type) {
        boolean secret = type.isAssignableTo(AutoCloseable.class)
                && type.getFields().stream()
                        .anyMatch(field -> field.getRawType().isArray());
        if (!secret) {
            return List.of();
        }
        List<String> wrong = new ArrayList<>();
        for (JavaMethod method : type.getMethods()) {
            if (method.getName().equals("equals") || method.getName().equals("hashCode")) {
                wrong.add("declares " + method.getName());
            }
            if (method.getName().equals("toString")
                    && !method.getAccessesFromSelf().isEmpty()) {
                wrong.add("puts more than a constant into toString");
            }
        }
        if (type.isRecord()) {
            wrong.add("is a record");
        }
        return wrong;
    }

    private static List<String> ownerlessName(JavaClass type) {
        return NO_OWNER.matcher(type.getSimpleName()).matches() ? List.of("has a name without an owner") : List.of();
    }

    private Law failuresOfPorts() {
        return law(
                "A11 a failure of a port is a PortFailure",
                "ports",
                type -> type.isAssignableTo(Throwable.class) && !type.isAssignableTo(root + ".ports.PortFailure")
                        ? List.of("is no PortFailure")
                        : List.of());
    }

    /** An adapter may have exceptions of its own, but what implements a port makes none that others could see. */
    private Law failuresOfAdapters() {
        DescribedPredicate<JavaClass> port = Walls.portInterface(root);
        DescribedPredicate<JavaCodeUnitAccess<?>> foreign = DescribedPredicate.describe(
                "make a failure that is no PortFailure where a port is implemented",
                access -> access.getTarget().getName().equals("<init>")
                        && access.getTargetOwner().isAssignableTo(Throwable.class)
                        && access.getTargetOwner().getModifiers().contains(JavaModifier.PUBLIC)
                        && !access.getTargetOwner().getPackageName().equals("java.lang")
                        && !access.getTargetOwner().isAssignableTo(root + ".ports.PortFailure")
                        && access.getOriginOwner().getAllRawInterfaces().stream()
                                .anyMatch(port));
        return new Law(
                "A11 a port's adapter fails with a PortFailure",
                "",
                noClasses()
                        .that(DescribedPredicate.describe("in " + root, type -> Room.within(root, type)))
                        .should(Reach.forAccesses(foreign)));
    }

    private Law nobodyThrowsBare() {
        DescribedPredicate<JavaCodeUnitAccess<?>> bare = DescribedPredicate.describe(
                "make a bare exception",
                access -> access.getTarget().getName().equals("<init>")
                        && BARE.contains(access.getTargetOwner().getName())
                        && !access.getOriginOwner()
                                .isAssignableTo(access.getTargetOwner().getName()));
        return new Law(
                "A11 nobody throws a bare exception",
                "",
                noClasses()
                        .that(DescribedPredicate.describe("in " + root, type -> Room.within(root, type)))
                        .should(Reach.forAccesses(bare)));
    }

    private static List<String> injectedField(JavaClass type) {
        return fields(
                type,
                field -> field.isAnnotatedWith("jakarta.inject.Inject")
                        || field.isAnnotatedWith("com.google.inject.Inject"));
    }

    /** Tests count their seeds; nobody else shares what changes. */
    private List<String> staticState(JavaClass type) {
        if (Room.TESTKIT.below(root).test(type)) {
            return List.of();
        }
        return fields(
                type,
                field -> field.getModifiers().contains(JavaModifier.STATIC)
                        && !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && (!field.getModifiers().contains(JavaModifier.FINAL)
                                || field.getRawType().getPackageName().equals("java.util.concurrent.atomic")
                                || field.getRawType().isEquivalentTo(ThreadLocal.class)));
    }

    private static List<String> notOneThing(JavaClass type) {
        boolean useCase = type.isTopLevelClass()
                && !type.isInterface()
                && !type.isRecord()
                && !type.isEnum()
                && type.getModifiers().contains(JavaModifier.PUBLIC);
        if (!useCase) {
            return List.of();
        }
        List<String> wrong = new ArrayList<>();
        if (!type.getModifiers().contains(JavaModifier.FINAL)) {
            wrong.add("is not final");
        }
        long doings = type.getMethods().stream()
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                        && !method.getModifiers().contains(JavaModifier.STATIC)
                        && !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(JavaMethod::getName)
                .count();
        // None at all: a tool that use cases share, public only for whoever builds them.
        if (doings > 1) {
            wrong.add("has " + doings + " public methods");
        }
        return wrong;
    }

    private static List<String> fields(JavaClass type, Predicate<JavaField> wrong) {
        return type.getFields().stream()
                .filter(wrong)
                .map(field -> "field " + field.getName())
                .toList();
    }

    private Law law(String name, String place, Function<JavaClass, List<String>> wrong) {
        String packageName = place.isEmpty() ? root : root + "." + place;
        return new Law(
                name,
                place,
                classes()
                        .that(DescribedPredicate.describe("in " + packageName, type -> Room.within(packageName, type)))
                        .should(have("nothing against this", wrong)));
    }

    private static ArchCondition<JavaClass> have(String text, Function<JavaClass, List<String>> wrong) {
        return new ArchCondition<>("have " + text) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (String what : wrong.apply(type)) {
                    events.add(SimpleConditionEvent.violated(
                            type, "Class <" + type.getName() + "> " + what + " in " + type.getSourceCodeLocation()));
                }
            }
        };
    }
}
