package content

import (
	"path"
	"strings"

	"gongkai/generator/page"
	"gongkai/generator/report"
	"gongkai/generator/tree"
)

// Path returns the path of a file below content/ as findings name it.
func Path(p string) string { return tree.Content.Path(p) }

// IsDocument reports whether a file below content/ is a document. The names of
// folders and files that begin with a dot were left out by the scan.
func IsDocument(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// IsReportData reports whether a file beside documents holds the figures of a
// report: it is read, never published.
func IsReportData(name string) bool {
	folder, base := path.Split(name)
	if ok, _ := path.Match(page.ReportsFolder+"/[0-9][0-9][0-9][0-9]/", folder); !ok {
		return false
	}
	return base == report.FiguresFile || base == report.LedgerFile || base == report.SiteReportFile
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
