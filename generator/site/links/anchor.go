package links

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"gongkai/generator/diag"
	"gongkai/generator/numeral"
	"gongkai/generator/suggest"
)

// headings are the ids of the headings of a document, to find the one that was meant.
type headings struct {
	near  suggest.Paths     // all of them
	alike map[string]string // the first one of those letters
}

// anchor names the heading of a document that was perhaps meant by an id that none
// has.
func (f *follower) anchor(file, anchor string) diag.Text {
	h, known := f.headings[file]
	if !known {
		h = f.headingsOf(file)
		f.headings[file] = h
	}
	if id, ok := h.alike[letters(anchor)]; ok {
		return perhapsAnchor(id)
	}
	if id := articleID(anchor); id != "" && f.has(file, id) {
		return perhapsAnchor(id)
	}
	return perhapsAnchor(h.near.Nearest(anchor))
}

// has reports whether a document has an id.
func (f *follower) has(file, anchor string) bool {
	id, ok := f.ids[strings.TrimPrefix(file, "content/")]
	return ok && f.Sources.Docs[id].Text().HasAnchor(anchor)
}

// articleID returns the id of the article that an anchor names by its number, as package
// markdown gives it: 第十二条之一 has article-12-1. "" where it names none.
func articleID(anchor string) string {
	rest, ok := strings.CutPrefix(anchor, "第")
	if !ok {
		return ""
	}
	number, behind, ok := numeral.Cut([]byte(rest))
	if !ok {
		return ""
	}
	behind, ok = bytes.CutPrefix(behind, []byte("条"))
	if !ok {
		return ""
	}
	id := "article-" + strconv.Itoa(number)
	if behind, ok := bytes.CutPrefix(behind, []byte("之")); ok {
		if after, ok := numeral.Parse(string(behind)); ok {
			id += "-" + strconv.Itoa(after)
		}
	}
	return id
}

// headingsOf makes the ids of a document. There are only sums of them, so they are
// made again from the lines of the file that look like headings; one that the document
// does not have is no proposal.
func (f *follower) headingsOf(file string) *headings {
	h := &headings{alike: map[string]string{}}
	id, ok := f.ids[strings.TrimPrefix(file, "content/")]
	if !ok {
		return h
	}
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
		ids = append(ids, id)
	}
	ids = f.Sources.Docs[id].Text().Anchored(ids)
	for _, id := range ids {
		if _, taken := h.alike[letters(id)]; !taken {
			h.alike[letters(id)] = id
		}
	}
	slices.Sort(ids)
	h.near.Sorted = ids
	return h
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
