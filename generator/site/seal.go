package site

import (
	"cmp"
	"crypto/sha256"
	"io"
	"slices"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/edition"
	"gongkai/generator/parallel"
	"gongkai/generator/publish"
	"gongkai/generator/site/record"
	"gongkai/generator/tree"
)

// A release publishes files about the files of the site: their list, its signature, the
// log. They are outputs like others, in the same tree, so that they are exchanged
// together with what they tell of, and drift is found in them, too. A build that makes
// no release keeps them where the site is what they say, and else takes them away: a
// list that is out of date would accuse whoever has the site of having changed it.

// sealer is what a build has to do with releases.
type sealer struct{ *run }

// sealedKey is the key of such an output. No other has it: see [record.Output].
const sealedKey = ^uint64(0)

func isSealed(o *record.Output) bool { return o.Key == sealedKey && len(o.Parts) == 0 }

// isList reports whether an output is the list of a release, or its signature.
func isList(o *record.Output) bool { return isSealed(o) && edition.IsList(o.Path) }

// hold keeps what the last release has added in the tree until it is known what becomes of
// it, and remembers what was published with it.
func (r sealer) hold(pub *publish.Publisher) error {
	if r.old == nil {
		return r.forgotten(pub)
	}
	all := make([]record.Output, 0, len(r.old))
	for _, old := range r.old {
		all = append(all, old.Output)
		if isSealed(&old.Output) {
			old.Wanted = true
			r.held++
		}
	}
	if r.held > 0 {
		r.released = treeID(all)
	}
	return nil
}

// forgotten counts what a release has added, where the last build is not known: it was
// another program's. All is made anew then, and nothing kept.
func (r sealer) forgotten(pub *publish.Publisher) error {
	files, err := pub.Files()
	if err != nil || !slices.Contains(files, edition.SignaturePath) {
		return err
	}
	for _, path := range files {
		if edition.Taken(path) {
			r.unsealed++
		}
	}
	return nil
}

// seal makes a release of what is about to be published, or sees to what is left of one.
func (r sealer) seal(res *Result) error {
	if r.site.opt.Record || r.site.opt.Seal != nil {
		list, text, err := recorder{r.site}.list()
		if err != nil {
			return err
		}
		if r.site.opt.Seal != nil {
			return r.release(func(address string) string {
				e, _ := list.Lookup(address)
				return e.First
			}, text)
		}
		res.Published = text
	}
	return r.unseal()
}

// release publishes what [Options.Seal] makes of the site. first says when an address was
// first public, and text is the list that says so, where it has changed.
func (r sealer) release(first func(address string) string, text []byte) error {
	r.unsealed = 0
	draft := &edition.Draft{Day: r.site.opt.Today.DayString(), Items: r.items(), First: first, Record: text}
	draft.ID = func(more []edition.File) string {
		all := slices.Clone(r.records)
		for _, f := range more {
			all = append(all, sealed(f))
		}
		return treeID(all)
	}
	var err error
	if draft.Files, err = r.sums(); err != nil {
		return err
	}
	files, err := r.site.opt.Seal(draft)
	if err != nil {
		return err
	}
	if err := r.remove(func(path string) bool {
		return !slices.ContainsFunc(files, func(f edition.File) bool { return f.Path == path })
	}); err != nil {
		return err
	}
	for _, f := range files {
		if err := r.put(f); err != nil {
			return err
		}
	}
	r.drift.remade()
	return nil
}

// sealed is the record of a file that a release adds. Its sum is that of a file which was
// copied: see [holds].
func sealed(f edition.File) record.Output {
	sum := sha256.Sum256(f.Data)
	return record.Output{Path: f.Path, Key: sealedKey, Sum: cache.Sum(sum[:len(cache.Sum{})]), Size: int64(len(f.Data))}
}

func (r sealer) put(f edition.File) error {
	var old *record.Output
	if p := r.old[f.Path]; p != nil {
		old = &p.Output
	}
	r.records, r.made = append(r.records, record.Output{}), append(r.made, false)
	return r.run.put(len(r.records)-1, old, sealed(f), func() (publish.Stamp, error) { return r.tree.Put(f.Path, f.Data) })
}

// sums are those of all files that are about to be published: of what this build has
// written, of the bytes that it wrote; of what stays, those of the last list, which was
// signed. Else the file is read. A file that was changed so that nobody sees it (drift.go)
// is not what the list says then, and whoever verifies it is told so.
func (r sealer) sums() ([]edition.Sum, error) {
	const room = 256 << 10
	sums := make([]edition.Sum, len(r.records))
	buffers, listed := make([][]byte, parallel.Workers(r.site.opt.Workers)), r.listed()
	err := parallel.Each(len(buffers), len(sums), func(worker, i int) error {
		sums[i].Path = r.records[i].Path
		if sum, ok := r.tree.Sums.Load(sums[i].Path); ok {
			sums[i].SHA256 = sum.([sha256.Size]byte)
			return nil
		}
		if sum, is := listed[sums[i].Path]; is && !r.made[i] {
			sums[i].SHA256 = sum
			return nil
		}
		if buffers[worker] == nil {
			buffers[worker] = make([]byte, room)
		}
		f, err := r.tree.Open(sums[i].Path)
		if err != nil {
			return err
		}
		h := sha256.New()
		// Without the other methods of a file, which would make a buffer for each.
		_, err = io.CopyBuffer(h, struct{ io.Reader }{f}, buffers[worker])
		h.Sum(sums[i].SHA256[:0])
		return cmp.Or(err, f.Close())
	})
	return sums, err
}

// listed are the sums of the last list, by path, if the published folder is as that release
// has left it.
func (r sealer) listed() map[string][sha256.Size]byte {
	if r.held == 0 || !r.drift.none() {
		return nil
	}
	f, err := r.tree.Open(edition.SumsPath)
	if err != nil {
		return nil
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	list, ok := edition.ParseList(data)
	if err != nil || !ok {
		return nil
	}
	sums := make(map[string][sha256.Size]byte, len(list))
	for _, f := range list {
		sums[f.Path] = f.SHA256
	}
	return sums
}

// items lists what the log of a release tells of: pages that stand for documents, and
// the files beside documents that are published.
func (r sealer) items() []edition.Item {
	s := r.site
	var items []edition.Item
	days := map[string]string{} // of the documents that name a file, the first
	for i := range s.plan.Pages() {
		o := s.plan.Output(i)
		if !o.StandsForDocument() || o.IsRedirect() {
			continue
		}
		m := s.metas[o.ID]
		item := edition.Item{Address: o.Path, Present: m.Date.DayString(), State: edition.Public}
		if o.IsNotice() {
			item.State = edition.Withdrawn
		} else {
			for _, a := range m.Attachments {
				if day := days[a.File]; day == "" || day > item.Present {
					days[a.File] = item.Present
				}
			}
		}
		items = append(items, item)
	}
	for _, o := range r.records[s.plan.Len():] {
		if s.content.Beside[o.Path] != nil {
			items = append(items, edition.Item{Address: o.Path, Present: days[o.Path], State: edition.Attachment})
		}
	}
	return items
}

// unseal keeps what the last release has added where the site is as it was then, and all
// of it still there, and else takes it away. The id of the tree alone does not tell: the
// list and its signature are no part of it.
func (r sealer) unseal() error {
	all := slices.Clone(r.records)
	r.each(func(old *record.Output) { all = append(all, *old) })
	if r.held == 0 {
		return nil
	}
	if len(all)-len(r.records) < r.held || treeID(all) != r.released {
		r.unsealed = r.held
		return r.remove(func(string) bool { return true })
	}
	for i := len(r.records); i < len(all); i++ {
		if err := r.tree.Keep(all[i].Path); err != nil {
			return err
		}
	}
	r.records = all
	return nil
}

// remove takes what the last release has added out of the tree, as far as which
// says so.
func (r sealer) remove(which func(path string) bool) error {
	var gone []string
	r.each(func(old *record.Output) {
		if which(old.Path) {
			gone = append(gone, old.Path)
		}
	})
	slices.Sort(gone)
	r.removed += len(gone)
	return r.tree.Remove(gone...)
}

// each calls visit for all that the last release has added, but for what another
// output has taken the place of.
func (r sealer) each(visit func(old *record.Output)) {
	var here map[string]bool
	for path, old := range r.old {
		if !isSealed(&old.Output) {
			continue
		}
		if here == nil {
			here = make(map[string]bool, len(r.records))
			for i := range r.records {
				here[r.records[i].Path] = true
			}
		}
		if !here[path] {
			visit(&old.Output)
		}
	}
}

// notes says that the files of a release are gone, and whether the log is still recorded:
// what was taken out of the published folder may have been the last copy of it.
func (r sealer) notes() []diag.Diagnostic {
	if r.unsealed == 0 {
		return nil
	}
	d := releaseOutdated.At(diag.Pos{}, r.unsealed)
	if changed := r.drift.released; len(changed) > 0 {
		d.Message.ZH += "；其中被改动、删除或者换掉的：" + someOf(changed)
		d.Message.EN += "; changed, removed or replaced before: " + someOf(changed)
	}
	if _, ok := r.site.tree.Stamp(tree.Records, edition.CheckpointPath); !ok {
		d.Hint = diag.Text{
			ZH: "records/log/ 里没有发布日志了，gongkai release 会拒绝；先从版本库恢复 records/，没有版本库的，把服务器上网站的 log/ 文件夹拷回 records/log/",
			EN: "records/log/ has no log any more, and gongkai release will refuse: restore records/ from version control first, or copy the folder log/ of the site on the server there",
		}
	}
	return []diag.Diagnostic{d}
}
