package site

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/markdown"
	"gongkai/generator/report"
)

// repository reads the sources of the repository's own site, without its chain of
// review: what is done here to its reports, nobody has approved.
func repository(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	root := filepath.Join("..", "..")
	for _, name := range []string{"config.toml", "content"} {
		err := filepath.WalkDir(filepath.Join(root, name), func(p string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			rel, err := filepath.Rel(root, p)
			if err != nil {
				return err
			}
			files[filepath.ToSlash(rel)], err = os.ReadFile(p)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	files["config.toml"] = regexp.MustCompile(`(?s)\n\[review\]\n.*?\n\n`).ReplaceAll(files["config.toml"], []byte("\n"))
	return files
}

// seed are the figures of the town's report of 2017, with the words in which the
// page gives each.
var seed = []struct {
	name  string
	value float64
	words string
}{
	{"training.sessions", 5, "各类培训班5次"},
	{"training.people", 267, "接受培训267人"},
	{"disclosure.system", 121, "主动公开信息121条"},
	{"disclosure.portal", 180, "门户网站公开信息180条"},
	{"requests.received", 7, "依申请公开政府信息7件"},
	{"requests.answered_in_person", 7, "其中当面答复7件"},
	{"review.total", 0, "申请行政复议0件"},
	{"lawsuit.total", 0, "提起行政诉讼0件"},
	{"complaints.total", 0, "（包括信访、举报）0件"},
	{"fees.charged", 0, "收费金额为0万元"},
	{"fees.litigation", 0, "与诉讼有关的费用支出为0元"},
}

// TestTownReport compares every figure of the town's report with the seed, on
// the page and in the data files. The workbook is compared with them in package
// report.
func TestTownReport(t *testing.T) {
	_, tree := mustBuild(t, newSite(t, repository(t)))
	page := compact(tree["reports/2017/index.html"])
	values := jsonFigures(t, tree["reports/2017/report.json"])
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(tree["reports/2017/report.csv"], "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, figure := range seed {
		if !strings.Contains(page, figure.words) {
			t.Errorf("%s: the page does not say %q", figure.name, figure.words)
		}
		if got := values[figure.name]; got != figure.value {
			t.Errorf("%s: report.json gives %v, want %v", figure.name, got, figure.value)
		}
		found := slices.ContainsFunc(rows, func(row []string) bool {
			return row[2] == figure.name && row[5] == fmt.Sprint(figure.value)
		})
		if !found {
			t.Errorf("%s: report.csv does not give %v", figure.name, figure.value)
		}
	}
}

// TestFigureEverywhere changes one figure: every place that shows it changes,
// and nothing else is written.
func TestFigureEverywhere(t *testing.T) {
	opt := newSite(t, repository(t))
	mustBuild(t, opt)
	edit(t, opt, "content/reports/2017/figures.toml", "people = 267", "people = 289")
	res, tree := mustBuild(t, opt)
	want := []string{
		"dcat.jsonld", "reports/2017/index.html", "reports/2017/report.csv", "reports/2017/report.json", "reports/2017/report.xlsx",
		"reports/index.html",
	}
	if diff := cmp.Diff(want, withoutIndex(res.Stats.Changed)); diff != "" {
		t.Error(diff)
	}
	for _, path := range want[1:4] {
		if text := tree[path]; strings.Contains(text, "267") || !strings.Contains(text, "289") {
			t.Errorf("%s still shows the old figure, or not the new one", path)
		}
	}
}

// TestTableEscaped: a marker of a table that is escaped is text. It is no place of
// a table, though Markdown shows the same words.
func TestTableEscaped(t *testing.T) {
	files := repository(t)
	const name = "content/reports/2017/index.md"
	files[name] = append(files[name], "\n\\{{table.statistics}}\n\n**\\{{table.statistics}}**\n"...)
	_, tree := mustBuild(t, newSite(t, files))
	_, before := mustBuild(t, newSite(t, repository(t)))
	page, plain := tree["reports/2017/index.html"], before["reports/2017/index.html"]
	if got, want := strings.Count(page, "<table"), strings.Count(plain, "<table"); got != want {
		t.Errorf("%d tables, want %d", got, want)
	}
	if !strings.Contains(page, "<p>{{table.statistics}}</p><p><strong>{{table.statistics}}</strong></p>") {
		t.Error("the words of the marker are not shown")
	}
}

// TestReportDataUnreadable: a data file that is there and cannot be read ends the
// build and is named. It is not taken for missing.
func TestReportDataUnreadable(t *testing.T) {
	opt := newSite(t, repository(t))
	for _, name := range []string{report.FiguresFile, report.LedgerFile, report.SiteReportFile} {
		if file := filepath.Join(opt.Source, "content", "reports", "2017", name); name != report.FiguresFile {
			if err := os.WriteFile(file, []byte("\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		s, _, err := Load(opt, nil)
		if err != nil {
			t.Fatal(err)
		}
		for what, open := range map[string]func() (io.ReadCloser, error){
			"opened": func() (io.ReadCloser, error) { return nil, syscall.EIO },
			"read":   func() (io.ReadCloser, error) { return io.NopCloser(iotest.ErrReader(syscall.EIO)), nil },
		} {
			s.content.Beside["reports/2017/"+name].Open = open
			_, err := s.readReports(nil, nil)
			if !errors.Is(err, syscall.EIO) || !strings.Contains(err.Error(), "content/reports/2017/"+name) {
				t.Errorf("%s cannot be %s: %v", name, what, err)
			}
		}
	}
}

// compact returns the text of a page without blanks.
func compact(html string) string {
	return strings.Join(strings.Fields(string(markdown.Text([]byte(html)))), "")
}

// jsonFigures returns the figures of a report.json by name.
func jsonFigures(t *testing.T, data string) map[string]float64 {
	t.Helper()
	var report struct {
		Tables []struct {
			Figures []struct {
				Name  string
				Value float64
			}
		}
	}
	if err := json.Unmarshal([]byte(data), &report); err != nil {
		t.Fatal(err)
	}
	values := map[string]float64{}
	for _, table := range report.Tables {
		for _, f := range table.Figures {
			values[f.Name] = f.Value
		}
	}
	return values
}
