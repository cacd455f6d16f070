package page

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

// Front tells where the values of one front matter stand. Findings that are made
// later, from Metas alone, get their place from it.
type Front struct {
	checker
	lists map[string]map[string]node // see elements
}

// ReadFront reads the front matter of the content file p (below content/) with
// the given bytes.
func ReadFront(p string, data []byte) *Front {
	f := &Front{checker: checker{path: p, file: "content/" + p}}
	clean, wrong := text(f.file, data)
	if wrong != nil {
		return f
	}
	front, wrong := readMatter(f.file, clean, &memory{})
	if wrong != nil {
		return f
	}
	f.data, f.base, f.entries = clean, front.start, front.entries
	f.lines.Data = clean[:front.body]
	return f
}

// Locate returns the place of the value of a key; item, where it is not "",
// selects the element of a list that the Meta holds as that: by what it says,
// because a Meta holds only the elements that are sound. What cannot be found
// gives the place of what it belongs to: the value, or the file.
func (f *Front) Locate(key, item string) diag.Pos {
	found, ok := find(f.entries, key)
	if !ok {
		return diag.Pos{File: f.file}
	}
	n := found.value
	if element, ok := f.elements(key, n)[item]; ok {
		n = element
	}
	return f.pos(n.start, n.end)
}

// Nth names, for [Front.Locate], an element of a list of mappings by its place, from 0.
func Nth(i int) string { return "#" + strconv.Itoa(i) }

// elements returns the elements of the list of a key, by all that a Meta may hold
// them as: as they stand, as the alias of a folder, as the path of an
// attachment, or as the date of a revision.
func (f *Front) elements(key string, n node) map[string]node {
	if f.lists[key] != nil || len(n.items) == 0 {
		return f.lists[key]
	}
	byText := map[string]node{}
	for i, item := range slices.Backward(n.items) { // of two that are the same, the first
		if file := fileNode(item); file.text != "" {
			byText[path.Join(path.Dir(f.path), fold(file.text))] = file
			continue
		}
		if item.form == mapping {
			byText[Nth(i)] = item
			if day, ok := find(item.pairs, "date"); ok { // of a revision
				byText[fold(day.value.text)] = day.value
			}
			continue
		}
		text := fold(item.text)
		byText[text] = item
		if strings.HasSuffix(text, "/") {
			byText[text+indexFile] = item
		}
	}
	delete(byText, "")
	if f.lists == nil {
		f.lists = map[string]map[string]node{}
	}
	f.lists[key] = byText
	return byText
}
