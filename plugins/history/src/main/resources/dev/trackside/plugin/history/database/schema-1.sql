-- The schema of the history of Trackside, version 1. Times are ISO 8601 in UTC; indices are from 0; a NaN is NULL in a column "value".

CREATE TABLE runs (
  run INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,             -- the id of the run; with ~2, ~3 where the file has another run of that id
  run_id TEXT NOT NULL,                -- the id as the run has it
  name TEXT NOT NULL,
  engine TEXT NOT NULL,
  folder TEXT NOT NULL
);
CREATE INDEX runs_by_folder ON runs (run_id, folder);

-- One start of a run; a resume is another one.
CREATE TABLE sessions (
  session INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  number INTEGER NOT NULL,             -- from 1 within the run
  began TEXT NOT NULL,
  seen TEXT NOT NULL,                  -- when the writer last wrote: a sign of life
  ended TEXT,                          -- train end; NULL while it goes on, or if its process was killed
  closed TEXT,                         -- when the recording ended: after train end, or when the plugin was detached
  outcome TEXT,                        -- COMPLETED, STOPPED, LEFT, INTERRUPTED or FAILED
  reason TEXT,
  seed INTEGER,
  planned_epochs INTEGER,
  every_batches INTEGER NOT NULL,      -- 1: each batch is here; n: each n-th of an epoch; 0: none
  epochs INTEGER NOT NULL DEFAULT 0,   -- epochs that the run has had
  steps INTEGER NOT NULL DEFAULT 0,    -- optimizer steps that the run has made
  elapsed_before_ns INTEGER NOT NULL DEFAULT 0, -- what the run had trained when the session began
  elapsed_ns INTEGER NOT NULL DEFAULT 0,        -- what it has trained in the session
  host TEXT NOT NULL,
  pid INTEGER NOT NULL,
  process_began TEXT,
  resumed_from TEXT,                   -- where the checkpoint was
  resumed_event TEXT,
  resumed_epoch_index INTEGER,
  resumed_step INTEGER,
  UNIQUE (run, number)
);

CREATE TABLE parameters (
  session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (session, name)
) WITHOUT ROWID;

CREATE TABLE environment (
  session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (session, name)
) WITHOUT ROWID;

CREATE TABLE callbacks (
  callback INTEGER PRIMARY KEY,
  session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  position INTEGER NOT NULL,           -- the order in which they are called, from 1
  id TEXT NOT NULL,
  plugin TEXT NOT NULL,
  type TEXT NOT NULL,
  phase TEXT NOT NULL,
  origin TEXT NOT NULL,
  version TEXT,
  sha256 TEXT,
  why TEXT,
  calls INTEGER NOT NULL DEFAULT 0,
  dropped INTEGER NOT NULL DEFAULT 0,
  detached TEXT,
  cost_ns INTEGER NOT NULL DEFAULT 0,
  cost_share REAL NOT NULL DEFAULT 0,
  cost_error REAL NOT NULL DEFAULT 0,
  cost_timed INTEGER NOT NULL DEFAULT 0,
  UNIQUE (session, id)
);

CREATE TABLE options (
  callback INTEGER NOT NULL REFERENCES callbacks ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (callback, name)
) WITHOUT ROWID;

CREATE TABLE metrics (
  metric INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE,
  name TEXT NOT NULL,
  UNIQUE (run, name)
);

-- What carries metrics, in order. superseded is the session that took its place after a resume.
CREATE TABLE events (
  event INTEGER PRIMARY KEY,
  session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('batch', 'validation_batch', 'validation', 'epoch')),
  epoch_index INTEGER NOT NULL,
  batch_index INTEGER,                 -- NULL where there is none
  step INTEGER NOT NULL,
  elapsed_ns INTEGER NOT NULL,         -- since train begin of the session
  examples REAL NOT NULL,              -- the weight in means; of an epoch its batches
  skipped INTEGER NOT NULL,
  complete INTEGER NOT NULL,
  superseded INTEGER REFERENCES sessions ON DELETE SET NULL
);
CREATE INDEX events_by_session ON events (session, kind);
CREATE INDEX events_superseded ON events (superseded) WHERE superseded IS NOT NULL;

CREATE TABLE metric_values (
  event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
  metric INTEGER NOT NULL REFERENCES metrics ON DELETE CASCADE,
  value REAL,
  PRIMARY KEY (event, metric)
) WITHOUT ROWID;

CREATE TABLE decisions (
  decision INTEGER PRIMARY KEY,
  session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  callback TEXT NOT NULL,              -- the id of the callback, or run
  kind TEXT NOT NULL,
  effect TEXT NOT NULL,
  reason TEXT NOT NULL,
  cause TEXT,
  event TEXT NOT NULL,
  epoch_index INTEGER NOT NULL,        -- -1 outside of epochs
  step INTEGER NOT NULL,
  time TEXT NOT NULL,
  after_event INTEGER NOT NULL,        -- the last event before it; 0 if there was none
  superseded INTEGER REFERENCES sessions ON DELETE SET NULL
);
CREATE INDEX decisions_by_session ON decisions (session);
CREATE INDEX decisions_superseded ON decisions (superseded) WHERE superseded IS NOT NULL;

CREATE TABLE decision_values (
  decision INTEGER NOT NULL REFERENCES decisions ON DELETE CASCADE,
  metric INTEGER NOT NULL REFERENCES metrics ON DELETE CASCADE,
  value REAL,
  PRIMARY KEY (decision, metric)
) WITHOUT ROWID;

CREATE TABLE checkpoints (
  checkpoint INTEGER PRIMARY KEY,
  session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  name TEXT NOT NULL,
  location TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  event TEXT NOT NULL,
  epoch_index INTEGER NOT NULL,        -- -1 before the first
  step INTEGER NOT NULL,
  time TEXT NOT NULL,
  after_event INTEGER NOT NULL,        -- the last event before it; 0 if there was none
  superseded INTEGER REFERENCES sessions ON DELETE SET NULL
);
CREATE INDEX checkpoints_by_session ON checkpoints (session);
CREATE INDEX checkpoints_superseded ON checkpoints (superseded) WHERE superseded IS NOT NULL;

CREATE TABLE checkpoint_values (
  checkpoint INTEGER NOT NULL REFERENCES checkpoints ON DELETE CASCADE,
  metric INTEGER NOT NULL REFERENCES metrics ON DELETE CASCADE,
  value REAL,
  PRIMARY KEY (checkpoint, metric)
) WITHOUT ROWID;

CREATE TABLE artifacts (
  artifact INTEGER PRIMARY KEY,
  session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,                  -- FILE or TABLE
  file TEXT NOT NULL,
  callback TEXT NOT NULL,
  step INTEGER NOT NULL,
  time TEXT NOT NULL,
  text TEXT,                           -- of tables up to 256 KB
  after_event INTEGER NOT NULL,        -- the last event before it; 0 if there was none
  superseded INTEGER REFERENCES sessions ON DELETE SET NULL
);
CREATE INDEX artifacts_by_session ON artifacts (session);
CREATE INDEX artifacts_superseded ON artifacts (superseded) WHERE superseded IS NOT NULL;

CREATE TABLE failures (
  failure INTEGER PRIMARY KEY,
  session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  type TEXT NOT NULL,
  message TEXT NOT NULL,
  stack TEXT NOT NULL,                 -- types and frames, without messages, which may hold secrets
  step INTEGER NOT NULL,
  time TEXT NOT NULL
);
CREATE INDEX failures_by_session ON failures (session);

-- Views for people: numbers of epochs and batches from 1, and nothing that a resume has superseded.

CREATE VIEW runs_overview AS
SELECT r.id, r.name, r.engine,
       coalesce(lower(s.outcome), CASE WHEN s.closed IS NULL THEN 'running?' ELSE 'unrecorded' END) AS state,
       s.reason,
       (SELECT min(began) FROM sessions WHERE run = r.run) AS began,
       s.ended, s.seen, s.epochs, s.steps,
       (s.elapsed_before_ns + s.elapsed_ns) / 1e9 AS seconds,
       s.number AS sessions, s.seed, s.host, s.pid, r.folder
FROM runs r JOIN sessions s ON s.session = (SELECT max(session) FROM sessions WHERE run = r.run);

CREATE VIEW event_metrics AS
SELECT r.id AS run, e.kind, e.epoch_index + 1 AS epoch, e.batch_index + 1 AS batch, e.step,
       (s.elapsed_before_ns + e.elapsed_ns) / 1e9 AS seconds, e.examples, e.skipped, e.complete, m.name AS metric, v.value
FROM runs r JOIN sessions s ON s.run = r.run JOIN events e ON e.session = s.session
  JOIN metric_values v ON v.event = e.event JOIN metrics m ON m.metric = v.metric
WHERE e.superseded IS NULL;

CREATE VIEW epoch_metrics AS
SELECT run, epoch, step, seconds, metric, value FROM event_metrics WHERE kind = 'epoch';

CREATE VIEW batch_metrics AS
SELECT run, epoch, batch, step, seconds, examples, skipped, metric, value FROM event_metrics WHERE kind = 'batch';

CREATE VIEW last_metrics AS
SELECT run, metric, epoch, value FROM epoch_metrics e
WHERE epoch = (SELECT max(x.epoch_index) + 1 FROM runs r JOIN sessions s ON s.run = r.run JOIN events x ON x.session = s.session
               WHERE r.id = e.run AND x.kind = 'epoch' AND x.superseded IS NULL);

CREATE VIEW run_decisions AS
SELECT r.id AS run, d.time, d.event, CASE WHEN d.epoch_index < 0 THEN NULL ELSE d.epoch_index + 1 END AS epoch, d.step,
       d.callback, d.kind, d.effect, d.cause, d.reason
FROM runs r JOIN sessions s ON s.run = r.run JOIN decisions d ON d.session = s.session
WHERE d.superseded IS NULL;
