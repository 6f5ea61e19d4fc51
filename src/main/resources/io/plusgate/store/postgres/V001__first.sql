-- What the store remembers. Plain SQL; later versions only add.

-- The store's own name, and what else there is one of.
CREATE TABLE plusgate.setting (
  name text PRIMARY KEY,
  value text NOT NULL
);

-- How far a job that goes through the numbers has got.
CREATE TABLE plusgate.progress (
  name text PRIMARY KEY,
  number bigint NOT NULL
);
INSERT INTO plusgate.progress (name, number) VALUES ('pruned', 0);

-- The order of payments, events and deliveries.
CREATE SEQUENCE plusgate.number;

-- What we have been told, for ever: two digests.
CREATE TABLE plusgate.receipt (
  key bytea PRIMARY KEY,
  content bytea NOT NULL
);

CREATE TABLE plusgate.payment (
  client_id text NOT NULL,
  payment_request_id text NOT NULL,
  number bigint NOT NULL,
  phase text NOT NULL,
  since timestamptz NOT NULL,
  source text NOT NULL,
  opened_at timestamptz NOT NULL,
  sent_until timestamptz NOT NULL,
  ask_until timestamptz NOT NULL,
  product text NOT NULL,
  next_step text,
  next_at timestamptz,
  amount_value bigint,
  amount_currency text,
  attempts integer NOT NULL,
  cancel_asked boolean NOT NULL,
  contradiction text NOT NULL,
  due_at timestamptz,
  PRIMARY KEY (client_id, payment_request_id)
);
CREATE INDEX payment_phase ON plusgate.payment (phase, number);
CREATE INDEX payment_due ON plusgate.payment (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE plusgate.timeline (
  client_id text NOT NULL,
  payment_request_id text NOT NULL,
  number bigint NOT NULL,
  at timestamptz NOT NULL,
  what text NOT NULL,
  source text NOT NULL,
  phase text NOT NULL,
  PRIMARY KEY (client_id, payment_request_id, number)
);

-- due_at: only the first delivery of a line has one; the unique index sees to it.
CREATE TABLE plusgate.delivery (
  number bigint PRIMARY KEY,
  recipient text NOT NULL,
  client_id text NOT NULL,
  line text NOT NULL,
  api text NOT NULL,
  event text NOT NULL,
  source text NOT NULL,
  payment_request_id text,
  queued_at timestamptz NOT NULL,
  state text NOT NULL,
  attempts integer NOT NULL,
  next_at timestamptz NOT NULL,
  note text NOT NULL,
  replay boolean NOT NULL,
  fence bigint NOT NULL,
  leased_until timestamptz,
  due_at timestamptz
);
CREATE UNIQUE INDEX delivery_front ON plusgate.delivery (recipient, client_id, line)
  WHERE due_at IS NOT NULL;
CREATE INDEX delivery_line ON plusgate.delivery (recipient, client_id, line, number)
  WHERE state = 'WAITING';
CREATE INDEX delivery_due ON plusgate.delivery (recipient, due_at, number)
  WHERE due_at IS NOT NULL;
CREATE INDEX delivery_state ON plusgate.delivery (recipient, state, number);

CREATE TABLE plusgate.payload (
  number bigint PRIMARY KEY,
  recorded_at timestamptz NOT NULL,
  headers text NOT NULL,
  body bytea NOT NULL
);

-- Sums in shards, so that transactions don't wait for each other's.
CREATE TABLE plusgate.counter (
  name text NOT NULL,
  shard integer NOT NULL,
  value bigint NOT NULL,
  PRIMARY KEY (name, shard)
);
