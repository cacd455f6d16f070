package content

import (
	"path"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/tree"
)

// What is published of a file is decided by what it is: of a document its front
// matter and its state, of a file beside documents whether a public one refers to
// it, of figures nothing. A symbolic link is another name, and must not be a way
// around that: it leads to a file of its own kind, and a file that is published
// under it is published under its own name, too.

// AllowLink says whether a link at a path of the site may be followed to a file of
// the site; if not, the finding says why.
func AllowLink(link, target string) *diag.Diagnostic {
	from, inFrom := tree.RootOf(link)
	to, inTo := tree.RootOf(target)
	file, _ := from.Cut(link)
	at, _ := to.Cut(target)
	var ok bool
	switch {
	case !inFrom: // config.toml, of which nothing is copied
		ok = true
	case !inTo:
		ok = !withheldFolder(target)
	case from == tree.Content && to == tree.Content:
		ok = IsDocument(file) == IsDocument(at) && (IsReportData(file) || !IsReportData(at))
	case from == tree.Content:
		ok = to == tree.Static && !IsDocument(file)
	default:
		ok = from == to
	}
	if ok {
		return nil
	}
	return refusedLink(link, target)
}

// withheldFolder reports whether a file that belongs to no part of the site lies in
// a folder of which nothing is ever published.
func withheldFolder(target string) bool {
	top, _, _ := strings.Cut(target, "/")
	return top == "records" || top == tree.Config.Name()
}

func refusedLink(link, target string) *diag.Diagnostic {
	d := linkAround.At(diag.Pos{File: link}, link, target)
	return &d
}

// OwnNames leaves out of the files that documents use the links whose files are not
// published under their own names, and reports them.
func (c *Content) OwnNames(used []string) ([]string, []diag.Diagnostic) {
	var found []diag.Diagnostic
	kept := slices.DeleteFunc(slices.Clone(used), func(file string) bool {
		link := Path(file)
		target, inContent := tree.Content.Cut(c.tree.Real(link))
		if !inContent || target == file {
			return false
		}
		_, isUsed := slices.BinarySearch(used, target)
		if !isUsed {
			found = append(found, *refusedLink(link, path.Join(tree.Content.Name(), target)))
		}
		return !isUsed
	})
	return kept, found
}
