// Package waiver keeps which findings of the privacy scan an office has looked at and
// accepted: the file records/waivers.toml.
//
//	list, found := waiver.Parse("records/waivers.toml", data)
//	w := list.Find("PV003", "content/notices/2026/0007.md", sum)
//	if w != nil && w.Until >= today { … } // accepted
//
// # Form
//
// The file is TOML. `gongkai waive` writes it, people read it in the diffs of a version
// control system, and inspectors ask for it.
//
//	key = "64 hexadecimal digits"
//
//	[[waiver]]
//	rule = "PV003"
//	file = "content/notices/2026/0007.md"
//	value = "64 hexadecimal digits"
//	reason = "办事窗口的公务手机，已经本人同意"
//	until = 2027-06-30
//	by = "党政办公室"
//	date = 2026-12-01
//
// A waiver is for one rule, one file and one value: the same number in another file, or
// another number in this one, is a finding as before. until is the last day on which it
// holds; by and date may be left out.
//
// The value itself is nowhere in the file. What is there is a sum of it under key, which
// is drawn at random when the file is made (package privacy makes it). A plain sum of a telephone number
// could be undone by trying all there are. With the key beside it, this one can be too,
// by whoever has the file: they have the document as well. It keeps the number out of
// sight, out of searches, and from meaning anything without this file.
//
// waiver knows nothing of how findings are made, and of what the day is.
package waiver

import (
	"encoding/hex"
	"fmt"
	"strings"
)

// Path is where the list is in the folder of a site.
const Path = "records/waivers.toml"

// Waiver is a finding that somebody has accepted.
type Waiver struct {
	Rule   string `toml:"rule"`  // PV003
	File   string `toml:"file"`  // path from the site's folder
	Value  string `toml:"value"` // see package privacy
	Reason string `toml:"reason"`
	Until  string `toml:"-"` // the last day, YYYY-MM-DD
	By     string `toml:"by"`
	Date   string `toml:"-"` // on which it was accepted, YYYY-MM-DD or ""

	Line int `toml:"-"` // on which it begins
}

// List is what the file says.
type List struct {
	Key     []byte // 32 bytes; nil where nothing was ever waived
	Waivers []Waiver
}

// Find returns the waiver for a value, the one that holds longest; nil where there is none. A nil list has none.
func (l *List) Find(rule, file, value string) *Waiver {
	if l == nil {
		return nil
	}
	var found *Waiver
	for i := range l.Waivers {
		w := &l.Waivers[i]
		if w.Rule == rule && w.File == file && w.Value == value && (found == nil || w.Until > found.Until) {
			found = w
		}
	}
	return found
}

// Append returns the file with waivers added, which are sound. An empty file is begun
// with the list's key.
func (l *List) Append(data []byte, more ...Waiver) []byte {
	eol := "\n"
	if strings.Contains(string(data), "\r\n") {
		eol = "\r\n"
	}
	var b strings.Builder
	b.Write(data)
	if len(data) > 0 && !strings.HasSuffix(string(data), "\n") {
		b.WriteString(eol)
	}
	line := func(format string, args ...any) { b.WriteString(fmt.Sprintf(format, args...) + eol) }
	if len(strings.TrimSpace(strings.TrimPrefix(string(data), "\ufeff"))) == 0 {
		line("# 看过、同意公开的检查结果，由 gongkai waive 写入。这里没有号码本身。")
		line("key = %s", quote(hex.EncodeToString(l.Key)))
	}
	for _, w := range more {
		line("")
		line("[[waiver]]")
		line("rule = %s", quote(w.Rule))
		line("file = %s", quote(w.File))
		line("value = %s", quote(w.Value))
		line("reason = %s", quote(w.Reason))
		line("until = %s", w.Until)
		if w.By != "" {
			line("by = %s", quote(w.By))
		}
		if w.Date != "" {
			line("date = %s", w.Date)
		}
	}
	return []byte(b.String())
}

// quote writes a text as a basic string of TOML.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
