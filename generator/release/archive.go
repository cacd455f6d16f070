package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// target is a program for a system and a processor, as Go names them.
type target struct{ program, system, processor string }

// source is the package of which the program is made.
func (t target) source() string {
	if t.program == countyProgram {
		return "./generator/county"
	}
	return "./generator"
}

// file is one file of an archive.
type file struct {
	path string // below the archive's folder, with slashes
	data []byte
	mode os.FileMode
}

// documents returns what accompanies the program: README, changes and all of
// docs/, at the places at which they refer to one another.
func documents(root string) ([]file, error) {
	var files []file
	for _, pattern := range []string{"README*.md", "CHANGELOG.md", "docs/*.md", "docs/images/*"} {
		names, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil {
			return nil, err
		}
		if len(names) == 0 {
			return nil, fmt.Errorf("there is no %s", pattern)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				return nil, err
			}
			path, err := filepath.Rel(root, name)
			if err != nil {
				return nil, err
			}
			files = append(files, file{filepath.ToSlash(path), data, 0o644})
		}
	}
	return files, nil
}

// on names the system and the processor, as in linux/amd64.
func (t target) on() string { return t.system + "/" + t.processor }

// compile makes the program for t. What the machine could bring in is fixed:
// paths, settings, the state of the working tree.
func (t target) compile(rev revision) (file, error) {
	dir, err := os.MkdirTemp("", "gongkai-release-")
	if err != nil {
		return file{}, err
	}
	defer os.RemoveAll(dir)
	name := t.program
	if t.system == "windows" {
		name += ".exe"
	}
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -X main.version="+rev.version,
		"-o", filepath.Join(dir, name), t.source())
	cmd.Env = append(os.Environ(), "GOOS="+t.system, "GOARCH="+t.processor, "CGO_ENABLED=0",
		"GOFLAGS=", "GOAMD64=v1", "GOARM64=v8.0", "GOEXPERIMENT=", "GODEBUG=")
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return file{}, fmt.Errorf("%s for %s: %w", t.program, t.on(), err)
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	return file{name, data, 0o755}, err
}

// pack writes the archive of files for t into dir and returns its name: zip
// where people use Windows, tar.gz elsewhere.
func (t target) pack(dir string, rev revision, files []file) (string, error) {
	folder := fmt.Sprintf("%s-%s-%s-%s", t.program, rev.version, t.system, t.processor)
	files = slices.SortedFunc(slices.Values(files), func(a, b file) int { return strings.Compare(a.path, b.path) })
	name, write := folder+".tar.gz", writeTar
	if t.system == "windows" {
		name, write = folder+".zip", writeZip
	}
	var b bytes.Buffer
	if err := write(&b, folder, rev, files); err != nil {
		return "", err
	}
	return name, os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o644)
}

func writeTar(w io.Writer, folder string, rev revision, files []file) error {
	zipped, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(zipped)
	for _, f := range files {
		err := archive.WriteHeader(&tar.Header{
			Format: tar.FormatUSTAR, Typeflag: tar.TypeReg, Name: folder + "/" + f.path,
			Size: int64(len(f.data)), Mode: int64(f.mode), ModTime: rev.time,
		})
		if err != nil {
			return err
		}
		if _, err := archive.Write(f.data); err != nil {
			return err
		}
	}
	if err := archive.Close(); err != nil {
		return err
	}
	return zipped.Close()
}

func writeZip(w io.Writer, folder string, rev revision, files []file) error {
	archive := zip.NewWriter(w)
	archive.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, f := range files {
		h := &zip.FileHeader{Name: folder + "/" + f.path, Method: zip.Deflate, Modified: rev.time}
		h.SetMode(f.mode)
		entry, err := archive.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := entry.Write(f.data); err != nil {
			return err
		}
	}
	return archive.Close()
}

// writeSums writes SHA256SUMS, as `sha256sum --check` reads it.
func writeSums(dir string, names []string) error {
	var b strings.Builder
	for _, name := range slices.Sorted(slices.Values(names)) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(data), name)
	}
	return os.WriteFile(filepath.Join(dir, "SHA256SUMS"), []byte(b.String()), 0o644)
}
