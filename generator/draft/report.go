package draft

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strconv"

	"gongkai/generator/page"
	"gongkai/generator/report"
	"gongkai/generator/source"
)

// Report writes the files of a new annual report of an office, in the form of the year with
// every row written, and returns their names: index.md, then figures.toml. What
// the report of the year before left over is carried in. Where one of the files
// exists, it writes nothing; the error is an [fs.ErrExist] and an [fs.PathError].
func (s *Site) Report(year int, office string) ([]string, error) {
	previous, err := s.previous(year)
	if err != nil {
		return nil, err
	}
	order := []string{"index.md", report.FiguresFile}
	names := make([]string, len(order))
	for i, name := range order {
		names[i] = s.file(reportFile(year, name))
		if _, err := os.Lstat(names[i]); err == nil {
			return nil, &fs.PathError{Op: "create", Path: names[i], Err: fs.ErrExist}
		}
	}
	files := report.Skeleton(year, "", office, previous)
	for i, name := range order {
		if err := create(names[i], files[name]); err != nil {
			return names[:i], err
		}
	}
	return names, nil
}

// previous reads the report of the year before, nil where there is none. What
// is wrong with it is for `check` to say; its figures are taken as they are, for
// the clerk to correct.
func (s *Site) previous(year int) (*report.Report, error) {
	in := report.Input{Year: year - 1, Path: reportFile(year-1, "index.md")}
	root, err := source.At(s.Root)
	if err != nil {
		return nil, err
	}
	read := func(year int, name string) []byte {
		file, ok := source.Lookup(s.Root, path.Join("content", reportFile(year, name)))
		if !ok {
			return nil
		}
		data, e := root.Read(file.Real())
		if e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
		return data
	}
	text := read(year-1, "index.md")
	in.Figures, in.Ledger = read(year-1, report.FiguresFile), read(year-1, report.LedgerFile)
	in.PreviousLedger, in.NextLedger = read(year-2, report.LedgerFile), read(year, report.LedgerFile)
	if err != nil || text == nil {
		return nil, err
	}
	if parsed, _ := page.Parse(in.Path, text); parsed != nil {
		in.Form, in.Body, in.BodyLine = parsed.Meta.Form, parsed.Body, parsed.BodyLine
	}
	found, _ := report.Parse(in)
	return found, nil
}

// reportFile returns the path below content/ of a file of a year's report.
func reportFile(year int, name string) string {
	return path.Join(page.ReportsFolder, strconv.Itoa(year), name)
}
