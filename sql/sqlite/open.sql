-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Settings of each connection.

-- script: setup
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA temp_store = MEMORY;
-- 8 MiB: what a page of many rows reads stays until it is read again.
PRAGMA cache_size = -8192;
PRAGMA journal_size_limit = 67108864;

-- script: setup_new
PRAGMA journal_mode = WAL;

-- script: single_file
PRAGMA journal_mode = DELETE;
