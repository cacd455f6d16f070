package importer

import (
	"strings"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
)

// maxNotes is how many footnotes a page has. Those past it are written behind the
// text.
const maxNotes = 1000

// reserve makes room for the text of a footnote, which is read after its number
// is known: it may have marks of others.
func (d *Document) reserve(number int) {
	if number <= maxNotes {
		d.notes = append(d.notes, nil)
	}
}

// setNote sets the text of a footnote.
func (d *Document) setNote(number int, text []block) {
	if number <= maxNotes {
		d.notes[number-1] = text
		return
	}
	if len(text) == 0 || text[0].table != nil || text[0].item {
		text = append([]block{{}}, text...)
	}
	text[0].label = writtenMark(number) + text[0].label
	d.behind = append(d.behind, text...)
}

// noteMark is what stands where a text refers to a footnote.
func (r *reader) noteMark(number int, at diag.Text) compose.Span {
	if number <= maxNotes {
		return compose.Span{Note: number}
	}
	r.losses.add(notesBehind, at)
	return compose.Span{Text: writtenMark(number)}
}

// writtenMark is the mark of a footnote that is none to Markdown.
func writtenMark(number int) string { return "〔注" + decimal(number) + "〕" }

// look names characters that were lost before the file came here.
func (d *Document) look(l *losses) {
	if strings.ContainsRune(d.Meta.Title, lostCharacter) {
		l.add(lost, diag.Text{ZH: "标题", EN: "the title"})
	}
	inSpans := func(spans []compose.Span, at diag.Text) {
		for i := range spans {
			if strings.ContainsRune(spans[i].Text, lostCharacter) {
				l.add(lost, at)
			}
		}
	}
	for _, blocks := range append([][]block{d.blocks}, d.notes...) {
		for i := range blocks {
			b, at := &blocks[i], blocks[i].at
			if at.ZH == "" { // web pages have no places
				at = diag.Text{ZH: "第 " + decimal(i+1) + " 段", EN: "paragraph " + decimal(i+1)}
			}
			inSpans(b.spans, at)
			if b.table == nil {
				continue
			}
			for _, c := range b.table.cells {
				for _, spans := range c.paragraphs {
					inSpans(spans, at)
				}
			}
		}
	}
}

// lostCharacter is what a conversion writes for a character that it does not know.
const lostCharacter = '\uFFFD'
