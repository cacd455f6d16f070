package importer

import (
	"encoding/base64"
	"net/url"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/generator/diag"
)

// isBulletLabel reports whether the number of an item counts nothing: a dot, or
// the letter that is a square in Wingdings.
func isBulletLabel(label string) bool {
	switch label {
	case "·", "•", "●", "■", "◆", "○", "□", "-", "–", "o", "l", "n", "u", "ü", "Ø", "§", "v":
		return true
	}
	return strings.ContainsFunc(label, privateUse)
}

func smallNumber(digits string) int {
	n := 0
	for i := range len(digits) {
		n = 10*n + int(digits[i]-'0')
	}
	return n
}

// list reads ul and ol.
func (h *htmlReader) list(n *html.Node) {
	h.flush()
	l := listState{ordered: n.DataAtom == atom.Ol, kind: attribute(n, "type"), next: 1}
	if start, ok := wholeNumber(attribute(n, "start")); ok {
		l.next = start
	}
	h.lists = append(h.lists, l)
	h.children(n)
	h.flush()
	h.lists = h.lists[:len(h.lists)-1]
}

func wholeNumber(s string) (int, bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 6 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	return smallNumber(s), true
}

// item reads li: its first paragraph is the item, what follows stands below.
func (h *htmlReader) item(n *html.Node) {
	h.flush()
	start := len(h.blocks)
	number, kind := 0, ""
	if depth := len(h.lists); depth > 0 && h.lists[depth-1].ordered {
		l := &h.lists[depth-1]
		if value, ok := wholeNumber(attribute(n, "value")); ok {
			l.next = value
		}
		number, kind = l.next, l.kind
		l.next++
	}
	h.children(n)
	h.flush()
	if len(h.blocks) == start || h.blocks[start].table != nil || h.blocks[start].item || h.blocks[start].heading > 0 {
		return
	}
	b := &h.blocks[start]
	switch kind {
	case "a", "A":
		if 1 <= number && number <= 26 {
			b.label = string(rune(kind[0])+rune(number-1)) + ". "
			return
		}
	}
	b.item, b.number, b.depth = true, number, max(0, len(h.lists)-1)
}

// link reads a: a link out of the page, or the mark of a footnote.
func (h *htmlReader) link(n *html.Node) {
	href := attribute(n, "href")
	if m := noteMark.FindStringSubmatch(href); m != nil {
		h.note(m[1] + m[2])
		return
	}
	if noteBack.MatchString(href) {
		return // the number before a footnote's text
	}
	h.format.span.Link = outward(strings.TrimSpace(href))
	h.children(n)
}

// The links between the mark and the text of a footnote, as Word and LibreOffice
// write them.
var (
	noteMark = regexp.MustCompile(`^#_?(ftn|edn|sdfootnote|sdendnote)(\d+)(?:sym)?$`)
	noteBack = regexp.MustCompile(`^#(?:_(?:ftnref|ednref)\d+|sd(?:footnote|endnote)\d+anc)$`)
	noteID   = regexp.MustCompile(`^(?:ftn|edn|sdfootnote|sdendnote)\d+$`)
)

// isWriterNote reports whether an element is the text of a footnote, by its id.
func isWriterNote(n *html.Node) bool {
	return n.DataAtom == atom.Div && noteID.MatchString(attribute(n, "id"))
}

// note adds the mark of a footnote, and reads its text where that was not yet.
func (h *htmlReader) note(id string) {
	number, known := h.notes[id]
	if !known {
		text := h.ids()[id]
		if text == nil {
			return
		}
		number = len(h.notes) + 1
		h.notes[id] = number
		h.doc.reserve(number)
		inner := &htmlReader{reader: h.reader, webPage: h.webPage}
		inner.children(text)
		inner.flush()
		h.doc.setNote(number, inner.blocks)
	}
	h.add(h.noteMark(number, h.at()))
}

// ids returns the elements of the page by their ids, the first of each.
func (p *webPage) ids() map[string]*html.Node {
	if p.byID == nil {
		p.byID = map[string]*html.Node{}
		each(p.root, func(n *html.Node) bool {
			if id := attribute(n, "id"); id != "" && p.byID[id] == nil {
				p.byID[id] = n
			}
			return true
		})
	}
	return p.byID
}

// image reads img: a picture in the page itself, or in a file beside it.
func (h *htmlReader) image(n *html.Node) {
	src := strings.TrimSpace(attribute(n, "src"))
	if src == "" {
		return
	}
	span, ok := h.show(pictureKey{source: src}, attribute(n, "alt"), h.at(), func() ([]byte, diag.Text) {
		data := h.imageData(src)
		if data == nil {
			return nil, diag.Text{ZH: "找不到 " + shortened(src), EN: "not found: " + shortened(src)}
		}
		if len(data) > h.album.room() {
			return nil, named(src, tooMuch(h.album.read+h.album.room()))
		}
		return data, diag.Text{}
	})
	if ok {
		h.add(span)
	}
}

// imageData returns the bytes of a picture, nil where they are not at hand.
func (h *htmlReader) imageData(src string) []byte {
	if rest, ok := strings.CutPrefix(src, "data:"); ok {
		_, encoded, ok := strings.Cut(rest, ";base64,")
		if !ok {
			return nil
		}
		data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(encoded), ""))
		if err != nil {
			return nil
		}
		return data
	}
	u, err := url.Parse(strings.ReplaceAll(src, `\`, "/"))
	if err != nil || u.Scheme != "" || u.Host != "" || h.file.Beside == nil || u.Path == "" || path.IsAbs(u.Path) {
		return nil
	}
	name := path.Clean(u.Path)
	if name == ".." || strings.HasPrefix(name, "../") {
		return nil
	}
	data, err := h.file.Beside(name)
	if err != nil {
		return nil
	}
	h.album.outside += len(data)
	return data
}

func shortened(s string) string {
	const longest = 60
	if runes := []rune(s); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return s
}
