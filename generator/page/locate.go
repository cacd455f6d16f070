package page

import "gongkai/generator/diag"

// Locate returns the place of the value of a front-matter key in the content
// file p (below content/) with the given bytes; item ≥ 0 selects an element of
// a list. Findings that are made later, from Metas alone, get their place this
// way. What cannot be found gives the place of what it belongs to: the value,
// or the file.
func Locate(p string, data []byte, key string, item int) diag.Pos {
	d := checker{path: p, file: "content/" + p}
	nowhere := diag.Pos{File: d.file}
	clean, wrong := text(d.file, data)
	if wrong != nil {
		return nowhere
	}
	front, wrong := readMatter(d.file, clean, &memory{})
	if wrong != nil {
		return nowhere
	}
	d.data, d.base = clean, front.start
	found, ok := find(front.entries, key)
	if !ok {
		return nowhere
	}
	n := found.value
	if item >= 0 && item < len(n.items) {
		n = n.items[item]
	}
	return d.pos(n.start, n.end)
}
