package importer

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai/generator/compose"
	"gongkai/generator/markdown/prose"
)

// outline finds the headings and gives them levels from 2 on without gaps. The
// styles of the file say which they are; where no paragraph has such a style, the
// numbering does: 一、 over （一） over 1.
func (d *Document) outline() {
	styled := false
	for i := range d.blocks {
		styled = styled || d.blocks[i].heading > 0
	}
	if !styled {
		d.numberedHeadings()
	}
	d.levels()
}

// enumerators are the beginnings of numbered paragraphs by their level, as GB/T
// 9704 orders them; chapters of regulations stand above.
var enumerators = []*regexp.Regexp{
	regexp.MustCompile(`^第[一二三四五六七八九十百零〇\d]{1,6}[编章](?:[\s\x{3000}]|$)`),
	regexp.MustCompile(`^第[一二三四五六七八九十百零〇\d]{1,6}节(?:[\s\x{3000}]|$)`),
	regexp.MustCompile(`^[一二三四五六七八九十]{1,3}、`),
	regexp.MustCompile(`^[（(][一二三四五六七八九十]{1,3}[）)]`),
	regexp.MustCompile(`^\d{1,2}[.．、](?:[^\d]|$)`),
}

// enumerated returns the level of the number that a line begins with, 0 where it
// begins with none.
func enumerated(line string) int {
	for i, form := range enumerators {
		if form.MatchString(line) {
			return i + 1
		}
	}
	return 0
}

func isEnumerated(line string) bool { return enumerated(line) > 0 }

// maxHeading is the longest heading, in characters.
const maxHeading = 40

// numberedHeadings makes headings of numbered lines. A line can be one if it is
// short and no sentence. Whether it is one is for all those counted together to
// say: if most of them have text below them before the next number comes, they
// are headings, else the items of a list, of which the last has text below it,
// too.
func (d *Document) numberedHeadings() {
	type series struct{ parent, level int }
	of := make([]series, len(d.blocks))
	over, bare := map[series]int{}, map[series]int{} // those with text below them, those without
	open := []int{-1}                                // the numbered lines that this one stands under
	for i := range d.blocks {
		level := d.enumerated(i)
		if level == 0 {
			continue
		}
		for len(open) > 1 && d.enumerated(open[len(open)-1]) >= level {
			open = open[:len(open)-1]
		}
		s := series{open[len(open)-1], level}
		open = append(open, i)
		switch {
		case !d.isShort(i):
		case d.hasText(i, level):
			over[s]++
			of[i] = s
		default:
			bare[s]++
		}
	}
	for i := range d.blocks {
		if b := &d.blocks[i]; of[i].level > 0 && over[of[i]] > bare[of[i]] {
			b.heading = of[i].level
			if b.item {
				b.item, b.label = false, decimal(b.number)+". "
			}
		}
	}
}

// enumerated returns the level of the number of a paragraph, 0 for none.
func (d *Document) enumerated(i int) int {
	b := &d.blocks[i]
	switch {
	case b.item && b.number > 0 && b.depth == 0:
		return len(enumerators)
	case b.table != nil || b.file != "" || b.item || b.contents:
		return 0
	}
	return enumerated(b.text())
}

// isShort reports whether a numbered paragraph can be a heading by its text.
func (d *Document) isShort(i int) bool {
	b := &d.blocks[i]
	line := b.line()
	if b.item {
		line = b.text()
	}
	return line != "" && isHeadingLine(line) && !hasPicture(b.spans)
}

// hasText reports whether text stands below a numbered paragraph.
func (d *Document) hasText(i, level int) bool {
	if i+1 == len(d.blocks) {
		return false
	}
	if d.blocks[i].item && d.blocks[i+1].item { // one list in another
		return false
	}
	next := d.enumerated(i + 1)
	return (next == 0 || next > level) && !isClosing(compact(d.blocks[i+1].line()))
}

// isHeadingLine reports whether a numbered line can be a heading: short, and
// neither a sentence nor a name with its value (一、报名时间：3月1日).
func isHeadingLine(line string) bool {
	line = strings.TrimSpace(line)
	if utf8.RuneCountInString(line) > maxHeading || endsInSentence(line) {
		return false
	}
	return !strings.ContainsAny(line, "。；！？：") && !prose.Line(line).HasSentenceMark()
}

// isClosing reports whether a line belongs to the end of a document: who signs,
// the day, a note.
func isClosing(line string) bool {
	return isOffice(line) || !parseDay(line).IsZero() || isBracketed(line) || strings.HasPrefix(line, "附件：") || strings.HasPrefix(line, "附件:") || line == "特此通知。" || line == "特此公告。"
}

// levels gives the headings levels from 2 on, each one deeper than the heading
// it stands under.
func (d *Document) levels() {
	var open []int // the levels, as found, of the headings that this one stands under
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.heading == 0 {
			continue
		}
		if blank(b.spans) || hasPicture(b.spans) {
			b.heading = 0
			continue
		}
		for len(open) > 0 && open[len(open)-1] >= b.heading {
			open = open[:len(open)-1]
		}
		open = append(open, b.heading)
		b.heading = min(len(open)+1, 6)
	}
}

func hasPicture(spans []compose.Span) bool {
	for i := range spans {
		if spans[i].Image != "" {
			return true
		}
	}
	return false
}
