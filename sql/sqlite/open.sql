-- SPDX-License-Identifier: LGPL-2.1-or-later
-- Settings of each connection.

-- script: setup
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA temp_store = MEMORY;
PRAGMA journal_size_limit = 67108864;

-- script: setup_new
PRAGMA journal_mode = WAL;

-- script: single_file
PRAGMA journal_mode = DELETE;
