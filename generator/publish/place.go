package publish

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
)

// place is where a site is published.
type place struct {
	site, out string // absolute, links resolved as far as they exist
}

// examine refuses places that must not be replaced, whatever is in them now:
// links, files, mount points, the site itself and its sources.
func examine(site, out string, sources []string) (place, error) {
	var p place
	var err error
	// Cleaned: the system follows a link whose name ends in a slash.
	if info, err := os.Lstat(filepath.Clean(out)); err == nil && info.Mode()&os.ModeSymlink != 0 {
		return p, &Failure{Kind: IsLink, Path: out}
	}
	if p.site, err = resolve(site); err != nil {
		return p, failure(site, err)
	}
	if p.out, err = resolve(out); err != nil {
		return p, failure(out, err)
	}
	if info, err := os.Stat(p.out); err == nil {
		if !info.IsDir() {
			return p, &Failure{Kind: NotFolder, Path: out}
		}
		if within(p.site, p.out) {
			return p, &Failure{Kind: HoldsSite, Path: out}
		}
		if isMountPoint(p.out) {
			return p, &Failure{Kind: MountPoint, Path: out}
		}
	}
	for _, s := range append([]string{".git", ".build"}, sources...) {
		if within(p.out, filepath.Join(p.site, s)) {
			return p, &Failure{Kind: InSources, Path: out}
		}
	}
	if info, err := os.Stat(existing(p.out)); err == nil && !info.IsDir() {
		return p, &Failure{Kind: NotFolder, Path: existing(p.out)}
	}
	return p, nil
}

// work returns the default work folder: .build/NAME in the site, or .NAME.gongkai
// beside out where the two are on different file systems, between which nothing
// can be linked or renamed.
func (p place) work() string {
	parent, name := filepath.Dir(p.out), filepath.Base(p.out)
	build := filepath.Join(p.site, ".build")
	if !sameVolume(existing(build), existing(parent)) {
		return filepath.Join(parent, "."+name+".gongkai")
	}
	if parent != p.site {
		// Two folders of one name must not share a spare tree.
		sum := sha256.Sum256([]byte(p.out))
		name += "-" + hex.EncodeToString(sum[:4])
	}
	return filepath.Join(build, name)
}

// leadsNowhere refuses a work folder that is a link, or stands below one in the site
// or beside what is published. What is in it is ours, and is removed: behind a link
// there may be anything.
func (p place) leadsNowhere(work string) error {
	for dir := work; dir != p.site && dir != filepath.Dir(p.out); dir = filepath.Dir(dir) {
		if !within(dir, p.site) && dir != work {
			break
		}
		if info, err := os.Lstat(dir); err == nil && info.Mode()&os.ModeSymlink != 0 {
			return &Failure{Kind: workIsLink, Path: dir}
		}
	}
	return nil
}

// resolve makes a path absolute and resolves the links in the part of it that
// exists.
func resolve(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	base := existing(abs)
	real, err := filepath.EvalSymlinks(base)
	if err != nil {
		return "", err
	}
	rest, err := filepath.Rel(base, abs)
	return filepath.Join(real, rest), err
}

// existing returns the longest part of an absolute path that exists.
func existing(path string) string {
	for {
		if _, err := os.Lstat(path); err == nil {
			return path
		}
		parent := filepath.Dir(path)
		if parent == path {
			return path
		}
		path = parent
	}
}

// within reports whether path is folder or lies below it. It compares files,
// not names: names may differ in case or be links.
func within(path, folder string) bool {
	f, err := os.Stat(folder)
	if err != nil {
		rel, err := filepath.Rel(folder, path)
		return err == nil && filepath.IsLocal(rel)
	}
	for {
		if info, err := os.Stat(path); err == nil && os.SameFile(info, f) {
			return true
		}
		parent := filepath.Dir(path)
		if parent == path {
			return false
		}
		path = parent
	}
}
