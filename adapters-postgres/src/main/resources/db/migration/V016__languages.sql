-- Whose stems a tenant's memories are found by, chosen when it is made: indexed and sought alike. Of a language that was
-- not chosen a word is its own stem.
DO $$
BEGIN
    IF NOT pg_has_role(current_user, 'cofre_memory', 'SET') THEN
        GRANT cofre_memory TO CURRENT_USER WITH INHERIT FALSE, SET TRUE;
    END IF;
END
$$;

ALTER TABLE cofre.tenants
    ADD COLUMN languages text[] NOT NULL DEFAULT '{pt,en}' CHECK (languages <@ ARRAY['pt', 'en']);
ALTER TABLE cofre.tenants ALTER COLUMN languages DROP DEFAULT;
GRANT SELECT (tenant_id, languages) ON cofre.tenants TO cofre_memory;

GRANT USAGE, CREATE ON SCHEMA cofre TO cofre_memory;
SET LOCAL ROLE cofre_memory;

CREATE FUNCTION cofre.memory_languages(the_tenant text) RETURNS text[]
    LANGUAGE sql STABLE
AS $$
    SELECT coalesce((SELECT t.languages FROM cofre.tenants t WHERE t.tenant_id = the_tenant), '{pt,en}')
$$;

DROP FUNCTION cofre.memory_stems(text[]);

-- The stems of folded words; the letter in front keeps the languages apart.
CREATE FUNCTION cofre.memory_stems(words text[], chosen text[])
    RETURNS TABLE (word text, portuguese text, english text)
    LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT w,
           'p' || CASE WHEN 'pt' = ANY (chosen) THEN coalesce((ts_lexize('cofre.stems_portuguese', w))[1], w) ELSE w END,
           'e' || CASE WHEN 'en' = ANY (chosen) THEN coalesce((ts_lexize('cofre.stems_english', w))[1], w) ELSE w END
    FROM unnest(words) AS w
$$;

-- As in V013 but for the languages.
CREATE OR REPLACE PROCEDURE cofre.put_memory(
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
    chosen text[] := cofre.memory_languages(new_tenant);
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
        FROM (SELECT portuguese FROM cofre.memory_stems(new_words, chosen)
              UNION SELECT english FROM cofre.memory_stems(new_words, chosen)) AS stems (l);
    INSERT INTO cofre.memory_texts VALUES (new_id, new_owner, new_content, new_words);
    INSERT INTO cofre.memory_words AS w
        SELECT s, stems.word, stems.portuguese, stems.english, 1
        FROM unnest(scopes) AS s, cofre.memory_stems(new_words, chosen) AS stems
        ON CONFLICT (scope, word) DO UPDATE SET memories = w.memories + 1;
END
$$;

-- As in V013 but for the languages.
CREATE OR REPLACE FUNCTION cofre.memory_entries(scopes bigint[], words text[], typed text[], corrected boolean)
    RETURNS TABLE (place bigint, exact boolean, query tsquery, memories bigint, weight double precision)
    LANGUAGE plpgsql STABLE
AS $$
DECLARE
    -- Each costs a millisecond or more.
    most_corrected CONSTANT integer := 8;
    everything     double precision;
    chosen         text[];
BEGIN
    -- All scopes are of one tenant; where there is none yet, nothing is found anyhow.
    SELECT cofre.memory_languages(min(s.tenant_id)) INTO chosen FROM cofre.memory_scopes s WHERE s.scope = ANY (scopes);
    SELECT greatest(sum(s.memories), 1) INTO everything FROM cofre.memory_scopes s WHERE s.scope = ANY (scopes);
    RETURN QUERY
        WITH asked AS (
            SELECT s.*, EXISTS (
                SELECT FROM unnest(ARRAY[t.word, t.typed]) AS w
                WHERE 'pt' = ANY (chosen) AND ts_lexize('pg_catalog.portuguese_stem', w) = '{}'
                    OR 'en' = ANY (chosen) AND ts_lexize('pg_catalog.english_stem', w) = '{}'
            ) AS is_stop
            FROM unnest(words, typed) AS t (word, typed), cofre.memory_stems(ARRAY[t.word], chosen) AS s
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

REVOKE ALL ON FUNCTION cofre.memory_languages, cofre.memory_stems FROM PUBLIC;

RESET ROLE;
REVOKE CREATE ON SCHEMA cofre FROM cofre_memory;
