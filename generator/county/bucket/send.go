package bucket

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/minio/minio-go/v7"

	"gongkai/generator/edition"
	"gongkai/generator/parallel"
	"gongkai/generator/publish"
	"gongkai/generator/rewrite"
)

// Tree is a folder that is sent as a whole.
type Tree struct {
	Name string
	Dir  string
	Only []string // these files alone, as far as they are there
	// Note, if given, is a file of ours in which is kept what the marker of Dir says with the
	// version that it was: with the same, it is the same, and nothing need be read again.
	Note string
	// Verify has nothing taken for granted: all is read, and every object looked for.
	Verify bool
}

// Sent is what a tree has cost.
type Sent struct {
	Files    int
	Bytes    int64
	Switched bool // the tree is another than it was
}

// Sending is the right to send; no sweep is under way while it lasts.
type Sending struct {
	*Bucket
	ctx  context.Context
	stop context.CancelFunc
	flag string
	lock sync.Mutex
	done map[[32]byte]*object
}

// object is one that this sending looks after; once: it is there, or err says why not.
type object struct {
	once sync.Once
	err  error
	sent int64 // bytes; -1: it was there
}

// Begin waits until nobody sweeps, and keeps them from it.
func (b *Bucket) Begin(ctx context.Context) (*Sending, error) {
	s := &Sending{Bucket: b, flag: sending + rand.Text(), done: map[[32]byte]*object{}}
	s.ctx, s.stop = context.WithTimeout(ctx, b.limits.Sending)
	if err := s.begin(); err != nil {
		return nil, errors.Join(err, s.End())
	}
	return s, nil
}

func (s *Sending) begin() error {
	now, err := s.raise(s.ctx, s.flag)
	if err != nil {
		return err
	}
	for began := time.Now(); ; {
		busy, err := s.flags(s.ctx, sweeping, "", now.Add(time.Since(began)), s.limits.Sweeping)
		if err != nil || !busy {
			return err
		}
		if time.Since(began) > s.limits.Wait {
			return fault(nil, "存储 %s 正在清理，等了 %s 还没有完", "the bucket %s is being swept, and was not done in %s", s.address, s.limits.Wait)
		}
		select {
		case <-s.ctx.Done():
			return context.Cause(s.ctx)
		case <-time.After(min(time.Second, s.limits.Wait/8)):
		}
	}
}

// End gives the right back.
func (s *Sending) End() error {
	defer s.stop()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(s.ctx), 5*time.Second) // be the rest given up
	defer cancel()
	return s.remove(ctx, s.flag)
}

// raise puts a flag, and says what time it is for the bucket.
func (b *Bucket) raise(ctx context.Context, flag string) (time.Time, error) {
	if err := b.write(ctx, flag, []byte("\n"), "text/plain"); err != nil {
		return time.Time{}, err
	}
	info, ok, err := b.stat(ctx, flag)
	if err == nil && !ok {
		err = fault(nil, "存储 %s 里看不到刚写的文件", "the bucket %s does not show what was written to it", b.address)
	}
	return info.LastModified, err
}

// flags reports whether there are flags in a folder, beside our own, that still count. Those
// of processes that were killed long ago are removed.
func (b *Bucket) flags(ctx context.Context, folder, own string, now time.Time, last time.Duration) (busy bool, err error) {
	var stale []string
	err = b.each(ctx, folder, true, func(name string, info minio.ObjectInfo) error {
		switch {
		case folder+name == own:
		case now.Sub(info.LastModified) > last+last/4:
			stale = append(stale, folder+name)
		default:
			busy = true
		}
		return nil
	})
	for _, flag := range stale {
		err = errors.Join(err, b.remove(ctx, flag))
	}
	return busy, err
}

// errChanged is returned where a folder is replaced while it is sent.
var errChanged = errors.New("the folder is being changed")

// Send has a tree in the bucket as its folder is now. Where it fails, the tree is what it was.
func (s *Sending) Send(t Tree) (sent Sent, err error) {
	for range 3 {
		if sent, err = s.send(t); !errors.Is(err, errChanged) {
			return sent, err
		}
	}
	return sent, fault(err, "%s 一直有人在改，没有送", "%s is being changed all the time, and was not sent", t.Dir)
}

func (s *Sending) send(t Tree) (sent Sent, err error) {
	was, err := s.state(s.ctx, t.Name)
	if err != nil {
		return sent, err
	}
	id, err := t.id()
	if err != nil {
		return sent, err
	}
	note := noteOf(s.address, id, was.version)
	if kept, err := os.ReadFile(t.Note); err == nil && id != "" && !t.Verify && bytes.Equal(kept, note) {
		return sent, nil
	}
	files, err := s.sums(t)
	if err != nil {
		return sent, err
	}
	text := edition.AppendList(nil, files)
	version := versionOf(text)
	if was.version != version || t.Verify {
		if sent, err = s.objects(t, was, files); err != nil {
			return sent, err
		}
		if err := s.write(s.ctx, s.list(t.Name, version), text, "text/plain; charset=utf-8"); err != nil {
			return sent, err
		}
	}
	if now, err := t.id(); err != nil || now != id { // what was read may be of two folders
		return sent, cmp.Or(err, errChanged)
	}
	if was.version != version {
		sent.Switched = true
		if err := s.write(s.ctx, s.current(t.Name), was.next(version, time.Now(), s.limits.Grace).text(), "text/plain"); err != nil {
			return sent, err
		}
	}
	if t.Note == "" || id == "" {
		return sent, nil
	}
	if err := os.MkdirAll(filepath.Dir(t.Note), 0o755); err != nil {
		return sent, err
	}
	return sent, rewrite.File(t.Note, noteOf(s.address, id, version), 0o644)
}

// id is what the folder of a tree says of itself: another one has another. "" is one that says
// nothing.
func (t Tree) id() (string, error) {
	if t.Only != nil {
		return "", nil
	}
	data, err := os.ReadFile(filepath.Join(t.Dir, publish.Marker))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return string(data), err
}

// noteOf is what is kept of a folder that was sent.
func noteOf(address, id, version string) []byte {
	sum := sha256.Sum256([]byte(address + "\n" + id))
	return []byte(hex.EncodeToString(sum[:]) + " " + version + "\n")
}

// versionOf is the version that has a list.
func versionOf(list []byte) string {
	sum := sha256.Sum256(list)
	return hex.EncodeToString(sum[:])
}

// sums lists the files of a tree, without the marker of its folder.
func (s *Sending) sums(t Tree) ([]edition.Sum, error) {
	files, err := names(t)
	if err == nil && len(files) > s.limits.Files {
		err = fault(nil, "%s 的文件太多：%d 个，最多 %d 个", "%s has %d files, and no more than %d are sent", t.Dir, len(files), s.limits.Files)
	}
	if err != nil {
		return nil, err
	}
	err = parallel.Each(s.limits.Parallel, len(files), func(_, i int) error {
		f, _, err := s.open(t, files[i].Path)
		if err != nil {
			return err
		}
		defer f.Close()
		h := sha256.New()
		_, err = io.Copy(h, f)
		h.Sum(files[i].SHA256[:0])
		return err
	})
	return files, err
}

// names are the paths of the files of a tree, sorted.
func names(t Tree) (files []edition.Sum, err error) {
	err = filepath.WalkDir(t.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) && path != t.Dir {
				return errChanged
			}
			return err
		}
		inside, err := filepath.Rel(t.Dir, path)
		name := filepath.ToSlash(inside)
		switch {
		case err != nil:
			return err
		case d.IsDir() && t.Only != nil && path != t.Dir:
			return fs.SkipDir
		case d.IsDir(), name == publish.Marker, t.Only != nil && !slices.Contains(t.Only, name):
			return nil
		case !d.Type().IsRegular():
			return fault(nil, "%s 不是文件", "%s is not a file", path)
		}
		files = append(files, edition.Sum{Path: name})
		return nil
	})
	slices.SortFunc(files, func(a, b edition.Sum) int { return strings.Compare(a.Path, b.Path) })
	return files, err
}

// open opens a file of a tree, and says how many bytes it has.
func (s *Sending) open(t Tree, path string) (*os.File, int64, error) {
	name := filepath.Join(t.Dir, filepath.FromSlash(path))
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, errChanged
	}
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err == nil && info.Size() > s.limits.File {
		err = fault(nil, "%s 太大：%d 字节，最多 %d 字节", "%s has %d bytes, and no more than %d are sent", name, info.Size(), s.limits.File)
	}
	if err != nil {
		return nil, 0, errors.Join(err, f.Close())
	}
	return f, info.Size(), nil
}

// objects sends what is not there. What the version before has is there, as long as nobody
// but us takes objects away.
func (s *Sending) objects(t Tree, was state, files []edition.Sum) (sent Sent, err error) {
	known := map[[32]byte]bool{}
	if was.version != "" && !t.Verify {
		_, before, err := s.files(s.ctx, t.Name, was.version)
		var damaged *Fault
		if err != nil && (!errors.As(err, &damaged) || damaged.Err != nil) {
			return sent, err // a list that is none is as good as one that is not there
		}
		for _, f := range before {
			known[f.SHA256] = true
		}
	}
	var lock sync.Mutex
	err = parallel.Each(s.limits.Parallel, len(files), func(_, i int) error {
		if known[files[i].SHA256] {
			return nil
		}
		first, bytes, err := s.ensure(t, files[i])
		if first && bytes >= 0 {
			lock.Lock()
			sent.Files, sent.Bytes = sent.Files+1, sent.Bytes+bytes
			lock.Unlock()
		}
		return err
	})
	return sent, err
}

// ensure has an object there that is a file of a tree; bytes are those that were sent, -1
// where it was there. It is the first to have seen to that, or another was.
func (s *Sending) ensure(t Tree, f edition.Sum) (first bool, bytes int64, err error) {
	s.lock.Lock()
	o := s.done[f.SHA256]
	if o == nil {
		o = new(object)
		s.done[f.SHA256] = o
	}
	s.lock.Unlock()
	o.once.Do(func() {
		first = true
		o.sent, o.err = s.put(t, f)
	})
	if o.err != nil {
		s.lock.Lock() // whoever needs it next tries again
		delete(s.done, f.SHA256)
		s.lock.Unlock()
	}
	return first, o.sent, o.err
}

// largeFile is of how many bytes on no two files are held at a time.
const largeFile = 8 << 20

// put sends a file, unless its object is there. What a server has half received, it does not
// have, so that an object of the same length is that object.
func (s *Sending) put(t Tree, sum edition.Sum) (int64, error) {
	f, size, err := s.open(t, sum.Path)
	if err != nil {
		return -1, err
	}
	defer f.Close()
	info, there, err := s.stat(s.ctx, s.object(sum.SHA256))
	if err != nil || there && info.Size == size {
		return -1, err
	}
	if size > largeFile {
		s.large <- struct{}{}
		defer func() { <-s.large }()
	}
	data, err := io.ReadAll(io.LimitReader(f, s.limits.File))
	if err != nil {
		return -1, err
	}
	if sha256.Sum256(data) != sum.SHA256 { // never under the name of other bytes
		return -1, errChanged
	}
	return int64(len(data)), s.write(s.ctx, s.object(sum.SHA256), data, "application/octet-stream")
}
