package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"gongkai/generator/markdown/prose"
)

// untitled looks at a text without any heading for lines that were meant as such: 一、, （一）
// and 1. before a few words, with text below. An import makes headings of them by the same
// rules (package importer, outline.go); pasted, they are paragraphs, and the page has no
// contents.
type untitled struct{ *job }

// longestTitle is the longest line that is taken for a heading, in characters.
const longestTitle = 40

// numberedLine is a paragraph that begins with a number.
type numberedLine struct {
	start, stop int
	level       int  // 1: 一、
	parent      int  // the place of the line that it stands under, -1: none
	titled      bool // it is short and no sentence
	heads       bool // and there is text below it
}

// series is what is counted together: the lines of a level under one line.
type series struct{ parent, level int }

// check reports these lines, as one finding.
func (j untitled) check(doc ast.Node) {
	lines := j.numbered(doc)
	over, bare := map[series]int{}, map[series]int{}
	for _, l := range lines {
		switch s := (series{l.parent, l.level}); {
		case l.heads:
			over[s]++
		case utf8.RuneCount(j.src.Body[l.start:l.stop]) <= longestTitle:
			bare[s]++ // though one among others may be a heading: 一、职责 right above 二、机构
		}
	}
	if first := (series{-1, 1}); over[first] < 2 || over[first] <= bare[first] {
		return
	}
	lines = slices.DeleteFunc(lines, func(l numberedLine) bool {
		s := series{l.parent, l.level}
		return !l.titled || over[s] <= bare[s]
	})
	j.reportUntitled(lines)
}

// numbered lists the paragraphs that begin with a number.
func (j untitled) numbered(doc ast.Node) (lines []numberedLine) {
	open := []int{-1}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		line := official{j.job}.line(n)
		level := enumeratorOf(line)
		if level == 0 {
			continue
		}
		for len(open) > 1 && lines[open[len(open)-1]].level >= level {
			open = open[:len(open)-1]
		}
		at := n.Lines().At(0)
		lines = append(lines, numberedLine{at.Start, at.Start + len(line), level, open[len(open)-1], isTitled(line), j.heads(n, line, level)})
		open = append(open, len(lines)-1)
	}
	return lines
}

// isTitled reports whether a numbered line is short and no sentence.
func isTitled(line []byte) bool {
	return utf8.RuneCount(line) <= longestTitle && !bytes.ContainsAny(line, "。；！？：，") && !prose.Line(line).HasSentenceMark()
}

// heads reports whether a numbered line can be a heading by itself: there is text below it.
func (j untitled) heads(n ast.Node, line []byte, level int) bool {
	next := n.NextSibling()
	if next == nil || !isTitled(line) {
		return false
	}
	below := official{j.job}.line(next)
	if of := enumeratorOf(below); of > 0 && of <= level {
		return false
	}
	return !isDate(below) && !isSignature(below) && !isNote(below) && !isEnclosures(below)
}

// enumeratorOf returns the level of the number that a line begins with, 0 for none.
func enumeratorOf(line []byte) int {
	const han = "一二三四五六七八九十"
	switch r, n := utf8.DecodeRune(line); {
	case strings.ContainsRune(han, r):
		if bytes.HasPrefix(bytes.TrimLeft(line, han), []byte("、")) {
			return 1
		}
	case r == '（', r == '(':
		rest := bytes.TrimLeft(line[n:], han)
		if after, _ := utf8.DecodeRune(rest); len(rest) < len(line)-n && (after == '）' || after == ')') {
			return 2
		}
	case '1' <= r && r <= '9':
		rest := bytes.TrimLeft(line, "0123456789")
		if len(line)-len(rest) < 3 && (bytes.HasPrefix(rest, []byte("．")) || bytes.HasPrefix(rest, []byte("、"))) {
			return 3
		}
	}
	return 0
}

// reportUntitled reports lines that are headings, with their marks.
func (j untitled) reportUntitled(lines []numberedLine) {
	var mended strings.Builder
	var numbers, shown []string
	var open []int
	body, copied := j.src.Body, prose.StartOfLine(j.src.Body, lines[0].start)
	from := copied
	for _, l := range lines {
		for len(open) > 0 && open[len(open)-1] >= l.level {
			open = open[:len(open)-1]
		}
		open = append(open, l.level)
		title := strings.Repeat("#", len(open)+1) + " " + string(body[l.start:l.stop])
		start := prose.StartOfLine(body, l.start)
		mended.Write(body[copied:start])
		mended.WriteString(title)
		copied = l.stop
		line, _ := j.lines.place(l.start)
		numbers, shown = append(numbers, strconv.Itoa(line+max(j.src.Line, 1)-1)), append(shown, title)
	}
	const most = 4
	if len(shown) > most {
		shown = append(shown[:most], "…")
	}
	found := len(j.found)
	first := lines[0]
	j.report(ruleUntitled, first.start, utf8.RuneCount(body[first.start:first.stop]), strings.Join(numbers, "、"), strings.Join(shown, " / "))
	if len(j.found) > found {
		j.found[found].Fix = j.fix(from, copied, strings.ReplaceAll(mended.String(), "\r\n", "\n"))
	}
}
