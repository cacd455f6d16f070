package intake

import (
	"bytes"
	"crypto/sha256"
	"path"
	"strings"
	"unicode"

	"gongkai/generator/diag"
	"gongkai/generator/importer"
	"gongkai/generator/page"
)

// known is what is remembered of a document that is in a category.
type known struct {
	path  string // below content/
	text  [sha256.Size]byte
	title string // without blanks
	// number and written tell editions of one title apart.
	number, written string
}

// in lists the documents of a category. They are read once: what is taken in later is
// added.
func (t *Taker) in(category string) ([]known, error) {
	if list, ok := t.known[category]; ok {
		return list, nil
	}
	var list []known
	err := t.Site.Texts(category, func(path string, data []byte) {
		if p, _ := page.Parse(path, data); p != nil {
			list = append(list, knownOf(&p.Meta, p.Body))
		}
	})
	if err != nil {
		return nil, err
	}
	if t.known == nil {
		t.known = map[string][]known{}
	}
	t.known[category] = list
	return list, nil
}

// knownOf is what is remembered of a document.
func knownOf(m *page.Meta, body []byte) known {
	return known{path: m.Path, text: sumOf(body, numberOf(m.Path)), title: unspaced(m.Title), number: m.DocNumber, written: m.Written.String()}
}

// numberOf is the number of a document, with which the names of its files begin.
func numberOf(document string) string {
	return strings.TrimSuffix(path.Base(document), path.Ext(document))
}

// sumOf sums a text without what it has from the number of its document, and without the
// line ends and empty lines that an editor may have changed.
func sumOf(body []byte, number string) [sha256.Size]byte {
	body = bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n"))
	body = bytes.ReplaceAll(bytes.TrimSpace(body), []byte(number+"-"), []byte("\x00-"))
	return sha256.Sum256(body)
}

// before looks for a document that a file has become before. It is one with the same text
// and the same files beside it, or else of the same title, document number and day of
// writing, at least one of the latter known: edited since, or from another edition of the
// file. namesake is a document of the same title that nothing else tells from it or apart.
func (t *Taker) before(category string, doc *importer.Document, m *page.Meta) (found *diag.Diagnostic, namesake string, err error) {
	list, err := t.in(category)
	if err != nil {
		return nil, "", err
	}
	body, _ := doc.Compose("0000")
	own := known{text: sumOf(body, "0000"), title: unspaced(m.Title), number: m.DocNumber, written: m.Written.String()}
	for _, k := range list {
		switch {
		case k.text == own.text && (len(body) > 0 || k.title == own.title) && t.hasFiles(k.path, doc):
			d := again.At(diag.Pos{}, "content/"+k.path)
			return &d, "", nil
		case k.title != own.title:
		case k.number == own.number && k.written == own.written && own.number+own.written != "":
			d := edition.At(diag.Pos{}, "content/"+k.path)
			found = &d
		case k.number == "" && own.number == "" && (k.written == "" || own.written == ""):
			namesake = "content/" + k.path
		}
	}
	return found, namesake, nil
}

// hasFiles reports whether the files that a document would have lie beside another.
func (t *Taker) hasFiles(document string, doc *importer.Document) bool {
	_, files := doc.Compose(numberOf(document))
	for _, f := range files {
		if f.Title != "" && f.Name != "" && !inText(doc, f.Name, numberOf(document)) {
			continue // attached, or not: the text is the same
		}
		if data, err := t.Site.Beside(document, f.Name); err != nil || !bytes.Equal(data, f.Data) {
			return false
		}
	}
	return true
}

// inText reports whether the text of a document names a file.
func inText(doc *importer.Document, name, number string) bool {
	body, _ := doc.Compose(number)
	return bytes.Contains(body, []byte(name))
}

func unspaced(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
