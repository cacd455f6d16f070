package page

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"gongkai/generator/diag"
)

// The head of a document as it is printed: the number of the copy and how urgent it is, the
// name of the office in red, the document number, the title. A page makes all of that from
// front matter, so that what was pasted with it stands there twice, and keeps the addressee
// from being the first line of the text.

// head is what of it stands above a text.
type head struct {
	number          string // as it is to be written
	numberAt        textLine
	marks, red, own []textLine // the copy and the urgency; the office; the title
	belowNumber     int        // of own, those that stand below the number
	rest            string     // what own does not repeat of the title
}

// checkHead finds the head above a text.
func (d typed) checkHead() {
	const most = 8 // lines
	var h head
	for at, seen := 0, 0; at < len(d.Body) && seen < most; {
		line, next := lineOfBody(d.Body, at)
		at = next
		if line.text == "" {
			continue
		}
		seen++
		if !h.take(line, d.Meta.Title) {
			break
		}
	}
	repeated := len(h.own) > 0 && h.rest == ""
	if !repeated { // a line of the text may well be a part of the title
		h.own = h.own[:len(h.own)-h.belowNumber]
	}
	if h.number != "" {
		d.numberFound(&h)
		return
	}
	if !repeated {
		h.own = nil
	}
	d.headFound(&h)
}

// take adds a line, if it is one of a head.
func (h *head) take(line textLine, title string) bool {
	switch meant := typedNumber(line.text); {
	case meant != "" && h.number == "":
		h.number, h.numberAt = meant, line
	case isPartOf(line.text, title):
		if len(h.own) == 0 {
			h.rest = bare(title)
		}
		h.rest = strings.TrimPrefix(h.rest, bare(line.text))
		h.own = append(h.own, line)
		if h.number != "" {
			h.belowNumber++
		}
	case isRedHead(line.text):
		h.red = append(h.red, line)
	case isCopyMark(line.text):
		h.marks = append(h.marks, line)
	default:
		return false
	}
	return true
}

// isPartOf reports whether a line repeats a title, or a part of it. Nearly all begin with a
// character that is not in it.
func isPartOf(line, title string) bool {
	line = strings.TrimLeft(line, "#* ")
	_, n := utf8.DecodeRuneInString(line)
	return n > 0 && strings.Contains(title, line[:n]) && strings.Contains(bare(title), bare(line))
}

// offices are the ends of the names of those that issue documents.
var offices = []string{"政府", "委员会", "党委", "党工委", "工委", "办公室", "办事处", "局", "院", "厅", "部", "处", "站", "中心", "指挥部", "领导小组", "人大", "管委会"}

// isRedHead reports whether a line is the name of an office as it stands in red above what
// it issues: 某某镇人民政府文件. Nearly all lines end otherwise.
func isRedHead(line string) bool {
	const longest = 40 // characters
	name, ok := strings.CutSuffix(strings.TrimRight(line, "* "), "文件")
	if !ok || utf8.RuneCountInString(name) > longest || strings.ContainsAny(name, "，。、；：,;:《》") {
		return false
	}
	name = bare(name)
	return slices.ContainsFunc(offices, func(end string) bool { return strings.HasSuffix(name, end) })
}

// isCopyMark reports whether a line is the number of a copy or how urgent a document is, as
// they stand at the upper left of its first page: 000012, 特急.
func isCopyMark(line string) bool {
	const digits, longest = 6, 48 // with blanks and marks between them
	if len(line) > longest {
		return false
	}
	switch line = strings.Trim(bare(line), "【】[]"); line {
	case "特急", "加急", "平急", "特提", "急件":
		return true
	}
	return len(line) == digits && strings.Trim(line, "0123456789") == ""
}

// typedNumber returns the document number that a line is, "" for nearly all.
func typedNumber(line string) string {
	const longest = 150
	if len(line) > longest || !strings.Contains(line, "号") && !strings.Contains(line, "號") {
		return ""
	}
	line, _, _ = strings.Cut(bare(line), "签发人")
	if docForm.MatchString(line) || orderForm.MatchString(line) {
		return line
	}
	if narrow := width.Narrow.String(line); divided.MatchString(narrow) {
		return meantNumber(narrow)
	}
	return ""
}

// numberFound says what to do about a document number in the text, and about what
// else of the head is there.
func (d typed) numberFound(h *head) {
	here := strconv.Itoa(d.lineOf(h.numberAt.start))
	lines := diag.Text{ZH: "第 " + here + " 行", EN: "line " + here}
	if others := d.parts(h); others.ZH != "" {
		lines = diag.Text{ZH: lines.ZH + "，" + others.ZH + "也删去", EN: lines.EN + ", and " + others.EN}
	}
	at := h.numberAt
	switch d.Meta.DocNumber {
	case "":
		d.failBody(ruleNumberTyped, d.Body, at.start, at.end, h.number, lines)
	case h.number:
		d.failBody(ruleNumberTwice, d.Body, at.start, at.end, h.number, lines)
	default:
		d.failBody(ruleNumberDiffers, d.Body, at.start, at.end, h.number, d.Meta.DocNumber, lines)
	}
}

// headFound says what to do about a head without a number. The number of a copy is six
// digits, which alone may be anything.
func (d typed) headFound(h *head) {
	isNumber := func(l textLine) bool { return strings.Trim(l.text, "0123456789") == "" }
	if len(h.red)+len(h.own) == 0 && !slices.ContainsFunc(h.marks, func(l textLine) bool { return !isNumber(l) }) {
		return
	}
	all := slices.Concat(h.marks, h.red, h.own)
	first := slices.MinFunc(all, func(a, b textLine) int { return a.start - b.start })
	d.failBody(ruleHeadTyped, d.Body, first.start, first.end, d.parts(h))
}

// parts names the parts of a head other than the number, with their lines.
func (d typed) parts(h *head) diag.Text {
	var zh, en []string
	for _, part := range []struct {
		lines []textLine
		name  diag.Text
	}{
		{h.marks, diag.Text{ZH: "份号、紧急程度", EN: "the number of the copy and the urgency"}},
		{h.red, diag.Text{ZH: "红头", EN: "the name of the office"}},
		{h.own, diag.Text{ZH: "重复的标题", EN: "the title that is repeated"}},
	} {
		var numbers []string
		for _, l := range part.lines {
			numbers = append(numbers, strconv.Itoa(d.lineOf(l.start)))
		}
		if numbers != nil {
			zh = append(zh, part.name.ZH+"（第 "+strings.Join(numbers, "、")+" 行）")
			en = append(en, part.name.EN+" (line "+strings.Join(numbers, ", ")+")")
		}
	}
	return diag.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}
}
