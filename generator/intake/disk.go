package intake

import (
	"errors"
	"io"
	"os"
	"path/filepath"

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
