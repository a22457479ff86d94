-- What is indexed of a turn: words without their accents, in the same pieces as FTS5 cuts them; names, documents and
-- bands of confidence (a tenth wide) as they are. Blocks of 8,192 turns let a search begin with the newest.
CREATE FUNCTION turn_terms(number integer, question text, searched text, answer text, cited json, confidence double precision,
    status text, channel text, composer text, generation text, verdict text, feedback text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
    SELECT to_tsvector('pg_catalog.simple', regexp_replace(regexp_replace(
            normalize(left(CASE searched WHEN question THEN question ELSE question || ' ' || searched END, 20000)
                || ' ' || left(answer, 100000), NFKD), '[\u0300-\u036f]+', '', 'g'),
            '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f]+', ' ', 'g'))
        || array_to_tsvector(ARRAY['st:' || status, 'ch:' || channel, 'co:' || left(composer, 200),
            'ge:' || left(generation, 200), 've:' || coalesce(verdict, ''), 'fe:' || coalesce(feedback, ''),
            'band:' || trunc(confidence * 10)::integer, 'block:' || number / 8192]
            || ARRAY(SELECT 'document:' || json_array_elements_text(cited)))
$$
----
-- What is counted of a turn. Two digits say enough of how long an answer took, and keep the values few.
CREATE FUNCTION turn_figures(status text, channel text, composer text, generation text, verdict text, feedback text,
    cited json, seconds double precision)
RETURNS TABLE (kind text, value text) LANGUAGE sql IMMUTABLE AS $$
    SELECT * FROM (VALUES ('status', status), ('channel', channel), ('composer', composer),
        ('generation', generation), ('verdict', verdict), ('feedback', feedback),
        ('milliseconds', CAST(CAST(CASE
            WHEN seconds < 0.1 THEN round(seconds * 1000) WHEN seconds < 1 THEN round(seconds * 100) * 10
            WHEN seconds < 10 THEN round(seconds * 10) * 100 ELSE round(seconds) * 1000 END AS integer) AS text))
        ) AS named(kind, value) WHERE value IS NOT NULL
    UNION ALL SELECT 'document', json_array_elements_text(cited)
$$
----
-- The index has no waiting list in front of it: reading that takes longer than keeping the index in order.
CREATE INDEX turn_search ON turns USING gin (
    turn_terms(number, question, searched, answer, cited, confidence, status, channel, composer, generation, verdict,
        feedback))
    WITH (fastupdate = off)
----
INSERT INTO day_counts(kind, day, value, count)
    SELECT kind, day, value, count(*)
    FROM turns, turn_figures(status, channel, composer, generation, verdict, feedback, cited, seconds) GROUP BY 1, 2, 3
----
INSERT INTO day_bounds SELECT day, min(number), max(number) FROM turns GROUP BY day
----
-- The figures of a whole statement go in at once and in order: two writers cannot wait for each other in a circle.
CREATE FUNCTION turns_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO day_counts(kind, day, value, count)
        SELECT kind, day, value, count(*)
        FROM added, turn_figures(status, channel, composer, generation, verdict, feedback, cited, seconds)
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        ON CONFLICT (kind, day, value) DO UPDATE SET count = day_counts.count + excluded.count;
    INSERT INTO day_bounds SELECT day, min(number), max(number) FROM added GROUP BY day ORDER BY day
        ON CONFLICT (day) DO UPDATE SET
            first = least(day_bounds.first, excluded.first), last = greatest(day_bounds.last, excluded.last);
    RETURN NULL;
END $$
----
CREATE FUNCTION turns_removed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO day_counts(kind, day, value, count)
        SELECT kind, day, value, -count(*)
        FROM removed, turn_figures(status, channel, composer, generation, verdict, feedback, cited, seconds)
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        ON CONFLICT (kind, day, value) DO UPDATE SET count = day_counts.count + excluded.count;
    RETURN NULL;
END $$
----
CREATE FUNCTION turns_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO day_counts(kind, day, value, count)
        SELECT kind, day, value, sum(step) FROM (
            SELECT 1 AS step, day, kind, value
            FROM added, turn_figures(status, channel, composer, generation, verdict, feedback, cited, seconds)
            UNION ALL SELECT -1, day, kind, value
            FROM removed, turn_figures(status, channel, composer, generation, verdict, feedback, cited, seconds)
        ) AS steps GROUP BY 1, 2, 3 HAVING sum(step) <> 0 ORDER BY 1, 2, 3
        ON CONFLICT (kind, day, value) DO UPDATE SET count = day_counts.count + excluded.count;
    RETURN NULL;
END $$
----
CREATE TRIGGER turns_added AFTER INSERT ON turns
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION turns_added()
----
CREATE TRIGGER turns_removed AFTER DELETE ON turns
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION turns_removed()
----
CREATE TRIGGER turns_changed AFTER UPDATE ON turns
    REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION turns_changed()
