// Package buildtest holds what tests of whole builds share: a small site with
// every kind of page, and the comparison of published trees.
//
//	dir := buildtest.TempDir(t)
//	err := buildtest.Write(dir, buildtest.Site())
//	… build dir for the day buildtest.Day …
//	tree, err := buildtest.ReadTree(filepath.Join(dir, "public"))
//
// The site lies in the folder site/ as its users would have it; what is no text
// (pictures) is made here. Everything in it is invented. It has a draft, a
// document of the day after tomorrow, texts of sections, relations both ways,
// redirects, attachments and pictures, annual reports of two forms, one with a
// ledger, a layout and static files of its own, one of which takes the place of
// a built-in one. Its lists are so short that two or three documents fill a
// page.
package buildtest

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/precompress"
)

//go:embed all:site
var site embed.FS

// Day is the day for which the site is meant to be built: every report is
// public, one document is not yet.
const Day = "2022-06-01"

// Site returns the files of the site by slash-separated path.
func Site() map[string][]byte {
	files := map[string][]byte{
		"content/policies/2017/0001-form.csv":  []byte("名次,编号\n1,甲\n"),
		"content/policies/2017/0001-flow.png":  PNG(40, 30),
		"content/dynamics/2017/0002-photo.png": PNG(20, 10),
		"content/dynamics/2017/0003-field.jpg": JPEG(404, 60, 1),
		"content/notices/2017/名单.txt":          []byte("第一名\n第二名\n"),
		"content/notices/2022/0001-draft.txt":  []byte("征求意见稿\n"),
	}
	err := fs.WalkDir(site, "site", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := site.ReadFile(path)
		files[strings.TrimPrefix(path, "site/")] = data
		return err
	})
	if err != nil {
		panic(err) // an embedded file cannot fail to be read
	}
	return files
}

// PNG makes a picture of one colour.
func PNG(width, height int) []byte {
	picture := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.Gray{Y: 0x80}})
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		panic(err) // a buffer cannot fail to be written
	}
	return b.Bytes()
}

// JPEG makes a picture that has, for one, the hues of a photograph; others look
// otherwise and are as large.
func JPEG(width, height, which int) []byte {
	photo := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			photo.SetRGBA(x, y, color.RGBA{uint8(x * 200 / width), uint8(y * 200 / height), uint8(which * 40), 0xff})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, photo, nil); err != nil {
		panic(err) // as above
	}
	return b.Bytes()
}

// Write writes files below dir, in a fixed order.
func Write(dir string, files map[string][]byte) error {
	for _, path := range slices.Sorted(maps.Keys(files)) {
		name := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, files[path], 0o644); err != nil {
			return err
		}
	}
	return nil
}

// HasLinks reports whether the system makes symbolic links: Windows asks for
// rights, and Wine says that it has made one when it has not.
func HasLinks(t testing.TB) bool {
	t.Helper()
	name := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink("target", name); err != nil {
		return false
	}
	info, err := os.Lstat(name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// NeedLinks skips a test where the system makes none.
func NeedLinks(t testing.TB) {
	t.Helper()
	if !HasLinks(t) {
		t.Skip("this system makes no symbolic links")
	}
}

// Tree is a published folder: the bytes of each file by slash-separated path.
// The marker is one of them.
type Tree map[string]string

// ReadTree reads a published folder. One that does not exist is empty.
func ReadTree(dir string) (Tree, error) {
	tree := Tree{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		path, err := filepath.Rel(dir, name)
		tree[filepath.ToSlash(path)] = string(data)
		return err
	})
	if os.IsNotExist(err) {
		return tree, nil
	}
	return tree, err
}

// Sum identifies a tree: its paths and all its bytes.
func (t Tree) Sum() string {
	h := sha256.New()
	for _, path := range slices.Sorted(maps.Keys(t)) {
		one := sha256.Sum256([]byte(t[path]))
		h.Write([]byte(path + "\x00"))
		h.Write(one[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Difference is how one tree differs from another: paths, sorted.
type Difference struct {
	Changed []string // other bytes, or new
	Removed []string
}

// Since returns how t differs from an earlier tree, the marker left out.
func (t Tree) Since(old Tree) Difference {
	var d Difference
	for path, data := range t {
		if before, ok := old[path]; path != marker && (!ok || before != data) {
			d.Changed = append(d.Changed, path)
		}
	}
	for path := range old {
		if _, ok := t[path]; path != marker && !ok {
			d.Removed = append(d.Removed, path)
		}
	}
	slices.Sort(d.Changed)
	slices.Sort(d.Removed)
	return d
}

// Empty reports whether there is no difference.
func (d Difference) Empty() bool { return len(d.Changed) == 0 && len(d.Removed) == 0 }

// Text returns what a reader gets of a file: of a packed copy, what it unpacks to. One
// that cannot be unpacked stands as it is.
func (t Tree) Text(path string) string {
	data := t[path]
	if _, text, ok := precompress.Unpack(path, []byte(data)); ok {
		return string(text)
	}
	return data
}

// Containing returns the paths of the files in which text stands, sorted, packed copies
// among them.
func (t Tree) Containing(text string) []string {
	var paths []string
	for path := range t {
		if strings.Contains(t.Text(path), text) {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// marker is the file by which a published folder is known; its bytes follow
// from those of the others.
const marker = ".gongkai"
