package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"gongkai/generator/asset"
	"gongkai/generator/diag"
	"gongkai/generator/parallel"
	"gongkai/generator/site/record"
	"gongkai/generator/source"
	"gongkai/generator/tablefile"
	"gongkai/generator/tree"
)

// listFiles lists what is published as files, and finds out the facts of those that
// are new.
func (c *Content) listFiles(in *Input, known *record.Sources) error {
	fresh := c.listBeside(known)
	static, err := c.listStatic(in.Static, known)
	if err != nil {
		return err
	}
	fresh = slices.Concat(fresh, static, c.unread(known.Unread))
	_ = parallel.Each(in.Workers, len(fresh), func(_, i int) error {
		c.learn(fresh[i])
		return nil
	})
	for _, f := range fresh {
		if f.Err != nil {
			c.Unread = append(c.Unread, f)
		}
	}
	return nil
}

// listBeside lists the files beside documents, and returns those of which there are
// no facts yet.
func (c *Content) listBeside(known *record.Sources) (fresh []*record.File) {
	listed := slices.DeleteFunc(slices.Clone(c.tree.Files(tree.Content)), func(f source.File) bool { return IsDocument(f.Path) })
	c.Beside = map[string]*record.File{}
	if !c.tree.Whole() {
		gone := c.tree.Looked(tree.Content)
		if len(listed) == 0 && len(known.Unread) == 0 && !anyBeside(known.Beside, gone) {
			c.Beside = known.Beside
			return nil
		}
		for path, f := range known.Beside {
			if !slices.ContainsFunc(gone, func(p string) bool { return tree.Below(path, p) }) {
				c.Beside[path] = f
			}
		}
	}
	for _, f := range listed {
		file := c.newFile(Path(f.Path), f.Stamp)
		if !c.resume(file, known.Beside[f.Path]) {
			fresh = append(fresh, file)
		}
		c.Beside[f.Path] = file
	}
	return fresh
}

// listStatic lists the static files, and returns those of which there are no facts
// yet. One of the site takes the place of an embedded one with the same name.
func (c *Content) listStatic(builtin fs.FS, known *record.Sources) (fresh []*record.File, err error) {
	if known.Static != nil && c.tree.Spares(tree.Static) {
		c.Static = known.Static
		if len(known.Unread) > 0 {
			c.Static = maps.Clone(known.Static)
		}
		return nil, nil
	}
	c.Static = map[string]*record.File{}
	var paths []string
	add := func(path string, f *record.File) {
		f.Static = true
		paths = append(paths, path)
		c.Static[path] = f
	}
	err = fs.WalkDir(builtin, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || isProgram(path) {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		add(path, &record.File{
			Path: tree.Static.Path(path), Builtin: true, Stamp: source.Stamp{Size: info.Size()},
			Open: func() (io.ReadCloser, error) { return builtin.Open(path) },
		})
		return nil
	})
	for _, f := range c.tree.Files(tree.Static) {
		if !isProgram(f.Path) {
			add(f.Path, c.newFile(tree.Static.Path(f.Path), f.Stamp))
		}
	}
	slices.Sort(paths)
	for _, path := range slices.Compact(paths) {
		if f := c.Static[path]; !c.resume(f, known.Static[path]) {
			fresh = append(fresh, f)
		}
	}
	return fresh, err
}

// isProgram reports whether a file of static/ is the one by which the binary
// embeds the folder.
func isProgram(path string) bool { return path == "embed.go" }

// anyBeside reports whether a file stands at or below one of some paths.
func anyBeside(files map[string]*record.File, paths []string) bool {
	for path := range files {
		if slices.ContainsFunc(paths, func(p string) bool { return tree.Below(path, p) }) {
			return true
		}
	}
	return false
}

// newFile makes a file of the site. It keeps no reference to the Content, which
// would stay in memory as long as the file does not change.
func (c *Content) newFile(path string, stamp source.Stamp) *record.File {
	root, at := c.tree.Root(), c.tree.Real(path)
	return &record.File{Path: path, Stamp: stamp, Open: func() (io.ReadCloser, error) {
		f, err := root.Open(at)
		if err != nil {
			return nil, AsChanged(path, err)
		}
		return f, nil
	}}
}

// resume takes over the facts of an earlier version that has the same stamp, and
// says whether there is one.
func (c *Content) resume(f, old *record.File) bool {
	if c.again || old == nil || old.Err != nil || old.Path != f.Path || !f.Stamp.Same(old.Stamp) {
		return false
	}
	f.Facts = old.Facts
	return true
}

// unread puts new files into the places of those that could not be read and were not
// listed anew: one that another program held becomes free without a change that
// anybody sees.
func (c *Content) unread(unread []*record.File) (fresh []*record.File) {
	for _, f := range unread {
		files, root := c.Beside, tree.Content
		if f.Static {
			files, root = c.Static, tree.Static
		}
		if path, _ := root.Cut(f.Path); files[path] == f {
			anew := *f
			files[path] = &anew
			fresh = append(fresh, &anew)
		}
	}
	return fresh
}

// load works out what to publish and what there is to say of it. The data is nil
// where the bytes are those of the source file.
func (c *Content) load(f *record.File) (record.Facts, []byte, error) {
	publish := c.minify.Attachment
	if f.Static {
		publish = c.minify.StaticFile
	}
	if below, ok := tree.Content.Cut(f.Path); ok && IsReportData(below) {
		// It is never published, but what is made of it is.
		info, err := infoOf(f.Open)
		return record.Facts{Copied: true, Info: info}, nil, err
	}
	result, found, err := publish(f.Path, f.Stamp.Size, f.Open)
	if err == nil && !f.Static && !diag.HasErrors(found) {
		found = append(found, hiddenIn(f)...)
	}
	return record.Facts{Copied: result.Data == nil, Info: result.Info, Source: result.Source, Found: found}, result.Data, err
}

// maxWorkbook is the largest workbook, in bytes, that is looked into for what is hidden.
const maxWorkbook = 64 << 20

// hiddenIn says what is hidden in a workbook that is to be downloaded.
func hiddenIn(f *record.File) []diag.Diagnostic {
	if !strings.EqualFold(path.Ext(f.Path), ".xlsx") || f.Stamp.Size > maxWorkbook {
		return nil
	}
	in, err := f.Open()
	if err != nil {
		return nil // whoever publishes it comes upon that
	}
	defer in.Close()
	data, err := asset.ReadAll(in, maxWorkbook)
	if err != nil {
		return nil
	}
	return tablefile.Hidden(diag.Pos{File: f.Path}, data)
}

// learn finds out the facts of a file.
func (c *Content) learn(f *record.File) {
	var data []byte
	if f.Facts, data, f.Err = c.load(f); f.Err == nil && !f.Builtin && (!diag.HasErrors(f.Facts.Found) || f.Stamp.Size == 0) {
		f.Facts.Marks, f.Err = c.marks(f, data)
	}
}

// marks looks through what is published of a file: data, or where that is nil the bytes
// of the source file.
func (c *Content) marks(f *record.File, data []byte) ([]record.Mark, error) {
	if data != nil {
		return c.screen.File(f.Path, bytes.NewReader(data), int64(len(data)), f.Facts.Info.SHA256)
	}
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	disk, ok := in.(io.ReaderAt)
	if !ok {
		return nil, fmt.Errorf("%s: %w", f.Path, errors.ErrUnsupported)
	}
	return c.screen.File(f.Path, disk, f.Facts.Info.Size, f.Facts.Info.SHA256)
}

// infoOf returns the size and the SHA-256 of a file as it is.
func infoOf(open asset.Open) (info asset.Info, err error) {
	in, err := open()
	if err != nil {
		return info, err
	}
	defer in.Close()
	h := sha256.New()
	info.Size, err = io.Copy(h, in)
	info.SHA256 = hex.EncodeToString(h.Sum(nil))
	return info, err
}

// Facts returns what is known of a file beside documents, by its path below
// content/. ok is false where there is no such file, or it cannot be read.
func (c *Content) Facts(path string) (facts *record.Facts, ok bool) {
	f := c.Beside[path]
	if f == nil || f.Err != nil {
		return nil, false
	}
	return &f.Facts, true
}

// Picture returns a picture: by its path below content/, or below static/ with a
// slash before it; nil where there is none.
func (c *Content) Picture(path string) *record.File {
	f := c.File(path)
	if f == nil || f.Err != nil || f.Facts.Info.Width == 0 {
		return nil
	}
	return f
}

// Copied returns the picture of which there is a reduced copy at an output path, where
// a picture may be most pixels long; nil where there is none.
func (c *Content) Copied(path string, most int) (f *record.File, reduced asset.Copy) {
	for _, name := range asset.Originals(path) {
		for _, from := range [...]string{"/" + name, name} {
			if f := c.Picture(from); f != nil {
				if reduced, ok := f.Facts.Info.Copy(name, most); ok && reduced.Path == path {
					return f, reduced
				}
			}
		}
	}
	return nil, asset.Copy{}
}

// Reduce makes the copy of a picture. What the copy is made of are the bytes that the
// facts are of.
func (c *Content) Reduce(f *record.File, reduced asset.Copy) ([]byte, error) {
	in, err := c.Publish(f)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	data, err := asset.ReadAll(in, f.Facts.Info.Size)
	if err == nil && asset.InfoOf(data).SHA256 == f.Facts.Info.SHA256 {
		return c.minify.Reduce(data, reduced), nil
	}
	if err == nil || errors.Is(err, asset.ErrTooLarge) {
		err = fmt.Errorf("%s: %w", f.Path, ErrChanged)
	}
	return nil, err
}

// Publish opens the bytes to publish of a file: those in memory, or those of the
// source file.
func (c *Content) Publish(f *record.File) (io.ReadCloser, error) {
	if f.Err != nil {
		return nil, f.Err
	}
	if f.Facts.Copied {
		return f.Open()
	}
	_, data, err := c.load(f)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

// maxData is the largest file of data, in bytes, that is read: a ledger of 200,000
// applications.
const maxData = 16 << 20

// Data reads a file beside documents as it is, nil where there is none. A file that is
// there and cannot be read is an error of the machine: to take it for missing would
// be to say that nobody has written it. One that is too large is found.
func (c *Content) Data(path string) ([]byte, []diag.Diagnostic, error) {
	f := c.Beside[path]
	if f == nil {
		return nil, nil, nil
	}
	in, err := f.Open()
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", f.Path, err)
	}
	defer in.Close()
	data, err := asset.ReadAll(in, maxData)
	if err == nil && f.Facts.Info.SHA256 != "" && asset.InfoOf(data).SHA256 != f.Facts.Info.SHA256 {
		err = ErrChanged // since the facts were found out, by which the report is judged
	}
	if errors.Is(err, asset.ErrTooLarge) {
		return nil, []diag.Diagnostic{source.TooLarge(f.Path, maxData)}, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", f.Path, err)
	}
	return data, nil, nil
}
