package site

import (
	"bytes"
	"encoding/hex"
	"io"
	"io/fs"
	"slices"
	"sync"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/present"
	"gongkai/generator/source"
	"gongkai/generator/tree"
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
	// builtin says that the binary brings the file: nobody can rename it.
	builtin bool

	mu    sync.Mutex
	facts fileFacts
}

// fileFacts is what is recorded of a file.
type fileFacts struct {
	Known bool
	// Copied says that what is published are the bytes of the source file.
	Copied bool
	Info   asset.Info // of what is published
	Found  []diag.Diagnostic
}

// listFiles lists the files of a scan.
func (s *Site) listFiles(before *Site) error {
	known := &files{}
	if before != nil {
		known = before.files
	}
	static, err := s.listStatic(known)
	s.files = &files{beside: s.listBeside(known), static: static}
	return err
}

// listStatic lists the static files. One of the site takes the place of an
// embedded one with the same name.
func (s *Site) listStatic(known *files) (map[string]*file, error) {
	if known.static != nil && s.tree.Spares(tree.Static) {
		return known.static, nil
	}
	list := map[string]*file{}
	defaults := s.opt.Static
	err := fs.WalkDir(defaults, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || isProgram(path) {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		f := &file{path: tree.Static.Path(path), static: true, builtin: true, stamp: source.Stamp{Size: info.Size()}}
		f.open = func() (io.ReadCloser, error) { return defaults.Open(path) }
		list[path] = f.resume(known.static[path])
		return nil
	})
	for _, found := range s.tree.Files(tree.Static) {
		if !isProgram(found.Path) {
			f := s.newFile(tree.Static.Path(found.Path), found.Stamp)
			f.static = true
			list[found.Path] = f.resume(known.static[found.Path])
		}
	}
	return list, err
}

// isProgram reports whether a file of static/ is the one by which the binary
// embeds the folder.
func isProgram(path string) bool { return path == "embed.go" }

// listBeside lists the files beside documents.
func (s *Site) listBeside(known *files) map[string]*file {
	list := map[string]*file{}
	if !s.tree.Whole() {
		gone := s.tree.Looked(tree.Content)
		fresh := slices.ContainsFunc(s.tree.Files(tree.Content), func(f source.File) bool { return !isDocument(f.Path) })
		if !fresh && !known.anyBeside(gone) {
			return known.beside
		}
		for path, f := range known.beside {
			if !slices.ContainsFunc(gone, func(p string) bool { return tree.Below(path, p) }) {
				list[path] = f
			}
		}
	}
	for _, found := range s.tree.Files(tree.Content) {
		if !isDocument(found.Path) {
			list[found.Path] = s.newFile(contentPath(found.Path), found.Stamp).resume(known.beside[found.Path])
		}
	}
	return list
}

// anyBeside reports whether a file stands at or below one of some paths.
func (fs *files) anyBeside(paths []string) bool {
	for path := range fs.beside {
		if slices.ContainsFunc(paths, func(p string) bool { return tree.Below(path, p) }) {
			return true
		}
	}
	return false
}

// newFile makes a file of the site. It keeps no reference to the Site, which
// would stay in memory as long as the file does not change.
func (s *Site) newFile(path string, stamp source.Stamp) *file {
	root, at := s.tree.Root(), s.tree.Real(path)
	return &file{path: path, stamp: stamp, open: func() (io.ReadCloser, error) {
		f, err := root.Open(at)
		if err != nil {
			return nil, asChanged(path, err)
		}
		return f, nil
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
	return fileFacts{Known: true, Copied: result.Data == nil, Info: result.Info, Found: found}, result.Data, err
}

// sum identifies what is published for the file: the beginning of the SHA-256
// that pages tell of it.
func (facts *fileFacts) sum() (sum cache.Sum) {
	full, err := hex.DecodeString(facts.Info.SHA256)
	if err == nil {
		copy(sum[:], full)
	}
	return sum
}

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

// reader returns the bytes to publish: from memory, or the source file.
func (f *file) reader(m *asset.Minifier) (io.ReadCloser, error) {
	facts, err := f.info(m)
	if err != nil {
		return nil, err
	}
	if facts.Copied {
		return f.open()
	}
	_, data, err := f.load(m)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}
