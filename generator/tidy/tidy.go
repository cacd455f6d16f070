// Package tidy mends files: it makes the corrections that findings carry, and
// shows what they change.
//
//	mended, done := tidy.Apply(data, corrections)
//	tidy.Invisible(data)         // what is mended that no finding is about
//	tidy.Diff(name, data, mended)
//
// A correction has its place in lines and columns (see [diag.Correction]). The
// file keeps its byte order mark and its line ends.
//
// tidy knows neither rules nor the site.
package tidy

import (
	"bytes"

	"github.com/rogpeppe/go-internal/diff"
)

// Diff returns what is changed in a file as a unified diff. Line ends are not shown:
// they are those of the file, before and after.
func Diff(name string, before, after []byte) []byte {
	plain := func(data []byte) []byte {
		return bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte{'\n'}), []byte{'\r'}, []byte{'\n'})
	}
	return diff.Diff("a/"+name, plain(before), "b/"+name, plain(after))
}
