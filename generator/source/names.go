package source

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gongkai/generator/address"
	"gongkai/generator/diag"
)

// checkNames reports names of one folder that would not survive publication,
// and drops those that cannot be written in UTF-8 at all.
func (s *scanner) checkNames(prefix string, entries []entry) []entry {
	entries = slices.DeleteFunc(entries, func(e entry) bool {
		if utf8.ValidString(e.name) {
			return false
		}
		path := prefix + strings.ToValidUTF8(e.name, "�")
		s.report(notUTF8.At(diag.Pos{File: path}, path))
		return true
	})
	plain := true
	for i := range entries {
		name := entries[i].name
		if hasTraits(name) {
			plain = false
			s.checkName(prefix, name)
		}
	}
	if !plain {
		s.checkCollisions(prefix, entries)
	}
	return entries
}

// hasTraits reports whether a name may be one that checkName or
// checkCollisions objects to. Most are of digits, small letters and dots, and
// most Chinese ones of characters that have one form only.
func hasTraits(name string) bool {
	for i := range len(name) {
		switch c := name[i]; {
		case 'A' <= c && c <= 'Z', c >= 0x80, c < 0x20, c == 0x7f:
			return true
		case strings.IndexByte(`\:*?"<>|`, c) >= 0:
			return true
		}
	}
	return strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") || address.Device(name)
}

// checkName reports a name that Windows refuses or that is written in
// decomposed characters.
func (s *scanner) checkName(prefix, name string) {
	pos := diag.Pos{File: prefix + name}
	bad := strings.IndexFunc(name, func(r rune) bool { return r < 0x20 || r == 0x7f || strings.ContainsRune(`\:*?"<>|`, r) })
	if bad >= 0 || strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") || address.Device(name) {
		s.report(notPortable.At(pos, name))
	}
	if !norm.NFC.IsNormalString(name) {
		s.report(decomposed.At(pos, name, norm.NFC.String(name)))
	}
}

// checkCollisions reports names that are one name where case or the form of
// characters does not count: on Windows and macOS.
func (s *scanner) checkCollisions(prefix string, entries []entry) {
	names := make([]string, len(entries))
	for i := range entries {
		names[i] = entries[i].name
	}
	slices.Sort(names)
	first := make(map[string]string, len(names))
	for _, name := range names {
		folded := address.Fold(name)
		if other, ok := first[folded]; ok {
			s.report(sameName.At(diag.Pos{File: prefix + name}, name, other))
			continue
		}
		first[folded] = name
	}
}
