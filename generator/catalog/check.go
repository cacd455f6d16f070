package catalog

import (
	"fmt"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// checker looks for what is wrong between the documents of a catalog.
type checker struct {
	*Catalog
	byPath map[string]ID // by the paths that relations name
	paths  *diag.Paths   // of all documents; nil: not asked for yet
	found  []diag.Diagnostic
}

// check looks at every document, and returns what it has found.
func (c *checker) check() []diag.Diagnostic {
	section := sectionFinder(c.Sections)
	indexes := newFirsts(c.Catalog, &duplicateIndex, "index_number", func(m *page.Meta) string { return m.IndexNumber })
	numbers := newFirsts(c.Catalog, &duplicateNumber, "doc_number", func(m *page.Meta) string { return m.DocNumber })
	for i, m := range c.in.Metas {
		if m == nil {
			continue
		}
		id := ID(i)
		if section(m.Category) < 0 {
			c.unknownCategory(id)
		}
		c.checkTargets(id, "interprets", m.Interprets)
		c.checkTargets(id, "replaces", m.Replaces)
		c.found = indexes.check(c.found, id)
		c.found = numbers.check(c.found, id)
	}
	c.checkCycles()
	return c.found
}

// fail records a finding about a value of a document's front matter.
func (c *checker) fail(rule *diag.Rule, id ID, key, item string, args ...any) {
	c.found = append(c.found, rule.At(c.in.Locate(id, key, item), args...))
}

func (c *checker) unknownCategory(id ID) {
	var keys []string
	for _, cat := range c.in.Config.Categories {
		keys = append(keys, cat.Key)
	}
	got := c.Meta(id).Category
	nearest := diag.Nearest(got, keys)
	if nearest == "" {
		nearest = fmt.Sprint(keys)
	}
	c.fail(&unknownCategory, id, "category", "", got, nearest)
}

// checkTargets reports relations that lead nowhere.
func (c *checker) checkTargets(id ID, key string, targets []string) {
	for _, target := range targets {
		t, named := c.byPath[target]
		switch {
		case !named || t == None:
			c.fail(&missingTarget, id, key, target, target, c.similarPath(target))
		case !c.Published(t) && c.Published(id):
			c.fail(&hiddenTarget, id, key, target, target)
		}
	}
}

// similarPath proposes an existing document for a path that does not exist.
func (c *checker) similarPath(path string) string {
	if c.paths == nil {
		var paths []string
		for _, m := range c.in.Metas {
			if m != nil {
				paths = append(paths, m.Path)
			}
		}
		c.paths = &diag.Paths{Sorted: paths}
	}
	if nearest := c.paths.Nearest(path); nearest != "" {
		return nearest
	}
	return "policies/2017/0003.md"
}

// checkCycles reports documents that replace one another in a circle.
func (c *checker) checkCycles() {
	for i, r := range c.related {
		if id := ID(i); len(c.relations[r].Replaces) > 0 && c.replacesItself(id) {
			c.fail(&replacesCycle, id, "replaces", c.Meta(id).Replaces[0], "content/"+c.Meta(id).Path)
		}
	}
}

// replacesItself follows the relation from id and says whether it comes back.
func (c *checker) replacesItself(id ID) bool {
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
