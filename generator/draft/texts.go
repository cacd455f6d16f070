package draft

import (
	"path"
	"strings"

	"gongkai/generator/source"
)

// Texts visits the documents of a category as they are now, drafts among them, with the
// bytes of their files. A folder that is not there has none.
func (s *Site) Texts(category string, visit func(path string, data []byte)) error {
	root, err := source.At(s.Root)
	if err != nil {
		return err
	}
	files, _, err := source.Scan(s.Root, path.Join("content", category))
	if err != nil {
		return err
	}
	for _, f := range files {
		if !strings.EqualFold(path.Ext(f.Path), ".md") {
			continue
		}
		data, err := root.Read(f.Real())
		if err != nil {
			return err
		}
		visit(strings.TrimPrefix(f.Path, "content/"), data)
	}
	return nil
}

// Beside reads a file beside a document. err says that there is none.
func (s *Site) Beside(document, name string) ([]byte, error) {
	root, err := source.At(s.Root)
	if err != nil {
		return nil, err
	}
	return root.Read(path.Join("content", path.Dir(document), name))
}
