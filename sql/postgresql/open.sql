-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Settings of each connection.

-- script: setup
SET client_min_messages = warning;
SET idle_in_transaction_session_timeout = '60s';
SET tcp_keepalives_idle = 30;
SET tcp_keepalives_interval = 10;
SET tcp_keepalives_count = 3;
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';

-- script: listening
LISTEN dais;
