package portal

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/export"
	"gongkai/generator/rewrite"
)

// The files at the top of the county's site, and the one beside them that says which of
// them we have written: the sum and the name of each, a line for a file. It is in OUT and
// not in the store, since the store may be deleted at any time.
const (
	topHomeFile  = "index.html"
	topMapFile   = "sitemap.xml"
	topRobotFile = "robots.txt"
	topNote      = ".gongkai-county"
)

// NotOurs is the error where files at the top of the county's site are somebody else's.
// Nothing was written then.
type NotOurs struct{ Files []string }

func (e *NotOurs) Error() string { return e.Text().EN }

// Text says it to people.
func (e *NotOurs) Text() diag.Text {
	return diag.Text{
		ZH: strings.Join(e.Files, "、") + " 不是本程序写的，或者后来有人改过，不能覆盖；什么都没有写。请移到别处（没有用就删除）再运行，或者用 --out 写另一个文件夹",
		EN: strings.Join(e.Files, ", ") + " was not written by this program, or was changed since; it is not replaced, and nothing was written. Move it away (or delete it) and run the command again, or name another folder with --out",
	}
}

// CheckTop refuses a folder with a home page, a robots.txt or a sitemap.xml that is not as
// we have written it.
func CheckTop(out string) error {
	note, err := readNote(out)
	if err != nil {
		return err
	}
	var foreign []string
	for _, name := range []string{topHomeFile, topRobotFile, topMapFile} {
		file := filepath.Join(out, name)
		info, err := os.Lstat(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		var data []byte
		if err == nil && info.Mode().IsRegular() {
			data, err = os.ReadFile(file)
		}
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() || !bytes.Contains(note, noteLine(name, data)) {
			foreign = append(foreign, file)
		}
	}
	if foreign != nil {
		return &NotOurs{foreign}
	}
	return nil
}

// noteLine is the line of the note about a file.
func noteLine(name string, data []byte) []byte {
	return fmt.Appendf(nil, "%x %s\n", sha256.Sum256(data), name)
}

// readNote reads the note; where there is none, we have written nothing.
func readNote(out string) ([]byte, error) {
	note, err := os.ReadFile(filepath.Join(out, topNote))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return note, err
}

// TopNames are the names of the files at the top of a county's site, with the one that says
// which we have written.
func TopNames() []string { return []string{topNote, topHomeFile, topMapFile, topRobotFile} }

// top replaces the files at the top of the county's site, as far as they have changed: the
// home page, and what search engines read.
func (m *maker) top() error {
	home, err := m.topHome()
	if err != nil {
		return err
	}
	maps := []string{m.County.Address + "portal/sitemap.xml"}
	for _, o := range m.Offices {
		maps = append(maps, m.County.AddressOf(o.Office)+"sitemap.xml")
	}
	return WriteTop(m.Out, map[string][]byte{
		topHomeFile: home, topMapFile: export.SitemapIndex(nil, maps), topRobotFile: export.Robots(nil, m.County.Address+"sitemap.xml"),
	})
}

// WriteTop replaces files at the top of a county's site, as far as they have changed. While
// it does, the note has both states, so that those of a process that was killed are known for
// ours.
func WriteTop(out string, files map[string][]byte) error {
	before, err := readNote(out)
	if err != nil {
		return err
	}
	var next []byte
	names := slices.DeleteFunc(TopNames(), func(name string) bool { return name == topNote || files[name] == nil })
	for _, name := range names {
		next = append(next, noteLine(name, files[name])...)
	}
	if err := replaceTop(out, topNote, append(bytes.Clone(before), next...), bytes.Equal(before, next)); err != nil {
		return err
	}
	for _, name := range names {
		was, err := os.ReadFile(filepath.Join(out, name))
		if err := replaceTop(out, name, files[name], err == nil && bytes.Equal(was, files[name])); err != nil {
			return err
		}
	}
	return replaceTop(out, topNote, next, bytes.Equal(before, next))
}

// replaceTop writes a file at the top, unless it is as it should be.
func replaceTop(out, name string, data []byte, same bool) error {
	if same {
		return nil
	}
	return rewrite.File(filepath.Join(out, name), data, 0o644)
}
