-- What is indexed of a turn: its question as asked, and as searched where that was in other words. A name becomes one
-- word, whatever stands in it; a band of confidence is a tenth wide.
CREATE VIEW turn_words AS SELECT number,
    CASE searched WHEN question THEN question ELSE question || ' ' || searched END AS question, answer, cited,
    'st' || hex(status) || ' ch' || hex(channel) || ' co' || hex(composer) || ' ge' || hex(generation)
    || ' ve' || hex(coalesce(verdict, '')) || ' fe' || hex(coalesce(feedback, ''))
    || ' band' || CAST(confidence * 10 AS INTEGER) AS facets FROM turns
----
-- What is counted of a turn. Two digits say enough of how long an answer took, and keep the values few.
CREATE VIEW turn_figures AS
    SELECT number, day, 'status' AS kind, status AS value FROM turns
    UNION ALL SELECT number, day, 'channel', channel FROM turns
    UNION ALL SELECT number, day, 'composer', composer FROM turns
    UNION ALL SELECT number, day, 'generation', generation FROM turns
    UNION ALL SELECT number, day, 'verdict', verdict FROM turns WHERE verdict IS NOT NULL
    UNION ALL SELECT number, day, 'feedback', feedback FROM turns WHERE feedback IS NOT NULL
    UNION ALL SELECT number, day, 'document', value FROM turns, json_each(cited)
    UNION ALL SELECT number, day, 'milliseconds', CAST(CAST(CASE
        WHEN seconds < 0.1 THEN round(seconds * 1000) WHEN seconds < 1 THEN round(seconds * 100) * 10
        WHEN seconds < 10 THEN round(seconds * 10) * 100 ELSE round(seconds) * 1000 END AS INTEGER) AS TEXT) FROM turns
----
-- An index of words without a copy of the texts.
CREATE VIRTUAL TABLE turn_search USING fts5(question, answer, cited, facets, content='', columnsize=0, detail=column,
    tokenize='unicode61 remove_diacritics 2')
----
INSERT INTO turn_search(rowid, question, answer, cited, facets) SELECT * FROM turn_words
----
INSERT INTO day_counts(kind, day, value, count) SELECT kind, day, value, count(*) FROM turn_figures GROUP BY 1, 2, 3
----
INSERT INTO day_bounds SELECT day, min(number), max(number) FROM turns GROUP BY day
----
CREATE TRIGGER turns_added AFTER INSERT ON turns BEGIN
    INSERT INTO turn_search(rowid, question, answer, cited, facets)
        SELECT * FROM turn_words WHERE number = new.number;
    INSERT INTO day_counts(kind, day, value, count)
        SELECT kind, day, value, 1 FROM turn_figures WHERE number = new.number
        ON CONFLICT (kind, day, value) DO UPDATE SET count = count + 1;
    INSERT INTO day_bounds VALUES (new.day, new.number, new.number)
        ON CONFLICT (day) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last);
END
----
CREATE TRIGGER turns_removed BEFORE DELETE ON turns BEGIN
    INSERT INTO turn_search(turn_search, rowid, question, answer, cited, facets)
        SELECT 'delete', * FROM turn_words WHERE number = old.number;
    INSERT INTO day_counts(kind, day, value, count)
        SELECT kind, day, value, -1 FROM turn_figures WHERE number = old.number
        ON CONFLICT (kind, day, value) DO UPDATE SET count = count - 1;
END
----
CREATE TRIGGER turns_before_change BEFORE UPDATE OF question, searched, answer, cited, confidence, seconds,
    status, channel, composer, generation, verdict, feedback ON turns
BEGIN
    INSERT INTO turn_search(turn_search, rowid, question, answer, cited, facets)
        SELECT 'delete', * FROM turn_words WHERE number = old.number;
    INSERT INTO day_counts(kind, day, value, count)
        SELECT kind, day, value, -1 FROM turn_figures WHERE number = old.number
        ON CONFLICT (kind, day, value) DO UPDATE SET count = count - 1;
END
----
CREATE TRIGGER turns_after_change AFTER UPDATE OF question, searched, answer, cited, confidence, seconds,
    status, channel, composer, generation, verdict, feedback ON turns
BEGIN
    INSERT INTO turn_search(rowid, question, answer, cited, facets)
        SELECT * FROM turn_words WHERE number = new.number;
    INSERT INTO day_counts(kind, day, value, count)
        SELECT kind, day, value, 1 FROM turn_figures WHERE number = new.number
        ON CONFLICT (kind, day, value) DO UPDATE SET count = count + 1;
END
