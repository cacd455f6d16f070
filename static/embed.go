// Package static holds the style sheets, scripts and images of the default
// look. static/css/site.css becomes /css/site.css of a site, which overrides a
// file by one of the same name in its own static folder.
package static

import "embed"

// Files holds every static file under its path.
//
//go:embed css images js
var Files embed.FS
