package catalog

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// Programs that keep folders the same on several computers put the version that
// lost beside the one that won, and file managers do it with what is copied into
// the folder where it is. Both are Markdown, and both would be published: an old
// text, beside the one that was approved.

// copyNames are the names that say of themselves that they are copies, without
// .md. What is in the first group, or in the second, is the name of the original.
var copyNames = []*regexp.Regexp{
	// Syncthing, ownCloud, Synology: 0001.sync-conflict-20260210-093000-ABCDEFG
	regexp.MustCompile(`(?i)^(.+?)[ ._-]+(?:sync-?conflict.*|conflict(?:ed)?(?:[ ._-]?copy)?[ ._-]*[0-9].*|conflicted[ ._-]copy)$`),
	regexp.MustCompile(`^(.+?)_Conflict$`),
	// Dropbox, Nextcloud, Seafile, 坚果云, WPS: 0001 (张三 的冲突副本 2026-02-10)
	regexp.MustCompile(`(?i)^(.+?)[ ._-]*[(（\[【][^()（）\[\]【】]*(?:conflict|冲突|衝突)[^()（）\[\]【】]*[)）\]】]$`),
	// Windows: 0001 - 副本 (2); macOS: 0001 副本 2, 0001 copy
	regexp.MustCompile(`(?i)^(.+?) +(?:[-–] +)?(?:副本|複本|拷贝|拷貝|copy)(?: *[(（]?[0-9]+[)）]?)?$`),
	// Windows before: 复件 (2) 0001, Copy of 0001
	regexp.MustCompile(`(?i)^(?:(?:复件|複件|副本)(?: *[(（][0-9]+[)）])?|copy(?: [(][0-9]+[)])? of) +(.+)$`),
	// git mergetool: 0001_LOCAL_1234
	regexp.MustCompile(`^(.+?)_(?:BACKUP|BASE|LOCAL|REMOTE)_[0-9]+$`),
}

// copyTail is what browsers, messengers and people put behind the name of a file
// that is there: 0001(1), 0001 (2), 0001-副本.
var copyTail = regexp.MustCompile(`(?i)^(?: *[(（][0-9]{1,3}[)）]|[-_–的]?(?:副本|複本|拷贝|拷貝|copy)(?: *[(（]?[0-9]+[)）]?)?)$`)

// computer is the name that a computer has by itself, as OneDrive puts it behind
// the name of a file that two of them have changed: 0001-DESKTOP-AB12CD.
var computer = regexp.MustCompile(`(?i)^-(?:desktop|laptop|win|pc|msi|user|admin|administrator|thinkpad|macbook|imac|surface|huawei|lenovo|dell|hp|asus|acer)(?:-|$)`)

// copies finds the documents that are copies of others.
type copies struct {
	*checker
	ids []ID // of all documents, in the order of their paths
}

// check reports a document that is a copy by its name. Where only the title says
// that what has the longer name is a version of the other, the two are watched:
// see serves.
func (c *copies) check(id ID) {
	m := c.Meta(id)
	if m.Draft || simpleName(m.Path) {
		return
	}
	for at, name := range segments(m.Path) {
		stem, ext := strings.TrimSuffix(name, ".md"), ""
		if stem != name {
			ext = ".md"
		}
		rest := m.Path[at+len(name):]
		if original, is := saidCopy(stem); is {
			c.report(id, m.Path[:at]+original+ext+rest)
			return
		}
		for cut := range boundaries(stem) {
			other, exists := c.find(m.Path[:at] + strings.TrimRight(stem[:cut], " ") + ext + rest)
			if !exists {
				continue
			}
			if copyTail.MatchString(stem[cut:]) || computer.MatchString(stem[cut:]) {
				c.report(id, c.Meta(other).Path)
				return
			}
			c.watched = append(c.watched, id, other)
			if o := c.Meta(other); m.Title == o.Title && m.Date.Day == o.Date.Day {
				c.report(id, o.Path)
				return
			}
		}
	}
}

// report says that a document is a copy of what has, or would have, a path.
func (c *copies) report(id ID, original string) {
	missing := diag.Text{}
	if _, exists := c.find(original); !exists {
		missing = diag.Text{ZH: "（这个文件现在没有）", EN: ", which is not there"}
	}
	c.copied = append(c.copied, id)
	c.found = append(c.found, copyOfOther.At(diag.Pos{File: "content/" + c.Meta(id).Path}, "content/"+original, missing))
}

// find returns the document at a path, public or not.
func (c *copies) find(path string) (ID, bool) {
	if c.ids == nil {
		for i, m := range c.in.Metas {
			if m != nil {
				c.ids = append(c.ids, ID(i))
			}
		}
	}
	at, ok := slices.BinarySearchFunc(c.ids, path, func(id ID, path string) int { return strings.Compare(c.Meta(id).Path, path) })
	if !ok {
		return None, false
	}
	return c.ids[at], true
}

// simpleName reports whether a path has nothing in it that is put behind the name
// of a copy, as most have.
func simpleName(p string) bool {
	p = strings.TrimSuffix(p, ".md")
	for i := range len(p) {
		if c := p[i]; !('0' <= c && c <= '9' || 'a' <= c && c <= 'z' || c == '/') {
			return false
		}
	}
	return true
}

// segments yields the names in a path below its first folder, which is a category,
// with where they begin.
func segments(p string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		at := strings.IndexByte(p, '/') + 1
		for name := range strings.SplitSeq(p[at:], "/") {
			if !yield(at, name) {
				return
			}
			at += len(name) + 1
		}
	}
}

// saidCopy returns the name of which another says that it is a copy.
func saidCopy(stem string) (original string, is bool) {
	for _, form := range copyNames {
		if m := form.FindStringSubmatch(stem); m != nil {
			return strings.TrimSpace(m[1]), true
		}
	}
	return "", false
}

// boundaries yields where in a name what is behind may have been added to it: at
// every mark, and where it may say that it is a copy.
func boundaries(stem string) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for at, r := range stem {
			if at > 0 && strings.ContainsRune(" -–_.~(（[【+的副複拷", r) && !yield(at) {
				return
			}
		}
	}
}

// Twins reports public documents of one category that have the same title, day,
// text and attachments: one document, published twice. Texts are known by their
// sums.
//
// It is no part of [New], because an edit of a text changes no catalog: it is asked
// for where all documents are looked at anyway.
func (c *Catalog) Twins(text func(ID) cache.Sum) (found []diag.Diagnostic) {
	for docs := c.Docs; len(docs) > 0; {
		day := c.Meta(docs[0]).Date.Day
		n := 1
		for n < len(docs) && c.Meta(docs[n]).Date.Day == day {
			n++
		}
		if n > 1 {
			found = append(found, c.twinsAmong(docs[:n], text)...)
		}
		docs = docs[n:]
	}
	return found
}

// twinsAmong is Twins for the documents of a day.
func (c *Catalog) twinsAmong(docs []ID, text func(ID) cache.Sum) (found []diag.Diagnostic) {
	type heading struct {
		section int16
		title   string
	}
	seen := make(map[heading][]ID, len(docs))
	var firsts []ID
	var like map[ID][]ID // by the first of them
	for _, id := range docs {
		if !c.Published(id) || slices.Contains(c.copied, id) {
			continue
		}
		m := c.Meta(id)
		h := heading{c.section[id], m.Title}
		twin := slices.IndexFunc(seen[h], func(other ID) bool {
			return text(other) == text(id) && slices.Equal(c.Meta(other).Attachments, m.Attachments)
		})
		if twin < 0 {
			seen[h] = append(seen[h], id)
			continue
		}
		first := seen[h][twin]
		if like == nil {
			like = map[ID][]ID{}
		}
		if like[first] == nil {
			firsts = append(firsts, first)
		}
		like[first] = append(like[first], id)
	}
	for _, first := range firsts {
		found = append(found, c.twinsOf(append([]ID{first}, like[first]...))...)
	}
	return found
}

// twinsOf reports all but one of documents that are the same: the one to be kept is the
// first of those that lie where documents belong.
func (c *Catalog) twinsOf(group []ID) (found []diag.Diagnostic) {
	kept := slices.MinFunc(group, func(a, b ID) int { return cmp.Compare(misplaced(c.Meta(a)), misplaced(c.Meta(b))) })
	for _, id := range group {
		if id != kept {
			path := c.Meta(id).Path
			found = append(found, twins.At(c.in.Locate(id, "title", ""), "content/"+c.Meta(kept).Path, "content/"+path, page.URL(path)))
		}
	}
	return found
}

// place is where documents belong: a number in the folder of a year.
var place = regexp.MustCompile(`^[^/]+/\d{4}/\d+\.md$`)

// misplaced says how far a document is from where it belongs: 0 not at all, 2 in the
// folder of no category or of another.
func misplaced(m *page.Meta) int {
	switch folder, _, _ := strings.Cut(m.Path, "/"); {
	case folder != m.Category:
		return 2
	case !place.MatchString(m.Path):
		return 1
	}
	return 0
}
