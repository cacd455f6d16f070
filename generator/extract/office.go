package extract

import (
	"errors"
	"path"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/extract/pdf"
	"gongkai/generator/ooxml"
)

// office visits the texts of a docx, xlsx, pptx or OFD, and looks into the files in
// it.
func (s *search) office(f *file, doc *ooxml.File) {
	if !s.spend(f.in, doc.Size()) {
		return
	}
	tables := map[int]*heads{}
	var drawn printedHeads
	var cells []string
	var columns []int
	blank := true
	err := doc.Texts(func(t ooxml.Text) error {
		cells, columns = cells[:0], columns[:0]
		hidden := true
		for _, c := range t.Cells {
			cells, columns = append(cells, c.Text), append(columns, c.Column)
			hidden = hidden && c.Hidden
			blank = blank && !c.Place.Written()
		}
		row := Text{Cells: cells, Hidden: hidden, in: f.in, at: officeRow(t.Cells)}
		if t.Table > 0 {
			h := tables[t.Table]
			if h == nil {
				h = &heads{}
				tables[t.Table] = h
			}
			row.Heads = h.of(cells, columns)
		}
		if t.Cells[0].Right > 0 {
			row.Heads = drawn.of(cells, drawnCells(t.Cells))
		}
		s.addRow(row)
		if len(cells) == 1 {
			s.addUnescaped(f.in, row.at, cells[0])
		}
		return s.err
	})
	if err != nil && s.err == nil {
		s.remark(f.in, faultRemark(err))
	}
	for _, part := range doc.Parts() {
		if s.err == nil && !wordless(part) {
			s.part(f.in, doc, part)
			blank = blank && strings.HasPrefix(strings.ToLower(part), "docprops/") // how it looks as a small picture
		}
	}
	if blank && err == nil {
		remarkBlank(s, f)
	}
}

// remarkBlank remarks on a file that has nothing for anybody. Within an archive there may be such.
func remarkBlank(s *search, f *file) {
	if f.in == nil && s.err == nil {
		s.remark(f.in, Remark{Reason: Empty, Detail: say("没有文字，也没有图片", "no text and no picture")})
	}
}

// drawnCells returns where the cells of a line of an OFD stand.
func drawnCells(cells []ooxml.TextCell) (drawn []pdf.Cell) {
	for _, c := range cells {
		drawn = append(drawn, pdf.Cell{Text: c.Text, Left: c.Left, Right: c.Right})
	}
	return drawn
}

// officeRow is where the cells of a row stand in an Office file.
type officeRow []ooxml.TextCell

func (r officeRow) place(cell int) diag.Text { return r[cell].Place.Text() }

// part looks into a file within an Office file.
func (s *search) part(in *container, doc *ooxml.File, part string) {
	inner := &container{outer: in, words: say("内嵌文件 %s", "embedded file %s", part), part: true}
	if path.Base(strings.ToLower(part)) == "vbaproject.bin" {
		s.remark(inner, Remark{Reason: Active, Detail: diag.Text{ZH: "宏", EN: "macros"}})
		return
	}
	data, err := doc.Read(part, min(maxEntry, s.left))
	if err != nil {
		s.remark(inner, faultRemark(err))
		return
	}
	s.left -= int64(len(data))
	if doc.Kind() == "ofd" && isSeal(part, data) {
		return
	}
	s.nested(inner, path.Base(part), data)
}

// isSeal reports whether a part of an OFD is its signature, or the seal of that: DER where
// signatures stand. Anything else in their place is looked into.
func isSeal(part string, data []byte) bool {
	return strings.Contains(strings.ToLower(part), "signs/") && len(data) > 2 && data[0] == 0x30 && data[1] >= 0x80
}

// wordless reports whether nothing that anybody has typed is in a part: fonts, and
// how a printer is set.
func wordless(part string) bool {
	switch extension(part) {
	case "odttf", "ttf", "otf", "ttc", "fntdata":
		return true
	}
	return strings.Contains(strings.ToLower(part), "/printersettings/")
}

// faultRemark says why an Office file, or a part of one, was not read.
func faultRemark(err error) Remark {
	r := Remark{Reason: Damaged}
	for _, k := range []struct {
		err    error
		reason Reason
	}{{ooxml.ErrEncrypted, Encrypted}, {ooxml.ErrLegacy, Legacy}, {ooxml.ErrTooLarge, TooLarge}, {ooxml.ErrForeign, Foreign}} {
		if errors.Is(err, k.err) {
			r.Reason = k.reason
		}
	}
	var fault *ooxml.Fault
	if errors.As(err, &fault) {
		r.Detail = fault.What
		if fault.Part != "" {
			r.Place = say("内部文件 %s", "part %s", fault.Part)
		}
	}
	return r
}

// compound remarks on a compound file: a document of the old form, or the envelope
// of an encrypted one.
func (s *search) compound(f *file) {
	_, err := ooxml.Open(f.data, f.size)
	s.remark(f.in, faultRemark(err))
}
