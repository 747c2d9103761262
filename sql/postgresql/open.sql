-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Settings of each connection.

-- script: setup
SET client_min_messages = warning;
SET idle_in_transaction_session_timeout = '60s';
SET tcp_keepalives_idle = 30;
SET tcp_keepalives_interval = 10;
SET tcp_keepalives_count = 3;
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
-- No statement of dais is worth compiling: of those that follow a tree the planner expects far more rows than there are, and compiled for 30 to
-- 100 ms what then took half a millisecond. Not every engine that speaks the protocol has the setting.
SELECT set_config('jit', 'off', false) FROM pg_catalog.pg_settings WHERE name = 'jit';

-- script: listening
LISTEN dais;
