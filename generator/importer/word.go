package importer

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/markdown/prose"
	"gongkai/generator/ooxml"
)

// word reads a docx.
func (r *reader) word() *diag.Diagnostic {
	file, err := ooxml.Open(bytes.NewReader(r.file.Data), int64(len(r.file.Data)))
	if err != nil {
		return refusal(r.file.Name, err)
	}
	doc, err := file.Document()
	if err != nil {
		return refusal(r.file.Name, err)
	}
	w := &wordReader{reader: r, file: file, notes: map[*ooxml.Note]int{}}
	r.doc.blocks = w.blocks(doc.Body)
	w.outside(doc)
	return nil
}

// wordReader turns what is in a docx into blocks, with tracked changes accepted.
type wordReader struct {
	*reader
	file  *ooxml.File
	notes map[*ooxml.Note]int // the numbers of footnotes that text refers to
}

// outside names what stands outside of the text.
func (w *wordReader) outside(doc *ooxml.Document) {
	for _, n := range doc.Comments {
		w.losses.add(comments, n.At.Text())
	}
	for _, notes := range [][]ooxml.Note{doc.Headers, doc.Footers} {
		for _, n := range notes {
			if text := plainText(n.Blocks); !isPageNumber(text) {
				w.losses.add(headers, n.At.Text(), quoted(text))
			}
		}
	}
}

// quoted shows the beginning of a text.
func quoted(text string) diag.Text {
	const longest = 24
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > longest {
		text = string(runes[:longest]) + "…"
	}
	return diag.Text{ZH: "“" + text + "”", EN: "“" + text + "”"}
}

// pageNumber matches what nobody misses on a page without pages: — 1 —, 第1页
// 共3页.
var pageNumber = regexp.MustCompile(`^[\s\-—–·/第共页０-９\d]*$`)

func isPageNumber(text string) bool { return pageNumber.MatchString(text) }

// plainText returns the text of blocks.
func plainText(blocks []ooxml.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		if block.Table != nil {
			for _, c := range block.Table.Cells {
				b.WriteString(plainText(c.Blocks) + " ")
			}
			continue
		}
		for i := range block.Paragraph.Runs {
			r := &block.Paragraph.Runs[i]
			if !r.Deleted && !r.Hidden {
				b.WriteString(r.Text)
			}
			b.WriteString(plainText(r.Box))
		}
		b.WriteString(" ")
	}
	return strings.TrimSpace(b.String())
}

// blocks turns paragraphs and tables into blocks.
func (w *wordReader) blocks(in []ooxml.Block) []block {
	var out []block
	var open *openParagraph // whose end has been deleted
	for _, b := range in {
		if b.Table != nil {
			out = append(out, w.table(b.Table)...)
			continue
		}
		if open == nil {
			open = &openParagraph{first: b.Paragraph}
		}
		w.runs(b.Paragraph, open)
		if b.Paragraph.MarkDeleted {
			w.losses.add(changes, b.Paragraph.At.Text())
			continue
		}
		out = append(out, w.close(open)...)
		open = nil
	}
	if open != nil {
		out = append(out, w.close(open)...)
	}
	return out
}

// openParagraph is a paragraph that is being read: one of the file, or several
// whose ends were deleted.
type openParagraph struct {
	first *ooxml.Paragraph
	spans []compose.Span
	size  int
	toc   bool    // some of it is in a table of contents
	after []block // text boxes that hang on it
}

// close makes blocks of a paragraph: one for each of its lines.
func (w *wordReader) close(p *openParagraph) []block {
	var out []block
	label := p.first.Label
	for _, spans := range lines(p.spans) {
		if blank(spans) && label == "" {
			continue
		}
		b := block{
			spans: spans, at: p.first.At.Text(), heading: p.first.Heading, title: isTitleStyle(p.first.Style),
			centered: p.first.Centered, right: p.first.Right, size: p.size, contents: p.toc,
		}
		number, isItem := itemNumber(p.first)
		switch {
		case label == "":
		case isItem && b.heading == 0:
			b.item, b.number, b.depth = true, number, p.first.Level
		case !p.first.Bullet: // that of a heading says nothing
			b.label = separated(label, spans)
		}
		label = ""
		if !blank(b.spans) || b.label != "" {
			out = append(out, b)
		}
	}
	return append(out, p.after...)
}

// isTitleStyle reports whether a style is that of the title of a document.
func isTitleStyle(style string) bool {
	return style == "title" || style == "标题" || style == "文档标题" || style == "公文标题"
}

// isContentsStyle reports whether a style is that of the entries of a table of contents,
// which some programs leave without the field.
func isContentsStyle(style string) bool {
	name, level, _ := strings.Cut(style, " ")
	return (name == "toc" || name == "目录") && len(level) == 1 && '1' <= level[0] && level[0] <= '9'
}

// plainNumber matches the numbers that an ordered list of HTML shows.
var plainNumber = regexp.MustCompile(`^([1-9]\d{0,5})\.$`)

// itemNumber tells whether a paragraph can be an item of a list: one with a
// bullet, or with a number as HTML shows it. Other numbers stay text.
func itemNumber(p *ooxml.Paragraph) (number int, ok bool) {
	if p.Bullet {
		return 0, true
	}
	m := plainNumber.FindStringSubmatch(p.Label)
	if m == nil || p.Level > 0 {
		return 0, false
	}
	for _, c := range m[1] {
		number = 10*number + int(c-'0')
	}
	return number, true
}

// separated returns a number with what stands between it and the text: nothing
// behind a Chinese mark, which is wide enough, and a wide blank behind 第一条, which would
// be part of the sentence.
func separated(label string, text []compose.Span) string {
	last, _ := utf8.DecodeLastRuneInString(label)
	switch {
	case len(text) > 0 && strings.HasPrefix(text[0].Text, "\u3000"), len(text) > 0 && strings.HasPrefix(text[0].Text, " "):
	case prose.IsHan(last):
		return label + "\u3000"
	case strings.HasSuffix(label, "."), strings.HasSuffix(label, ")"), endsInWord(label):
		return label + " "
	}
	return label
}

func endsInWord(s string) bool {
	last := s[len(s)-1]
	return '0' <= last && last <= '9' || 'a' <= last|0x20 && last|0x20 <= 'z'
}

// runs reads the runs of a paragraph.
func (w *wordReader) runs(p *ooxml.Paragraph, open *openParagraph) {
	at := p.At.Text()
	for i := range p.Runs {
		r := &p.Runs[i]
		if r.Inserted || r.Deleted {
			w.losses.add(changes, at)
		}
		switch {
		case r.Deleted:
			continue
		case r.Hidden && (strings.TrimSpace(r.Text) != "" || r.Picture != nil || r.Box != nil):
			w.losses.add(hidden, at)
			continue
		case r.Hidden, r.Code != "":
			continue
		}
		w.run(r, at, open)
	}
}

// run reads one run that is shown.
func (w *wordReader) run(r *ooxml.Run, at diag.Text, open *openParagraph) {
	if r.Contents || isContentsStyle(open.first.Style) && strings.TrimSpace(r.Text) != "" {
		w.losses.add(contents, at)
		open.toc = true
	}
	switch {
	case r.Picture != nil:
		if s, ok := w.picture(w.file, r.Picture, at); ok {
			open.spans = append(open.spans, s)
		}
	case r.Note != nil:
		open.spans = append(open.spans, w.note(r.Note, at))
	case r.Text != "":
		open.spans = append(open.spans, w.span(r, at))
		open.size = max(open.size, r.Size)
	}
	if r.Object.ZH != "" {
		rule := objects
		if r.Text != "" || r.Box != nil {
			rule = flattened
		}
		w.losses.add(rule, at, r.Object)
	}
	if r.Box != nil {
		blocks := w.blocks(r.Box)
		if len(blocks) > 0 && r.Object.ZH == "" {
			w.losses.add(boxes, at, quoted(plainText(r.Box)))
		}
		open.after = append(open.after, blocks...)
	}
}

// note returns the mark of a footnote, and reads its text where that was not yet.
func (w *wordReader) note(n *ooxml.Note, at diag.Text) compose.Span {
	number, known := w.notes[n]
	if !known {
		number = len(w.notes) + 1
		w.notes[n] = number
		w.doc.reserve(number)
		w.doc.setNote(number, w.blocks(n.Blocks))
	}
	return w.noteMark(number, at)
}

// span turns a run of text into a span.
func (w *wordReader) span(r *ooxml.Run, at diag.Text) compose.Span {
	text := legible(r.Text)
	switch {
	case r.Super:
		text = raised(text, "⁰¹²³⁴⁵⁶⁷⁸⁹", "⁺⁻⁽⁾ⁿ")
	case r.Sub:
		text = raised(text, "₀₁₂₃₄₅₆₇₈₉", "₊₋₍₎ₙ")
	case r.Underline && strings.TrimSpace(text) == "":
		text = blankLine(text)
	}
	if strings.ContainsFunc(text, privateUse) {
		w.losses.add(private, at)
	}
	if r.Strike && strings.TrimSpace(text) != "" {
		w.losses.add(struck, at, quoted(text))
	}
	return compose.Span{Text: text, Bold: r.Bold, Link: outward(r.Link)}
}

func privateUse(r rune) bool { return 0xE000 <= r && r <= 0xF8FF }

// raised writes a small number above or below the line with the characters for
// it: 10 with a raised 4 is not 104. A text that has others stays as it is.
func raised(text, digits, signs string) string {
	d, s := []rune(digits), []rune(signs)
	var b strings.Builder
	for _, r := range text {
		switch i := strings.IndexRune("+-()n", r); {
		case '0' <= r && r <= '9':
			b.WriteRune(d[r-'0'])
		case i >= 0:
			b.WriteRune(s[i])
		default:
			return text
		}
	}
	return b.String()
}

// blankLine writes the line on which a form is filled in, which Word documents
// have as underlined blanks.
func blankLine(blanks string) string {
	width := 0
	for _, r := range blanks {
		switch r {
		case '\t':
			width += 8
		case '\u3000':
			width += 2
		case '\n':
		default:
			width++
		}
	}
	return strings.Repeat("＿", min(max(width/2, 1), 40))
}

// outward returns an address to which a page may link, "" for one in the file or
// on the machine.
func outward(link string) string {
	lower := strings.ToLower(link)
	for _, scheme := range []string{"http://", "https://", "mailto:", "tel:"} {
		if rest, ok := strings.CutPrefix(lower, scheme); ok && rest != "" && rest[0] != '/' && !strings.ContainsFunc(link, unprintable) {
			if u, err := url.Parse(link); err != nil || strings.HasPrefix(scheme, "http") && u.Host == "" {
				return "" // a page could not link to it
			}
			return link
		}
	}
	return ""
}
