package markdown

import (
	"bytes"

	"gongkai/generator/markdown/prose"
)

// seams looks at the places where a line has ended its paragraph though no blank line
// follows, for what was meant to be on one line: see severed.go, crossing.go
// and dividedcell.go.
type seams struct{ *job }

// judge finds them, before anything is rendered.
func (j seams) judge() {
	for _, s := range j.body.Seams {
		this, next := j.src.Body[s.Start:s.Stop], prose.LineOf(j.src.Body[s.Stop:])
		start := prose.StartOfLine(j.src.Body, s.Start)
		if j.src.Body[start] == '>' {
			next = bytes.TrimLeft(next, "> ")
		}
		if prose.Line(this).Severed(next) {
			j.severed = appendNew(j.severed, start)
		}
		if crosses(this, next) {
			j.crossing = appendNew(j.crossing, start)
		}
		if dividesCell(this, next) {
			j.divided = append(j.divided, start)
		}
	}
}

// appendNew appends a number that is larger than the last one.
func appendNew(list []int, n int) []int {
	if len(list) > 0 && list[len(list)-1] >= n {
		return list
	}
	return append(list, n)
}

// reportAll reports what has been found.
func (j seams) reportAll() {
	j.reportSevered()
	j.reportCrossing()
	j.reportDivided()
	j.aligned()
}
