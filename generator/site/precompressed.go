package site

import (
	"encoding/binary"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/parallel"
	"gongkai/generator/precompress"
	"gongkai/generator/publish"
	"gongkai/generator/site/record"
)

// The packed copies of what is published are outputs like others: they have records and
// keys, are kept, verified and removed. The key of one is the sum of the file that it is
// a copy of, so a copy is made again where that has changed, and never else. They come
// last, when it is known what is published, and are made of what stands in the tree.

// packing makes the packed copies of a run.
type packing struct{ *run }

// wanted reports whether the site is to have packed copies.
func (p packing) wanted() bool {
	return p.site.opt.Precompress || p.site.settings.config.Hosting.Precompress
}

// stays reports whether a published file is the copy of one that stays, so that it
// is not known yet whether the copy does.
func (p packing) stays(path string) bool {
	original, is := precompress.Original(path)
	if !is {
		return false
	}
	old := p.old[original]
	return old != nil && old.Wanted
}

// given lists the copies of files that stay, where the site is to have none any more.
func (p packing) given() (n int) {
	if p.wanted() {
		return 0
	}
	for path, old := range p.old {
		if !old.Wanted && p.stays(path) {
			n++
		}
	}
	return n
}

// copyOf is a copy to be made: of the file with a record, in one encoding.
type copyOf struct{ of, encoding int }

// make makes the copies of all that is published, and removes those of before that
// have no place any more.
func (p packing) make() error {
	if p.tree == nil || !p.wanted() || diag.HasErrors(p.found) {
		return nil
	}
	list := p.list()
	from := len(p.records)
	p.records = append(p.records, make([]record.Output, len(list))...)
	p.made = append(p.made, make([]bool, len(list))...)
	packers := make([]precompress.Packer, p.site.opt.workers())
	err := parallel.Each(len(packers), len(list), func(worker, i int) error {
		p.site.opt.progress("precompress", i, len(list))
		return p.makeOne(&packers[worker], from+i, list[i])
	})
	if err != nil {
		return err
	}
	p.compact(from)
	return p.remove(func(string) bool { return true })
}

// list lists the copies that there may be. Where something else stands in the place
// of one, there is none.
func (p packing) list() (list []copyOf) {
	taken := map[string]bool{}
	for i := range p.records {
		if _, is := precompress.Original(p.records[i].Path); is {
			taken[p.records[i].Path] = true
		}
	}
	for i := range p.records {
		of := &p.records[i]
		if !precompress.Worth(of.Path, of.Size) {
			continue
		}
		for encoding, e := range precompress.Encodings() {
			if !taken[of.Path+e.Ext] {
				list = append(list, copyOf{i, encoding})
			}
		}
	}
	return list
}

// makeOne makes one copy, unless it is what it was. What is not worth a file has no
// record, and is tried again by the next build that has anything to do: nearly all text
// is worth one.
func (p packing) makeOne(packer *precompress.Packer, at int, c copyOf) error {
	of := &p.records[c.of]
	path := of.Path + precompress.Encodings()[c.encoding].Ext
	low, high := binary.LittleEndian.Uint64(of.Sum[:8]), binary.LittleEndian.Uint64(of.Sum[8:])
	key := []uint64{low, high}
	var old *record.Output
	if was := p.old[path]; was != nil {
		old = &was.Output
		if old.HasKey(key) && !p.site.opt.Verify {
			was.Wanted = true
			return p.keep(at, old)
		}
	}
	in, err := p.tree.Open(of.Path)
	if err != nil {
		return err
	}
	defer in.Close()
	data, err := packer.Pack(c.encoding, in)
	if err != nil || data == nil {
		return err
	}
	if was := p.old[path]; was != nil {
		was.Wanted = true
	}
	rec := record.Output{
		Path: path, Key: record.WholeKey(key), Parts: []uint32{uint32(low), uint32(high)},
		Sum: cache.SumBytes(data), Size: int64(len(data)),
	}
	return p.put(at, old, rec, func() (publish.Stamp, error) { return p.tree.Put(path, data) })
}

// compact drops the records, from one on, of copies that were not worth a file.
func (p packing) compact(from int) {
	n := from
	for i := from; i < len(p.records); i++ {
		if p.records[i].Path != "" {
			p.records[n], p.made[n] = p.records[i], p.made[i]
			n++
		}
	}
	p.records, p.made = p.records[:n], p.made[:n]
}
