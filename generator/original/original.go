// Package original keeps what was approved of files that a site out of an archive has in
// another form, or not at all: the file records/originals.tsv.
//
//	list, found := original.Parse(data)
//	sum := list.SHA256("content/notices/2022/0031-plan.jpg", sum)
//
// In an archive, attachments and pictures are as they were published, photographs without
// the place where they were taken, and ledgers of applications stay with the office. Neither
// has the sum that an approval is of. So the archive says it, a line a file:
//
//	path TAB approved TAB here LF
//
// path is that of the file from the site's folder, approved the SHA-256 of the bytes that
// were committed when it was approved, here that of the bytes in the archive, or "-" where
// it has none. A line holds as long as the file is what it says. Lines that begin with # are
// for people.
//
// original knows nothing of documents, and of what approves them.
package original

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gongkai/generator/diag"
)

// Path is where the list is in the folder of a site.
const Path = "records/originals.tsv"

// absent stands for the sum of a file that is not there.
const absent = "-"

// sums are one line, without the path.
type sums struct{ approved, here string }

// List has the lines, by path.
type List map[string]sums

// SHA256 returns the sum that an approval is of, for a file that is here with a sum, or not
// here at all, for "". Where nothing else is said of it, it is that sum.
func (l List) SHA256(path, here string) string {
	line, ok := l[path]
	switch {
	case !ok, here == absent: // one that cannot be read is there
		return here
	case line.here == here, line.here == absent && here == "":
		return line.approved
	}
	return here
}

// Add notes that a file which was approved with one sum has another here, "" where it is not
// here.
func (l List) Add(path, approved, here string) {
	if here == "" {
		here = absent
	}
	if approved != here {
		l[path] = sums{approved, here}
	}
}

// Append appends the file.
func (l List) Append(b []byte) []byte {
	b = append(b, "# 文件\t审核时的校验值\t归档包里的校验值\n"...)
	for _, path := range slices.Sorted(maps.Keys(l)) {
		b = fmt.Appendf(b, "%s\t%s\t%s\n", path, l[path].approved, l[path].here)
	}
	return b
}

// Parse reads the file. Where there are lines, a finding says that they count.
func Parse(data []byte) (List, []diag.Diagnostic) {
	list := List{}
	var found []diag.Diagnostic
	n := 0
	for line := range bytes.Lines(data) {
		n++
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		columns := strings.Split(text, "\t")
		if len(columns) != 3 || columns[0] == "" || !isSum(columns[1]) || columns[2] != absent && !isSum(columns[2]) {
			found = append(found, ruleLine.At(diag.Pos{File: Path, Line: n, Column: 1, Source: text}))
			continue
		}
		list[columns[0]] = sums{columns[1], columns[2]}
	}
	if len(list) > 0 {
		found = append(found, ruleCounts.At(diag.Pos{File: Path}, len(list)))
	}
	return list, found
}

// isSum reports whether a text is 64 hexadecimal digits, in small letters.
func isSum(s string) bool { return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == "" }
