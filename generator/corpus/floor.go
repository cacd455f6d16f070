package corpus

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"gongkai/generator/parallel"
)

// Result is what a measurement gives.
type Result struct {
	Wall time.Duration // from start to end
	CPU  time.Duration // of all threads, user and system; 0 where unknown
	// Files and Bytes count what was written.
	Files int
	Bytes int64
}

// Floor measures the least that a build can cost: it reads every file below
// src, one after another for each worker, and writes into dst, which must not
// exist, a file of the same path and size for each file below published. The
// contents are zeros. Only the listing of published is not counted: a generator
// knows its outputs. workers is the number of goroutines, 0: one a processor.
func Floor(src, published, dst string, workers int) (Result, error) {
	if _, err := os.Lstat(dst); err == nil {
		return Result{}, fmt.Errorf("%s exists", dst)
	}
	outputs, err := list(published)
	if err != nil {
		return Result{}, err
	}
	before, start := Usage(), time.Now()
	inputs, err := list(src)
	if err != nil {
		return Result{}, err
	}
	if err := readFiles(workers, src, inputs); err != nil {
		return Result{}, err
	}
	if err := makeParents(dst, outputs); err != nil {
		return Result{}, err
	}
	if err := writeFiles(workers, dst, outputs); err != nil {
		return Result{}, err
	}
	r := Result{Wall: time.Since(start), CPU: Usage().CPU - before.CPU, Files: len(outputs)}
	for _, f := range outputs {
		r.Bytes += f.size
	}
	return r, nil
}

// entry is one file of a tree.
type entry struct {
	path string
	size int64
}

func list(root string) ([]entry, error) {
	var files []entry
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		files = append(files, entry{rel, info.Size()})
		return err
	})
	return files, err
}

func makeParents(root string, files []entry) error {
	if err := os.MkdirAll(root, 0o755); err != nil {
		return err
	}
	last := "."
	for _, f := range files {
		if dir := filepath.Dir(f.path); dir != last {
			last = dir
			if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
				return err
			}
		}
	}
	return nil
}

// readFiles reads files below root, each worker into one buffer.
func readFiles(workers int, root string, files []entry) error {
	bufs := make([]bytes.Buffer, parallel.Workers(workers))
	return parallel.Each(workers, len(files), func(worker, i int) error {
		f, err := os.Open(filepath.Join(root, files[i].path))
		if err != nil {
			return err
		}
		defer f.Close()
		buf := &bufs[worker]
		buf.Reset()
		buf.Grow(int(files[i].size) + bytes.MinRead)
		_, err = buf.ReadFrom(f)
		return err
	})
}

// writeFiles writes files of given sizes below root, each worker out of one
// buffer.
func writeFiles(workers int, root string, files []entry) error {
	bufs := make([][]byte, parallel.Workers(workers))
	return parallel.Each(workers, len(files), func(worker, i int) error {
		if size := files[i].size; int64(len(bufs[worker])) < size {
			bufs[worker] = make([]byte, size)
		}
		return os.WriteFile(filepath.Join(root, files[i].path), bufs[worker][:files[i].size], 0o644)
	})
}
