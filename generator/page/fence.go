package page

import (
	"bytes"
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/adrg/frontmatter"

	"gongkai/generator/diag"
)

// fence is the line before and after the front matter.
const fence = "---"

// maxFront is the greatest size of a front matter in bytes. What is larger is
// a body that was drawn in because the closing fence is missing.
const maxFront = 64 << 10

// matter is the front matter of a file: where it and the body lie, and what it
// says.
type matter struct {
	start, end, body int // data[start:end] is the front matter, data[body:] the body
	entries          []pair
	faults           []fault // about entries that could not be read
}

// readMatter finds the front matter of a file and reads it. The texts of entries
// may lie in data.
func readMatter(file string, data []byte, into *memory) (matter, *diag.Diagnostic) {
	if m, ok := plainFences(data); ok {
		front := data[m.start:m.end]
		if m.entries, ok = readSimple(unsafe.String(unsafe.SliceData(front), len(front)), into); ok {
			return m, nil
		}
	}
	return cut(file, data, func(front []byte, m *matter) {
		m.entries, m.faults = readChunks(string(front), simpleChunk)
	})
}

// plainFences finds the fences where both are written as "---" and nothing
// else, as nearly all are.
//
// It spares such files adrg/frontmatter, which reads a file line by line into a
// buffer of its own: 5 µs and 13 KB in 36 allocations for a file of 3 KB
// (BenchmarkFences), where a build of 10,000 documents takes 120 µs for each and
// leaves 3 KB behind. TestFences compares the two.
func plainFences(data []byte) (m matter, ok bool) {
	if !bytes.HasPrefix(data, []byte(fence+"\n")) {
		return m, false
	}
	m.start = len(fence) + 1
	for at := m.start; at < len(data) && at-m.start <= maxFront; {
		stop := byteLineEnd(data, at)
		line := data[at:stop]
		if len(line) >= len(fence) && !isKey(line[0]) && string(bytes.TrimSpace(line)) == fence {
			m.end, m.body = at, min(stop+1, len(data))
			return m, len(line) == len(fence)
		}
		at = stop + 1
	}
	return m, false
}

// isKey reports whether a line that begins with a byte is surely no fence: as all
// lines with a key of front matter.
func isKey(first byte) bool { return 'a' <= first && first <= 'z' }

// cut has adrg/frontmatter divide a file at its fences and hand the front
// matter to decode.
//
// The library is more lenient than a page may be. It skips blank lines before
// the opening fence, takes a fence between blanks for one, and returns a file
// whose fences it does not find as text without front matter: all of that is
// refused here, and so is a front matter of more than maxFront bytes.
func cut(file string, data []byte, decode func(front []byte, m *matter)) (matter, *diag.Diagnostic) {
	first := data[:byteLineEnd(data, 0)]
	if string(bytes.TrimRight(first, " \t")) != fence {
		return matter{}, openingFault(file, data)
	}
	m := matter{start: len(first) + 1}
	format := frontmatter.NewFormat(fence, fence, func(front []byte, v any) error {
		m, ok := v.(*matter)
		if !ok {
			return frontmatter.ErrNotFound
		}
		if m.end = m.start + len(front); len(front) <= maxFront {
			decode(front, m)
		}
		return nil
	})
	rest, err := frontmatter.MustParse(bytes.NewReader(data), &m, format)
	if err != nil || m.end-m.start > maxFront {
		return matter{}, closingFault(file, data, m)
	}
	m.body = len(data) - len(rest)
	if closing := data[m.end:byteLineEnd(data, m.end)]; !bytes.HasPrefix(closing, []byte(fence)) {
		return matter{}, fenceFault(file, data, ruleFenceIndented, m.end, bytes.TrimRight(closing, " \t"))
	}
	return m, nil
}

// fenceFault makes a finding about a line, or the part of one, that begins at an
// offset.
func fenceFault(file string, data []byte, rule *diag.Rule, at int, line []byte, args ...any) *diag.Diagnostic {
	pos := diag.Locate(file, data, at)
	pos.Width = utf8.RuneCount(line)
	d := rule.At(pos, args...)
	return &d
}

// openingFault says why the first line is not the opening fence.
func openingFault(file string, data []byte) *diag.Diagnostic {
	at := len(data) - len(bytes.TrimLeft(data, " \t\n\u3000"))
	line := bytes.TrimSpace(data[at:byteLineEnd(data, at)])
	switch {
	case string(line) == fence:
		return fenceFault(file, data, ruleFenceLate, at, line)
	case likeFence(string(line)):
		return fenceFault(file, data, ruleFenceForm, at, line)
	}
	return fenceFault(file, data, ruleNoFence, 0, bytes.TrimSpace(data[:byteLineEnd(data, 0)]))
}

// closingFault says why there is no closing fence to the front matter m; where
// that ends all the same, it does so far away.
func closingFault(file string, data []byte, m matter) *diag.Diagnostic {
	if at := nearFence(data, m.start); at >= 0 {
		return fenceFault(file, data, ruleFenceForm, at, data[at:byteLineEnd(data, at)])
	}
	if m.end > 0 {
		line := 1 + bytes.Count(data[:m.end], []byte{'\n'})
		return fenceFault(file, data, ruleFrontLarge, 0, []byte(fence), line, (m.end-m.start)>>10, maxFront>>10)
	}
	return fenceFault(file, data, ruleUnclosed, 0, []byte(fence))
}

// likeFence reports whether a line was probably meant as a fence: more or
// fewer hyphens, or dashes that a word processor or an input method made of
// them, or the fence of TOML.
func likeFence(line string) bool {
	return line != "" && line != fence && (strings.Trim(line, "-－—–―‐‑−ー一") == "" || line == "+++" || line == "...")
}

// nearFence returns the offset of the first line from start on that was
// probably meant to be the closing fence, or -1.
func nearFence(data []byte, start int) int {
	for at := start; at < len(data) && at-start <= maxFront; {
		stop := byteLineEnd(data, at)
		if likeFence(string(bytes.TrimSpace(data[at:stop]))) {
			return at
		}
		at = stop + 1
	}
	return -1
}

func byteLineEnd(data []byte, at int) int {
	if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(data)
}
