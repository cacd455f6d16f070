package extract

import (
	"bytes"
	"encoding/hex"
	"strings"

	"gongkai/generator/diag"
)

// destination begins another story where a control word is one: a group whose text does
// not belong to the text around it.
func (r *rtfReader) destination(word string, starred bool) {
	s := &rtfStory{hidden: true}
	switch word {
	case "header", "headerl", "headerr", "headerf":
		*s = rtfStory{what: diag.Text{ZH: "页眉", EN: "header"}}
	case "footer", "footerl", "footerr", "footerf":
		*s = rtfStory{what: diag.Text{ZH: "页脚", EN: "footer"}}
	case "footnote":
		*s = rtfStory{what: diag.Text{ZH: "脚注", EN: "footnote"}}
	case "shptxt":
		*s = rtfStory{what: diag.Text{ZH: "文本框", EN: "text box"}}
	case "annotation":
		*s = rtfStory{what: diag.Text{ZH: "批注", EN: "comment"}}
	case "atnauthor", "atnid":
		s.what = diag.Text{ZH: "批注 作者", EN: "comment, author"}
	case "fldinst":
		s.what = diag.Text{ZH: "域代码", EN: "field code"}
	case "title", "subject", "author", "operator", "manager", "company", "category", "keywords", "comment", "doccomm", "hlinkbase", "propname", "staticval":
		s.what = diag.Text{ZH: "文档属性 " + rtfProperty(word), EN: "property " + word}
	case "docvar":
		s.what = diag.Text{ZH: "文档变量", EN: "document variable"}
	case "bkmkstart", "bkmkend":
		s.what = diag.Text{ZH: "书签", EN: "bookmark"}
	case "revtbl":
		s.what = diag.Text{ZH: "修订 作者", EN: "author of changes"}
	case "pict", "objdata":
		s.raw, s.what = true, diag.Text{ZH: "内嵌对象", EN: "embedded object"}
		if word == "pict" {
			s.what = diag.Text{ZH: "图片", EN: "picture"}
		}
	case "fonttbl", "stylesheet", "filetbl", "generator", "xmlnstbl", "objclass":
		s.names, s.hidden, s.what = true, true, diag.Text{ZH: "内部数据 " + word, EN: "internal " + word}
	case "colortbl", "listtable", "listoverridetable", "rsidtbl", "themedata", "colorschememapping", "latentstyles",
		"datastore", "fldtype", "mmathPr", "pgptbl", "blipuid", "wgrffmtfilter":
		s.drop = true
	case "shppict", "nonshppict", "shpinst", "fldrslt", "field", "shp", "upr", "ud", "object", "result", "userprops", "info":
		return // text in it belongs to what is around it, or to what it has within
	default:
		if !starred {
			return
		}
		s.what = diag.Text{ZH: "内部数据 " + word, EN: "internal " + word}
	}
	if n := len(r.outer); n > 0 && r.outer[n-1].story != r.group.story {
		r.endStory() // a second destination in one group
	}
	r.group.story = s
	r.group.hidden, r.group.deleted, r.group.table = false, false, false
}

func rtfProperty(word string) string {
	switch word {
	case "title":
		return "标题"
	case "subject":
		return "主题"
	case "author":
		return "作者"
	case "operator":
		return "最后一次保存者"
	case "manager":
		return "经理"
	case "company":
		return "单位"
	case "keywords":
		return "标记"
	case "comment", "doccomm":
		return "备注"
	}
	return word
}

// rtfPlace is a paragraph, or a cell of a row.
type rtfPlace struct {
	what           diag.Text
	paragraph      int
	table, row     int
	hidden, before bool
}

func (p rtfPlace) place(cell int) diag.Text {
	var at diag.Text
	switch {
	case p.what.ZH != "":
		at = p.what
	case p.table > 0:
		at = say("表 %d 第 %d 行第 %d 格", "table %d row %d cell %d", p.table, p.row, cell+1)
	default:
		at = say("第 %d 段", "paragraph %d", p.paragraph)
	}
	switch {
	case p.hidden:
		at.ZH, at.EN = at.ZH+" 隐藏的文字", at.EN+", hidden"
	case p.before:
		at.ZH, at.EN = at.ZH+" 修订中删除的文字", at.EN+", deleted, tracked"
	}
	return at
}

// endParagraph visits a paragraph. Within a cell it is a line.
func (r *rtfReader) endParagraph() {
	s := r.group.story
	if r.group.table {
		r.add("\n")
		return
	}
	s.inTable = false
	s.paragraph++
	at := rtfPlace{what: s.what, paragraph: s.paragraph}
	if s.names && !hasNumber(s.shown.String()) {
		s.shown.Reset()
		s.gone.Reset()
	}
	r.search.add(r.file.in, at, s.hidden, s.shown.String())
	r.aside(s, at)
}

// aside visits what is hidden in a paragraph or a cell, and what was deleted.
func (r *rtfReader) aside(s *rtfStory, at rtfPlace) {
	at.hidden = true
	r.search.add(r.file.in, at, true, s.unseen.String())
	if s.deletions {
		at.hidden, at.before = false, true
		r.search.add(r.file.in, at, true, s.gone.String())
	}
	s.shown.Reset()
	s.gone.Reset()
	s.unseen.Reset()
	s.deletions = false
}

// endCell takes the text of a cell.
func (r *rtfReader) endCell() {
	s := r.group.story
	if !s.inTable {
		s.inTable = true
		s.tables++
		s.row, s.heads = 0, heads{}
	}
	s.cells = append(s.cells, strings.TrimSpace(s.shown.String()))
	r.aside(s, rtfPlace{what: s.what, table: s.tables, row: s.row + 1})
}

// endRow visits a row.
func (r *rtfReader) endRow() {
	s := r.group.story
	s.row++
	columns := make([]int, len(s.cells))
	for i := range columns {
		columns[i] = i
	}
	r.addRow(Text{Cells: s.cells, Heads: s.heads.of(s.cells, columns), Hidden: s.hidden, in: r.file.in, at: rtfPlace{what: s.what, table: s.tables, row: s.row}})
	s.cells = s.cells[:0]
}

// endStory ends what a destination has begun.
func (r *rtfReader) endStory() {
	s := r.group.story
	if len(s.cells) > 0 {
		r.endRow()
	}
	if s.raw {
		r.object(s)
		return
	}
	r.group.table = false
	r.endParagraph()
}

// object looks into a picture or an embedded object, which is written in hexadecimal
// digits.
func (r *rtfReader) object(s *rtfStory) {
	digits := strings.NewReplacer(" ", "", "\n", "", "\t", "").Replace(s.shown.String())
	data, _ := hex.DecodeString(digits[:len(digits)&^1]) // up to what is no digit
	if len(data) > 0 {
		r.looseBytes(data, s)
	}
}

// looseBytes looks into bytes within the file: a picture, or a file of another program
// somewhere within the envelope that OLE puts around it.
func (r *rtfReader) looseBytes(data []byte, s *rtfStory) {
	in := &container{outer: r.file.in, words: s.what, part: true}
	for _, mark := range []string{"PK\x03\x04", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "%PDF-", "\xff\xd8\xff", "\x89PNG\r\n\x1a\n"} {
		if i := bytes.Index(data, []byte(mark)); i >= 0 && i < 4096 && r.spend(in, int64(len(data))) {
			r.nested(in, "", data[i:])
			return
		}
	}
	reason := Foreign
	if s.what.ZH == "图片" {
		reason = Picture
		r.addImage(in, Image{Why: diag.Text{ZH: "Windows 图元文件一类的格式", EN: "a metafile of Windows, or the like"}})
	}
	r.remark(in, Remark{Reason: reason})
}
