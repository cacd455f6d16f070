package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/outside"
	"gongkai/generator/page"
	"gongkai/generator/parallel"
	"gongkai/generator/present"
	"gongkai/generator/site/content"
	"gongkai/generator/site/links"
	"gongkai/generator/site/record"
	"gongkai/generator/site/screening"
	"gongkai/generator/source"
	"gongkai/generator/tree"
)

// This file is what there is to say about a site as a whole. A preview gathers it
// beside the requests.

// inspect gathers what is wrong with the site but for the files it publishes,
// as far as the texts have been rendered, and the files that documents use.
func (s *Site) inspect() (used []string, found []diag.Diagnostic) {
	used, found = links.Follow(links.Input{
		Sources: &s.content.Sources, Catalog: s.catalog, Workers: s.opt.workers(), Read: s.tree.Read,
		IsOutput:       func(path string) bool { _, is := s.plan.Lookup(path); return is },
		NeverPublished: content.IsReportData, Marked: marker{s}.ofDoc,
		Locator: func() links.Locate { return s.content.Fronts().Locate },
	})
	used, refused := s.content.OwnNames(used)
	left := left(s)
	waiting := sync.OnceValue(func() map[string]bool { return waiting(s) }) // few sites have a file that nobody uses
	misnamed, isMisnamed := s.content.Misnamed(used)
	unused := links.Unused(&s.content.Sources, used, func(path string) bool {
		return left[path] || isMisnamed[path] || content.IsReportData(path) || waiting()[path] || waiting()[owner(path)]
	})
	twins := s.catalog.Twins(func(id catalog.ID) cache.Sum { return s.content.Docs[id].BodySum })
	return used, slices.Concat(s.found, found, refused, twins, emptySections(s.catalog, s.Config().Site.Sample != ""), unused, misnamed, logNames{Site: s}.telling(), approver{Site: s}.uncovered(), recorder{s}.vanished())
}

// left are the files of documents that are withdrawn, as far as these name them: they
// stay where they are, and there is nothing to do about it.
func left(s *Site) map[string]bool {
	files := map[string]bool{}
	for _, id := range s.catalog.Withdrawn {
		for _, a := range s.catalog.Meta(id).Attachments {
			files[a.File] = true
		}
		if r := s.content.Docs[id].Review; r != nil {
			for _, path := range r.Named {
				files[path] = true
			}
		}
	}
	return files
}

// waiting are the files of documents that are not public yet, as far as these name them,
// and the paths of those documents: see [owner]. Their texts have not been rendered.
func waiting(s *Site) map[string]bool {
	files := map[string]bool{}
	for i, d := range s.content.Docs {
		if d.Meta == nil || s.catalog.Public(catalog.ID(i)) {
			continue
		}
		files[d.Path] = true
		data, err := s.tree.Read(content.Path(d.Path))
		if err != nil {
			continue // it is gone: its files have nobody any more
		}
		if p, _ := page.Parse(d.Path, data); p != nil {
			for _, path := range content.ReviewOf(&p.Meta, p.Body).Named {
				files[path] = true
			}
		}
	}
	return files
}

// owner is the document that a file is named after: 0003.md of 0003-附件1.pdf.
func owner(file string) string {
	folder, name := path.Split(file)
	number, _, _ := strings.Cut(name, "-")
	return folder + number + ".md"
}

// emptySections reports the categories without anything public in them, nor anything that
// only lacks an approval, of which other findings tell. A preview shows
// more, and says the same. Of annual reports there are no samples. What is empty, audit
// counts alike.
func emptySections(c *catalog.Catalog, sample bool) (found []diag.Diagnostic) {
	public := func(id catalog.ID) bool { return c.Mark(id) == "" }
	awaited := c.Awaited()
	for i := range c.Sections {
		sec := &c.Sections[i]
		kind := sec.Category.Kind
		introduced := sec.Intro != catalog.None && public(sec.Intro)
		hint := diag.Text{ZH: "发布一篇文档，或从 config.toml 删去这个栏目", EN: "publish a document, or remove the category from config.toml"}
		switch {
		case introduced, slices.ContainsFunc(sec.Docs, public), kind == config.KindGuide, awaited[sec.Category.Key]:
			continue
		case kind == config.KindReports && (sample || slices.ContainsFunc(c.Reports, func(r catalog.ReportID) bool { return c.Published(r.ID) })):
			continue
		case kind == config.KindReports:
			hint = diag.Text{ZH: "写一年的年度报告：gongkai new report 年份", EN: "write the report of a year: gongkai new report YEAR"}
		}
		found = append(found, emptySection.At(diag.Pos{File: tree.Config.Name()}, sec.Category.Key, sec.Category.Name, hint))
	}
	return found
}

// Texts renders the texts that have not been rendered yet, so that what they
// record of themselves is known. One that changes meanwhile is left to the next
// state. The error is that of ctx, or a failure of the machine.
func (s *Site) Texts(ctx context.Context, workers int) error {
	var todo []present.Output
	for _, id := range s.catalog.All {
		if o, ok := s.plan.Lookup(page.URL(s.content.Docs[id].Path)); ok && s.producer.unrendered(id, o) {
			o.ID = id // the text of a section stands on a page that is no document
			todo = append(todo, o)
		}
	}
	space := make([]Worker, workers)
	return parallel.Each(workers, len(todo), func(worker, i int) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		_, err := s.producer.render(&space[worker], todo[i].ID, todo[i])
		if errors.Is(err, content.ErrChanged) || missing(err) {
			return nil
		}
		return err
	})
}

// missing reports whether an error says that a file is gone.
func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// Findings is all that is known to be wrong with a site.
type Findings struct {
	Diagnostics []diag.Diagnostic
	// Used are the files beside documents that documents refer to, sorted.
	Used []string
	// Unread is how many public texts have not been rendered since they changed.
	Unread int
	// Outside are the links of public texts to other sites, as far as those have been
	// rendered.
	Outside []outside.Link

	screen *screening.Screener
}

// Named returns the name of a file as the findings show it.
func (f *Findings) Named(file string) string { return f.screen.Veil(file) }

// Findings gathers what Build would find, as far as the texts have been rendered. With
// samples it makes one page of each kind, so that a layout that fails is known before
// anybody looks at a page made with it; without, nothing is rendered.
func (s *Site) Findings(samples bool) (*Findings, error) {
	used, found := s.inspect()
	files := slices.Collect(maps.Values(s.content.Static))
	for _, path := range used {
		files = append(files, s.content.Beside[path])
	}
	for _, f := range files {
		if f.Err != nil && !missing(f.Err) {
			return nil, fmt.Errorf("%s: %w", f.Path, f.Err)
		}
		found = slices.Concat(found, f.Facts.Found, marker{s}.ofFile(f))
	}
	_, colliding := s.copies(used)
	found = append(found, colliding...)
	if samples {
		found = append(found, tryLayouts(s)...)
	}
	out := &Findings{Diagnostics: finish(s.settings.config, marker{s}.veil(found)), Used: used, screen: s.screen}
	for _, id := range s.catalog.All {
		d := s.content.Docs[id]
		t := d.Text()
		if t == nil {
			out.Unread++
			continue
		}
		for _, ref := range t.Refs {
			if ref.Kind == record.ToOutside {
				pos := diag.Pos{File: content.Path(d.Path), Line: int(ref.Line), Column: int(ref.Column)}
				out.Outside = append(out.Outside, outside.Link{URL: ref.Target, Pos: pos})
			}
		}
	}
	return out, nil
}

// tryLayouts makes a page of each kind.
func tryLayouts(s *Site) (found []diag.Diagnostic) {
	var w Worker
	for _, o := range s.plan.Samples() {
		if made, err := (Item{site: s, output: o}).Make(&w, nil); err == nil && made.Data == nil {
			found = append(found, made.Found...)
		}
	}
	return found
}

// Quick returns what is known to be wrong without looking at every document
// again: the findings of the configuration, the layouts, the catalog and of the
// documents given by their files.
func (s *Site) Quick(sources []string) []diag.Diagnostic {
	found := slices.Clone(s.found)
	for _, source := range sources {
		path, _ := tree.Content.Cut(source)
		if id, ok := s.content.Doc(path); ok {
			d := s.content.Docs[id]
			found = slices.Concat(found, d.Found, marker{s}.ofDoc(d))
			if t := d.Text(); t != nil {
				found = append(found, t.Found...)
			}
		}
	}
	return finish(s.settings.config, marker{s}.veil(found))
}

// Withheld lists the documents that a build would not publish: by whose turn it is, in
// the order of the chain of review, then drafts, then those whose day has not come; each
// of them oldest first.
func (s *Site) Withheld() []catalog.Withheld {
	var groups []string // marks, in this order
	by := map[string][]string{}
	if s.policy != nil {
		for _, stage := range s.policy.Stages {
			groups = append(groups, "待"+stage.Name)
			by["待"+stage.Name] = stage.By
		}
	}
	listed := make([][]catalog.Withheld, len(groups)+1)
	for _, id := range s.catalog.All {
		if mark := s.catalog.Mark(id); mark != "" {
			m := s.catalog.Meta(id)
			at := slices.Index(groups, mark)
			if at < 0 {
				at = len(groups)
			}
			listed[at] = append(listed[at], catalog.Withheld{
				Source: content.Path(m.Path), Path: page.URL(m.Path), Title: m.Title, Mark: mark, By: by[mark], Date: m.Date,
			})
		}
	}
	rest := listed[len(groups)]
	slices.SortStableFunc(rest, func(a, b catalog.Withheld) int { return strings.Compare(b.Mark, a.Mark) }) // 草稿 before 未到发布日期
	return slices.Concat(listed...)
}

// Config returns what config.toml says. It is only to be read.
func (s *Site) Config() *config.Config { return s.settings.config }

// Catalog returns what is known of all documents together.
func (s *Site) Catalog() *catalog.Catalog { return s.catalog }

// Documents returns how many content files the site has.
func (s *Site) Documents() int { return len(s.content.Docs) }

// Sources lists the files that the state was made from, config.toml apart, in no
// order, with paths relative to the site's folder.
func (s *Site) Sources() []source.File {
	list := s.content.Files()
	for _, root := range [...]tree.Root{tree.Static, tree.Layouts, tree.Records} {
		for _, f := range s.tree.Files(root) {
			list = append(list, source.File{Path: root.Path(f.Path), Stamp: f.Stamp})
		}
	}
	return list
}
