package catalog

import (
	"math"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/suggest"
)

// checker looks for what is wrong between the documents of a catalog.
type checker struct {
	*Catalog
	byPath map[string]ID  // by the paths that relations name
	paths  *suggest.Paths // of all documents; nil: not asked for yet
	found  []diag.Diagnostic
}

// check looks at every document, and returns what it has found.
func (c *checker) check() []diag.Diagnostic {
	section := sectionFinder(c.Sections)
	indexes := newFirsts(c.Catalog, &duplicateIndex, "index_number", func(m *page.Meta) string { return m.IndexNumber })
	numbers := newFirsts(c.Catalog, &duplicateNumber, "doc_number", func(m *page.Meta) string { return m.DocNumber })
	copied := copies{checker: c}
	for i, m := range c.in.Metas {
		if m == nil {
			continue
		}
		id := ID(i)
		copied.check(id)
		c.checkSample(id)
		c.checkUpdate(id)
		c.checkWithdrawal(id)
		if at := section(m.Category); at < 0 {
			c.unknownCategory(id)
		} else if is := c.Sections[at].Category.IsService(); is || m.Service != nil {
			c.checkService(id, is)
		}
		c.checkTargets(id, "interprets", m.Interprets)
		c.checkTargets(id, "replaces", m.Replaces)
		c.found = indexes.check(c.found, id)
		c.found = numbers.check(c.found, id)
	}
	c.checkCycles()
	return c.found
}

// sampleNames are in the titles of the documents that a new site begins with, and
// sampleMark stands before titles and summaries. Behind other words the mark
// is nothing but a colon: 材料填写示例：营业执照.
var sampleNames = []string{"示例镇", "示例县", "示例区", "示例事项"}

const sampleMark = "示例："

// sampleIn returns the text by which a document shows that it is one of those, and
// its key; "" where it does not.
func sampleIn(m *page.Meta) (key, text string) {
	if strings.Contains(m.Title, "示例") && isSample(m.Title, strings.Contains) {
		return "title", m.Title
	}
	if strings.HasPrefix(m.Summary, "示例") && isSample(m.Summary, strings.HasPrefix) {
		return "summary", m.Summary
	}
	return "", ""
}

// isSample reports whether a text begins with the mark, or has one of the names in
// the place that counts.
func isSample(text string, has func(text, name string) bool) bool {
	return strings.HasPrefix(text, sampleMark) ||
		slices.ContainsFunc(sampleNames, func(name string) bool { return has(text, name) })
}

// checkSample reports a document that a new site begins with, on a site that does
// not say any more that it is a sample.
func (c *checker) checkSample(id ID) {
	if c.in.Config.Site.Sample != "" || c.Meta(id).Draft {
		return
	}
	if key, text := sampleIn(c.Meta(id)); key != "" {
		c.fail(&sampleLeft, id, key, "", text)
	}
}

// checkUpdate reports a revision that is dated after today. The last one is enough:
// they stand in the order of time. Those of a document that is not public are judged
// in a preview, which shows it.
func (c *checker) checkUpdate(id ID) {
	if day := c.Meta(id).Updated(); day.Day > c.in.Today.Day && c.Public(id) {
		c.fail(&futureRevision, id, "revisions", day.String(), day.DayString(), c.in.Today.DayString())
	}
}

// checkWithdrawal reports a document that is to be withdrawn on a day that has not
// come: what is known to end is said by publish_until, which is approved.
func (c *checker) checkWithdrawal(id ID) {
	if w := c.Meta(id).Withdrawn; w.Date.Day > c.in.Today.Day {
		last := page.Date{Day: w.Date.Day - 1}
		c.fail(&futureWithdrawal, id, "withdrawn", "", w.Date.DayString(), c.in.Today.DayString(), last.DayString())
	}
}

// checkService reports a guide to a service that lacks what inspections ask for, and one
// that stands in a category of another kind, where nobody looks for it.
func (c *checker) checkService(id ID, wanted bool) {
	m := c.Meta(id)
	if m.IsIntro() {
		return
	}
	if !wanted {
		c.fail(&serviceElsewhere, id, "service", "", m.Category)
		return
	}
	var zh, en []string
	for _, e := range m.Service.Lacking() {
		zh, en = append(zh, e.Name.ZH+"（"+e.Key+"）"), append(en, e.Key)
	}
	if zh != nil {
		c.fail(&serviceLacks, id, "service", "", diag.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}, en[0])
	}
}

// fail records a finding about a value of a document's front matter.
func (c *checker) fail(rule *diag.Rule, id ID, key, item string, args ...any) {
	c.found = append(c.found, rule.At(c.in.Locate(id, key, item), args...))
}

// unknownCategory reports a category that there is none of: written as its name, or nearly
// right, or another than that of the folder. Where there is none at all, the front matter
// has said why.
func (c *checker) unknownCategory(id ID) {
	m := c.Meta(id)
	if m.Category == "" {
		return
	}
	folder, _, _ := strings.Cut(m.Path, "/")
	meant, certain := c.meantCategory(m.Category, folder)
	hint := diag.Text{ZH: "可用的类别：" + strings.Join(c.categoryKeys(), "、"), EN: "use one of " + strings.Join(c.categoryKeys(), ", ")}
	if meant != "" {
		hint = diag.Text{ZH: "改为 category: " + meant, EN: "write category: " + meant}
		if folder != meant {
			hint.ZH += "，并把文件移到 content/" + meant + "/"
			hint.EN += ", and move the file to content/" + meant + "/"
		}
		if folder != meant && slices.Contains(c.categoryKeys(), folder) {
			hint.ZH += "；文件夹对的，改为 category: " + folder
			hint.EN += "; where the folder is right, write category: " + folder
		}
	}
	if !certain {
		hint.ZH += "；或在 config.toml 里新增一个 [[category]]"
		hint.EN += ", or add a [[category]] to config.toml"
	}
	pos := c.in.Locate(id, "category", "")
	d := unknownCategory.At(pos, m.Category, hint)
	if certain && folder == meant && pos.Width > 0 && !pos.Cut {
		d.Fix = diag.Correction{Line: pos.Line, Column: pos.Column, EndLine: pos.Line, EndColumn: pos.Column + pos.Width, Text: meant}
	}
	c.found = append(c.found, d)
}

// meantCategory returns the key of the category that was most likely meant, "" where none
// is like it; certain says that it is that, by its name or but for capitals.
func (c *checker) meantCategory(got, folder string) (meant string, certain bool) {
	keyOf := map[string]string{}
	var words []string
	for _, cat := range c.in.Config.Categories {
		if cat.Name == got || strings.EqualFold(cat.Key, got) {
			return cat.Key, true
		}
		for _, word := range [...]string{cat.Key, cat.Name} {
			words = append(words, word)
			keyOf[word] = cat.Key
		}
	}
	if slices.Contains(c.categoryKeys(), folder) {
		return folder, false
	}
	return keyOf[suggest.Nearest(got, words)], false
}

// categoryKeys lists the keys of all categories.
func (c *checker) categoryKeys() (keys []string) {
	for _, cat := range c.in.Config.Categories {
		keys = append(keys, cat.Key)
	}
	return keys
}

// checkTargets reports relations that lead nowhere.
func (c *checker) checkTargets(id ID, key string, targets []string) {
	for _, target := range targets {
		t, named := c.byPath[target]
		switch {
		case !named || t == None:
			c.fail(&missingTarget, id, key, target, target, c.similarPath(target))
		case c.Notice(t) != nil && c.Published(id):
			c.fail(&withdrawnTarget, id, key, target, target)
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
		c.paths = &suggest.Paths{Sorted: paths}
	}
	if nearest := c.paths.Nearest(path); nearest != "" {
		return nearest
	}
	return "policies/2017/0003.md"
}

// checkCycles reports documents that replace one another in a circle.
func (c *checker) checkCycles() {
	t := circles{catalog: c.Catalog, at: make([]int32, len(c.related))}
	for i, r := range c.related {
		if len(c.relations[r].Replaces) > 0 && t.at[i] == 0 {
			t.visit(ID(i))
		}
	}
	slices.Sort(t.found)
	for _, id := range t.found {
		c.fail(&replacesCycle, id, "replaces", c.Meta(id).Replaces[0], "content/"+c.Meta(id).Path)
	}
}

// circles finds the documents that come back to themselves by what they replace.
// It is Tarjan's way to find strong components: each document is visited once,
// and a long line of them costs what it is long.
type circles struct {
	catalog *Catalog
	at      []int32 // by id: when it was visited, from 1; done: it and its circle are known
	visited int32
	open    []ID // visited, and perhaps in a circle with what is visited now
	found   []ID
}

const done = math.MaxInt32

// visit visits a document and those that it replaces, and returns the first visit
// of any that it comes back to.
func (t *circles) visit(id ID) (first int32) {
	t.visited++
	mine := t.visited
	first, t.at[id] = mine, mine
	from := len(t.open)
	t.open = append(t.open, id)
	for _, next := range t.catalog.Relations(id).Replaces {
		switch seen := t.at[next]; seen {
		case done:
		case 0:
			first = min(first, t.visit(next))
		default:
			first = min(first, seen)
		}
	}
	if first < mine {
		return first
	}
	circle := t.open[from:]
	if len(circle) > 1 {
		t.found = append(t.found, circle...)
	}
	for _, member := range circle {
		t.at[member] = done
	}
	t.open = t.open[:from]
	return first
}
