package draft

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gongkai/generator/history"
	"gongkai/generator/page"
	"gongkai/generator/source"
)

// publishedFile is the list of what was ever published: a line for each address,
// which comes first on it and ends at a tab.
const publishedFile = "records/published.tsv"

// had returns the highest number that was ever an address in a folder below
// content/, as far as the site knows. It is looked for once: whoever imports a
// hundred files asks a hundred times.
func (s *Site) had(folder string) (int, error) {
	if highest, known := s.numbers[folder]; known {
		return highest, nil
	}
	root, err := source.At(s.Root)
	if err != nil {
		return 0, err
	}
	paths, err := aliases(s.Root, root, folder)
	if err != nil {
		return 0, err
	}
	recorded, err := published(root)
	if err != nil {
		return 0, err
	}
	highest := 0
	deleted, err := history.Added(s.Root, "content/"+folder)
	if err != nil {
		s.Unknown = err
	}
	for _, p := range slices.Concat(paths, recorded, deleted) {
		p = strings.TrimPrefix(p, "content/")
		if path.Dir(p) == folder {
			highest = max(highest, numberOf(path.Base(p)))
		}
	}
	if s.numbers == nil {
		s.numbers = map[string]int{}
	}
	s.numbers[folder] = highest
	return highest, nil
}

// aliases returns the earlier addresses in a folder that documents have, wherever
// they are now. A file that cannot be read as a document has none.
func aliases(dir string, root source.Root, folder string) ([]string, error) {
	files, _, err := source.Scan(dir, "content")
	if err != nil {
		return nil, err
	}
	var had []string
	var parser page.Parser
	var buf []byte
	for _, f := range files {
		if !strings.EqualFold(path.Ext(f.Path), ".md") {
			continue
		}
		data, err := root.ReadInto(f.Real(), buf)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if buf = data[:0]; !bytes.Contains(data, []byte(folder+"/")) {
			continue // as of nearly all
		}
		if p, _ := parser.Parse(strings.TrimPrefix(f.Path, "content/"), data); p != nil {
			had = append(had, p.Meta.Aliases...)
		}
	}
	return had, nil
}

// published returns the addresses in the site's records.
func published(root source.Root) ([]string, error) {
	data, err := root.Read(publishedFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var had []string
	for line := range strings.Lines(string(data)) {
		address, _, _ := strings.Cut(line, "\t")
		had = append(had, strings.TrimSpace(address))
	}
	return had, err
}
