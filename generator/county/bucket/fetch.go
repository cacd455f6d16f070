package bucket

import (
	"context"
	"crypto/sha256"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/minio/minio-go/v7"

	"gongkai/generator/county/harvest"
	"gongkai/generator/edition"
	"gongkai/generator/publish"
)

// nameForm is what a tree may be called whose name becomes that of a folder.
var nameForm = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$`)

// mostTrees is how many sites are brought from one bucket.
const mostTrees = 20_000

// Names lists the trees that are sites of their own, sorted.
func (b *Bucket) Names(ctx context.Context) (names []string, err error) {
	err = b.each(ctx, sites, false, func(name string, _ minio.ObjectInfo) error {
		if name = strings.TrimSuffix(name, "/"); nameForm.MatchString(name) {
			names = append(names, name)
		}
		if len(names) > mostTrees {
			return fault(nil, "存储 %s 里的网站太多，超过 %d 个", "the bucket %s has more than %d sites", b.address, mostTrees)
		}
		return nil
	})
	slices.Sort(names)
	return names, err
}

// Fetch brings a tree to a folder, which is exchanged as a whole, asking for no more files than
// differ; it says how many these were. A tree that was never switched to is not there.
func (b *Bucket) Fetch(ctx context.Context, name string, at harvest.Place) (asked int, err error) {
	text, files, err := b.now(ctx, name)
	if err != nil || files == nil {
		return 0, err
	}
	free := func() {} // whoever brings files asks for the next when it has written the one before
	defer func() { free() }()
	return harvest.Bring(&harvest.List{Text: text, Files: files}, at, nil, func(f edition.Sum) (data []byte, err error) {
		free()
		data, free, err = b.file(ctx, f)
		return data, err
	})
}

// FetchOnly reads those files of a tree that are named: the small ones at the top of a county.
func (b *Bucket) FetchOnly(ctx context.Context, name string, paths []string) (map[string][]byte, error) {
	_, files, err := b.now(ctx, name)
	if err != nil {
		return nil, err
	}
	found := map[string][]byte{}
	for _, f := range files {
		if !slices.Contains(paths, f.Path) {
			continue
		}
		data, free, err := b.file(ctx, f)
		free()
		if err != nil {
			return nil, err
		}
		found[f.Path] = data
	}
	return found, nil
}

// now is the list of the version that is the site; files are nil where there is none.
func (b *Bucket) now(ctx context.Context, name string) (text []byte, files []edition.Sum, err error) {
	s, err := b.state(ctx, name)
	if err != nil || s.version == "" {
		return nil, nil, err
	}
	text, files, err = b.files(ctx, name, s.version)
	if err == nil && files == nil {
		err = fault(nil, "存储 %s 里没有 %s", "in the bucket %s there is no %s", b.address, b.list(name, s.version))
	}
	for _, f := range files {
		if strings.EqualFold(f.Path, publish.Marker) {
			return nil, nil, fault(nil, "存储 %s 里的清单不能有 %s", "in the bucket %s, a list must not have %s", b.address, f.Path)
		}
	}
	return text, files, err
}

// file reads the object of a file, and holds it against its sum. Of large ones no two are held
// at a time, until free is called.
func (b *Bucket) file(ctx context.Context, f edition.Sum) (data []byte, free func(), err error) {
	free = func() {}
	name, small := b.object(f.SHA256), min(largeFile, b.limits.File)
	data, err = b.begin(ctx, name, small+1)
	if err == nil && int64(len(data)) > small {
		data = nil // it is read anew, so that nobody waits for an answer that stands still
		select {
		case b.large <- struct{}{}:
			free = sync.OnceFunc(func() { <-b.large })
		case <-ctx.Done():
			return nil, free, context.Cause(ctx)
		}
		data, err = b.read(ctx, name, b.limits.File)
	}
	if err == nil && sha256.Sum256(data) != f.SHA256 {
		err = fault(nil, "存储 %[1]s 里的 %[2]s（%[3]s）不在，或者被改过；先用 build --verify 再送一次", "in the bucket %[1]s, %[2]s (%[3]s) is not there or was changed; send it again with build --verify", b.address, name, f.Path)
	}
	return data, free, err
}
