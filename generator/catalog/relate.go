package catalog

import (
	"fmt"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// relate resolves the relations that documents name by path, both ways.
func (c *Catalog) relate() {
	naming, count := c.naming()
	c.related = make([]int32, len(c.in.Metas))
	c.relations = make([]Relations, 1, 1+min(2*count, len(c.in.Metas)))
	if count == 0 {
		return
	}
	c.findNamed(naming, count)
	for _, id := range c.All {
		if c.related[id] == 0 {
			continue // it names none; a document that others name may, or may not
		}
		m := c.in.Metas[id]
		for _, target := range m.Interprets {
			if t := c.target(id, target); t != None {
				c.relation(id).Interprets = append(c.relation(id).Interprets, t)
				c.relation(t).InterpretedBy = append(c.relation(t).InterpretedBy, id)
			}
		}
		for _, target := range m.Replaces {
			if t := c.target(id, target); t != None {
				c.relation(id).Replaces = append(c.relation(id).Replaces, t)
				c.relation(t).ReplacedBy = append(c.relation(t).ReplacedBy, id)
			}
		}
	}
}

// naming returns the documents that name others, and how many they name.
func (c *Catalog) naming() (ids []ID, count int) {
	for i, m := range c.in.Metas {
		if m == nil {
			continue
		}
		if n := len(m.Interprets) + len(m.Replaces); n > 0 {
			ids, count = append(ids, ID(i)), count+n
		}
	}
	return ids, count
}

// findNamed gives the documents that name others a place in relations, and maps
// the paths that they name to ids. Few documents are named by others, so this is
// far smaller than a map of all paths.
func (c *Catalog) findNamed(naming []ID, count int) {
	c.byPath = make(map[string]ID, count)
	for _, id := range naming {
		c.relation(id)
		m := c.in.Metas[id]
		for _, target := range m.Interprets {
			c.byPath[target] = None
		}
		for _, target := range m.Replaces {
			c.byPath[target] = None
		}
	}
	for i, m := range c.in.Metas {
		if m == nil {
			continue
		}
		if _, ok := c.byPath[m.Path]; ok {
			c.byPath[m.Path] = ID(i)
		}
	}
}

// relation returns the relations of a document, to be filled in.
func (c *Catalog) relation(id ID) *Relations {
	if c.related[id] == 0 {
		c.related[id] = int32(len(c.relations))
		c.relations = append(c.relations, Relations{})
	}
	return &c.relations[c.related[id]]
}

// target returns the public document at a path, None where there is none or
// where it is the document itself.
func (c *Catalog) target(from ID, path string) ID {
	id, ok := c.byPath[path]
	if !ok || id == None || id == from || !c.Public(id) {
		return None
	}
	return id
}

// check reports what is wrong between documents.
func (c *Catalog) check() []diag.Diagnostic {
	var found []diag.Diagnostic
	sections := c.sectionFinder()
	indexes := newFirsts(c, &duplicateIndex, "index_number", func(m *page.Meta) string { return m.IndexNumber })
	numbers := newFirsts(c, &duplicateNumber, "doc_number", func(m *page.Meta) string { return m.DocNumber })
	for i, m := range c.in.Metas {
		if m == nil {
			continue
		}
		id := ID(i)
		if sections(m.Category) < 0 {
			found = append(found, c.unknownCategory(id))
		}
		found = c.checkTargets(found, id, "interprets", m.Interprets)
		found = c.checkTargets(found, id, "replaces", m.Replaces)
		found = indexes.check(found, id)
		found = numbers.check(found, id)
	}
	return append(found, c.checkCycles()...)
}

func (c *Catalog) unknownCategory(id ID) diag.Diagnostic {
	var keys []string
	for _, cat := range c.in.Config.Categories {
		keys = append(keys, cat.Key)
	}
	got := c.Meta(id).Category
	nearest := diag.Nearest(got, keys)
	if nearest == "" {
		nearest = fmt.Sprint(keys)
	}
	return unknownCategory.At(c.in.Locate(id, "category", -1), got, nearest)
}

// checkTargets reports relations that lead nowhere.
func (c *Catalog) checkTargets(found []diag.Diagnostic, id ID, key string, targets []string) []diag.Diagnostic {
	for i, target := range targets {
		t, named := c.byPath[target]
		switch {
		case !named || t == None:
			found = append(found, missingTarget.At(c.in.Locate(id, key, i), target, c.similarPath(target)))
		case t == id:
			found = append(found, selfTarget.At(c.in.Locate(id, key, i), key))
		case !c.Published(t) && c.Published(id):
			found = append(found, hiddenTarget.At(c.in.Locate(id, key, i), target))
		}
	}
	return found
}

// similarPath proposes an existing document for a path that does not exist.
func (c *Catalog) similarPath(path string) string {
	var paths []string
	for _, m := range c.in.Metas {
		if m != nil && len(m.Path)-len(path) < 8 && len(path)-len(m.Path) < 8 {
			paths = append(paths, m.Path)
		}
	}
	if nearest := diag.Nearest(path, paths); nearest != "" {
		return nearest
	}
	return "policies/2017/0003.md"
}

// checkCycles reports documents that replace one another in a circle.
func (c *Catalog) checkCycles() []diag.Diagnostic {
	var found []diag.Diagnostic
	for i, r := range c.related {
		if id := ID(i); len(c.relations[r].Replaces) > 0 && c.replacesItself(id) {
			found = append(found, replacesCycle.At(c.in.Locate(id, "replaces", 0), "content/"+c.Meta(id).Path))
		}
	}
	return found
}

// replacesItself follows the relation from id and says whether it comes back.
func (c *Catalog) replacesItself(id ID) bool {
	seen := map[ID]bool{}
	open := slices.Clone(c.Relations(id).Replaces)
	for len(open) > 0 {
		at := open[len(open)-1]
		open = open[:len(open)-1]
		if at == id {
			return true
		}
		if !seen[at] {
			seen[at] = true
			open = append(open, c.Relations(at).Replaces...)
		}
	}
	return false
}

// takeOver reuses the order, the groups and the findings of a previous catalog
// where no document changed in what they depend on: a new title or summary
// moves nothing. Findings carry positions, so a document that has one must not
// have changed at all.
func (c *Catalog) takeOver(old *Catalog) bool {
	if old == nil || old.in.Config != c.in.Config || old.in.Today != c.in.Today ||
		old.in.Preview != c.in.Preview || len(old.in.Metas) != len(c.in.Metas) {
		return false
	}
	for i, m := range c.in.Metas {
		before := old.in.Metas[i]
		if m != before && (!sameStanding(m, before) || old.findsFault(m)) {
			return false
		}
	}
	in := c.in
	*c = *old
	c.in = in
	return true
}

// findsFault reports whether a finding is about a document.
func (c *Catalog) findsFault(m *page.Meta) bool {
	return slices.ContainsFunc(c.found, func(d diag.Diagnostic) bool { return d.Pos.File == "content/"+m.Path })
}

// sameStanding reports whether two versions of a document stand at the same
// place in every group, relation, count and finding.
func sameStanding(a, b *page.Meta) bool {
	return a != nil && b != nil &&
		a.Path == b.Path && a.Date == b.Date && a.Category == b.Category &&
		a.Subject == b.Subject && a.Draft == b.Draft && a.Form == b.Form &&
		a.IndexNumber == b.IndexNumber && a.DocNumber == b.DocNumber &&
		a.Validity == b.Validity && a.Written == b.Written &&
		a.Effective == b.Effective && a.Expires == b.Expires && a.Repealed == b.Repealed &&
		slices.Equal(a.Aliases, b.Aliases) &&
		slices.Equal(a.Interprets, b.Interprets) && slices.Equal(a.Replaces, b.Replaces)
}
