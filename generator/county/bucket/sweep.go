package bucket

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"

	"gongkai/generator/parallel"
)

// Swept is what a sweep has taken away.
type Swept struct {
	Versions int
	Objects  int
	Bytes    int64
	Kept     int // objects
}

// sweep is one sweep: first all is looked at, then what nobody wants is taken away.
type sweep struct {
	*Bucket
	ctx    context.Context
	now    time.Time // by the clock of the bucket
	swept  Swept
	lists  []string // of versions that nobody wants
	wanted marks
}

// marks are the first eight bytes of sums, sorted: those of ten million files take 80 MB. An
// object that shares them with another by chance is kept.
type marks []uint64

func (m marks) has(sum []byte) bool {
	_, found := slices.BinarySearch(m, binary.BigEndian.Uint64(sum))
	return found
}

// Sweep takes away what neither a site needs nor one that was replaced within the day. Where
// anything cannot be read, nothing is taken away.
func (b *Bucket) Sweep(ctx context.Context) (swept Swept, err error) {
	ctx, stop := context.WithTimeout(ctx, b.limits.Sweeping)
	defer stop()
	flag := sweeping + rand.Text()
	defer func() {
		ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer stop()
		err = errors.Join(err, b.remove(ctx, flag))
	}()
	now, err := b.raise(ctx, flag)
	if err != nil {
		return swept, err
	}
	for _, other := range []struct {
		folder string
		last   time.Duration
	}{{sending, b.limits.Sending}, {sweeping, b.limits.Sweeping}} {
		busy, err := b.flags(ctx, other.folder, flag, now, other.last)
		if err == nil && busy {
			err = fault(nil, "存储 %s 有人正在送文件或者清理，等完了再清理；如果那个进程已经不在了，过 %s 就不再算", "somebody is sending to the bucket %s, or sweeps it: try again later. A process that is gone does not count after %s", b.address, other.last+other.last/4)
		}
		if err != nil {
			return swept, err
		}
	}
	w := &sweep{Bucket: b, ctx: ctx, now: now}
	if err := w.look(); err != nil {
		return swept, err
	}
	return w.swept, w.take()
}

// look finds out which versions are wanted, and which files they have.
func (w *sweep) look() error {
	versions := map[string][]minio.ObjectInfo{}
	err := w.each(w.ctx, sites, true, func(name string, info minio.ObjectInfo) error {
		if parts := strings.Split(name, "/"); len(parts) == 3 && parts[2] == listName && versionForm.MatchString(parts[1]) {
			info.Key = parts[1]
			versions[parts[0]] = append(versions[parts[0]], info)
		} else if len(parts) == 2 && parts[1] == currentName && versions[parts[0]] == nil {
			versions[parts[0]] = []minio.ObjectInfo{}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for tree, list := range versions {
		if err := w.tree(tree, list); err != nil {
			return err
		}
	}
	slices.Sort(w.wanted)
	return nil
}

// tree looks at the versions of one tree.
func (w *sweep) tree(tree string, versions []minio.ObjectInfo) error {
	s, err := w.state(w.ctx, tree)
	if err != nil {
		return err
	}
	wanted := map[string]bool{s.version: true}
	for _, p := range s.before {
		wanted[p.version] = w.now.Sub(p.until) < w.limits.Grace
	}
	for _, v := range versions {
		if !wanted[v.Key] && w.old(v) {
			w.lists = append(w.lists, w.list(tree, v.Key))
			continue
		}
		_, files, err := w.files(w.ctx, tree, v.Key)
		if err != nil {
			return err
		}
		for _, f := range files {
			w.wanted = append(w.wanted, binary.BigEndian.Uint64(f.SHA256[:]))
		}
		delete(wanted, v.Key)
	}
	if s.version != "" && wanted[s.version] {
		return fault(nil, "存储 %s 里没有 %s；先用 build --verify 再送一次", "in the bucket %s there is no %s; send it again with build --verify", w.address, w.list(tree, s.version))
	}
	return nil
}

// old reports whether an object has been there for longer than a version stays.
func (w *sweep) old(o minio.ObjectInfo) bool { return w.now.Sub(o.LastModified) >= w.limits.Grace }

// batch is how many objects are taken away after another look at the clock.
const batch = 1000

// take takes away what nobody wants.
func (w *sweep) take() error {
	if err := w.removeAll(w.lists); err != nil {
		return err
	}
	w.swept.Versions = len(w.lists)
	var unwanted []string
	flush := func() error {
		err := w.removeAll(unwanted)
		unwanted = unwanted[:0]
		return err
	}
	err := w.each(w.ctx, objects, true, func(name string, info minio.ObjectInfo) error {
		sum, err := hex.DecodeString(name[strings.IndexByte(name, '/')+1:])
		if err != nil || len(sum) != 32 {
			return nil // somebody else's
		}
		if w.wanted.has(sum) || !w.old(info) {
			w.swept.Kept++
			return nil
		}
		unwanted = append(unwanted, objects+name)
		w.swept.Objects, w.swept.Bytes = w.swept.Objects+1, w.swept.Bytes+info.Size
		if len(unwanted) == batch {
			return flush()
		}
		return nil
	})
	return cmp.Or(err, flush())
}

func (w *sweep) removeAll(names []string) error {
	return parallel.Each(w.limits.Parallel, len(names), func(_, i int) error { return w.remove(w.ctx, names[i]) })
}
