package io.cofre.assembly.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.assembly.cli.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What the demo sends: the seed's own bodies to the letter, and those for what the seed takes for granted. */
final class Bodies {
    static final String TENANT = "voulezvous";
    static final String WALLET = "wlt_voulezvous_dan";
    static final String OWNER = "dan@voulezvous";
    static final String AUDITOR = "wlt_voulezvous_auditor";
    static final String MAIN_KID = "kid_ed25519_main";

    static final String CREATE_TENANT = """
            {"tenant_id":"voulezvous","name":"Voulez-vous"}""";
    static final String CREATE_WALLET = """
            {"wallet_id":"wlt_voulezvous_dan","tenant_id":"voulezvous","owner_id":"dan@voulezvous"}""";
    static final String CREATE_AUDITOR = """
            {"wallet_id":"wlt_voulezvous_auditor","tenant_id":"voulezvous","owner_id":"auditor@voulezvous"}""";
    static final String ISSUE_AUDITOR = """
            {"wallet_id":"wlt_voulezvous_auditor","tenant_id":"voulezvous","scopes":["tenant.admin","span.read"],
             "ttl_hours":24,"kind":"admin","description":"The demo's auditor"}""";

    /** Section 7.1 of the seed. */
    static final String ISSUE = """
            {"wallet_id":"wlt_voulezvous_dan","tenant_id":"voulezvous",
             "scopes":["wallet.open","span.sign","provider.invoke:anthropic/*","prompt.fetch","memory.*"],
             "ttl_hours":720,"description":"Vercel Frontend"}""";
    /** Section 7.2. */
    static final String APP = """
            {"app_id":"writer-bot","intent_set":["memory.upsert","prompt_runner.execute"],
             "requires_caps":["memory.write","provider.invoke:*"],
             "default_slo":{"p95_ms":800,"min_quality":0.7},"memory_contracts":["basic_memory"],
             "prompt_blocks":["dialogue_block","feedback_block"],"visibility":"tenant"}""";
    /** Section 7.3. */
    static final String ADD = """
            {"content":"Dan prefere espresso curto","tags":["perfil","cafe"],"layer":"session"}""";
    /** Section 7.3. */
    static final String SEARCH = """
            {"query":"espresso","limit":10}""";
    /** Section 7.4. */
    static final String PROMPT = """
            {"prompt_id":"00000000-0000-4000-8000-000000000101","vars":{"user_name":"Dan"}}""";
    /** Section 7.5, with the model last. */
    static final String ASK = """
            {"text":"Resuma https://voulezvous.pt","with_memory":true,"model":"claude-3-5-sonnet"}""";

    /** The seed's question has no word in common with the seed's memory; this one has. */
    static final String ASK_OF_COFFEE = """
            {"text":"Que espresso prefere o Dan?","with_memory":true,"model":"claude-3-5-sonnet"}""";

    /** What the seed's own token does not hold. */
    static final String ISSUE_FURTHER = """
            {"wallet_id":"wlt_voulezvous_dan","tenant_id":"voulezvous",
             "scopes":["http.sign","span.read","wallet.key.rotate"],"ttl_hours":24,"description":"The demo's own"}""";

    static final String ROTATE_TOKEN = """
            {"wallet_id":"wlt_voulezvous_dan","scopes":["memory.*"],"ttl_hours":720}""";
    static final String ASK_STREAMED = """
            {"text":"Diga olá","stream":true,"model":"claude-3-5-sonnet"}""";
    static final String INVOKE = """
            {"kid":"kid_provider_anthropic","provider":"anthropic","model":"claude-3-5-sonnet",
             "input":{"messages":[{"role":"user","content":"Diga bom dia"}]}}""";
    static final String ROTATE_KEY = """
            {"kid":"kid_ed25519_main"}""";

    /** The origin of somebody else's service. */
    static final String ELSEWHERE = "https://billing.example";

    static final String REQUEST_PATH = "/v1/invoices?month=2026-03";
    static final String REQUEST_BODY = """
            {"amount":1250,"currency":"EUR"}""";

    private Bodies() {}

    static JsonNode of(String text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key for a provider, which the demo's service answers for by itself. */
    static ObjectNode providerKey(String secret) {
        ObjectNode body = (ObjectNode) of("""
                {"wallet_id":"wlt_voulezvous_dan","kid":"kid_provider_anthropic","type":"provider_key",
                 "provider":"anthropic","caps":["provider.invoke:anthropic/*"]}""");
        return body.put("secret", secret);
    }

    /** A request to another service, to be signed. */
    static ObjectNode request() {
        return Json.object()
                .put("kid", MAIN_KID)
                .put("method", "POST")
                .put("path_with_query", REQUEST_PATH)
                .put("body_canon", REQUEST_BODY)
                .put("aud", ELSEWHERE);
    }

    /** A span, as an application would write it; not signed yet. */
    static ObjectNode span(Instant now, String type, String name, String content) {
        ObjectNode span = Json.object()
                .put("id", UUID.randomUUID().toString())
                .put("seq", 0)
                .put("entity_type", type)
                .put("name", name)
                .put("who", "wallet:" + WALLET)
                .put("this", type + ".demo")
                .put("at", now.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z"))
                .put("tenant_id", TENANT)
                .put("owner_id", OWNER)
                .put("visibility", "tenant");
        span.set("content", of(content));
        return span;
    }

    static ObjectNode note(Instant now) {
        return span(
                now,
                "note",
                "a note",
                "{\"text\":\"Olá, Cofre ☕\",\"n\":1.50,\"nested\":{\"b\":[true,null],\"a\":\"ü\"}}");
    }
}
