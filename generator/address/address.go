// Package address knows what file systems and servers make of the paths of a
// site. One path is one thing everywhere; but on Windows and macOS two paths that
// differ in case, or in how a character is composed, are one as well, and on no
// system is a path a file and a folder at once. A site is made on one of them,
// and copied to another: so the addresses of a site are chosen for all.
//
//	Fold("Policies/2017/Ａ.html")   paths that are one somewhere fold to one
//	Device("con.html")             names that are none on Windows
//	Book                           which paths of a site are taken, and by what
//
// address knows nothing of the site. Paths are slash-separated, relative to its
// root, and UTF-8.
package address

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns the one of all paths that are the same on some file system: in
// small letters, in composed characters, its names without the dots and blanks
// at their ends.
func Fold(path string) string {
	if plain(path) {
		return path
	}
	var b strings.Builder
	for i, name := range strings.Split(norm.NFC.String(path), "/") {
		if i > 0 {
			b.WriteByte('/')
		}
		// Through the capital: it is the same for all forms of a letter, σ and ς.
		b.WriteString(strings.Map(func(r rune) rune { return unicode.ToLower(unicode.ToUpper(r)) }, strings.TrimRight(name, ". ")))
	}
	return norm.NFC.String(b.String())
}

// plain reports whether a path surely folds to itself: most are of digits, small
// letters, hyphens, single dots, and Chinese characters.
func plain(path string) bool {
	dot := false // the last character was a dot or a blank
	for i := 0; i < len(path); i++ {
		c := path[i]
		switch {
		case 'A' <= c && c <= 'Z', c == '/' && dot:
			return false
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(path[i:])
			if r < '\u3400' || r > '\u9fff' { // those have one case and one form
				return false
			}
			i += size - 1
		}
		dot = c == '.' || c == ' '
	}
	return !dot
}

// Device reports whether Windows takes a name for a device, whatever its
// extension.
func Device(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	port, isPort := strings.CutPrefix(stem, "COM")
	if !isPort {
		port, isPort = strings.CutPrefix(stem, "LPT")
	}
	return isPort && utf8.RuneCountInString(port) == 1 && strings.ContainsAny(port, "0123456789¹²³")
}
