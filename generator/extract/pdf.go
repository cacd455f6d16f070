package extract

import (
	"bytes"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/extract/pdf"
)

// pdf visits the texts of a PDF, and looks into the files in it.
func (s *search) pdf(f *file, data []byte) {
	var heads printedHeads
	var cells []string
	blank := true
	sink := pdf.Sink{
		Text: func(t pdf.Text) error {
			blank = blank && t.Place.Page == 0 && !t.Line // properties are on no page
			cells = cells[:0]
			for _, c := range t.Cells {
				cells = append(cells, c.Text)
			}
			row := Text{Cells: cells, Hidden: t.Hidden, in: f.in, at: printed{t.Place}}
			if t.Line {
				row.Heads = heads.of(cells, t.Cells)
			}
			s.addRow(row)
			if !t.Line {
				s.addUnescaped(f.in, row.at, cells[0])
			}
			return s.err
		},
		File: func(at pdf.Place, name string, data []byte) error {
			blank = blank && name == "" && at.Page == 0 // metadata
			s.withinPDF(f.in, at, name, data)
			return s.err
		},
	}
	if s.show != nil {
		sink.Picture = func(p pdf.Picture) error {
			s.addImage(f.in, Image{Place: p.Place.Text(), Data: p.Data, Why: p.Why})
			return s.err
		}
	}
	result, err := pdf.Read(data, s.left, sink)
	if err != nil && s.err == nil {
		s.err = err
	}
	s.left = max(0, s.left-result.Spent)
	if blank && err == nil && result.Pages > 0 && !result.Drawn && len(result.Unread) == 0 {
		remarkBlank(s, f)
	}
	for _, u := range result.Unread {
		s.remark(f.in, Remark{Reason: pdfReason(u.Why), Place: onPages(u.Pages), Detail: u.What, Count: len(u.Pages)})
	}
}

// withinPDF looks into a file within a PDF.
func (s *search) withinPDF(in *container, at pdf.Place, name string, data []byte) {
	words := at.Text()
	if name != "" {
		words.ZH, words.EN = words.ZH+" "+name, words.EN+" "+name
	}
	inner := &container{outer: in, words: words, part: name == ""}
	if name == "" && bytes.HasPrefix(data, []byte("\xff\xd8\xff")) {
		// A picture of a page; that nobody reads what is written in it, is said of the
		// page.
		(&picture{search: s, in: inner}).jpeg(data)
		return
	}
	s.nested(inner, name, data)
}

// printed is a place in a PDF.
type printed struct{ pdf.Place }

func (p printed) place(int) diag.Text { return p.Text() }

func pdfReason(w pdf.Why) Reason {
	switch w {
	case pdf.Encrypted:
		return Encrypted
	case pdf.Scanned:
		return Scanned
	case pdf.Pictures:
		return Picture
	case pdf.Unmapped:
		return Unmapped
	case pdf.TooLarge:
		return TooLarge
	case pdf.Foreign:
		return Foreign
	case pdf.Active:
		return Active
	}
	return Damaged
}

// onPages puts numbers of pages into words: 第 1、3–7 页. Of very many, the first are
// named.
func onPages(pages []int) diag.Text {
	const most = 20
	var ranges []string
	for i := 0; i < len(pages) && len(ranges) < most; {
		j := i
		for j+1 < len(pages) && pages[j+1] == pages[j]+1 {
			j++
		}
		r := strconv.Itoa(pages[i])
		if j > i {
			r += "–" + strconv.Itoa(pages[j])
		}
		ranges = append(ranges, r)
		i = j + 1
	}
	if len(ranges) == 0 {
		return diag.Text{}
	}
	t := diag.Text{ZH: "第 " + strings.Join(ranges, "、") + " 页", EN: "page " + strings.Join(ranges, ", ")}
	if len(ranges) == most {
		t.ZH, t.EN = t.ZH+"等", t.EN+" …"
	}
	return t
}

// printedHeads finds the heads of columns that are told apart by where they stand.
type printedHeads struct {
	names []pdf.Cell
}

// of returns the heads above the cells of a line. A line of words that stand apart is
// one of heads, until there is one of more, or of another table; a table may go on over pages.
func (h *printedHeads) of(cells []string, places []pdf.Cell) []string {
	switch {
	case len(cells) == 1 && len(cells[0]) > aParagraph && len(h.names) > 0 && places[0].Left < h.names[1].Left:
		h.names = nil // the table is over
	case len(cells) > 1 && (len(cells) > len(h.names) && plain(cells) || len(cells) > 2 && Begins(cells)):
		h.names = append(h.names[:0], places...)
		return nil
	}
	if len(h.names) == 0 {
		return nil
	}
	found := make([]string, len(cells))
	for i := range places {
		found[i] = h.above(places[i])
	}
	return found
}

// above returns the head that stands above a cell: the one whose middle is nearest to
// what the cell covers.
func (h *printedHeads) above(c pdf.Cell) string {
	best, name := 0.0, ""
	for _, n := range h.names {
		middle := (n.Left + n.Right) / 2
		distance := max(c.Left-middle, middle-c.Right, 0)
		if name == "" || distance < best {
			best, name = distance, n.Text
		}
	}
	return name
}
