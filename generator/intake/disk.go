package intake

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/importer"
)

// Open reads a file from the disk. What a saved web page refers to is looked for in
// its folder.
func Open(name string) (importer.File, error) {
	data, err := os.ReadFile(name)
	return importer.File{Name: filepath.Base(name), Data: data, Beside: beside(name)}, err
}

// beside opens files in the folder of a file, and nothing outside of it.
func beside(file string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		f, err := os.OpenInRoot(filepath.Dir(file), filepath.FromSlash(name))
		if err != nil {
			return nil, err
		}
		defer f.Close()
		const most = 64 << 20
		info, err := f.Stat()
		if err != nil || !info.Mode().IsRegular() || info.Size() > most {
			return nil, errors.Join(err, os.ErrInvalid)
		}
		return io.ReadAll(f)
	}
}

// Folder lists the files of a folder that can be imported, and says what of it is not.
func Folder(name string) (files []string, found []diag.Diagnostic, err error) {
	entries, err := os.ReadDir(name)
	if err != nil {
		return nil, nil, err
	}
	var folders, others []string
	for _, e := range entries {
		switch {
		case isScrap(e.Name()) || e.IsDir() && isCompanion(e.Name(), entries):
		case e.IsDir():
			folders = append(folders, e.Name())
		case e.Type().IsRegular() && importer.Supported(e.Name()):
			files = append(files, filepath.Join(name, e.Name()))
		default:
			others = append(others, e.Name())
		}
	}
	if len(folders)+len(others) > 0 {
		found = append(found, leftOut.At(diag.Pos{File: name}, leftNames(folders, others), leftHint(name, folders)))
	}
	return files, found, nil
}

// isScrap reports whether a file is one that a system or a program puts beside those
// of its user.
func isScrap(name string) bool {
	switch strings.ToLower(name) {
	case "thumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")
}

// isCompanion reports whether a folder has the pictures of a saved web page beside it.
func isCompanion(name string, entries []fs.DirEntry) bool {
	for _, suffix := range []string{".files", "_files", "_文件", ".fld"} {
		if stem, ok := strings.CutSuffix(name, suffix); ok && slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
			ext := strings.ToLower(filepath.Ext(e.Name()))
			return (ext == ".html" || ext == ".htm") && strings.TrimSuffix(e.Name(), filepath.Ext(e.Name())) == stem
		}) {
			return true
		}
	}
	return false
}

// maxLeft is how many names are said of each kind.
const maxLeft = 10

// leftNames names what is not imported.
func leftNames(folders, others []string) diag.Text {
	var t diag.Text
	add := func(zh, en string, names []string) {
		if len(names) == 0 {
			return
		}
		if t.ZH != "" {
			t.ZH += "；"
			t.EN += "; "
		}
		shown := names[:min(len(names), maxLeft)]
		t.ZH += zh + strings.Join(shown, "、")
		t.EN += en + strings.Join(shown, ", ")
		if n := len(names) - len(shown); n > 0 {
			t.ZH += fmt.Sprintf("，另有 %d 个", n)
			t.EN += fmt.Sprintf(" and %d more", n)
		}
	}
	add("子文件夹 ", "folders ", folders)
	add("文件 ", "files ", others)
	return t
}

// leftHint says how to have it all the same.
func leftHint(name string, folders []string) diag.Text {
	if len(folders) == 0 {
		return diag.Text{ZH: "这些类型不能导入；要公开的，作为附件放在文档旁边", EN: "these kinds cannot be imported; publish them as attachments of a document"}
	}
	var names []string
	for _, f := range folders[:min(len(folders), maxLeft)] {
		names = append(names, argument(filepath.Join(name, f)))
	}
	command := "gongkai import " + strings.Join(names, " ")
	return diag.Text{ZH: "子文件夹也要导入的，再运行：" + command, EN: "to import the folders, too: " + command}
}

// argument writes a name for a command line.
func argument(name string) string {
	if strings.ContainsAny(name, " \t&()（）'") {
		return `"` + name + `"`
	}
	return name
}
