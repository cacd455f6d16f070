// Release makes the archives by which the program is handed on: for Windows,
// Linux and macOS, on amd64 and arm64, each with the handbook, and SHA256SUMS. The program
// for a county has archives of its own, for the systems of its servers and technicians, so
// that those for 1,400 townships are half as large.
//
//	go run ./generator/release DIR [SYSTEM/PROCESSOR ...]
//
// It runs in the repository and writes into DIR, which must not exist; for some systems alone
// where they are named, as in linux/amd64:
//
//	gongkai-0.3.0-windows-amd64.zip
//	gongkai-0.3.0-linux-arm64.tar.gz
//	…
//	gongkai-county-0.3.0-linux-amd64.tar.gz
//	…
//	SHA256SUMS
//
// The archives are reproducible: who has the same commit and the same Go gets
// the same bytes, on any system, in any folder, at any time. So nothing of them
// comes from the machine. The version is the tag of the commit, or for a commit
// without one its day and the beginning of its name; all files in the archives
// have the time of the commit, and belong to nobody.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// The programs.
const (
	townProgram   = "gongkai"
	countyProgram = "gongkai-county"
)

// targets are the programs for the systems that clerks and hosts have, and for those of a
// county.
func targets() []target {
	var list []target
	for _, system := range []string{"windows", "linux", "darwin"} {
		for _, processor := range []string{"amd64", "arm64"} {
			list = append(list, target{townProgram, system, processor})
		}
	}
	return append(list, target{countyProgram, "windows", "amd64"}, target{countyProgram, "linux", "amd64"}, target{countyProgram, "linux", "arm64"})
}

// chosen returns the targets for the systems that are named, as in linux/amd64, and all where
// none is.
func chosen(systems []string) ([]target, error) {
	all := targets()
	for _, name := range systems {
		if !slices.ContainsFunc(all, func(t target) bool { return t.on() == name }) {
			return nil, fmt.Errorf("there is no program for %s", name)
		}
	}
	return slices.DeleteFunc(all, func(t target) bool { return len(systems) > 0 && !slices.Contains(systems, t.on()) }), nil
}

func run(args []string) error {
	if len(args) == 0 {
		return errors.New("usage: go run ./generator/release DIR [SYSTEM/PROCESSOR ...]")
	}
	list, err := chosen(args[1:])
	if err != nil {
		return err
	}
	dir, err := filepath.Abs(args[0])
	if err != nil {
		return err
	}
	rev, err := revisionOf(".")
	if err != nil {
		return err
	}
	docs, err := documents(".")
	if err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	names, err := makeAll(list, dir, rev, docs)
	if err != nil {
		return err
	}
	for _, name := range names {
		fmt.Println(name)
	}
	return writeSums(dir, names)
}

// makeAll makes the archives, two at a time: while one is compiled, another is linked or
// packed, for which one processor is enough.
func makeAll(all []target, dir string, rev revision, docs []file) ([]string, error) {
	names, errs := make([]string, len(all)), make([]error, len(all))
	places := make(chan struct{}, 2)
	var done sync.WaitGroup
	for i, t := range all {
		places <- struct{}{}
		done.Go(func() {
			defer func() { <-places }()
			var program file
			if program, errs[i] = t.compile(rev); errs[i] == nil {
				names[i], errs[i] = t.pack(dir, rev, append(slices.Clip(docs), program))
			}
		})
	}
	done.Wait()
	return names, errors.Join(errs...)
}
