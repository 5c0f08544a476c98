-- Memories (spec 04): their content keys, and the projection that they are searched in.
--
-- Row-level security would keep PostgreSQL from using the text indexes: its policies run before operators that are not
-- leakproof. So the tables are granted to nobody; they and the functions below belong to cofre_memory, which owns just
-- that, logs in nowhere, and through whose functions alone they are read and written. Each function takes the tenant
-- and the owner, and pins its search path.
--
-- Words come here folded (lower case, no accents) from the adapter, the same way for memories and for queries: nothing
-- that a person wrote is ever parsed by PostgreSQL.

-- To give something to a role one has to be able to become it, which a superuser always is.
DO $$
BEGIN
    IF NOT pg_has_role(current_user, 'cofre_memory', 'SET') THEN
        GRANT cofre_memory TO CURRENT_USER WITH INHERIT FALSE, SET TRUE;
    END IF;
END
$$;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA cofre;
CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA cofre;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch WITH SCHEMA cofre;

-- Without stop words: how rare a word is decides what it is worth, and "não" alone can be searched for.
CREATE TEXT SEARCH DICTIONARY cofre.stems_portuguese (TEMPLATE = pg_catalog.snowball, Language = portuguese);
CREATE TEXT SEARCH DICTIONARY cofre.stems_english (TEMPLATE = pg_catalog.snowball, Language = english);

-- One row a memory that is not forgotten; deleting it is what forgetting means.
CREATE TABLE cofre.content_keys (
    memory_id   uuid PRIMARY KEY,
    tenant_id   text COLLATE "C" NOT NULL,
    owner_id    text COLLATE "C" NOT NULL,
    layer       text NOT NULL CHECK (layer IN ('session', 'temporary', 'permanent', 'shared')),
    type        text NOT NULL,
    sensitivity text NOT NULL CHECK (sensitivity IN ('public', 'internal', 'secret', 'pii')),
    wrapped_key text NOT NULL,
    at          timestamptz NOT NULL,
    expires_at  timestamptz,
    cause_id    uuid NOT NULL,
    cause_seq   bigint NOT NULL,
    position    bigint NOT NULL
);
CREATE INDEX content_keys_due ON cofre.content_keys (expires_at) WHERE expires_at IS NOT NULL;

-- What is searched as one: an owner's memories, or those that a tenant shares (owner_id is null).
CREATE TABLE cofre.memory_scopes (
    scope     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id text COLLATE "C" NOT NULL,
    owner_id  text COLLATE "C",
    memories  bigint NOT NULL DEFAULT 0,
    UNIQUE NULLS NOT DISTINCT (tenant_id, owner_id)
) WITH (fillfactor = 50);

-- Narrow, since a search for a common word reads many of its rows; the texts stand beside it. Never a secret memory.
CREATE TABLE cofre.memory_index (
    memory_id    uuid PRIMARY KEY,
    scope        bigint NOT NULL,
    shared_scope bigint,
    layer        text NOT NULL,
    session_id   text,
    tags         text[] NOT NULL,
    at           timestamptz NOT NULL,
    expires_at   timestamptz,
    lexemes      tsvector NOT NULL
);
-- Without a pending list, which every search would have to read through.
CREATE INDEX memory_index_own ON cofre.memory_index USING gin (scope, lexemes) WITH (fastupdate = off);
CREATE INDEX memory_index_shared ON cofre.memory_index USING gin (shared_scope, lexemes) WITH (fastupdate = off)
    WHERE shared_scope IS NOT NULL;
-- In the order of answers, for words that stand nearly everywhere: the first rows that have them are soon found.
CREATE INDEX memory_index_own_newest ON cofre.memory_index (scope, (layer = 'session') DESC, at DESC, memory_id);
CREATE INDEX memory_index_shared_newest ON cofre.memory_index (shared_scope, at DESC, memory_id)
    WHERE shared_scope IS NOT NULL;

CREATE TABLE cofre.memory_texts (
    memory_id uuid PRIMARY KEY,
    owner_id  text COLLATE "C" NOT NULL,
    content   text NOT NULL,
    words     text[] COLLATE "C" NOT NULL
);

-- The distinct words of a scope, with their stems and in how many memories they stand.
CREATE TABLE cofre.memory_words (
    scope      bigint NOT NULL,
    word       text COLLATE "C" NOT NULL,
    portuguese text COLLATE "C" NOT NULL,
    english    text COLLATE "C" NOT NULL,
    memories   bigint NOT NULL,
    PRIMARY KEY (scope, word)
) WITH (fillfactor = 80);
CREATE INDEX memory_words_portuguese ON cofre.memory_words (scope, portuguese);
CREATE INDEX memory_words_english ON cofre.memory_words (scope, english);
CREATE INDEX memory_words_near ON cofre.memory_words USING gin (scope, word cofre.gin_trgm_ops) WITH (fastupdate = off);

-- The stems of folded words; the letter in front keeps the languages apart.
CREATE FUNCTION cofre.memory_stems(words text[])
    RETURNS TABLE (word text, portuguese text, english text)
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT w,
           'p' || coalesce((ts_lexize('cofre.stems_portuguese', w))[1], w),
           'e' || coalesce((ts_lexize('cofre.stems_english', w))[1], w)
    FROM unnest(words) AS w
$$;

-- Lexemes as a query for any of them; whatever stands in them is literal.
CREATE FUNCTION cofre.memory_any_of(lexemes text[]) RETURNS tsquery
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT string_agg('''' || replace(replace(l, '\', '\\'), '''', '''''') || '''', ' | ')::tsquery
    FROM unnest(lexemes) AS l
$$;

CREATE PROCEDURE cofre.drop_memory(dropped uuid)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, cofre, pg_temp
AS $$
DECLARE
    scopes bigint[];
    gone   text[];
BEGIN
    DELETE FROM cofre.content_keys WHERE memory_id = dropped;
    DELETE FROM cofre.memory_index i WHERE i.memory_id = dropped
        RETURNING array_remove(ARRAY[i.scope, i.shared_scope], NULL) INTO scopes;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    DELETE FROM cofre.memory_texts t WHERE t.memory_id = dropped RETURNING t.words INTO gone;
    DELETE FROM cofre.memory_words w WHERE w.scope = ANY (scopes) AND w.word = ANY (gone) AND w.memories <= 1;
    UPDATE cofre.memory_words w SET memories = w.memories - 1 WHERE w.scope = ANY (scopes) AND w.word = ANY (gone);
    UPDATE cofre.memory_scopes s SET memories = s.memories - 1 WHERE s.scope = ANY (scopes);
END
$$;

-- The row is from now on as given. Without content the memory is kept and not indexed.
CREATE PROCEDURE cofre.put_memory(
    new_id uuid, new_tenant text, new_owner text, new_layer text, new_type text, new_sensitivity text, new_key text,
    new_at timestamptz, new_expires timestamptz, new_session text, new_tags text[], new_content text, new_words text[],
    cause_id uuid, cause_seq bigint, cause_position bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, cofre, pg_temp
AS $$
DECLARE
    scopes bigint[] := '{}';
    found  bigint;
    pool   text;
BEGIN
    CALL cofre.drop_memory(new_id);
    INSERT INTO cofre.content_keys
        VALUES (new_id, new_tenant, new_owner, new_layer, new_type, new_sensitivity, new_key, new_at, new_expires,
                cause_id, cause_seq, cause_position);
    IF new_content IS NULL OR new_sensitivity = 'secret' THEN
        RETURN;
    END IF;
    FOREACH pool IN ARRAY CASE WHEN new_layer = 'shared' THEN ARRAY[new_owner, NULL] ELSE ARRAY[new_owner] END LOOP
        INSERT INTO cofre.memory_scopes AS s (tenant_id, owner_id, memories) VALUES (new_tenant, pool, 1)
            ON CONFLICT (tenant_id, owner_id) DO UPDATE SET memories = s.memories + 1
            RETURNING s.scope INTO found;
        scopes := scopes || found;
    END LOOP;
    INSERT INTO cofre.memory_index
        SELECT new_id, scopes[1], scopes[2], new_layer, new_session, new_tags, new_at, new_expires,
               array_to_tsvector(coalesce(array_agg(l), '{}'))
        FROM (SELECT portuguese FROM cofre.memory_stems(new_words)
              UNION SELECT english FROM cofre.memory_stems(new_words)) AS stems (l);
    INSERT INTO cofre.memory_texts VALUES (new_id, new_owner, new_content, new_words);
    INSERT INTO cofre.memory_words AS w
        SELECT s, stems.word, stems.portuguese, stems.english, 1
        FROM unnest(scopes) AS s, cofre.memory_stems(new_words) AS stems
        ON CONFLICT (scope, word) DO UPDATE SET memories = w.memories + 1;
END
$$;

-- Up to 3 words of the scopes that a word may be a mistyping of (similarity from 0.5, edit distance up to 2), the
-- likeliest first.
CREATE FUNCTION cofre.memory_words_near(scopes bigint[], mistyped text)
    RETURNS TABLE (portuguese text, english text, memories bigint, alike double precision)
    LANGUAGE plpgsql STABLE
AS $$
BEGIN
    RETURN QUERY
        SELECT min(w.portuguese), min(w.english), sum(w.memories)::bigint, similarity(w.word, mistyped)::double precision
        FROM cofre.memory_words w
        WHERE w.scope = ANY (scopes) AND w.word % mistyped AND levenshtein_less_equal(w.word, mistyped, 2) <= 2
        GROUP BY w.word
        ORDER BY levenshtein_less_equal(w.word, mistyped, 2), similarity(w.word, mistyped) DESC, sum(w.memories) DESC,
                 w.word
        LIMIT 3;
END
$$;

-- What a query's words come to among the words of the scopes: an entry a word that stands there (exact), else one for
-- each of its near words. Places count from the rarest word up. Stop words count only where there are no others.
--
-- typed: the words with their accents, by which stop words are told. corrected: near words also for those that stand.
CREATE FUNCTION cofre.memory_entries(scopes bigint[], words text[], typed text[], corrected boolean)
    RETURNS TABLE (place bigint, exact boolean, query tsquery, memories bigint, weight double precision)
    LANGUAGE plpgsql STABLE
AS $$
DECLARE
    -- Each costs a millisecond or more.
    most_corrected CONSTANT integer := 8;
    everything     double precision;
BEGIN
    SELECT greatest(sum(s.memories), 1) INTO everything FROM cofre.memory_scopes s WHERE s.scope = ANY (scopes);
    RETURN QUERY
        WITH asked AS (
            SELECT s.*, EXISTS (
                SELECT FROM unnest(ARRAY[t.word, t.typed]) AS w
                WHERE ts_lexize('pg_catalog.portuguese_stem', w) = '{}' OR ts_lexize('pg_catalog.english_stem', w) = '{}'
            ) AS is_stop
            FROM unnest(words, typed) AS t (word, typed), cofre.memory_stems(ARRAY[t.word]) AS s
        ), sought AS (
            SELECT a.*, (
                SELECT sum(v.memories)::bigint FROM (
                    SELECT w.scope, w.word, w.memories FROM cofre.memory_words w
                    WHERE w.scope = ANY (scopes) AND w.portuguese = a.portuguese
                    UNION
                    SELECT w.scope, w.word, w.memories FROM cofre.memory_words w
                    WHERE w.scope = ANY (scopes) AND w.english = a.english
                ) AS v) AS memories
            FROM asked a WHERE NOT a.is_stop OR (SELECT bool_and(b.is_stop) FROM asked b)
        ), unknown AS (
            SELECT s.word FROM sought s WHERE s.memories IS NULL OR corrected
            ORDER BY length(s.word) DESC, s.word LIMIT most_corrected
        ), entries AS (
            SELECT s.word, true AS exact, s.portuguese, s.english, s.memories, 1.0::double precision AS alike
            FROM sought s WHERE s.memories IS NOT NULL
            UNION ALL
            SELECT u.word, false, n.portuguese, n.english, n.memories, n.alike / 2
            FROM unknown u, cofre.memory_words_near(scopes, u.word) AS n
        ), rated AS (
            SELECT e.*, min(e.memories) OVER (PARTITION BY e.word) AS rarest FROM entries e
        )
        SELECT dense_rank() OVER (ORDER BY r.rarest, r.word), r.exact,
               cofre.memory_any_of(ARRAY[r.portuguese, r.english]), r.memories,
               r.alike * ln(1 + everything / r.memories)
        FROM rated r;
END
$$;

-- Memories that have all words as they are come first. (Among corrections of one word, the closer comes first, unless
-- thousands of memories have them.) Only where these are too few, those with some of the words are
-- ranked; they are fetched by the rarest words, so that a common word beside a rare one costs nothing.
--
-- The score never rises along the answer: hundreds for how exactly, tens for whose, the rest for how much of the query.
CREATE FUNCTION cofre.memory_answer(
    the_tenant text, the_owner text, words text[], typed text[], the_layer text, the_tags text[], the_session text,
    with_shared boolean, at_most integer, the_time timestamptz, corrected boolean)
    RETURNS TABLE (memory_id uuid, owner_id text, content text, tags text[], layer text, score double precision,
                   at timestamptz)
    LANGUAGE plpgsql STABLE
AS $$
DECLARE
    -- A longer query goes by its rarest words.
    most_places     CONSTANT integer := 24;
    most_candidates CONSTANT bigint := 3000;
    own       bigint;
    pool      bigint;
    queries   tsquery[];
    weights   double precision[];
    worth     text;
    certain   text;
    anyone    tsquery;
    everyone  tsquery;
    exact     boolean;
    sought    bigint;
    frequent  boolean;
    found     integer := 0;
    -- Two ways to the same rows. By the text index: the fence keeps the planner from guessing a better one. By the
    -- order of the answer: the function form of @@ is one that no text index serves.
    by_words  CONSTANT text := '(SELECT i.*, %s AS class FROM cofre.memory_index i
        WHERE i.%s AND i.lexemes @@ $3 AND %s OFFSET 0)';
    by_age    CONSTANT text := '(SELECT i.*, %s AS class FROM cofre.memory_index i
        WHERE i.%s AND ts_match_vq(i.lexemes, $3) AND %s ORDER BY %s i.at DESC, i.memory_id LIMIT $8)';
    mine      CONSTANT text := 'CASE WHEN i.layer = ''session'' THEN 2 ELSE 1 END';
    others    CONSTANT text := 'scope IS DISTINCT FROM $1 AND i.shared_scope = $2';
    fit       CONSTANT text := '(i.expires_at IS NULL OR i.expires_at > $4) AND ($5 IS NULL OR i.layer = $5)
        AND i.tags @> $6 AND ($7 IS NULL OR i.session_id = $7)';
    source    text := format(by_words, mine, 'scope = $1', fit) || ' UNION ALL ' || format(by_words, 0, others, fit);
BEGIN
    SELECT s.scope INTO own FROM cofre.memory_scopes s WHERE s.tenant_id = the_tenant AND s.owner_id = the_owner;
    IF with_shared THEN
        SELECT s.scope INTO pool FROM cofre.memory_scopes s WHERE s.tenant_id = the_tenant AND s.owner_id IS NULL;
    END IF;

    WITH entries AS (
        SELECT e.*, row_number() OVER (ORDER BY e.place, e.weight DESC) AS n
        FROM cofre.memory_entries(array_remove(ARRAY[own, pool], NULL), words, typed, corrected) AS e
        WHERE e.place <= most_places
    ), places AS (
        SELECT e.place, bool_and(e.exact) AS exact, sum(sum(e.memories)) OVER (ORDER BY e.place) AS fetched,
               sum(e.memories) AS memories,
               '(' || string_agg(e.query::text, ' | ') || ')' AS query,
               'greatest(' || string_agg(format('CASE WHEN i.lexemes @@ $8[%1$s] THEN $9[%1$s] ELSE 0 END', e.n), ', ')
                   || ')' AS worth,
               format('i.lexemes @@ $8[%s]', min(e.n)) AS certain
        FROM entries e GROUP BY e.place
    )
    SELECT string_agg(p.query, ' | ') FILTER (WHERE p.place = 1 OR p.fetched <= most_candidates)::tsquery,
           string_agg(p.query, ' & ')::tsquery, coalesce(bool_and(p.exact), false), count(*),
           string_agg(p.worth, ' + '), coalesce(string_agg(p.certain, ' OR ') FILTER (WHERE p.exact), 'false'),
           (SELECT array_agg(e.query ORDER BY e.n) FROM entries e),
           (SELECT array_agg(e.weight ORDER BY e.n) FROM entries e),
           min(p.memories) > most_candidates
    INTO anyone, everyone, exact, sought, worth, certain, queries, weights, frequent
    FROM places p;

    IF exact OR sought = 1 AND frequent THEN
        IF frequent AND the_layer IS NULL AND the_tags = '{}' AND the_session IS NULL THEN
            source := format(by_age, mine, 'scope = $1', fit, '(i.layer = ''session'') DESC,')
                || ' UNION ALL ' || format(by_age, 0, others, fit, '');
        END IF;
        RETURN QUERY EXECUTE
            'SELECT h.memory_id, t.owner_id, t.content, h.tags, h.layer, $9 + 9.0::float8 + 10 * h.class, h.at
             FROM (SELECT * FROM (' || source || ') AS i ORDER BY i.class DESC, i.at DESC, i.memory_id LIMIT $8) AS h
             JOIN cofre.memory_texts t USING (memory_id)
             ORDER BY h.class DESC, h.at DESC, h.memory_id'
            USING own, pool, everyone, the_time, the_layer, the_tags, the_session, at_most,
                  CASE WHEN exact THEN 200 ELSE 0 END;
        GET DIAGNOSTICS found = ROW_COUNT;
        IF found = at_most OR sought = 1 THEN
            RETURN;
        END IF;
    ELSE
        everyone := NULL;
    END IF;
    IF anyone IS NOT NULL THEN
        RETURN QUERY EXECUTE
            'SELECT h.memory_id, t.owner_id, t.content, h.tags, h.layer, h.score, h.at
             FROM (SELECT i.*, CASE WHEN ' || certain || ' THEN 100.0::float8 ELSE 0 END
                          + 10 * i.class + 9 * (' || worth || ') / $10 AS score
                   FROM (' || format(by_words, mine, 'scope = $1', fit) || ' UNION ALL '
                            || format(by_words, 0, others, fit) || ') AS i
                   WHERE $11 IS NULL OR NOT i.lexemes @@ $11
                   ORDER BY score DESC, i.at DESC, i.memory_id LIMIT $12) AS h
             JOIN cofre.memory_texts t USING (memory_id)
             ORDER BY h.score DESC, h.at DESC, h.memory_id'
            USING own, pool, anyone, the_time, the_layer, the_tags, the_session, queries, weights,
                  (SELECT sum(w) FROM unnest(weights) w), everyone, at_most - found;
    END IF;
END
$$;

-- The only way to read what people remember. Nothing of another owner is answered but what the tenant shares, and that
-- only where asked for. Where nothing has the words as they are, as when only expired or filtered memories have them,
-- they are taken for mistyped.
CREATE FUNCTION cofre.search_memories(
    the_tenant text, the_owner text, words text[], typed text[], the_layer text, the_tags text[], the_session text,
    with_shared boolean, at_most integer, the_time timestamptz)
    RETURNS TABLE (memory_id uuid, owner_id text, content text, tags text[], layer text, score double precision,
                   at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, cofre, pg_temp
    -- Plans are made for the words at hand, and never by reading everybody's rows.
    SET plan_cache_mode = force_custom_plan
    SET enable_seqscan = off
    SET jit = off
    SET pg_trgm.similarity_threshold = 0.5
AS $$
DECLARE
    again boolean;
BEGIN
    FOREACH again IN ARRAY ARRAY[false, true] LOOP
        RETURN QUERY SELECT * FROM cofre.memory_answer(
            the_tenant, the_owner, words, typed, the_layer, the_tags, the_session, with_shared, at_most, the_time, again);
        EXIT WHEN FOUND;
    END LOOP;
END
$$;

-- A memory without its text, of the tenant's.
CREATE FUNCTION cofre.find_memory(the_tenant text, the_memory uuid, the_time timestamptz)
    RETURNS TABLE (memory_id uuid, tenant_id text, owner_id text, layer text, wrapped_key text, expires_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
    SELECT k.memory_id, k.tenant_id, k.owner_id, k.layer, k.wrapped_key, k.expires_at
    FROM cofre.content_keys k
    WHERE k.memory_id = the_memory AND k.tenant_id = the_tenant AND (k.expires_at IS NULL OR k.expires_at > the_time)
$$;

-- Said while the migrating user still owns them; what it said goes over to the new owner.
REVOKE ALL ON ROUTINE cofre.memory_stems, cofre.memory_any_of, cofre.memory_words_near, cofre.memory_entries,
    cofre.memory_answer, cofre.search_memories, cofre.find_memory, cofre.put_memory, cofre.drop_memory FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cofre.search_memories, cofre.find_memory TO cofre_reader;
GRANT EXECUTE ON PROCEDURE cofre.put_memory, cofre.drop_memory TO cofre_writer;
-- The sweep looks for what is due in all tenants; there is no text in it.
GRANT SELECT ON cofre.content_keys TO cofre_system;

GRANT USAGE, CREATE ON SCHEMA cofre TO cofre_memory;
ALTER TABLE cofre.content_keys OWNER TO cofre_memory;
ALTER TABLE cofre.memory_scopes OWNER TO cofre_memory;
ALTER TABLE cofre.memory_index OWNER TO cofre_memory;
ALTER TABLE cofre.memory_texts OWNER TO cofre_memory;
ALTER TABLE cofre.memory_words OWNER TO cofre_memory;
ALTER ROUTINE cofre.memory_stems OWNER TO cofre_memory;
ALTER ROUTINE cofre.memory_any_of OWNER TO cofre_memory;
ALTER ROUTINE cofre.memory_words_near OWNER TO cofre_memory;
ALTER ROUTINE cofre.memory_entries OWNER TO cofre_memory;
ALTER ROUTINE cofre.memory_answer OWNER TO cofre_memory;
ALTER ROUTINE cofre.search_memories OWNER TO cofre_memory;
ALTER ROUTINE cofre.find_memory OWNER TO cofre_memory;
ALTER ROUTINE cofre.put_memory OWNER TO cofre_memory;
ALTER ROUTINE cofre.drop_memory OWNER TO cofre_memory;
REVOKE CREATE ON SCHEMA cofre FROM cofre_memory;
