package extract

import (
	"bytes"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/generator/diag"
	"gongkai/generator/plaintext"
)

// decode returns the text of a file; what is not valid in its encoding is replaced,
// and said.
func (s *search) decode(f *file, data []byte, declared string) string {
	text, err := plaintext.Decode(data, declared)
	if err == nil {
		return text
	}
	s.remark(f.in, Remark{Reason: Damaged, Detail: diag.Text{ZH: "有的字节在它的编码里没有意义，可能有字没读出来", EN: "some bytes mean nothing in its encoding"}})
	data = bytes.ReplaceAll(data, []byte{0}, nil)
	valid := strings.ToValidUTF8(string(data), "\uFFFD")
	gbk, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err == nil && bytes.Count(gbk, []byte("\uFFFD")) < strings.Count(valid, "\uFFFD") {
		return string(gbk)
	}
	return valid
}

// line is a place in a text.
type line int

func (l line) place(int) diag.Text { return say("第 %d 行", "line %d", int(l)) }

// textFile visits a text line by line, a table row by row. In a text, too, lines
// whose words are divided by tabs are rows: so come tables out of other programs.
func (s *search) textFile(f *file, kind Kind, data []byte) {
	text := s.decode(f, data, "")
	table := &textTable{search: s, in: f.in}
	if kind == kindCSV {
		err := plaintext.EachRow(text, true, func(number int, cells []string) bool {
			table.row(number, cells)
			return s.err == nil
		})
		if err == nil {
			return
		}
		table = &textTable{search: s, in: f.in} // it is none
	}
	number := 0
	for text := range strings.SplitSeq(text, "\n") {
		number++
		if s.err != nil {
			return
		}
		if strings.IndexByte(text, '\t') >= 0 {
			table.row(number, strings.Split(text, "\t"))
			continue
		}
		table = &textTable{search: s, in: f.in} // it has ended
		s.add(f.in, line(number), false, text)
	}
}

// textTable is a table that is written as text.
type textTable struct {
	search  *search
	in      *container
	heads   heads
	cells   []string
	columns []int
}

// row visits one row.
func (t *textTable) row(number int, cells []string) {
	t.cells, t.columns = t.cells[:0], t.columns[:0]
	for i, cell := range cells {
		if cell = strings.TrimSpace(cell); cell != "" {
			t.cells, t.columns = append(t.cells, cell), append(t.columns, i)
		}
	}
	if len(t.cells) == 0 {
		return
	}
	t.search.addRow(Text{Cells: t.cells, Heads: t.heads.of(t.cells, t.columns), in: t.in, at: textRow{number, t.columns}})
}

// textRow is the place of a row.
type textRow struct {
	number  int
	columns []int
}

func (r textRow) place(cell int) diag.Text {
	return say("第 %d 行第 %d 列", "line %d, column %d", r.number, r.columns[cell]+1)
}
