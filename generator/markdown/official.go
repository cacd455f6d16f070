package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"gongkai/generator/markdown/prose"
	"gongkai/generator/markdown/quick"
)

// The layout of official documents (GB/T 9704), recognised from the text alone: the
// addressee, the list of enclosures, the signature, the date and the note at the end
// are paragraphs with a class of their own. Nothing of it is there where the text
// does not have it.
const (
	classAddressee  = "doc-addressee"  // 各村民委员会：
	classEnclosures = "doc-enclosures" // 附件：1.申请表
	classSignature  = "doc-signature"  // 某某镇人民政府
	classDate       = "doc-date"       // 2026年2月10日
	classNote       = "doc-note"       // （此件公开发布）
)

// part is a paragraph, or the list behind the first enclosure, that has a class.
type part struct {
	node  ast.Node
	class string
}

// official finds the parts of an official document among the outermost blocks.
type official struct{ *job }

func (j official) find(doc ast.Node) {
	first := j.beginning(doc)
	if first != nil && isAddressee(j.line(first)) && first.NextSibling() != nil {
		j.add(first, classAddressee)
	}
	for n := first; n != nil; n = n.NextSibling() {
		line := j.line(n)
		switch {
		case len(line) == 0:
		case isDate(line), isDateInFigures(line) && n.PreviousSibling() != nil && isSignature(j.line(n.PreviousSibling())):
			j.closing(n)
		case isSignedAndDated(line):
			j.closingLine(n)
		case isEnclosures(line) && n != first:
			j.enclosures(n)
		}
	}
}

// enclosures marks the list of enclosures from its first line on. The others are
// paragraphs as well, or, where there is a blank behind the point, what Markdown calls a
// list: one that goes on counting where they end. Where nothing stands behind the colon, it
// is a list of enclosures if the text is signed below it.
func (j official) enclosures(first ast.Node) {
	list, count := []ast.Node{first}, 1
	bare := isBare(j.line(first))
	if bare {
		count = 0
	}
	n := first.NextSibling()
	for ; n != nil && isEnclosure(j.line(n)); n = n.NextSibling() {
		list = append(list, n)
		count++
	}
	if firstNumber(n) == count+1 {
		list = append(list, n)
		n = n.NextSibling()
	}
	if bare && (len(list) == 1 || n == nil || !isSignature(j.line(n)) && !isDate(j.line(n))) {
		return
	}
	for _, n := range list {
		j.add(n, classEnclosures)
	}
}

// firstNumber returns the number of the first item of a list, 0 for what is none.
func firstNumber(n ast.Node) int {
	switch n := n.(type) {
	case *quickBlock:
		if n.kind == quick.Numbers {
			return n.start
		}
	case *ast.List:
		if n.IsOrdered() {
			return n.Start
		}
	}
	return 0
}

// beginning returns the block with which a text begins: behind a document number that
// somebody has left above it, and what stands above that.
func (j official) beginning(doc ast.Node) ast.Node {
	const most = 5
	n := doc.FirstChild()
	for range most {
		if n == nil {
			break
		}
		if isNumber(j.line(n)) {
			return n.NextSibling()
		}
		n = n.NextSibling()
	}
	return doc.FirstChild()
}

// closing marks a date that ends a text, or a part of it: below a signature, or with
// nothing behind it but notes and enclosures.
func (j official) closing(n ast.Node) {
	const most = 5 // offices that sign together
	signed := 0
	for before := n.PreviousSibling(); before != nil && signed < most && isSignature(j.line(before)); before = before.PreviousSibling() {
		j.add(before, classSignature)
		signed++
	}
	after := n.NextSibling()
	note := after != nil && isNote(j.line(after))
	if signed == 0 && after != nil && !(note && after.NextSibling() == nil) || signed == 0 && n.PreviousSibling() == nil {
		return
	}
	j.add(n, classDate)
	if note {
		j.add(after, classNote)
	}
}

// closingLine marks a signature with the date behind it, where a text ends with them.
func (j official) closingLine(n ast.Node) {
	after := n.NextSibling()
	note := after != nil && isNote(j.line(after))
	if n.PreviousSibling() == nil || after != nil && !note {
		return
	}
	j.add(n, classSignature)
	if note {
		j.add(after, classNote)
	}
}

// add gives a paragraph a class. Each paragraph is held against all that have one, so
// that there are only so many.
func (j official) add(n ast.Node, class string) {
	const most = 60
	if len(j.parts) < most {
		j.parts = append(j.parts, part{n, class})
	}
}

// line returns the text of a paragraph of one line that is short enough to be one of
// these parts, nil for anything else.
func (j official) line(n ast.Node) []byte {
	const longest = 400
	switch n := n.(type) {
	case *quickBlock:
		if n.kind != quick.Paragraph {
			return nil
		}
	case *ast.Paragraph:
	default:
		return nil
	}
	if n.Lines().Len() != 1 {
		return nil
	}
	line := n.Lines().At(0)
	if line.Len() > longest {
		return nil
	}
	return bytes.TrimFunc(j.src.Body[line.Start:line.Stop], unicode.IsSpace)
}

// class returns the class of a block, "" for nearly all.
func (j *job) class(n ast.Node) string {
	for i := range j.parts {
		if j.parts[i].node == n {
			return j.parts[i].class
		}
	}
	return ""
}

// openParagraph writes the start tag of a paragraph.
func (j *job) openParagraph(n ast.Node) {
	class, id := "", articles{j}.ofParagraph(n)
	if len(j.parts) > 0 {
		class = j.class(n)
	}
	if class == "" && id == "" {
		j.w.block("<p>")
		return
	}
	j.w.block("<p")
	if class != "" {
		j.w.attr("class", class)
	}
	if id != "" {
		j.w.attr("id", id)
	}
	j.w.raw(">")
}

// isAddressee reports whether the first line of a text says to whom it goes: it ends
// with a colon behind the name of an office or of a group of people.
func isAddressee(line []byte) bool {
	const longest = 300
	name, found := cutAnySuffix(line, "：", ":")
	if !found || len(name) > longest || prose.Line(line).Enumerates() || bytes.ContainsAny(name, "。；？！《“0123456789") {
		return false
	}
	for _, word := range []string{"如下", "以下", "下列", "情形", "关于", "根据"} {
		if bytes.Contains(name, []byte(word)) {
			return false
		}
	}
	return endsWithAny(name, "会府局处办院部委站所司位门村镇乡道区县市省厅校行们志户民组队科室社团商友心")
}

// isNumber reports whether a line is the number of a document: 某政发〔2022〕5号.
func isNumber(line []byte) bool {
	const longest = 40 * len("字")
	line, found := bytes.CutSuffix(line, []byte("号"))
	if !found || len(line) > longest || bytes.ContainsAny(line, "，。；：、！？《》") {
		return false
	}
	rest := bytes.TrimRight(line, "0123456789 第")
	year := bytes.TrimRight(rest, "〕］）])")
	return len(rest) < len(line) && len(year) < len(rest) && len(year) > 4 && len(bytes.Trim(year[len(year)-4:], "0123456789")) == 0
}

// isSignature reports whether a line is the name of an office, or of several that sign side
// by side, and nothing else.
func isSignature(line []byte) bool {
	const longest = 40 * len("字")
	line = withoutSeal(line)
	if len(line) > longest || prose.Line(line).Enumerates() || bytes.ContainsAny(line, "，。；：！？《》*[") || prose.Line(line).HasSentenceMark() {
		return false
	}
	for name := range bytes.SplitSeq(line, []byte("、")) {
		if len(name) <= 2*len("字") || !endsWithAny(name, "会府局处办院部委站所司位厅校行组队科室社团心关") {
			return false
		}
	}
	return true
}

// withoutSeal cuts off what stands for the seal behind the name of an office: （章）.
func withoutSeal(line []byte) []byte {
	if !bytes.HasSuffix(line, []byte("）")) && !bytes.HasSuffix(line, []byte(")")) {
		return line
	}
	for _, seal := range []string{"章", "盖章", "公章", "印章", "代章", "印"} {
		for _, brackets := range [][2]string{{"（", "）"}, {"(", ")"}} {
			if name, found := bytes.CutSuffix(line, []byte(brackets[0]+seal+brackets[1])); found {
				return bytes.TrimRightFunc(name, unicode.IsSpace)
			}
		}
	}
	return line
}

// isSignedAndDated reports whether a line is the name of an office with a date behind it.
func isSignedAndDated(line []byte) bool {
	if !bytes.HasSuffix(line, []byte("日")) {
		return false // as nearly all
	}
	const longest = 60 * len("字")
	if len(line) > longest {
		return false
	}
	for at, r := range string(line) {
		if unicode.IsSpace(r) && isDate(bytes.TrimLeftFunc(line[at:], unicode.IsSpace)) {
			return isSignature(bytes.TrimRightFunc(line[:at], unicode.IsSpace))
		}
	}
	return false
}

// endsWithAny reports whether a text ends with one of some characters.
func endsWithAny(text []byte, any string) bool {
	r, n := utf8.DecodeLastRune(text)
	return n > 1 && strings.ContainsRune(any, r)
}

// isDate reports whether a line is a date and nothing else.
func isDate(line []byte) bool {
	const longest = len("二〇二六年十二月三十一日")
	if len(line) > longest || !bytes.HasSuffix(line, []byte("日")) {
		return false
	}
	text := string(line)
	for _, unit := range []string{"年", "月", "日"} {
		number, rest, found := strings.Cut(text, unit)
		number = strings.Trim(number, " ")
		if !found || number == "" || strings.Trim(number, "0123456789０１２３４５６７８９〇○零一二三四五六七八九十") != "" {
			return false
		}
		text = rest
	}
	return text == ""
}

// isDateInFigures reports whether a line is a date of figures alone, as nobody writes it
// in print: 2026.2.10, 2026-02-10, 2026/2/10.
func isDateInFigures(line []byte) bool {
	if len(line) < len("2026.1.1") || len(line) > len("2026-01-01") {
		return false
	}
	mark := line[4]
	if prose.Line(line).Digits() != 4 || bytes.IndexByte([]byte("./-"), mark) < 0 {
		return false
	}
	parts := bytes.Split(line, []byte{mark})
	return len(parts) == 3 && isDayNumber(parts[1]) && isDayNumber(parts[2])
}

func isDayNumber(s []byte) bool { return 0 < len(s) && len(s) <= 2 && prose.Line(s).Digits() == len(s) }

// isNote reports whether a line is a note: all of it stands in brackets, of either width.
func isNote(line []byte) bool {
	inside, ok := cutAnyPrefix(line, "（", "(")
	inside, closed := cutAnySuffix(inside, "）", ")")
	return ok && closed && len(inside) > 0 && !bytes.ContainsAny(inside, "（）()") && prose.Line(inside).Numeral() < len(inside)
}

// cutAnyPrefix cuts off the first of some texts with which a line begins.
func cutAnyPrefix(line []byte, any ...string) (rest []byte, found bool) {
	for _, s := range any {
		if rest, found = bytes.CutPrefix(line, []byte(s)); found {
			return rest, true
		}
	}
	return line, false
}

// cutAnySuffix cuts off the first of some texts with which a line ends.
func cutAnySuffix(line []byte, any ...string) (rest []byte, found bool) {
	for _, s := range any {
		if rest, found = bytes.CutSuffix(line, []byte(s)); found {
			return rest, true
		}
	}
	return line, false
}

// isEnclosures reports whether a line begins the list of enclosures.
func isEnclosures(line []byte) bool {
	rest, found := bytes.CutPrefix(line, []byte("附件"))
	if !found {
		return false
	}
	rest = bytes.TrimLeft(rest, "　 ")
	rest, found = cutAnyPrefix(rest, "：", ":")
	rest = bytes.TrimSpace(rest)
	return found && string(rest) != "无" && string(rest) != "无。"
}

// isBare reports whether nothing stands behind the colon of such a line.
func isBare(line []byte) bool {
	return bytes.HasSuffix(line, []byte("：")) || bytes.HasSuffix(line, []byte(":"))
}

// isEnclosure reports whether a line goes on with that list: 2.名单, or 2\. 名单 as import
// writes it.
func isEnclosure(line []byte) bool {
	n := prose.Line(line).Digits()
	rest := strings.TrimPrefix(string(line[n:]), `\`)
	return n > 0 && n < 3 && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "．") || strings.HasPrefix(rest, "、"))
}
