package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gongkai/generator/asset"
	"gongkai/generator/attest"
	"gongkai/generator/catalog"
	"gongkai/generator/edition"
	"gongkai/generator/page"
	"gongkai/generator/site"
	"gongkai/generator/source"
	"gongkai/generator/transfer"
	"gongkai/generator/translog"
	"gongkai/generator/tree"
	"gongkai/generator/wacz"
)

// packing is a released site on its way into a pack. The site as it was released is all
// of it, whatever the year: the list and its signature are of the whole.
type packing struct {
	*call
	year string // "" for all
	// withComments says that sources with comments are packed, too.
	withComments bool

	public attest.Tree
	report *attest.Report
	site   *site.Site
	config []byte // the config.toml of which the site is made

	list    []edition.Sum
	sums    map[string]edition.Sum    // the same by path
	entries map[string]translog.Entry // the last of each address
	sources []packedFile
	items   []transfer.Item
	left    remains
}

// remains counts the documents of which only the notices are packed, and the like.
type remains struct {
	notices int
	// Of a document without approvals, only records/ tells that it was public; titles of
	// notices are shown where all of a document is approved, and most of it is not packed.
	recorded, titled int
	ledgers          int // of which only the counts are packed
}

// packedFile is a file of the sources.
type packedFile struct {
	path string
	// public says that it is packed as it was published, at this path; "": the file of
	// the site's folder.
	public string
	text   []byte // that is packed instead
}

// read reads the list and the log, and holds the sources against them: with a page that
// was released, only the text is packed that it is made of.
func (p *packing) read() error {
	if err := p.readLists(); err != nil {
		return err
	}
	return p.compare()
}

// readLists reads the list and the log.
func (p *packing) readLists() error {
	data, err := p.release(edition.SumsPath)
	if err != nil {
		return err
	}
	var ok bool
	if p.list, ok = edition.ParseList(data); !ok {
		return refuse("清单读不出来；先运行 gongkai release", "the list cannot be read; run gongkai release first")
	}
	p.sums = make(map[string]edition.Sum, len(p.list))
	for _, f := range p.list {
		p.sums[f.Path] = f
	}
	log, _, err := translog.Load(func(name string) ([]byte, error) { return p.release(edition.LogFolder + "/" + name) })
	if err != nil {
		return logFault(err)
	}
	p.entries = map[string]translog.Entry{}
	for i := range log.Size() {
		e := log.Entry(i)
		p.entries[e.Address] = e
	}
	return nil
}

// release reads a small file of the published site.
func (p *packing) release(name string) ([]byte, error) {
	f, err := p.public.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// compare makes all pages and files of the site, and holds them against the list.
func (p *packing) compare() error {
	// Documents first: where one differs, so do the lists that show it.
	order := slices.Clone(p.list)
	slices.SortStableFunc(order, func(a, b edition.Sum) int {
		return strings.Compare(p.entries[b.Path].State, p.entries[a.Path].State)
	})
	listed := make(map[string]bool, len(order))
	var w site.Worker
	for _, f := range order {
		listed[f.Path] = true
		same, err := p.same(&w, f)
		if err != nil {
			return err
		}
		if !same {
			return p.outdated(f.Path)
		}
	}
	for _, id := range p.site.Catalog().All {
		if m := p.site.Catalog().Meta(id); !m.IsIntro() && !listed[page.URL(m.Path)] {
			return p.outdated(page.URL(m.Path))
		}
	}
	return nil
}

// outdated says that the site is not what its sources make.
func (p *packing) outdated(name string) error {
	return refuse("%s 和发布的不一样：发布以后文档、设置有改动，或者到了变化的日期；先运行 gongkai release", "%s is not as it was released: sources or settings have changed since, or the day has; run gongkai release first", name)
}

// same reports whether a file that was released is what its sources make now. What is
// made of many documents (feeds, the index of the search) is not asked for: where all
// pages are the same, so are these.
func (p *packing) same(w *site.Worker, f edition.Sum) (bool, error) {
	item, ok := p.site.Item(f.Path)
	sum := sha256.New()
	switch {
	case !ok:
		state := p.entries[f.Path].State
		return state != translog.Public && state != translog.Attachment, nil
	case item.IsPage():
		made, err := item.Make(w, nil)
		if err != nil || made.Data == nil {
			return false, err
		}
		sum.Write(made.Data)
	case item.IsFile():
		body, _, err := item.Open()
		if body == nil {
			return false, err
		}
		_, err = io.Copy(sum, body)
		if body.Close(); err != nil {
			return false, err
		}
	default:
		return true, nil
	}
	return bytes.Equal(sum.Sum(nil), f.SHA256[:]), nil
}

// category is the name of the category of a document.
func (p *packing) category(id catalog.ID, m *page.Meta) string {
	if s := p.site.Catalog().SectionOf(id); s != nil {
		return s.Category.Name
	}
	return m.Category
}

// item lists what was handed over, a document or a file of one.
func (p *packing) item(m *page.Meta, i transfer.Item, f edition.Sum) {
	e := p.entries[f.Path]
	i.Number, i.Issuer, i.Published = m.DocNumber, m.Issuer, m.Date.DayString()
	if !m.Written.IsZero() {
		i.Written = m.Written.DayString()
	}
	i.Address, i.Format = p.base()+f.Path, strings.TrimPrefix(path.Ext(f.Path), ".")
	i.SHA256, i.First, i.Logged = hex.EncodeToString(f.SHA256[:]), e.First, e.Logged
	if info, err := os.Stat(p.name(f.Path)); err == nil {
		i.Size = info.Size()
	}
	p.items = append(p.items, i)
}

// base is the address of the site.
func (p *packing) base() string { return strings.TrimSuffix(p.site.Config().Site.BaseURL, "/") + "/" }

// name is that of a file of the published site, which was verified.
func (p *packing) name(file string) string { return filepath.Join(p.out(), filepath.FromSlash(file)) }

// signatures are the files of the release that are in no list.
func (p *packing) signatures() []string {
	names := []string{edition.SumsPath, edition.SignaturePath}
	if p.report.Also {
		names = append(names, edition.AlsoPath)
	}
	return names
}

// write writes the pack.
func (p *packing) write(out io.Writer) error {
	released, err := time.Parse(time.DateOnly, p.report.Day)
	if err != nil {
		return refuse("签名里没有发布的日期；先运行 gongkai release", "the signature does not tell the day of the release; run gongkai release first")
	}
	w, err := wacz.NewWriter(out, wacz.Site{Title: p.site.Config().Site.Name, Address: p.base(), Released: released})
	if err != nil {
		return err
	}
	all := slices.Clone(p.list)
	for _, name := range p.signatures() {
		data, err := p.release(name)
		if err != nil {
			return err
		}
		all = append(all, edition.Sum{Path: name, SHA256: sha256.Sum256(data)})
	}
	for _, f := range all {
		if err := p.capture(w, f, released); err != nil {
			return err
		}
	}
	for _, step := range []func(*wacz.Writer) error{p.manifest, p.source, p.transferred} {
		if err := step(w); err != nil {
			return err
		}
	}
	return w.Close()
}

// capture adds a file of the site.
func (p *packing) capture(w *wacz.Writer, f edition.Sum, released time.Time) error {
	body, err := p.public.Open(f.Path)
	if err != nil {
		return err
	}
	defer body.Close()
	info, err := os.Stat(p.name(f.Path))
	if err != nil {
		return err
	}
	at := released
	if day, err := time.Parse(time.DateOnly, p.entries[f.Path].Present); err == nil {
		at = day
	}
	r := wacz.Resource{Path: f.Path, Media: asset.ContentType(f.Path), Published: at, Size: info.Size(), SHA256: f.SHA256}
	switch {
	case f.Path == "search.html":
		r.Asked = "q" // by the box in the header of every page
	case strings.HasPrefix(f.Path, "search/"):
		r.Asked = "v" // by the script, which names the edition of the index
	}
	return w.Capture(r, body)
}

// manifest adds the list with all that proves it: its signatures and the log.
func (p *packing) manifest(w *wacz.Writer) error {
	names := p.signatures()
	for _, f := range p.list {
		if strings.HasPrefix(f.Path, edition.LogFolder+"/") {
			names = append(names, f.Path)
		}
	}
	for _, name := range names {
		if err := p.add(w, packedManifest+"/"+name, func() (io.ReadCloser, error) { return p.public.Open(name) }); err != nil {
			return err
		}
	}
	return nil
}

// source adds the sources.
func (p *packing) source(w *wacz.Writer) error {
	root, err := source.At(p.Source)
	if err != nil {
		return err
	}
	stamps := p.stamps()
	for _, f := range p.sources {
		open := func() (io.ReadCloser, error) { return p.public.Open(f.public) }
		switch {
		case f.text != nil:
			open = func() (io.ReadCloser, error) { return textReader(f.text, nil) }
		case f.public == "":
			open = func() (io.ReadCloser, error) { return textReader(p.text(root, f.path, stamps)) }
		}
		if err := p.add(w, packedSources+"/"+f.path, open); err != nil {
			return err
		}
	}
	return nil
}

// stamps are those of the sources when the site was read.
func (p *packing) stamps() map[string]source.Stamp {
	stamps := map[string]source.Stamp{}
	for _, f := range p.site.Sources() {
		stamps[f.Path] = f.Stamp
	}
	return stamps
}

// text reads a text of the site, which must still be the one of which the pages were made.
// The configuration is held.
func (p *packing) text(root source.Root, name string, stamps map[string]source.Stamp) ([]byte, error) {
	if name == tree.Config.Name() {
		return p.config, nil
	}
	found, ok := source.Lookup(p.Source, name)
	if !ok {
		return nil, p.outdated(name)
	}
	data, err := root.Read(found.Real())
	if err != nil {
		return nil, err
	}
	now, _ := source.Lookup(p.Source, name)
	was, known := stamps[name]
	was.Racy, now.Stamp.Racy = false, false // whether it was young when it was read
	if !known || now.Stamp != was {
		return nil, p.outdated(name)
	}
	return data, nil
}

// transferred adds 移交清单.
func (p *packing) transferred(w *wacz.Writer) error {
	book, err := transfer.XLSX(p.items, p.report.Day)
	if err != nil {
		return err
	}
	if err := w.File(packedList+"/移交清单.csv", bytes.NewReader(transfer.CSV(p.items))); err != nil {
		return err
	}
	return w.File(packedList+"/移交清单.xlsx", bytes.NewReader(book))
}

// add adds a file that is none of the site.
func (p *packing) add(w *wacz.Writer, name string, open func() (io.ReadCloser, error)) error {
	f, err := open()
	if err != nil {
		return err
	}
	defer f.Close()
	return w.File(name, f)
}
