// Package rows is the catalogue of a county, as rows that no machine has to hold together.
//
// Each office has two shards, files of sorted lines that are written once, when its site
// is made, from the catalog.json that the site publishes:
//
//	rows/shili-0f3a….day      2017-03-15⇥{"office":"shili","title":…}   newest first
//	rows/shili-0f3a….index    "000014349/2017-00003"⇥shili/policies/2017/0003.html
//
// What stands before the tab is what lines are sorted by. The county's catalogue is a
// k-way merge of the first kind ([Merge]), and index numbers that two offices have are
// neighbours in a merge of the second ([Collisions]). A merge holds a block of each shard
// and no more, so that its memory grows with the offices and not with the documents; a
// block is read by opening the file anew, so that it does not grow out of the number of
// files that a process may have open either. The name of a shard has the sum of its bytes:
// it never changes, and who has it has it whole.
//
// rows knows the format of catalog.json, and nothing of how sites are made. A catalogue may
// be that of a site which was made elsewhere, by whomever: what is in it is held to what a
// merge relies on when it is read ([ReadCatalog]), so that no merge of all offices fails by
// one of them.
package rows

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/rewrite"
)

// Row is a document in the catalogue. The names are those of catalog.json, where it
// stands without an office and with a URL from the root of the office's site.
type Row struct {
	Office     string `json:"office,omitempty"` // key
	OfficeName string `json:"office_name,omitempty"`
	Index      string `json:"index_number,omitempty"`
	Title      string `json:"title"`
	URL        string `json:"url"` // from the root of the county's site, escaped
	Category   string `json:"category_name,omitempty"`
	Date       string `json:"date"` // 发布日期: 2017-03-15, 2017-03-15 10:30
	Written    string `json:"written,omitempty"`
	Modified   string `json:"modified,omitempty"`
	Issuer     string `json:"issuer,omitempty"`
	Number     string `json:"doc_number,omitempty"`
	Subject    string `json:"subject,omitempty"`
	Genre      string `json:"genre,omitempty"`
	Summary    string `json:"summary,omitempty"`
	Validity   string `json:"validity,omitempty"`
}

// Year is the year of the publication.
func (r *Row) Year() string { return r.Date[:len("2006")] }

// Shard is a file of sorted lines.
type Shard struct {
	File  string `json:"file"` // its name in the folder of all shards
	Lines int    `json:"lines"`
	Bytes int64  `json:"bytes"`
}

// Whole reports whether the file is there, and as long as it was written. What is in it is
// seen by who merges it.
func (s Shard) Whole() bool {
	info, err := os.Stat(s.File)
	return err == nil && info.Size() == s.Bytes
}

// In is the same shard with its folder.
func (s Shard) In(dir string) Shard { return Shard{filepath.Join(dir, s.File), s.Lines, s.Bytes} }

// Office is what the county's catalogue has of one office.
type Office struct {
	Days    Shard `json:"days"`  // its documents, newest first
	Indexes Shard `json:"index"` // the same by index number, as far as they have one
	// Years and Subjects say how many documents there are of each.
	Years    map[string]int `json:"years,omitempty"`
	Subjects map[string]int `json:"subjects,omitempty"`
}

// Fault is what is wrong with a catalogue or a shard.
type Fault struct{ diag.Text }

func (f *Fault) Error() string { return f.EN }

// maxText is how many bytes the texts of a document may have together: a summary is a
// paragraph. It keeps every line far below what a merge holds of a shard.
const maxText = 64 << 10

// ReadCatalog visits the documents of a catalog.json, in its order. Each has a title, a day
// that there is, and the address of a page within its site. The error is a [*Fault] where
// it is not that of visit.
func ReadCatalog(r io.Reader, visit func(Row) error) error {
	d := json.NewDecoder(r)
	if !enter(d, "documents") {
		return unreadable(d)
	}
	for n := 1; d.More(); n++ {
		var row Row
		if err := d.Decode(&row); err != nil {
			return unreadable(d)
		}
		if why := row.fault(); why != nil {
			return &Fault{diag.Text{ZH: "第 " + strconv.Itoa(n) + " 篇文档" + why.ZH, EN: "document " + strconv.Itoa(n) + " " + why.EN}}
		}
		if err := visit(row); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil { // the end of the list: a file that was cut off has none
		return unreadable(d)
	}
	return nil
}

// unreadable is the fault of a text that is no catalogue from some byte on.
func unreadable(d *json.Decoder) error {
	at := strconv.FormatInt(d.InputOffset(), 10)
	return &Fault{diag.Text{ZH: "不是 gongkai 写的目录数据（第 " + at + " 字节以后）", EN: "this is no catalogue as gongkai writes it (behind byte " + at + ")"}}
}

// fault is what no document in a catalogue that gongkai writes has; nil: nothing.
func (r *Row) fault() *diag.Text {
	size := 0
	for _, text := range []string{r.Index, r.Title, r.URL, r.Category, r.Written, r.Modified, r.Issuer, r.Number, r.Subject, r.Genre, r.Summary, r.Validity} {
		size += len(text)
	}
	_, err := page.ParseDate(r.Date)
	switch {
	case size > maxText:
		return &diag.Text{ZH: "的标题、内容概述等太长", EN: "has texts that are too long"}
	case r.Title == "":
		return &diag.Text{ZH: "没有标题", EN: "has no title"}
	case err != nil:
		return &diag.Text{ZH: "的日期写错了：" + strconv.Quote(r.Date), EN: "has a date that is none: " + strconv.Quote(r.Date)}
	case r.Path() == "":
		return &diag.Text{ZH: "的网址不是本站的网页：" + strconv.Quote(r.URL), EN: "has an address that is no page of its site: " + strconv.Quote(r.URL)}
	}
	return nil
}

// Path is the path of the document below the root from which its URL is told, without
// escapes; "" where the URL leads elsewhere.
func (r *Row) Path() string {
	u, err := url.Parse(r.URL)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Opaque != "" || u.RawQuery != "" || u.Fragment != "" || u.Path != path.Clean(u.Path) {
		return ""
	}
	if first, _, _ := strings.Cut(u.Path, "/"); first == "" || first == "." || first == ".." || strings.ContainsAny(u.Path, "\\\x00") {
		return ""
	}
	return u.Path
}

// enter goes into the list that is a member of the object that a text is, if it is one.
func enter(d *json.Decoder, member string) bool {
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return false
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return false
		}
		if name == member {
			t, err := d.Token()
			return err == nil && t == json.Delim('[')
		}
		var other json.RawMessage
		if err := d.Decode(&other); err != nil {
			return false
		}
	}
	return false
}

// Save makes the shards of an office, whose key is given, from its catalog.json, in a
// folder that is there.
func Save(dir, key, name string, catalog io.Reader) (*Office, error) {
	o := &Office{Years: map[string]int{}, Subjects: map[string]int{}}
	var days, indexes []string
	err := ReadCatalog(catalog, func(r Row) error {
		r.Office, r.OfficeName, r.URL = key, name, key+"/"+r.URL
		o.Years[r.Year()]++
		if r.Subject != "" {
			o.Subjects[r.Subject]++
		}
		line, err := json.Marshal(r)
		days = append(days, r.Date+"\t"+string(line))
		if r.Index != "" {
			indexes = append(indexes, strconv.Quote(r.Index)+"\t"+r.URL)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(days, func(a, b string) int { return strings.Compare(keyOf(b), keyOf(a)) })
	slices.Sort(indexes)
	if o.Days, err = save(dir, key, "day", days); err != nil {
		return nil, err
	}
	o.Indexes, err = save(dir, key, "index", indexes)
	return o, err
}

// keyOf is what a line is sorted by.
func keyOf(line string) string {
	key, _, _ := strings.Cut(line, "\t")
	return key
}

// save writes a shard; one that is there already is the same.
func save(dir, key, kind string, lines []string) (Shard, error) {
	var b bytes.Buffer
	for _, line := range lines {
		b.WriteString(line + "\n")
	}
	sum := sha256.Sum256(b.Bytes())
	s := Shard{File: key + "-" + hex.EncodeToString(sum[:8]) + "." + kind, Lines: len(lines), Bytes: int64(b.Len())}
	if s.In(dir).Whole() {
		return s, nil
	}
	return s, rewrite.File(s.In(dir).File, b.Bytes(), 0o644)
}
