package report

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/generator/diag"
)

// archive is a file of named sections, `-- name --` before each, as in the
// format txtar.
type archive struct {
	Comment []byte
	Files   []archiveFile
}

type archiveFile struct {
	Name string
	Data []byte
}

func readArchive(t *testing.T, file string) *archive {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a := &archive{}
	to := &a.Comment
	for line := range strings.SplitAfterSeq(string(data), "\n") {
		name, ok := strings.CutPrefix(line, "-- ")
		if name, also := strings.CutSuffix(name, " --\n"); ok && also {
			a.Files = append(a.Files, archiveFile{Name: name})
			to = &a.Files[len(a.Files)-1].Data
			continue
		}
		*to = append(*to, line...)
	}
	return a
}

func (a *archive) format() []byte {
	b := slices.Clone(a.Comment)
	for _, f := range a.Files {
		b = append(append(b, "-- "+f.Name+" --\n"...), f.Data...)
	}
	return b
}

// Each file of testdata/broken is one mistake and what is said about it. The
// comment has lines `year: 2023` and `form: 2021`; with `own: NAME NUMBER` such a
// figure is taken from a workbook. Without other sections the
// report is the one that Skeleton makes; they change it:
//
//	figures.edit, index.edit   lines `old => new`, \n for a line end
//	figures.toml, index.md     the whole file (index.md without front matter)
//	applications.csv, previous.csv, next.csv
//	applications.edit          likewise, of applications.toml as an archive has it
//	website.toml               the site report instead
//	want                       golden: the findings in Chinese, then in English

func TestBroken(t *testing.T) {
	files, err := filepath.Glob("testdata/broken/*.txtar")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d cases, %v", len(files), err)
	}
	used := map[string]bool{}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a := readArchive(t, file)
			found := brokenCase(t, a)
			if len(found) == 0 {
				t.Error("nothing was found")
			}
			for _, d := range found {
				used[d.Code] = true
			}
			compareSection(t, file, a, "want", printed(found, "zh")+"----\n"+printed(found, "en"))
		})
	}
	for _, rule := range Rules() {
		if !used[rule.Code] {
			t.Errorf("no case for %s %s", rule.Code, rule.Title.ZH)
		}
	}
}

// brokenCase runs one case.
func brokenCase(t *testing.T, a *archive) []diag.Diagnostic {
	t.Helper()
	settings := map[string]string{"year": "2023"}
	for line := range strings.SplitSeq(string(a.Comment), "\n") {
		if key, value, ok := strings.Cut(line, ": "); ok {
			settings[key] = value
		}
	}
	year, err := strconv.Atoi(settings["year"])
	if err != nil {
		t.Fatal(err)
	}
	in := skeletonInput(t, year, nil)
	if form := settings["form"]; form != "" {
		in.Form = form
	}
	if date := settings["date"]; date != "" {
		in.Published = date
	}
	in.Level, in.Profile = settings["level"], settings["profile"]
	if settings["labels"] == "" {
		in.Body = filled(in.Body)
	}
	counts := Counts{Year: year, Documents: Count{N: 1, Paths: []string{fmt.Sprintf("policies/%d/0001.md", year)}}}
	var previous *Report
	for _, f := range a.Files {
		switch f.Name {
		case "figures.edit":
			in.Figures = edited(t, in.Figures, f.Data)
		case "index.edit":
			in.Body = edited(t, in.Body, f.Data)
		case "figures.toml":
			in.Figures = f.Data
		case "index.md":
			in.Body, in.BodyLine = f.Data, 1
		case "applications.csv":
			in.Ledger = f.Data
		case "applications.edit":
			r, _ := Parse(in)
			in.LedgerCounts = edited(t, r.LedgerCounts(), f.Data)
		case "previous.csv":
			in.PreviousLedger = f.Data
		case "next.csv":
			in.NextLedger = f.Data
		case "previous.edit":
			before := skeletonInput(t, year-1, nil)
			before.Figures = edited(t, before.Figures, f.Data)
			previous, _ = Parse(before)
		case "website.toml":
			_, found := SiteReportInput{
				Year: year, Path: fmt.Sprintf("content/reports/%d/website.toml", year), Data: f.Data,
				Published: SitePublished{Overview: 1, News: 2, Catalog: 3},
			}.Tables()
			return found
		}
	}
	if settings["figures"] == "none" {
		in.Figures = nil
	}
	if settings["ledger"] != "" {
		in.Figures = withoutRequests(in.Figures)
	}
	if name := settings["encoding"]; name != "" {
		in.Figures = encoded(t, in.Figures, name)
	}
	if own, value, ok := strings.Cut(settings["own"], " "); ok {
		f := Figure{Name: own, Pos: diag.Pos{File: "表.xlsx", Where: diag.Text{ZH: "其他数据!B4", EN: "其他数据!B4"}}}
		if err := f.Value.UnmarshalText([]byte(value)); err != nil {
			t.Fatal(err)
		}
		_, found := in.WithOwn([]Figure{f})
		return found
	}
	r, found := Parse(in)
	_, _, more := r.Expand(counts)
	found = append(found, more...)
	return append(found, r.Against(previous, counts)...)
}

// encoded returns text in an encoding of Windows.
func encoded(t *testing.T, text []byte, name string) []byte {
	t.Helper()
	known := map[string]encoding.Encoding{
		"gbk":    simplifiedchinese.GBK,
		"utf-16": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), // as it is without a mark
	}
	out, err := known[name].NewEncoder().Bytes(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// withoutRequests cuts the table [requests] out of figures.toml, for an office
// that keeps a ledger.
func withoutRequests(figures []byte) []byte {
	before, rest, _ := strings.Cut(string(figures), "[requests]\n")
	_, after, _ := strings.Cut(rest, "\n\n")
	return []byte(before + after)
}

// edited applies lines `old => new`, each of which must match.
func edited(t *testing.T, data, edits []byte) []byte {
	t.Helper()
	s := string(data)
	for line := range strings.SplitSeq(strings.TrimSuffix(string(edits), "\n"), "\n") {
		from, to, ok := strings.Cut(line, " => ")
		from, to = strings.ReplaceAll(from, `\n`, "\n"), strings.ReplaceAll(to, `\n`, "\n")
		if !ok || !strings.Contains(s, from) {
			t.Fatalf("edit %q does not apply to\n%s", line, s)
		}
		s = strings.Replace(s, from, to, 1)
	}
	return []byte(s)
}

// compareSection compares got with a section of the archive, or replaces it
// where GONGKAI_UPDATE is set.
func compareSection(t *testing.T, file string, a *archive, name, got string) {
	t.Helper()
	for i, f := range a.Files {
		if f.Name != name {
			continue
		}
		if string(f.Data) == got {
			return
		}
		if os.Getenv("GONGKAI_UPDATE") == "" {
			t.Errorf("got:\n%s\nwant:\n%s", got, f.Data)
			return
		}
		a.Files = append(a.Files[:i], a.Files[i+1:]...)
		break
	}
	if os.Getenv("GONGKAI_UPDATE") == "" {
		t.Errorf("no section %s; got:\n%s", name, got)
		return
	}
	a.Files = append(a.Files, archiveFile{name, []byte(got)})
	if err := os.WriteFile(file, a.format(), 0o666); err != nil {
		t.Fatal(err)
	}
}
