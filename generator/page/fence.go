package page

import (
	"bytes"
	"strings"

	"gongkai/generator/diag"
)

// fence is the line before and after the front matter.
const fence = "---"

// maxFront is the greatest size of a front matter in bytes. What is larger is
// a body that was drawn in because the closing fence is missing.
const maxFront = 64 << 10

// split finds the fences: the front matter is data[start:end], the body begins
// at body. The opening fence must be the first line. The closing fence is the
// first line after it that adrg/frontmatter, too, takes for one; where that is
// indented it is refused, because it may be meant as text.
func split(file string, data []byte) (start, end, body int, wrong *diag.Diagnostic) {
	fail := func(rule *diag.Rule, at, width int, args ...any) (int, int, int, *diag.Diagnostic) {
		pos := diag.Locate(file, data, at)
		pos.Width = width
		d := rule.At(pos, args...)
		return 0, 0, 0, &d
	}
	first := data[:byteLineEnd(data, 0)]
	if string(bytes.TrimRight(first, " \t")) != fence {
		rule, at := openingFault(data)
		return fail(rule, at, len(bytes.TrimSpace(data[at:byteLineEnd(data, at)])))
	}
	start = min(len(first)+1, len(data))
	for at := start; at < len(data) && at-start <= maxFront; {
		stop := byteLineEnd(data, at)
		line := data[at:stop]
		if len(line) >= len(fence) && !isKey(line[0]) && string(bytes.TrimSpace(line)) == fence {
			if !bytes.HasPrefix(line, []byte(fence)) {
				return fail(ruleFenceIndented, at, len([]rune(string(bytes.TrimRight(line, " \t")))))
			}
			return start, at, min(stop+1, len(data)), nil
		}
		at = stop + 1
	}
	if at := nearFence(data, start); at >= 0 {
		return fail(ruleFenceForm, at, len([]rune(string(data[at:byteLineEnd(data, at)]))))
	}
	return fail(ruleUnclosed, 0, len(fence))
}

// isKey reports whether a line that begins with a byte is surely no fence: as all
// lines with a key of front matter.
func isKey(first byte) bool { return 'a' <= first && first <= 'z' }

// openingFault says why the first line is not the opening fence.
func openingFault(data []byte) (*diag.Rule, int) {
	blank := len(data) - len(bytes.TrimLeft(data, " \t\n\u3000"))
	line := string(bytes.TrimSpace(data[blank:byteLineEnd(data, blank)]))
	switch {
	case line == fence:
		return ruleFenceLate, blank
	case likeFence(line):
		return ruleFenceForm, blank
	}
	return ruleNoFence, 0
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
