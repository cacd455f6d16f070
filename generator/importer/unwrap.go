package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown/prose"
)

// Text files come from programs, too, that end a line where the window or the page did,
// and a paragraph is several lines. Where the text itself shows which lines are whole
// paragraphs, they are joined; where it does not, those that were plainly cut are named.

// textLine is a line of a text file, or several that are one paragraph.
type textLine struct {
	text   string
	number int // of the first, counted from 1
}

// unwrap returns the lines of a text, those joined that were one.
func (r *reader) unwrap(lines []string) []textLine {
	margin := marginOf(lines)
	out := make([]textLine, 0, len(lines))
	for i, line := range lines {
		at := diag.Text{ZH: "第 " + decimal(i+1) + " 行", EN: "line " + decimal(i+1)}
		switch {
		case i == 0:
		case margin > 0 && reaches(lines[i-1], line, margin):
			above := &out[len(out)-1]
			above.text = strings.TrimRight(above.text, blanks) + gap(above.text, line) + line
			r.losses.add(rejoined, at, quoted(around(lines[i-1], line)))
			continue
		case prose.Line(lines[i-1]).Severed(prose.Line(line)):
			r.losses.add(cutLines, at, quoted(around(lines[i-1], line)))
		}
		out = append(out, textLine{line, i + 1})
	}
	return out
}

const (
	blanks = " \t\u3000"
	// slack is how many columns a line may end before the margin: a character and a mark
	// that no line begins with stand on the next one.
	slack = 4
	// narrowest is the margin of a text that a program has broken into lines.
	narrowest = 40
	// fewest is how many lines have to be cut before it is no chance.
	fewest = 2
)

// marginOf returns the column at which the lines of a text were broken, 0 where they are
// whole paragraphs: these are indented, those that go on are not, and no line is longer.
func marginOf(lines []string) int {
	var cut []int // how wide they are
	longest, indented := 0, false
	for i, line := range lines {
		n := columnsOf(line)
		longest = max(longest, n)
		indented = indented || isIndented(line)
		if i+1 < len(lines) && isCut(line, lines[i+1]) {
			cut = append(cut, n)
		}
	}
	if !indented || len(cut) < fewest {
		return 0
	}
	slices.Sort(cut)
	margin := cut[len(cut)-1]
	if margin < narrowest || longest > margin+slack || cut[len(cut)-fewest] < margin-slack {
		return 0
	}
	return margin
}

// isIndented reports whether a line begins as paragraphs do.
func isIndented(line string) bool {
	return strings.HasPrefix(line, "\u3000") || strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "\t")
}

// reaches reports whether a line was broken at the margin and the next one goes on with
// it. One that ends with a sentence has to be full: the line of a paragraph's end may be
// nearly so.
func reaches(line, next string, margin int) bool {
	n := columnsOf(line)
	return n >= margin-slack && isCut(line, next) || n >= margin-1 && goesOn(line, next)
}

// isCut reports whether a line ends where no sentence does, and the next one may go on
// with it.
func isCut(line, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, blanks))
	return (prose.IsWordRune(last) || strings.ContainsRune("，、（《“—”’）》%％", last)) && goesOn(line, next)
}

// goesOn reports whether a line may go on with the one above: it is not indented, and no
// part of a document that stands at the margin.
func goesOn(line, next string) bool {
	if strings.Contains(line, "\t") || strings.Contains(next, "\t") || prose.Line(next).OpensParagraph() || isIndented(next) {
		return false
	}
	next = compact(next)
	return next != "" && !strings.HasPrefix(next, "附件") && !day.MatchString(next) && !office.MatchString(next)
}

// columnsOf returns how wide a line is where a Chinese character is as wide as two letters.
func columnsOf(line string) int {
	n := 0
	for _, r := range strings.TrimRight(line, blanks) {
		switch {
		case r == '\t':
			n += 4 // of the four or eight blanks as which it is shown
		case r < utf8.RuneSelf:
			n++
		default:
			n += 2
		}
	}
	return n
}

// gap is what stands between two lines that are made one: a blank between words of Latin
// letters.
func gap(line, next string) string {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, blanks))
	if next != "" && last < utf8.RuneSelf && prose.IsWord(byte(last)) && prose.IsWord(next[0]) {
		return " "
	}
	return ""
}

// around shows where two lines meet.
func around(line, next string) string {
	const shown = 6
	before, after := []rune(strings.Trim(line, blanks)), []rune(strings.Trim(next, blanks))
	before = before[max(0, len(before)-shown):]
	return string(before) + gap(line, next) + string(after[:min(len(after), shown)])
}
