package office

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"gongkai/generator/county/roster"
	"gongkai/generator/diag"
	"gongkai/generator/filelock"
	"gongkai/generator/rewrite"
	"gongkai/generator/site"
	"gongkai/generator/tree"
)

// Sum is the sum of all that the site of an office depends on but the day.
//
// Of a folder, the files of the site are summed, and that sum is kept with what the file
// system says of them: as long as that is the same, no file is opened. Of a repository it
// is the tree that its revision names, which is asked for and not read, and of a site that
// is mirrored its list of files.
func (m *Maker) Sum(ctx context.Context, o *roster.Office) (string, error) {
	content, err := m.contentSum(ctx, o)
	if err != nil {
		return "", err
	}
	opt := m.options(o, "")
	h := sha256.New()
	fmt.Fprintf(h, "%x\n%q\n%q\n%q\n%s\n", m.Salt, opt.BaseURL, opt.Portal, opt.Footer, content)
	return hex.EncodeToString(h.Sum(nil)), nil
}

func (m *Maker) contentSum(ctx context.Context, o *roster.Office) (string, error) {
	if o.Git != "" {
		r, err := repositoryOf(m.Store, o)
		if err != nil {
			return "", err
		}
		tree, err := r.fetch(ctx)
		return "git " + tree, err
	}
	if o.Site != "" {
		return m.mirrorSum(ctx, o)
	}
	return m.folderSum(o)
}

// Folder is where the site of an office lies that comes from a folder.
func (m *Maker) Folder(o *roster.Office) string {
	dir := filepath.FromSlash(o.Folder)
	if filepath.IsAbs(dir) {
		return dir
	}
	return filepath.Join(m.Dir, dir)
}

// folderSum sums the files of which the site in a folder is made, without reading any
// where the listing is the one of which the sum was kept.
func (m *Maker) folderSum(o *roster.Office) (string, error) {
	dir := m.Folder(o)
	if _, err := os.Stat(dir); err != nil {
		return "none", nil // a finding of the job: see checkOut
	}
	listing, err := tree.Scan(dir, nil)
	if err != nil {
		return "", err
	}
	note := filepath.Join(m.Store, "read", o.Key)
	listed := ""
	if sum := listing.Sum(); !sum.IsZero() {
		listed = hex.EncodeToString(sum[:]) + " "
		if kept, err := os.ReadFile(note); err == nil && strings.HasPrefix(string(kept), listed) && len(kept) == len(listed)+2*sha256.Size {
			return strings.TrimPrefix(string(kept), listed), nil
		}
	}
	sum, err := readSum(listing)
	if err != nil || listed == "" {
		return sum, err
	}
	return sum, rewrite.File(note, []byte(listed+sum), 0o644)
}

// readSum sums all files of a site.
func readSum(l *tree.Listing) (string, error) {
	all := sha256.New()
	fmt.Fprintf(all, "%x\n", sha256.Sum256(l.Config))
	for root := range tree.Config {
		for _, f := range l.Files(root) {
			sum, err := fileSum(l, root.Path(f.Path))
			if err != nil {
				return "", err
			}
			fmt.Fprintf(all, "%q %x\n", root.Path(f.Path), sum)
		}
	}
	return hex.EncodeToString(all.Sum(nil)), nil
}

// fileSum sums a file of a site, in pieces: attachments can be large.
func fileSum(l *tree.Listing, path string) ([]byte, error) {
	f, err := l.Root().Open(l.Real(path))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return h.Sum(nil), err
}

// Sources are those of an office as they are now. Nobody changes those that are checked
// out of a repository until they are released.
type Sources struct {
	Site  site.Options      // with which the site is made
	Found []diag.Diagnostic // why there are no sources
	lock  *filelock.Lock
}

// Release lets others change them.
func (s *Sources) Release() { _ = s.lock.Release() }

// Sources gets the sources of an office.
func (m *Maker) Sources(ctx context.Context, o *roster.Office) (*Sources, error) {
	if o.Git != "" {
		if _, err := m.contentSum(ctx, o); err != nil {
			return nil, err
		}
	}
	return m.checkOut(ctx, o)
}

// checkOut returns the sources of which the site of an office is to be made: of a
// repository, what was fetched last.
func (m *Maker) checkOut(ctx context.Context, o *roster.Office) (*Sources, error) {
	if o.Git == "" {
		dir := m.Folder(o)
		s := &Sources{Site: m.options(o, dir)}
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			s.Found = []diag.Diagnostic{ruleNoFolder.At(diag.Pos{File: roster.File}, o.Key, o.Folder)}
		}
		return s, nil
	}
	r, err := repositoryOf(m.Store, o)
	if err != nil {
		return nil, err
	}
	lock, err := r.lock(ctx)
	if err != nil {
		return nil, err
	}
	dir, err := filepath.Abs(filepath.Join(m.Store, "sources", o.Key))
	if err == nil {
		err = r.checkOut(ctx, dir)
	}
	if err != nil {
		return nil, errors.Join(err, lock.Release())
	}
	return &Sources{Site: m.options(o, dir), lock: lock}, nil
}
