package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/markdown/prose"
)

// fewestAligned is how many lines in a row, with as many columns each, are a table that
// somebody has aligned with blanks. Two lines may have blanks in them by chance.
const fewestAligned = 3

// aligned reports runs of lines whose columns are set apart by blanks, which no page
// keeps. Every line but the last of a run is a seam.
func (j seams) aligned() {
	body, all := j.src.Body, j.body.Seams
	for i := 0; i < len(all); {
		gaps := wideGaps(prose.LineOf(body[all[i].Start:]))
		last := i
		for last+1 < len(all) && all[last].Stop == prose.StartOfLine(body, all[last+1].Start) && wideGaps(prose.LineOf(body[all[last+1].Start:])) == gaps {
			last++
		}
		lines := last - i + 1
		if wideGaps(prose.LineOf(body[all[last].Stop:])) == gaps {
			lines++
		}
		if gaps >= 2 && lines >= fewestAligned {
			first, _ := j.lines.place(all[i].Start)
			first += max(j.src.Line, 1) - 1
			j.report(ruleAligned, all[i].Start, 1, first, first+lines-1)
		}
		i = last + 1
	}
}

// wideGaps counts the runs of two blanks and more within the text of a line.
func wideGaps(line prose.Line) (gaps int) {
	text := bytes.TrimFunc(line, unicode.IsSpace)
	for blanks := 0; len(text) > 0; {
		r, n := utf8.DecodeRune(text)
		switch {
		case r == '\t' || r == '|':
			return 0 // a table of another kind
		case !unicode.IsSpace(r):
			blanks = 0
		default:
			if blanks++; blanks == 2 {
				gaps++
			}
		}
		text = text[n:]
	}
	return gaps
}
