package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gongkai/generator/site/buildtest"
	"gongkai/generator/toolstest"
)

// formulaSite builds a site with a formula in every text that reaches a table
// for spreadsheets, and returns the paths of these tables below its folder.
func formulaSite(t *testing.T) (dir string, tables []string) {
	t.Helper()
	files := buildtest.Site()
	config := string(files["config.toml"])
	for _, change := range [][2]string{
		{`name = "公示公告"`, `name = "=1+1"`}, {`name = "示例镇人民政府"`, `name = "@SUM(1+1)"`},
	} {
		if !strings.Contains(config, change[0]) {
			t.Fatalf("config.toml has no %s", change[0])
		}
		config = strings.Replace(config, change[0], change[1], 1)
	}
	files["config.toml"] = []byte(config)
	for i, sign := range []string{"=", "+", "-", "@", "＝", "＋", "　=", "甲;="} {
		files[fmt.Sprintf("content/notices/2022/01%02d.md", i)] = []byte("---\ntitle: \"" + sign + "1+1\"\ncategory: notices\ndate: 2022-02-10\nissuer: \"" + sign +
			"2+2\"\nsource: \"" + sign + "3+3\"\nkeywords: [\"" + sign + "4+4\"]\nsummary: \"" + sign + "5+5\"\n---\n\n" + sign + "正文。\n")
	}
	const figures = "content/reports/2017/figures.toml"
	files[figures] = append(files[figures], "\n[own]\nf = 1\ng = 2\n[labels]\n\"own.f\" = \"=1+1（=2+2）\"\n\"own.g\" = \"＝1+1（　@SUM(1)）\"\n"...)
	dir = filepath.Join(buildtest.TempDir(t), "site")
	if err := buildtest.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	if status := run([]string{"build", "--source", dir, "--as-of", buildtest.Day}, io.Discard, &said); status != exitWell {
		t.Fatalf("exit status %d\n%s", status, said.String())
	}
	for name := range published(t, dir) {
		if base := path.Base(name); base == "catalog.csv" || base == "report.csv" || base == "report.xlsx" {
			tables = append(tables, filepath.Join(dir, "public", filepath.FromSlash(name)))
		}
	}
	if len(tables) < 5 {
		t.Fatalf("there are only %q", tables)
	}
	return dir, tables
}

// TestFormulas: no cell of a CSV file begins as a formula does.
func TestFormulas(t *testing.T) {
	begins := regexp.MustCompile(`^[\s　]*[=+\-@＝＋－＠]`)
	guarded := regexp.MustCompile(`^'[\s　]*[=+\-@＝＋－＠]`)
	_, tables := formulaSite(t)
	found := 0
	for _, name := range tables {
		if !strings.HasSuffix(name, ".csv") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if begins.MatchString(cell) {
					t.Errorf("%s has the cell %q", name, cell)
				}
				if guarded.MatchString(cell) {
					found++
				}
			}
		}
	}
	if found < 40 {
		t.Errorf("only %d cells were meant to be formulas", found)
	}
}

// TestFormulasInLibreOffice: a spreadsheet that is told to take for a formula
// what it can finds none in any table.
func TestFormulasInLibreOffice(t *testing.T) {
	toolstest.Slow(t, "opens tables with LibreOffice")
	office := toolstest.LibreOffice(t)
	dir, tables := formulaSite(t)
	sheets := filepath.Join(dir, "sheets")
	if err := buildtest.Write(sheets, map[string][]byte{"control.csv": []byte("\ufeffa,=1+1\r\n")}); err != nil {
		t.Fatal(err)
	}
	for i, name := range tables { // each under a name of its own
		if err := os.Rename(name, filepath.Join(sheets, fmt.Sprintf("%d%s", i, filepath.Ext(name)))); err != nil {
			t.Fatal(err)
		}
	}
	// Commas, semicolons and tabs, UTF-8; blanks removed, formulas evaluated.
	for pattern, filter := range map[string]string{"*.csv": "CSV:44/59/9,34,76,1,,0,false,true,false,false,true,-1,true", "*.xlsx": "Calc MS Excel 2007 XML"} {
		names, err := filepath.Glob(filepath.Join(sheets, pattern))
		if err != nil {
			t.Fatal(err)
		}
		args := []string{
			"-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile")), "--headless",
			"--infilter=" + filter, "--convert-to", "fods", "--outdir", sheets,
		}
		if out, err := exec.Command(office, append(args, names...)...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	converted, err := filepath.Glob(filepath.Join(sheets, "*.fods"))
	if err != nil || len(converted) != len(tables)+1 {
		t.Fatalf("%d of %d tables were converted, %v", len(converted), len(tables)+1, err)
	}
	for _, name := range converted {
		sheet, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		formulas := regexp.MustCompile(`table:formula="[^"]*"`).FindAll(sheet, -1)
		switch control := filepath.Base(name) == "control.fods"; {
		case control && len(formulas) == 0:
			t.Error("LibreOffice finds no formula where there is one")
		case !control && len(formulas) > 0:
			t.Errorf("%s: %q", name, formulas)
		}
	}
}
