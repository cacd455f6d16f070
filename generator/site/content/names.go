package content

import (
	"path"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/report"
	"gongkai/generator/tree"
)

// Path returns the path of a file below content/ as findings name it.
func Path(p string) string { return tree.Content.Path(p) }

// IsDocument reports whether a file below content/ is a document. The names of
// folders and files that begin with a dot were left out by the scan.
func IsDocument(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// meantName returns the name that a file was to have whose program has added an extension
// to it, or that has another than documents do here; "" for a file that is called what it is.
func meantName(file string) (name string, why diag.Text) {
	base := path.Base(file)
	ext := strings.ToLower(path.Ext(base))
	stem := base[:len(base)-len(ext)]
	switch ext {
	case ".txt", ".text", ".docx", ".doc":
		inner := strings.ToLower(path.Ext(stem))
		data := path.Join(path.Dir(file), stem)
		if inner == ".md" || IsReportData(data) {
			return stem[:len(stem)-len(inner)] + inner, diag.Text{ZH: "后面多了 " + ext, EN: ext + " was added"}
		}
	case ".markdown", ".mdown", ".mkd", ".mdx":
		return stem + ".md", diag.Text{ZH: "文档的扩展名是 .md，不是 " + ext, EN: "documents have the extension .md, not " + ext}
	}
	return "", diag.Text{}
}

// Misnamed reports the files whose names say that they were to be documents, or data of
// a report, and that no document uses; used are those that one does, sorted.
func (c *Content) Misnamed(used []string) (found []diag.Diagnostic, is map[string]bool) {
	is = map[string]bool{}
	for file, f := range c.Beside {
		name, why := meantName(file)
		if _, isUsed := slices.BinarySearch(used, file); name == "" || isUsed {
			continue
		}
		is[file] = true
		found = append(found, addedExtension.At(diag.Pos{File: f.Path}, name, why))
	}
	return found, is
}

// IsReportData reports whether a file beside documents holds the figures of a
// report: it is read, never published.
func IsReportData(name string) bool {
	folder, base := path.Split(name)
	if ok, _ := path.Match(page.ReportsFolder+"/[0-9][0-9][0-9][0-9]/", folder); !ok {
		return false
	}
	return slices.Contains(report.DataFiles(), base)
}

// OutputOf returns the output path that a source file is published at, or ""
// where a file of that name is none. The file need not exist.
func OutputOf(source string) string {
	path, ok := tree.Content.Cut(source)
	switch {
	case ok && IsDocument(path):
		return page.URL(path)
	case ok:
		return path
	}
	path, _ = tree.Static.Cut(source)
	return path
}
