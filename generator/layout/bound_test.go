package layout_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/layout"
)

// A layout that shows nothing, or not the text of the page, is an error that names
// its file, by whatever mistake.
func TestShowsNothing(t *testing.T) {
	const nothing, lost = "LY009", "LY010"
	for _, test := range []struct{ name, file, text, code string }{
		{"empty", "document.html", "", nothing},
		{"a mark", "document.html", "\ufeff", nothing},
		{"blanks", "document.html", " \r\n\t\n", nothing},
		{"only a definition", "document.html", "{{define \"x\"}}{{.Body}}{{end}}\n", nothing},
		{"only a comment", "document.html", "{{/* {{.Body}} */}}", nothing},
		{"only a comment of HTML", "document.html", "<!-- {{.Body}} -->", nothing},
		{"only a variable", "document.html", "{{$b := .Body}}", nothing},
		{"never", "document.html", "{{if false}}{{.Body}}{{end}}", nothing},
		{"an empty message", "message.html", "", nothing},
		{"an empty redirect", "redirect.html", "\n", nothing},
		{"an empty form", "form.html", "", nothing},
		{"an empty report", "sitereport.html", "", nothing},
		{"an empty part of the frame", "base.html", "{{define \"open\"}}<p>{{end}}{{define \"head\"}}{{end}}{{define \"top\"}}<p>{{end}}{{define \"bottom\"}}<p>{{end}}", nothing},
		{"the title alone", "document.html", "<h1>{{.Title}}</h1>", lost},
		{"in a comment", "document.html", "<h1>{{.Title}}</h1><!-- {{.Body}} -->", lost},
		{"asked for, not shown", "document.html", "{{if .Body}}<h1>{{.Title}}</h1>{{end}}", lost},
		{"a list without its text", "list.html", "<h1>{{.Title}}</h1>", lost},
		{"a guide without its text", "guide.html", "<h1>{{.Title}}</h1>", lost},
		{"an index of reports without its text", "reports.html", "<h1>{{.Title}}</h1>", lost},
		{"a report without its text", "report.html", "{{define \"form-table\"}}{{end}}{{define \"key-figures\"}}{{end}}{{range .Tables}}x{{end}}<h1>{{.Title}}</h1>", lost},

		{"the text", "document.html", "{{.Body}}", ""},
		{"under a condition", "document.html", "{{if .Formal}}{{.Body}}{{end}}", ""},
		{"under the other", "document.html", "{{if .Formal}}x{{else}}{{.Body}}{{end}}", ""},
		{"with", "document.html", "{{with .Body}}{{.}}{{end}}", ""},
		{"by a variable", "document.html", "{{$b := .Body}}<p>{{$b}}</p>", ""},
		{"by a part", "document.html", "{{define \"x\"}}{{.Body}}{{end}}{{template \"x\" .}}", ""},
		{"escaped", "document.html", "<textarea>{{.Body}}</textarea>", ""},
		{"parts", "report.html", "{{define \"form-table\"}}{{end}}{{define \"key-figures\"}}{{end}}{{range .Parts}}{{.Body}}{{end}}", ""},
		{"no text to show", "message.html", "x", ""},
	} {
		set, found := load(t, map[string]string{test.file: test.text})
		switch {
		case test.code == "" && (set == nil || len(found) > 0):
			t.Errorf("%s: %v", test.name, found)
		case test.code != "" && (set != nil || len(found) != 1 || found[0].Code != test.code || found[0].Pos.File != "layouts/"+test.file):
			t.Errorf("%s: %v", test.name, found)
		}
	}
}

// doubling are 40 templates, each of which calls the next one twice.
func doubling(last string) string {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "{{define \"d%d\"}}{{template \"d%[2]d\" .}}{{template \"d%[2]d\" .}}{{end}}\n", i, i+1)
	}
	return b.String() + "{{define \"d40\"}}" + last + "{{end}}"
}

// A layout without end is stopped where it is loaded, and the finding names the line.
func TestEndless(t *testing.T) {
	grow := func(f string) string { return "{{.Body}}{{$a := \"12345678\"}}\n" + strings.Repeat(f, 40) }
	for _, test := range []struct {
		name, text string
		line       int
	}{
		{"rounds", "{{.Body}}\n{{range 2000000000}}x{{end}}", 2},
		{"rounds that write nothing", "{{.Body}}\n\n{{range 2000000000}}{{end}}", 3},
		{"rounds of a variable", "{{.Body}}{{$i := 0}}\n{{range $x := 2000000000}}{{$i = $x}}{{end}}", 2},
		{"rounds with a break that never comes", "{{.Body}}\n{{range 2000000000}}{{if .}}{{else}}{{continue}}{{end}}{{end}}", 2},
		{"rounds in rounds", "{{.Body}}\n{{range 100000}}{{range 100000}}{{end}}{{end}}", 2},
		{"rounds in an attribute", "{{.Body}}\n<p title=\"{{range 2000000000}}x{{end}}\">", 2},
		{"calls", doubling("x") + "\n{{.Body}}{{template \"d0\" .}}", 38},
		{"calls that write nothing", doubling("") + "\n{{.Body}}{{template \"d0\" .}}", 38},
		{"printf", grow("{{$a = printf \"%s%s\" $a $a}}\n"), 22},
		{"print", grow("{{$a = print $a $a}}\n"), 22},
		{"println", grow("{{$a = println $a $a}}\n"), 22},
		{"js", "{{.Body}}{{$a := `\\`}}\n" + strings.Repeat("{{$a = js $a}}\n", 40), 24},
		{"a width", "{{.Body}}\n{{$a := printf \"" + strings.Repeat("%1000000d", 100) + "\" " + strings.Repeat("1 ", 100) + "}}", 2},
		{"an argument again and again", "{{.Body}}\n{{$a := printf \"%1000000d\" 1}}\n{{$b := printf \"" + strings.Repeat("%[1]s", 100) + "\" $a}}", 3},
	} {
		set, found := load(t, map[string]string{"document.html": test.text})
		if set != nil || len(found) == 0 || found[0].Code != "LY011" || found[0].Pos.File != "layouts/document.html" || found[0].Pos.Line < test.line || found[0].Pos.Line > test.line+3 {
			t.Errorf("%s: %v", test.name, found)
		}
	}
}

// Where only real pages show that there is no end, compiled layouts stop, too, and
// not each of ten thousand pages tries in vain.
func TestEndlessPages(t *testing.T) {
	rounds := strings.Repeat("{{range $.Items}}", 9) + strings.Repeat("{{end}}", 9)
	set, found := load(t, map[string]string{"list.html": "{{.Intro}}\n" + rounds})
	if set == nil {
		t.Fatal(found)
	}
	frame, err := set.Frame(layout.Chrome{})
	if err != nil {
		t.Fatal(err)
	}
	for range 1000 {
		_, err := set.Execute(nil, new(bytes.Buffer), frame, "list.html", &layout.ListView{Items: make([]layout.ListItem, 20)}, layout.Text{})
		if err == nil {
			t.Fatal("no error")
		}
		if d := set.Finding("layouts", "list.html", err); d.Code != "LY011" || d.Pos.Line != 2 {
			t.Fatal(d)
		}
	}
}

// A page may be large.
func TestLargePage(t *testing.T) {
	set, found := load(t, map[string]string{"document.html": "{{$b := printf \"%s\" .Body}}{{range 100000}}<br>{{end}}{{$b}}"})
	if set == nil {
		t.Fatal(found)
	}
	frame, err := set.Frame(layout.Chrome{})
	if err != nil {
		t.Fatal(err)
	}
	text := layout.Text{HTML: layout.HTML(strings.Repeat("x", 8<<20))}
	if out, err := set.Execute(nil, new(bytes.Buffer), frame, "document.html", &layout.PageView{}, text); err != nil || len(out) < 8<<20+400_000 {
		t.Error(len(out), errors.Unwrap(err), err)
	}
}
