package main

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"gongkai/generator/county/bucket"
	"gongkai/generator/county/harvest"
	"gongkai/generator/county/portal"
	"gongkai/generator/county/roster"
	"gongkai/generator/parallel"
)

// topTree is what the files at the top of the county's site are called in a bucket: no office
// can have such a key.
const topTree = "_top"

// atOnce is how many trees are sent or fetched at a time, each with more than one question.
const atOnce = 4

// bucket is the one that --s3 names; nil: none is.
func (c *call) bucket() (*bucket.Bucket, error) {
	if c.S3 == "" {
		return nil, nil
	}
	b, err := bucket.Open(bucket.Options{Address: c.S3, Credentials: c.S3Credentials, Transport: harvest.Transport()})
	if why := new(bucket.Fault); errors.As(err, &why) {
		return nil, wrongCall{why.Text}
	}
	return b, err
}

// mustBucket is the bucket for a command that is about nothing else.
func (c *call) mustBucket(command string) (*bucket.Bucket, error) {
	if c.S3 == "" {
		return nil, refuse("%s 要写明 --s3，例如 --s3 https://s3.example/county", "%s takes --s3, such as --s3 https://s3.example/county", command)
	}
	return c.bucket()
}

// transfer is what --json prints of what was sent to a bucket, fetched from it, or swept.
type transfer struct {
	Event string `json:"event"`
	Sites int    `json:"sites,omitempty"` // that have changed
	Files int    `json:"files"`
	Bytes int64  `json:"bytes,omitempty"`
}

func (c *call) tellTransfer(t transfer, zh, en string, args ...any) error {
	if c.JSON {
		return json.NewEncoder(c.stdout).Encode(t)
	}
	c.say(zh, en, args...)
	return nil
}

// send sends what there is of the part, the last good sites included: the offices, and after
// them the county's own pages, which lead to them.
func (r *round) send(b *bucket.Bucket) error {
	s, err := b.Begin(r.ctx)
	if err != nil {
		return err
	}
	var offices, own []bucket.Tree
	for i := range r.maker.County.Offices {
		if key := r.maker.County.Offices[i].Key; r.part.Has(i) {
			offices = append(offices, r.tree(key))
		}
	}
	if r.part.N == 1 {
		top := bucket.Tree{Name: topTree, Dir: r.maker.Out, Only: portal.TopNames(), Verify: r.maker.Verify}
		own = []bucket.Tree{r.tree(roster.SearchFolder), r.tree(roster.PortalFolder), top}
	}
	t := transfer{Event: "sent"}
	err = r.sendAll(s, offices, &t)
	for _, tree := range own {
		if err == nil { // what leads to the others comes after them
			err = r.sendAll(s, []bucket.Tree{tree}, &t)
		}
	}
	r.watch.Sent(t.Files, t.Bytes)
	if err := errors.Join(err, s.End()); err != nil {
		return err
	}
	return r.tellTransfer(t, "已送到存储：%d 个网站有变化，送了 %d 个文件、%d 字节。", "sent to the bucket: %d sites have changed, with %d files of %d bytes.", t.Sites, t.Files, t.Bytes)
}

// tree is a folder of the county's site, as it is sent.
func (r *round) tree(name string) bucket.Tree {
	return bucket.Tree{Name: name, Dir: filepath.Join(r.maker.Out, name), Note: filepath.Join(r.maker.Store, "sent", name), Verify: r.maker.Verify}
}

// sendAll sends trees; those that are not there, since their offices never had a site, are
// left out. What fails of one does not keep the others.
func (r *round) sendAll(s *bucket.Sending, trees []bucket.Tree, sum *transfer) error {
	var lock sync.Mutex
	var failures []error
	_ = parallel.Each(atOnce, len(trees), func(_, i int) error {
		if _, err := os.Stat(trees[i].Dir); errors.Is(err, fs.ErrNotExist) || r.ctx.Err() != nil {
			return nil
		}
		sent, err := s.Send(trees[i])
		lock.Lock()
		defer lock.Unlock()
		if sum.Files, sum.Bytes = sum.Files+sent.Files, sum.Bytes+sent.Bytes; sent.Switched {
			sum.Sites++
		}
		if err != nil {
			failures = append(failures, err)
		}
		return nil
	})
	return errors.Join(append(failures, r.ctx.Err())...)
}

// fetchCommand is `gongkai-county fetch`.
type fetchCommand struct{}

// Run brings the county's site from a bucket to the folder from which a server shows it. No
// county.toml is read: that machine may have none.
func (*fetchCommand) Run(c *call) error {
	b, err := c.mustBucket("fetch")
	if err != nil {
		return err
	}
	if err := errors.Join(os.MkdirAll(c.out(), 0o755), os.MkdirAll(c.store(), 0o755)); err != nil {
		return err
	}
	if err := portal.CheckTop(c.out()); err != nil {
		return err
	}
	names, err := b.Names(c.ctx)
	if err != nil {
		return err
	}
	own := []string{roster.SearchFolder, roster.PortalFolder}
	offices := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(own, name) })
	t := transfer{Event: "fetched"}
	if err := c.fetchAll(b, offices, &t); err != nil {
		return err
	}
	for _, name := range own { // the one after the other: the search first, as build has it
		if slices.Contains(names, name) {
			if err := c.fetchAll(b, []string{name}, &t); err != nil {
				return err
			}
		}
	}
	top, err := b.FetchOnly(c.ctx, topTree, portal.TopNames())
	if err == nil && len(top) > 0 {
		err = portal.WriteTop(c.out(), top)
	}
	if err != nil {
		return err
	}
	return c.tellTransfer(t, "已取到 %s：%d 个网站有变化，取了 %d 个文件。", "fetched to %s: %d sites have changed, with %d files.", c.out(), t.Sites, t.Files)
}

// fetchAll fetches trees. What fails of one does not keep the others, and is the error.
func (c *call) fetchAll(b *bucket.Bucket, names []string, sum *transfer) error {
	var lock sync.Mutex
	var failures []error
	_ = parallel.Each(atOnce, len(names), func(_, i int) error {
		name := names[i]
		place := harvest.Place{Site: c.store(), Out: filepath.Join(c.out(), name), Work: filepath.Join(c.store(), "work", name)}
		asked, err := b.Fetch(c.ctx, name, place)
		lock.Lock()
		defer lock.Unlock()
		if sum.Files += asked; asked > 0 && err == nil {
			sum.Sites++
		}
		if err != nil {
			failures = append(failures, err)
		}
		return nil
	})
	return errors.Join(failures...)
}

// sweepCommand is `gongkai-county sweep`.
type sweepCommand struct{}

// Run takes away what no site in a bucket needs any more.
func (*sweepCommand) Run(c *call) error {
	b, err := c.mustBucket("sweep")
	if err != nil {
		return err
	}
	swept, err := b.Sweep(c.ctx)
	if err != nil {
		return err
	}
	return c.tellTransfer(transfer{Event: "swept", Files: swept.Objects, Bytes: swept.Bytes}, "已清理：%d 个旧版本，%d 个文件、%d 字节；留下 %d 个文件。",
		"swept: %d versions, %d files of %d bytes; %d files stay.", swept.Versions, swept.Objects, swept.Bytes, swept.Kept)
}
