-- SPDX-License-Identifier: LGPL-2.1-or-later
-- FTS5 gives the newest matches first by itself: what this step is for concerns PostgreSQL only.

PRAGMA user_version = 6;
