-- SPDX-License-Identifier: LGPL-2.1-or-later
-- In SQLite the index by days has the symbols, too. Here a row of an index may be no longer than a third of a page, which the
-- symbols of a joint document may be: it stays as it is.

UPDATE record SET schema = 10;
