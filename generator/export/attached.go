package export

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"strconv"
)

// File is a file that belongs to a document.
type File struct {
	Title  string
	URL    string // relative to the site's root, escaped
	Media  string // media type, without the encoding of text
	Size   int64  // bytes
	SHA256 string // hexadecimal
}

// Ref is another document.
type Ref struct{ Title, URL string }

// Relations are the documents that one is related to, in both directions.
type Relations struct {
	Interprets, InterpretedBy, Replaces, ReplacedBy []Ref
}

// Any reports whether there are any.
func (r *Relations) Any() bool {
	return len(r.Interprets)+len(r.InterpretedBy)+len(r.Replaces)+len(r.ReplacedBy) > 0
}

// Licence says on what terms the data may be used; without a name nothing is said.
type Licence struct{ Name, URL string }

// appendFiles appends the files of a row as a member.
func (r *Row) appendFiles(b []byte) []byte {
	if len(r.Files) == 0 {
		return b
	}
	b = append(appendMember(b, `"files":`), '[')
	for i := range r.Files {
		f := &r.Files[i]
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '{')
		b = appendPair(b, `"title":`, f.Title)
		b = appendPair(b, `"url":`, f.URL)
		b = r.appendLink(b, f.URL)
		b = appendPair(b, `"type":`, f.Media)
		b = strconv.AppendInt(append(b, `,"size":`...), f.Size, 10)
		b = append(appendPair(b, `"sha256":`, f.SHA256), '}')
	}
	return append(b, ']')
}

// appendLink appends the absolute address of something at an address, where it is known.
func (r *Row) appendLink(b []byte, url string) []byte {
	if r.Base == "" {
		return b
	}
	b = append(appendMember(b, `"link":`), '"')
	return append(appendText(appendText(b, r.Base), url), '"')
}

// appendRelations appends the relations of a row as a member; few have any.
func (r *Row) appendRelations(b []byte) []byte {
	rel := &r.Relations
	if !rel.Any() {
		return b
	}
	b = append(appendMember(b, `"relations":`), '{')
	b = r.appendRefs(b, `"interprets":`, rel.Interprets)
	b = r.appendRefs(b, `"interpreted_by":`, rel.InterpretedBy)
	b = r.appendRefs(b, `"replaces":`, rel.Replaces)
	b = r.appendRefs(b, `"replaced_by":`, rel.ReplacedBy)
	return append(b, '}')
}

func (r *Row) appendRefs(b []byte, key string, refs []Ref) []byte {
	if len(refs) == 0 {
		return b
	}
	b = append(appendMember(b, key), '[')
	for i := range refs {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendPair(append(b, '{'), `"title":`, refs[i].Title)
		b = appendPair(b, `"url":`, refs[i].URL)
		b = append(r.appendLink(b, refs[i].URL), '}')
	}
	return append(b, ']')
}

// FilesHead begins attachments.csv, which has a line for each file.
func FilesHead(b []byte) []byte {
	return append(b, "\ufeff索引号,名称,发布日期,栏目,网页,附件,附件网页,类型,大小（字节）,SHA-256\r\n"...)
}

// AppendFiles appends a line of CSV for each file of the row.
func (r *Row) AppendFiles(b []byte) []byte {
	for i := range r.Files {
		f := &r.Files[i]
		for _, s := range [...]string{r.Index, r.Title, r.Date, r.Column} {
			b = append(AppendCell(b, s), ',')
		}
		b = append(r.appendAddress(b, r.URL), ',')
		b = append(AppendCell(b, f.Title), ',')
		b = append(r.appendAddress(b, f.URL), ',')
		b = append(AppendCell(b, f.Media), ',')
		b = append(strconv.AppendInt(b, f.Size, 10), ',')
		b = append(AppendCell(b, f.SHA256), '\r', '\n')
	}
	return b
}

// appendAddress appends a cell with an address, absolute where that is known.
func (r *Row) appendAddress(b []byte, url string) []byte {
	start := len(b)
	return closeCell(append(append(b, r.Base...), url...), start)
}

//go:embed catalog.schema.json
var catalogSchema []byte

// CatalogSchema is the JSON Schema of catalog.json, as small as it can be.
func CatalogSchema() ([]byte, error) {
	var b bytes.Buffer
	err := json.Compact(&b, catalogSchema)
	return b.Bytes(), err
}
