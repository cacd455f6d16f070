package source

import "strings"

// Ignored reports whether a file or folder of this name is invisible: hidden,
// or left behind by an editor or a system.
//
// Hidden names begin with a dot; .well-known (RFC 8615) alone is meant to be
// published. The rest: name~ and #name# (Emacs and others), .name.swp and .swx
// (Vim; also without the dot), 4913 (Vim trying whether it may write), ~$name
// (Word and Excel, while a file is open), name.tmp and name.crdownload
// (half-written), Thumbs.db and desktop.ini (Windows).
func Ignored(name string) bool {
	if name == "" {
		return true
	}
	switch name[0] {
	case '.':
		return name != ".well-known"
	case '#':
		return len(name) > 1 && name[len(name)-1] == '#'
	case '~':
		if strings.HasPrefix(name, "~$") {
			return true
		}
	}
	switch name[len(name)-1] {
	case '~':
		return true
	case 'b', 'B', 'i', 'I', 'p', 'P', 'x', 'X', 'd', 'D', '3':
		return leftover(name)
	}
	return false
}

func leftover(name string) bool {
	switch lower := strings.ToLower(name); {
	case lower == "thumbs.db", lower == "desktop.ini", lower == "4913":
		return true
	default:
		return strings.HasSuffix(lower, ".swp") || strings.HasSuffix(lower, ".swx") ||
			strings.HasSuffix(lower, ".tmp") || strings.HasSuffix(lower, ".crdownload")
	}
}

// ignoredPath reports whether any part of a slash-separated path is ignored.
func ignoredPath(path string) bool {
	for part := range strings.SplitSeq(path, "/") {
		if Ignored(part) {
			return true
		}
	}
	return false
}
