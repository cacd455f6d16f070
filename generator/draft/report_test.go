package draft

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The report of a year carries in what that of the year before carried out.
func TestReport(t *testing.T) {
	root := t.TempDir()
	site := &Site{Root: root}
	files, err := site.Report(2023, "某某镇人民政府")
	if err != nil || len(files) != 2 || filepath.Base(files[0]) != "index.md" || filepath.Base(files[1]) != "figures.toml" {
		t.Fatalf("Report = %v, %v", files, err)
	}
	figures, err := os.ReadFile(files[1])
	if err != nil {
		t.Fatal(err)
	}
	const none, one = "carried_out = [0, 0, 0, 0, 0, 0, 0]", "carried_out = [1, 0, 0, 0, 0, 0, 1]"
	if !strings.Contains(string(figures), none) {
		t.Fatalf("no row %s in\n%s", none, figures)
	}
	if err := os.WriteFile(files[1], []byte(strings.Replace(string(figures), none, one, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if files, err = site.Report(2024, "某某镇人民政府"); err != nil {
		t.Fatal(err)
	}
	if figures, err = os.ReadFile(files[1]); err != nil || !strings.Contains(string(figures), "carried_in  = [1, 0, 0, 0, 0, 0, 1]") {
		t.Errorf("%v; nothing is carried in:\n%s", err, figures)
	}
}

// Nothing is written where there is one of the files.
func TestReportExists(t *testing.T) {
	for _, name := range []string{"index.md", "figures.toml"} {
		root := t.TempDir()
		file := filepath.Join(root, "content", "reports", "2024", name)
		write(t, file)
		files, err := (&Site{Root: root}).Report(2024, "某某镇人民政府")
		var at *fs.PathError
		if len(files) > 0 || !errors.Is(err, fs.ErrExist) || !errors.As(err, &at) || at.Path != file {
			t.Errorf("%s: Report = %v, %v", name, files, err)
		}
		if entries, err := os.ReadDir(filepath.Dir(file)); len(entries) != 1 || err != nil {
			t.Errorf("%s: there is %v, %v", name, entries, err)
		}
	}
}
