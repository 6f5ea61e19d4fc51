-- The place of a payment's pay in a trace: traceparent, and tracestate behind a blank; empty for none.
-- A gateway that does not know the column leaves it as it is.
ALTER TABLE plusgate.payment ADD COLUMN trace text NOT NULL DEFAULT '';
