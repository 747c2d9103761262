/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The structure tree of a tagged file as a list of paragraphs in reading order. poppler's own
 * reader of the tree draws a page again for every element whose text is asked for; here only the
 * numbers of marked contents are taken. Source: ISO 32000-1:2008, 14.7, 14.8.
 */
#include "read/pdf/engine_priv.hh"

#include <map>
#include <set>

namespace
{

constexpr unsigned depth_max = 100;
constexpr size_t elements_max = 2000000;
constexpr size_t contents_max = 4000000;
constexpr unsigned span_max = 1000;
constexpr unsigned role_hops_max = 8;
constexpr uint32_t no_element = UINT32_MAX;

enum class role { group, paragraph, heading, inlined, item, label, body, note, table, row, rows_of_heads, cell };

struct type {
	role is;
	unsigned level;
};

/* A table while its rows are read. */
struct grid {
	unsigned number = 0;
	unsigned row = 0;
	bool open = false;
	std::vector<unsigned> reach; /* rows that the cells above still cover, by column */
};

/* Where in the tree. */
struct place {
	uint32_t element = no_element; /* the paragraph that contents belong to */
	dais_pdf_element model = { DAIS_PDF_PARAGRAPH, 0, 0, 0, 0, 1, 1, false };
	grid *table = nullptr;
	unsigned column = 0;
	bool heads = false;
	unsigned page = 0;
	uint32_t *first = nullptr; /* the paragraph that a label began and a body goes on with */
};

class reader
{
public:
	explicit reader(dais_pdf_document *to) : d(to), catalog(to->doc->getCatalog()) {}

	void
	read()
	{
		Object root = d->doc->getXRef()->getCatalog(), tree, kids;

		if (!root.isDict())
			return;
		tree = root.dictLookup("StructTreeRoot");
		if (!tree.isDict())
			return;
		roles = tree.dictLookup("RoleMap");
		visit_kids(tree, place(), 0);
		std::stable_sort(d->contents.begin(), d->contents.end(),
		    [](const dais_pdf_content &a, const dais_pdf_content &b) {
			    return a.page != b.page ? a.page < b.page : a.id < b.id;
		    });
	}

private:
	dais_pdf_document *d;
	Catalog *catalog;
	Object roles;
	unsigned tables = 0;
	std::set<int> met; /* numbers of objects, against circles */
	std::map<int, unsigned> pages;

	type
	type_of(std::string name)
	{
		for (unsigned i = 0; i < role_hops_max && roles.isDict(); i++) {
			Object other = roles.dictLookup(name.c_str());

			if (!other.isName() || name == other.getName())
				break;
			name = other.getName();
		}
		static const std::map<std::string, type> types = {
			{ "P", { role::paragraph, 0 } }, { "H", { role::heading, 1 } },
			{ "H1", { role::heading, 1 } }, { "H2", { role::heading, 2 } },
			{ "H3", { role::heading, 3 } }, { "H4", { role::heading, 4 } },
			{ "H5", { role::heading, 5 } }, { "H6", { role::heading, 6 } },
			{ "Title", { role::heading, 1 } }, { "Caption", { role::paragraph, 0 } },
			{ "TOCI", { role::item, 0 } }, { "LI", { role::item, 0 } },
			{ "Lbl", { role::label, 0 } }, { "LBody", { role::body, 0 } },
			{ "Note", { role::note, 0 } }, { "FENote", { role::note, 0 } },
			{ "Table", { role::table, 0 } }, { "TR", { role::row, 0 } },
			{ "THead", { role::rows_of_heads, 0 } }, { "TH", { role::cell, 1 } },
			{ "TD", { role::cell, 0 } }, { "Span", { role::inlined, 0 } },
			{ "Link", { role::inlined, 0 } }, { "Reference", { role::inlined, 0 } },
			{ "Quote", { role::inlined, 0 } }, { "Em", { role::inlined, 0 } },
			{ "Strong", { role::inlined, 0 } }, { "Code", { role::inlined, 0 } },
			{ "Annot", { role::inlined, 0 } }, { "BibEntry", { role::inlined, 0 } },
			{ "Sub", { role::inlined, 0 } }, { "NonStruct", { role::inlined, 0 } },
			{ "Figure", { role::inlined, 0 } }, { "Form", { role::inlined, 0 } },
		};
		auto found = types.find(name);

		return found == types.end() ? type{ role::group, 0 } : found->second;
	}

	unsigned
	page_of(const Object &ref)
	{
		if (!ref.isRef())
			return 0;
		auto found = pages.find(ref.getRefNum());
		if (found != pages.end())
			return found->second;
		int number = catalog->findPage(ref.getRef());
		return pages[ref.getRefNum()] = number > 0 ? (unsigned)number : 0;
	}

	uint32_t
	begin_element(const dais_pdf_element &model)
	{
		if (d->elements.size() >= elements_max)
			return no_element;
		d->elements.push_back(model);
		return (uint32_t)(d->elements.size() - 1);
	}

	void
	add_content(place &at, unsigned page, int id)
	{
		if (page == 0 || id < 0 || d->contents.size() >= contents_max)
			return;
		if (at.element == no_element)
			at.element = begin_element(at.model);
		if (at.element != no_element)
			d->contents.push_back({ page, id, at.element });
	}

	/* A number of @name among the attributes of an element. */
	static unsigned
	attribute(const Object &node, const char *name)
	{
		Object a = node.dictLookup("A");

		for (int i = 0; i < (a.isArray() ? std::min(a.arrayGetLength(), 16) : 1); i++) {
			Object one = a.isArray() ? a.arrayGet(i) : a.copy();

			if (!one.isDict())
				continue;
			Object value = one.dictLookup(name);
			if (value.isInt() && value.getInt() > 0)
				return std::min((unsigned)value.getInt(), span_max);
		}
		return 1;
	}

	void
	visit_kid(const Object &kid, place &at, unsigned depth)
	{
		if (kid.isInt()) {
			add_content(at, at.page, kid.getInt());
			return;
		}
		if (!kid.isDict())
			return;
		if (kid.dictLookup("MCID").isInt()) {
			unsigned page = page_of(kid.dictLookupNF("Pg"));

			/* Contents of a form are numbered on their own. */
			if (kid.dictLookupNF("Stm").isNull())
				add_content(at, page ? page : at.page, kid.dictLookup("MCID").getInt());
			return;
		}
		if (kid.dictLookup("S").isName())
			visit(kid, at, depth + 1);
	}

	void
	visit_kids(const Object &node, place at, unsigned depth)
	{
		const Object &raw = node.dictLookupNF("K");
		Object kids = node.dictLookup("K");

		if (!kids.isArray()) {
			if (!raw.isRef() || met.insert(raw.getRefNum()).second)
				visit_kid(kids, at, depth);
			return;
		}
		for (int i = 0; i < kids.arrayGetLength(); i++) {
			const Object &nf = kids.arrayGetNF(i);

			if (nf.isRef() && !met.insert(nf.getRefNum()).second)
				continue;
			visit_kid(kids.arrayGet(i), at, depth);
		}
	}

	void
	place_cell(const Object &node, place &in, const place &row)
	{
		grid *g = row.table;
		dais_pdf_element &m = in.model;
		unsigned column = 0;

		while (column < g->reach.size() && g->reach[column] > g->row)
			column++;
		m.kind = DAIS_PDF_CELL;
		m.table = g->number;
		m.row = g->row;
		m.column = column;
		m.rows = attribute(node, "RowSpan");
		m.columns = attribute(node, "ColSpan");
		if (g->reach.size() < column + m.columns)
			g->reach.resize(column + m.columns);
		for (unsigned i = 0; i < m.columns; i++)
			g->reach[column + i] = g->row + m.rows;
	}

	/* The body of an entry of a list goes on with the paragraph that its label began. */
	void
	enter_body(place &in, const place &at)
	{
		if (at.first && *at.first != no_element)
			in.element = *at.first;
	}

	void
	visit(const Object &node, place &at, unsigned depth)
	{
		type t = type_of(node.dictLookup("S").getName());
		place in = at;
		unsigned page = page_of(node.dictLookupNF("Pg"));
		uint32_t first = no_element;
		grid table;

		if (depth > depth_max)
			return;
		in.page = page ? page : at.page;
		if (t.is == role::inlined || (t.is == role::label && !at.first)) {
			visit_kids_of(node, in, depth);
			at.element = in.element;
			return;
		}
		in.element = no_element;
		switch (t.is) {
		case role::heading:
			in.first = nullptr;
			if (in.model.kind == DAIS_PDF_PARAGRAPH) {
				in.model.kind = DAIS_PDF_HEADING;
				in.model.level = t.level;
			}
			break;
		case role::paragraph:
			/* The first paragraph of a body; those behind it stand alone. */
			if (at.first && *at.first != no_element) {
				in.element = *at.first;
				*at.first = no_element;
				at.first = nullptr;
			}
			in.first = nullptr;
			break;
		case role::item:
			in.first = &first;
			break;
		case role::label:
			visit_kids_of(node, in, depth);
			*at.first = in.element;
			return;
		case role::body:
			enter_body(in, at);
			break;
		case role::note:
			in.model.kind = DAIS_PDF_NOTE;
			in.first = nullptr;
			break;
		case role::table:
			table.number = ++tables;
			in.table = &table;
			in.first = nullptr;
			break;
		case role::rows_of_heads:
			in.heads = true;
			break;
		case role::row:
			if (in.table)
				in.table->row += in.table->open;
			if (in.table)
				in.table->open = true;
			break;
		case role::cell:
			in.first = nullptr;
			if (in.table) {
				place_cell(node, in, at);
				in.model.head = at.heads;
			}
			break;
		case role::group:
		case role::inlined:
			break;
		}
		visit_kids(node, in, depth);
	}

	/* As visit_kids(), but what it begins goes on behind it. */
	void
	visit_kids_of(const Object &node, place &in, unsigned depth)
	{
		Object kids = node.dictLookup("K");

		if (!kids.isArray()) {
			visit_kid(kids, in, depth);
			return;
		}
		for (int i = 0; i < kids.arrayGetLength(); i++) {
			const Object &nf = kids.arrayGetNF(i);

			if (nf.isRef() && !met.insert(nf.getRefNum()).second)
				continue;
			visit_kid(kids.arrayGet(i), in, depth);
		}
	}
};

} /* namespace */

void
dais_pdf::read_structure(dais_pdf_document *d)
{
	reader(d).read();
}
