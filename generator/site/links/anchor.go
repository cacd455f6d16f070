package links

import (
	"bytes"
	"strings"
	"unicode"

	"gongkai/generator/diag"
	"gongkai/generator/suggest"
)

// anchor names the heading of a document that was perhaps meant by an id that none
// has. Of the ids there are only sums, so they are made again from the lines of the
// file that look like headings; one that the document does not have is no proposal.
func (f *follower) anchor(file, anchor string) diag.Text {
	id, ok := f.ids[strings.TrimPrefix(file, "content/")]
	if !ok {
		return diag.Text{}
	}
	text := f.Sources.Docs[id].Text()
	data, _ := f.Read(file)
	var ids []string
	for line := range bytes.Lines(data) {
		title := strings.TrimLeft(string(line), "#")
		if len(title) == len(line) {
			continue
		}
		id := headingID(title)
		if at := strings.LastIndex(title, "{#"); at >= 0 {
			id = strings.TrimRight(title[at+len("{#"):], "}\r\n ")
		}
		if !text.HasAnchor(id) {
			continue
		}
		if ids = append(ids, id); letters(id) == letters(anchor) {
			return perhapsAnchor(id)
		}
	}
	return perhapsAnchor(suggest.Nearest(anchor, ids))
}

// headingID is the id that a heading has by its text, as nearly all are made.
func headingID(title string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), "-")
}

// letters are the letters and digits of an id.
func letters(id string) string { return strings.ReplaceAll(headingID(id), "-", "") }

func perhapsAnchor(id string) diag.Text {
	if id == "" {
		return diag.Text{
			ZH: "标题改名后链接也要改；可在预览里点开标题查看它的编号",
			EN: "a renamed heading needs its links corrected; the preview shows the ids of headings",
		}
	}
	return diag.Text{ZH: "改为 #" + id, EN: "write #" + id}
}
