package importer

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai/generator/compose"
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

// numberedHeadings makes headings of numbered lines that have text below them: a
// line with a number that is a sentence, or is followed by the next number, is
// an item.
func (d *Document) numberedHeadings() {
	levels := make([]int, len(d.blocks))
	for i := range d.blocks {
		levels[i] = enumerated(d.blocks[i].text())
	}
	for i := range d.blocks {
		b := &d.blocks[i]
		line := b.line()
		if b.item && b.number > 0 {
			line = decimal(b.number) + ". " + b.text()
			levels[i] = len(enumerators)
		}
		if levels[i] == 0 || line == "" || !isHeadingLine(line) || i+1 == len(d.blocks) {
			continue
		}
		next := &d.blocks[i+1]
		if levels[i+1] > 0 && levels[i+1] <= levels[i] || isClosing(compact(next.line())) {
			continue
		}
		b.heading = levels[i]
		if b.item {
			b.item, b.label = false, decimal(b.number)+". "
		}
	}
}

// isHeadingLine reports whether a numbered line can be a heading: short, and
// neither a sentence nor a name with its value (一、报名时间：3月1日).
func isHeadingLine(line string) bool {
	line = strings.TrimSpace(line)
	if utf8.RuneCountInString(line) > maxHeading || endsInSentence(line) {
		return false
	}
	return !strings.ContainsAny(line, "。；！？") && !strings.Contains(line, "：")
}

// isClosing reports whether a line belongs to the end of a document: who signs,
// the day, a note.
func isClosing(line string) bool {
	return isOffice(line) || !parseDay(line).IsZero() || isBracketed(line) || strings.HasPrefix(line, "附件：") || line == "特此通知。" || line == "特此公告。"
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
