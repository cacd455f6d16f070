package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"syscall"

	"gongkai/generator/attest"
	"gongkai/generator/edition"
	"gongkai/generator/minisign"
	"gongkai/generator/publish"
	"gongkai/generator/tree"
	"gongkai/generator/wacz"
)

// restoredPublic is the folder of the site in what is restored.
const restoredPublic = "public"

// restore writes what is in a pack into a folder: the site as it was released, and its
// sources. All is written apart and verified first, so that the folder has either that or
// nothing.
func (a *archiveCommand) restore(c *call) error {
	switch {
	case a.Dir == "":
		return refuse("要写恢复到哪个文件夹：gongkai archive --restore %s 文件夹", "name the folder to restore into: gongkai archive --restore %s DIR", a.File)
	case a.Year != "":
		return refuse("--restore 恢复整个包，不和 --year 一起写", "--restore restores the whole pack and takes no --year")
	}
	dir := filepath.Clean(a.Dir)
	if names, err := os.ReadDir(dir); err == nil && len(names) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return refuse("%s 已经有东西，或者不是文件夹；写一个新的或者空的文件夹", "%s is not empty, or no folder; name one that is new or empty", a.Dir)
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
	report, err := a.fill(c, pack, dir)
	if err != nil {
		return packFault(err)
	}
	c.say("恢复到 %s。", "restored into %s.", a.Dir)
	return tellVerified(c, report)
}

// fill restores a pack into a folder that is new or empty. The folder itself stays the one
// that it is, since it may be where somebody stands, or a whole USB stick.
func (a *archiveCommand) fill(c *call, pack *wacz.Reader, dir string) (report *attest.Report, err error) {
	isNew := isMissing(dir)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	temporary, err := os.MkdirTemp(dir, ".gongkai-restore-*")
	if err != nil {
		return nil, err
	}
	defer func() {
		err = errors.Join(err, os.RemoveAll(temporary))
		if err != nil && isNew {
			_ = os.Remove(dir) // one that others have put something into stays
		}
	}()
	if report, err = a.unpack(c, pack, temporary); err != nil {
		return nil, err
	}
	names, err := os.ReadDir(temporary)
	if err != nil {
		return nil, err
	}
	for _, n := range names {
		if err := os.Rename(filepath.Join(temporary, n.Name()), filepath.Join(dir, n.Name())); err != nil {
			return nil, err
		}
	}
	return report, nil
}

// unpack writes all of a pack into a folder, and verifies the site in it.
func (a *archiveCommand) unpack(c *call, pack *wacz.Reader, dir string) (*attest.Report, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	err = pack.Files(packedSources, func(name string, body io.Reader) error {
		_, content := tree.Content.Cut(name)
		_, static := tree.Static.Cut(name)
		if !content && !static && name != tree.Config.Name() {
			return refuse("归档包里有不属于站点的文件：%s", "the pack has a file that belongs to no site: %s", name)
		}
		return unpackFile(root, name, body)
	})
	if err != nil {
		return nil, err
	}
	err = pack.Captures(func(name string, body io.Reader) error { return unpackFile(root, restoredPublic+"/"+name, body) })
	if err != nil {
		return nil, err
	}
	public := attest.Folder(filepath.Join(dir, restoredPublic))
	report, err := attested(c, public, a.Key)
	if err != nil {
		return nil, err
	}
	if len(report.Findings) > 0 {
		if err := tellVerified(c, report); err != nil {
			return nil, err
		}
		return nil, refuse("归档包里的网站核对不上，没有恢复", "the site in the pack does not verify, and nothing was restored")
	}
	return report, mark(root, report)
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
