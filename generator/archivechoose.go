package main

import (
	"cmp"
	"encoding/hex"
	"path"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/original"
	"gongkai/generator/page"
	"gongkai/generator/report"
	"gongkai/generator/review"
	"gongkai/generator/site"
	"gongkai/generator/transfer"
	"gongkai/generator/translog"
	"gongkai/generator/tree"
	"gongkai/generator/waiver"
)

// chooser finds out which sources are packed, so many that the site is built again of them,
// and what is listed as handed over.
type chooser struct {
	*packing
	site.Handover

	packed   map[string]bool // attachments that are listed
	folders  map[string]bool // of chosen documents
	reports  []int           // the years of chosen annual reports
	approved []review.File   // that chosen documents were approved with
}

// choose finds out which sources are packed, and what is listed as handed over.
func (p *packing) choose() error {
	p.sources = []packedFile{{path: tree.Config.Name()}}
	c := &chooser{packing: p, Handover: site.Handover{Site: p.site}, packed: map[string]bool{}, folders: map[string]bool{}}
	c.documents()
	if len(p.items) == 0 {
		return refuse("没有 %s 年公开的文档", "no document of %s is public", p.year)
	}
	if err := c.withdrawn(); err != nil {
		return err
	}
	c.files()
	c.layouts()
	c.figures()
	c.records()
	slices.SortFunc(p.sources, func(a, b packedFile) int { return strings.Compare(a.path, b.path) })
	return nil
}

// documents chooses those that are public, and introductions, which are of no year.
func (c *chooser) documents() {
	cat := c.site.Catalog()
	years := map[catalog.ID]int{}
	for _, r := range cat.Reports {
		years[r.ID] = r.Year
	}
	for _, id := range cat.All {
		m := cat.Meta(id)
		if c.year != "" && !m.IsIntro() && strconv.Itoa(m.Date.Year()) != c.year {
			continue
		}
		c.folders[path.Dir(m.Path)] = true
		c.approved = append(c.approved, c.Approved(id)...)
		c.sources = append(c.sources, packedFile{path: tree.Content.Path(m.Path)})
		if m.IsIntro() {
			continue
		}
		if year, is := years[id]; is {
			c.reports = append(c.reports, year)
		}
		category := c.category(id, m)
		c.item(m, transfer.Item{Title: m.Title, Kind: "文档", Category: category}, c.sums[page.URL(m.Path)])
		for _, a := range slices.Concat(m.Attachments, c.Tables(id)) {
			if f, ok := c.sums[a.File]; ok && !c.packed[a.File] {
				c.packed[a.File] = true
				c.item(m, transfer.Item{Title: cmp.Or(a.Title, path.Base(a.File)), Kind: "附件", Category: category}, f)
			}
		}
	}
}

// withdrawn adds what the notices in the places of withdrawn documents are made of.
func (c *chooser) withdrawn() error {
	cat := c.site.Catalog()
	for _, id := range cat.Withdrawn {
		m := cat.Meta(id)
		if c.year != "" && strconv.Itoa(m.Date.Year()) != c.year {
			continue
		}
		doc, policy, ok, err := c.site.Candidate(m.Path)
		if err != nil || !ok {
			return c.outdated(page.URL(m.Path))
		}
		n := *cat.Notice(id)
		if policy.Needs(m) {
			if doc.Stage < len(policy.Stages) && !doc.Stale {
				c.left.recorded++
			}
			if n.KeepTitle {
				c.left.titled++
				n.KeepTitle = false
			}
		}
		c.left.notices++
		c.sources = append(c.sources, packedFile{path: tree.Content.Path(m.Path), text: page.Remains(m, n.Withdrawal)})
	}
	return nil
}

// files adds the files that are packed as they were published: those beside the chosen
// documents, and those of static/.
func (c *chooser) files() {
	static := map[string]bool{}
	for _, f := range c.site.Sources() {
		if name, ok := tree.Static.Cut(f.Path); ok {
			static[name] = true
		}
	}
	for _, f := range c.list {
		switch e := c.entries[f.Path]; {
		case e.State == translog.Attachment && (c.packed[f.Path] || e.Present == translog.None && c.folders[path.Dir(f.Path)] || c.year == ""):
			c.sources = append(c.sources, packedFile{path: tree.Content.Path(f.Path), public: f.Path})
		case static[f.Path]:
			c.sources = append(c.sources, packedFile{path: tree.Static.Path(f.Path), public: f.Path})
		}
	}
}

// layouts adds those that the site has in the place of the program's.
func (c *chooser) layouts() {
	for name := range c.stamps() {
		if isLayout(name) {
			c.sources = append(c.sources, packedFile{path: name})
		}
	}
}

// isLayout reports whether a source is a layout.
func isLayout(name string) bool {
	inside, ok := tree.Layouts.Cut(name)
	return ok && path.Ext(inside) == ".html" && !strings.Contains(inside, "/")
}

// figures adds the data of which the chosen annual reports are made. The ledger of
// applications stays with the office, since an applicant may be known by a row of it: what
// was counted of it is packed.
func (c *chooser) figures() {
	have := c.stamps()
	for _, year := range c.reports {
		for _, name := range report.DataFiles() {
			f := packedFile{path: reportData(year, name)}
			_, is := have[f.path]
			if name == report.LedgerCountsFile {
				if f.text = c.LedgerCounts(year); f.text != nil {
					is = true
					c.left.ledgers++
				}
			}
			if is && name != report.LedgerFile {
				c.sources = append(c.sources, f)
			}
		}
	}
}

// reportData is where a file of the data of an annual report is.
func reportData(year int, name string) string {
	return tree.Content.Path(path.Join(page.ReportsFolder, strconv.Itoa(year), name))
}

// packedRecords are the files of records/ that a pack may have.
func packedRecords() []string { return []string{original.Path, waiver.Path} }

// records adds what of records/ the site is not built without: what was approved of files
// that are packed in another form, or not at all; and which findings in what is packed were
// accepted, without the reasons and the names, which are the office's own. A waiver of a
// value that is nowhere any more would tell what it was.
func (c *chooser) records() {
	here, asItIs := map[string]string{}, map[string]bool{}
	for _, f := range c.sources {
		if sum, ok := c.sums[f.public]; ok {
			here[f.path] = hex.EncodeToString(sum.SHA256[:])
		}
		asItIs[f.path] = f.public == "" && f.text == nil
	}
	originals := original.List{}
	for _, f := range c.approved {
		if path := f.Source(); !asItIs[path] {
			originals.Add(path, f.SHA256, here[path])
		}
	}
	if len(originals) > 0 {
		c.sources = append(c.sources, packedFile{path: original.Path, text: originals.Append(nil)})
	}
	var accepted []waiver.Waiver
	found, list := c.Accepted()
	for _, f := range found {
		if here[f.File] != "" || asItIs[f.File] {
			w := f.Waiver
			accepted = append(accepted, waiver.Waiver{Rule: w.Rule, File: w.File, Value: w.Value, Until: w.Until, Reason: "归档以前同意公开"})
		}
	}
	if len(accepted) > 0 {
		c.sources = append(c.sources, packedFile{path: waiver.Path, text: list.Append(nil, sortedWaivers(accepted)...)})
	}
}

// sortedWaivers sorts waivers, and leaves out those that are there twice.
func sortedWaivers(list []waiver.Waiver) []waiver.Waiver {
	slices.SortFunc(list, func(a, b waiver.Waiver) int {
		return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Value, b.Value))
	})
	return slices.Compact(list)
}
