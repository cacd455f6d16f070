package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"path"

	"gongkai/generator/asset"
	"gongkai/generator/diag"
	"gongkai/generator/markdown"
	"gongkai/generator/page"
	"gongkai/generator/site/content"
	"gongkai/generator/site/record"
	"gongkai/generator/tablefile"
)

// tables are the lines of the text of a document that stand for tables of files,
// while the text is rendered.
type tables struct {
	content *content.Content
	src     markdown.Source
	lines   []tablefile.Line
	quoter  diag.Quoter
	found   []diag.Diagnostic
}

// findTables finds the lines in a text. They are to be places of it; what is wrong with
// one is found, and it stays text.
func findTables(c *content.Content, src markdown.Source) *tables {
	lines := tablefile.Lines(src.Body)
	if lines == nil {
		return nil
	}
	t := &tables{content: c, src: src, quoter: diag.Quoter{Data: src.Body}}
	for _, l := range lines {
		if l.Fault != nil {
			t.find(l, l.Fault)
			continue
		}
		t.lines = append(t.lines, l)
	}
	return t
}

// places returns where the lines begin.
func (t *tables) places() []int {
	var places []int
	for _, l := range t.lines {
		places = append(places, l.Offset)
	}
	return places
}

// find records what is wrong with a line.
func (t *tables) find(l tablefile.Line, fault *tablefile.Fault) {
	pos := t.quoter.Locate("content/"+t.src.Path, l.Offset)
	above := max(t.src.Line, 1) - 1
	pos.Line += above
	d := fault.At(pos)
	if l.Mended != "" {
		d.Fix = t.quoter.Replace(l.Start, l.End, l.Mended)
		d.Fix.Line += above
		d.Fix.EndLine += above
	}
	t.found = append(t.found, d)
}

// put puts the tables into the HTML of a text, and records which files they are of:
// as references, for they are published, and for the key of the page.
func (t *tables) put(dst []byte, of *markdown.Result, rec *record.Text) ([]byte, error) {
	done := 0
	for i, l := range t.lines {
		at := of.Places[i]
		if at < 0 {
			continue // within code or a paragraph, which has been found
		}
		p := content.TableFile(t.src.Path, l.File)
		pos := t.quoter.Locate("", l.Offset)
		rec.Tables = append(rec.Tables, p)
		rec.Refs = append(rec.Refs, record.Ref{
			Kind: record.ToFile, Target: p, Line: int32(pos.Line + max(t.src.Line, 1) - 1), Column: int32(pos.Column),
		})
		dst = append(dst, of.HTML[done:at]...)
		done = at
		var err error
		if dst, err = t.append(dst, l, p); err != nil {
			return dst, err
		}
	}
	return append(dst, of.HTML[done:]...), nil
}

// append appends the table of a file, with a link to the file. Where there is none,
// links are followed to nothing, and that is found; where there must not be such a
// file, or nothing may lead to it, that is.
func (t *tables) append(dst []byte, l tablefile.Line, p string) ([]byte, error) {
	facts, ok := t.content.Facts(p)
	if !ok || content.IsReportData(p) || diag.HasErrors(facts.Found) {
		return dst, nil
	}
	data, err := t.read(p, facts)
	if err != nil {
		return dst, err
	}
	table, fault := tablefile.Read(path.Base(p), data, l.Options)
	if fault != nil {
		t.find(l, fault)
		return dst, nil
	}
	name := path.Base(p)
	if doubt := table.Doubt(name); doubt != nil {
		t.find(l, doubt)
	}
	dst = table.AppendHTML(dst, name)
	return fmt.Appendf(dst, `<p class="table-file"><a href="%s" download>下载：%s（%s，%s）</a></p>`,
		html.EscapeString(page.Rel(t.src.Path, p)), html.EscapeString(name), asset.Type(name), asset.FormatSize(int64(len(data)))), nil
}

// read reads what is published of a file, and only what its facts are of.
func (t *tables) read(p string, facts *record.Facts) ([]byte, error) {
	in, err := t.content.Publish(t.content.Beside[p])
	if err != nil {
		return nil, err
	}
	defer in.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(io.LimitReader(in, facts.Info.Size+1)); err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(b.Bytes()); hex.EncodeToString(sum[:]) != facts.Info.SHA256 {
		return nil, fmt.Errorf("content/%s: %w", p, content.ErrChanged)
	}
	return b.Bytes(), nil
}
