// Package corpus makes test sites of any size and measures what a build of
// them costs at the least.
//
// [Write] makes a site of N documents: categories, years, months, documents of
// some 3 KB of Chinese administrative prose with headings, lists, tables and
// links to earlier documents, front matter with relations between documents.
// The text is put together from word lists of our own. It reads like what a
// township publishes and says nothing: the office is called 示例镇, its
// organisation code is all zeros, and there is no person, address, telephone
// or identity number in it.
//
//	err := corpus.Write(dir, corpus.Options{Docs: 100_000, Seed: 1})
//
// Every document is a pure function of its number, the number of documents and
// the seed. So documents are written in parallel in any order, any of them can
// link to any earlier one without looking it up, and the same options give the
// same bytes everywhere.
//
// [Floor] measures the time that merely reading the same inputs and writing
// the same outputs takes: no generator that reads its sources and writes its
// site can be faster. [Usage] tells the CPU time and the peak memory of the
// process so far.
//
// corpus knows nothing of ours but how to divide work: it knows the site format as
// its users do.
package corpus

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"

	"gongkai/generator/parallel"
)

// Options say which site to make.
type Options struct {
	Docs int    // number of documents, at least 1
	Seed uint64 // another seed, another text
	// Workers is how many goroutines write; 0: one a processor.
	Workers int
}

// Write makes a site in dir: config.toml and content/. dir is made where it
// does not exist, and must be empty where it does.
func Write(dir string, opt Options) error {
	if opt.Docs < 1 {
		return fmt.Errorf("corpus of %d documents", opt.Docs)
	}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("folder %s is not empty", dir)
	}
	s := newSite(opt)
	content := filepath.Join(dir, "content")
	if err := s.makeFolders(content); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(configTOML), 0o644); err != nil {
		return err
	}
	return s.writeAll(content, opt.Workers)
}

// makeFolders makes a folder for each category and month that has documents.
func (s *site) makeFolders(content string) error {
	made := make(map[string]bool)
	for i := range s.docs {
		folder := s.folder(i)
		if made[folder] {
			continue
		}
		made[folder] = true
		if err := os.MkdirAll(filepath.Join(content, filepath.FromSlash(folder)), 0o755); err != nil {
			return err
		}
	}
	return nil
}

// writeAll writes every document.
func (s *site) writeAll(content string, workers int) error {
	writers := make([]*writer, parallel.Workers(workers))
	return parallel.Each(workers, s.docs, func(worker, i int) error {
		if writers[worker] == nil {
			writers[worker] = newWriter(s)
		}
		return os.WriteFile(filepath.Join(content, filepath.FromSlash(s.path(i))), writers[worker].document(i), 0o644)
	})
}

// Document returns the path below content/ and the bytes of document i, from 0,
// of the site that [Write] makes with the same options.
func Document(opt Options, i int) (path string, data []byte) {
	s := newSite(opt)
	return s.path(i), newWriter(s).document(i)
}

// writer makes documents one after another in one buffer.
type writer struct {
	*site
	pcg *rand.PCG
	rng *rand.Rand
	b   []byte
}

func newWriter(s *site) *writer {
	pcg := rand.NewPCG(0, 0)
	return &writer{site: s, pcg: pcg, rng: rand.New(pcg), b: make([]byte, 0, 8<<10)}
}
