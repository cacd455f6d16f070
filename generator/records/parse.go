package records

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// Parse reads a list; path is that of its file, for the findings. If something is
// wrong, there is no list: one that was read in part would have lost addresses.
func Parse(path string, data []byte) (*Published, []diag.Diagnostic) {
	if len(data) > MaxBytes {
		return nil, []diag.Diagnostic{ruleTooLarge.At(diag.Pos{File: path}, MaxBytes>>20)}
	}
	if enc, pos, _ := diag.Detect(path, data); enc != diag.UTF8 {
		return nil, []diag.Diagnostic{ruleNotUTF8.At(pos, enc.Name())}
	}
	p := parser{path: path, data: unixText(data)}
	p.quoter.Data = p.data
	p.lines()
	p.order()
	if found := p.tally.Close(p.found); len(found) > 0 {
		return nil, diag.Sort(found)
	}
	return p.published(), nil
}

// unixText returns a text without byte order mark and with LF line ends.
func unixText(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.IndexByte(data, '\r') < 0 {
		return data
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
}

// parser reads a list, line by line. Nearly every line is well formed, and costs a
// look at each of its bytes; what is wrong with the others, faults finds out.
type parser struct {
	path   string
	data   []byte
	quoter diag.Quoter

	header   int      // where the header ends, 0 without
	starts   []uint32 // of the lines that are well formed
	other    bool     // there are blank lines, or the last has no end
	conflict bool     // a merge was left unfinished: the order means nothing

	tally diag.Tally
	found []diag.Diagnostic
}

// lines reads all lines.
func (p *parser) lines() {
	p.starts = make([]uint32, 0, bytes.Count(p.data, []byte{'\n'})+1)
	for at := 0; at < len(p.data); {
		line := p.at(at)
		switch {
		case isLine(line):
			p.starts = append(p.starts, uint32(at)) // MaxBytes is less than 4 GB
		case at == 0 && bytes.HasPrefix(line, []byte("#")):
			p.readHeader(line)
		case len(bytes.TrimSpace(line)) == 0:
			p.other = true
		default:
			p.faults(at, string(line))
		}
		at += len(line) + 1
		p.other = p.other || at > len(p.data)
	}
}

// at returns the line that begins at an offset, without its end.
func (p *parser) at(start int) []byte {
	rest := p.data[start:]
	if end := bytes.IndexByte(rest, '\n'); end >= 0 {
		return rest[:end]
	}
	return rest
}

// readHeader takes the first line for the header.
func (p *parser) readHeader(line []byte) {
	p.header = min(len(line)+1, len(p.data))
	if i := strings.IndexFunc(string(line), unwanted); i >= 0 {
		p.control(0, string(line), i)
	}
}

// address returns the address of the line that begins at an offset.
func (p *parser) address(start uint32) []byte {
	line := p.data[start:]
	return line[:bytes.IndexByte(line, '\t')]
}

// published is the list of all that was read.
func (p *parser) published() *Published {
	if !p.other {
		return &Published{string(p.data), p.starts}
	}
	w := writer{text: make([]byte, 0, len(p.data)+1)}
	if p.header > 0 {
		w.text = append(append(w.text, bytes.TrimSuffix(p.data[:p.header], []byte("\n"))...), '\n')
	}
	for _, start := range p.starts {
		w.keep(string(p.at(int(start))))
	}
	return &Published{string(w.text), w.starts}
}

// order finds addresses that stand twice, or not where they belong.
func (p *parser) order() {
	if p.conflict {
		return
	}
	first, count := 0, 0
	sorted := true
	for i := 1; i < len(p.starts); i++ {
		c := bytes.Compare(p.address(p.starts[i-1]), p.address(p.starts[i]))
		if c > 0 {
			if count++; count == 1 {
				first = i
			}
		}
		sorted = sorted && c < 0
	}
	if sorted {
		return
	}
	order := slices.Clone(p.starts)
	slices.SortStableFunc(order, func(a, b uint32) int { return bytes.Compare(p.address(a), p.address(b)) })
	if count > 0 {
		p.unsorted(first, count, order)
	}
	p.twice(order, count > 0)
}

// unsorted tells of the first line that is before the one above it. The lines above are
// in order, and it belongs before the first of them that is behind it.
func (p *parser) unsorted(first, count int, order []uint32) {
	if !p.tally.Take(ruleUnsorted) {
		return
	}
	address := p.address(p.starts[first])
	before, _ := slices.BinarySearchFunc(p.starts[:first], address, func(start uint32, address []byte) int {
		if bytes.Compare(p.address(start), address) <= 0 {
			return -1
		}
		return 1
	})
	next := p.starts[before]
	more := diag.Text{}
	if count > 1 {
		more = diag.Text{ZH: fmt.Sprintf("（这样的地方共 %d 处）", count), EN: fmt.Sprintf(" (there are %d such places)", count)}
	}
	d := p.say(ruleUnsorted, int(p.starts[first]), len(address), string(address), p.lineNumber(next), string(p.address(next)), more)
	if len(p.found) == 1 && len(p.data) <= maxSorted {
		d.Fix = p.quoter.Replace(int(p.starts[0]), len(bytes.TrimRight(p.data, "\n")), p.sortedText(order))
	}
}

// maxSorted is the longest text of which the correction holds all lines in order, in
// bytes: what a finding holds is kept.
const maxSorted = 1 << 20

// sortedText is what the lines with addresses should be: in order, and no line that is
// the same as the one before it.
func (p *parser) sortedText(order []uint32) string {
	var lines []string
	for _, start := range order {
		lines = append(lines, string(p.at(int(start))))
	}
	return strings.Join(slices.Compact(lines), "\n")
}

// lineNumber returns the number of the line that begins at an offset.
func (p *parser) lineNumber(start uint32) int { return p.quoter.Locate(p.path, int(start)).Line }

// twice tells of addresses that have more than one line. Where the order is wrong, too,
// one correction mends it all.
func (p *parser) twice(order []uint32, unsorted bool) {
	for i := 1; i < len(order); i++ {
		was, now := order[i-1], order[i]
		if !bytes.Equal(p.address(was), p.address(now)) || !p.tally.Take(ruleTwice) {
			continue
		}
		one, other := string(p.at(int(was))), string(p.at(int(now)))
		hint, delete := whichOf(one, other)
		d := p.say(ruleTwice, int(now), len(p.address(now)), addressOf(one), p.lineNumber(was), hint)
		if end := int(now) + len(other) + 1; delete && !unsorted && end <= len(p.data) {
			d.Fix = p.quoter.Replace(int(now), end, "")
		}
	}
}

// whichOf says what to do with two lines of one address, and whether that is to delete
// the second. The earlier day is right in any case: it is when the first was public.
func whichOf(one, other string) (hint diag.Text, delete bool) {
	a, b := parseEntry(one), parseEntry(other)
	first := min(a.First, b.First)
	switch {
	case a == b:
		return diag.Text{ZH: "两行相同，删去这一行", EN: "the two lines are the same; delete this one"}, true
	case a.Sum == b.Sum && a.State == b.State:
		a.First = first
		line := shown(strings.TrimSuffix(string(a.append(nil)), "\n"))
		return diag.Text{ZH: "首次公开日期取较早的，两行并为一行：" + line.ZH, EN: "keep the earlier day, and make one line of the two: " + line.EN}, false
	}
	return diag.Text{
		ZH: "核对校验和与状态，只留对的一行；首次公开日期写较早的 " + first,
		EN: "look up which sum and state are right, and keep that line, with the earlier day, " + first,
	}, false
}

// say adds a finding about some bytes of a line, and returns it. The tally was asked
// before.
func (p *parser) say(rule *diag.Rule, at, length int, args ...any) *diag.Diagnostic {
	pos := p.quoter.Locate(p.path, at)
	pos.Width = max(1, utf8.RuneCount(p.data[at:at+length]))
	if len(p.found) == cap(p.found) { // append would grow a long list five times as often
		p.found = slices.Grow(p.found, max(len(p.found), 8))
	}
	p.found = append(p.found, rule.At(pos, args...))
	return &p.found[len(p.found)-1]
}
