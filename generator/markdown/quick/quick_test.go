package quick

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/markdown/prose"
)

// dialect is one with the marks that goldmark has for us, apart from those of addresses.
func dialect() Dialect {
	d := Dialect{Tables: true, ByLine: true, Longest: 200}
	for _, c := range []byte("\n\\`*_[]<!~") {
		d.Marks[c] = true
	}
	for _, c := range []byte("\t &<\r") {
		d.Special[c] = true
	}
	return d
}

// names are those of the kinds.
var names = [...]string{Paragraph: "p", Quote: "quote", Bullets: "ul", Numbers: "ol", Table: "table", Heading: "h"}

// read describes the blocks of a text, one a line, and what is left of it.
func read(d Dialect, text string) (blocks []string, rest string) {
	var body prose.Body
	var r Reader
	body.Reset([]byte(text))
	for New(d).Begin(&r, &body, 0); r.Next(); {
		b := &r.Block
		s := names[b.Kind]
		if b.Number != 0 {
			s += fmt.Sprint(b.Number)
		}
		for _, c := range b.Columns {
			s += fmt.Sprint(" ", c)
		}
		for i, set := range []bool{b.Marked, b.Escaped, b.Spans} {
			if set {
				s += "!&*"[i : i+1]
			}
		}
		for _, l := range b.Lines {
			s += "/" + text[l.Start:l.Stop]
		}
		blocks = append(blocks, s)
	}
	return blocks, text[r.At:]
}

// TestNext: which blocks are read, with what is in them, and where it ends.
func TestNext(t *testing.T) {
	for text, want := range map[string]string{
		"":                           "",
		"\n \n甲\n":                   "p/甲",
		"## 题\n\n甲\n乙  \n\n> 引 ":     "h2/题 p/甲 p&/乙 quote&/引",
		"- 甲\n- 乙\n丙":                "ul/甲/乙 p/丙",
		"3. 甲\n4. 乙\n\n文":            "ol3/甲/乙 p/文",
		"|a|b|\n|-|-:|\n|1|2|\n\n甲":  "table 0 3/|a|b|/|-|-:|/|1|2| p/甲",
		"a\nb\n\nc<":                 "p/a/b p!/c<",
		"甲 乙":                        "p&/甲 乙",
		"见[甲](a.md)。":                "p*/见[甲](a.md)。",
		"**《甲》**乙\n\n# **甲**":        "p*/**《甲》**乙 h1!*/**甲**",
		"甲*乙*":                       "p!/甲*乙*",
		"　　甲\n　　乙":                   "p/甲 p/乙",
		"[甲]：乙":                      "p!/[甲]：乙",
		"甲\n\n```\n":                 "p/甲 … ```\n",
		"甲\n\n - 乙":                  "p/甲 …  - 乙",
		"- 甲\n\n- 乙":                 "… - 甲\n\n- 乙",
		"- 甲\n\n  乙":                 "… - 甲\n\n  乙",
		"甲\n\n: 乙":                   "… 甲\n\n: 乙",
		"甲\n    乙":                   "p/甲 …     乙",
		"2026. 甲":                    "… 2026. 甲",
		"## 题 ##":                    "… ## 题 ##",
		"## 题 {#a}":                  "… ## 题 {#a}",
		"##题":                        "… ##题",
		"|a|b|\n|-|\n":               "… |a|b|\n|-|\n",
		"甲\t乙\n丙\t丁":                 "… 甲\t乙\n丙\t丁",
		"[a]: b":                     "… [a]: b",
		"a  \nb":                     "… a  \nb",
		strings.Repeat("**甲**乙", 30): "p!*/" + strings.Repeat("**甲**乙", 30),
	} {
		blocks, rest := read(dialect(), text)
		if rest != "" {
			blocks = append(blocks, "… "+rest)
		}
		if got := strings.Join(blocks, " "); got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}

// TestDialects: what a dialect does not have is left alone.
func TestDialects(t *testing.T) {
	d := dialect()
	d.ByLine, d.Tables = false, false
	for text, want := range map[string]string{"甲\n乙": "p/甲/乙", "|a|\n|-|": "", "2026. 甲": "ol2026/甲", "- 甲\n乙": ""} {
		if blocks, _ := read(d, text); strings.Join(blocks, " ") != want {
			t.Errorf("%q: %q", text, blocks)
		}
	}
}

// TestReaderMemory: a reader that goes from body to body makes nothing new.
func TestReaderMemory(t *testing.T) {
	var body prose.Body
	var r Reader
	p := New(dialect())
	text := []byte("## 题\n\n甲\n\n- 乙\n- 丙\n\n|a|b|\n|-|-|\n|1|2|\n")
	all := func() {
		body.Reset(text)
		for p.Begin(&r, &body, 0); r.Next(); {
		}
		r.Release(100)
	}
	all()
	if n := testing.AllocsPerRun(10, all); n > 0 {
		t.Errorf("%v allocations", n)
	}
	if r.Release(0); cap(r.Block.Lines) > 0 || r.text != nil {
		t.Error("it keeps what it should let go of")
	}
}

// TestNextSpan: spans are found where the reader has seen them.
func TestNextSpan(t *testing.T) {
	text := []byte("见[甲](a.md)和**乙**。")
	var got []string
	for at := 0; ; {
		s, ok := NextSpan(text, at)
		if !ok {
			got = append(got, fmt.Sprint(s.Start == len(text)))
			break
		}
		got = append(got, string(text[s.Text:s.TextTo]))
		if s.Link {
			got = append(got, string(text[s.Address:s.End-1]))
		}
		at = s.End
	}
	if want := "甲 a.md 乙 true"; strings.Join(got, " ") != want {
		t.Errorf("%q, want %s", got, want)
	}
}
