package build

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/present"
	"gongkai/generator/source"
)

// files is what is published as files: those beside documents, and the static
// files of the binary and of the site.
type files struct {
	beside map[string]*file // by path below content/
	static map[string]*file // by output path
}

// file is one such file. What there is to say of it is found out when it is
// first asked for, by whichever worker asks, and recorded with its stamp.
type file struct {
	path   string // as findings name it; also where it is, unless embedded
	stamp  source.Stamp
	open   asset.Open
	static bool

	mu    sync.Mutex
	facts fileFacts
}

// fileFacts is what is recorded of a file.
type fileFacts struct {
	Known bool
	Info  asset.Info // of what is published
	Found []diag.Diagnostic
}

// listFiles lists the files of a scan. A static file of the site takes the
// place of an embedded one with the same name.
func (s *Site) listFiles(scan *scan, before *Site) error {
	s.files = &files{beside: map[string]*file{}, static: map[string]*file{}}
	var old files
	if before != nil {
		old = *before.files
	}
	err := fs.WalkDir(s.opt.Static, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || isProgram(path) {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		f := &file{path: "static/" + path, static: true, stamp: source.Stamp{Size: info.Size()}}
		f.open = func() (io.ReadCloser, error) { return s.opt.Static.Open(path) }
		s.files.static[path] = f.resume(old.static[path])
		return nil
	})
	if err != nil {
		return err
	}
	for _, found := range scan.static {
		if !isProgram(found.Path) {
			f := s.newFile("static/"+found.Path, found.Stamp)
			f.static = true
			s.files.static[found.Path] = f.resume(old.static[found.Path])
		}
	}
	for _, found := range scan.content {
		if !isDocument(found.Path) {
			s.files.beside[found.Path] = s.newFile(contentPath(found.Path), found.Stamp).resume(old.beside[found.Path])
		}
	}
	return nil
}

// isProgram reports whether a file of static/ is the one by which the binary
// embeds the folder.
func isProgram(path string) bool { return path == "embed.go" }

func (s *Site) newFile(path string, stamp source.Stamp) *file {
	return &file{path: path, stamp: stamp, open: func() (io.ReadCloser, error) {
		return os.Open(filepath.Join(s.opt.Source, filepath.FromSlash(path)))
	}}
}

// resume takes over the facts of an earlier version that has the same stamp.
func (f *file) resume(old *file) *file {
	if old != nil && old.path == f.path && f.stamp.Same(old.stamp) {
		old.mu.Lock()
		f.facts = old.facts
		old.mu.Unlock()
	}
	return f
}

// info returns what is recorded of the file, finding it out first where it is
// not yet known.
func (f *file) info(m *asset.Minifier) (fileFacts, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.facts.Known {
		return f.facts, nil
	}
	facts, _, err := f.load(m)
	if err == nil {
		f.facts = facts
	}
	return facts, err
}

// load works out what to publish and what there is to say of it. The data is
// nil where the bytes are those of the source file.
func (f *file) load(m *asset.Minifier) (fileFacts, []byte, error) {
	publish := m.Attachment
	if f.static {
		publish = m.StaticFile
	}
	result, found, err := publish(f.path, f.stamp.Size, f.open)
	return fileFacts{Known: true, Info: result.Info, Found: found}, result.Data, err
}

// sum identifies what is published for the file.
func (facts *fileFacts) sum() cache.Sum { return cache.SumBytes([]byte(facts.Info.SHA256)) }

// describe tells a view about an attachment.
func (s *Site) describe(path string) (present.File, bool) {
	f := s.files.beside[path]
	if f == nil {
		return present.File{}, false
	}
	facts, err := f.info(s.minify)
	if err != nil {
		return present.File{}, false
	}
	return present.File{Size: facts.Info.Size, SHA256: facts.Info.SHA256}, true
}

// imageSize tells the renderer the size of a picture: by its path below
// content/, or below static/ with a slash before it.
func (s *Site) imageSize(path string) (width, height int, ok bool) {
	f := s.files.beside[path]
	if len(path) > 0 && path[0] == '/' {
		f = s.files.static[path[1:]]
	}
	if f == nil {
		return 0, 0, false
	}
	facts, err := f.info(s.minify)
	if err != nil || facts.Info.Width == 0 {
		return 0, 0, false
	}
	return facts.Info.Width, facts.Info.Height, true
}

// reader returns the bytes to publish.
func (f *file) reader(m *asset.Minifier) (io.ReadCloser, error) {
	_, data, err := f.load(m)
	if err != nil {
		return nil, err
	}
	if data != nil {
		return io.NopCloser(bytes.NewReader(data)), nil
	}
	return f.open()
}
