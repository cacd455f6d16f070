package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/export"
)

var row = export.Row{
	Index: "000014349/2017-00003", Title: "“甲”, \"乙\"\n<丙>\u2028", URL: "policies/2017/0003.html",
	Category: "policies", Column: "政策文件", Date: "2017-03-15", Written: "2017-03-10",
	Keywords: []string{"一", "二"}, Validity: "有效", Summary: "=SUM(A1)", Updated: "2017-04-02",
}

func TestJSON(t *testing.T) {
	b := export.JSONOpen(nil, "示例镇人民政府", "示例镇", 1, export.Licence{}, "catalog.schema.json")
	b = export.JSONClose(row.AppendJSON(b))
	var got struct {
		Publisher, Site string
		Count           int
		Documents       []map[string]any
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
	want := map[string]any{
		"index_number": "000014349/2017-00003", "title": "“甲”, \"乙\"\n<丙>\u2028", "url": "policies/2017/0003.html",
		"category": "policies", "category_name": "政策文件", "date": "2017-03-15", "written": "2017-03-10",
		"keywords": []any{"一", "二"}, "validity": "有效", "summary": "=SUM(A1)", "updated": "2017-04-02",
	}
	if diff := cmp.Diff(want, got.Documents[0]); diff != "" || got.Count != 1 || got.Publisher != "示例镇人民政府" {
		t.Error(diff)
	}
}

func TestCSV(t *testing.T) {
	b := row.AppendCSV(export.CSVHead(nil))
	text, ok := strings.CutPrefix(string(b), "\ufeff")
	if !ok {
		t.Error("no byte order mark")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if rows[1][1] != row.Title {
		t.Errorf("title %q", rows[1][1])
	}
	// What was a column before stays where it was.
	if last := 18; rows[0][last] != "更新日期" || rows[1][last] != "2017-04-02" || rows[0][last-1] != "网页" || rows[1][last-1] != row.URL {
		t.Errorf("the last columns are %q", rows)
	}
	if rows[1][2] != "'=SUM(A1)" {
		t.Errorf("a formula gets through: %q", rows[1][2])
	}
}

// TestAtomForPeople: what a feed has for people who open it in a browser takes nothing
// from what it is to programs: without it the feed is the same, and none of it has
// the name of an element of Atom, for programs that look at names alone.
func TestAtomForPeople(t *testing.T) {
	f := export.Feed{Title: "甲", Entries: []export.Entry{{Title: "<丙>&", Href: "https://example.org/a.html", Column: "公告", Summary: "概述", Page: `a.html?b="c"`, Day: "2017-03-15"}},
		Shown: export.FeedPage{Style: "../css/feed.css", About: []string{"说明 & 用法"}, Back: "index.html", Label: "返回 甲"}}
	feed := string(f.Atom(nil))
	const xhtml, atom = "http://www.w3.org/1999/xhtml", "http://www.w3.org/2005/Atom"
	names, texts := map[string]map[string]bool{xhtml: {}, atom: {}}, map[string]string{}
	space := ""
	var hrefs []string
	d := xml.NewDecoder(strings.NewReader(feed))
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			space = token.Name.Space
			names[space][token.Name.Local] = true
			if space == xhtml && token.Name.Local == "a" {
				hrefs = append(hrefs, token.Attr[0].Value)
			}
		case xml.CharData:
			texts[space] += string(token) + "|"
		}
	}
	for name := range names[xhtml] {
		if slices.Contains([]string{"feed", "entry", "title", "subtitle", "id", "updated", "published", "link", "author", "contributor", "name", "category", "summary", "content", "rights", "source", "icon", "logo", "generator"}, name) {
			t.Errorf("an element of XHTML is called %s", name)
		}
	}
	if texts[atom] != "甲|<丙>&|概述|" || texts[xhtml] != "甲|说明 & 用法|返回 甲|<丙>&|2017-03-15 公告|" || !slices.Equal(hrefs, []string{"index.html", f.Entries[0].Page}) {
		t.Errorf("programs read %q, people %q, links %q", texts[atom], texts[xhtml], hrefs)
	}
	if head := `<?xml version="1.0" encoding="utf-8"?><?xml-stylesheet type="text/css" href="../css/feed.css"?><feed xmlns="` + atom + `"`; !strings.HasPrefix(feed, head) {
		t.Errorf("it begins %.200s", feed)
	}
}

func TestAtom(t *testing.T) {
	f := export.Feed{Title: "甲 & 乙", ID: "https://example.org/feed.xml", Updated: "2017-03-15T00:00:00+08:00",
		Entries: []export.Entry{{Title: "<丙>\x01", ID: "urn:1", Href: "a.html?b=\"c\"", Published: "2017-03-15T00:00:00+08:00", Updated: "2017-04-02T00:00:00+08:00"}}}
	var got struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Title   string   `xml:"title"`
		Entry   []struct {
			Title     string `xml:"title"`
			Published string `xml:"published"`
			Updated   string `xml:"updated"`
			Link      struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(f.Atom(nil), &got); err != nil {
		t.Fatal(err)
	}
	if got.Title != f.Title || got.Entry[0].Title != "<丙>\ufffd" || got.Entry[0].Link.Href != f.Entries[0].Href ||
		got.Entry[0].Published != f.Entries[0].Published || got.Entry[0].Updated != f.Entries[0].Updated {
		t.Errorf("%+v", got)
	}
}

// Whatever the text, a JSON string reads back as it was and cannot end a
// script; XML stays well-formed.
func FuzzText(f *testing.F) {
	f.Add("甲\u2028</script>\x00\xff")
	f.Fuzz(func(t *testing.T, s string) {
		b := export.AppendString(nil, s)
		var got string
		if err := json.Unmarshal(b, &got); err != nil || utf8.ValidString(s) && got != s {
			t.Fatalf("%q: %v, %q", s, err, got)
		}
		if strings.ContainsAny(string(b), "<\u2028\u2029") {
			t.Fatalf("%q can end a script", b)
		}
		var text struct {
			Text string `xml:",chardata"`
		}
		if err := xml.Unmarshal(export.AppendXML([]byte("<a>"), s+"</a>"), &text); err == nil {
			t.Fatal("markup got through")
		}
		doc := append(export.AppendXML([]byte("<a>"), s), "</a>"...)
		if err := xml.Unmarshal(doc, &text); err != nil {
			t.Fatalf("%q: %v", doc, err)
		}
	})
}

// Texts of all sorts of characters, whole and damaged, come out as they do
// rune by rune.
func TestTextRuneByRune(t *testing.T) {
	pieces := []string{"a", ">", "&", "<", "\"", "\\", "\x7f", "\x1f", "\n", "甲", "é", "　", "“", "\u2028", "\u2029", "한", "\ufffd",
		"\ufffe", "，", "\uffbf", "\uffc0", "\uf000", "\ue000", "\u2027", "\u202a", "\u2000", "\u2fff", "\u1fff", "\ucfff", "\ud000", "😀", "\xe4", "\xe4\xb8", "\xe2\x80", "\xe3\x80\x41", "\xed\xa0\x80", "\xef\xbf", "\x80", "\xff"}
	for _, x := range pieces {
		for _, y := range pieces {
			for _, z := range pieces {
				s := x + y + z
				json, xml := runeByRune(s)
				if got := export.AppendString(nil, s); string(got) != json {
					t.Fatalf("%q: %s, want %s", s, got, json)
				}
				if got := export.AppendXML(nil, s); string(got) != xml {
					t.Fatalf("%q: %q, want %q", s, got, xml)
				}
			}
		}
	}
}

// The same where the piece stands in a text that is looked at in steps.
func TestLongTextRuneByRune(t *testing.T) {
	for _, piece := range []string{"", "a", "<", "\"", "，", "\u2028", "é", "\xe4\xb8", "\xff", "\ufffe", "\x1f", "😀", "\xef\xbf\xbe\xe4"} {
		for _, filling := range []string{"甲", "a", "甲a", "，甲", "“乙"} {
			for before := range 12 {
				for behind := range 4 {
					s := strings.Repeat(filling, before) + piece + strings.Repeat(filling, behind)
					json, xml := runeByRune(s)
					if got := export.AppendString([]byte("x"), s); string(got) != "x"+json {
						t.Fatalf("%q: %s, want %s", s, got, json)
					}
					if got := export.AppendXML([]byte("x"), s); string(got) != "x"+xml {
						t.Fatalf("%q: %q, want %q", s, got, xml)
					}
				}
			}
		}
	}
}

// A cell is quoted where it must be, wherever in it that shows, and one that
// would be a formula is none.
func TestCells(t *testing.T) {
	for _, piece := range []string{"", ",", "\"", "\"\"", "\r", "\n", "=", "+", "-", "@", "\t", "'", ";", "，", "\xff"} {
		for _, filling := range []string{"甲", "a", "甲a"} {
			for before := range 12 {
				for behind := range 4 {
					s := strings.Repeat(filling, before) + piece + strings.Repeat(filling, behind)
					want := s
					if s != "" && strings.Contains("=+-@\t\r", s[:1]) {
						want = "'" + want
					}
					if strings.ContainsAny(want, ",;\t\"\r\n") {
						want = `"` + strings.ReplaceAll(want, `"`, `""`) + `"`
					}
					if got := export.AppendCell([]byte("x,"), s); string(got) != "x,"+want {
						t.Fatalf("%q: %q, want %q", s, got, want)
					}
				}
			}
		}
	}
	odd := export.Row{Keywords: []string{"=一", "二,三"}, Base: "https://example.org/,/", URL: "a.html"}
	if got, want := string(odd.AppendCSV(nil)), `,,,,,,,,,,,"'=一；二,三",,,,,,"https://example.org/,/a.html",,0,`+"\r\n"; got != want {
		t.Errorf("row %q, want %q", got, want)
	}
}

// What some spreadsheet takes for a formula is text: whatever sign it begins
// with, and whatever stands before that which a spreadsheet may drop.
func TestFormulas(t *testing.T) {
	for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "⁼", "⁺", "⁻", "₌", "₊", "₋", "⩵", "⩶", "﬩"} {
		for _, before := range []string{"", " ", "　", "\u00a0", "\t", "\r", "\n", "\r\n", "\u200b", "\ufeff", "\x00", "\x1b", " \t　\u2028"} {
			s := before + sign + "1+1"
			got := string(export.AppendCell(nil, s))
			if want := "'" + s; got != want && got != `"`+want+`"` {
				t.Errorf("%q: %q", s, got)
			}
		}
	}
	for _, s := range []string{"", " ", "　", "通知", " 通知", "1-2", "a=b", "“=”", "（=2）", "——", "−5", "∓", "≠1", "①", "²", "*", "\xff=", "é=", "#=", "'=1"} {
		if got := string(export.AppendCell(nil, s)); got != s {
			t.Errorf("%q: %q", s, got)
		}
	}
}

// FuzzCell: any text comes back from any separator as one cell, with an
// apostrophe before it or without.
func FuzzCell(f *testing.F) {
	for _, s := range []string{"", "=1+1", "a;=1", "a\t=1", "\"", " \n@x", "＝1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		cell := export.AppendCell(nil, s)
		for _, separator := range ",;\t" {
			r := csv.NewReader(bytes.NewReader(append(append([]byte("x"+string(separator)), cell...), '\n')))
			r.Comma = separator
			rows, err := r.ReadAll()
			if err != nil || len(rows) != 1 || len(rows[0]) != 2 {
				t.Fatalf("%q: %q is read as %q, %v", s, cell, rows, err)
			}
			got, want := rows[0][1], strings.ReplaceAll(s, "\r\n", "\n") // which encoding/csv makes of it
			if got != want && got != "'"+want {
				t.Errorf("%q is read as %q", s, got)
			}
		}
	})
}

// runeByRune escapes a text the plain way.
func runeByRune(s string) (json, xml string) {
	for at, r := range s {
		whole := r != utf8.RuneError || strings.HasPrefix(s[at:], "\ufffd")
		switch {
		case r == '"' || r == '\\':
			json += `\` + string(r)
		case r == '\n':
			json += `\n`
		case r < ' ' || r == '<' || r == '\u2028' || r == '\u2029' || !whole:
			json += fmt.Sprintf(`\u%04x`, r)
		default:
			json += string(r)
		}
		switch r {
		case '&', '<', '>', '"':
			xml += map[rune]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;"}[r]
		case '\x1f', '\ufffe':
			xml += "\ufffd"
		default:
			xml += string(r)
		}
	}
	return `"` + json + `"`, xml
}
