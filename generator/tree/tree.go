// Package tree knows what a site is made from: which folders and files, and how
// they are listed.
//
// # Roots
//
// A site is made from what lies at its roots: the folders content, static, layouts
// and records, and the file config.toml. They are told here and nowhere else. A scan,
// an update, the watch mode and whoever must not write over a source go by this
// table, so that one more root is one more line of it.
//
// # Listings
//
// A [Listing] is what the file system said of the roots at one time: [Scan] makes
// one of the whole site, [Listing.Again] the next one after some paths have
// changed. It is never changed once it has been made, but for [Listing.Drop].
//
//	site, err := tree.Scan(dir, nil)
//	for _, f := range site.Files(tree.Content) { … }
//	next, err := site.Again([]string{"content/notices/2017/0001.md"}, known)
//
// Paths of files are relative to their root; those of a site are relative to its
// folder, with the name of the root before them. Both have slashes.
//
// tree opens no file but config.toml, and knows nothing of what is in any.
package tree

import (
	"strings"
)

// Root is one of the places that a site is made from.
type Root uint8

// The roots. Config is a file, all others are folders.
const (
	Content Root = iota
	Static
	Layouts
	Records
	folders // how many roots are folders

	Config Root = iota - 1
)

// names are the names of the roots in the folder of the site.
var names = [...]string{Content: "content", Static: "static", Layouts: "layouts", Records: "records", Config: "config.toml"}

// Roots lists the names of all roots.
func Roots() []string { return append([]string(nil), names[:]...) }

// Name returns the name of a root in the folder of the site.
func (r Root) Name() string { return names[r] }

// Path returns the path in the site of a file of a root.
func (r Root) Path(file string) string { return names[r] + "/" + file }

// Cut returns the path below a root of a file of the site; ok is false for one
// that does not lie below it.
func (r Root) Cut(path string) (file string, ok bool) { return strings.CutPrefix(path, names[r]+"/") }

// RootOf returns the folder that a path of the site lies below.
func RootOf(path string) (r Root, ok bool) {
	for r := range folders {
		if _, ok := r.Cut(path); ok {
			return r, true
		}
	}
	return 0, false
}

// Below reports whether a path is that of a folder, or of something in it; ""
// is above all.
func Below(path, folder string) bool {
	return folder == "" || strings.HasPrefix(path, folder) && (len(path) == len(folder) || path[len(folder)] == '/')
}
