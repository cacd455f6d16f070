package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"gongkai/generator/attest"
	"gongkai/generator/edition"
	"gongkai/generator/minisign"
	"gongkai/generator/publish"
	"gongkai/generator/rewrite"
	"gongkai/generator/tree"
	"gongkai/generator/wacz"
)

// restoredPublic is the folder of the site in what is restored.
const restoredPublic = "public"

// restore writes what is in a pack into a folder: the site as it was released, and its
// sources. All is written apart, verified and flushed first, and then renamed into its place:
// up to six renames, of which those before one that fails are taken back. A power failure
// between them leaves what is whole, but not all; the next run names it.
func (a *archiveCommand) restore(c *call) error {
	switch {
	case a.Dir == "":
		return refuse("要写恢复到哪个文件夹：gongkai archive --restore %s 文件夹", "name the folder to restore into: gongkai archive --restore %s DIR", a.File)
	case a.Year != "":
		return refuse("--restore 恢复整个包，不和 --year 一起写", "--restore restores the whole pack and takes no --year")
	}
	dir := filepath.Clean(a.Dir)
	if err := refuseFull(dir); err != nil {
		return err
	}
	f, err := os.Open(a.File)
	if err != nil {
		return refuse("没有这个文件：%s", "there is no file %s", a.File)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	pack, err := wacz.Open(f, info.Size())
	if err != nil {
		return packFault(err)
	}
	report, proven, err := a.fill(c, pack, dir)
	if err != nil {
		return packFault(err)
	}
	c.say("恢复到 %s。", "restored into %s.", a.Dir)
	return cmp.Or(proven.tell(c), tellVerified(c, report))
}

// refuseFull refuses to restore into a folder that has anything in it but what a killed run
// has left.
func refuseFull(dir string) error {
	switch _, err := os.Lstat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return refuse("%s 不是文件夹；写一个新的或者空的文件夹", "%s is no folder; name one that is new or empty", dir)
	}
	if err := sweep(dir); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) == 0 {
		return err
	}
	name := entries[0].Name()
	if strings.HasPrefix(name, scratchPrefix) {
		return refuse("%s 已经有东西：另一个恢复正在用 %s；等它结束，或者写一个新的或者空的文件夹", "%s is not empty: another run is restoring into it, in %s; wait for it, or name a folder that is new or empty", dir, name)
	}
	return refuse("%s 已经有东西：%s；写一个新的或者空的文件夹", "%s is not empty, it has %s; name a folder that is new or empty", dir, some(entries))
}

// some are the names of the first things in a folder.
func some(entries []fs.DirEntry) string {
	var names []string
	for _, e := range entries[:min(len(entries), 3)] {
		names = append(names, e.Name())
	}
	if len(entries) > len(names) {
		names = append(names, "…")
	}
	return strings.Join(names, " ")
}

// fill restores a pack into a folder that is new or empty. The folder itself stays the one
// that it is, since it may be where somebody stands, or a whole USB stick.
func (a *archiveCommand) fill(c *call, pack *wacz.Reader, dir string) (report *attest.Report, proven *proof, err error) {
	ctx, stop := untilStopped()
	defer stop()
	isNew := isMissing(dir)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, nil, err
	}
	room, err := newScratch(dir)
	if err != nil {
		return nil, nil, err
	}
	defer func() {
		err = errors.Join(err, room.remove())
		if err != nil && isNew {
			_ = os.Remove(dir) // one that others have put something into stays
		}
	}()
	whole := room.path("site")
	if err := os.Mkdir(whole, 0o755); err != nil {
		return nil, nil, err
	}
	if report, proven, err = a.unpack(ctx, c, pack, whole); err != nil {
		return nil, nil, err
	}
	if err := cmp.Or(rewrite.Sync(whole), ctx.Err()); err != nil {
		return nil, nil, err
	}
	if err := move(whole, dir, os.Rename); err != nil {
		return nil, nil, err
	}
	return report, proven, rewrite.Sync(dir)
}

// unpack writes all of a pack into a folder, verifies the site in it, and proves the rest by
// that.
func (a *archiveCommand) unpack(ctx context.Context, c *call, pack *wacz.Reader, dir string) (*attest.Report, *proof, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()
	err = pack.Files(packedSources, func(name string, body io.Reader) error {
		if isLayout(name) {
			return nil // not before all else is proven: they can show anything
		}
		_, content := tree.Content.Cut(name)
		_, static := tree.Static.Cut(name)
		if !content && !static && name != tree.Config.Name() && !slices.Contains(packedRecords(), name) {
			return refuse("归档包里有不属于站点的文件：%s", "the pack has a file that belongs to no site: %s", name)
		}
		return unpackFile(root, name, stoppable{ctx, body})
	})
	if err != nil {
		return nil, nil, err
	}
	err = pack.Captures(func(name string, body io.Reader) error {
		return unpackFile(root, restoredPublic+"/"+name, stoppable{ctx, body})
	})
	if err != nil {
		return nil, nil, err
	}
	public := stoppableTree{attest.Folder(filepath.Join(dir, restoredPublic)), ctx}
	report, err := attested(c, public, a.Key)
	if err := cmp.Or(ctx.Err(), err); err != nil {
		return nil, nil, err
	}
	if len(report.Findings) > 0 {
		if err := tellVerified(c, report); err != nil {
			return nil, nil, err
		}
		return nil, nil, refuse("归档包里的网站核对不上，没有恢复", "the site in the pack does not verify, and nothing was restored")
	}
	proven, err := a.newProof(ctx, c, dir, public, report)
	if err != nil {
		return nil, nil, err
	}
	if err := proven.read(pack); err != nil {
		return nil, nil, err
	}
	if err := proven.run(); err != nil {
		return nil, nil, err
	}
	err = pack.Files(packedSources, func(name string, body io.Reader) error {
		if !isLayout(name) {
			return nil
		}
		return unpackFile(root, name, stoppable{ctx, body})
	})
	if err != nil {
		return nil, nil, err
	}
	return report, proven, mark(root, report)
}

// stoppableTree is a tree of which nothing is opened once a context is done.
type stoppableTree struct {
	attest.Tree
	ctx context.Context
}

func (t stoppableTree) Open(path string) (io.ReadCloser, error) {
	if err := t.ctx.Err(); err != nil {
		return nil, err
	}
	return t.Tree.Open(path)
}

// unpackFile writes a file, which must not be there yet.
func unpackFile(root *os.Root, name string, body io.Reader) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return twice(name, err)
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return twice(name, err)
	}
	_, err = io.Copy(f, body)
	return errors.Join(err, f.Close())
}

// twice says that something stands already where a file of a pack is to be written: in a
// folder that was empty, only the pack can have put it there.
func twice(name string, err error) error {
	if errors.Is(err, fs.ErrExist) || errors.Is(err, syscall.ENOTDIR) {
		return refuse("归档包里 %s 写了两次", "the pack has %s twice", name)
	}
	return err
}

// mark writes the file by which the program knows the folder of a site again. What it
// holds is part of what was signed.
func mark(root *os.Root, report *attest.Report) error {
	list, err := root.ReadFile(restoredPublic + "/" + edition.SumsPath)
	if err != nil {
		return err
	}
	signature, err := root.ReadFile(restoredPublic + "/" + edition.SignaturePath)
	if err != nil {
		return err
	}
	trusted, err := minisign.Verify(list, signature, report.Key)
	if err != nil {
		return err
	}
	comment, _ := edition.ParseComment(trusted) // it has been verified
	return root.WriteFile(restoredPublic+"/"+publish.Marker, []byte(markerText+comment.Tree+"\n"), 0o644)
}
