// Package tidy mends files: it makes the corrections that findings carry, and
// shows what they change.
//
//	mended, done := tidy.Apply(data, corrections)
//
// A correction has its place in lines and columns (see [diag.Correction]). The
// file keeps its byte order mark and its line ends.
//
// tidy knows neither rules nor what the files are.
package tidy
