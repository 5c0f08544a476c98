package io.cofre.domain.span;

import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonObject.Member;
import io.cofre.domain.json.JsonPointer;
import io.cofre.domain.json.JsonValue;
import io.cofre.ports.span.EntityType;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of a span as they are read, one by one (spec 03, "The span"). For one span, by one thread. */
final class SpanMembers {
    /** The members that hold any JSON, in the order of {@link SpanHeader.Slices}. */
    static final List<String> ANY_JSON = List.of("content", "metadata", "input", "output", "error");

    private static final int MAX_RELATED = 1_000;

    private @Nullable SpanId id;
    private @Nullable Long seq;
    private @Nullable EntityType entityType;
    private @Nullable String who;
    private @Nullable String thing;
    private @Nullable Instant at;
    private @Nullable TenantId tenant;
    private @Nullable OwnerId owner;
    private @Nullable Visibility visibility;
    private Optional<String> did = Optional.empty();
    private Optional<SpanId> parentId = Optional.empty();
    private List<SpanId> relatedTo = List.of();
    private Optional<String> status = Optional.empty();
    private boolean deleted;
    private Optional<String> name = Optional.empty();
    private Optional<String> description = Optional.empty();
    private Optional<String> code = Optional.empty();
    private Optional<String> language = Optional.empty();
    private Optional<String> runtime = Optional.empty();
    private Optional<Long> durationMs = Optional.empty();
    private Optional<String> traceId = Optional.empty();
    private Optional<PayloadHash> prevHash = Optional.empty();

    private SpanMembers() {}

    static SpanMembers read(JsonObject span) throws Malformed {
        SpanMembers members = new SpanMembers();
        for (Member member : span.members()) {
            members.take(member);
        }
        return members;
    }

    private void take(Member member) throws Malformed {
        switch (member.name()) {
            case "id" -> id = MemberReader.id(member);
            case "seq" -> seq = MemberReader.count(member);
            case "entity_type" ->
                entityType = MemberReader.parsed(member, EntityType::parse, "must match [a-z0-9_.-]{1,64}");
            case "who" -> who = MemberReader.text(member);
            case "this" -> thing = MemberReader.text(member);
            case "at" ->
                at = MemberReader.parsed(
                        member, SpanTime::parse, "must be a time of the form YYYY-MM-DDThh:mm:ss.sssZ that exists");
            case "tenant_id" -> tenant = MemberReader.parsed(member, TenantId::parse, "must be a tenant's id");
            case "owner_id" -> owner = MemberReader.parsed(member, OwnerId::parse, "must be an owner's id");
            case "visibility" ->
                visibility = MemberReader.parsed(member, SpanMembers::visibility, "must be private, tenant or public");
            case "did" -> did = MemberReader.optional(member, MemberReader::text);
            case "parent_id" -> parentId = MemberReader.optional(member, MemberReader::id);
            case "related_to" ->
                relatedTo = MemberReader.optional(member, SpanMembers::ids).orElse(List.of());
            case "status" -> status = MemberReader.optional(member, MemberReader::text);
            case "is_deleted" ->
                deleted = MemberReader.optional(member, MemberReader::bool).orElse(false);
            case "name" -> name = MemberReader.optional(member, MemberReader::text);
            case "description" -> description = MemberReader.optional(member, MemberReader::text);
            case "code" -> code = MemberReader.optional(member, MemberReader::text);
            case "language" -> language = MemberReader.optional(member, MemberReader::text);
            case "runtime" -> runtime = MemberReader.optional(member, MemberReader::text);
            case "duration_ms" -> durationMs = MemberReader.optional(member, MemberReader::count);
            case "trace_id" -> traceId = MemberReader.optional(member, MemberReader::text);
            case "prev_hash" -> prevHash = MemberReader.optional(member, SpanMembers::hash);
            default -> {
                if (!ANY_JSON.contains(member.name())) {
                    throw new Malformed(
                            MemberReader.pointer(member),
                            "a span has no such member; what is the application's own goes into content or metadata");
                }
            }
        }
    }

    private static Optional<Visibility> visibility(String word) {
        return switch (word) {
            case "private" -> Optional.of(Visibility.PRIVATE);
            case "tenant" -> Optional.of(Visibility.TENANT);
            case "public" -> Optional.of(Visibility.PUBLIC);
            default -> Optional.empty();
        };
    }

    private static PayloadHash hash(Member member) throws Malformed {
        return MemberReader.parsed(member, PayloadHash::parse, "must be b3: and 64 lower-case hex digits");
    }

    private static List<SpanId> ids(Member member) throws Malformed {
        String pointer = MemberReader.pointer(member);
        if (!(member.value() instanceof JsonArray array) || array.items().size() > MAX_RELATED) {
            throw new Malformed(pointer, "must be an array of at most " + MAX_RELATED + " UUIDs");
        }
        List<SpanId> ids = new ArrayList<>(array.items().size());
        for (JsonValue item : array.items()) {
            ids.add(MemberReader.parsed(
                    item, JsonPointer.child(pointer, ids.size()), SpanId::parse, "must be a UUID in lower case"));
        }
        return ids;
    }

    /** The header, with the places of what holds any JSON in the canonical bytes of the same span. */
    SpanHeader header(Canonical.Sliced canonical) throws Malformed {
        return new SpanHeader(
                required("id", id),
                required("seq", seq),
                required("entity_type", entityType),
                required("who", who),
                required("this", thing),
                required("at", at),
                required("tenant_id", tenant),
                required("owner_id", owner),
                required("visibility", visibility),
                did,
                parentId,
                relatedTo,
                status,
                deleted,
                name,
                description,
                code,
                language,
                runtime,
                durationMs,
                traceId,
                prevHash,
                new SpanHeader.Slices(
                        canonical.slice("content"),
                        canonical.slice("metadata"),
                        canonical.slice("input"),
                        canonical.slice("output"),
                        canonical.slice("error")));
    }

    private static <T> T required(String name, @Nullable T value) throws Malformed {
        if (value == null) {
            throw new Malformed("/" + name, "is required and not there");
        }
        return value;
    }
}
