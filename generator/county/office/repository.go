package office

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"time"

	"gongkai/generator/county/roster"
	"gongkai/generator/diag"
	"gongkai/generator/filelock"
)

// commitForm is the name of a commit, or its beginning.
var commitForm = regexp.MustCompile(`^[0-9a-f]{7,64}$`)

// repository is what is kept of the repository of an office: a bare one, of which no more
// is fetched than the revision that is made. One process at a time works in it, and in the
// folder that is made of it (see lock).
type repository struct{ dir, address, revision string }

// repositoryOf is that of an office in a store. Git is told of places from the root on,
// since it works in other folders than we do.
func repositoryOf(store string, o *roster.Office) (repository, error) {
	dir, err := filepath.Abs(filepath.Join(store, "git", o.Key))
	return repository{dir, o.Git, cmp.Or(o.Revision, "HEAD")}, err
}

// lockPause is how long to wait between two attempts to have a lock.
const lockPause = 50 * time.Millisecond

// lock waits until nobody else works in the repository.
func (r repository) lock(ctx context.Context) (*filelock.Lock, error) {
	if err := os.MkdirAll(filepath.Dir(r.dir), 0o755); err != nil {
		return nil, err
	}
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	for {
		lock, err := filelock.Try(r.dir + ".lock")
		switch {
		case err == nil:
			if err = r.removeLocks(); err != nil {
				_ = lock.Release()
			}
			return lock, err
		case !errors.Is(err, filelock.ErrHeld):
			return nil, err
		}
		select {
		case <-ctx.Done():
			return nil, failed(diag.Text{ZH: "另一个进程正在做这个机关", EN: "another process is at work on this office"}, context.Cause(ctx), "")
		case <-time.After(lockPause):
		}
	}
}

// fetched names the commit that was fetched last, and elsewhere is where branches and tags
// are kept as far as they are fetched: never as branches of our own, one of which git holds
// to be checked out and would not touch.
const (
	fetched   = "refs/gongkai/fetched"
	elsewhere = "refs/gongkai/"
)

// fetch fetches the revision, and returns the name of its tree. A copy that turns out to be
// damaged, by a machine that lost its power, is made anew.
func (r repository) fetch(ctx context.Context) (tree string, err error) {
	lock, err := r.lock(ctx)
	if err != nil {
		return "", err
	}
	defer lock.Release()
	if tree, err = r.update(ctx); err != nil && r.damaged(ctx, err, "--connectivity-only") {
		return r.renew(ctx)
	}
	return tree, err
}

// renew fetches the revision into a new copy.
func (r repository) renew(ctx context.Context) (tree string, err error) {
	if err := os.RemoveAll(r.dir); err != nil {
		return "", err
	}
	return r.update(ctx)
}

// damaged reports whether what git could not do comes of what is wrong with the copy.
func (r repository) damaged(ctx context.Context, err error, depth ...string) bool {
	var exit *exec.ExitError
	if ctx.Err() != nil || !errors.As(err, &exit) {
		return false
	}
	_, err = r.git(ctx, r.keeping(), append([]string{"fsck", "--no-dangling", "--no-progress"}, depth...)...)
	return ctx.Err() == nil && errors.As(err, &exit)
}

// keeping is the task of all that is done with the copy alone.
func (r repository) keeping() diag.Text {
	return diag.Text{ZH: "版本库的副本 " + r.dir + " 用不了", EN: "the copy of the repository in " + r.dir + " cannot be used"}
}

// fetching is the task of getting something.
func (r repository) fetching() diag.Text {
	zh, en := r.revision, r.revision
	if r.revision == "HEAD" {
		zh, en = "默认分支", "the default branch"
	}
	return diag.Text{ZH: fmt.Sprintf("取不到版本库 %s 的 %s", r.address, zh), EN: fmt.Sprintf("cannot fetch %s of the repository %s", en, r.address)}
}

// update fetches the revision into the copy, which is made where there is none.
func (r repository) update(ctx context.Context) (tree string, err error) {
	if _, err := os.Stat(filepath.Join(r.dir, "HEAD")); err != nil {
		if err := os.MkdirAll(r.dir, 0o755); err != nil {
			return "", err
		}
		if _, err := r.git(ctx, r.keeping(), "init", "--quiet", "--bare", "--template="); err != nil {
			return "", err
		}
	}
	_, err = r.git(ctx, r.fetching(), "fetch", "--quiet", "--no-tags", "--depth=1", "--", r.address, r.revision)
	commit := "FETCH_HEAD"
	if err != nil && commitForm.MatchString(r.revision) { // not all servers give one by its name
		_, err = r.git(ctx, r.fetching(), "fetch", "--quiet", "--no-tags", "--depth=2147483647", "--", r.address,
			"+refs/heads/*:"+elsewhere+"heads/*", "+refs/tags/*:"+elsewhere+"tags/*")
		commit = r.revision
	}
	if err != nil {
		return "", err
	}
	if _, err := r.git(ctx, r.fetching(), "update-ref", fetched, commit+"^{commit}"); err != nil {
		return "", err
	}
	if err := r.tidy(ctx); err != nil {
		return "", err
	}
	return r.git(ctx, r.keeping(), "rev-parse", "--verify", fetched+"^{tree}")
}

// mostPacks is how many fetches are kept before what is no longer in use is thrown away.
const mostPacks = 10

// tidy throws away what earlier fetches have left, now and then.
func (r repository) tidy(ctx context.Context) error {
	packs, err := fs.Glob(os.DirFS(r.dir), "objects/pack/*.pack") // r.dir may have brackets in it
	if err != nil || len(packs) <= mostPacks {
		return err
	}
	_, err = r.git(ctx, r.keeping(), "gc", "--quiet", "--prune=now")
	return err
}

// checkOut brings a folder to the state of the commit that was fetched last. Files that
// are as they were stay untouched, so that a build need not read them again. Whoever calls
// it has the lock.
func (r repository) checkOut(ctx context.Context, dir string) error {
	err := r.write(ctx, dir)
	if err == nil || ctx.Err() != nil {
		return err
	}
	// The list of what was checked out may be damaged, and the copy, or somebody has
	// deleted it.
	if err := os.Remove(filepath.Join(r.dir, "index")); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err = r.write(ctx, dir); err == nil || !r.damaged(ctx, err) && r.has(ctx, fetched) {
		return err
	}
	if _, err := r.renew(ctx); err != nil {
		return err
	}
	return r.write(ctx, dir)
}

// has reports whether the copy has a commit, or nobody can say.
func (r repository) has(ctx context.Context, name string) bool {
	var exit *exec.ExitError
	_, err := r.git(ctx, r.keeping(), "rev-parse", "--verify", "--quiet", name+"^{commit}")
	return ctx.Err() != nil || !errors.As(err, &exit)
}

// attributes are those of all files, whatever the office's own .gitattributes say: the
// bytes in the folder are those in the repository.
const attributes = "* -text -ident -filter -working-tree-encoding\n"

// write does what checkOut does, with what is there.
func (r repository) write(ctx context.Context, dir string) error {
	info := filepath.Join(r.dir, "info")
	if err := errors.Join(os.MkdirAll(dir, 0o755), os.MkdirAll(info, 0o755)); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(info, "attributes"), []byte(attributes), 0o644); err != nil {
		return err
	}
	task := diag.Text{ZH: "版本库里的文件写不到 " + dir, EN: "the files of the repository cannot be written to " + dir}
	for _, step := range [][]string{
		{"read-tree", "--reset", "-u", fetched},
		{"checkout-index", "--all", "--force", "--quiet"},
		{"clean", "-ffdxq"},
	} {
		if _, err := r.git(ctx, task, append([]string{"--work-tree=" + dir}, step...)...); err != nil {
			return err
		}
	}
	return nil
}
