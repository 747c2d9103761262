/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Record to the tree of meeting.yaml in canonical form: the key order of doc/package.md, what has
 * its default value marked implied.
 */
#ifndef DAIS_READ_PACKAGE_EMIT_H
#define DAIS_READ_PACKAGE_EMIT_H

#include "model/record.h"
#include "read/package/yaml_tree.h"

/* The tree of @r, allocated in @a. Its words are those of @r: @r must live as long as the tree. */
struct dais_yaml_node *dais_package_emit(struct dais_arena *a, const struct dais_record *r);

#endif
