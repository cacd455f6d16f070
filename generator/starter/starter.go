// Package starter holds the site that `gongkai init` writes: a config.toml with
// every setting explained, one sample document for each category, and a README
// for the clerk. It builds as it is, and says on every page that it is a
// sample, until the line `sample` is removed from config.toml.
//
// The annual report is not among the samples: `gongkai new report YEAR` writes
// one in the form that is in force for that year.
package starter

import (
	"embed"
	"io/fs"
)

//go:embed all:site
var files embed.FS

// Files returns the files of the starter site, under their paths below the
// site's folder.
func Files() (fs.FS, error) { return fs.Sub(files, "site") }
